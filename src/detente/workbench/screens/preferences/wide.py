"""Preferences where nobody could list the states: a few on every ladder, exact numbers between."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from detente.case.frames import frame
from detente.case.language import ExpressionError, holds, parse
from detente.charts.ladders import moved
from detente.workbench.page import Grid, Page
from detente.workbench.screens.preferences.gather import (
    Chosen,
    PartyLadder,
    against,
    example,
    options,
    told_source,
)
from detente.workbench.screens.preferences.lines import Line, Written, written
from detente.workbench.screens.preferences.rungs import Place, Rung, Rungs, ladder_of
from detente.workbench.wide.answers import Splits, Worth
from detente.workbench.wide.asking import Asking
from detente.workbench.wide.columns import Judged, judgements, telling_states
from detente.workbench.wide.words import PlainWords

if TYPE_CHECKING:
    from detente.workbench.sheet import Sheet


def gathered(sheet: Sheet) -> Page:
    """Ladders of a few telling states, and how many states satisfy each statement."""
    case, asking = sheet.case, Asking.of(sheet)
    game, words = asking.game, PlainWords(sheet.case, asking.game)
    shown = [one.code for one in telling_states(asking, None, []) if game.possible(one.code)]
    judged = judgements(asking, shown, [])
    ladders = [
        _ladder(sheet, asking, words, party, shown, judged)
        for party, entry in case.parties.items()
        if entry.at_table
    ]
    named = options(frame(case, sheet.view, sheet.hypothesis), words)
    states = asking.held(()).value
    values: dict[str, Any] = {
        "asking": asking,
        "why_not": "", "waiting": None, "ladders": ladders, "place": sheet.where,
        "chosen": _chosen(sheet, asking, words, ladders),
        "against": against(sheet) if any(one.differs for one in ladders) else "",
        "open_questions": [one.party for one in ladders if one.sees and not one.words.form],
        "states": states[0] if states else None, "many": True, "combinations": game.n_cells,
        "options": named, "example": example(named), "written_out": False,
    }  # fmt: skip
    return Page(values, {}, {"ranks": _grid(sheet, words, ladders)})


def _ladder(
    sheet: Sheet,
    asking: Asking,
    words: PlainWords,
    party: str,
    shown: list[int],
    judged: dict[int, Judged],
) -> PartyLadder:
    view, game = frame(sheet.case, sheet.view, sheet.hypothesis), asking.game
    said = written(
        sheet.case, sheet.version.document, view, game, party, sheet.where, words,
        sheet.url("terms"),
    )  # fmt: skip
    after = "" if said.own or not said.form else told_source(said.source, words)
    if party not in game.parties:
        return PartyLadder(party, False, said, None, False, after)
    if not game.known[game.party_index(party)]:
        return PartyLadder(party, True, said, None, False, after)
    split: Splits | None = asking.splits(party, [line.texts for line in said.lines]).value
    found = _worth(asking, party, shown)
    shifts = _shifts(asking, party, found)
    counted = said if split is None else replace(said, lines=_counted(said, split))
    if split is not None:
        for end, above in ((split.best, 0), (split.worst, split.states)):
            if end is not None:
                found.setdefault(end.code, Worth(max(above - end.count, 0), end.count))
    rungs = _rungs(words, found, judged, shifts)
    lead = {rung.number: -1 for rung in rungs.shown}
    return PartyLadder(party, True, counted, rungs, bool(shifts), after, lead)


def _worth(asking: Asking, party: str, shown: list[int]) -> dict[int, Worth]:
    """Where states stand in a party's order, as far as that is known."""
    answers = {code: asking.worth(code).value for code in shown}
    return {code: one[party] for code, one in answers.items() if one and party in one}


def _counted(said: Written, found: Splits) -> tuple[Line, ...]:
    """The lines with how many states satisfy them; the first ones come first only in statements."""
    return tuple(
        replace(line, holds=count, tops=top if said.form == "prefers" else None)
        for line, count, top in zip(said.lines, found.holds, found.tops, strict=True)
    )


def _rungs(
    words: PlainWords, found: dict[int, Worth], judged: dict[int, Judged], shifts: dict[int, int]
) -> Rungs:
    """The states shown, the best first, with the numbers of those between and below."""
    by_place: dict[int, list[int]] = {}
    for code, one in found.items():
        by_place.setdefault(one.above, []).append(code)
    names = words.names(list(found))
    made, passed = [], 0
    for number, above in enumerate(sorted(by_place), start=1):
        codes = by_place[above]
        places = tuple(
            Place(
                code,
                names[code],
                code == words.game.present,
                _lasts(judged.get(code)),
                shifts.get(code, 0),
                code in shifts,
            )
            for code in codes
        )
        level = found[codes[0]].level
        made.append(Rung(number, places, level - len(codes), above - passed))
        passed = above + level
    return Rungs(tuple(made), len(made), passed)


def _lasts(judged: Judged | None) -> str:
    return judged.holds if judged is not None and judged.holds in {"nash", "answer"} else ""


def _shifts(asking: Asking, party: str, found: dict[int, Worth]) -> dict[int, int]:
    """States that stand out of the base's order, and by how many places among those shown."""
    if asking.view != "base":
        other = Asking(asking.sheet, "base", asking.hypothesis)
    elif asking.hypothesis:
        other = Asking(asking.sheet, "base", None)
    else:
        return {}
    if party not in other.game.parties:
        return {}
    there = _worth(other, party, list(found))
    common = list(there)
    mine, theirs = (
        ladder_of(common, [-one[code].above for code in common]) for one in (found, there)
    )
    return {} if mine.rungs == theirs.rungs else moved(theirs, mine)


# ---------------------------------------------------------------------------- one state closely


def _chosen(
    sheet: Sheet, asking: Asking, words: PlainWords, ladders: list[PartyLadder]
) -> Chosen | None:
    party, _, digits = sheet.params.get("at", "").rpartition(":")
    ladder = next((one for one in ladders if one.party == party and one.rungs), None)
    if ladder is None or not digits.isascii() or not digits.isdecimal() or len(digits) > 400:
        return None
    code = int(digits)
    if not asking.game.possible(code):
        return None
    rungs = ladder.rungs.shown if ladder.rungs else ()
    number = next((r.number for r in rungs if any(p.code == code for p in r.states)), 0)
    return Chosen(
        party, code, words.called(code), words.plain(words.state(code)), number, -1, False, "",
        None, tuple(_why(asking, ladder.words.lines, code)),
    )  # fmt: skip


def _why(asking: Asking, lines: tuple[Line, ...], code: int) -> list[tuple[Line, bool]]:
    """The lines that the place of a state follows from, and whether each holds there."""
    levels = asking.game.space.levels(code)
    found = []
    for line in lines:
        try:
            exprs = [parse(text, asking.game.frame.names) for text in line.texts]
        except ExpressionError:
            continue
        found.append((line, any(holds(one, levels.__getitem__, code) for one in exprs)))
    return found


def _grid(sheet: Sheet, words: PlainWords, ladders: list[PartyLadder]) -> Grid:
    """The states shown, with how many states each party likes better."""
    better: dict[int, dict[str, int]] = {}
    for ladder in ladders:
        passed = 0
        for rung in ladder.rungs.shown if ladder.rungs else ():
            passed += rung.between
            for place in rung.states:
                better.setdefault(place.code, {})[ladder.party] = passed
            passed += rung.more + len(rung.states)
    parties = [ladder.party for ladder in ladders]
    lines = [
        (str(code), words.game.notation(code), *(str(found.get(party, "")) for party in parties))
        for code, found in better.items()
    ]
    heads = (f"states that {sheet.name(party)} likes better" for party in parties)
    return Grid(("Code", "State", *heads), lines)
