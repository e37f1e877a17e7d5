"""Of states that nobody could list: how many hold, what these have in common, which are shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from detente.brief.document import (
    Block,
    Cell,
    Folded,
    Heading,
    Inline,
    Item,
    Items,
    Line,
    Paragraph,
    Table,
)
from detente.brief.endings import Ending
from detente.brief.lexicon import Lexicon, spelled
from detente.brief.look_sets import LOOSER, WHOLE, SetLook
from detente.brief.looks import NASH, SEQ
from detente.brief.material import Material
from detente.brief.wording import many as say
from detente.brief.wording import verdicts
from detente.brief.wording.grammar import own
from detente.brief.wording.outcomes import definition
from detente.case.language import Stands
from detente.columns import rounded
from detente.game.symbolic import StateSet
from detente.stability import CONCEPTS
from detente.stability.explain import Explanation
from detente.stability.set_search import describe
from detente.stability.set_words import Description, Word
from detente.views.compare import CLASSES
from detente.views.compare_sets import compare_set_lens


def base_of(material: Material) -> SetLook | None:
    """The base account where its states cannot be listed."""
    base = material.base.base if material.base is not None else None
    return base if isinstance(base, SetLook) else None


def numbers(material: Material, words: Lexicon) -> Iterator[Block]:
    """Everything that is told of so large a case before single states are."""
    look = base_of(material)
    if look is None:
        return
    yield Paragraph(say.intro(look.game.n_states, len(material.endings)))
    yield from _counts(words, look)
    yield from _in_common(words, look)
    yield from _named(words, look)


def shown(material: Material, words: Lexicon) -> Iterator[Block]:
    """The few states that are told one by one, the present among them, and why these."""
    look = base_of(material)
    if look is None:
        return
    yield Heading(say.SHOWN)
    lines = [
        Line(
            words.ending(ending),
            (
                Cell(_apart(look, ending.codes[0])),
                Cell(_why(material, words, look, ending.codes[0])),
                _verdict(words, look, ending),
            ),
        )
        for ending in material.endings
    ]
    yield Table((), (say.STATE, say.APART, say.WHY, say.HOLDS), tuple(lines))
    yield from _present(material, words, look)


# ---------------------------------------------------------------------------- how many


def _counts(words: Lexicon, look: SetLook) -> Iterator[Block]:
    """A line for each definition, a column for all and for each party."""
    lines = []
    for concept in reversed(WHOLE):
        by_party = [look.stable(concept, party) for party in look.game.parties]
        cells = [_count(look.equilibria(concept)), *map(_count, by_party)]
        lines.append(Line(own(CONCEPTS[concept].plain), tuple(Cell(cell) for cell in cells)))
    if not look.closed_for(NASH) or look.equilibria(NASH) is None:
        yield Paragraph(say.too_large())
        return
    heads = (say.DEFINITION, say.EVERYONE, *(words.head(party) for party in look.game.parties))
    yield Table(say.COUNTS, heads, tuple(lines))
    least, most = look.equilibria(NASH), look.equilibria(LOOSER)
    if least is not None and most is not None:
        yield Paragraph(say.between(least.count, most.count), "note")


def _count(found: StateSet | None) -> Inline:
    return say.NOT_ASKED if found is None else own(rounded(found.count))


# ---------------------------------------------------------------------------- in few words


def _in_common(words: Lexicon, look: SetLook) -> Iterator[Block]:
    """What is so in every state that holds of itself, and not in every state."""
    found = look.equilibria(NASH)
    if found is None:
        return
    if not found:
        yield Paragraph(say.nothing_holds())
        return
    told = describe(found, look.game.states)
    yield Heading(say.IN_COMMON)
    yield Paragraph(say.common_intro(told.count, told.matching))
    lines = []
    for party in look.game.parties:
        parts = [
            _stands(words, look, part)
            for word in told.single
            for part in word.then
            if look.game.options[part.option].name.startswith(f"{party}.")
        ]
        if parts:
            lines.append(Line(words.head(party), (Cell(say.several(parts)),)))
    if lines:
        yield Table((), (say.PARTY, say.STANDS), tuple(lines))
    joint = [Item(one) for one in _joint(words, look, told)]
    if joint:
        yield Items(tuple(joint))
    if not told.searched:
        yield Paragraph(say.not_searched(), "note")


def _joint(words: Lexicon, look: SetLook, told: Description) -> Iterator[Inline]:
    for word in told.joint:
        yield _said(word, _by_party(words, look, word.given), _by_party(words, look, word.then))
    for place, block in enumerate(told.blocks):
        yield say.block(place, block.count, _by_party(words, look, block.parts))


def _by_party(words: Lexicon, look: SetLook, parts: Sequence[Stands]) -> list[Inline]:
    """Options at their levels, each under whose it is; those of one party together."""
    owned: dict[str, list[Inline]] = {}
    for part in parts:
        party = look.game.options[part.option].name.partition(".")[0]
        owned.setdefault(party, []).append(_stands(words, look, part))
    return [say.of_party(words.party(party), its) for party, its in owned.items()]


def _said(word: Word, given: Sequence[Inline], then: Sequence[Inline]) -> Inline:
    match word.kind:
        case "together":
            return say.together(then)
        case "if":
            return say.given(given, then)
        case "not all":
            return say.never_all(given)
        case "at most one":
            return say.at_most_one(given)
    return say.some(then)


def _stands(words: Lexicon, look: SetLook, part: Stands) -> Inline:
    """An option with the levels that it stands at."""
    axis = look.game.options[part.option]
    party, _, option = axis.name.partition(".")
    at = [axis.levels[level] for level in sorted(part.levels)]
    if len(at) == 1:
        return words.level(party, option, at[0])
    return say.levels(own(words.does(party, option)), [spelled(level) for level in at])


def _named(words: Lexicon, look: SetLook) -> Iterator[Block]:
    """The outcomes that the case names, each with the number of its states and how many hold."""
    game = look.game
    still, loose = look.equilibria(NASH), look.equilibria(LOOSER)
    if not game.outcomes or still is None or loose is None:
        return
    left = game.states
    lines = []
    for outcome in game.outcomes:
        here = left & game.set_of(game.where(outcome.when))
        left = left - here
        cells = tuple(Cell(_count(one)) for one in (here, here & still, here & loose))
        lines.append(Line(own(outcome.name), cells))
    yield Table(say.NAMED, (say.NAME, say.STATES, say.STILL, say.ANSWERED), tuple(lines))


# ---------------------------------------------------------------------------- the few


def _apart(look: SetLook, code: int) -> Inline:
    now = look.game.present
    return () if now is None else say.apart(len(look.differing(now, code)))


def _why(material: Material, words: Lexicon, look: SetLook, code: int) -> Inline:
    """What a state is to whom; all that applies."""
    found = look.equilibria(NASH)
    among = 0 if found is None else found.count
    told = [say.is_present()] if code == look.game.present else []
    rest = next((one for one in look.telling if one.code == code), None)
    if rest is not None and rest.apart is not None and rest.apart and among > 1:
        told.append(say.is_nearest(among))
    if rest is not None and rest.best and among > 1:
        told.append(say.is_best(words.parties(rest.best), len(rest.best), among))
    wants = material.wanted
    if wants is not None and code in wants.codes and wants.why == "success":
        told.append(say.would_do(words.parties(wants.parties)))
    where = [
        words.account(account)
        for account in material.accounts[1:]
        if code in account.base.resting()[:1]
    ]
    if where and rest is None:
        told.append(say.settles(say.with_accounts(where)))
    if not told and rest is not None:
        told.append(say.one_of(among))
    return say.reasons(told)


def _verdict(words: Lexicon, look: SetLook, ending: Ending) -> Cell:
    verdict = look.verdict(ending.codes)
    told = verdicts.cell(verdict, words.parties(verdict.leavers))
    return Cell(
        told, "holds" if verdict.sort == "holds" else "breaks" if verdict.leavers else "open"
    )


def _present(material: Material, words: Lexicon, look: SetLook) -> Iterator[Block]:
    """For whom the present holds under which definition, and what each would rather have."""
    now = look.game.present
    if now is None:
        return
    parties = look.game.parties
    staying = [party for party in parties if look.stays(party, now, SEQ)]
    yield Heading(say.PRESENT)
    yield Paragraph(say.present_intro(words.outcome(now), len(staying), len(parties)))
    concepts = (NASH, "smr", SEQ, LOOSER)
    lines = []
    for party in parties:
        cells = [_stays(look.stays(party, now, concept)) for concept in concepts]
        lines.append(Line(words.head(party), (*cells, Cell(_improves(words, look, party, now)))))
    heads = (say.PARTY, *(own(CONCEPTS[one].plain) for one in concepts), say.IMPROVES)
    yield Table((), heads, tuple(lines))
    key = [Item(definition(CONCEPTS[one].plain, CONCEPTS[one].says)) for one in concepts]
    yield Folded(say.KEY, (Items(tuple(key)),))


def _stays(verdict: bool | None) -> Cell:
    if verdict is None:
        return Cell(say.OPEN, "open")
    return Cell(say.YES, "holds") if verdict else Cell(say.NO, "breaks")


def _improves(words: Lexicon, look: SetLook, party: str, code: int) -> Inline:
    """The improvement that changes least, of those that nothing deters if there are any."""
    reasons = look.why(party, code)
    if reasons is None:
        return say.OPEN
    if not reasons.improvements:
        return say.stays_anyway()
    moves = reasons.among or len(reasons.improvements)
    chosen = next((one for one in reasons.improvements if not one.deterred), None)
    if chosen is not None:
        return say.free(moves, words.change(code, chosen.to))
    first = reasons.improvements[0]
    return say.deterred(moves, words.change(code, first.to), _answer(words, reasons))


def _answer(words: Lexicon, reasons: Explanation) -> Inline:
    """The reply to the first improvement, step by step."""
    first = reasons.improvements[0]
    start, steps = first.to, []
    for step in first.reply or ():
        steps.append((words.party(reasons.game.parties[step.party]), words.change(start, step.to)))
        start = step.to
    return verdicts.answer(steps)


# ---------------------------------------------------------------------------- views


def side_by_side(material: Material, words: Lexicon) -> Iterator[Block]:
    """Own, expected and base in numbers, and how many states are of which class."""
    look = base_of(material)
    if look is None or not material.views:
        return
    found = compare_set_lens(look.lens, (NASH,))
    lines = [
        Line(
            words.head(party),
            tuple(
                Cell(_count(sets[NASH][party])) for sets in (found.own, found.expected, found.base)
            ),
        )
        for party in found.parties
    ]
    told = [
        Item(say.of_class(name, says, found.members(NASH, name).count))
        for name, says in CLASSES.items()
        if found.members(NASH, name)
    ]
    heads = (say.PARTY, say.WOULD_STAY, say.EXPECTED, say.IN_BASE)
    yield Heading(say.SIDE_BY_SIDE)
    yield Paragraph(say.compared(found.n_states))
    yield Table((), heads, tuple(lines))
    if told:
        yield Items(tuple(told))
