"""How long: sessions, deadlines and patience, as far as the case says."""

from __future__ import annotations

from collections.abc import Iterator

from detente.brief.clock import clock
from detente.brief.document import Block, Cell, Heading, Item, Items, Line, Paragraph, Table
from detente.brief.figures import or_table, picture
from detente.brief.lexicon import Lexicon
from detente.brief.material import Material
from detente.brief.outline import section
from detente.brief.wording import time as say
from detente.brief.wording.stories import IN_TABLE


@section("time", title="How long", place=70, needs="tracks with sessions, deadlines or patience")
def time(material: Material, words: Lexicon) -> list[Block]:
    """The timeline, sessions, dates that press, patience."""
    case = material.case
    sessions = list(_sessions(material, words))
    dates = list(_dates(material, words))
    if not sessions and not dates:
        return []
    drawn = picture("timeline", "timeline", case)
    blocks: list[Block] = [Paragraph(say.intro()), *or_table(IN_TABLE, sessions, drawn)]
    blocks += _notes(material)
    if dates:
        blocks += [Heading(say.DATES), Items(tuple(dates))]
    if not material.reader.sees_all:
        return blocks
    return [*blocks, *clock(material, words)]


def _sessions(material: Material, words: Lexicon) -> Iterator[Block]:
    case = material.case
    held = [(track, session) for track in case.tracks.values() for session in track.sessions]
    if not held:
        return
    lines = []
    for track, session in sorted(held, key=lambda one: one[1].date.value):
        present = session.parties or track.parties
        where = session.place or track.place
        place = where.value if where else ""
        lines.append(
            Line(
                say.when(session.date.value),
                (
                    Cell(say.venue(track.name.value, place)),
                    Cell(words.parties(present) if present else say.nobody()),
                    Cell(words.source(session.standing, session.because)),
                ),
            )
        )
    yield Table(say.SESSIONS, (say.WHEN, say.WHERE, say.WHO, say.BASIS), tuple(lines))


def _notes(material: Material) -> Iterator[Block]:
    """What the case says beside its tracks and sessions, once each."""
    told: set[str] = set()
    for track in material.case.tracks.values():
        for note in (track.note, *(session.note for session in track.sessions)):
            if note and note not in told:
                told.add(note)
                yield Paragraph(say.note_on(track.name.value, note), "note")


def _dates(material: Material, words: Lexicon) -> Iterator[Item]:
    case = material.case
    for deadline in case.deadlines:
        binds = words.parties(deadline.binds) if deadline.binds else None
        told = say.deadline(deadline.what.value, deadline.date.value, binds, words.marked(deadline))
        yield Item(told, (say.note(deadline.note),) if deadline.note else ())
    for party, patience in case.patience.items():
        told = say.patience(words.party(party), patience.until.value, words.marked(patience))
        yield Item(told, (say.note(patience.note),) if patience.note else ())
