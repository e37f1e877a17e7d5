"""What a reader could take amiss: reasons that hold for some states only, names, gains, faults."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from detente.brief import write_brief
from detente.brief.document import plain
from detente.brief.wording.grammar import party_name, say
from detente.cli import main
from tests.brief.cases import case

LAKE = """
detente: 1
id: lake
title: Three villages and a lake
parties:
  up:
    name: Upper village
    options: {fish_u: {does: Fish, levels: [little, some, much]}}
    ranking: [fish_u=much, fish_u=some, fish_u=some + close, none,
              [fish_u=much + fish_d, fish_u=some + fish_d]]
  down:
    name: Lower village
    options: {fish_d: Fish at night}
    prefers: [not fish_u == much, fish_d if fish_u == some, not fish_d, not close]
  state:
    name: The ministry
    options: {close: {does: Close the lake, one_way: up}}
    weights: {not fish_d: 3, not fish_u == much: 2, not close: 1.5}
present: {fish_u: much, fish_d: true}
outcomes:
  rest: {when: fish_u <= some and not fish_d and not close, name: The lake rests}
  shut: {when: close, name: The lake is shut}
victory: {up: not close, down: not fish_u == much, state: not fish_d}
hypotheses: {tough: {state: {prefers: [close, not fish_d]}}}
views:
  up: {state: {prefers: [not close]}, unseen: [fish_d]}
  down: {up: {prefers: [fish_u == much, not close]}}
"""

GAS = """
detente: 1
id: gas
title: Gas
parties:
  east: {name: East, options: {gas: Let gas flow}, prefers: [pay, gas]}
  west: {name: West, options: {pay: Pay for transit}, prefers: [gas, not pay]}
present: {}
hypotheses: {poor: {east: {prefers: [gas, pay]}}}
"""

FAULTY = """
detente: 1
id: faulty
title: A merger
parties:
  post: {name: A Better Post, options: {merge: Merge}, prefers: [merge, sign]}
  times:
    name: The Times
    options: {sign: Sign, quit: {does: Quit, one_way: up}}
    prefers: [sign, merge]
present: none
same: [quit]
"""


def test_the_only_reason_is_given_only_where_it_is_one_for_every_state_that_holds() -> None:
    """Under seq, `solve` marks two of the four shut states that hold, and not the others."""
    text = write_brief(case(LAKE)).to_markdown()
    risk = next(line for line in text.splitlines() if "Biggest risk" in line)
    assert "The lake is shut" in risk and "the only reason why" not in risk
    assert "some would hold only for that reason" in risk


def test_one_state_by_a_name_keeps_its_only_reason() -> None:
    text = write_brief(case(LAKE.replace("{when: close,", "{when: close and fish_u == some,")))
    risk = next(line for line in text.to_markdown().splitlines() if "Biggest risk" in line)
    assert "goes by one name" not in risk


def test_where_nothing_has_to_change_no_sets_are_counted() -> None:
    text = write_brief(case(GAS)).to_markdown()
    assert "no sets" not in text and "no changes" not in text
    assert "Nothing has to change in any account" in text


def test_where_all_gain_it_is_not_said_of_some() -> None:
    text = write_brief(case(GAS)).to_markdown()
    assert "better than the present for both East and West." in text
    assert "for some of East and West" not in text


def test_mistakes_of_the_base_are_said_as_solve_says_them(tmp_path: Path) -> None:
    path = tmp_path / "faulty.yaml"
    path.write_text(FAULTY, encoding="utf-8")
    to = tmp_path / "faulty.md"
    solved = CliRunner().invoke(main, ["solve", str(path)])
    told = CliRunner().invoke(main, ["brief", str(path), "-o", str(to)])
    assert (solved.exit_code, told.exit_code) == (1, 1)
    assert told.stderr == solved.stderr and "told apart by what 'post' prefers" in told.stderr
    assert not to.exists()


@pytest.mark.parametrize(
    ("name", "inside", "first"),
    [
        ("A", "A", "A"),
        ("The", "The", "The"),
        ("A Better Post", "A Better Post", "A Better Post"),
        ("An Lu", "An Lu", "An Lu"),
        ("The Times", "the Times", "The Times"),
        ("the Times", "the Times", "The Times"),
    ],
)
def test_only_the_article_the_is_small_inside_a_sentence(
    name: str, inside: str, first: str
) -> None:
    assert plain(say("To {who}.", who=party_name(name))) == f"To {inside}."
    assert plain(say("{who} goes.", who=party_name(name))) == f"{first} goes."


def test_a_set_that_is_needless_in_somebodys_eyes_is_marked_in_words() -> None:
    text = write_brief(case(LAKE)).to_markdown()
    assert "needless as Upper village sees it" in text
    assert "expects “Fish: some; Fish at night” to last" in text
