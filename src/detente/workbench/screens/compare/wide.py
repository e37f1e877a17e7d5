"""Side by side where nobody could list the states: inputs, numbers, and a few telling states."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from detente.brief.document import Inline, Span, plain
from detente.case.changes import changed_inputs
from detente.stability import CONCEPTS, default_concepts
from detente.workbench.keeping.line import MAIN
from detente.workbench.page import Page
from detente.workbench.screens.compare import grid
from detente.workbench.screens.compare.rivals import assumed as assumed_by_accounts
from detente.workbench.screens.compare.two import InputLine, Two, VerdictLine
from detente.workbench.screens.compare.versions import assumed as assumed_by_versions
from detente.workbench.sheet import Sheet
from detente.workbench.wide.answers import Counted
from detente.workbench.wide.asking import Asking, role_of
from detente.workbench.wide.columns import quick_first
from detente.workbench.wide.words import PlainWords

if TYPE_CHECKING:
    from detente.case.language import Names


@dataclass(frozen=True)
class Count:
    """How many states hold under one concept, on the left and on the right."""

    concept: str
    title: str
    left: int | None
    right: int | None


def compare(sheet: Sheet) -> Page:
    """What differs between a branch and the case, or between two accounts, and what follows."""
    case = sheet.case
    keys = ["", *case.hypotheses]
    branches = [
        (key, line, len(line.done)) for key, line in sheet.open.lines.items() if key != MAIN
    ]
    concept = sheet.params.get("concept", "")
    concept = concept if concept in default_concepts() else "nash"
    values: dict[str, Any] = {
        "branches": branches,
        "accounts": [("", "the base"), *((key, sheet.account(key)) for key in case.hypotheses)],
        "concepts": [(key, CONCEPTS[key].title, CONCEPTS[key].says) for key in default_concepts()],
        "concept": concept,
        "kind": "none", "two": None, "lacks": "", "job": None, "places": {}, "a": "", "b": "",
        "numbers": [],
    }  # fmt: skip
    if sheet.line.key != MAIN:
        return _branch(sheet, concept, values)
    if len(keys) > 1:
        return _accounts(sheet, keys, concept, values)
    return Page(values)


def _branch(sheet: Sheet, concept: str, values: dict[str, Any]) -> Page:
    main = Sheet(sheet.desk, sheet.open, sheet.open.line(MAIN), sheet.screen, sheet.params)
    values |= {"kind": "branch", "left": "The case", "right": "The branch"}
    if main.version.case is None:
        return Page({**values, "lacks": "The case itself has mistakes; mend them first."})
    asking = Asking.of(main), Asking.of(sheet)
    words = tuple(PlainWords(one.sheet.case, one.game) for one in asking)
    inputs = assumed_by_versions(words[0], words[1], changed_inputs(main.case, sheet.case))
    return _page(sheet, asking, concept, inputs, values)


def _accounts(sheet: Sheet, keys: list[str], concept: str, values: dict[str, Any]) -> Page:
    left, right = (
        found if (found := sheet.params.get(name, default)) in keys else default
        for name, default in (("a", ""), ("b", keys[1]))
    )
    told = [sheet.account(key) if key else "The base account" for key in (left, right)]
    values |= {"kind": "accounts", "a": left, "b": right, "left": told[0], "right": told[1]}
    asking = Asking(sheet, sheet.view, left or None), Asking(sheet, sheet.view, right or None)
    words = PlainWords(sheet.case, asking[0].game)
    inputs = assumed_by_accounts(
        words, asking[0].game.parties, left or None, right or None, sheet.view
    )
    return _page(sheet, asking, concept, tuple(inputs), values)


def _page(
    sheet: Sheet,
    asking: tuple[Asking, Asking],
    concept: str,
    inputs: tuple[InputLine, ...],
    values: dict[str, Any],
) -> Page:
    verdicts = _verdicts(asking, concept) if _alike(asking) else []
    two = Two(inputs, tuple(verdicts), (), ())
    numbers = _numbers(asking)
    asking[1].pieces[:0] = asking[0].pieces  # one strip tells how far both are
    return Page(
        {**values, "asking": asking[1], "two": two, "numbers": numbers},
        {},
        {"differences": grid(two, values["left"], values["right"])},
    )


def _numbers(asking: tuple[Asking, Asking]) -> list[Count]:
    """How many states hold, as far as that is quickly counted or asked for."""
    found = []
    for concept in quick_first():
        if role_of(concept) == "long":
            continue
        told: list[Counted | None] = [one.counted(concept).value for one in asking]
        numbers = [None if one is None else one.equilibria for one in told]
        found.append(Count(concept, CONCEPTS[concept].title, numbers[0], numbers[1]))
    return found


def _alike(asking: tuple[Asking, Asking]) -> bool:
    """Whether both have the same options, so that a number is the same state on both sides."""

    def shape(names: Names) -> list[tuple[str, tuple[str, ...]]]:
        return [(one.full, one.levels) for one in names.options]

    return shape(asking[0].game.frame.names) == shape(asking[1].game.frame.names)


def _verdicts(asking: tuple[Asking, Asking], concept: str) -> list[VerdictLine]:
    """The present, and the equilibria of either side that are nearest to it or best for a party."""
    codes: dict[int, None] = {}
    for one in asking:
        if one.game.present is not None:
            codes[one.game.present] = None
        told = one.telling(concept).value
        for few in (told.nearest, *told.best.values()) if told is not None else ():
            if few is not None:
                codes[few.code] = None
    words = PlainWords(asking[1].sheet.case, asking[1].game)
    names = words.names(list(codes))
    sides = [_side(one, concept, list(codes)) for one in asking]
    lines = []
    for code, name in names.items():
        (before, old), (after, new) = (side[code] for side in sides)
        if plain(before) != plain(after):
            where = words.view(asking[1].view)
            lines.append(VerdictLine((Span(name),), where, before, after, old, new))
    return lines


def _side(one: Asking, concept: str, codes: list[int]) -> dict[int, tuple[Inline, str]]:
    """What one side says of some states, and its tone."""
    possible = [code for code in codes if one.game.possible(code)]
    marks = one.marks(concept, possible).value if possible else ()
    found: dict[int, tuple[Inline, str]] = {
        code: ((Span("not possible here"),), "absent") for code in codes
    }
    for place, code in enumerate(possible):
        if not marks:
            found[code] = (Span("being worked out"),), "open"
            continue
        leavers = [p for p, stays in zip(one.game.parties, marks[place], strict=True) if not stays]
        told = ", ".join(one.sheet.name(party) for party in leavers)
        text, tone = (f"left by {told}", "breaks") if leavers else ("all would stay", "holds")
        found[code] = (Span(text),), tone
    return found
