"""The prose of the brief: words it never uses, and the small grammar behind it."""

from __future__ import annotations

import re
from functools import cache

import pytest

from detente.brief import write_brief
from detente.brief.document import Inline, all_inlines, plain
from detente.brief.lexicon import Lexicon
from detente.brief.material import gather
from detente.brief.wording import method
from detente.brief.wording.grammar import (
    counted,
    date,
    listed,
    number,
    of_all,
    on_date,
    own,
    party_name,
    say,
)
from detente.case import load
from detente.sources import source
from tests.brief.cases import (
    ARABIC,
    GRAPH,
    LISTED,
    ONLY_PARTIES,
    TWO_BY_TWO,
    WITH_HOLE,
    case,
    crowd,
    shipped_brief,
)

#: about the world the brief never says these
NEVER = (
    "true", "truth", "truly", "false", "in fact", "will", "likely", "unlikely", "probably",
    "probability", "certain", "certainly", "obviously", "clearly", "right", "wrong", "lies",
    "irrational", "aggressor", "bluff", "bluffs", "naive", "paranoid", "inevitable",
)  # fmt: skip
#: where the brief says what it does not do
ALLOWED = ("who is right", "right one", "false alarm")
TEXTS = (TWO_BY_TWO, ONLY_PARTIES, WITH_HOLE, GRAPH, ARABIC)


@cache
def texts(name: str) -> list[Inline]:
    if name == "crowd":
        return list(all_inlines(write_brief(crowd()).document))
    if name.isdigit():
        return list(all_inlines(write_brief(case(TEXTS[int(name)])).document))
    return list(all_inlines(shipped_brief(name).document))


def our_words(text: Inline) -> str:
    """One text with a letter in the place of the case's words."""
    return "".join("X" if span.own else span.text for span in text)


@pytest.mark.parametrize("name", [*LISTED, "wide", *map(str, range(len(TEXTS))), "crowd"])
def test_some_words_are_never_used(name: str) -> None:
    for text in map(our_words, texts(name)):
        kept = text.casefold()
        for phrase in ALLOWED:
            kept = kept.replace(phrase, "")
        found = [word for word in NEVER if re.search(rf"\b{re.escape(word)}\b", kept)]
        assert found == [], text


@pytest.mark.parametrize("name", [*LISTED, "wide", *map(str, range(len(TEXTS))), "crowd"])
def test_the_prose_does_not_stutter(name: str) -> None:
    for text in map(our_words, texts(name)):
        assert not re.search(r"\b([a-z]+) \1\b", text), text
        assert not re.search(r"\s[,.;:](?:\s|$)", text), text
        assert not re.search(r"[^.]\.\.(?!\.)|,,|;;|  |\(\)|“”", text), text
        assert not re.search(r"(?<!e\.g)[.?!] [a-z]", text), text


@pytest.mark.parametrize("name", [*LISTED, "wide"])
def test_the_honest_phrases_are_there(name: str) -> None:
    told = " ".join(map(our_words, texts(name)))
    assert "if it came there" in told
    assert "assum" in told


def test_a_long_line_is_given_once_and_then_by_its_place() -> None:
    material = gather(load("geneva-2022"))
    words = Lexicon(material)
    long = "forces=stand_down iff (pledge=renounced or (pledge=shelved and no_basing))"
    first = plain(words.wish("russia", long))
    assert first.endswith("(below: Russia's first line)")
    assert plain(words.wish("russia", long)) == "Russia's first line"
    assert plain(words.wish("russia", long, its=True)) == "its first line"
    short = plain(words.wish("us", "not no_basing"))
    assert short == plain(words.wish("us", "not no_basing"))


def test_the_reach_of_a_denial_is_plain() -> None:
    words = Lexicon(gather(load("geneva-2022")))
    told = plain(words.line(["not sanctions and no_basing and not pledge=kept"]))
    assert told == (
        "“Impose the threatened sanctions: no”, “Rule out Western forces and missiles in Ukraine” "
        "and “Promise of membership to Ukraine and Georgia: not kept”"
    )
    assert plain(words.line(["not (sanctions or limits)"])).startswith("not (“Impose")


def test_every_definition_names_a_source_that_exists() -> None:
    for term in method.TERMS:
        if term.source:
            assert source(term.source).year


# ---------------------------------------------------------------------------- grammar


def words(*texts: str) -> list[Inline]:
    return [own(text) for text in texts]


def test_lists_read_as_people_write_them() -> None:
    assert plain(listed([])) == ""
    assert plain(listed(words("a"))) == "a"
    assert plain(listed(words("a", "b"))) == "a and b"
    assert plain(listed(words("a", "b", "c"))) == "a, b and c"
    assert plain(listed(words("a", "b", "c"), "or")) == "a, b or c"
    assert plain(listed(words("a", "b", "c", "d", "e"), limit=2)) == "a, b and three more"
    assert plain(listed(words("a", "b", "c"), limit=2)) == "a, b and c"


def test_counts_agree_with_their_nouns() -> None:
    assert counted(1, "state") == "one state"
    assert counted(2, "entry", "entries") == "two entries"
    assert number(13) == "13"
    assert number(12345) == "12,345"
    assert of_all(1, 1, "account") == "the account"
    assert of_all(0, 2, "account") == "neither account"
    assert of_all(2, 2, "account") == "both accounts"
    assert of_all(0, 4, "account") == "none of the four accounts"
    assert of_all(3, 4, "account") == "three of the four accounts"
    assert of_all(4, 4, "account") == "all four accounts"


def test_dates_are_spelled_out() -> None:
    assert date("2022-01-10") == "10 January 2022"
    assert date("2022-06") == "June 2022"
    assert date("2022") == "2022"
    assert date("2031-04/2031-06") == "April to June 2031"
    assert date("2030-12/2031-01") == "December 2030 to January 2031"
    assert on_date("2022-06") == "in June 2022"
    assert on_date("2022-06-01") == "on 1 June 2022"


def test_names_take_an_article_where_english_gives_one() -> None:
    assert plain(party_name("United States")) == "the United States"
    assert plain(party_name("The dockers' union")) == "the dockers' union"
    assert plain(party_name("NATO")) == "NATO"
    assert plain(party_name("Row")) == "Row"
    assert plain(say("{who} would leave.", who=party_name("The city"))) == "The city would leave."
    assert plain(say("{who} would.", who=party_name("United States"))) == "The United States would."
    assert plain(say("To {who}.", who=party_name("The city"))) == "To the city."
