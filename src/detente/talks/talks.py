"""How long the talks of a case can run: until when each party would stay, and who binds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction

import numpy as np

from detente.case.language import parse
from detente.case.model import Case, Entry
from detente.case.names import names
from detente.errors import InputError, nearest
from detente.game.compile import compile_game
from detente.game.evaluate import where
from detente.game.game import Game
from detente.result import MadeFrom
from detente.talks.dates import Window, months, window
from detente.talks.result import Change, Exit, Meeting, Talks
from detente.talks.staying import Audience, Limits, Stakes, Stay
from detente.talks.survival import day_of_half, survival

#: how far a single what-if moves a date
STEP = timedelta(days=30)


@dataclass(frozen=True)
class Moved:
    """Dates that are taken to be others than the case says.

    Attributes
    ----------
    deadlines : the words of a deadline, and its new date
    patience : a party, and until when it can wait
    sessions : a track, and the date of one session more
    """

    deadlines: tuple[tuple[str, str], ...] = ()
    patience: tuple[tuple[str, str], ...] = ()
    sessions: tuple[tuple[str, str], ...] = ()


def time_talks(
    case: Case,
    view: str = "base",
    hypothesis: str | None = None,
    on: str | None = None,
    moved: Moved | None = None,
    since: str | None = None,
) -> Talks:
    """Ask until when each party would keep talking, who leaves first, and where that leaves all.

    Parameters
    ----------
    on : the day from which it is seen; left out, `as_of` of the case, else its last session
    moved : dates that are taken to be others
    since : the day at which the numbers of the clock hold; left out, `as_of` of the case

    Raises
    ------
    InputError
        for an unknown view, hypothesis, party, track or deadline, what is no date, or a case
        without any day to count from.
    """
    moved = moved or Moved()
    game = compile_game(case, view, hypothesis)
    today = _today(case, on)
    start = window(since or case.as_of or today.isoformat()).first
    limits = tuple(_limits(case, moved, max(months(start, today), 0.0)))
    stays = tuple(one.stay(today) for one in limits)
    windows = [stay.until for stay in stays if stay.until is not None]
    ends = _ends(stays)
    meetings = tuple(sorted(_meetings(case, moved), key=lambda one: (one.when, one.track)))
    return Talks(
        game=game,
        today=today,
        stays=stays,
        ends=ends,
        half=day_of_half(windows, today),
        curve=survival(windows, today),
        meetings=meetings,
        deadlines=tuple(_deadlines(case, moved)),
        exits=tuple(_exits(case, game, stays)),
        changes=tuple(_changes(limits, today, ends)),
        shares=tuple(_shares(case)),
        made_from=MadeFrom(
            case.id,
            case.origin.digest,
            settings={
                "view": game.view,
                "hypothesis": game.hypothesis,
                "on": today.isoformat(),
                "moved": {
                    "deadlines": dict(moved.deadlines),
                    "patience": dict(moved.patience),
                    "sessions": [list(one) for one in moved.sessions],
                },
            },
        ),
    )


def _today(case: Case, on: str | None) -> date:
    if on is not None:
        return window(on).first
    if case.as_of is not None:
        return window(case.as_of).first
    held = [window(s.date.value).first for t in case.tracks.values() for s in t.sessions]
    if held:
        return max(held)
    raise InputError(
        "there is no day to count from. Give the case an `as_of`, or say the day: --on 2031-03-01"
    )


# ---------------------------------------------------------------------------- what ends a stay


def _deadlines(case: Case, moved: Moved) -> Iterator[tuple[str, Window, tuple[str, ...]]]:
    """Every deadline's words, days and whom it binds; moved ones where they are moved to."""
    known = {deadline.what.value for deadline in case.deadlines}
    for what, _ in moved.deadlines:
        if _match(what, known) is None:
            raise InputError(f"there is no deadline '{what}'. {nearest(what, list(known))}".strip())
    to = {_match(what, known): text for what, text in moved.deadlines}
    for deadline in case.deadlines:
        text = to.get(deadline.what.value, deadline.date.value)
        yield deadline.what.value, window(text), tuple(deadline.binds)


def _match(asked: str, known: set[str]) -> str | None:
    """A deadline by its words, or by words that only one of them begins with or holds."""
    if asked in known:
        return asked
    found = [what for what in known if asked.casefold() in what.casefold()]
    return found[0] if len(found) == 1 else None


def _limits(case: Case, moved: Moved, gone: float) -> Iterator[Limits]:
    """What may end the stay of every party at the table."""
    given = dict(moved.patience)
    for name in given:
        if name not in case.parties:
            hint = nearest(name, list(case.parties))
            raise InputError(f"there is no party '{name}'. {hint}".strip())
    deadlines = list(_deadlines(case, moved))
    for party_id, party in case.parties.items():
        if not party.at_table:
            continue
        text = given.get(party_id)
        if text is None and party_id in case.patience:
            text = case.patience[party_id].until.value
        yield Limits(
            party_id,
            window(text) if text is not None else None,
            tuple((what, when) for what, when, binds in deadlines if party_id in binds),
            _stakes(case, party_id, gone),
            _audience(case, party_id),
        )


def _number(entry: Entry[Fraction] | None, otherwise: float) -> float:
    return otherwise if entry is None else float(entry.value)


def _no_deal(case: Case, party: str) -> float | None:
    """What a party has without a deal today: from its clock, else a walk-away that is a number."""
    given = case.clock[party].no_deal if party in case.clock else None
    if given is not None:
        return float(given.value)
    reserve = case.walk_away[party].value if party in case.walk_away else None
    return float(reserve) if isinstance(reserve, Fraction) else None


def _stakes(case: Case, party: str, gone: float) -> Stakes | None:
    waiting = case.clock.get(party)
    no_deal = _no_deal(case, party)
    if waiting is None or waiting.deal is None or no_deal is None:
        return None
    return Stakes(
        deal=float(waiting.deal.value),
        no_deal=no_deal,
        chance=_number(waiting.chance, 1.0),
        shift=_number(waiting.shift, 0.0),
        cost=_number(waiting.cost, 0.0),
        sunk=_number(waiting.sunk, 0.0),
        since=gone,
    )


def _audience(case: Case, party: str) -> Audience | None:
    waiting = case.clock.get(party)
    if waiting is None or waiting.backing_down is None:
        return None
    return Audience(
        float(waiting.backing_down.value),
        _number(waiting.public_cost, 0.0),
        _number(waiting.public_growth, 0.0),
    )


def _ends(stays: Sequence[Stay]) -> Window | None:
    """From the first to the last day on which somebody leaves; None where nothing says."""
    windows = [stay.until for stay in stays if stay.until is not None]
    if not windows:
        return None
    return Window(min(w.first for w in windows), min(w.last for w in windows))


# ---------------------------------------------------------------------------- what else is told


def _meetings(case: Case, moved: Moved) -> Iterator[Meeting]:
    for track_id, track in case.tracks.items():
        for session in track.sessions:
            who = tuple(session.parties or track.parties)
            yield Meeting(track_id, window(session.date.value), who, added=False)
    for track_id, text in moved.sessions:
        if track_id not in case.tracks:
            hint = nearest(track_id, list(case.tracks))
            raise InputError(f"there is no track '{track_id}'. {hint}".strip())
        parties = tuple(case.tracks[track_id].parties)
        yield Meeting(track_id, window(text), parties, added=True)


def _exits(case: Case, game: Game, stays: Sequence[Stay]) -> Iterator[Exit]:
    """Where each party's leaving would lead, and whether the others are better or worse off there.

    The state that its walk-away names (the best for it), else the best that it can bring about by
    itself from the present.
    """
    for stay in stays:
        if stay.party not in game.parties or game.present is None:
            continue
        party = game.party_index(stay.party)
        if not game.known[party]:
            continue
        rank = game.rank(party)
        given = case.walk_away.get(stay.party)
        if given is not None and isinstance(given.value, str):
            expr = parse(given.value, names(case))
            choices = np.flatnonzero(where(game.space, expr) & game.feasible)
            if not len(choices):
                continue
        else:
            choices = np.append(game.present, game.moves(party, game.present))
        state = int(choices[np.argmax(rank[choices])])
        effects = {
            other: int(np.sign(int(game.ranks[p, state]) - int(game.ranks[p, game.present])))
            for p, other in enumerate(game.parties)
            if game.known[p]
        }
        yield Exit(stay.party, state, effects)


def _changes(limits: Sequence[Limits], today: date, ends: Window | None) -> Iterator[Change]:
    """What moving one date would do to the last day on which all are still talking."""
    if ends is None:
        return
    for k, one in enumerate(limits):
        trials: list[tuple[str, str, Limits]] = []
        if one.patience is not None:
            longer = replace(one, patience=one.patience.later(STEP.days))
            trials.append(("patience", one.party, longer))
        for d, (what, when) in enumerate(one.deadlines):
            moved = list(one.deadlines)
            moved[d] = (what, when.later(STEP.days))
            trials.append(("deadline", what, replace(one, deadlines=tuple(moved))))
        if one.stakes is not None and one.stakes.cost > 0:
            cheaper = replace(one, stakes=replace(one.stakes, cost=one.stakes.cost / 2))
            trials.append(("cost", one.party, cheaper))
        for kind, what, trial in trials:
            others = [*limits[:k], trial, *limits[k + 1 :]]
            then = _ends([other.stay(today) for other in others])
            if then is not None:
                yield Change(kind, one.party, what, (then.last - ends.last).days, then)


def _shares(case: Case) -> Iterator[tuple[str, str, float, float]]:
    """For every two parties that discount: the first's share if it, or the other, begins."""
    from detente.talks.closed import first_share

    known = [
        (party, float(waiting.discount.value))
        for party, waiting in case.clock.items()
        if waiting.discount is not None
    ]
    for k, (one, own) in enumerate(known):
        for two, other in known[k + 1 :]:
            if own < 1 or other < 1:
                yield one, two, first_share(own, other), 1 - first_share(other, own)
