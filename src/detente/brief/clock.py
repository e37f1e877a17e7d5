"""Until when each party would keep talking, who binds, and where leaving would lead."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from detente.brief.document import Block, Heading, Inline, Item, Items, Paragraph
from detente.brief.figures import picture
from detente.brief.lexicon import Lexicon
from detente.brief.material import Material
from detente.brief.wording import clock as say
from detente.brief.wording.grammar import run
from detente.errors import DetenteError
from detente.talks import Talks, time_talks


def clock(material: Material, words: Lexicon) -> list[Block]:
    """The curve, everybody's days, and what would move the end; nothing where no date says."""
    if material.base is None:
        return []
    try:
        found = time_talks(material.case)
    except DetenteError:
        return []
    if found.ends is None:
        return []
    first, *rest = sentences(found, words)
    blocks: list[Block] = [Heading(say.TITLE), Paragraph(first)]
    drawn = picture("survival", "survival", material.case, found)
    blocks += [replace(one, printed=False) for one in drawn]
    blocks.append(Items(tuple(map(Item, rest))))
    return blocks


def sentences(found: Talks, words: Lexicon) -> Iterator[Inline]:
    """When the talks end, then everybody's days, where leaving leads, and what moves the end."""
    assert found.ends is not None
    ends = say.ends(
        found.ends.first,
        found.ends.last,
        words.parties(found.binding),
        len(found.binding),
        all(stay.until is not None for stay in found.stays),
    )
    yield run([ends, say.sessions(len(found.sessions_left))])
    yield from _stays(found, words)
    yield from _exits(found, words)
    if found.changes:
        told = [
            say.change(one.kind, words.party(one.party), one.what, one.days)
            for one in found.changes
        ]
        yield say.changes(told)


def _stays(found: Talks, words: Lexicon) -> Iterator[Inline]:
    silent = []
    for stay in found.stays:
        if stay.until is None:
            silent.append(stay.party)
            continue
        yield say.stay(
            words.party(stay.party),
            stay.until.first,
            stay.until.last,
            stay.why or "",
            stay.what or "",
        )
    if silent:
        yield say.unknown(words.parties(silent), len(silent))


def _exits(found: Talks, words: Lexicon) -> Iterator[Inline]:
    game = found.game
    states = {one.state for one in found.exits}
    if states == {game.present} and game.present is not None and len(found.exits) > 1:
        yield say.same(words.outcome(game.code(game.present)))
        return
    for one in found.exits:
        effects = [
            say.effect(words.party(party), sign > 0) for party, sign in one.effects.items() if sign
        ]
        yield say.leaving(words.party(one.party), words.outcome(game.code(one.state)), effects)
