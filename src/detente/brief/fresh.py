"""What something new could do: promises of others, words that save face, issues divided.

These rest on assumptions that the case does not make, so they stand apart from the changes of what
it lists, and only where fewer changes would do with them, or where nothing does without them. Each
is tried by itself and together with one of the changes that are told.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import numpy as np

from detente.brief.chances import SIZE, TEST, Chances, Change, changes_of
from detente.brief.document import Block, Heading, Item, Items, Paragraph
from detente.brief.looks import SEQ
from detente.brief.material import Material
from detente.brief.restating import Restating
from detente.brief.wording import fresh as say
from detente.case.names import names
from detente.errors import InputError
from detente.levers.additions import parted
from detente.levers.bench import Bench
from detente.levers.conditions import Checks
from detente.levers.effects import Effects
from detente.levers.find import Plan
from detente.levers.search import search

#: sets that are told, each with another new thing; cells beyond which nothing new is tried
_TOLD, _CELLS = 3, 1 << 12


def fresh(material: Material, again: Restating) -> Iterator[Block]:
    """The sets with something new, under a heading of their own."""
    found = material.chances
    if found is None:
        return
    told = list(_sets(material, found))
    if not told:
        return
    yield Heading(say.FRESH)
    yield Paragraph(say.apart(fewer=bool(found.sets)))
    words, items = again.words, []
    for one in told:
        who = words.parties(dict.fromkeys(part.actor for part in one.parts))
        outcomes = {words.plain(it): it for it in map(words.outcome, one.holds)}
        below = [say.change(again.change(part)) for part in one.parts]
        below += [say.caution(flag) for flag in again.flags(one.flags)]
        head = say.head(len(one.parts), who, list(outcomes.values()))
        items.append(Item(head, tuple(below)))
    yield Items(tuple(items))


def _sets(material: Material, found: Chances) -> Iterator[Change]:
    """The cheapest set with each new thing, where that is smaller than what does without."""
    if found.already or found.plan is None or found.plan.game.n_cells > _CELLS:
        return
    size = min(2, (found.fewest or SIZE + 1) - 1)
    try:
        plan = Plan(material.case, found.to, SEQ, TEST)
    except InputError:
        return
    near = found.nearest.parts if found.nearest is not None else ()
    listed = {part.what for one in found.told for part in one.parts} | {p.what for p in near}
    edits = [edit for edit in plan.edits if edit.assumes or edit.what in listed]
    if not size or not any(edit.assumes for edit in edits):
        return
    bench = Bench(plan.case, edits, None, SEQ)
    codes = np.array(plan.target.codes, dtype=np.int64)
    checks = [Checks(bench, plan.game, codes, TEST, False, False)]
    sets = search(checks, len(edits), size)
    if not sets.complete:
        raise KeyboardInterrupt
    effects = Effects(plan.ground, checks, edits)
    options = plan.game.options
    known = len(names(material.case).options)
    beyond = frozenset(one.full for one in names(plan.case).options[known:])
    used: set[str] = set()

    def order(mask: int) -> tuple[Fraction, int, int]:
        chosen = bench.chosen(mask)
        cost = sum((edit.cost for edit in chosen), Fraction(0))
        return cost, mask.bit_count(), sum(bool(edit.assumes) for edit in chosen)

    for mask in sorted(sets.sets, key=order):
        new = {edit.what for edit in bench.chosen(mask) if edit.assumes}
        if new <= used or len(used) >= _TOLD:
            continue
        used |= new
        held = {parted(code, options, beyond)[0] for code in effects.telling(mask, sets.sets[mask])}
        parts = changes_of(plan, sum(1 << plan.edits.index(edit) for edit in bench.chosen(mask)))
        flags = effects.cautions(mask, sets.sets[mask])
        yield Change(parts, order(mask)[0], tuple(sorted(held)), flags=flags)
