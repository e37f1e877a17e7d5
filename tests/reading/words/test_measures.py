"""Issues, tone, acts, answers, terms of several words, proposals: by hand on invented talks."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from detente.case import parse_case
from detente.errors import InputError
from detente.reading.document import Document
from detente.reading.words import compare_words
from detente.reading.words.lexicon import tone_of
from detente.reading.words.measures.answers import exchanges
from detente.reading.words.measures.collocations import association
from detente.reading.words.measures.salience import agenda_gap
from detente.reading.words.shares import difference, wilson
from detente.reading.words.statements import Said, by_window
from detente.result import Row
from tests.reading.words.corpora import documents

CASE = parse_case(
    """
detente: 1
id: pass
parties:
  varn: {name: Varn, voices: [Ilse Marrow], options: {open: Open the pass}, prefers: [not open]}
  coast: {name: The Coast, voices: [Petra Lunde], options: {lower: Lower tolls}, prefers: [open]}
issues:
  pass: {asks: Who may use the pass, options: [open]}
  tolls: {asks: How high the tolls may be, options: [lower]}
""",
    "pass.yaml",
)

ARTICLE = """
Ilse Marrow said on Monday that Varn would not open the pass. “We reject the tolls,” she told
reporters.

Petra Lunde answered that the Coast wanted lower tolls, and accused Varn of playing for time.
“The pass has to be open,” said Petra Lunde.

The so-called toll truce still holds.
"""


def rows_of(found: Any, measure: str) -> list[Row]:
    return [row for row in found.to_rows() if row["measure"] == measure]


def test_issues_are_counted_by_the_words_they_are_written_in() -> None:
    made = documents(
        {
            "varn": ["toll tolls passing the pass pass " * 4] * 2,
            "coast": ["toll tolls toll ferry " * 4] * 2,
        }
    )
    found = compare_words(made, "side", case=CASE, measures=["salience"])
    rows = {(row["term"], row["side"]): row for row in rows_of(found, "salience")}
    assert rows["pass", "varn"]["n"] == 24  # passing, pass, pass: four times in two documents
    assert rows["tolls", "varn"]["n"] == 16
    assert rows["tolls", "coast"]["n"] == 24
    assert rows["pass", "varn"]["share"] == pytest.approx(24 / 40)
    assert rows["pass", "coast"]["share"] == 0
    assert rows["pass", "varn"]["z"] > 0 > rows["pass", "coast"]["z"]
    (gap,) = rows_of(found, "agenda gap")
    assert (gap["side"], gap["term"]) == ("coast", "varn")
    assert gap["gap"] == pytest.approx((24 / 40 + (1 - 16 / 40)) / 2)


def test_topics_of_ones_own_take_forms_and_beginnings() -> None:
    made = documents({"a": ["ferry ferries ferryman boats " * 10] * 2, "b": ["boat " * 40] * 2})
    found = compare_words(
        made, "side", measures=["salience"],
        topics={"ferry": ["ferry"], "boats": ["boat*"], "nothing": ["zeppelin"]},
    )  # fmt: skip
    n = {(row["term"], row["side"]): row["n"] for row in rows_of(found, "salience")}
    assert n == {
        ("ferry", "a"): 40, ("ferry", "b"): 0, ("boats", "a"): 20, ("boats", "b"): 80,
        ("nothing", "a"): 0, ("nothing", "b"): 0,
    }  # fmt: skip
    assert any("nothing" in note for note in found.notes)


def test_an_agenda_of_few_words_is_not_spoken_of() -> None:
    made = documents({"a": ["toll pass"] * 2, "b": ["toll"] * 2})
    found = compare_words(made, "side", case=CASE, measures=["salience"])
    assert all(row["share"] is None and row["z"] is None for row in rows_of(found, "salience"))
    assert all(row["gap"] is None for row in rows_of(found, "agenda gap"))
    assert "too few uses to say" in str(found)
    assert agenda_gap(np.array([10, 9]), np.array([100, 0])) is None
    assert agenda_gap(np.array([10, 30]), np.array([30, 10])) == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("word", "tone"),
    [
        ("cooperation", "cooperative"), ("threatened", "hostile"), ("unfair", "hostile"),
        ("table", None), ("agreement", "cooperative"), ("untouched", None), ("war", "hostile"),
        ("warmth", None), ("disputed", "hostile"),
    ],
)  # fmt: skip
def test_words_of_tone(word: str, tone: str | None) -> None:
    assert tone_of(word) == tone


def test_tone_and_its_change_by_hand() -> None:
    """March: 30 cooperative and 10 hostile words; April: 10 and 30. What is denied counts not."""
    good, bad = "agreement here ", "threat there "
    texts = {
        "2031-03-01": good * 30 + bad * 10 + "no agreement ",
        "2031-04-01": good * 10 + bad * 30,
    }
    made = [
        Document(id=f"{date}{k}", text=half, date=date, fields={"side": "a"})
        for date, text in texts.items()
        for k, half in enumerate((text, "table chair"))
    ]
    found = compare_words(made, "side", "month", measures=["tone"])
    rows = {(row["window"], row["term"]): row for row in rows_of(found, "tone")}
    march, april = rows["2031-03", "cooperative"], rows["2031-04", "hostile"]
    assert (march["n"], march["of"], march["tone"]) == (30, 40, 0.5)
    assert (april["n"], april["tone"], april["change"]) == (30, -0.5, -1.0)
    low, high = wilson(30, 40)
    assert march["tone_low"] == pytest.approx(2 * low - 1, abs=1e-6)
    assert march["tone_high"] == pytest.approx(2 * high - 1, abs=1e-6)
    assert april["change_low"] < -1 < april["change_high"] < 0
    assert march["change"] is None


def test_few_words_of_tone_are_too_few() -> None:
    made = documents({"a": ["agreement threat"] * 5, "b": ["threat"] * 5})
    found = compare_words(made, "side", measures=["tone"])
    assert all(row["tone"] is None and row["z"] is None for row in rows_of(found, "tone"))
    assert "too few uses to say" in str(found)


def test_intervals_of_shares_as_printed() -> None:
    """Wilson's interval solves (p - share)^2 = z^2 share (1 - share) / n at both of its ends."""
    for n, of in ((0, 10), (7, 20), (20, 20), (81, 263)):
        for end in wilson(n, of):
            assert (n / of - end) ** 2 == pytest.approx(
                1.959964**2 * end * (1 - end) / of, abs=1e-7
            )
    change, low, high = difference(56, 70, 48, 80)  # Newcombe's first example, his method 10
    assert (round(change, 4), round(low, 4), round(high, 4)) == (0.2, 0.0524, 0.3339)


def said(party: str, target: str, act: str, doc: str, start: int, date: str | None = None) -> Said:
    return Said(doc, start, start + 5, None, party, target, act, False, date)


def test_who_answers_whom() -> None:
    talk = [
        said("a", "b", "demand", "d1", 0, "2031-03-01"),
        said("b", "a", "refusal", "d1", 50, "2031-03-01"),
        said("a", "b", "threat", "d1", 90, "2031-03-01"),
        said("b", "a", "offer", "d2", 0, "2031-03-09"),
        said("b", "c", "appeal", "d2", 30, "2031-03-09"),
        said("c", "c", "appeal", "d2", 60, "2031-03-09"),
    ]
    found = exchanges(talk)
    assert {pair: [answered for _, answered in several] for pair, several in found.items()} == {
        ("a", "b"): [True, True],
        ("b", "a"): [True, False],
        ("b", "c"): [False],
    }
    months = by_window(talk, "day", ["2031-03-01", "2031-03-09"])
    assert [(name, len(several)) for name, several in months] == [
        ("2031-03-01", 3),
        ("2031-03-09", 3),
    ]


def test_what_was_said_before_is_no_answer() -> None:
    talk = [said("b", "a", "offer", "d1", 0), said("a", "b", "demand", "d1", 50)]
    found = exchanges(talk)
    assert [answered for _, answered in found["b", "a"]] == [True]
    assert [answered for _, answered in found["a", "b"]] == [False]


def test_an_article_is_cut_by_who_is_quoted() -> None:
    made = [Document(id="a", text=ARTICLE, date="2031-03-04")]
    found = compare_words(made, "party", case=CASE)
    assert found.corpus.sides == ["coast", "varn"]
    assert all(row["z"] is None for row in found.to_rows())
    acts = {(row["side"], row["term"]): row["n"] for row in rows_of(found, "acts") if row["n"]}
    assert acts.get(("varn", "refusal"), 0) >= 1
    assert sum(n for (side, _), n in acts.items() if side == "coast") >= 2
    assert all(row["share"] is None for row in rows_of(found, "acts"))
    (truce,) = [row for row in rows_of(found, "contested") if "truce" in row["term"]]
    assert truce["side"] == "the author"
    place = truce["passages"][0]
    assert "so-called toll truce" in ARTICLE[place["start"] : place["end"]]
    spoken = {(row["side"], row["term"]) for row in rows_of(found, "answers")}
    assert spoken <= {("coast", "varn"), ("varn", "coast")} and spoken
    proposed = rows_of(found, "meanings")
    assert any("truce" in row["term"] for row in proposed)
    assert any(row["issues"] == ["tolls"] for row in proposed)


def test_where_nobody_is_quoted_this_is_said() -> None:
    with pytest.raises(InputError, match="quoted"):
        compare_words([Document(id="a", text="The pass is closed.")], "party", case=CASE)


def test_shares_of_acts_with_enough_statements() -> None:
    quotes = "“We reject the tolls,” said Ilse Marrow.\n\n" * 12
    quotes += "“We demand that Varn open the pass,” said Petra Lunde.\n\n" * 12
    made = [Document(id=str(k), text=quotes, date=f"2031-0{k}-01") for k in (3, 4)]
    found = compare_words(made, "party", "month", case=CASE, measures=["acts", "answers"])
    rows = [row for row in rows_of(found, "acts") if row["side"] == "varn" and row["n"]]
    assert [(row["window"], row["n"], row["of"]) for row in rows] == [
        ("2031-03", 12, 12),
        ("2031-04", 12, 12),
    ]
    low, high = wilson(12, 12)
    assert (rows[0]["share"], rows[0]["share_high"]) == (1.0, pytest.approx(high, abs=1e-6))
    assert rows[0]["share_low"] == pytest.approx(low, abs=1e-6)
    assert rows[1]["change"] == 0
    assert rows[0]["z"] > 1.96


def test_words_that_belong_together_by_hand() -> None:
    """Of 100 words, red 10, tape 8, red tape 6: the table 6, 4, 2, 88."""
    g2, npmi = association(np.array([6]), np.array([10]), np.array([8]), 100)
    seen = [6, 4, 2, 88]
    expected = [0.8, 9.2, 7.2, 82.8]
    by_hand = 2 * sum(o * math.log(o / e) for o, e in zip(seen, expected, strict=True))
    assert g2[0] == pytest.approx(by_hand)
    assert npmi[0] == pytest.approx(math.log(0.06 / (0.1 * 0.08)) / -math.log(0.06))
    g2, npmi = association(np.array([5]), np.array([5]), np.array([5]), 100)
    assert npmi[0] == pytest.approx(1)


def test_terms_of_several_words_are_found() -> None:
    text = "the open water treaty was signed , some water and a treaty . " * 4
    filler = " ".join(f"word{k} other{k}" for k in range(40))
    made = documents({"a": [text + filler] * 4, "b": ["treaty water , " * 6 + filler] * 4})
    found = compare_words(made, "side", measures=["collocations"])
    rows = rows_of(found, "collocations")
    terms = {row["term"] for row in rows}
    assert {"open water", "open water treaty"} <= terms
    assert not any(word in terms for word in ("the open", "was signed"))
    (row,) = [row for row in rows if row["term"] == "open water treaty"]
    assert (row["side"], row["n"], row["others"], row["docs"]) == ("a", 16, 0, 4)
    assert row["z"] > 1.96
