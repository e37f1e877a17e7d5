"""Until when a party would stay at the table, by its dates and by what waiting is worth to it.

Staying is worth the deal it hopes for, at its own chance of it, else what it then has without one,
less the cost of waiting until the horizon. Leaving is worth what it has without a deal on the day,
less the part of what waiting has cost that it holds against leaving. Both run in straight lines
between today and the horizon, so the day on which leaving becomes worth more is exact. The rule
follows [fearon1994] for audience costs; how the parts are put together is ours.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from detente.talks.dates import MONTH, Window, months


@dataclass(frozen=True)
class Stakes:
    """What staying and leaving are worth; rates are a month. See `Waiting` in the case model.

    Attributes
    ----------
    since : months from the day of the case, at which the numbers hold, to the day of looking
    """

    deal: float
    no_deal: float
    chance: float = 1.0
    shift: float = 0.0
    cost: float = 0.0
    sunk: float = 0.0
    since: float = 0.0

    def staying(self, at: float, horizon: float) -> float:
        """What staying until the horizon is worth on a day; both in months from today."""
        later = self.no_deal + self.shift * (horizon + self.since)
        return self.chance * self.deal + (1 - self.chance) * later - self.cost * (horizon - at)

    def leaving(self, at: float) -> float:
        """What leaving on a day is worth; in months from today."""
        return self.no_deal + (self.shift - self.sunk * self.cost) * (at + self.since)

    def leaves_at(self, horizon: float) -> float | None:
        """The first moment at which leaving is worth more than staying; None before the horizon.

        In months from today; 0 where leaving is worth more already.
        """
        now = self.staying(0, horizon) - self.leaving(0)
        then = self.staying(horizon, horizon) - self.leaving(horizon)
        if now < 0:
            return 0.0
        if then >= 0:
            return None
        return horizon * now / (now - then)


@dataclass(frozen=True)
class Audience:
    """What giving up a public demand costs, and what is left of a deal without it."""

    deal: float
    cost: float
    growth: float

    def locked_at(self, no_deal: float, shift: float) -> float | None:
        """From when every deal without the demand is worth less than none; in months, or None.

        0 where that is so already.
        """
        now = self.deal - self.cost - no_deal
        rate = self.growth + shift
        if now < 0:
            return 0.0
        return now / rate if rate > 0 else None


@dataclass(frozen=True)
class Stay:
    """Until when one party would keep talking.

    Attributes
    ----------
    until : the first and the last day on which it may leave; None where nothing says
    why : "patience", "deadline" or "costs", whichever comes first; "past" where its patience ended
        before the day of looking
    what : the deadline's words, where that is it
    locked : from when its own public demand leaves it no deal, or None
    """

    party: str
    until: Window | None
    why: str | None = None
    what: str | None = None
    locked: date | None = None


@dataclass(frozen=True)
class Limits:
    """What may end a party's stay: its patience, deadlines that bind it, and its stakes."""

    party: str
    patience: Window | None
    deadlines: tuple[tuple[str, Window], ...]
    stakes: Stakes | None
    audience: Audience | None

    def stay(self, today: date) -> Stay:
        """Until when it would stay, seen from a day."""
        ends: list[tuple[Window, str, str | None]] = []
        if self.patience is not None:
            why = "past" if self.patience.last < today else "patience"
            ends.append((self.patience.not_before(today), why, None))
        ends += [(when, "deadline", what) for what, when in self.deadlines if when.last >= today]
        horizon = min((end.last for end, _, _ in ends), default=None)
        if self.stakes is not None and horizon is not None:
            leaves = self.stakes.leaves_at(months(today, horizon))
            if leaves is not None:
                day = today + timedelta(days=int(leaves * MONTH))
                ends.append((Window(day, day), "costs", None))
        locked = None
        if self.audience is not None and self.stakes is not None:
            gone = self.stakes.since
            at = replace(
                self.audience, cost=self.audience.cost + self.audience.growth * gone
            ).locked_at(self.stakes.no_deal + self.stakes.shift * gone, self.stakes.shift)
            if at is not None and at * MONTH < (date.max - today).days:
                locked = today + timedelta(days=int(at * MONTH))
        if not ends:
            return Stay(self.party, None, locked=locked)
        until, why, what = min(ends, key=lambda end: (end[0].last, end[0].first))
        first = min(end.first for end, _, _ in ends)
        return Stay(self.party, Window(min(first, until.last), until.last), why, what, locked)
