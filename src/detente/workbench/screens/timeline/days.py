"""The case day by day: what has a date, what was known by then, and what rests on later words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from detente.case.changes import where
from detente.case.document import Path
from detente.case.model import Case
from detente.case.walk import every_marked
from detente.talks.dates import window


@dataclass(frozen=True)
class Event:
    """Something with a date.

    Attributes
    ----------
    kind : "session", "statement", "deadline" or "grievance"
    parties : whose lane it stands in
    said : the date as the case writes it
    """

    first: date
    said: str
    kind: str
    what: str
    parties: tuple[str, ...]
    place: str = ""


def events_of(case: Case) -> list[Event]:
    """Everything that has a date, in order of time; ranges by their first day."""
    return sorted(_events(case), key=lambda one: (one.first, one.kind, one.what))


def _events(case: Case) -> Iterator[Event]:
    for key, track in case.tracks.items():
        for session in track.sessions:
            said = session.date.value
            named = session.name.value if session.name else track.name.value
            result = f": {session.result.value}" if session.result else ""
            parties = tuple(session.parties or track.parties)
            yield Event(window(said).first, said, "session", f"{named}{result}", parties, key)
    for statement in case.statements:
        if statement.date is not None:
            said = statement.date.value
            speaker = f"{statement.by.value} " if statement.by else ""
            words = f"{speaker}({statement.act}): {statement.gist.value}"
            parties = (statement.party,) if statement.party else ()
            yield Event(window(said).first, said, "statement", words, parties, statement.id)
    for place, deadline in enumerate(case.deadlines):
        said = deadline.date.value
        what, binds = deadline.what.value, tuple(deadline.binds)
        yield Event(window(said).first, said, "deadline", what, binds, str(place))
    for place, grievance in enumerate(case.grievances):
        if grievance.when is not None:
            said = grievance.when.value
            parties = tuple(grievance.readings)
            yield Event(
                window(said).first, said, "grievance", grievance.event.value, parties, str(place)
            )


def days_of(case: Case) -> list[date]:
    """The days on which something was said, met or fell due, and the day of the case itself."""
    found = {one.first for one in events_of(case) if one.kind != "grievance"}
    if case.as_of is not None:
        found.add(window(case.as_of).first)
    return sorted(found)


def resting_on_later(case: Case, day: date) -> list[tuple[str, tuple[str, ...]]]:
    """Entries whose every statement was made after a day: where they stand, and who says so."""
    later = {
        one.id
        for one in case.statements
        if one.date is not None and window(one.date.value).first > day
    }
    known = {one.id for one in case.statements}
    found = []
    for path, entry in every_marked(case):
        said = [reason for reason in entry.because if reason in known]
        if said and path[:1] != ("statements",) and all(reason in later for reason in said):
            found.append((where(_as_written(path)), tuple(said)))
    return found


def _as_written(path: Path) -> Path:
    """A path of the file: preferences are a list there."""
    hidden = {"statements", "entries", "rungs"}
    return tuple(part for k, part in enumerate(path) if k == 0 or part not in hidden)
