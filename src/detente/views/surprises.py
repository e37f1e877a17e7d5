"""Who would be surprised by whom: moves, and stays, that another's view said would not happen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np

from detente.case.model import Case
from detente.columns import short
from detente.errors import InputError
from detente.game.engines import ENGINES, beyond_listing
from detente.result import MadeFrom, Result, Row
from detente.stability.concepts import CONCEPTS
from detente.views.compare import state_label
from detente.views.lens import Lens
from detente.views.points import Departures, ListedPoints, Points
from detente.views.set_lens import SetLens

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
    moves : how many moves the party that surprises would make from there, as it sees things; where
        they are more than can be told, some of them are
    """

    at: int
    where: str
    of: str
    by: str
    kinds: tuple[str, ...]
    to: int | None
    moves: int = 0

    @property
    def kind(self) -> str:
        """The most telling kind."""
        return self.kinds[0]


#: characters of the name of a state of many options
_LABEL = 100
#: who is surprised, by whom, in which way
Pair = tuple[str, str, str]


@dataclass(frozen=True, eq=False)
class Surprises(Result):
    """The present first, then the equilibria of any view, by code.

    Attributes
    ----------
    counts : at how many states a party would be surprised by another, by kind; of those that were
        looked at, which are the present and the equilibria of any view
    looked_at : how many states these are
    told : how many of the states at which somebody would be surprised stand among the items
    of : how many such states there are
    open : why the equilibria were not looked at, or not all of them; empty where they were
    """

    lens: Lens | SetLens
    concept: str
    items: tuple[Surprise, ...]
    made_from: MadeFrom
    counts: Mapping[Pair, int] = field(default_factory=dict)
    looked_at: int = 0
    told: int = 0
    of: int = 0
    open: str = ""
    interrupted: bool = False

    @property
    def whole(self) -> bool:
        """Whether every state at which somebody would be surprised stands among the items."""
        return not self.open and self.told == self.of

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
                "moves": item.moves,
            }

    def to_count_rows(self) -> Iterator[Row]:
        """One row per pair of parties and kind: at how many of the states looked at."""
        for (of, by, kind), states in self.counts.items():
            yield {
                "view": self.lens.root,
                "hypothesis": self.lens.hypothesis,
                "concept": self.concept,
                "of": of,
                "by": by,
                "kind": kind,
                "states": states,
                "looked_at": self.looked_at,
            }

    def label(self, code: int) -> str:
        """What people read for a state."""
        if isinstance(self.lens, SetLens):
            return short(self.lens.base.label(code), _LABEL)
        return state_label(self.lens, code)

    def whither(self, item: Surprise) -> str:
        """What people read for where a move leads; where options are many, those that change."""
        assert item.to is not None
        if not isinstance(self.lens, SetLens):
            return self.label(item.to)
        return _changed(self.lens, item.at, item.to)

    def apart(self, code: int) -> str:
        """Where options are many, those in which a state differs from the present."""
        if not isinstance(self.lens, SetLens) or self.lens.base.present is None:
            return ""
        return _changed(self.lens, self.lens.base.present, code)

    def __str__(self) -> str:
        from detente.views.text import surprises_text

        return surprises_text(self)


def _changed(lens: SetLens, start: int, end: int) -> str:
    before, after = lens.base.space.words(start), lens.base.space.words(end)
    return ", ".join(f"{k}={v}".lower() for k, v in after.items() if before[k] != v)


def find_surprises(
    case: Case,
    view: str = "base",
    hypothesis: str | None = None,
    concept: str = "seq",
    engine: str = "auto",
) -> Surprises:
    """List who would be surprised by whom, at the present and at the equilibria of any view.

    Parameters
    ----------
    engine : "explicit", "symbolic" for cases that nobody could list (see `surprise_sets`), or
        "auto" for the one that suits the size of the case

    Raises
    ------
    InputError
        for an unknown view, hypothesis, concept or engine.
    """
    if engine not in ENGINES:
        raise InputError(f"there is no engine '{engine}'. Known: {', '.join(ENGINES)}")
    wide = engine == "auto" and beyond_listing(case, view, hypothesis)
    if wide or engine == "symbolic":
        from detente.views.surprise_sets import surprise_sets

        return surprise_sets(case, view, hypothesis, concept)
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
    items = surprises_at(lens, ListedPoints(lens), concept, places)
    told = len({item.at for item in items})
    return Surprises(
        lens,
        concept,
        items,
        made_from(lens, concept),
        counted_kinds(lens.parties, items),
        len(places),
        told,
        told,
    )


def made_from(lens: Lens | SetLens, concept: str) -> MadeFrom:
    """What surprises were made from."""
    settings = {"view": lens.root, "hypothesis": lens.hypothesis, "concept": concept}
    if isinstance(lens, SetLens):
        settings["engine"] = "symbolic"
    return MadeFrom(lens.case.id, lens.case.origin.digest, settings=settings)


def pairs(parties: Iterable[str]) -> Iterator[Pair]:
    """Who can be surprised by whom in which way, in the order of rows."""
    listed = list(parties)
    for by in listed:
        for of in listed:
            for kind in KINDS:
                if (of == by) == (kind == "failed move"):
                    yield of, by, kind


def counted_kinds(parties: Iterable[str], items: Iterable[Surprise]) -> dict[Pair, int]:
    """At how many states each kind of surprise waits for whom, those that occur."""
    found = Counter({(item.of, item.by, kind, item.at) for item in items for kind in item.kinds})
    states = Counter((of, by, kind) for of, by, kind, _ in found)
    return {pair: states[pair] for pair in pairs(parties) if states[pair]}


def _places(lens: Lens, concept: str) -> dict[int, str]:
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
    return found


# ------------------------------------------------------------------ at one state


def surprises_at(
    lens: Lens | SetLens, points: Points, concept: str, places: Mapping[int, str]
) -> tuple[Surprise, ...]:
    """All surprises at some states of the base, whichever engine answers.

    Parameters
    ----------
    places : codes, and what each of them is
    """
    items: list[Surprise] = []
    for at, where in places.items():
        one = _State(lens, points, concept, at, where)
        for by in lens.parties:
            departures = points.departures(concept, by, at)
            for of in lens.parties:
                if of != by:
                    items += one.between(of, by, departures)
            items += one.failures(by, departures)
    return tuple(items)


@dataclass(frozen=True, eq=False)
class _State:
    """One state that is looked at."""

    lens: Lens | SetLens
    points: Points
    concept: str
    at: int
    where: str

    def between(self, of: str, by: str, departures: Departures) -> Iterator[Surprise]:
        """What one party would make of what another does."""
        held = self._judged(of, by)
        moved = False
        for target in departures.to:
            arrived = self.points.in_base(by, self.at, target)
            if arrived is None:
                continue
            moved = True
            kinds = self._kinds(of, by, arrived, held)
            if kinds:
                yield self._surprise(of, by, kinds, arrived, departures)
        if held is False and not moved and self._stays(by):
            yield self._surprise(of, by, ("false alarm",), None, departures)

    def failures(self, by: str, departures: Departures) -> Iterator[Surprise]:
        """What a party would try, and cannot do."""
        for target in departures.to:
            if self.points.in_base(by, self.at, target) is None:
                yield self._surprise(by, by, ("failed move",), None, departures)

    def _surprise(
        self, of: str, by: str, kinds: tuple[str, ...], to: int | None, departures: Departures
    ) -> Surprise:
        return Surprise(self.at, self.where, of, by, kinds, to, departures.count)

    def _stays(self, party: str) -> bool | None:
        """Whether a party would stay, as it sees things; None where it sees no such state."""
        own = self.points.at(self.at, party)
        if own is None:
            return None
        return self.points.stays(self.concept, self.lens.below(party), party, own)

    def _judged(self, of: str, by: str) -> bool | None:
        """Whether one party takes another to stay put; None where it cannot judge."""
        if by not in self.lens.game(self.lens.below(of)).parties:
            return None
        inner = (of, by) if self.lens.aware(of) else (of,)
        state = self.points.at(self.at, *inner)
        if state is None:
            return None
        return self.points.stays(self.concept, self.lens.below(*inner), by, state)

    def _kinds(self, of: str, by: str, end: int, held: bool | None) -> tuple[str, ...]:
        before, after = self.points.at(self.at, of), self.points.at(end, of)
        kinds = []
        if before is not None and before == after:
            kinds.append("invisible")
        elif before is None or after is None:
            kinds.append("impossible")
        elif not self.points.legal(self.lens.below(of), by, before, after):
            kinds.append("impossible")
        if held:
            kinds.append("unexpected")
        return tuple(kinds)
