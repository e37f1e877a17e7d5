"""Who would be surprised by whom: moves, and stays, that another's view said would not happen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from detente.case.model import Case
from detente.game.game import Game
from detente.result import MadeFrom, Result, Row
from detente.stability.concepts import CONCEPTS
from detente.stability.explain import explain
from detente.views.compare import state_label
from detente.views.lens import Lens

KINDS: Mapping[str, str] = {
    "unexpected": "a move by a party that was held to stay put",
    "impossible": "a move that the other's view has no room for",
    "invisible": "a move whose result the other cannot tell from where things stood",
    "failed move": "a move that the party takes for possible and that the base does not allow",
    "false alarm": "a move that was expected and does not come",
}


@dataclass(frozen=True)
class Surprise:
    """One surprise (or false alarm) of one party by another, at one state.

    Attributes
    ----------
    at : code of the state
    where : "present" or "equilibrium" (of some view)
    of, by : who is surprised, and by whom; a failed move surprises its own mover
    kinds : all kinds that apply, the most telling first
    to : code of the state moved to; None where nothing moves, or where it is no state of the base
    """

    at: int
    where: str
    of: str
    by: str
    kinds: tuple[str, ...]
    to: int | None

    @property
    def kind(self) -> str:
        """The most telling kind."""
        return self.kinds[0]


@dataclass(frozen=True, eq=False)
class Surprises(Result):
    """The present first, then the equilibria of any view, by code."""

    lens: Lens
    concept: str
    items: tuple[Surprise, ...]
    made_from: MadeFrom

    def to_rows(self) -> Iterator[Row]:
        """One row per surprise."""
        for item in self.items:
            yield {
                "view": self.lens.root,
                "hypothesis": self.lens.hypothesis,
                "concept": self.concept,
                "at": item.at,
                "where": item.where,
                "of": item.of,
                "by": item.by,
                "kind": item.kind,
                "kinds": list(item.kinds),
                "to": item.to,
            }

    def label(self, code: int) -> str:
        """What people read for a state."""
        return state_label(self.lens, code)

    def __str__(self) -> str:
        from detente.views.text import surprises_text

        return surprises_text(self)


def find_surprises(
    case: Case, view: str = "base", hypothesis: str | None = None, concept: str = "seq"
) -> Surprises:
    """List who would be surprised by whom, at the present and at the equilibria of any view."""
    return surprises_of(Lens(case, view, hypothesis), concept)


def surprises_of(lens: Lens, concept: str = "seq") -> Surprises:
    """The same for a lens that may hold compiled games already.

    Raises
    ------
    InputError
        for an unknown concept.
    """
    CONCEPTS[concept]
    places = _places(lens, concept)
    items: list[Surprise] = []
    for at, where in places:
        for by in lens.parties:
            for of in lens.parties:
                if of != by:
                    items += _between(lens, concept, at, where, of, by)
            items += _failures(lens, concept, at, where, by)
    settings = {"view": lens.root, "hypothesis": lens.hypothesis, "concept": concept}
    return Surprises(
        lens,
        concept,
        tuple(items),
        MadeFrom(lens.case.id, lens.case.origin.digest, settings=settings),
    )


def _places(lens: Lens, concept: str) -> list[tuple[int, str]]:
    """Codes to look at: the present, then the equilibria of the root and of each view."""
    found: dict[int, str] = {}
    if lens.base.present is not None:
        found[lens.base.code(lens.base.present)] = "present"
    resting: set[int] = set()
    for view in [lens.root, *(lens.below(party) for party in lens.parties)]:
        settled = lens.stable_for_all(concept, view)
        if settled is not None:
            game = lens.game(view)
            resting.update(game.codes(np.flatnonzero(settled)).tolist())
    for code in sorted(resting):
        index = lens.base.index(code)
        if index is not None:  # a state that the base does not have cannot be where things stand
            found.setdefault(lens.base.code(index), "equilibrium")
    return list(found.items())


def _seen(lens: Lens, code: int, *parties: str) -> int | None:
    """One state as a view has it, None where hidden."""
    index = int(lens.image(np.array([code], dtype=np.int64), *parties).index[0])
    return None if index < 0 else index


def _judged(lens: Lens, concept: str, of: str, by: str, code: int) -> bool | None:
    """Whether one party takes another to stay put at a state; None where it cannot judge."""
    if by not in lens.game(lens.below(of)).parties:
        return None
    inner = (of, by) if lens.aware(of) else (of,)
    verdict = lens.verdict(concept, lens.below(*inner), by)
    index = _seen(lens, code, *inner)
    if verdict is None or index is None:
        return None
    return bool(verdict[index])


def _departures(lens: Lens, concept: str, by: str, code: int) -> list[int]:
    """Codes, in the party's own view, that it would move to: improvements that nothing deters."""
    view = lens.below(by)
    index = _seen(lens, code, by)
    game = lens.game(view)
    if index is None or lens.verdict(concept, view, by) is None:
        return []
    found = explain(game, concept, game.party_index(by), index).improvements
    return [game.code(answered.to) for answered in found if not answered.deterred]


def _in_base(lens: Lens, by: str, code: int, target: int) -> int | None:
    """A move that a party makes in its own view, made in the base; None where it is not legal."""
    base = lens.base
    index = _seen(lens, code, by)
    start = base.index(code)
    if index is None or start is None:
        return None
    game = lens.game(lens.below(by))
    # where states are listed or merged the target is named; elsewhere the own options that change
    # are carried over, and what the party does not see stays as it is
    listed = bool(game.state_names) or game.before is not None
    arrived = base.index(target if listed else code + target - game.code(index))
    if arrived is None or arrived not in base.moves(base.party_index(by), start).tolist():
        return None
    return base.code(arrived)


def _between(lens: Lens, concept: str, at: int, where: str, of: str, by: str) -> Iterator[Surprise]:
    held = _judged(lens, concept, of, by, at)
    departures = _departures(lens, concept, by, at)
    moved = False
    for target in departures:
        arrived = _in_base(lens, by, at, target)
        if arrived is None:
            continue
        moved = True
        kinds = _kinds(lens, of, by, at, arrived, held)
        if kinds:
            yield Surprise(at, where, of, by, kinds, arrived)
    own = lens.verdict(concept, lens.below(by), by)
    index = _seen(lens, at, by)
    stays = own is not None and index is not None and bool(own[index])
    if held is False and stays and not moved:
        yield Surprise(at, where, of, by, ("false alarm",), None)


def _kinds(
    lens: Lens, of: str, by: str, start: int, end: int, held: bool | None
) -> tuple[str, ...]:
    game: Game = lens.game(lens.below(of))
    before, after = _seen(lens, start, of), _seen(lens, end, of)
    kinds = []
    if before is not None and before == after:
        kinds.append("invisible")
    elif before is None or after is None or by not in game.parties:
        kinds.append("impossible")
    elif after not in game.moves(game.party_index(by), before).tolist():
        kinds.append("impossible")
    if held:
        kinds.append("unexpected")
    return tuple(kinds)


def _failures(lens: Lens, concept: str, at: int, where: str, by: str) -> Iterator[Surprise]:
    for target in _departures(lens, concept, by, at):
        if _in_base(lens, by, at, target) is None:
            yield Surprise(at, where, by, by, ("failed move",), None)
