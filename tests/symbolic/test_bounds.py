"""What cannot go this way is refused with the reason; what grows too large says how far it came."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest

from benchmarks.symbolic import Wide, case_text
from detente.case import parse_case
from detente.errors import InputError
from detente.game import engines
from detente.game.symbolic import Bounds, Diagrams, TooLarge, compile_symbolic
from detente.game.symbolic.engine import SymbolicEngine
from detente.stability import Interrupted, StabilitySets, StabilityTable, solve, solve_sets
from tests.strategies import draw_case, to_yaml

HARD = Wide(30, 3, "scattered", (14, 14))


def crossed(diagrams: Diagrams, count: int) -> None:
    """A formula whose diagram doubles with every pair, for want of another order."""
    diagrams.declare([f"{side}{k}" for side in "ab" for k in range(count)])
    diagrams.reorder_by_itself(False)
    found = diagrams.false
    for k in range(count):
        found |= diagrams.var(f"a{k}") & diagrams.var(f"b{k}")
        diagrams.check()


@pytest.mark.parametrize(
    "bounds, library, said",
    [(Bounds(memory=20 << 20), "cudd", "20 MB"), (Bounds(nodes=3_000), "python", "3,000 nodes")],
)
def test_diagrams_that_grow_too_large(bounds: Bounds, library: str, said: str) -> None:
    diagrams = Diagrams(bounds, library)
    with pytest.raises(TooLarge, match=f"outgrew {said}"), diagrams.bounded():
        crossed(diagrams, 40)


@pytest.mark.parametrize(
    "stop, raised, lost",
    [
        (TooLarge("the decision diagrams outgrew 4,096 MB"), TooLarge, ("seq",)),
        (KeyboardInterrupt(), Interrupted, ("seq", "gmr")),
    ],
)
def test_what_was_found_by_then_is_not_lost(
    monkeypatch: pytest.MonkeyPatch,
    stop: BaseException,
    raised: type[TooLarge | Interrupted],
    lost: tuple[str, ...],
) -> None:
    game = compile_symbolic(parse_case(case_text(Wide(30, 3, "issues", (5, 5)))))
    sweep = SymbolicEngine.before_gains

    def broken_off(engine: SymbolicEngine, party: int, *rest: Any) -> Any:
        if party == 1:
            raise stop
        return sweep(engine, party, *rest)

    monkeypatch.setattr(SymbolicEngine, "before_gains", broken_off)
    with pytest.raises(raised) as caught:
        solve_sets(game, ["nash", "seq", "gmr"])
    if raised is TooLarge:
        assert str(caught.value) == "the decision diagrams outgrew 4,096 MB at 'seq' for 'p1'"
    assert isinstance(caught.value, TooLarge | Interrupted)
    found = caught.value.partial
    assert isinstance(found, StabilitySets)
    every = [(key, f"p{party}") for key in lost for party in range(3)]
    assert found.unfinished == tuple(pair for pair in every if pair != ("seq", "p0"))
    rows = {row["concept"]: row for row in found.to_count_rows()}
    assert [key for key, row in rows.items() if row["equilibria"] is None] == [*lost]
    assert [count is None for count in rows["seq"]["stable"].values()] == [False, True, True]
    assert not found.open_questions()
    assert "seq (a credible answer deters it): undecided; it was not worked out" in str(found)


def test_what_lists_its_states_is_left_to_the_other_engine() -> None:
    graph = parse_case(to_yaml(draw_case(Random(5), graph=True)))
    with pytest.raises(InputError, match="lists its states and moves one by one"):
        compile_symbolic(graph)
    merged = parse_case(to_yaml(draw_case(Random(8), graph=False, merging=True)))
    assert merged.same
    with pytest.raises(InputError, match="merged one by one"):
        compile_symbolic(merged)


def test_a_ranking_of_a_few_of_very_many_states_is_refused() -> None:
    options = "\n".join(f"      o{k}: Do {k}" for k in range(40))
    text = f"detente: 1\nid: many\nparties:\n  one:\n    name: One\n    options:\n{options}\n"
    case = parse_case(f"{text}    ranking: [o1, o2 + o3]\n")
    with pytest.raises(InputError, match="leaves 1,099,511,627,774 of 1,099,511,627,776 states"):
        compile_symbolic(case)


def test_concepts_that_go_move_by_move_are_refused() -> None:
    game = compile_symbolic(parse_case(case_text(HARD)))
    with pytest.raises(InputError, match=r"'sim'.*move by move"):
        solve_sets(game, "sim")


def test_the_engine_goes_by_size() -> None:
    small = parse_case(to_yaml(draw_case(Random(1), graph=False, merging=False)))
    large = parse_case(case_text(Wide(40, 2, "issues", (3, 3))))
    assert isinstance(solve(small), StabilityTable)
    assert isinstance(solve(small, engine="symbolic"), StabilitySets)
    assert isinstance(solve(large, concepts="nash"), StabilitySets)
    with pytest.raises(InputError, match="combinations of options"):
        solve(large, engine="explicit")
    with pytest.raises(InputError, match="no engine 'fast'"):
        solve(small, engine="fast")
    assert not engines.beyond_listing(small)


def test_without_the_library_the_reason_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def missing(name: str, *rest: object) -> None:
        raise ImportError(name)

    monkeypatch.setattr("detente.extras.import_module", missing)
    with pytest.raises(InputError, match=r"detente\[symbolic\]"):
        Diagrams()
