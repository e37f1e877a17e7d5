"""What breaks an agreement: the improvements away from it that nothing deters, as things stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from detente.case.frames import aware
from detente.case.language import holds, parse
from detente.errors import CaseError, InputError
from detente.levers.asking import leaving, rank_at, seen_states, states_of
from detente.levers.demands import INVERTIBLE
from detente.levers.edits import Ground
from detente.stability.concepts import CONCEPTS, AnyGame

#: improvements that are looked at; wanted states beyond that say nothing new
_MOST = 4096
#: combinations of options beyond which so many wanted states are looked at
_MOST_CELLS, _STATES = 1 << 16, 4
#: ways the others' part may look in one promise
_PARTS = 8


@dataclass(frozen=True)
class Departure:
    """One improvement away from a wanted state.

    Attributes
    ----------
    party : who would make it
    start, end : codes of the wanted state and of where it leads
    """

    party: str
    start: int
    end: int


@dataclass(frozen=True)
class Breach:
    """A thing that a party would not keep to.

    Attributes
    ----------
    option, level : full name of the option, and the level that the agreement has it at
    where : an expression: the thing is not kept to, while the others do their part
    """

    party: str
    option: str
    level: str
    where: str


def departures(ground: Ground, gaining: bool) -> list[Departure]:
    """In the base and in every view that is asked, under each of the bases, each once.

    Where there are too many states to list, of a few wanted states, in the base and in the view of
    whoever would leave.

    Parameters
    ----------
    gaining : only of parties that the wanted state leaves no worse off than the present
    """
    concept = CONCEPTS[ground.concept]
    if ground.concept not in INVERTIBLE:
        return []
    found: dict[Departure, None] = {}
    spared = {party: _worse_than_now(ground, party) for party in ground.game.parties if gaining}
    wide = ground.game.n_cells > _MOST_CELLS
    for game in _games(ground):
        for party in range(len(game.parties)):
            if not game.can_move(party) or not concept.answerable(game, party):
                continue
            if wide and game.view not in ("base", game.parties[party]):
                continue
            spare = spared.get(game.parties[party], ())
            starts = zip(ground.targets, seen_states(game, ground.targets), strict=True)
            from_there = [start for code, start in starts if start >= 0 and code not in spare]
            if wide:
                from_there = from_there[:_STATES]
            for start, end in leaving(game, ground.concept, party, from_there):
                found[Departure(game.parties[party], game.code(start), game.code(end))] = None
                if len(found) >= _MOST:
                    return list(found)
    return list(found)


def _worse_than_now(ground: Ground, party: str) -> set[int]:
    """Wanted states that a party likes less than the present, in some base.

    To hold somebody to an agreement is one thing, to force one upon it another.
    """
    found: set[int] = set()
    for hypothesis in ground.hypotheses:
        game = ground.seen("base", hypothesis)
        place = game.party_index(party)
        if game.present is None or not game.known[place]:
            continue
        now = rank_at(game, place, game.present)
        for code, state in zip(ground.targets, states_of(game, ground.targets), strict=True):
            if state >= 0 and rank_at(game, place, state) < now:
                found.add(code)
    return found


def _games(ground: Ground) -> Iterator[AnyGame]:
    case, parties = ground.case, ground.game.parties
    views = ["base", *parties]
    views += [f"{a}.{b}" for a in parties if aware(case, (a,)) for b in parties if b != a]
    for hypothesis in ground.hypotheses:
        for view in views:
            try:
                yield ground.seen(view, hypothesis)
            except (CaseError, InputError):
                continue


def breaches(ground: Ground) -> list[Breach]:
    """What the departures would not keep to, option by option, each with what the others do then.

    What the agreement changes of the present can be broken; so can whatever it has above the first
    level where there is no present. What the others do is what it changes of theirs. A thing that
    is not kept to at present either is no breach, and neither is one that could follow upon too
    many different agreements to be named.
    """
    if ground.names.states:
        return []
    options = ground.game.options
    game = ground.game
    now = None if game.present is None else game.space.levels(game.present)
    before = now if now is not None else [0] * len(options)
    found: dict[tuple[str, int, int], dict[str, None]] = {}
    for one in departures(ground, gaining=True):
        levels = [one.start // it.stride % len(it.levels) for it in options]
        ends = [one.end // it.stride % len(it.levels) for it in options]
        for k, (a, b) in enumerate(zip(levels, ends, strict=True)):
            mine = k < ground.names.n_base and options[k].name.split(".")[0] == one.party
            if not mine or a == b or a == before[k]:
                continue
            theirs = [
                f"{it.name} == {it.levels[levels[j]]}"
                for j, it in enumerate(options[: ground.names.n_base])
                if it.name.split(".")[0] in set(game.parties) - {one.party}
                and before[j] != levels[j]
            ]
            found.setdefault((one.party, k, a), {})[" and ".join(theirs)] = None
    told = []
    for (party, k, a), parts in found.items():
        if len(parts) > _PARTS or "" in parts:
            continue
        option, level = options[k].name, options[k].levels[a]
        where = f"{option} != {level} and ({' or '.join(f'({part})' for part in parts)})"
        for rule in ground.case.same:
            where += f" and not ({rule.value})"
        if now is None or not holds(parse(where, ground.names), now.__getitem__):
            told.append(Breach(party, option, level, where))
    return told


__all__ = ["Breach", "Departure", "breaches", "departures"]
