"""Smallest sets of changes: one in sentences, several as a table in which a change stands once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from detente.brief.chances import Change, Part
from detente.brief.document import Block, Cell, Inline, Item, Items, Line, Table
from detente.brief.lexicon import Lexicon
from detente.brief.material import Material
from detente.brief.restating import Restating
from detente.brief.wording import hope as say
from detente.brief.wording.grammar import run


def sets(
    material: Material, words: Lexicon, again: Restating, told: Sequence[Change]
) -> Iterator[Block]:
    """Who does what in each set, what would then hold, and what else it would do."""
    if len(told) == 1:
        yield Items((_item(material, words, again, told[0]),), ordered=True)
        return
    yield _table(words, again, told)
    yield Items(tuple(Item(one) for one in _effects(material, words, again, told)))


def outcomes(words: Lexicon, codes: Sequence[int]) -> list[Inline]:
    """States by the names of their outcomes, each once."""
    found: dict[str, Inline] = {}
    for code in codes[:64]:
        told = words.outcome(code)
        found.setdefault(words.plain(told), told)
    return list(found.values())


def _item(material: Material, words: Lexicon, again: Restating, one: Change) -> Item:
    """One set: who acts and what would hold, then each change, then what else it would do."""
    actors = [part.actor for part in one.parts if part.actor in material.case.parties]
    who = words.parties(dict.fromkeys(actors)) if actors else say.a_third()
    head = say.head(len(one.parts), who, _cost(one), outcomes(words, one.holds))
    below = [_part(words, again, part, part.instead) for part in one.parts]
    effects = [*_rests(material, words, one), *_warnings(material, words, again, one)]
    return Item(head, (*below, say.besides(effects)))


def _cost(one: Change) -> str:
    return "" if one.cost == len(one.parts) else say.cost(f"{float(one.cost):g}")


def _part(words: Lexicon, again: Restating, part: Part, instead: Sequence[str]) -> Inline:
    return say.change(again.change(part), words.parties(instead, "or") if instead else ())


# ---------------------------------------------------------------------------- side by side


def _table(words: Lexicon, again: Restating, told: Sequence[Change]) -> Table:
    """A line for each change, a column for each set; what most sets have in common comes first."""
    having: dict[str, list[int]] = {}
    parts: dict[str, list[Part]] = {}
    for place, one in enumerate(told):
        for part in one.parts:
            having.setdefault(part.what, []).append(place)
            parts.setdefault(part.what, []).append(part)
    lines = []
    for what in sorted(having, key=lambda it: (-len(having[it]), having[it])):
        instead = [
            who for who in parts[what][0].instead if all(who in p.instead for p in parts[what])
        ]
        cells = tuple(
            Cell(say.PART, "holds") if place in having[what] else Cell(say.NO_PART)
            for place in range(len(told))
        )
        lines.append(Line(_part(words, again, parts[what][0], instead), cells))
    if any(_cost(one) for one in told):
        costs = tuple(Cell(say.cost_of(f"{float(one.cost):g}")) for one in told)
        lines.append(Line(say.COST, costs))
    heads = (say.CHANGE, *(say.set_number(place) for place in range(1, len(told) + 1)))
    return Table(say.SETS, heads, tuple(lines), "grid")


def _effects(
    material: Material, words: Lexicon, again: Restating, told: Sequence[Change]
) -> Iterator[Inline]:
    """What the sets lead to and do besides; what several have in common is said once."""
    by_place = [
        [
            say.then(outcomes(words, one.holds)),
            *_rests(material, words, one),
            *_warnings(material, words, again, one),
        ]
        for one in told
    ]
    having: dict[str, tuple[Inline, list[int]]] = {}
    for place, effects in enumerate(by_place):
        for effect in effects:
            having.setdefault(words.plain(effect), (effect, []))[1].append(place)
    by_sets: dict[tuple[int, ...], list[Inline]] = {}
    for effect, places in having.values():
        by_sets.setdefault(tuple(places), []).append(effect)
    for which in sorted(by_sets, key=lambda it: (-len(it), it)):
        numbers = [] if len(which) == len(told) else [place + 1 for place in which]
        yield say.effects(numbers, run(by_sets[which]))


def _rests(material: Material, words: Lexicon, one: Change) -> Iterator[Inline]:
    """Resting places made and unmade, by name."""
    before = material.accounts[0].base.resting()
    after = {*before, *one.gained} - {*one.lost}
    gained = outcomes(words, _unlike(material, one.gained, before))
    lost = outcomes(words, _unlike(material, one.lost, after))
    if gained:
        yield say.gained(gained)
    if lost:
        yield say.lost(lost)


def _warnings(
    material: Material, words: Lexicon, again: Restating, one: Change
) -> Iterator[Inline]:
    """Who ends worse off, and what to be careful about."""
    if not any(flag.kind == "worse_off" for flag in one.flags):
        base = material.base
        if base is not None and base.base.game.present is not None:
            yield say.nobody_worse()
    for flag in again.flags(one.flags):
        yield say.flag(flag)


def _unlike(material: Material, codes: Sequence[int], others: Iterable[int]) -> list[int]:
    """States of outcomes that none of the others belongs to."""
    known = {ending.key for code in others if (ending := material.ending(code)) is not None}
    found = []
    for code in codes:
        ending = material.ending(code)
        if ending is None or ending.key not in known:
            found.append(code)
    return found
