"""One view as a game: states, who can move where alone, who likes what how much."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tests.byhand.case import Faulty, Picture, Universe
from tests.byhand.grammar import Tree


@dataclass(frozen=True)
class Game:
    """States by code; after merging, a group goes by its least code (``group`` says whose)."""

    universe: Universe
    view: Picture
    states: tuple[int, ...]
    group: dict[int, int]
    rank: dict[str, dict[int, Any] | None]
    present: int | None
    cache: dict[Any, Any] = field(default_factory=dict)

    @property
    def parties(self) -> tuple[str, ...]:
        return self.view.parties

    def moves(self, party: str, state: int) -> list[int]:
        """Where a party can go alone: some member of the group to some member of another."""
        key = ("moves", party, state)
        if key not in self.cache:
            self.cache[key] = sorted(
                {
                    self.group[end]
                    for start in self.group
                    if self.group[start] == state
                    for end in self.group
                    if self.group[end] != state
                    and can_move(self.universe, self.view, party, start, end)
                }
            )
        found: list[int] = self.cache[key]
        return found

    def prefers(self, party: str, state: int, than: int) -> bool:
        rank = self.rank[party]
        if rank is None:
            raise Faulty(f"{party} has no preferences")
        return bool(rank[state] > rank[than])

    def improvements(self, party: str, state: int) -> list[int]:
        return [to for to in self.moves(party, state) if self.prefers(party, to, than=state)]


def may_turn(universe: Universe, view: Picture, index: int, old: int, new: int) -> bool:
    """Whether the direction of an option lets it go from one level to another."""
    if old == new:
        return True
    kind, *locked = view.one_way[index]
    if kind == "up":
        return new > old
    if kind == "down":
        return new < old
    if kind == "locked":
        return universe.options[index].levels[old] not in locked
    return True


def can_move(universe: Universe, view: Picture, party: str, start: int, end: int) -> bool:
    """One party alone, before merging: only its own options differ, each in a way it may go."""
    if start == end or party not in view.parties:
        return False
    if universe.graph is not None:
        return (start, end) in universe.arcs.get(party, [])
    before, after = universe.levels(start), universe.levels(end)
    return all(
        old == new or (universe.options[k].party == party and may_turn(universe, view, k, old, new))
        for k, (old, new) in enumerate(zip(before, after, strict=True))
    )


def raw_rank(universe: Universe, preference: Any, code: int) -> Any:
    """How high statements or weights put a state: larger is better."""
    kind, content = preference
    if kind == "prefers":
        return tuple(any(universe.true_at(tree, code) for tree in group) for group in content)
    return sum((weight for tree, weight in content if universe.true_at(tree, code)), start=0)


def group_rank(universe: Universe, preference: Any, members: list[int]) -> Any:
    """The rank of states that count as one; unequal members are a fault."""
    kind, content = preference
    if kind == "ranking":
        # naming any member names the group; failing that, one that this view does not see
        own = [code in members for _, code in named(content)]
        alike = [
            any(universe.true_at(tree, code) for tree in kin(universe, members[0]))
            for _, code in named(content)
        ]
        marks = own if any(own) else alike
        rungs = {-place for (place, _), mark in zip(named(content), marks, strict=True) if mark}
        ranks: set[Any] = rungs or {-len(content)}  # left out: below every rung
    else:
        ranks = {raw_rank(universe, preference, code) for code in members}
    if len(ranks) != 1:
        raise Faulty(f"preferences tell the merged states {members} apart")
    return ranks.pop()


def named(rungs: list[list[int]]) -> list[tuple[int, int]]:
    """Every state of a ranking with its place, best first."""
    return [(place, code) for place, rung in enumerate(rungs) for code in rung]


def kin(universe: Universe, code: int) -> list[Tree]:
    """The expressions of ``same`` that a state satisfies."""
    trees = [universe.expression(text) for text in universe.raw.get("same") or []]
    return [tree for tree in trees if universe.true_at(tree, code)]


def groups(universe: Universe, codes: list[int]) -> dict[int, int]:
    """The least code of the group that each state belongs to."""
    least = {code: code for code in codes}
    taken: set[int] = set()
    for text in universe.raw.get("same") or []:
        tree = universe.expression(text)
        members = [code for code in codes if universe.true_at(tree, code)]
        if taken & set(members):
            raise Faulty("a state in two groups")
        taken |= set(members)
        for code in members:
            least[code] = min(members)
    return least


def play(universe: Universe, view: Picture) -> Game:
    """The game that a view describes."""
    codes = list(universe.codes(view))
    group = groups(universe, codes)
    states = tuple(sorted(set(group.values())))
    rank: dict[str, dict[int, Any] | None] = {}
    for party in view.parties:
        preference = view.preferences.get(party)
        rank[party] = None
        if preference is not None:
            rank[party] = {
                state: group_rank(
                    universe, preference, [code for code in codes if group[code] == state]
                )
                for state in states
            }
    present = None
    if view.present is not None:
        present = group.get(universe.held(view, view.present))
    return Game(universe, view, states, group, rank, present)


def _steps(game: Game, mover: str, state: int, improving: bool) -> list[int]:
    return game.improvements(mover, state) if improving else game.moves(mover, state)


def replies(game: Game, focal: str, start: int, improving: bool) -> set[int]:
    """Where the others can take it from ``start`` by a legal sequence, at least one move long.

    Nobody moves twice in a row; whoever has moved may move again once another has.
    """
    key = (focal, start, improving)
    if key not in game.cache:
        others = [party for party in game.parties if party != focal]
        game.cache[key] = {state for state, _ in _sequences(game, others, start, improving)}
    found: set[int] = game.cache[key]
    return found


def _sequences(
    game: Game, movers: list[str], start: int, improving: bool
) -> Iterator[tuple[int, int]]:
    """Every state that legal sequences reach, with the length of a shortest one to it."""
    met: set[tuple[int, str]] = set()
    told: set[int] = set()
    queue: deque[tuple[int, str | None, int]] = deque([(start, None, 0)])
    while queue:
        state, last, length = queue.popleft()
        for mover in movers:
            if mover == last:
                continue
            for end in _steps(game, mover, state, improving):
                if end not in told:
                    told.add(end)
                    yield end, length + 1
                if (end, mover) not in met:
                    met.add((end, mover))
                    queue.append((end, mover, length + 1))


def shortest_reply(game: Game, focal: str, start: int, end: int, improving: bool) -> int | None:
    """How many moves the others need at least from ``start`` to ``end``; None if they cannot."""
    others = [party for party in game.parties if party != focal]
    return dict(_sequences(game, others, start, improving)).get(end)


def within_reach(game: Game) -> set[int]:
    """The present and what improvements lead to from it, nobody moving twice in a row."""
    if game.present is None:
        return set()
    reached = {state for state, _ in _sequences(game, list(game.parties), game.present, True)}
    return {game.present} | reached
