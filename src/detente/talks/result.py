"""What an analysis of the talks' time found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from detente.game.game import Game
from detente.result import MadeFrom, Result, Row
from detente.talks.dates import Window
from detente.talks.staying import Stay
from detente.talks.survival import Point


@dataclass(frozen=True)
class Meeting:
    """A session, held or planned; `added` where it is only supposed."""

    track: str
    when: Window
    parties: tuple[str, ...]
    added: bool


@dataclass(frozen=True)
class Exit:
    """Where one party's leaving would lead.

    Attributes
    ----------
    state : index in the game
    effects : for every party 1 where that is better for it than the present, -1 worse, 0 as good
    """

    party: str
    state: int
    effects: Mapping[str, int]


@dataclass(frozen=True)
class Change:
    """What moving one date, or halving one cost, would do.

    Attributes
    ----------
    kind : "patience" or "deadline", a month later; or "cost", half as much
    party : whose stay it is about
    what : the party, or the words of the deadline
    days : how much later (or, below nothing, earlier) the last day comes on which all still talk
    ends : when somebody leaves then
    """

    kind: str
    party: str
    what: str
    days: int
    ends: Window


@dataclass(frozen=True, eq=False)
class Talks(Result):
    """Until when everybody would keep talking, and what depends on it.

    Attributes
    ----------
    today : the day from which it is seen
    stays : one for every party at the table
    ends : from the first to the last day on which somebody leaves; None where nothing says
    half : the day by which somebody has left in half of the ways that the windows allow
    curve : in which share of these ways all are still talking
    deadlines : words, days and whom each binds
    shares : for two parties who discount, the first's share if it begins, and if the other does
    """

    game: Game
    today: date
    stays: tuple[Stay, ...]
    ends: Window | None
    half: date | None
    curve: tuple[Point, ...]
    meetings: tuple[Meeting, ...]
    deadlines: tuple[tuple[str, Window, tuple[str, ...]], ...]
    exits: tuple[Exit, ...]
    changes: tuple[Change, ...]
    shares: tuple[tuple[str, str, float, float], ...]
    made_from: MadeFrom

    @property
    def binding(self) -> tuple[str, ...]:
        """Who leaves first at the latest: those whose last day is the last on which all talk."""
        if self.ends is None:
            return ()
        return tuple(
            stay.party
            for stay in self.stays
            if stay.until is not None and stay.until.last == self.ends.last
        )

    @property
    def sessions_left(self) -> tuple[Meeting, ...]:
        """Sessions after today, and before everybody's last day together."""
        return tuple(
            one
            for one in self.meetings
            if one.when.first > self.today
            and (self.ends is None or one.when.first <= self.ends.last)
        )

    def to_rows(self) -> Iterator[Row]:
        """One row per finding, each with its `kind`."""
        head: Row = {"view": self.game.view, "hypothesis": self.game.hypothesis}
        for stay in self.stays:
            yield {
                **head,
                "kind": "stay",
                "party": stay.party,
                **_days(stay.until),
                "why": stay.why,
                "what": stay.what,
                "locked": stay.locked.isoformat() if stay.locked else None,
            }
        yield {
            **head,
            "kind": "end",
            "on": self.today.isoformat(),
            **_days(self.ends),
            "binds": list(self.binding),
            "half": self.half.isoformat() if self.half else None,
            "sessions_left": len(self.sessions_left),
        }
        for one in self.exits:
            yield {
                **head,
                "kind": "exit",
                "party": one.party,
                "code": self.game.code(one.state),
                "state": self.game.state(one.state),
                "effects": dict(one.effects),
            }
        for what, when, binds in self.deadlines:
            yield {**head, "kind": "deadline", "what": what, **_days(when), "binds": list(binds)}
        for meeting in self.meetings:
            yield {
                **head,
                "kind": "session",
                "track": meeting.track,
                **_days(meeting.when),
                "parties": list(meeting.parties),
                "added": meeting.added,
            }
        for change in self.changes:
            yield {
                **head,
                "kind": "change",
                "moves": change.kind,
                "party": change.party,
                "what": change.what,
                "days": change.days,
                **_days(change.ends),
            }
        for first, second, begins, follows in self.shares:
            yield {
                **head,
                "kind": "share",
                "parties": [first, second],
                "begins": begins,
                "follows": follows,
            }
        for point in self.curve:
            yield {**head, "kind": "survival", "day": point.day.isoformat(), "share": point.share}

    def __str__(self) -> str:
        from detente.talks.text import talks_text

        return talks_text(self)


def _days(window: Window | None) -> Row:
    return {
        "earliest": window.first.isoformat() if window else None,
        "latest": window.last.isoformat() if window else None,
    }
