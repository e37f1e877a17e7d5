"""Two versions of a case: which inputs differ, and which verdicts with them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from detente.case.changes import InputChange, changed_inputs
from detente.case.document import show
from detente.case.model import Case
from detente.errors import InputError
from detente.game.compile import compile_game
from detente.game.game import Game
from detente.game.space import Ints
from detente.result import MadeFrom, Result, Row
from detente.stability.concepts import CONCEPTS
from detente.stability.solve import StabilityTable, solve_game

#: how a verdict stands in one version: as told, open for want of preferences, or no such state
Standing = bool | Literal["open", "absent"]


@dataclass(frozen=True)
class VerdictChange:
    """One verdict that differs.

    Attributes
    ----------
    party : whose verdict; None where it is about everyone: whether the state is an equilibrium
    state : the state as rows print it, as people read it (`label`), and in state notation
    old, new : how it stands in the two versions
    """

    view: str
    hypothesis: str | None
    concept: str
    party: str | None
    state: dict[str, bool | str] | str
    label: str
    old: Standing
    new: Standing
    notation: str = ""


@dataclass(frozen=True, eq=False)
class Versions(Result):
    """What changed between two versions of a case.

    Attributes
    ----------
    inputs : differences of the files
    verdicts : differences of the answers, equilibria before the parties' own
    compared : views and hypotheses that both versions have and whose verdicts were compared
    left_out : views and hypotheses that only one version has, or for which one of them is no game
    """

    inputs: tuple[InputChange, ...]
    verdicts: tuple[VerdictChange, ...]
    compared: tuple[tuple[str, str | None], ...]
    left_out: tuple[str, ...]
    made_from: MadeFrom

    def to_rows(self) -> Iterator[Row]:
        """Inputs first, then verdicts; `what` tells them apart."""
        for change in self.inputs:
            yield {
                "what": "input",
                "path": show(change.path),
                "how": change.how,
                "from": change.old,
                "to": change.new,
            }
        for verdict in self.verdicts:
            yield {
                "what": "verdict",
                "view": verdict.view,
                "hypothesis": verdict.hypothesis,
                "concept": verdict.concept,
                "party": verdict.party,
                "state": verdict.state,
                "from": verdict.old,
                "to": verdict.new,
            }

    def __str__(self) -> str:
        from detente.views.versions_text import versions_text

        return versions_text(self)


def compare_versions(old: Case, new: Case, concepts: str | Sequence[str] | None = None) -> Versions:
    """Say which inputs differ between two versions of a case, and which verdicts.

    States are matched by the levels of the options that both versions have, by name, whatever
    their order and codes. An option that only one version has is taken to stand at its first
    level where the other does not know it, so that a state in which it stands elsewhere is
    absent there. A state that only one version has is told where it is an equilibrium.

    Parameters
    ----------
    concepts : ids of concepts (default: the classical five)

    Raises
    ------
    InputError
        for an unknown concept, or a base that cannot be compiled.
    """
    keys = (concepts,) if isinstance(concepts, str) else tuple(concepts or ()) or None
    for key in keys or ():
        CONCEPTS[key]
    compared, left_out = _shared(old, new)
    verdicts: list[VerdictChange] = []
    held = []
    for view, hypothesis in compared:
        try:
            before = solve_game(compile_game(old, view, hypothesis), keys)
            after = solve_game(compile_game(new, view, hypothesis), keys)
        except InputError:
            if view == "base" and hypothesis is None:
                raise
            left_out.append(_named(view, hypothesis))
            continue
        held.append((view, hypothesis))
        verdicts += _between(before, after)
    settings = {"old": {"case": old.id, "digest": old.origin.digest}, "concepts": keys}
    return Versions(
        changed_inputs(old, new),
        tuple(verdicts),
        tuple(held),
        tuple(left_out),
        MadeFrom(new.id, new.origin.digest, settings=settings),
    )


def _shared(old: Case, new: Case) -> tuple[list[tuple[str, str | None]], list[str]]:
    """Views and hypotheses that make sense in both, and those that do not."""
    left_out = []
    views = ["base"]
    for view in dict.fromkeys([*new.views, *old.views]):
        if all(party in case.parties for case in (old, new) for party in view.split(".")):
            views.append(view)
        else:
            left_out.append(_named(view, None))
    hypotheses: list[str | None] = [None]
    for key in dict.fromkeys([*new.hypotheses, *old.hypotheses]):
        if key in old.hypotheses and key in new.hypotheses:
            hypotheses.append(key)
        else:
            left_out.append(f"hypothesis {key}")
    return [(view, hypothesis) for hypothesis in hypotheses for view in views], left_out


def _named(view: str, hypothesis: str | None) -> str:
    return f"view {view}" + (f" under hypothesis {hypothesis}" if hypothesis else "")


def match_states(old: Game, new: Game) -> Ints:
    """For every state of the old game its index in the new one, -1 where there is none.

    Returns
    -------
    int array, (states of the old game,)
    """
    states = old.states()
    if old.state_names or new.state_names:
        if not (old.state_names and new.state_names):
            return np.full(len(states), -1, dtype=np.int64)
        by_id = {str(new.state(int(k))): int(k) for k in new.states()}
        return np.array([by_id.get(str(old.state(int(k))), -1) for k in states], dtype=np.int64)
    there = {option.name: option for option in new.options}
    codes = old.codes(states)
    total = np.zeros(len(states), dtype=np.int64)
    known = np.ones(len(states), dtype=np.bool_)
    for option in old.options:
        level = codes // option.stride % len(option.levels)
        target = there.get(option.name)
        if target is None:
            known &= level == 0
            continue
        place = {word: k for k, word in enumerate(target.levels)}
        moved = np.array([place.get(word, -1) for word in option.levels], dtype=np.int64)[level]
        known &= moved >= 0
        total += np.maximum(moved, 0) * target.stride
    return np.where(known, new.indices(total), -1)


def _between(before: StabilityTable, after: StabilityTable) -> Iterator[VerdictChange]:
    """Changes under each concept: of equilibria, then party by party."""
    states = before.game.states()
    match = match_states(before.game, after.game)
    for c in range(len(before.concepts)):
        yield from _equilibria(before, after, c, states, match)
        yield from _parties(before, after, c, states[match >= 0], match[match >= 0])


def _equilibria(
    before: StabilityTable, after: StabilityTable, c: int, states: Ints, match: Ints
) -> Iterator[VerdictChange]:
    was, now = bool(before.determined[c].all()), bool(after.determined[c].all())
    held = before.equilibria[c][states]
    holds = after.equilibria[c][np.maximum(match, 0)]
    apart = np.where(match >= 0, held != holds if was and now else was != now, held)
    for k in np.flatnonzero(apart).tolist():
        old: Standing = bool(held[k]) if was else "open"
        if match[k] < 0:
            yield _told(before, c, None, int(states[k]), old, "absent")
        else:
            yield _told(after, c, None, int(match[k]), old, bool(holds[k]) if now else "open")
    fresh = np.setdiff1d(after.game.states(), match)
    for index in fresh[after.equilibria[c][fresh]].tolist():
        yield _told(after, c, None, index, "absent", True)


def _parties(
    before: StabilityTable, after: StabilityTable, c: int, states: Ints, match: Ints
) -> Iterator[VerdictChange]:
    for p, party in enumerate(before.game.parties):
        if party not in after.game.parties:
            continue
        q = after.game.party_index(party)
        was, now = bool(before.determined[c, p]), bool(after.determined[c, q])
        stayed, stays = before.stable[c, p][states], after.stable[c, q][match]
        apart = stayed != stays if was and now else np.full(len(states), was != now)
        for k in np.flatnonzero(apart).tolist():
            old: Standing = bool(stayed[k]) if was else "open"
            new: Standing = bool(stays[k]) if now else "open"
            yield _told(after, c, party, int(match[k]), old, new)


def _told(
    table: StabilityTable, c: int, party: str | None, index: int, old: Standing, new: Standing
) -> VerdictChange:
    game = table.game
    where = (game.view, game.hypothesis, table.concepts[c], party)
    names = game.state(index), game.label(index)
    return VerdictChange(*where, *names, old, new, game.notation(index))
