"""Laws of stability and of views, on random small games, through the program's own door.

Each law is a sentence of the theory that no particular program wrote: which concept implies which,
what may not depend on names, on the spacing of ranks or on other people's preferences, which way
verdicts go when moves are added, what a view with one difference can change. Relations that are
known not to hold in general are left alone.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

import detente
from tests import byhand
from tests.strategies import draw_case, to_yaml

LONGER = float(os.environ.get("DETENTE_EXAMPLES", "1"))
CONCEPTS = ("nash", "gmr", "smr", "seq", "sseq")
ANSWERED = ("gmr", "smr", "seq", "sseq")
Verdicts = dict[tuple[str, str, int], bool]
Raw = dict[str, Any]
RANDOM = st.randoms(use_true_random=False)


def examples(count: int) -> settings:
    return settings(
        max_examples=max(1, int(count * LONGER)),
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.explicit, Phase.reuse, Phase.generate],  # shrinking whole cases takes long
    )


# small games that can be turned about ----------------------------------------------------------


@dataclass(frozen=True)
class Small:
    """A game in numbers: option tables and graphs alike, written as a case when asked.

    ``owners``, ``sizes`` and ``ways`` describe options in order (none of them: a graph of
    ``n_states`` states with ``arcs``); ``bad`` holds the codes that are infeasible; ``ranks`` has
    one mapping from code to rank per party, higher is better.
    """

    n_parties: int
    owners: tuple[int, ...]
    sizes: tuple[int, ...]
    ways: tuple[Any, ...]
    bad: frozenset[int]
    ranks: tuple[dict[int, int], ...]
    n_states: int = 0
    arcs: tuple[tuple[int, int, int], ...] = ()

    @property
    def states(self) -> list[int]:
        size = self.n_states
        if not size:
            size = int(np.prod(self.sizes))
        return [code for code in range(size) if code not in self.bad]

    def levels(self, code: int) -> list[int]:
        found = []
        for size in self.sizes:
            code, level = divmod(code, size)
            found.append(level)
        return found

    def case(self, parties: str = "p{}", options: str = "o{}", spread: int = 0) -> Raw:
        """The case as plain data; ``spread`` writes ranks as weights that far apart."""
        people: Raw = {}
        for i in range(self.n_parties):
            person: Raw = {"name": f"Party {i}"}
            own: Raw = {}
            for k, owner in enumerate(self.owners):
                if owner == i:
                    levels = [f"l{level}" for level in range(self.sizes[k])]
                    own[options.format(k)] = {"does": "Turn it", "levels": levels}
                    if self.ways[k]:
                        own[options.format(k)]["one_way"] = self.ways[k]
            if own:
                person["options"] = own
            tiers = sorted({self.ranks[i][code] for code in self.states}, reverse=True)
            if spread:
                person["weights"] = {
                    self.is_state(code, options): Fraction(spread) ** self.ranks[i][code]
                    for code in self.states
                }
                person["weights"] = {text: int(w) for text, w in person["weights"].items()}
            else:
                person["ranking"] = [
                    [f"code {code}" for code in self.states if self.ranks[i][code] == tier]
                    for tier in tiers
                ]
            people[parties.format(i)] = person
        raw: Raw = {"detente": 1, "id": "small", "parties": people}
        if self.n_states:
            raw["states"] = [f"s{code}" for code in range(self.n_states)]
            raw["moves"] = {
                parties.format(i): [[f"s{a}", f"s{b}"] for j, a, b in self.arcs if i == j]
                for i in range(self.n_parties)
            }
        if self.bad:
            raw["impossible"] = [self.is_state(code, options) for code in sorted(self.bad)]
        return raw

    def is_state(self, code: int, options: str) -> str:
        if self.n_states:
            return f"s{code}"
        return " and ".join(
            f"{options.format(k)} == l{level}" for k, level in enumerate(self.levels(code))
        )


def draw_table(rng: Random, parties: tuple[int, int] = (2, 3), most_cells: int = 24) -> Small:
    n_parties = rng.randint(*parties)
    owners: list[int] = []
    sizes: list[int] = []
    cells = 1
    for party in range(n_parties):
        for _ in range(rng.choice([0, 1, 1, 1, 2])):
            size = rng.choice([2, 2, 3])
            if cells * size <= most_cells:
                owners.append(party)
                sizes.append(size)
                cells *= size
    if not owners:
        owners, sizes, cells = [0], [2], 2
    ways = [rng.choice([None, None, "up", "down", [f"l{rng.randrange(s)}"]]) for s in sizes]
    bad = frozenset(c for c in range(cells) if rng.random() < rng.choice([0, 0.2]))
    if len(bad) > cells - 2:
        bad = frozenset()
    tiers = rng.choice([2, 3, 5])
    ranks = tuple({code: rng.randrange(tiers) for code in range(cells)} for _ in range(n_parties))
    return Small(n_parties, tuple(owners), tuple(sizes), tuple(ways), bad, ranks)


def draw_graph(rng: Random, parties: tuple[int, int] = (2, 3)) -> Small:
    n_parties = rng.randint(*parties)
    n_states = rng.randint(3, 6)
    chance = rng.choice([0.15, 0.3, 0.5])
    arcs = tuple(
        (i, a, b)
        for i in range(n_parties)
        for a in range(n_states)
        for b in range(n_states)
        if a != b and rng.random() < chance
    )
    tiers = rng.choice([2, 3, 6])
    ranks = tuple(
        {code: rng.randrange(tiers) for code in range(n_states)} for _ in range(n_parties)
    )
    return Small(n_parties, (), (), (), frozenset(), ranks, n_states, arcs or ((0, 0, 1),))


def draw_either(rng: Random) -> Small:
    return draw_graph(rng) if rng.random() < 0.5 else draw_table(rng)


def load(raw: Raw) -> Any:
    return detente.load(to_yaml(raw))


def verdicts(raw: Raw, view: str = "base") -> Verdicts:
    rows = detente.solve(load(raw), view=view).to_rows()
    return {(row["concept"], row["party"], row["code"]): row["stable"] for row in rows}


def within(smaller: Verdicts, larger: Verdicts, concept: str, party: str) -> None:
    """Every state that is stable in the one is stable in the other."""
    for (named, who, code), stable in smaller.items():
        if (named, who) == (concept, party) and stable:
            assert larger[concept, party, code], (concept, party, code)


# stability -------------------------------------------------------------------------------------


@examples(60)
@given(RANDOM)
def test_one_concept_implies_another(rng: Random) -> None:
    found = verdicts(draw_either(rng).case())
    implied = [("nash", "sseq"), ("sseq", "seq"), ("seq", "gmr"), ("sseq", "smr"), ("smr", "gmr")]
    for (concept, party, code), stable in found.items():
        for narrow, wide in implied:
            if concept == narrow and stable:
                assert found[wide, party, code], (narrow, wide, party, code)


@examples(30)
@given(RANDOM)
def test_names_carry_no_verdict(rng: Random) -> None:
    game = draw_either(rng)
    plain = verdicts(game.case())
    renamed = verdicts(game.case(parties="гость_{}", options="वस्तु_{}"))
    assert renamed == {
        (concept, party.replace("p", "гость_"), code): stable
        for (concept, party, code), stable in plain.items()
    }


@examples(30)
@given(RANDOM)
def test_the_order_of_parties_carries_no_verdict(rng: Random) -> None:
    game = draw_table(rng)
    raw = game.case()
    people = list(raw["parties"].items())
    rng.shuffle(people)
    order = [int(option[1:]) for _, person in people for option in person.get("options", {})]

    def moved(code: int) -> int:
        levels, found, weight = game.levels(code), 0, 1
        for k in order:
            found += weight * levels[k]
            weight *= game.sizes[k]
        return found

    for _, person in people:
        person["ranking"] = [
            [f"code {moved(int(text.split()[1]))}" for text in tier] for tier in person["ranking"]
        ]
    shuffled = verdicts({**raw, "parties": dict(people)})
    assert shuffled == {
        (concept, party, moved(code)): stable
        for (concept, party, code), stable in verdicts(game.case()).items()
    }


@examples(30)
@given(RANDOM)
def test_ranks_are_only_an_order(rng: Random) -> None:
    game = draw_either(rng)
    assert verdicts(game.case()) == verdicts(game.case(spread=rng.choice([2, 3, 10])))


@examples(30)
@given(RANDOM)
def test_who_cannot_move_stays(rng: Random) -> None:
    game = draw_either(rng)
    frozen = rng.randrange(game.n_parties)
    if game.n_states:
        game = replace(game, arcs=tuple(arc for arc in game.arcs if arc[0] != frozen))
    else:
        locked = [f"l{level}" for level in range(3)]
        game = replace(
            game,
            ways=tuple(
                locked[: game.sizes[k]] if owner == frozen else game.ways[k]
                for k, owner in enumerate(game.owners)
            ),
        )
    found = verdicts(game.case())
    assert all(stable for (_, party, _), stable in found.items() if party == f"p{frozen}")


@examples(60)
@given(RANDOM)
def test_more_moves_for_others_deter_more_and_own_moves_tempt_more(rng: Random) -> None:
    game = draw_either(rng)
    mover = rng.randrange(game.n_parties)
    if game.n_states:
        new = [
            (mover, a, b)
            for a in game.states
            for b in game.states
            if a != b and rng.random() < 0.3 and (mover, a, b) not in game.arcs
        ]
        freer = replace(game, arcs=(*game.arcs, *new))
    else:
        freer = replace(
            game,
            ways=tuple(
                None if owner == mover else way
                for owner, way in zip(game.owners, game.ways, strict=True)
            ),
        )
    before, after = verdicts(game.case()), verdicts(freer.case())
    for i in range(game.n_parties):
        for concept in CONCEPTS:
            if i == mover:
                within(after, before, concept, f"p{i}")
            elif concept == "nash":
                within(after, before, concept, f"p{i}")
                within(before, after, concept, f"p{i}")
            else:
                within(before, after, concept, f"p{i}")


@examples(40)
@given(RANDOM)
def test_nash_gmr_smr_never_look_at_the_preferences_of_others(rng: Random) -> None:
    game = draw_either(rng)
    focal = rng.randrange(game.n_parties)
    other = replace(
        game,
        ranks=tuple(
            ranks if i == focal else {code: rng.randrange(4) for code in ranks}
            for i, ranks in enumerate(game.ranks)
        ),
    )
    before, after = verdicts(game.case()), verdicts(other.case())
    for (concept, party, code), stable in before.items():
        if party == f"p{focal}" and concept in {"nash", "gmr", "smr"}:
            assert after[concept, party, code] == stable


@examples(40)
@given(RANDOM)
def test_a_state_that_rises_in_its_partys_eyes_stays_stable(rng: Random) -> None:
    game = draw_either(rng)
    i = rng.randrange(game.n_parties)
    state = rng.choice(game.states)
    doubled = {code: 2 * rank for code, rank in game.ranks[i].items()}
    risen = {**doubled, state: doubled[state] + rng.randint(1, 7)}
    after = verdicts(replace(game, ranks=(*game.ranks[:i], risen, *game.ranks[i + 1 :])).case())
    for concept in CONCEPTS:
        if verdicts(game.case())[concept, f"p{i}", state]:
            assert after[concept, f"p{i}", state], concept


@examples(20)
@given(RANDOM)
def test_who_does_not_care_stays(rng: Random) -> None:
    game = draw_either(rng)
    flat = dict.fromkeys(game.ranks[0], 1)
    found = verdicts(replace(game, ranks=(flat, *game.ranks[1:])).case())
    assert all(stable for (_, party, _), stable in found.items() if party == "p0")


# other roads to the same verdicts --------------------------------------------------------------

Matrix = NDArray[np.bool_]


def times(a: Matrix, b: Matrix) -> Matrix:
    product: Matrix = (a.astype(np.int64) @ b.astype(np.int64)) > 0
    return product


def reachable(moves: list[Matrix], movers: list[int]) -> Matrix:
    """Where legal sequences of these movers lead, diagonal cleared (THEORY C)."""
    size = len(moves[0])
    last = {i: moves[i].copy() for i in movers}
    while True:
        before = {
            i: np.logical_or.reduce(
                [np.zeros((size, size), bool), *(last[j] for j in movers if j != i)]
            )
            for i in movers
        }
        grown = {i: last[i] | times(before[i], moves[i]) for i in movers}
        if all(np.array_equal(grown[i], last[i]) for i in movers):
            break
        last = grown
    found: Matrix = np.logical_or.reduce([np.zeros((size, size), bool), *last.values()])
    np.fill_diagonal(found, False)
    return found


def by_matrices(game: Small) -> Verdicts:
    """The five concepts in the matrix form of Xu, Hipel and Kilgour, sequences first to last."""
    universe = byhand.read_universe(game.case())
    plain = byhand.play(universe, universe.base(None))
    states = list(plain.states)
    at = {code: k for k, code in enumerate(states)}
    size = len(states)
    eye = np.eye(size, dtype=bool)
    moves, better = [], []
    for party in plain.parties:
        arcs = np.zeros((size, size), bool)
        for code in states:
            for end in plain.moves(party, code):
                arcs[at[code], at[end]] = True
        ranks = np.array([game.ranks[int(party[1:])][code] for code in states])
        moves.append(arcs)
        better.append(ranks[None, :] > ranks[:, None])
    found: Verdicts = {}
    for i, party in enumerate(plain.parties):
        others = [j for j in range(len(moves)) if j != i]
        deters = ~better[i] & ~eye  # E - I - P+
        improving = moves[i] & better[i]
        # s2 (row) cannot be left by i for anything better than s (column)
        no_escape = ~times(moves[i], better[i].T)
        all_replies = reachable(moves, others)
        gains = [arcs & liked for arcs, liked in zip(moves, better, strict=True)]
        credible = reachable(gains, others)
        held = {
            "nash": np.zeros((size, size), bool),
            "gmr": times(all_replies, deters.T),
            "smr": times(all_replies, deters.T & no_escape),
            "seq": times(credible, deters.T),
            "sseq": times(credible, deters.T & no_escape),
        }
        for concept, deterred in held.items():
            leaves = np.diagonal(times(improving, ~deterred))
            for code in states:
                found[concept, party, code] = not leaves[at[code]]
    return found


@examples(40)
@given(RANDOM)
def test_the_matrix_form_says_the_same_of_option_tables(rng: Random) -> None:
    game = draw_table(rng)
    assert verdicts(game.case()) == by_matrices(game)


@examples(40)
@given(RANDOM)
def test_maximin_of_one_two_and_three_steps_is_nash_gmr_and_smr(rng: Random) -> None:
    game = draw_either(rng)
    universe = byhand.read_universe(game.case())
    plain = byhand.play(universe, universe.base(None))
    found = verdicts(game.case())
    for i, party in enumerate(plain.parties):
        rank = game.ranks[i]
        best = {0: dict(rank)}
        worst = {0: dict(rank)}
        for h in (1, 2):
            best[h] = {
                x: max([rank[x], *(worst[h - 1][y] for y in plain.moves(party, x))])
                for x in plain.states
            }
            worst[h] = {
                x: min(
                    [
                        rank[x],
                        *(best[h - 1][y] for y in byhand.replies(plain, party, x, improving=False)),
                    ]
                )
                for x in plain.states
            }
        for h, concept in ((1, "nash"), (2, "gmr"), (3, "smr")):
            for x in plain.states:
                held = all(worst[h - 1][y] <= rank[x] for y in plain.moves(party, x))
                assert found[concept, party, x] == held, (concept, party, x)


@examples(40)
@given(RANDOM)
def test_two_strict_rankings_and_limited_moves(rng: Random) -> None:
    game = draw_table(rng, parties=(2, 2))
    strict = []
    for ranks in game.ranks:
        order = list(ranks)
        rng.shuffle(order)
        strict.append({code: place for place, code in enumerate(order)})
    game = replace(game, ranks=tuple(strict))
    universe = byhand.read_universe(game.case())
    plain = byhand.play(universe, universe.base(None))
    found = verdicts(game.case())
    foreseen = [{x: x for x in plain.states}] * 2
    for h in range(1, 4):
        new = []
        for j, party in enumerate(plain.parties):
            at: dict[int, int] = {}
            for x in plain.states:
                ends = [foreseen[1 - j][y] for y in plain.moves(party, x)]
                top = max(ends, key=strict[j].__getitem__, default=x)
                at[x] = top if strict[j][top] > strict[j][x] else x
            new.append(at)
        foreseen = new
        for j, party in enumerate(plain.parties):
            for x in plain.states:
                held = foreseen[j][x] == x
                if h == 1:
                    assert found["nash", party, x] == held
                if held and h >= 2:
                    assert found["gmr", party, x]
                if held and h == 2:
                    assert found["seq", party, x]


# views -----------------------------------------------------------------------------------------


def view_rows(raw: Raw, concept: str) -> list[dict[str, Any]]:
    return list(detente.compare_views(load(raw), concepts=[concept]).to_rows())


@pytest.mark.parametrize("concept", ["nash", "gmr", "smr"])
@examples(15)
@given(RANDOM)
def test_misread_preferences_do_not_move_nash_gmr_smr(concept: str, rng: Random) -> None:
    """T-H1."""
    game = draw_either(rng)
    raw = game.case()
    other = replace(
        game, ranks=tuple({c: rng.randrange(4) for c in ranks} for ranks in game.ranks)
    ).case()
    raw["views"] = {
        f"p{i}": {
            f"p{j}": {"ranking": other["parties"][f"p{j}"]["ranking"]}
            for j in range(game.n_parties)
            if j != i
        }
        for i in range(game.n_parties)
    }
    for row in view_rows(raw, concept):
        assert row["own"] == row["base"]


@pytest.mark.parametrize("concept", ["nash", "smr", "seq", "sseq"])
@examples(10)
@given(RANDOM)
def test_where_all_see_the_base_all_three_agree(concept: str, rng: Random) -> None:
    """T-H2, with views that repeat the base and views nested to the second level."""
    raw = draw_either(rng).case()
    names = list(raw["parties"])
    raw["views"] = {
        names[0]: {names[1]: {"ranking": raw["parties"][names[1]]["ranking"]}},
        f"{names[0]}.{names[1]}": {names[0]: {"ranking": raw["parties"][names[0]]["ranking"]}},
        names[1]: {"aware": True},
    }
    for row in view_rows(raw, concept):
        everybody = all(row["base"].values())
        assert row["own"] == row["base"]
        assert row["expected"] == dict.fromkeys(names, everybody)
        assert row["classes"] == (["steady", "consensus"] if everybody else [])


@pytest.mark.parametrize("concept", CONCEPTS)
@examples(15)
@given(RANDOM)
def test_who_expects_it_to_last_stays(concept: str, rng: Random) -> None:
    """T-H3, and how the classes lie in one another."""
    for row in view_rows(draw_case(rng), concept):
        for party, expected in row["expected"].items():
            if expected:
                assert row["own"][party]
        found = set(row["classes"])
        assert "consensus" not in found or all(row["own"].values())
        assert "hidden" not in found or "masked" in found
        assert "steady-by-mistake" not in found or "held-by-misreading" in found
        assert ("consensus" in found) == bool(found & {"steady", "steady-by-mistake"})
        assert ("imaginary" in found) == (row["base"] is None)


def one_difference(rng: Random, game: Small, raw: Raw) -> tuple[str, bool, bool] | None:
    """Give one party one difference: (the viewer, of its own options, more rather than less)."""
    i = rng.randrange(game.n_parties)
    viewer = f"p{i}"
    kind = rng.choice(["unseen", "unseen", "imagined", "freer", "tighter"])
    k = rng.randrange(len(game.owners))
    owner = game.owners[k]
    if kind == "unseen":
        if len(game.owners) == 1:
            return None
        level = rng.randrange(game.sizes[k])
        feasible = [c for c in game.states if game.levels(c)[k] == level]
        if not feasible:
            return None
        raw["views"] = {viewer: {"unseen": {f"o{k}": f"l{level}"}}}
        return viewer, owner == i, False
    if kind == "imagined":
        owner = rng.randrange(game.n_parties)
        raw["views"] = {viewer: {"imagined": {f"p{owner}": {"new": "A new one"}}}}
        if rng.random() < 0.5:
            raw["views"][viewer][viewer] = {
                "weights": {
                    game.is_state(code, "o{}"): 3 * game.ranks[i][code] for code in game.states
                }
                | {"new": rng.choice([-10, -4, -1, 0, 1, 4, 10])}
            }
        return viewer, owner == i, True
    if kind == "freer":
        raw["views"] = {viewer: {"one_way": {f"o{k}": False}}}
        return viewer, owner == i, True
    locked = [f"l{level}" for level in range(game.sizes[k])]
    raw["views"] = {viewer: {"one_way": {f"o{k}": locked}}}
    return viewer, owner == i, False


@examples(100)
@given(RANDOM)
def test_what_one_difference_in_what_can_be_done_may_change(rng: Random) -> None:
    """T-H4, on states that the view does not confuse."""
    game = draw_table(rng)
    raw = game.case()
    difference = one_difference(rng, game, raw)
    if difference is None:
        return
    viewer, own, more = difference
    base, seen = verdicts(raw), verdicts(raw, view=viewer)
    for (concept, party, code), stable in base.items():
        if party != viewer or (concept, party, code) not in seen:
            continue
        there = seen[concept, party, code]
        if not own and concept == "nash":
            assert there == stable
        elif own == more:
            assert stable or not there, (concept, code)  # it can only shrink
        else:
            assert there or not stable, (concept, code)  # it can only grow


@pytest.mark.parametrize("concept", ["nash", "seq", "sseq"])
@examples(20)
@given(RANDOM)
def test_correcting_everything_in_a_view_gives_the_base(concept: str, rng: Random) -> None:
    """T-H5."""
    raw = draw_case(rng)
    views = raw.get("views") or {}
    parties = [party for party, entry in raw["parties"].items() if entry.get("at_table", True)]
    party = rng.choice(parties)
    raw["views"] = {path: view for path, view in views.items() if path.split(".")[0] != party}
    for row in view_rows(raw, concept):
        if row["base"] is not None:
            assert row["own"][party] == row["base"][party]


def worked_example() -> Iterator[tuple[int, dict[str, list[bool]], list[str]]]:
    """THEORY E.2, as printed: own, expects and base as (A, B), and the classes."""
    no, yes = False, True
    yield 0, {"own": [no, yes], "expected": [no, yes], "base": [yes, yes]}, ["masked", "illusory"]
    yield 1, {"own": [yes, no], "expected": [yes, no], "base": [yes, no]}, ["illusory"]
    yield 2, {"own": [no, yes], "expected": [no, no], "base": [no, yes]}, ["blind"]
    yield (
        3,
        {"own": [yes, yes], "expected": [yes, yes], "base": [yes, yes]},
        ["steady", "consensus", "blind"],
    )


def test_the_worked_example() -> None:
    raw = {
        "detente": 1,
        "id": "dilemma",
        "parties": {
            "A": {"name": "A", "options": {"a": "Defect"}, "ranking": [1, 0, 3, 2]},
            "B": {"name": "B", "options": {"b": "Defect"}, "ranking": [2, 0, 3, 1]},
        },
        "views": {"A": {"unseen": {"b": False}}},
    }
    rows = {row["code"]: row for row in view_rows(raw, "seq")}
    assert list(rows) == [0, 1, 2, 3]
    for code, expected, classes in worked_example():
        for kind, values in expected.items():
            assert [rows[code][kind][party] for party in "AB"] == values, (code, kind)
        assert rows[code]["classes"] == classes
