"""Two stories: what each side may think everyone is, and words with two meanings."""

from __future__ import annotations

from collections.abc import Iterator

from detente.brief.document import (
    Block,
    Cell,
    Heading,
    Inline,
    Item,
    Items,
    Line,
    Paragraph,
    Picture,
    Table,
)
from detente.brief.figures import folded, or_table, picture
from detente.brief.lexicon import Lexicon
from detente.brief.material import Material
from detente.brief.outline import section
from detente.brief.wording import stories as say
from detente.brief.wording.grammar import own
from detente.case.model import Text


@section("stories", title="The stories", place=20, needs="stories or meanings")
def stories(material: Material, words: Lexicon) -> list[Block]:
    """Stories with their roles, then words and their senses."""
    return [*_stories(material, words), *_words(material, words)]


def _stories(material: Material, words: Lexicon) -> Iterator[Block]:
    case = material.case
    if not case.stories:
        return
    yield Paragraph(say.intro(len(case.stories)))
    drawn = picture("stories", "stories", case)
    shown = list(or_table(say.IN_TABLE, list(_roles(material, words)), drawn))
    yield from shown[:1]
    for party, story in case.stories.items():
        told = say.story(
            words.party(party),
            story.kind.value,
            story.says.value if story.says else "",
            words.marked(story),
            story.note or "",
        )
        yield Paragraph(told)
    yield from shown[1:]


def _roles(material: Material, words: Lexicon) -> Iterator[Block]:
    """Roles with their marks: what the figure cannot carry."""
    case = material.case
    played = [p for p in case.parties if any(p in story.roles for story in case.stories.values())]
    if not played:
        return
    lines = []
    for party in played:
        cells = []
        for story in case.stories.values():
            role = story.roles.get(party)
            if role is None:
                cells.append(Cell(say.no_role()))
                continue
            different = role.basis is not None and role.basis != story.basis
            source = words.marked(role) if different else ()
            cells.append(Cell(say.role(role.value, source)))
        lines.append(Line(words.head(party), tuple(cells)))
    heads = tuple(say.column(words.party(party)) for party in case.stories)
    yield Table(say.ROLES, (say.PARTY, *heads), tuple(lines))


def _words(material: Material, words: Lexicon) -> Iterator[Block]:
    case = material.case
    if material.meanings is None or not material.meanings.items:
        senses = {word: dict(sides) for word, sides in case.meanings.items()}
    else:
        senses = _senses(material)
    if not senses:
        return
    yield Heading(say.WORDS)
    yield Paragraph(say.words_intro())
    drawn: list[Picture] = []
    if material.meanings is not None:
        drawn = picture("meanings", "meanings", case, material.meanings)
    yield from drawn
    sides = [p for p in case.parties if any(p in entry for entry in senses.values())]
    lines = [
        Line(own(word), tuple(Cell(_sense(words, entry.get(side))) for side in sides))
        for word, entry in senses.items()
    ]
    heads = tuple(words.head(side) for side in sides)
    yield from folded(say.IN_TABLE, [Table((), (say.WORD, *heads), tuple(lines))], drawn)
    apart = list(_apart(material, words))
    if apart:
        yield Items(tuple(map(Item, apart)))


def _senses(material: Material) -> dict[str, dict[str, Text]]:
    """Senses by word and side: those of the case, then those that only a view has."""
    case = material.case
    found: dict[str, dict[str, Text]] = {word: dict(sides) for word, sides in case.meanings.items()}
    for side, view in case.views.items():
        if "." in side:
            continue
        for word, entry in view.means.items():
            found.setdefault(word, {}).setdefault(side, entry)
    return found


def _sense(words: Lexicon, entry: Text | None) -> Inline:
    if entry is None:
        return say.no_sense()
    return say.sense(words.line([entry.value]), words.marked(entry), entry.note or "")


def _apart(material: Material, words: Lexicon) -> Iterator[Inline]:
    """For each word, how far the senses of two sides lie apart; equal senses go together."""
    if material.meanings is None:
        return
    total = material.meanings.game.n_states
    for item in material.meanings.items:
        groups: list[list[str]] = []
        for side in item.met:
            for group in groups:
                if item.alike(group[0], side):
                    group.append(side)
                    break
            else:
                groups.append([side])
        if len(groups) == 1 and len(groups[0]) > 1:
            yield say.same(item.word, words.parties(groups[0]))
        for place, one in enumerate(groups):
            for other in groups[place + 1 :]:
                first, second = words.parties(one), words.parties(other)
                sides = [
                    (first, item.apart(one[0], other[0]), second),
                    (second, item.apart(other[0], one[0]), first),
                ]
                yield say.apart(item.word, sides, total, item.both(one[0], other[0]))
