"""What each side asks and what it could accept, as states of the base."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from typing import Literal

import numpy as np

from detente.brief.looks import Judged, Look
from detente.case.frames import code_levels, present_levels
from detente.case.language import Expr, ExpressionError, parse
from detente.case.model import Case, Marked
from detente.case.names import names


@dataclass(frozen=True)
class Asked:
    """The present with what one party asks of the others put in, everything else unchanged.

    Attributes
    ----------
    entries : the marked entries that say what it asks
    wishes : what it asks that is not so at present: party, option, level
    reply : the same with the party's own options as it then likes best, as the base has it; None
        where its preferences are not given or it likes nothing better than to leave them
    answers : what that reply changes: party, option, level
    """

    party: str
    code: int
    entries: tuple[Marked, ...]
    wishes: tuple[tuple[str, str, str], ...] = ()
    reply: int | None = None
    answers: tuple[tuple[str, str, str], ...] = ()

    @property
    def codes(self) -> tuple[int, ...]:
        """What is asked as granted, and with the reply."""
        return (self.code,) if self.reply is None else (self.code, self.reply)


@dataclass(frozen=True)
class Wanted:
    """States that would do for several parties at once.

    Attributes
    ----------
    why : "success" where the case says what each could accept as one; "better" where no party
        likes the state less than the present and some party likes it better; "best" where no
        other resting state is better for one party and no worse for the rest
    parties : those whose wishes were asked
    codes : the states; of too many a few, those that hold first
    total : how many there are, where `codes` are only some of them
    holding : in how many of so many nobody has a better move
    """

    why: Literal["success", "better", "best"]
    parties: tuple[str, ...]
    codes: tuple[int, ...]
    entries: tuple[Marked, ...] = ()
    total: int | None = None
    holding: int = 0


def asked(case: Case, base: Judged) -> Iterator[Asked]:
    """For each party at the table, the state in which it has what it asks of the others.

    What it asks stands in the options board; without one, in its positions on issues that stand
    for one option. A position on an option of its own is what it does, and no demand.
    """
    known = names(case)
    if known.states or not known.options or base.game.present is None or case.present is None:
        return
    if not isinstance(base, Look):
        return  # what is asked leaves nearly all of so many options where they are
    now = present_levels(case.present, known)
    for party in base.game.parties:
        wishes = _wishes(case, party)
        levels = list(now)
        entries = []
        told = []
        for name, (level, entry) in wishes.items():
            try:
                place = known.find_option(name)
                at = known.find_level(place, level)
            except ExpressionError:
                continue
            found = known.options[place]
            if found.party == party or at == now[place]:
                continue
            levels[place] = at
            entries.append(entry)
            told.append((found.party, found.option, found.levels[at]))
        if tuple(levels) == tuple(now):
            continue
        code = 0
        stride = 1
        for known_option, at in zip(known.options, levels, strict=True):
            code += at * stride
            stride *= len(known_option.levels)
        there = base.at(code)
        if there is not None:
            reply = base.best_move(party, code)
            answers = []
            if reply is not None:
                for option, before, after in zip(
                    known.options, levels, code_levels(reply, known), strict=True
                ):
                    if before != after:
                        answers.append((option.party, option.option, option.levels[after]))
            now_so = base.game.code(there)
            yield Asked(party, now_so, tuple(entries), tuple(told), reply, tuple(answers))


def unplaced(case: Case) -> Iterator[tuple[str, str]]:
    """Positions on issues that no level of their option stands for, so that no ask follows.

    Returns
    -------
    party and issue, of parties that have no positions on the board and do not own the option
    """
    known = names(case)
    for key, issue in case.issues.items():
        if len(issue.options) != 1:
            continue
        try:
            place = known.find_option(issue.options[0])
        except ExpressionError:
            continue
        for party, entry in issue.positions.items():
            given = case.board is not None and party in case.board.positions
            if given or party == known.options[place].party:
                continue
            try:
                known.find_level(place, entry.value)
            except ExpressionError:
                yield party, key


def _wishes(case: Case, party: str) -> dict[str, tuple[str, Marked]]:
    if case.board is not None and party in case.board.positions:
        return {
            option: (entry.value, entry) for option, entry in case.board.positions[party].items()
        }
    return {
        issue.options[0]: (issue.positions[party].value, issue.positions[party])
        for issue in case.issues.values()
        if len(issue.options) == 1 and party in issue.positions
    }


def wanted(case: Case, base: Judged) -> Wanted | None:
    """States that would do for everyone, by the first of three rules that finds any."""
    if isinstance(base, Look):
        return _listed(case, base)
    from detente.brief.wanted_sets import wanted_sets

    return wanted_sets(case, base)


def successes(case: Case, base: Judged) -> dict[str, tuple[Expr, Marked]]:
    """What each party with a say could accept as a success, where that parses."""
    known = names(case)
    found: dict[str, tuple[Expr, Marked]] = {}
    for party, entry in case.victory.items():
        if party not in base.game.parties:
            continue
        try:
            found[party] = (parse(entry.value, known), entry)
        except ExpressionError:
            continue
    return found


def _listed(case: Case, base: Look) -> Wanted | None:
    """Where states are listed: all of them."""
    game = base.game
    wishes = successes(case, base)
    if len(wishes) > 1:
        met = reduce(np.logical_and, (game.where(e) for e, _ in wishes.values()), game.feasible)
        codes = game.codes(np.flatnonzero(met)).tolist()
        entries = tuple(entry for _, entry in wishes.values())
        return Wanted("success", tuple(wishes), tuple(codes), entries)
    ranked = [p for p in range(len(game.parties)) if game.known[p]]
    if len(ranked) < 2:
        return None
    ranks = game.ranks[ranked]
    parties = tuple(game.parties[p] for p in ranked)
    if game.present is not None:
        now = ranks[:, game.present][:, None]
        met = (ranks >= now).all(axis=0) & (ranks > now).any(axis=0) & game.feasible
        codes = game.codes(np.flatnonzero(met)).tolist()
        return Wanted("better", parties, tuple(codes))
    resting = np.array([game.index(code) for code in base.resting()], dtype=np.int64)
    if len(resting) < 2 or len(resting) > 512:
        return None
    kept = [
        int(one)
        for one in resting
        if not any(
            (ranks[:, other] >= ranks[:, one]).all() and (ranks[:, other] > ranks[:, one]).any()
            for other in resting
        )
    ]
    if len(kept) == len(resting):
        return None
    return Wanted("best", parties, tuple(game.code(index) for index in kept))
