"""States that stand out and targets that fail, held against lists of all states."""

from __future__ import annotations

from functools import cache
from random import Random

import numpy as np

from detente.case import load, parse_case
from detente.case.language import Stands
from detente.game import Game, compile_game
from detente.game.symbolic import StateSet, SymbolicGame, compile_symbolic
from detente.stability import CONCEPTS, Sample, explain, solve, solve_game, solve_sets
from detente.stability.set_chosen import alone, choose
from detente.stability.set_frontier import as_good_for_all, efficient, find_frontier
from detente.stability.set_rows import share_rows
from detente.stability.set_target import steadiest, way_out
from tests.strategies import draw_case, to_yaml
from tests.symbolic.test_sets import as_set, drawn

EVERY = 10**6


@cache
def some_states(seed: int) -> tuple[Game, SymbolicGame, list[int], StateSet]:
    """Both games, some of their states by code, and the set of these."""
    listed, game, codes, _ = drawn(seed)
    return listed, game, codes, as_set(game, codes)


def ranks_of(listed: Game, code: int) -> tuple[int, ...]:
    index = listed.index(code)
    return tuple(int(listed.rank(party)[index]) for party in range(len(listed.parties)))


def beats(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    """As good for all, and better for somebody."""
    return one != other and all(a >= b for a, b in zip(one, other, strict=True))


def unbeaten(ranked: dict[int, tuple[int, ...]], by: set[tuple[int, ...]]) -> list[int]:
    return [code for code, ranks in ranked.items() if not any(beats(other, ranks) for other in by)]


def test_the_frontier_by_its_definition() -> None:
    several = 0
    for seed in range(12):
        listed, game, codes, found = some_states(seed)
        frontier = find_frontier(game, found, EVERY)
        every = {code: ranks_of(listed, code) for code in game.states.first(EVERY)}
        mine = {code: every[code] for code in codes}
        if frontier is None:
            assert len(set(every.values())) == 1
            continue
        expected = unbeaten(mine, set(mine.values()))
        assert frontier.whole and frontier.states.first(EVERY) == expected
        assert len(frontier.kinds) == len({mine[code] for code in expected})
        assert sum(kind.count for kind in frontier.kinds) == len(expected)
        assert efficient(game, frontier).states.first(EVERY) == unbeaten(mine, set(every.values()))
        for code in codes[:3]:
            better = [other for other in codes if beats(every[other], every[code])]
            assert as_good_for_all(game, found, code).first(EVERY) == better
        some = find_frontier(game, found, 1)
        assert some is not None and some.states <= frontier.states and len(some.kinds) == 1
        assert some.whole == (len(frontier.kinds) == 1)
        several += len(frontier.kinds) > 1
    assert several > 5


def test_what_a_party_could_bring_about_alone() -> None:
    for seed in range(12):
        listed, game, codes, found = some_states(seed)
        for party in range(len(listed.parties)):
            if listed.present is None:
                assert not alone(game, found, party)
                continue
            moves = listed.codes(listed.moves(party, listed.present)).tolist()
            could = {listed.code(listed.present), *moves} & set(codes)
            assert alone(game, found, party).first(EVERY) == sorted(could)


def test_each_reason_to_look_has_states_that_it_is_true_of() -> None:
    reasons: set[str] = set()
    for seed in range(12):
        _, game, _, found = some_states(seed)
        chosen = list(choose(game, found))
        for one in chosen:
            assert one.states <= found
            assert one.states or one.why == "efficient"
            if one.why == "alone":
                could = alone(game, found, game.parties.index(str(one.party)))
                assert game.present is not None
                assert (one.apart, one.states) == could.nearest(game.present)
        reasons |= {one.why for one in chosen}
        assert not list(choose(game, found - found))
    assert reasons == {"nearest", "alone", "best", "frontier", "efficient"}


def test_the_steadiest_states_lie_in_most_sets() -> None:
    for seed in range(10):
        _, game, codes, among = some_states(seed)
        rng = Random(seed)
        every = game.states.first(EVERY)
        others = [rng.sample(every, rng.randint(0, len(every))) for _ in range(rng.randint(0, 4))]
        lies_in = {code: sum(code in other for other in others) for code in codes}
        expected = [code for code in codes if lies_in[code] == max(lies_in.values())]
        assert steadiest(among, [as_set(game, other) for other in others]).first(EVERY) == expected


@cache
def games() -> list[tuple[Game, SymbolicGame]]:
    made = []
    for seed in range(25):
        case = parse_case(to_yaml(draw_case(Random(seed), graph=False, merging=False, views=False)))
        made.append((compile_game(case), compile_symbolic(case)))
    return made


def apart(game: SymbolicGame, code: int) -> int:
    """In how many options a state differs from the present."""
    assert game.present is not None
    pairs = zip(game.space.levels(code), game.space.levels(game.present), strict=True)
    return sum(one != other for one, other in pairs)


def test_how_a_target_holds() -> None:
    """Counts against the table of all states; who leaves, and where to, against reasons."""
    fails = leaves = 0
    for seed, (listed, game) in enumerate(games()):
        rng = Random(seed)
        option = rng.choice(game.space.axes)
        expr = Stands(option, frozenset({rng.randrange(len(game.options[option].levels))}))
        if game.first_where(expr) is None:
            continue
        whole = solve_game(listed)
        table = whole.within(expr)
        sets = solve_sets(game).within(expr)
        for held, row in zip(sets.how_it_holds(), table.to_count_rows(), strict=True):
            assert held.concept == row["concept"]
            assert (held.states, held.equilibria) == (row["states"], row["equilibria"])
            assert held.stable == row["stable"]
            c = table.concepts.index(held.concept)
            if held.equilibria is not None:
                assert held.everywhere == int(np.count_nonzero(whole.equilibria[c]))
            if held.at is None:
                assert held.equilibria != 0
                continue
            at = listed.index(held.at)
            assert at is not None and table.shown[at]
            assert {p for n, p in enumerate(listed.parties) if whole.stable[c, n, at]} == set(
                held.staying
            )
            stays = whole.stable[c][:, table.shown].sum(axis=0)
            assert len(held.staying) == stays.max()
            if game.present is not None:
                steady = np.flatnonzero(table.shown)[stays == stays.max()]
                gaps = [apart(game, code) for code in listed.codes(steady).tolist()]
                assert apart(game, held.at) == min(gaps)
            assert len(held.leaving) == len(listed.parties) - len(held.staying)
            for one in held.leaving:
                reasons = explain(listed, held.concept, listed.parties.index(one.party), at)
                ways = {listed.code(way.to) for way in reasons.improvements if way.reply is None}
                assert one.to in ways
                leaves += 1
            fails += 1
    assert fails > 20 and leaves > 20


def test_who_leaves_goes_where_nothing_deters_it_and_likes_it_best() -> None:
    choosy = 0
    for listed, game, _, _ in map(some_states, (4, 8, 13)):
        for concept in ("gmr", "seq"):
            for party in range(len(listed.parties)):
                if not CONCEPTS[concept].answerable(listed, party):
                    continue
                rank = listed.rank(party)
                for at in listed.states()[::7].tolist():
                    reasons = explain(listed, concept, party, at).improvements
                    free = [int(rank[way.to]) for way in reasons if way.reply is None]
                    to = way_out(game, concept, party, listed.code(at))
                    if not free:
                        assert to is None
                        continue
                    assert to is not None
                    index = listed.index(to)
                    assert index in {way.to for way in reasons if way.reply is None}
                    assert rank[index] == max(free)
                    choosy += any(rank[way.to] > max(free) for way in reasons)
    assert choosy > 3


def test_rows_that_were_drawn_say_so() -> None:
    case = load("harbour-2031")
    for engine in ("explicit", "symbolic"):
        table = solve(case, concepts=["gmr"], engine=engine)
        every = {row["code"] for row in table.to_equilibria_rows()}
        drawn_rows = list(table.to_equilibria_rows(sample=Sample(4, seed=3)))
        codes = [row["code"] for row in drawn_rows]
        assert codes == sorted(set(codes)) and len(codes) == 4 and set(codes) <= every
        mark = {"drawn": 4, "of": len(every), "seed": 3}
        assert all(row["sampled"] == mark for row in drawn_rows)
        again = list(table.to_equilibria_rows(sample=Sample(4, seed=3)))
        assert again == drawn_rows
        other = [row["code"] for row in table.to_equilibria_rows(sample=Sample(4, seed=4))]
        assert other != codes
        whole = list(table.to_equilibria_rows(sample=Sample(10**6)))
        assert {row["code"] for row in whole} == every
        rows = list(table.to_rows(sample=Sample(5)))
        assert len(rows) == 5 * len(table.game.parties)
        assert all(row["sampled"]["of"] == table.n_states for row in rows)
        assert "sampled" not in next(iter(table.to_rows()))


def test_shares_are_those_of_the_list() -> None:
    for _, game in games()[:12]:
        table = solve_sets(game, ["gmr", "nash"])
        rows = list(share_rows(table))
        for concept in table.concepts:
            found = table.equilibria(concept)
            listed = [game.state(code) for code in found.first(EVERY)] if found else []
            mine = [row for row in rows if row["concept"] == concept]
            assert bool(mine) == bool(listed)
            for row in mine:
                count = sum(state[row["option"]] == row["level"] for state in listed)
                assert row["states"] == count and row["share"] == count / len(listed)
