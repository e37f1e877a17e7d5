"""The smallest changes of all accounts in one table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from detente.brief.chances import Chances, Change
from detente.brief.document import Block, Cell, Heading, Inline, Line, Paragraph, Table
from detente.brief.lexicon import Lexicon
from detente.brief.material import Material
from detente.brief.restating import Restating
from detente.brief.rivals import Looked, Row
from detente.brief.sets import outcomes
from detente.brief.wording import rivals as say
from detente.brief.wording.grammar import listed, run


def comparison(
    material: Material, words: Lexicon, again: Restating, base: Chances, what: Inline
) -> Iterator[Block]:
    """One row for each account, the base first, and one for all at once.

    Parameters
    ----------
    what : what is looked for, as the text before has it
    """
    found = material.rivals
    if found is None:
        return
    wider = bool(found.short_of)
    lines = [
        _line(
            say.BASE,
            say.in_base(base.sets, base.fewest, base.size, base.already),
            (say.NOT_ASKED if base.sets or base.already else ()) if wider else None,
        )
    ]
    alike: dict[tuple[str, ...], tuple[list[Inline], Line]] = {}
    for row in found.rows:
        head = say.ALL if row.account is None else words.account(row.account)
        first = _first(words, again, base, row)
        second: Inline | None = None
        if wider:
            second = say.NOT_ASKED if row.wider is None else _second(words, again, row, row.wider)
        line = _line(head, first, second)
        key = (str(row.account is None), *(words.plain(cell.text) for cell in line.cells))
        alike.setdefault(key, ([], line))[0].append(head)
    lines += [replace(line, head=listed(heads)) for heads, line in alike.values()]
    heads = [say.ACCOUNT, say.wanted(what)]
    if wider:
        levels = [words.level(*one) for one in found.short_of]
        heads.append(say.short_of(levels))
    yield Heading(say.HEADING)
    yield Table(say.CAPTION, tuple(heads), tuple(lines))
    if base.already and all(row.same for row in found.rows):
        return
    size = max(row.here.size for row in found.rows)
    command = f"detente levers {material.case.id} --hypothesis ID"
    yield Paragraph(say.bounds(size, command, tried=not base.already), "note")


def _line(head: Inline, first: Inline, second: Inline | None) -> Line:
    cells = (Cell(first),) if second is None else (Cell(first), Cell(second))
    return Line(head, cells)


def _first(words: Lexicon, again: Restating, base: Chances, row: Row) -> Inline:
    """An account's answer to the question that the base account was asked."""
    here = row.here
    if row.account is None:
        if row.same and base.already:
            return say.not_needed_anywhere()
        if row.same:
            return say.in_all(row.same, base.sets)
        if row.blocked:
            return say.blocked(words.accounts(row.blocked), here.size)
    if here.found:
        return _found(words, again, here)
    if row.same:
        return say.same(row.same, base.sets, here.size, base.fewest)
    if base.sets and row.account is not None:
        lacks = again.lacks(row.lacks, say.in_account())
        return run([say.nothing(here.size), say.fail(base.sets, lacks)])
    return run([say.nothing(here.size), _nearest(words, again, here)])


def _second(words: Lexicon, again: Restating, row: Row, wider: Looked) -> Inline:
    if wider.found:
        return _found(words, again, wider)
    if row.account is None:
        return say.none_of_those()
    return run([say.nothing(wider.size), _nearest(words, again, wider)])


def _found(words: Lexicon, again: Restating, looked: Looked) -> Inline:
    told = looked.told
    if looked.already or told is None:
        codes = told.holds if told is not None else ()
        return say.not_needed([words.outcome(code) for code in codes])
    changes = [again.change(part, short=True) for part in told.parts]
    return run([say.needed(looked.sets, changes, outcomes(words, told.holds)), _flags(again, told)])


def _flags(again: Restating, told: Change) -> Inline:
    flags = list(again.flags(told.flags))
    return say.besides(flags) if flags else ()


def _nearest(words: Lexicon, again: Restating, looked: Looked) -> Inline:
    near = looked.nearest
    if near is None:
        return ()
    changes = [again.change(part, short=True) for part in near.parts]
    lacks = again.lacks(near.lacks, say.in_account())
    return say.nearest(changes, words.outcome(near.code), lacks)
