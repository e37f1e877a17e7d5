"""Who is meant by names, offices, peoples and pronouns; no guess where two share a word."""

from __future__ import annotations

from pathlib import Path

import pytest

import detente
from detente.reading.speech import Who

HERE = Path(__file__).parent
CASE = """
detente: 1
id: borders-2040
parties:
  russia: {name: Russia, voices: [Deputy Minister Sergei Volkov, the Citadel, Moskva]}
  us: {name: United States, voices: [Wendy Lark, the American side, Capital Hill]}
  nord: {name: The northern union, voices: [Mayor Lindqvist, the minister]}
  sud: {name: The southern league, voices: [Colm Daly, Brigid Daly, the minister]}
"""


@pytest.fixture(scope="module")
def who(tmp_path_factory: pytest.TempPathFactory) -> Who:
    path = tmp_path_factory.mktemp("case") / "borders.yaml"
    path.write_text(CASE, encoding="utf-8", newline="\n")
    return Who.from_case(detente.load(path))


@pytest.mark.parametrize(
    ("words", "speaker", "party"),
    [
        ("Sergei Volkov", "Sergei Volkov", "russia"),
        ("Sergey Volkov", "Sergei Volkov", "russia"),  # another spelling of the given name
        ("Mr. Volkov", "Sergei Volkov", "russia"),
        ("Volkov's", "Sergei Volkov", "russia"),
        ("Deputy Foreign Minister Sergei Volkov", "Sergei Volkov", "russia"),
        ("Volkov, who leads the delegation,", "Sergei Volkov", "russia"),
        ("the Citadel", "the Citadel", "russia"),
        ("Moskva", "Moskva", "russia"),
        ("American officials", "United States", "us"),
        ("the Americans", "United States", "us"),
        ("a spokesman for the Citadel", "the Citadel", "russia"),
        ("Citadel spokesman Ivan Orlov", "Ivan Orlov", "russia"),
        ("Russian Foreign Minister Pavel Orlov", "Minister Pavel Orlov", "russia"),
        ("the head of the northern union", "The northern union", "nord"),
        ("the U.S. side", "United States", "us"),
        ("US", "United States", "us"),
    ],
)
def test_the_words_of_a_side_find_it(who: Who, words: str, speaker: str, party: str) -> None:
    assert who.resolve(words)[1] == party
    if not speaker.startswith("Minister"):
        assert who.resolve(words)[0] == speaker


@pytest.mark.parametrize(
    "words",
    [
        "us",  # the pronoun, not the country
        "critics of the Citadel",
        "the Citadel's critics",
        "Volkov critic Anna Berg",
        "a former Russian president",
        "Russian journalist Ivan Petrov",
        "Volkov and Lark",  # two sides at once
        "Anna Volkov",  # another person of that name
        "the minister",  # a byword that two parties share
        "somebody else",
        "",
    ],
)
def test_no_party_is_guessed(who: Who, words: str) -> None:
    assert who.resolve(words) == (words, None)


def test_a_surname_that_two_voices_of_one_party_share_finds_the_party_alone(who: Who) -> None:
    assert who.resolve("Daly")[1] == "sud"
    assert who.resolve("Brigid Daly") == ("Brigid Daly", "sud")


def test_mentions_are_the_longest_and_leave_the_possessive_out(who: Who) -> None:
    text = "Sergei Volkov's view, the Citadel and U.S. officials told us: Moskva waits."
    found = who.mentions(text)
    assert [text[a:b] for a, b, _, _ in found] == ["Sergei Volkov", "Citadel", "U.S", "Moskva"]
    assert [party for *_, party in found] == ["russia", "russia", "us", "russia"]


def test_nobody_knows_no_party_yet_completes_names() -> None:
    text = "Mayor Anna Berg met Tom Hale. Berg left."
    assert Who.nobody().mentions(text) == []
    assert Who.nobody().resolve("Berg", text) == ("Anna Berg", None)


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ("Anna Berg spoke first. Tom Hale listened.", "she", "Anna Berg"),
        ("Anna Berg spoke first. Tom Hale listened.", "he", "Tom Hale"),
        ("Mrs. Quill and Mr. Orton met.", "she", "Quill"),
        ("Ossian Quill rose. He had said that Quill would go.", "he", "Ossian Quill"),
        ("Governor Anna Berg came. The judge, Tom Hale, left.", "the governor", "Anna Berg"),
        ("Sen. Ossian Quill of Alden came.", "the senator", "Ossian Quill"),
        ("Maren Holt, the chief negotiator, came late.", "the negotiator", "Maren Holt"),
    ],
)
def test_pronouns_and_offices_mean_whom_the_text_names(text: str, words: str, speaker: str) -> None:
    assert Who.nobody().resolve(words, text + " ")[0] == speaker


def test_it_means_the_party_named_before_it_in_the_sentence(who: Who) -> None:
    text = "What matters to Moskva is the river: it wants a bridge."
    assert who.resolve("it", text, text.index("it wants"))[1] == "russia"


def test_a_title_before_a_name_and_an_apposition_tell_the_party(who: Who) -> None:
    text = "Ivan Orlov, a spokesman for the Citadel, smiled. Later Orlov left."
    assert who.resolve("Orlov", text) == ("Ivan Orlov", "russia")
