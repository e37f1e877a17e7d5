"""Surprises and false alarms: where what a party does is not what another's view said."""

from __future__ import annotations

from dataclasses import dataclass

from tests.byhand.case import Universe
from tests.byhand.concepts import stable, undeterred
from tests.byhand.look import Looked, look


@dataclass(frozen=True, order=True)
class Surprise:
    """Party ``by`` moves (or stays) at ``code``; ``of`` is who is taken unawares."""

    of: str
    by: str
    code: int
    to: int | None
    kind: str
    """unexpected, impossible, invisible, failed or false alarm."""


def result_of(universe: Universe, looked: Looked, by: str, code: int, seen_end: int) -> int:
    """The state that a move leads to: the mover's own options as it sees them, the rest as is."""
    if universe.graph is not None:
        return seen_end
    picture = looked.picture((by,))
    before, after = universe.levels(code), universe.levels(seen_end)
    return universe.code(
        [
            after[k] if option.party == by and k in picture.seen else before[k]
            for k, option in enumerate(universe.options)
        ]
    )


def believed_to_stay(looked: Looked, concept: str, of: str, by: str, code: int) -> bool | None:
    """What ``of`` holds about ``by``: in its own view, or in the one it ascribes when aware."""
    below = (of, by) if looked.aware(of) else (of,)
    seen = looked.seen_as(below, code)
    if seen is None or by not in looked.game(below).parties:
        return None
    return stable(looked.game(below), concept, by, seen)


def surprises(
    universe: Universe, concept: str = "seq", hypothesis: str | None = None
) -> set[Surprise]:
    """Every surprise and false alarm at the states of the base, for cases without merging."""
    looked = look(universe, hypothesis=hypothesis)
    found: set[Surprise] = set()
    parties = looked.root.parties
    for by in parties:
        own = looked.game((by,))
        for code in looked.root.states:
            seen = looked.seen_as((by,), code)
            if seen is None:
                continue
            ends = undeterred(own, concept, by, seen)
            for end in ends:
                found |= set(of_a_move(universe, looked, concept, by, code, end))
            if not ends:
                found |= {
                    Surprise(of, by, code, None, "false alarm")
                    for of in parties
                    if of != by and believed_to_stay(looked, concept, of, by, code) is False
                }
    return found


def of_a_move(
    universe: Universe, looked: Looked, concept: str, by: str, code: int, seen_end: int
) -> list[Surprise]:
    to = result_of(universe, looked, by, code, seen_end)
    others = [party for party in looked.root.parties if party != by]
    if to not in looked.root.moves(by, code):
        return [Surprise(of, by, code, to, "failed") for of in others]
    found = []
    for of in others:
        before, after = looked.seen_as((of,), code), looked.seen_as((of,), to)
        game = looked.game((of,))
        if believed_to_stay(looked, concept, of, by, code):
            found.append(Surprise(of, by, code, to, "unexpected"))
        if before is not None and before == after:
            found.append(Surprise(of, by, code, to, "invisible"))
        elif before is None or by not in game.parties or after not in game.moves(by, before):
            found.append(Surprise(of, by, code, to, "impossible"))
    return found
