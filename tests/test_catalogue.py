"""The shipped cases load clean and mark what they say; the flagship gives what was found apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import reduce
from importlib.resources import files
from operator import or_
from typing import Any

import numpy as np
import pytest

from detente.case import load, parse_case, shipped_ids
from detente.case.model import Case, Marked
from detente.game import Game, compile_game
from detente.game.audit import audit
from detente.game.engines import beyond_listing, compile_with
from detente.game.reach import reachable
from detente.game.symbolic import SymbolicGame, compile_symbolic
from detente.stability import solve

CATALOGUE = files("detente.case") / "catalogue"
IDS = shipped_ids()
EXPECTED = {
    "arms-race-dilemma",
    "chicken",
    "cuba-1962",
    "elmira-1991",
    "geneva-2022",
    "harbour-2031",
    "paris-2015",
    "prisoners-dilemma",
    "stag-hunt",
    "syria-iraq-1975",
}


def parts(thing: Any, path: str = "") -> Iterator[tuple[str, Marked]]:
    """Everything in a case that may be marked, with the path to it."""
    if isinstance(thing, Marked):
        yield path, thing
    if hasattr(type(thing), "model_fields"):
        for name in type(thing).model_fields:
            yield from parts(getattr(thing, name), f"{path}.{name}")
    elif isinstance(thing, dict):
        for key, value in thing.items():
            yield from parts(value, f"{path}.{key}")
    elif isinstance(thing, list | tuple):
        for key, value in enumerate(thing):
            yield from parts(value, f"{path}.{key}")


# ---------------------------------------------------------------------------- all of them


def test_these_cases_are_shipped() -> None:
    assert set(IDS) == EXPECTED


@pytest.mark.parametrize("name", IDS)
def test_loads_without_a_problem_or_a_warning(name: str) -> None:
    case = load(name)
    assert case.id == name
    assert case.warnings == ()
    for hypothesis in (None, *case.hypotheses):
        for view in ("base", *case.views):
            if not beyond_listing(case, view, hypothesis):
                compile_game(case, view, hypothesis)
            elif view == "base" or hypothesis is None:
                compile_symbolic(case, view, hypothesis)


@pytest.mark.parametrize("name", IDS)
def test_check_finds_nothing_but_what_is_meant(name: str) -> None:
    found = audit(name)
    assert found.errors == []
    meant = {
        "geneva-2022": ["impossible: sanctions and not forces=attack"],
        "harbour-2031": ["parties.union.ranking"],  # most states left out, as the sketch shows it
    }
    assert [problem.path for problem in found.problems] == meant.get(name, [])


@pytest.mark.parametrize("name", IDS)
def test_has_a_question_named_outcomes_and_sources(name: str) -> None:
    case = load(name)
    assert case.question and case.outcomes and case.sources


@pytest.mark.parametrize("name", sorted(EXPECTED - {"harbour-2031"}))
def test_every_state_has_a_name_in_plain_words(name: str) -> None:
    game = compile_with("auto", load(name))
    if isinstance(game, SymbolicGame):
        named = [game.set_of(game.where(outcome.when)) for outcome in game.outcomes]
        assert reduce(or_, named) == game.states
        return
    for index in game.states():
        assert game.outcome(index) is not None, game.notation(index)


@pytest.mark.parametrize("name", IDS)
def test_every_reason_given_can_be_found(name: str) -> None:
    case = load(name)
    statements = {statement.id for statement in case.statements}
    for path, part in parts(case):
        for reason in part.because:
            paragraph = re.fullmatch(r"¶(\d+)", reason)
            assert (
                reason in statements
                or reason in case.sources
                or (paragraph and 1 <= int(paragraph[1]) <= 21)
            ), f"{path}: {reason}"


@pytest.mark.parametrize("name", sorted(EXPECTED - {"harbour-2031"}))
def test_every_preference_says_where_it_comes_from(name: str) -> None:
    for path, part in parts(load(name)):
        if re.search(r"\.(prefers\.statements|ranking\.rungs)\.[\d.]+$", path):
            assert part.basis is not None, path


# ---------------------------------------------------------------------------- the flagship


GENEVA = "geneva-2022"
RUSSIAS = (None, "patience_spent", "patience_spent_sanctions_bite", "maximalist")
READY_FOR_THE_PACKAGE = RUSSIAS[:3]
BOUND = {
    "does: Rule out Western forces and missiles in Ukraine": "one_way: up",
    "does: Reciprocal limits on missiles and exercises": "one_way: up",
    "levels: [kept, shelved, renounced]\n        basis": "one_way: up",
}


@pytest.fixture(scope="module")
def geneva() -> Case:
    return load(GENEVA)


@pytest.fixture(scope="module")
def geneva_bound() -> Case:
    """The same talks, with the three Western promises impossible to take back."""
    text = (CATALOGUE / f"{GENEVA}.yaml").read_text(encoding="utf-8")
    for line, direction in BOUND.items():
        assert text.count(line) == 1
        head, *rest = line.split("\n")
        text = text.replace(line, "\n".join([head, f"        {direction}", *rest]))
    return parse_case(text, "geneva-bound.yaml")


def outcomes(game: Game, cells: Any) -> set[str]:
    found = set()
    for index in np.flatnonzero(cells):
        outcome = game.outcome(int(index))
        assert outcome is not None
        found.add(outcome.id)
    return found


def holding(case: Case, concept: str, *, view: str = "base", russia: str | None = None) -> set[str]:
    """Named outcomes with a state that is stable for every party."""
    table = solve(case, view=view, hypothesis=russia, concepts=[concept], engine="explicit")
    return outcomes(table.game, table.equilibria[0])


def reached(case: Case, russia: str | None) -> set[str]:
    """Named outcomes that improvements alone lead to from the present."""
    game = compile_game(case, hypothesis=russia)
    assert game.present is not None
    return outcomes(game, reachable(game, game.present, improving=True) & game.feasible)


def test_geneva_has_forty_two_states_in_every_view_and_hypothesis(geneva: Case) -> None:
    for russia in RUSSIAS:
        for view in ("base", *geneva.views):
            assert compile_game(geneva, view, russia).n_states == 42


def test_two_names_of_geneva_stand_for_one_state_each(geneva: Case) -> None:
    game = compile_game(geneva)
    for wanted in ("package", "limits_alone", "standoff"):
        found = [game.outcome(index) for index in game.states()]
        assert [outcome.id for outcome in found if outcome].count(wanted) == 1


@pytest.mark.parametrize("concept", ["nash", "seq"])
def test_limits_alone_hold_in_the_western_view_and_with_no_russia(
    geneva: Case, concept: str
) -> None:
    assert "limits_alone" in holding(geneva, concept, view="us")
    assert "limits_alone" in holding(geneva, concept, view="nato")
    assert "limits_alone" not in holding(geneva, concept, view="russia")
    for russia in RUSSIAS:
        assert "limits_alone" not in holding(geneva, concept, russia=russia)


def test_the_package_holds_by_foresight_with_three_russias_and_not_the_fourth(
    geneva: Case,
) -> None:
    with_it = [russia for russia in RUSSIAS if "package" in holding(geneva, "seq", russia=russia)]
    assert with_it == list(READY_FOR_THE_PACKAGE)


def test_the_package_needs_bound_promises_to_hold_without_foresight(
    geneva: Case, geneva_bound: Case
) -> None:
    for russia in RUSSIAS:
        assert "package" not in holding(geneva, "nash", russia=russia)
    bound = [r for r in RUSSIAS if "package" in holding(geneva_bound, "nash", russia=r)]
    assert bound == list(READY_FOR_THE_PACKAGE)


@pytest.mark.parametrize("view", ["us", "nato", "russia"])
def test_no_side_sees_the_package_hold(geneva: Case, view: str) -> None:
    assert "package" not in holding(geneva, "seq", view=view)


def test_to_the_west_the_package_is_needless_to_russia_it_would_be_broken(geneva: Case) -> None:
    package = "forces=stand_down + no_basing + limits + pledge=shelved"
    for view in ("us", "nato", "russia"):
        game = compile_game(geneva, view)
        index = next(k for k in game.states() if game.notation(k) == package)
        leaving = {p for k, p in enumerate(game.parties) if game.improvements(k, index).size}
        assert "us" in leaving
        assert ("russia" in leaving) is False


def test_war_stays_in_every_variant_because_it_cannot_be_undone(geneva: Case) -> None:
    for russia in RUSSIAS:
        for view in ("base", *geneva.views):
            game = compile_game(geneva, view, russia)
            assert "war_and_sanctions" in holding(geneva, "nash", view=view, russia=russia)
            mover = game.party_index("russia")
            for index in game.states():
                outcome = game.outcome(index)
                if outcome and outcome.id in {"war", "war_and_sanctions"}:
                    assert game.moves(mover, index).size == 0


def test_whether_improvements_lead_to_war_depends_on_which_russia_it_is(geneva: Case) -> None:
    assert "war_and_sanctions" not in reached(geneva, None)
    for russia in RUSSIAS[1:]:
        assert "war_and_sanctions" in reached(geneva, russia)


def test_geneva_keeps_its_sources_words_out_and_its_paragraphs_in(geneva: Case) -> None:
    assert {statement.source for statement in geneva.statements} == {"galeotti-2022"}
    for statement in geneva.statements:
        assert statement.at and re.fullmatch(r"¶\d+", statement.at)
        assert statement.text is None
        assert statement.basis in {"reported", "reading"}


def test_geneva_puts_no_words_into_mouths(geneva: Case) -> None:
    statements = {statement.id: statement for statement in geneva.statements}
    assert statements["s21"].by is None  # the troops are reported of Russia
    assert statements["s18"].by is None and statements["s22"].by is None  # the author's judgements
    named = {voice.value for party in geneva.parties.values() for voice in party.voices}
    assert {one.by.value for one in geneva.statements if one.by} <= named


def test_geneva_enters_at_each_venue_only_who_is_reported_there(geneva: Case) -> None:
    assert geneva.tracks["vienna"].parties == ["osce"]
    assert geneva.tracks["madrid"].parties == ["nato"]
    assert {track.basis for track in geneva.tracks.values()} == {"reported"}
    assert all(deadline.binds == [] for deadline in geneva.deadlines)


def test_notes_of_geneva_name_accounts_in_words(geneva: Case) -> None:
    for path, part in parts(geneva):
        for key in geneva.hypotheses:
            assert not re.search(rf"\b{key}\b", part.note or ""), path


def said_of_the_world(case: Case) -> Iterator[tuple[str, Marked]]:
    """What the case says of the world, as against names, questions and structure."""
    sections = (
        *("impossible", "stories", "meanings", "issues", "walk_away", "victory", "sells"),
        *("grievances", "feelings", "board", "tracks", "deadlines", "patience", "statements"),
    )
    for section in sections:
        found = getattr(case, section)
        yield from parts(found.__dict__ if section == "board" else found, section)
    for party, one in case.parties.items():
        for option, what in one.options.items():
            yield f"{party}.{option}", what
    assert case.present
    yield from parts(case.present.levels, "present")
    for path, view in case.views.items():
        yield from parts(view.means, f"{path}.means")


def test_geneva_marks_what_it_says_of_the_world_with_basis_and_doubt(geneva: Case) -> None:
    words = "kind|says|roles|asks|event|word|what|date|until|name|place|gist|by|at"
    for path, part in said_of_the_world(geneva):
        if not re.search(rf"\.({words})(\.|$)", path):
            assert part.basis is not None, path
            assert part.doubt is not None, path
