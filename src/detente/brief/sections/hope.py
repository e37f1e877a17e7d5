"""Room for hope: what each could accept, what would have to change, the ways, who goes along."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from detente.brief.chances import Chances, Short
from detente.brief.comparison import comparison
from detente.brief.deal import deal
from detente.brief.document import Block, Heading, Inline, Item, Items, Paragraph
from detente.brief.fresh import fresh
from detente.brief.lexicon import Lexicon
from detente.brief.material import Material
from detente.brief.outline import section
from detente.brief.restating import Restating
from detente.brief.sets import outcomes, sets
from detente.brief.ways import Route, Together
from detente.brief.wording import hope as say
from detente.brief.wording import many
from detente.brief.wording.grammar import listed, run
from detente.paths import Step


@section(
    "hope",
    title="Room for hope",
    place=65,
    needs="what each could accept (victory), or preferences of all and a present",
)
def hope(material: Material, words: Lexicon) -> list[Block]:
    """From what would do for everyone to how it could be reached."""
    groups = material.groups
    beyond: list[Block] = []
    if material.beyond:
        told = [many.ways_in_base() if material.routes else many.no_ways(), many.no_groups()]
        beyond = [Paragraph(run(told), "note")]
    return [
        *_success(material, words),
        *deal(material, words),
        *_changes(material, words),
        *_ways(material, words),
        *going_together(material, words, groups),
        *beyond,
    ]


# ---------------------------------------------------------------------------- success


def _success(material: Material, words: Lexicon) -> Iterator[Block]:
    """What each could accept, what it could present as a success, and what meets all."""
    case = material.case
    lines = []
    for party in case.parties:
        told = []
        if party in case.victory:
            entry = case.victory[party]
            told.append(
                say.success(
                    words.party(party),
                    words.line([entry.value]),
                    words.marked(entry),
                    entry.note or "",
                )
            )
        if party in case.sells and told:
            entry = case.sells[party]
            told.append(say.sells(words.line([entry.value]), words.marked(entry)))
        if told:
            lines.append(Item(run(told)))
    if not lines:
        return
    yield Heading(say.SUCCESS)
    yield Items(tuple(lines))
    wants = material.wanted
    if wants is None or wants.why != "success":
        return
    if wants.total is None:
        yield Paragraph(say.met(outcomes(words, wants.codes)))
        return
    counted = many.wanted_of(wants.total, wants.holding)
    yield Paragraph(counted or say.met(()))


# ---------------------------------------------------------------------------- changes


def _changes(material: Material, words: Lexicon) -> Iterator[Block]:
    found = material.chances
    if found is None:
        return
    yield Heading(say.CHANGES)
    if found.size == 0:
        yield Paragraph(_no_search(material) if material.beyond else say.too_many())
        return
    again = Restating(words)
    named = outcomes(words, found.codes)
    success = material.wanted is not None and material.wanted.why == "success"
    what = say.any_wanted(len(named)) if success else listed(named, "or")
    if found.already:
        yield Paragraph(say.nothing_needed(named))
    else:
        yield from _searched(material, words, again, found, what)
        yield from fresh(material, again)
    yield from comparison(material, words, again, found, what)
    if found.tempting is not None:
        yield Heading(say.TEMPTING)
        yield Paragraph(_tempting(words, again, found.tempting))


def _no_search(material: Material) -> Inline:
    return many.no_search(f"detente levers {material.case.id} --concept nash --size 1")


def _searched(
    material: Material, words: Lexicon, again: Restating, found: Chances, what: Inline
) -> Iterator[Block]:
    """How far was looked, and the sets that were found, or what comes nearest."""
    rivals = len(material.accounts) > 1
    yield Paragraph(say.searched(what, found.size, found.offered, rivals))
    if found.sets:
        yield Paragraph(say.found(found.sets, found.fewest, len(found.told)))
        yield from sets(material, words, again, found.told)
        if found.led is not None:
            yield Paragraph(say.led(found.led, found.sets))
        return
    told = [say.nothing_found(found.size)]
    if found.nearest is not None:
        near = found.nearest
        parts = [again.change(part) for part in near.parts]
        told.append(say.nearest(parts, words.outcome(near.code), again.lacks(near.lacks)))
    yield Paragraph(run(told))


def _tempting(words: Lexicon, again: Restating, one: Short) -> Inline:
    parts = [again.change(part) for part in one.parts]
    return say.tempting(parts, words.outcome(one.code), again.lacks(one.lacks))


# ---------------------------------------------------------------------------- ways


def _ways(material: Material, words: Lexicon) -> Iterator[Block]:
    found = material.routes
    if not found:
        return
    yield Heading(say.WAYS)
    yield Items(tuple(_route(material, words, one) for one in found))


def _route(material: Material, words: Lexicon, one: Route) -> Item:
    every = len(one.accounts) == len(material.accounts)
    where = () if every else say.where(words.accounts(one.accounts))
    led = one.ways.by_improvements is not None
    head = say.improvements(words.outcome(one.code), where, one.ways.improvements_known, led)
    below: list[Inline] = []
    told = one.told
    if told is None:
        below.append(say.no_way())
    elif told.steps:
        line = [say.steps(list(_steps(words, one, told.steps)), told.kind)]
        first = [one.paths.game.parties[p] for p in told.first]
        line.append(say.first(words.parties(first, "or"), len(first)))
        below.append(run(line))
        falls: dict[int, list[tuple[Inline, int, int]]] = {}
        for party, places, of, at in one.dips:
            falls.setdefault(at, []).append((words.party(party), places, of))
        dips = [say.dip(words.outcome(at), who) for at, who in falls.items()]
        below.append(say.dips(dips) if dips else say.no_dip())
    below += _joint(words, one)
    return Item(head, tuple(below))


def _steps(words: Lexicon, one: Route, steps: Sequence[Step]) -> Iterator[Inline]:
    game = one.paths.game
    for step in steps:
        to = words.move(game.code(step.start), game.code(step.end))
        yield say.step(words.party(game.parties[step.party]), to, step.effect)


def _joint(words: Lexicon, one: Route) -> Iterator[Inline]:
    """The step that several take at the same time, where it gets there alone or spares a dip."""
    way = one.ways.joint
    if way is None or way.joint is None:
        return
    game = one.paths.game
    who = [game.parties[p] for p in way.joint.parties]
    before = run(list(_steps(words, one, way.steps)), "; then ")
    yield say.joint(
        words.parties(who),
        len(who),
        words.outcome(game.code(way.joint.end)),
        before,
        way.joint.willing,
        one.ways.needs_joint,
    )


# ---------------------------------------------------------------------------- together


def going_together(material: Material, words: Lexicon, found: Together | None) -> Iterator[Block]:
    """Groups that would leave a state together, and the states that none would leave."""
    if found is None or (not found.leaving and not found.kept):
        return
    told = []
    for one in found.leaving:
        every = len(one.accounts) == len(material.accounts)
        steps = []
        at = one.code
        for party, code in one.steps:
            steps.append(say.by(words.party(party), words.move(at, code)))
            at = code
        told.append(
            say.leaving(
                words.parties(one.parties),
                words.outcome(one.code),
                words.outcome(one.to),
                steps,
                () if every else say.where(words.accounts(one.accounts)),
            )
        )
    yield Heading(say.TOGETHER)
    if told:
        yield Paragraph(say.gaining())
        yield Items(tuple(map(Item, told)))
    kept = outcomes(words, found.kept)
    if kept:
        yield Paragraph(say.nobody_leaves(kept))
