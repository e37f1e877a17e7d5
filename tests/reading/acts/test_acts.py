"""Which act words perform: invented examples, polarity, and what outweighs what."""

from __future__ import annotations

import pytest

from detente.reading.acts import ACTS, judge_act
from tests.reading.acts.scorer import Example, judge, read_examples, score


def test_every_act_of_the_design_is_coded_in_the_examples() -> None:
    """The fourteen acts of the case file, and no other."""
    from typing import get_args

    from detente.case.model.sections import Act

    assert set(ACTS) == set(get_args(Act))
    assert {example.gold for example in read_examples("acts")} == set(ACTS)


def test_acts_of_the_invented_sentences() -> None:
    mean, each = score("acts")
    assert mean >= 0.95
    assert min(each.values()) >= 0.85


def test_acts_of_sentences_never_tuned_on() -> None:
    assert score("acts-kept")[0] >= 0.5


@pytest.mark.parametrize(
    "example", [e for e in read_examples("acts") if e.denied], ids=lambda e: f"{e.gold}: {e.words}"
)
def test_what_is_denied_is_marked(example: Example) -> None:
    assert judge(example)[1]


def test_what_is_performed_is_rarely_marked_as_denied() -> None:
    wrong = [e.words for e in read_examples("acts") if not e.denied and judge(e)[1]]
    assert wrong == []


@pytest.mark.parametrize(
    ("words", "act", "negated"),
    [
        ("We set one condition: the fort must be empty.", "condition", False),
        ("We set no condition.", "condition", True),
        ("This is an ultimatum.", "threat", False),
        ("This is no ultimatum.", "threat", True),
        ("There is a deadline.", "deadline", False),
        ("There is no deadline.", "deadline", True),
        ("We will attack the depots.", "threat", False),
        ("We will not attack the depots.", "assurance", False),
        ("We plan to seize the reef and they will pay a heavy price.", "threat", False),
        ("We have no plan to seize the reef.", "assurance", False),
        ("We accept the draft as a fair point of departure; they have a point.", "acknowledgement",
         False),
        ("We cannot accept the draft.", "refusal", False),
    ],
)  # fmt: skip
def test_polarity_pairs(words: str, act: str, negated: bool) -> None:
    found = judge_act(words, cue="said", lemma="say")
    assert found[:2] == (act, negated)


@pytest.mark.parametrize(
    ("words", "act", "negated"),
    [
        ("that it planned to invade the islands", "assurance", False),
        ("any intention of closing the strait", "assurance", False),
        ("making threats", "threat", True),
        ("that a deadline had been set", "deadline", True),
        ("that the reef was ever promised to Sund", "dismissal", False),
        ("the accusation", "dismissal", False),
    ],
)
def test_a_denial_promises_restraint_denies_an_act_or_argues_a_reproach_away(
    words: str, act: str, negated: bool
) -> None:
    assert judge_act(words, cue="denied", lemma="deny", form="indirect")[:2] == (act, negated)


@pytest.mark.parametrize(
    ("cue", "lemma", "words", "act"),
    [
        ("said", "say", "If they cross the river, we will strike back.", "threat"),
        ("said", "say", "If they accept the map, we are ready to open the mine.", "offer"),
        ("said", "say", "We will talk only if the shelling stops.", "condition"),
        ("vowed", "vow", "to keep the ferry running", "assurance"),
        ("vowed", "vow", "to retaliate", "threat"),
        ("believes", "believe", "the river belongs to it", "position"),
        ("believes", "believe", "what is offered is not enough", "refusal"),
        ("called", "call", "the talks constructive", "assessment"),
    ],
)
def test_words_and_cue_together(cue: str, lemma: str, words: str, act: str) -> None:
    assert judge_act(words, cue=cue, lemma=lemma, form="indirect")[0] == act


@pytest.mark.parametrize(
    ("before", "cue", "negated"),
    [
        ("The premier ", "demanded", False),
        ("The premier did not ", "demand", True),
        ("The premier never ", "demanded", True),
        ("The premier stopped short of ", "demanding", True),
        ("No sooner had they met; the premier then ", "demanded", False),
    ],
)
def test_attributing_that_is_denied(before: str, cue: str, negated: bool) -> None:
    found = judge_act("an apology", cue=cue, lemma="demand", before=before[-40:], form="indirect")
    assert found[:2] == ("demand", negated)


def test_confidence_grows_with_what_announces_the_act() -> None:
    plain = judge_act("The reef.", cue="said", lemma="say")[2]
    clear = judge_act("to close the canal", cue="threatened", lemma="threaten", form="indirect")[2]
    assert plain < clear <= 0.95
