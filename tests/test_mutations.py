"""Deliberate mistakes, each of which the by-hand comparison must notice.

A test suite is only as good as the mistakes it catches. Each entry below rewrites one line of one
function in memory, as a tired programmer might; then a fixed list of small cases is solved and
compared with the by-hand reference until a row differs. If the line to rewrite has moved, the
entry says so and is to be brought up to date.
"""

from __future__ import annotations

import inspect
import sys
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from random import Random
from typing import Any

import pytest

import detente
from detente.case.frames import Frame
from detente.game import table
from detente.game.graph import GraphEngine
from detente.game.table import TableEngine
from detente.stability.concepts import CONCEPTS
from detente.views import compare
from detente.views.maps import Image
from tests import byhand
from tests.laws.small import draw_table
from tests.strategies import draw_case, to_yaml

SOLVED = ("concept", "party", "code", "stable")
COMPARED = ("code", "own", "expected", "base", "classes")


# the jury --------------------------------------------------------------------------------------


@dataclass
class Exhibit:
    """One case, and what the reference says of it."""

    text: str

    @cached_property
    def universe(self) -> byhand.Universe:
        return byhand.read_universe(byhand.read_text(self.text))

    @cached_property
    def views(self) -> list[str]:
        return ["base", *(path for path in self.universe.views if "." not in path)]

    @cached_property
    def expected(self) -> list[list[Any]]:
        return [
            [[row[key] for key in SOLVED] for row in byhand.solve_rows(self.universe, view)]
            for view in self.views
        ]

    @cached_property
    def compared(self) -> list[list[Any]]:
        return [[row[key] for key in COMPARED] for row in byhand.view_rows(self.universe)]

    def differs(self) -> bool:
        """Whether the program, as it is at this moment, says anything else."""
        case = detente.load(self.text)
        for view, expected in zip(self.views, self.expected, strict=True):
            rows = detente.solve(case, view=view).to_rows()
            if [[row[key] for key in SOLVED] for row in rows] != expected:
                return True
        if not self.universe.views:
            return False
        found = detente.compare_views(case).to_rows()
        return [[row[key] for key in COMPARED] for row in found] != self.compared


@pytest.fixture(scope="module")
def tables() -> list[Exhibit]:
    """Option tables of two to four parties, with one-way options, gaps and ties."""
    return [Exhibit(to_yaml(draw_table(Random(seed), parties=(2, 4)).case())) for seed in range(40)]


@pytest.fixture(scope="module")
def graphs() -> list[Exhibit]:
    rngs = (Random(seed) for seed in range(30))
    return [Exhibit(to_yaml(draw_case(rng, graph=True, views=False))) for rng in rngs]


@pytest.fixture(scope="module")
def viewed() -> list[Exhibit]:
    rngs = (Random(seed) for seed in range(40))
    return [Exhibit(to_yaml(draw_case(rng, graph=False, merging=False))) for rng in rngs]


# mistakes --------------------------------------------------------------------------------------


def rewritten(function: Callable[..., Any], old: str, new: str) -> Callable[..., Any]:
    """A function with one piece of its source replaced, living where the original lives."""
    source = textwrap.dedent(inspect.getsource(function))
    assert old in source, f"{function.__qualname__} no longer says {old!r}: rewrite this mistake"
    lines = source.replace(old, new).splitlines(keepends=True)
    start = next(k for k, line in enumerate(lines) if line.startswith("def "))
    home = sys.modules[function.__module__].__dict__
    local: dict[str, Any] = {}
    code = compile(
        "from __future__ import annotations\n" + "".join(lines[start:]), "<mistake>", "exec"
    )
    exec(code, home, local)
    made: Callable[..., Any] = local[function.__name__]
    return made


Patch = pytest.MonkeyPatch


def in_a_concept(patch: Patch, keys: tuple[str, ...], old: str, new: str) -> None:
    for key in keys:
        concept = CONCEPTS[key]
        patch.setitem(concept.__dict__, "definition", rewritten(concept.definition, old, new))


def in_a_method(patch: Patch, owner: type, name: str, old: str, new: str) -> None:
    patch.setattr(owner, name, rewritten(inspect.getattr_static(owner, name), old, new))


def worse_than_the_start(patch: Patch) -> None:
    """A sanction would have to leave the party strictly worse off."""
    in_a_concept(patch, ("gmr",), "return best <= rank", "return best < rank")


def strictly_worse_where_it_answers(patch: Patch) -> None:
    """The same, except that a state without improvements stays stable."""
    in_a_concept(
        patch,
        ("seq",),
        "return best <= rank",
        "return (best < rank) | (over_improvements(game, party, rank, 'max') <= rank)",
    )


def one_reply_for_each_opponent(patch: Patch) -> None:
    """Every opponent answers once, in the order of the file, and never again."""
    in_a_method(patch, TableEngine, "over_replies", "return until_settled(", "return _once(")
    patch.setattr(table, "_once", once, raising=False)


def one_improving_reply_for_each_opponent(patch: Patch) -> None:
    in_a_method(
        patch, TableEngine, "over_improving_replies", "return until_settled(", "return _once("
    )
    patch.setattr(table, "_once", once, raising=False)


def once(steps: list[Any], values: Any) -> Any:
    for step in steps:
        values = step(values)
    return values


def improvements_judged_from_the_start(patch: Patch) -> None:
    """Each step of an answer must beat the state that the focal party left."""

    def seq(game: Any, party: int) -> Any:
        found = game.feasible.copy()
        for start in game.states().tolist():
            found[start] = all(
                any(
                    game.rank(party)[end] <= game.rank(party)[start]
                    for end in answers(game, party, start, better)
                )
                for better in game.improvements(party, start).tolist()
            )
        return found

    def answers(game: Any, party: int, start: int, better: int) -> set[int]:
        reached: set[tuple[int, int]] = {(better, party)}
        waiting = [(better, party)]
        while waiting:
            state, last = waiting.pop()
            for other in range(len(game.parties)):
                if other in {party, last}:
                    continue
                rank = game.rank(other)
                for end in game.moves(other, state).tolist():
                    if rank[end] > rank[start] and (end, other) not in reached:
                        reached.add((end, other))
                        waiting.append((end, other))
        return {state for state, _ in reached}

    patch.setitem(CONCEPTS["seq"].__dict__, "definition", seq)


def no_staying(patch: Patch) -> None:
    """Whoever is asked what it can reach must go somewhere else along every axis."""
    in_a_method(
        patch,
        TableEngine,
        "over_moves",
        "if self.reach[a].all():",
        "if not (self.reach[a] & ~np.eye(size, dtype=bool)).any(axis=1).all():\n"
        "            continue\n"
        "        elif size == 2:\n"
        "            after = cube[:, ::-1]\n"
        "        elif self.reach[a].all():",
    )


def ties_are_improvements(patch: Patch) -> None:
    in_a_method(
        patch,
        TableEngine,
        "_ordered",
        "fresh[:, :, 1:] = ranked[:, :, 1:] != ranked[:, :, :-1]",
        "pass",
    )


def ties_are_improvements_in_a_graph(patch: Patch) -> None:
    in_a_method(patch, GraphEngine, "_gains", "rank[end] > rank[start]", "rank[end] >= rank[start]")


def no_thought_of_escape(patch: Patch) -> None:
    in_a_concept(
        patch,
        ("smr",),
        'over_replies(game, party, escape, "min")',
        'over_replies(game, party, rank, "min")',
    )


def no_thought_of_escape_from_a_credible_answer(patch: Patch) -> None:
    in_a_concept(
        patch,
        ("sseq",),
        'over_improving_replies(game, party, escape, "min")',
        'over_improving_replies(game, party, rank, "min")',
    )


def masking_between_axes(patch: Patch) -> None:
    """A move that changes two options at once may not pass over an infeasible combination."""
    in_a_method(
        patch,
        TableEngine,
        "over_moves",
        "now = after.reshape(now.shape)",
        "now = np.where(self.space.possible, after.reshape(now.shape), blank)",
    )


def the_last_mover_moves_again(patch: Patch) -> None:
    in_a_method(patch, GraphEngine, "_sequences", "if k != j:", "if True:")


def the_presumed_level_is_ignored(patch: Patch) -> None:
    in_a_method(
        patch,
        Frame,
        "held",
        "found[option] = self.names.find_level(option, given)",
        "found[option] = 0",
    )


def the_present_says_nothing_of_the_unseen(patch: Patch) -> None:
    in_a_method(
        patch,
        Frame,
        "held",
        "found[option] = present[option] if present else 0",
        "found[option] = 0",
    )


def everyone_expects_from_the_others_own_games(patch: Patch) -> None:
    """A party is taken to know what game each of the others sees."""

    def expected(lens: Any, concept: str, party: str, codes: Any) -> Any:
        found = ~lens.image(codes, party).hidden
        for other in lens.parties:
            verdict = lens.verdict(concept, lens.below(other), other)
            found = found & lens.image(codes, other).take(verdict)
        return found

    patch.setattr(compare, "expected_by", expected)


def what_is_hidden_counts_as_stable(patch: Patch) -> None:
    in_a_method(patch, Image, "take", "& ~self.hidden", "| self.hidden")


def nested_views_are_not_asked(patch: Patch) -> None:
    """An aware party judges everybody by the game that it sees itself."""
    patch.setattr(
        compare,
        "expected_by",
        rewritten(compare.expected_by, "if not lens.aware(party):", "if True:"),
    )


IN_TABLES = (
    worse_than_the_start,
    strictly_worse_where_it_answers,
    one_reply_for_each_opponent,
    one_improving_reply_for_each_opponent,
    improvements_judged_from_the_start,
    no_staying,
    ties_are_improvements,
    no_thought_of_escape,
    no_thought_of_escape_from_a_credible_answer,
    masking_between_axes,
)
IN_GRAPHS = (ties_are_improvements_in_a_graph, the_last_mover_moves_again)
IN_VIEWS = (
    the_presumed_level_is_ignored,
    the_present_says_nothing_of_the_unseen,
    everyone_expects_from_the_others_own_games,
    what_is_hidden_counts_as_stable,
    nested_views_are_not_asked,
)


def noticed(exhibits: list[Exhibit]) -> bool:
    return any(exhibit.differs() for exhibit in exhibits)


def test_without_a_mistake_there_is_nothing_to_notice(
    tables: list[Exhibit], graphs: list[Exhibit], viewed: list[Exhibit]
) -> None:
    assert not noticed([*tables, *graphs, *viewed])


@pytest.mark.parametrize("mistake", IN_TABLES, ids=lambda one: one.__name__)
def test_a_mistake_in_a_concept_or_sweep_is_noticed(
    mistake: Callable[[Patch], None], tables: list[Exhibit], monkeypatch: Patch
) -> None:
    mistake(monkeypatch)
    assert noticed(tables)


@pytest.mark.parametrize("mistake", IN_GRAPHS, ids=lambda one: one.__name__)
def test_a_mistake_in_the_graph_form_is_noticed(
    mistake: Callable[[Patch], None], graphs: list[Exhibit], monkeypatch: Patch
) -> None:
    mistake(monkeypatch)
    assert noticed(graphs)


@pytest.mark.parametrize("mistake", IN_VIEWS, ids=lambda one: one.__name__)
def test_a_mistake_in_views_is_noticed(
    mistake: Callable[[Patch], None], viewed: list[Exhibit], monkeypatch: Patch
) -> None:
    mistake(monkeypatch)
    assert noticed(viewed)
