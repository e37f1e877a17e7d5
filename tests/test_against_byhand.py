"""The program against the by-hand reference: whole row sets of whole case files.

Cases are drawn as files, read by both sides on their own, and every documented row is compared,
order included. ``DETENTE_EXAMPLES=20`` makes the search twenty times as long.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

import detente
from detente.cli import main
from tests import byhand
from tests.byhand.case import BASE
from tests.byhand.corners import CORNERS
from tests.strategies import draw_case, every_path, to_yaml
from tests.strategies.chance import LONGER, RANDOM, examples

Row = dict[str, Any]

SOLVE_KEYS = ("view", "hypothesis", "concept", "party", "code", "state", "stable")
EQUILIBRIUM_KEYS = ("view", "hypothesis", "concept", "code", "state")
COUNT_KEYS = ("view", "concept", "states", "equilibria", "stable")
VIEW_KEYS = ("view", "hypothesis", "concept", "code", "own", "expected", "base", "classes")


def only(rows: Iterable[Row], keys: tuple[str, ...]) -> list[Row]:
    """Rows with the documented keys alone: more may be added."""
    return [{key: row[key] for key in keys} for row in rows]


def told(text: str, question: str, expected: list[Row], got: list[Row]) -> str:
    """What to print when two row sets differ: the case, the question, the first differences."""
    missing = [row for row in expected if row not in got]
    extra = [row for row in got if row not in expected]
    lines = [text, question, f"{len(expected)} rows expected, {len(got)} found"]
    lines += [f"  expected  {row}" for row in missing[:4]]
    lines += [f"  found     {row}" for row in extra[:4]]
    if not missing and not extra:
        lines.append("  the same rows in another order")
    return "\n".join(lines)


def agree(text: str, question: str, expected: Iterable[Row], got: Iterable[Row]) -> None:
    expected, got = list(expected), list(got)
    if expected != got:
        pytest.fail(told(text, question, expected, got), pytrace=False)


class Written:
    """A drawn case on disk, as both sides read it."""

    def __init__(self, text: str, folder: Path) -> None:
        self.text = text
        self.path = folder / "drawn.yaml"
        self.path.write_text(text, encoding="utf-8", newline="\n")
        self.raw = byhand.read_text(text)
        self.universe = byhand.read_universe(self.raw)
        self.case = detente.load(str(self.path))

    @property
    def hypotheses(self) -> list[str | None]:
        return [None, *(self.raw.get("hypotheses") or {})]

    @property
    def deaf(self) -> list[str]:
        """The views that say ``aware: false``."""
        views = self.raw.get("views") or {}
        return [path for path, view in views.items() if (view or {}).get("aware") is False]

    @property
    def paths(self) -> list[str]:
        """The views to solve; what stands below an ``aware: false`` is set aside."""
        return [
            path
            for path in every_path(self.raw)
            if not any(path.startswith(f"{other}.") for other in self.deaf)
        ]

    @property
    def roots(self) -> list[str]:
        """The views to look in from."""
        return [path for path in self.paths if path not in self.deaf]

    def solve(self, view: str = BASE, hypothesis: str | None = None) -> None:
        agree(
            self.text,
            f"solve --view {view} --hypothesis {hypothesis}",
            byhand.solve_rows(self.universe, view, hypothesis),
            only(detente.solve(self.case, view=view, hypothesis=hypothesis).to_rows(), SOLVE_KEYS),
        )

    def views(self, view: str = BASE, hypothesis: str | None = None, concept: str = "seq") -> None:
        agree(
            self.text,
            f"views --view {view} --hypothesis {hypothesis} --concept {concept}",
            byhand.view_rows(self.universe, view, hypothesis, concept),
            only(
                detente.compare_views(
                    self.case, view=view, hypothesis=hypothesis, concepts=[concept]
                ).to_rows(),
                VIEW_KEYS,
            ),
        )


def written(raw: Row) -> Iterator[Written]:
    with tempfile.TemporaryDirectory() as folder:
        yield Written(to_yaml(raw), Path(folder))


# drawn cases, through Python ------------------------------------------------------------------


@examples(45)
@given(RANDOM)
def test_solve_finds_what_the_definitions_say(rng: Random) -> None:
    for case in written(draw_case(rng)):
        for hypothesis in case.hypotheses:
            case.solve(BASE, hypothesis)


@examples(45)
@given(RANDOM)
def test_a_view_is_solved_as_the_game_it_describes(rng: Random) -> None:
    for case in written(draw_case(rng)):
        for path in case.paths[1:]:
            case.solve(path, case.hypotheses[-1])


@examples(60)
@given(RANDOM, st.sampled_from(list(byhand.CONCEPTS)))
def test_own_expected_base_and_classes(rng: Random, concept: str) -> None:
    for case in written(draw_case(rng)):
        for hypothesis in case.hypotheses:
            case.views(BASE, hypothesis, concept)
        for path in [path for path in case.roots if "." not in path][1:]:
            case.views(path, None, concept)


@examples(30)
@given(RANDOM)
def test_merged_states(rng: Random) -> None:
    for case in written(draw_case(rng, merging=True)):
        for path in case.paths:
            case.solve(path)
        case.views()


@examples(30)
@given(RANDOM)
def test_the_graph_form(rng: Random) -> None:
    for case in written(draw_case(rng, graph=True)):
        for path in case.paths:
            case.solve(path)
        case.views()
        case.views(concept="sseq")


@pytest.mark.parametrize("name", CORNERS)
def test_the_corners_of_the_format(name: str, tmp_path: Path) -> None:
    case = Written(CORNERS[name], tmp_path)
    for hypothesis in case.hypotheses:
        for path in case.paths:
            case.solve(path, hypothesis)
        for concept in byhand.CONCEPTS:
            case.views(BASE, hypothesis, concept)
            for path in case.roots[1:]:
                case.views(path, hypothesis, concept)


@pytest.mark.parametrize("seed", range(int(4 * LONGER)))
def test_the_compiled_sweeps_on_small_cases(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What large games are solved with, made to do a small one."""
    monkeypatch.setattr("detente.game.table.COMPILE_FROM", 1)
    case = Written(to_yaml(draw_case(Random(seed), graph=False, merging=False)), tmp_path)
    case.solve(case.paths[-1])


HOLE = """
parties:
  a: {options: {x: X}, prefers: [x and y, not x]}
  b: {options: {y: Y}}
  c: {options: {z: Z}, weights: {z: 1, x: 0.5}}
"""


def test_what_does_not_need_a_hole_still_runs(tmp_path: Path) -> None:
    case = Written(HOLE, tmp_path)
    expected = list(byhand.solve_rows(case.universe))
    asked = {(row["concept"], row["party"]) for row in expected}
    assert asked == {(concept, p) for concept in ("nash", "gmr", "smr") for p in ("a", "c")}
    rows = only(detente.solve(case.case).to_rows(), SOLVE_KEYS)
    assert [row for row in rows if row["stable"] is not None] == expected
    assert ask(case, "solve", "--equilibria") == []


# the command line -----------------------------------------------------------------------------


def command(*arguments: str) -> list[Row]:
    """The rows that a command writes."""
    result = CliRunner().invoke(main, [*arguments, "--json"])
    assert result.exit_code == 0, (arguments, result.output, result.stderr)
    return [json.loads(line) for line in result.stdout.splitlines()]


def ask(case: Written, name: str, *flags: str) -> list[Row]:
    return command(name, str(case.path), *flags)


@pytest.mark.parametrize("seed", range(int(14 * LONGER)))
def test_the_commands_write_the_rows(seed: int, tmp_path: Path) -> None:
    rng = Random(seed)
    case = Written(to_yaml(draw_case(rng)), tmp_path)
    path = rng.choice(case.paths)
    hypothesis = rng.choice(case.hypotheses)
    where: list[str] = [] if path == BASE else ["--view", path]
    under: list[str] = [] if hypothesis is None else ["--hypothesis", hypothesis]
    universe = case.universe

    agree(
        case.text,
        "solve --json",
        byhand.solve_rows(universe),
        only(ask(case, "solve"), SOLVE_KEYS),
    )
    agree(
        case.text,
        f"solve --json {where} {under} --concept seq",
        byhand.solve_rows(universe, path, hypothesis, ["seq"]),
        only(ask(case, "solve", *where, *under, "--concept", "seq"), SOLVE_KEYS),
    )
    agree(
        case.text,
        f"solve --json --equilibria {where} {under}",
        byhand.equilibrium_rows(universe, path, hypothesis),
        only(ask(case, "solve", "--equilibria", *where, *under), EQUILIBRIUM_KEYS),
    )
    agree(
        case.text,
        f"solve --json --count {where} {under}",
        byhand.count_rows(universe, path, hypothesis),
        only(ask(case, "solve", "--count", *where, *under), COUNT_KEYS),
    )
    agree(
        case.text,
        f"views --json {under}",
        byhand.view_rows(universe, hypothesis=hypothesis),
        only(ask(case, "views", *under), VIEW_KEYS),
    )
    below = rng.choice([path for path in case.roots if "." not in path])
    agree(
        case.text,
        f"views --json --view {below} --concept smr",
        byhand.view_rows(universe, below, concept="smr"),
        only(ask(case, "views", "--view", below, "--concept", "smr"), VIEW_KEYS),
    )


@pytest.mark.parametrize("seed", range(int(10 * LONGER)))
def test_weaker_entries_are_left_out(seed: int, tmp_path: Path) -> None:
    case = Written(to_yaml(draw_case(Random(seed), marked=True, graph=False)), tmp_path)
    for basis in ("reported", "reading"):
        kept = byhand.read_universe(byhand.keep(case.raw, basis))
        agree(
            case.text,
            f"solve --json --basis {basis}",
            byhand.solve_rows(kept),
            only(ask(case, "solve", "--basis", basis), SOLVE_KEYS),
        )
        agree(
            case.text,
            f"views --json --basis {basis}",
            byhand.view_rows(kept),
            only(ask(case, "views", "--basis", basis), VIEW_KEYS),
        )
