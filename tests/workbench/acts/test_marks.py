"""Acts on the marks of any entry."""

from __future__ import annotations

import json

import pytest

from detente.case.places import Tree
from detente.case.walk import every_marked
from detente.errors import InputError
from tests.workbench.acts.acting import HOSTILE, Sheet, shipped

MARKS = {"doubt.set": "high", "basis.set": "reported", "note.set": "Seen", "audience.set": "public"}


def path(*parts: str | int) -> str:
    return json.dumps(parts)


@pytest.mark.parametrize("act", MARKS)
@pytest.mark.parametrize(
    ("at", "line"),
    [
        (("parties", "city", "prefers", 0), "- {is: not strike, MARK}"),
        (("parties", "city", "options", "reopen"), "reopen: {does: Reopen the talks, MARK}"),
        (("parties", "city", "name"), "name: {is: The city, MARK}"),
        (("present", "strike"), "present: {strike: {is: true, MARK}}      "),
        (("outcomes", "deal"), "name: Wages for peace, MARK}"),
        (("victory", "city"), "victory: {city: {is: not strike, MARK},"),
        (("parties", "union", "ranking", 1, 0), "[{is: none, MARK}, strike]"),
        (("views", "city", "imagined", "union", "sabotage"), "{does: Sabotage the cranes, MARK}"),
    ],
)
def test_a_mark_comes_and_goes(act: str, at: tuple[str | int, ...], line: str) -> None:
    sheet = shipped("harbour-2031")
    text = sheet.text
    key = act.split(".")[0]
    sheet.do(act, path=path(*at), **{key: MARKS[act]})
    assert line.replace("MARK", f"{key}: {MARKS[act]}") in sheet.text
    sheet.do(act, path=path(*at), **{key: ""})
    assert sheet.text == text


def test_every_entry_that_can_carry_marks_can_be_marked() -> None:
    sheet = shipped("harbour-2031")
    tree = sheet.case.origin.locate
    assert isinstance(tree, Tree)
    for at, marked in list(every_marked(sheet.case))[::9]:
        file = tree.resolve(at).file
        if tree.document.nodes.get(file) is None or marked.doubt is not None:
            continue
        fresh = shipped("harbour-2031")
        fresh.do("note.set", path=path(*file), note="A note")
        assert any(found.note == "A note" for _, found in every_marked(fresh.case))


def test_doubts_are_words_or_numbers() -> None:
    sheet = shipped("harbour-2031")
    at = path("parties", "city", "prefers", 1)
    for sent, written in (("0.3", "0.3"), ("1", "1"), ("0,25", "0.25"), ("LOW", "low"), ("0", "0")):
        sheet.do("doubt.set", path=at, doubt=sent)
        assert f"doubt: {written}," in sheet.text
    assert (
        sheet.do("doubt.set", path=at, doubt="none") == "Doubt none: sell if strike else not sell"
    )
    assert "basis: reading, because: [s2]}" in sheet.text
    for sent in ("2", "-0.1", "much", "nan", ".nan", ".inf", "true", "1e999", "0x1g"):
        with pytest.raises(InputError, match="from 0 to 1"):
            sheet.do("doubt.set", path=at, doubt=sent)


def test_reasons() -> None:
    sheet = shipped("harbour-2031")
    at = path("parties", "city", "prefers", 0)
    sheet.do("because.add", path=at, because="s2")
    sheet.do("because.add", path=at, because="p. 4, top")
    assert '- {is: not strike, because: [s2, "p. 4, top"]}' in sheet.text
    with pytest.raises(InputError, match="already"):
        sheet.do("because.add", path=at, because="s2")
    sheet.do("because.remove", path=at, because="s2")
    assert '- {is: not strike, because: ["p. 4, top"]}' in sheet.text
    sheet.do("because.remove", path=at, because="p. 4, top")
    assert "- not strike\n" in sheet.text
    with pytest.raises(InputError, match="is not among"):
        sheet.do("because.remove", path=at, because="s2")
    single = Sheet("parties: {a: {name: {is: A, because: s1}}}\n")
    single.do("because.add", path=path("parties", "a", "name"), because="s2")
    assert "because: [s1, s2]" in single.text


@pytest.mark.parametrize("note", [*HOSTILE, "Two\r\nlines\n\nand more"])
def test_any_note_is_kept(note: str) -> None:
    sheet = shipped("chicken")
    sheet.do("note.set", path=path("parties", "row", "options", "straight"), note=note)
    kept = sheet.case.parties["row"].options["straight"].note
    assert kept == note.strip().replace("\r\n", "\n")


NOWHERE = [["parties"], ["present"], ["parties", "city", "prefers"], ["parties", 0], ["x"], [], {}]


@pytest.mark.parametrize(
    "sent", ["", "x", "[1.5]", "[true]", "[" * 9999, *map(json.dumps, NOWHERE)]
)
def test_where_no_mark_can_stand(sent: str) -> None:
    with pytest.raises(InputError):
        shipped("harbour-2031").do("doubt.set", path=sent, doubt="low")
