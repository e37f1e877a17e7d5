"""Ways from the present by either engine: the same rows, the same words, the same reach."""

from __future__ import annotations

from random import Random

import pytest

from benchmarks.symbolic import Wide, case_text
from detente.case import Case, load, parse_case
from detente.errors import InputError
from detente.game import Game, compile_game
from detente.game.symbolic import Diagrams, SymbolicGame, TooLarge, compile_symbolic
from detente.game.symbolic.engine import SymbolicEngine
from detente.paths import Paths, find_paths, paths_of
from tests.strategies import to_yaml
from tests.symbolic.test_engines_agree import drawn
from tests.symbolic.wide import wide_case

FAR = 1 << 40


def both(case: Case, view: str, hypothesis: str | None, diagrams: Diagrams) -> tuple[Paths, ...]:
    """Ways to every state that nobody leaves, as both engines have them."""
    games = (
        compile_game(case, view, hypothesis),
        compile_symbolic(case, view, hypothesis, diagrams),
    )
    if games[0].present is None:
        assert games[1].present is None
        return ()
    return tuple(paths_of(game, None, None, "nash") for game in games)


def agree(found: tuple[Paths, ...], states: int = 6) -> int:
    """Compare what is said of targets, and of other states; how many ways were compared."""
    listed, formulas = found
    game = listed.game
    assert isinstance(game, Game)
    assert listed.n_targets == formulas.n_targets
    assert list(listed.to_rows()) == list(formulas.to_rows(FAR))
    assert str(listed) == str(formulas)
    count = 0
    for state in game.states().tolist()[:states]:
        code = game.code(state)
        one, other = listed.ways(state), formulas.ways(code)
        rows = [
            [paths._row(way.kind, way.end, way, ways) for way in ways.ways()]
            for paths, ways in ((listed, one), (formulas, other))
        ]
        assert rows[0] == rows[1]
        count += len(rows[0])
    for improving in (False, True):
        if listed.improvements_known or not improving:
            far, near = listed.reach(improving=improving), formulas.reach(improving=improving)
            assert near.whole or improving
            if near.whole:
                assert (far.count, far.steps) == (near.count, near.steps)
                nearest = far.nearest and (
                    game.code(far.nearest[0]),
                    game.code(far.nearest[1]),
                    far.nearest[2],
                )
                assert nearest == near.nearest
    assert list(listed.to_table_rows()) == list(formulas.to_table_rows(FAR))
    return count


@pytest.mark.parametrize("start", range(0, 10, 5))
def test_random_cases(start: int) -> None:
    count = 0
    for seed in range(start, start + 5):
        case, paths, hypotheses = drawn(seed)
        diagrams = Diagrams()
        for view in paths[:3]:
            for hypothesis in hypotheses:
                found = both(case, view, hypothesis, diagrams)
                if found:
                    count += agree(found)
    assert count > 20


def test_wide_cases() -> None:
    count = 0
    for seed in range(4):
        case = parse_case(to_yaml(wide_case(Random(seed), 256)))
        found = both(case, "base", None, Diagrams())
        if found:
            count += agree(found, states=10)
    assert count > 15


@pytest.fixture(scope="module")
def wide() -> Case:
    """A case of fifty options that is answered quickly."""
    text = case_text(Wide(50, 2, "issues", (5, 5)))
    return parse_case(f"{text}present: none\n")


def test_ways_where_nobody_could_list_the_states(wide: Case) -> None:
    """Every step that is told is legal and an improvement, state by state."""
    paths = find_paths(wide, concept="nash")
    game = paths.game
    assert isinstance(game, SymbolicGame) and paths.n_targets > 10**6
    rows = [row for row in paths.to_rows() if row["by"] == "improvements"]
    assert len(rows) == 10
    for row in rows:
        state = row["from"]
        for step in row["steps"]:
            assert step["from"] == state and step["effect"] == "gain"
            party = game.party_index(step["party"])
            scale, ends = game.scales[party], game.space.single(step["to"])
            assert game.space.holds(game.engine.gains(scale, ends), state)
            state = step["to"]
        assert state == row["to"]
    assert "more targets" in str(paths)


def test_where_there_is_no_way_it_is_said_how_far_moves_lead() -> None:
    """An option that cannot be taken back stands at the start."""
    text = case_text(Wide(50, 2, "issues", (5, 5)))
    paths = find_paths(parse_case(f"{text}present: o24\n"), "not o24")
    assert not paths.any_reached(improving=False)
    reach = paths.reach(improving=False)
    assert reach.nearest is not None and reach.nearest[2] == 1
    assert 0 < reach.count < paths.game.n_states
    (row,) = (row for row in paths.to_rows(1) if row["by"] == "moves")
    assert row["reached"] is False


def test_too_many_moves_to_be_listed_go_by_formulas(monkeypatch: pytest.MonkeyPatch) -> None:
    case = load("cuba-1962")
    listed = list(find_paths(case).to_rows())
    monkeypatch.setattr("detente.paths.find.MOST_MOVES", 3)
    found = find_paths(case)
    assert isinstance(found.game, SymbolicGame) and list(found.to_rows()) == listed
    with pytest.raises(InputError, match="ways are looked for among at most 3"):
        find_paths(case, engine="explicit")


def test_what_grew_too_large_is_left_open(wide: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    def outgrown(*rest: object) -> None:
        raise TooLarge("the decision diagrams outgrew 4,096 MB")

    paths = find_paths(wide, "o1 and o2")
    target = paths.nearest(1)[0]
    monkeypatch.setattr(SymbolicEngine, "after_gains", outgrown)
    monkeypatch.setattr(SymbolicEngine, "gains", outgrown)
    fresh = find_paths(wide, "o1 and o2")
    ways = fresh.ways(target)
    assert ways.by_moves is not None and ways.by_improvements is None
    assert not ways.improvements_known and fresh.grown
    assert next(iter(fresh.to_rows(1)))["reached"] is None
    assert "open, since the diagrams grew too large" in str(fresh)
