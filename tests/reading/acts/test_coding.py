"""An attribution of a document coded for a case: target, issue, date, event."""

from __future__ import annotations

import pytest

from detente.case import Case, parse_case
from detente.reading.acts import code_attribution
from detente.reading.document import Document
from detente.reading.passages import Attribution, Coding
from detente.reading.speech import Who

CASE = """
detente: 1
id: reef
parties:
  veldria:
    name: Veldria
    voices: [Lena Orsk]
    options:
      patrols: {does: Patrol boats near the reef, levels: [near, away]}
  karsk:
    name: Karsk
    voices: [Admiral Bruk]
    options:
      license: Grant fishing licences
  islands: {name: The Islands, at_table: false}
issues:
  boats: {asks: Where patrol boats may sail, levels: [near, away], options: [patrols]}
  fishing: {asks: Who may catch tuna, options: [license], positions: {veldria: a joint quota}}
  wrecks: {asks: Who owns the sunken galleons}
"""


@pytest.fixture(scope="module")
def case() -> Case:
    return parse_case(CASE)


def code(text: str, case: Case | None, *, said: str, cue: str, **more: str) -> Coding:
    start = text.index(said)
    at = text.index(cue)
    party = more.get("party")
    attribution = Attribution(
        (start, start + len(said)),
        "indirect",
        cue=(at, at + len(cue)),
        cue_lemma=more["lemma"],
        source=(0, at - 1),
        party=party,
    )
    who = Who.from_case(case) if case else Who.nobody()
    return code_attribution(attribution, Document("d", text, date="2031-03-04"), who, case)


def test_everything_at_once(case: Case) -> None:
    text = "Lena Orsk demanded that Karsk grant a joint tuna quota by June."
    coding = code(
        text, case, said="that Karsk grant a joint tuna quota by June", cue="demanded",
        lemma="demand", party="veldria",
    )  # fmt: skip
    assert coding.act == "demand"
    assert coding.event == "REQUEST"
    assert coding.target == "karsk"
    assert coding.issue == "fishing"
    assert coding.mentioned == "2031-06"
    assert not coding.negated


@pytest.mark.parametrize(
    ("text", "said", "target"),
    [
        ("Lena Orsk said the reef was quiet.", "the reef was quiet", "karsk"),
        ("Lena Orsk said the Islands were safe.", "the Islands were safe", "islands"),
        ("Lena Orsk said Karsk and the Islands lied.", "Karsk and the Islands lied", "karsk"),
        ("Lena Orsk said the Islands and Karsk lied.", "the Islands and Karsk lied", "karsk"),
    ],
)  # fmt: skip
def test_target_is_who_is_named_else_the_other_side(
    case: Case, text: str, said: str, target: str
) -> None:
    coding = code(text, case, said=said, cue="said", lemma="say", party="veldria")
    assert coding.target == target


def test_target_is_the_one_addressed(case: Case) -> None:
    text = "Lena Orsk told the Islands that Karsk would pay."
    coding = code(
        text, case, said="that Karsk would pay", cue="told", lemma="tell", party="veldria"
    )
    assert coding.target == "islands"


def test_a_threat_is_towards_whom_it_names(case: Case) -> None:
    text = "Lena Orsk threatened to blockade the Islands and defy Karsk."
    coding = code(
        text, case, said="to blockade the Islands and defy Karsk", cue="threatened",
        lemma="threaten", party="veldria",
    )  # fmt: skip
    assert (coding.act, coding.target) == ("threat", "islands")


@pytest.mark.parametrize(
    ("said", "issue"),
    [
        ("patrol boats must stay away", "boats"),
        ("the galleons are ours", "wrecks"),
        ("fishing licences are on offer", "fishing"),
        ("the weather was fine", None),
        ("Karsk is no friend", None),
        ("the boats hunt for galleons", None),
    ],
)
def test_issue_only_where_one_stands_out(case: Case, said: str, issue: str | None) -> None:
    text = f"Lena Orsk said {said}."
    assert code(text, case, said=said, cue="said", lemma="say", party="veldria").issue == issue


def test_without_a_case_there_is_neither_target_nor_issue() -> None:
    text = "Lena Orsk demanded that Karsk leave the reef."
    coding = code(text, None, said="that Karsk leave the reef", cue="demanded", lemma="demand")
    assert (coding.act, coding.target, coding.issue) == ("demand", None, None)


@pytest.mark.parametrize(
    ("text", "said", "cue", "lemma", "act", "negated"),
    [
        ("Karsk made its licences conditional on a census.", "its licences conditional on a census",
         "made", "make conditional", "condition", False),
        ("Karsk did not make its licences conditional on a census.",
         "its licences conditional on a census", "make", "make conditional", "condition", True),
        ("Veldria attached no conditions to the quota.", "no conditions to the quota", "attached",
         "set condition", "condition", True),
        ("Veldria never set a deadline for an answer.", "a deadline for an answer", "set",
         "set deadline", "deadline", True),
        ("Veldria gave Karsk until Monday to answer.", "Karsk until Monday to answer", "gave",
         "give until", "deadline", False),
    ],
)  # fmt: skip
def test_a_condition_that_is_told_of_is_set_or_not(
    text: str, said: str, cue: str, lemma: str, act: str, negated: bool
) -> None:
    coding = code(text, None, said=said, cue=cue, lemma=lemma)
    assert (coding.act, coding.negated) == (act, negated)
