"""Names and sentences in any language and script simply work."""

from __future__ import annotations

import unicodedata
from typing import Literal

import pytest

from detente.case import names, parse_case
from detente.case.frames import frame
from detente.case.language import is_name, parse
from detente.errors import CaseError

WORDS = {
    "Cyrillic": ("Москва", "Запад", "отвод", "уступка", "нет", "да"),
    "Arabic": ("المدينة", "النقابة", "إضراب", "عرض", "لا", "نعم"),
    "Devanagari": ("नगर", "संघ", "हड़ताल", "प्रस्ताव", "नहीं", "हाँ"),
    "Chinese": ("市政府", "工会", "罢工", "提议", "没有", "全部"),
    "Hebrew": ("עיר", "ועד", "שביתה", "הצעה", "לא", "כן"),
    "Thai": ("เมือง", "สหภาพ", "นัดหยุดงาน", "ข้อเสนอ", "ไม่มี", "เต็ม"),
    "Greek": ("Πόλη", "Σωματείο", "απεργία", "προσφορά", "καμία", "πλήρης"),
    "Vietnamese": ("thành_phố", "công_đoàn", "đình_công", "đề_nghị", "không", "đầy_đủ"),
    "Georgian": ("ქალაქი", "კავშირი", "გაფიცვა", "წინადადება", "არა", "სრული"),
}


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("script", WORDS)
def test_a_case_in_another_script(script: str, form: Literal["NFC", "NFD"]) -> None:
    city, union, strike, offer, low, full = WORDS[script]
    text = (
        f"id: {city}\ntitle: {city}؟ — «{union}»\n"
        f"parties:\n"
        f"  {city}:\n    options:\n      {offer}: {{does: {offer}, levels: [{low}, {full}]}}\n"
        f"    prefers: [not {strike}, {{is: '{offer} == {low}', note: {full}}}]\n"
        f"  {union}:\n    options: {{{strike}: {strike}}}\n"
        f"    ranking: [{offer}={full} + {strike}, [none, {strike}]]\n"
        f"present: {{{strike}: true}}\n"
        f"impossible: [{city}.{offer} == {full} and {union}.{strike}]\n"
        f"views:\n  {city}: {{unseen: [{strike}]}}\n"
        f"  {city}.{union}: {{{city}: {{prefers: [{offer}]}}}}\n"
        f"meanings: {{{low}: {{{city}: {full}}}}}\n"
    )
    case = parse_case(unicodedata.normalize(form, text))
    assert list(case.parties) == [unicodedata.normalize("NFC", name) for name in (city, union)]
    known = names(case)
    assert parse(f"{offer}={low}", known) == parse(
        unicodedata.normalize("NFD", f"{offer}={low}"), known
    )
    assert frame(case, f"{city}.{union}").path == tuple(case.parties)


def test_a_misspelt_name_is_answered_in_its_script() -> None:
    text = "parties: {город: {options: {забастовка: З}, prefers: [не_забастовка, забастовко]}}"
    with pytest.raises(CaseError) as caught:
        parse_case(text)
    assert caught.value.problems[-1].hint == "Did you mean 'забастовка'?"


def test_the_same_letters_composed_otherwise_are_the_same_name() -> None:
    composed, decomposed = "caf\u00e9", "cafe\u0301"
    case = parse_case(f"parties: {{a: {{options: {{{composed}: X}}, prefers: [{decomposed}]}}}}")
    assert names(case).options[0].option == composed


@pytest.mark.parametrize("name", ["a", "_", "a1", "Ünïcode", "変数", "नमस्ते", "x_ª"])
def test_names(name: str) -> None:
    assert is_name(name)


@pytest.mark.parametrize("name", ["", "1a", "a b", "a-b", "a.b", "€", "१a", "a\u200b"])
def test_no_names(name: str) -> None:
    assert not is_name(name)


def test_sentences_may_hold_anything() -> None:
    sentence = "«Ни шагу назад!» — قال; 他说：“好” 🙂 # не заметка"
    case = parse_case(f"title: {sentence!r}\nparties: {{a: {{name: {sentence!r}}}}}")
    assert case.title.value == sentence
    assert case.parties["a"].name.value == sentence
