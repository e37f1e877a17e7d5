"""The case as it was known on a day: nothing in it that was said or done later."""

from __future__ import annotations

from datetime import date

from detente.case.model import Case, Session, Statement, Track
from detente.talks.dates import window


def as_known_on(case: Case, day: date) -> Case:
    """The same case without what came after a day, and with that day as its own.

    Statements of later date are left out; later sessions stay as planned ones, without mood or
    result. What bears no date stays. Deadlines stay: they were set, whenever they fall. What the
    case assumes of options and preferences bears no date, and so stays as it is.
    """
    statements = [one for one in case.statements if _known(one, day)]
    tracks = {key: _track(track, day) for key, track in case.tracks.items()}
    grievances = [
        one for one in case.grievances if one.when is None or window(one.when.value).first <= day
    ]
    return case.model_copy(
        update={
            "as_of": day.isoformat(),
            "statements": statements,
            "tracks": tracks,
            "grievances": grievances,
        }
    )


def _known(statement: Statement, day: date) -> bool:
    return statement.date is None or window(statement.date.value).first <= day


def _track(track: Track, day: date) -> Track:
    return track.model_copy(update={"sessions": [_session(one, day) for one in track.sessions]})


def _session(session: Session, day: date) -> Session:
    if window(session.date.value).first <= day:
        return session
    return session.model_copy(update={"mood": {}, "result": None})
