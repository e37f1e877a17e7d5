"""One party's ladder: states on rungs, the best first, with what marks each."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from detente.charts.ladders import Ladder, moved
from detente.charts.ladders import Rung as Drawn
from detente.charts.states import choose_states, settles
from detente.game import Game
from detente.game.space import Ints
from detente.stability import StabilityTable

#: up to so many states every one has its place on the ladder
ALL = 60
#: rungs of a page of a longer ladder, and states that a longer ladder shows otherwise
PAGE, NOTABLE = 50, 16


@dataclass(frozen=True)
class Place:
    """One state on its rung.

    Attributes
    ----------
    now : whether things stand here
    settles : "nash", "answer" or empty
    shift : how many of the states shown it stands above, more than in the base; negative: fewer
    differs : whether it stands out of the base's order
    """

    code: int
    name: str
    now: bool
    settles: str
    shift: int
    differs: bool


@dataclass(frozen=True)
class Rung:
    """States between which the party is indifferent.

    Attributes
    ----------
    number : from 1, the best
    states : those shown
    more : how many further states stand on the rung
    between : states on the rungs left out above this one
    page : where those are
    """

    number: int
    states: tuple[Place, ...]
    more: int = 0
    between: int = 0
    page: int = 1


@dataclass(frozen=True)
class Rungs:
    """A ladder, or the part of it that is shown.

    Attributes
    ----------
    count, states : of the whole ladder
    below : states on the rungs left out at the end
    page, pages : 0 where the ladder is not shown page by page
    """

    shown: tuple[Rung, ...]
    count: int
    states: int
    below: int = 0
    page: int = 0
    pages: int = 1

    @property
    def whole(self) -> bool:
        """Whether every state is shown."""
        return not self.below and not any(rung.between or rung.more for rung in self.shown)


@dataclass(frozen=True)
class Order:
    """All states of a game by rung, best first.

    Attributes
    ----------
    states : indices, those of the best rung first
    starts : where every rung begins in `states`, and the end
    """

    states: Ints
    starts: Ints

    @classmethod
    def of(cls, game: Game, party: int) -> Order:
        """The order of one party."""
        states = game.states()
        rank = game.rank(party)[states].astype(np.int64)
        order = np.argsort(-rank, kind="stable")
        cuts = np.flatnonzero(np.diff(rank[order])) + 1
        starts: Ints = np.concatenate([[0], cuts, [len(states)]]).astype(np.int64)
        return cls(states[order], starts)

    def __len__(self) -> int:
        return len(self.starts) - 1

    def rung(self, k: int, most: int | None = None) -> list[int]:
        """The states of a rung, counted from 0; at most so many."""
        found: list[int] = self.states[self.starts[k] : self.starts[k + 1]][:most].tolist()
        return found

    def size(self, k: int, end: int) -> int:
        """How many states stand on the rungs from k up to, not including, another."""
        return int(self.starts[end] - self.starts[k])

    def places(self, indices: Sequence[int]) -> dict[int, list[int]]:
        """Some states by rung, the best first."""
        found: dict[int, list[int]] = {}
        for at in np.flatnonzero(np.isin(self.states, np.array(indices, dtype=np.int64))).tolist():
            k = int(np.searchsorted(self.starts, at, side="right")) - 1
            found.setdefault(k, []).append(int(self.states[at]))
        return found


def choose(table: StabilityTable, order: Order, page: int) -> tuple[Rungs, list[int]]:
    """Which rungs and states are shown; the rungs hold indices as codes for now.

    Parameters
    ----------
    page : which page of a long ladder; 0 for what is worth a look alone
    """
    total, count = len(order.states), len(order)
    pages = -(-count // PAGE)
    if total <= ALL:
        page, shown = 0, {k: order.rung(k) for k in range(count)}
    elif page:
        page = min(page, pages)
        rungs = range((page - 1) * PAGE, min(page * PAGE, count))
        shown = {k: order.rung(k, NOTABLE) for k in rungs}
    else:
        notable = choose_states(table, (), NOTABLE, fill=False, keep_settled=True)
        shown = order.places([*notable, *order.rung(0, 1), *order.rung(count - 1, 1)])
    made, last = [], -1
    for k, members in shown.items():
        between = order.size(last + 1, k) if page == 0 else 0
        places = tuple(Place(index, "", False, "", 0, False) for index in members)
        more = order.size(k, k + 1) - len(members)
        made.append(Rung(k + 1, places, more, between, (last + 1) // PAGE + 1))
        last = k
    below = order.size(last + 1, count) if page == 0 else 0
    found = Rungs(tuple(made), count, total, below, page, pages)
    return found, [index for members in shown.values() for index in members]


def dressed(
    rungs: Rungs,
    table: StabilityTable,
    names: Mapping[int, str],
    shifts: Mapping[int, int],
    mixed: Collection[int],
) -> Rungs:
    """The rungs with names and marks; `shifts` and `mixed` by index."""
    game = table.game
    made = []
    for rung in rungs.shown:
        places = tuple(
            Place(
                game.code(one.code),
                names[one.code],
                one.code == game.present,
                settles(table, one.code) or "",
                shifts.get(one.code, 0),
                one.code in mixed,
            )
            for one in rung.states
        )
        made.append(Rung(rung.number, places, rung.more, rung.between, rung.page))
    return Rungs(tuple(made), rungs.count, rungs.states, rungs.below, rungs.page, rungs.pages)


def out_of_order(game: Game, other: Game, party: str, shown: Sequence[int]) -> dict[int, int]:
    """States shown that stand out of another game's order, and by how many; by index."""
    if party not in other.parties or not other.known[other.party_index(party)]:
        return {}
    indices = np.array(shown, dtype=np.int64)
    codes = game.codes(indices)
    there = other.indices(codes)
    common = there >= 0
    mine = game.rank(game.party_index(party))[indices[common]].astype(np.int64)
    theirs = other.rank(other.party_index(party))[there[common]].astype(np.int64)
    if np.array_equal(_dense(mine), _dense(theirs)):
        return {}
    kept = indices[common].tolist()
    return moved(ladder_of(kept, theirs.tolist()), ladder_of(kept, mine.tolist()))


def _dense(rank: Ints) -> Ints:
    return np.unique(rank, return_inverse=True)[1]


def ladder_of(codes: Sequence[int], ranks: Sequence[int]) -> Ladder:
    """Some states by rank, as figures have them."""
    by_rank: dict[int, list[int]] = {}
    for code, rank in zip(codes, ranks, strict=True):
        by_rank.setdefault(rank, []).append(code)
    return Ladder("", tuple(Drawn(tuple(by_rank[r]), 0) for r in sorted(by_rank, reverse=True)), 0)
