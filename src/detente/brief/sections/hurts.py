"""What hurts: grievances with both readings, dismissals, dilemmas, mood and feelings."""

from __future__ import annotations

from collections.abc import Iterator

from detente.brief.dilemmas import dilemmas
from detente.brief.document import Block, Cell, Heading, Inline, Item, Items, Line, Paragraph, Table
from detente.brief.lexicon import Lexicon
from detente.brief.material import Material
from detente.brief.outline import section
from detente.brief.wording import hurts as say
from detente.case.model import Marked, Text

#: dismissals, and accusations, that are told
_TOLD = 8


@section(
    "hurts",
    title="What hurts",
    place=60,
    needs="grievances, dismissals, moods, feelings, or positions that clash",
)
def hurts(material: Material, words: Lexicon) -> list[Block]:
    """Events with both readings, what was argued away, feelings, dilemmas, moods."""
    case = material.case
    blocks: list[Block] = []
    if case.grievances:
        blocks.append(Paragraph(say.intro()))
        blocks += _grievances(material, words)
    blocks += _said(material, words, say.DISMISSED, "dismissal")
    blocks += _said(material, words, say.ACCUSED, "accusation")
    feelings = [
        Item(
            say.feeling(
                words.party(party),
                words.party(other),
                feeling.word.value,
                feeling.wishes or "",
                words.marked(feeling),
            )
        )
        for party, others in case.feelings.items()
        for other, feeling in others.items()
    ]
    if feelings:
        blocks += [Heading(say.FEELINGS), Items(tuple(feelings))]
    if material.reader.sees_all:
        blocks += dilemmas(material, words)
    blocks += _moods(material, words)
    return blocks


def _said(material: Material, words: Lexicon, title: Inline, act: str) -> Iterator[Block]:
    """Statements of one act, from the case and from the evidence store."""
    found = material.evidence.of(act)
    if not found:
        return
    items = [
        Item(
            say.dismissal(
                words.speaker(one),
                words.party(one.target) if one.target in material.case.parties else (),
                one.words,
                words.said(one),
                one.note,
            )
        )
        for one in found[:_TOLD]
    ]
    yield Heading(title)
    yield Items(tuple(items))
    if len(found) > _TOLD:
        yield Paragraph(say.further(len(found) - _TOLD), "note")


def _grievances(material: Material, words: Lexicon) -> Iterator[Block]:
    case = material.case
    read = {party for one in case.grievances for party in one.readings}
    sides = [party for party in case.parties if party in read]
    if len(sides) == 1:  # the other side's column stays, empty, so that its silence is seen
        sides += [party for party in material.parties if party not in read][:1]
    lines = [
        Line(
            say.event(one.event.value, one.when.value if one.when else ""),
            (
                *(Cell(_reading(words, one.readings.get(side))) for side in sides),
                Cell(_basis(words, one)),
            ),
        )
        for one in case.grievances
    ]
    heads = tuple(words.head(side) for side in sides)
    yield Table(say.GRIEVANCES, (say.EVENT, *heads, say.BASIS), tuple(lines), tight=True)
    for one in case.grievances:
        if one.note:
            yield Paragraph(say.note(one.event.value, one.note), "note")


def _reading(words: Lexicon, entry: Text | None) -> Inline:
    if entry is None:
        return say.not_given()
    return say.reading(entry.value, words.marked(entry))


def _basis(words: Lexicon, entry: Marked) -> Inline:
    return words.source(entry.standing, entry.because)


def _moods(material: Material, words: Lexicon) -> Iterator[Block]:
    """A table where two sessions or more have moods; one alone stands on the first page."""
    case = material.case
    held = [
        (track.name.value, session)
        for track in case.tracks.values()
        for session in track.sessions
        if session.mood
    ]
    if len(held) < 2:
        return
    moody = {party for _, session in held for party in session.mood}
    sides = [party for party in case.parties if party in moody]
    lines = []
    for name, session in sorted(held, key=lambda one: one[1].date.value):
        cells = []
        for side in sides:
            mood = session.mood.get(side)
            cells.append(
                Cell(say.mood(mood.value, words.marked(mood)) if mood else say.not_given())
            )
        lines.append(Line(say.session(name, session.date.value), tuple(cells)))
    heads = tuple(words.head(side) for side in sides)
    yield Table(say.MOOD, (say.SESSION, *heads), tuple(lines))
