"""The timeline: tracks, sessions and their mood, deadlines, patience."""

from __future__ import annotations

from detente.case.document import Path
from detente.case.draft import Draft
from detente.case.model import Case
from detente.workbench.acts.act import act
from detente.workbench.acts.form import Form
from detente.workbench.acts.tools import (
    a_span,
    called,
    label,
    maybe,
    new_id,
    opened,
    parties_of,
    party_of,
    place_in,
    said,
    settle,
    settle_given,
    taken_out,
)

_SPAN = "a date, or two with a stroke between: 2031-04/2031-06"


# ---------------------------------------------------------------------------- tracks


def _track(case: Case, form: Form) -> str:
    return form.choice("track", case.tracks)


@act(
    "track.set",
    title="Add a venue of the talks, or change one",
    track="its id",
    name="its name",
    place="where",
    about="what it is about",
    parties="who takes part",
)
def track(case: Case, draft: Draft, form: Form) -> str:
    """What the form does not send stays."""
    key = maybe(form, "track")
    if key not in case.tracks:
        key = new_id(form, "track", list(case.tracks), "a track")
        draft.put(("tracks", key), {"name": said(form, "name")})
    elif "name" in form:
        settle(draft, ("tracks", key, "name"), said(form, "name"))
    settle_given(draft, ("tracks", key), form, ("place", "about"))
    if "parties" in form:
        settle(draft, ("tracks", key, "parties"), parties_of(case, form, "parties"))
    return label("Track", key)


@act("track.remove", title="Take a venue out", track="its id")
def untrack(case: Case, draft: Draft, form: Form) -> str:
    """With all its sessions."""
    key = _track(case, form)
    draft.drop(("tracks", key))
    return label("Remove track", key)


@act(
    "session.add",
    title="Add a session",
    track="its track",
    date=_SPAN,
    name="its name",
    place="where",
    result="what came of it",
    parties="who took part",
)
def session(case: Case, draft: Draft, form: Form) -> str:
    """At the end of the track's sessions."""
    key = _track(case, form)
    date = a_span(form, "date")
    draft.add(("tracks", key, "sessions"), {"date": date})
    place = len(draft.value(("tracks", key, "sessions"))) - 1
    _session(case, draft, ("tracks", key, "sessions", place), form)
    return label("Add session of", str(date))


@act(
    "session.set",
    title="Change a session",
    track="its track",
    place_of="which one, from 0",
    date=_SPAN,
    name="its name",
    place="where",
    result="what came of it",
    parties="who took part",
)
def resession(case: Case, draft: Draft, form: Form) -> str:
    """What the form does not send stays; an empty field is taken out."""
    at = _session_at(case, form)
    if "date" in form:
        settle(draft, (*at, "date"), a_span(form, "date"))
    _session(case, draft, at, form)
    return label("Session on track", str(at[1]))


def _session(case: Case, draft: Draft, at: Path, form: Form) -> None:
    settle_given(draft, at, form, ("name", "place", "result"))
    if "parties" in form:
        settle(draft, (*at, "parties"), parties_of(case, form, "parties"))


def _session_at(case: Case, form: Form) -> Path:
    key = _track(case, form)
    place = place_in(form, "place_of", case.tracks[key].sessions, "session")
    return ("tracks", key, "sessions", place)


@act(
    "session.mood",
    title="Say in what mood a party was at a session",
    track="its track",
    place_of="which session, from 0",
    party="the party",
    mood="the mood; empty takes it out",
)
def mood(case: Case, draft: Draft, form: Form) -> str:
    """Mood belongs to sessions, never to preferences."""
    at, party = _session_at(case, form), party_of(case, form)
    settle(draft, (*at, "mood", party), maybe(form, "mood"))
    return label("Mood of", called(case, party))


@act(
    "session.remove",
    title="Take a session out",
    track="its track",
    place_of="which one, from 0",
)
def unsession(case: Case, draft: Draft, form: Form) -> str:
    """The track stays."""
    at = _session_at(case, form)
    draft.drop(at)
    return label("Remove a session on track", str(at[1]))


# ---------------------------------------------------------------------------- what presses


@act(
    "deadline.add",
    title="Add a deadline",
    what="what happens then",
    date=_SPAN,
    binds="whom it presses",
)
def deadline(case: Case, draft: Draft, form: Form) -> str:
    """A date that presses someone."""
    what = said(form, "what")
    entry: dict[str, object] = {"what": what, "date": a_span(form, "date")}
    if binds := parties_of(case, form, "binds"):
        entry["binds"] = binds
    draft.add(("deadlines",), entry)
    return label("Add deadline:", what)


@act(
    "deadline.set",
    title="Change a deadline",
    place="which one, from 0",
    what="what happens then",
    date=_SPAN,
    binds="whom it presses",
)
def redeadline(case: Case, draft: Draft, form: Form) -> str:
    """What the form does not send stays."""
    place = place_in(form, "place", case.deadlines, "deadline")
    at: Path = ("deadlines", place)
    if "what" in form:
        settle(draft, (*at, "what"), said(form, "what"))
    if "date" in form:
        settle(draft, (*at, "date"), a_span(form, "date"))
    if "binds" in form:
        settle(draft, (*at, "binds"), parties_of(case, form, "binds"))
    return label("Deadline:", case.deadlines[place].what.value)


@act("deadline.remove", title="Take a deadline out", place="which one, from 0")
def undeadline(case: Case, draft: Draft, form: Form) -> str:
    """Nobody is pressed by it any more."""
    place = place_in(form, "place", case.deadlines, "deadline")
    draft.drop(("deadlines", place))
    return label("Remove deadline:", case.deadlines[place].what.value)


@act(
    "patience.set",
    title="Say how long a party can wait",
    party="the party",
    until=_SPAN,
    what="why so long; empty takes it out",
)
def patience(case: Case, draft: Draft, form: Form) -> str:
    """Until when it can stay at the table."""
    party = party_of(case, form)
    at: Path = ("patience", party)
    if not draft.has(at):
        draft.put(at, {"until": a_span(form, "until")})
    else:
        opened(draft, at, "until")
        if "until" in form:
            settle(draft, (*at, "until"), a_span(form, "until"))
    settle_given(draft, at, form, ("what",))
    return label("Patience of", called(case, party))


@act("patience.remove", title="Say nothing of how long a party can wait", party="the party")
def impatience(case: Case, draft: Draft, form: Form) -> str:
    """Nothing is assumed of it then."""
    party = party_of(case, form)
    taken_out(draft, ("patience", party), "patience of this party")
    return label("Remove the patience of", called(case, party))
