"""Small games in numbers that can be turned about, and the verdicts on them."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from random import Random
from typing import Any

import numpy as np

import detente
from tests.strategies import to_yaml

CONCEPTS = ("nash", "gmr", "smr", "seq", "sseq")
ANSWERED = ("gmr", "smr", "seq", "sseq")
Verdicts = dict[tuple[str, str, int], bool]
Raw = dict[str, Any]


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
