"""Everything on the screen Preferences, put together from library calls."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from detente.brief.document import plain
from detente.brief.lexicon import Lexicon
from detente.case.frames import Frame, frame
from detente.case.names import names
from detente.charts import CHARTS, Figure
from detente.charts.states import state_names
from detente.errors import InputError
from detente.game import Game
from detente.stability import StabilityTable, solve_game
from detente.workbench.acts.preferences import MAX_RUNGS
from detente.workbench.page import Grid, Page
from detente.workbench.reasons import Standing
from detente.workbench.screens.model.later import Later
from detente.workbench.screens.preferences.lines import Line, Written, truth, written
from detente.workbench.screens.preferences.rungs import (
    ALL,
    Order,
    Rungs,
    choose,
    dressed,
    out_of_order,
)
from detente.workbench.sheet import Sheet
from detente.workbench.speech import lexicon_of, material_of

#: more cells than this are judged in the background
_LONG = 1 << 14
#: states of which the ranks can be taken along as a table
_TABLE = 1 << 16
#: states that are told apart by name there
_NAMED = 4096


@dataclass(frozen=True)
class PartyLadder:
    """One party with its ladder.

    Attributes
    ----------
    sees : whether the party has a say in the view that is shown
    rungs : None where nothing is said of its preferences
    differs : whether the order is not that of the base
    after : what its preferences are taken from, in words; empty where they stand right here
    lead : per rung shown, which rung of the file's ranking it is, -1 where that names none of it
    """

    party: str
    sees: bool
    words: Written
    rungs: Rungs | None
    differs: bool
    after: str
    lead: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Chosen:
    """The state whose rung is looked at more closely.

    Attributes
    ----------
    told : option by option, in words
    why : the lines that its place follows from, and whether each holds there
    rung : the rung written in the file; -1 where the state is not in the ranking
    """

    party: str
    code: int
    name: str
    told: str
    number: int
    rung: int
    tied: bool
    path: str
    standing: Standing | None
    why: tuple[tuple[Line, bool], ...] = ()


def gathered(sheet: Sheet) -> Page:
    """The page, or what is missing for it."""
    case, analyses = sheet.case, sheet.analyses
    values: dict[str, Any] = {
        "why_not": "", "waiting": None, "ladders": [], "chosen": None, "against": "",
        "open_questions": [], "states": 0, "many": False, "options": [], "place": sheet.where,
    }  # fmt: skip
    try:
        game = sheet.game
    except InputError as error:
        values["why_not"] = str(error)
        return Page(values)
    if game.n_cells > _LONG:
        job = sheet.job(
            ("ladders", sheet.view, sheet.hypothesis), lambda progress: _prepared(sheet)
        )
        if not job.ready or job.error:
            values["waiting"], values["why_not"] = (job, "") if not job.ready else (None, job.error)
            return Page(values)
    table = _judged(sheet)
    words = frame(case, sheet.view, sheet.hypothesis)
    lexicon = lexicon_of(analyses, sheet.hypothesis)
    other = _other(sheet)
    ladders = [
        _ladder(sheet, table, words, lexicon, other, party)
        for party, entry in case.parties.items()
        if entry.at_table
    ]
    values |= {
        "ladders": ladders,
        "chosen": _chosen(sheet, game, ladders, lexicon),
        "against": against(sheet) if any(one.differs for one in ladders) else "",
        "open_questions": [one.party for one in ladders if one.sees and one.rungs is None],
        "states": game.n_states,
        "many": game.n_states > ALL,
        "options": (named := options(words, lexicon)),
        "example": example(named),
        "written_out": game.n_states <= MAX_RUNGS,
    }
    figures = Later({f"ladder-{one.party}": _drawer(sheet, one.party) for one in ladders})
    tables = Later({"ranks": lambda: _grid(sheet, game, table)} if game.n_states <= _TABLE else {})
    return Page(values, figures, tables)


def _judged(sheet: Sheet) -> StabilityTable:
    done: StabilityTable = sheet.once(
        ("plain verdicts", sheet.view, sheet.hypothesis),
        lambda: solve_game(sheet.game, ("nash", "seq")),
    )
    return done


def _order(sheet: Sheet, party: str) -> Order:
    game = sheet.game
    found: Order = sheet.once(
        ("order", sheet.view, sheet.hypothesis, party),
        lambda: Order.of(game, game.party_index(party)),
    )
    return found


def _prepared(sheet: Sheet) -> None:
    """Everything of a large game that takes its time."""
    table = _judged(sheet)
    material_of(sheet.analyses, sheet.hypothesis)
    for party, known in zip(table.game.parties, table.game.known, strict=True):
        if known:
            _order(sheet, party)


def _other(sheet: Sheet) -> Game | None:
    """What the orders shown are held against: for a view the base, for a rival the case's own."""
    if sheet.view != "base":
        return sheet.analyses.game("base", sheet.hypothesis)
    return sheet.analyses.game("base") if sheet.hypothesis else None


def against(sheet: Sheet) -> str:
    """What the orders shown are held against, in words."""
    if sheet.view != "base" and sheet.hypothesis:
        return f"what the account {sheet.hypothesis} assumes"
    return "what the case assumes"


def _ladder(
    sheet: Sheet,
    table: StabilityTable,
    words: Frame,
    lexicon: Lexicon,
    other: Game | None,
    party: str,
) -> PartyLadder:
    game = table.game
    said = written(
        sheet.case, sheet.version.document, words, game, party, sheet.where, lexicon,
        sheet.url("terms"),
    )  # fmt: skip
    after = "" if said.own or not said.form else told_source(said.source, lexicon)
    if party not in game.parties:
        return PartyLadder(party, False, said, None, False, after)
    p = game.party_index(party)
    if not game.known[p]:
        return PartyLadder(party, True, said, None, False, after)
    asked = sheet.params.get(f"page-{party}", "")
    page = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 7 else 0
    order = sheet.once(("order", sheet.view, sheet.hypothesis, party), lambda: Order.of(game, p))
    rungs, shown = choose(table, order, page)
    shifts = out_of_order(game, other, party, shown) if other is not None else {}
    found = dressed(rungs, table, state_names(game, shown), shifts, shifts)
    lead = {}
    for rung in found.shown:
        at = [(said.rungs or {}).get(_index(game, one.code), (-1, ""))[0] for one in rung.states]
        lead[rung.number] = max(at, default=-1)
    return PartyLadder(party, True, said, found, bool(shifts), after, lead)


def _index(game: Game, code: int) -> int:
    found = game.index(code)
    return -1 if found is None else found


def told_source(source: str, lexicon: Lexicon) -> str:
    """Where preferences are taken from, in words."""
    if source.startswith("hypothesis:"):
        return f"as the account {source.removeprefix('hypothesis:')} has it"
    return plain(lexicon.view(source or "base"))


def options(words: Frame, lexicon: Lexicon) -> list[tuple[str, str, tuple[str, ...]]]:
    """What an expression can name: options by their shortest name, or states."""
    known = words.names
    if known.states:
        return [(state, "", ()) for state in known.states]
    shorts = [option.option for option in known.options]
    return [
        (
            option.option if shorts.count(option.option) == 1 else option.full,
            lexicon.does(option.party, option.option),
            () if option.levels == ("false", "true") else option.levels,
        )
        for option in known.options
    ]


def example(options: list[tuple[str, str, tuple[str, ...]]]) -> str:
    """A simple expression of this very case."""
    for name, _, levels in options:
        if not levels:
            return name
    return f"{options[0][0]}={options[0][2][-1]}" if options else "strike"


# ---------------------------------------------------------------------------- one state closely


def _chosen(
    sheet: Sheet, game: Game, ladders: list[PartyLadder], lexicon: Lexicon
) -> Chosen | None:
    party, _, digits = sheet.params.get("at", "").rpartition(":")
    ladder = next((one for one in ladders if one.party == party and one.rungs), None)
    if ladder is None or not digits.isascii() or not digits.isdecimal() or len(digits) > 19:
        return None
    index = game.index(int(digits))
    if index is None or not game.feasible[index]:
        return None
    rank = game.rank(game.party_index(party))
    states = game.states()
    better = np.unique(rank[states][rank[states] > rank[index]])
    rung, path = (ladder.words.rungs or {}).get(index, (-1, ""))
    return Chosen(
        party,
        game.code(index),
        state_names(game, [index])[index],
        plain(lexicon.state(game.code(index))) if not game.state_names else "",
        len(better) + 1,
        rung,
        int(np.count_nonzero(rank[states] == rank[index])) > 1,
        path,
        (ladder.words.standings or {}).get(index),
        tuple(_why(sheet, game, ladder.words.lines, index)),
    )


def _why(
    sheet: Sheet, game: Game, lines: tuple[Line, ...], index: int
) -> Iterator[tuple[Line, bool]]:
    known = names(sheet.case)
    for line in lines:
        holds = truth(game, known, line.texts)
        if holds is not None:
            yield line, bool(holds[index])


# ---------------------------------------------------------------------------- taken along


def _drawer(sheet: Sheet, party: str) -> Any:
    """The ladders of one party, account by account, as the brief draws them."""

    def draw() -> Figure:
        games: dict[str, Game] = {}
        lexicon = lexicon_of(sheet.analyses, sheet.hypothesis)
        views = ["base", *(view for view in sheet.case.views if "." not in view)]
        for view in dict.fromkeys([*views, sheet.view]):
            game = sheet.analyses.game(view, sheet.hypothesis)
            if party in game.parties and view != party:
                games[plain(lexicon.view(view))] = game
        return CHARTS["preference-ladders"](sheet.case, party, games)

    return draw


def _grid(sheet: Sheet, game: Game, table: StabilityTable) -> Grid:
    """Every state with its rung on each ladder, 1 the best."""
    states = game.states()
    known = [p for p in range(len(game.parties)) if game.known[p]]
    columns = []
    for p in known:
        values, inverse = np.unique(game.rank(p)[states], return_inverse=True)
        columns.append((len(values) - inverse).tolist())
    called: Mapping[int, str] = {}
    if len(states) <= _NAMED:
        called = state_names(game, states.tolist())
    lines = [
        [str(game.code(index)), called.get(index) or game.label(index),
         *(column[k] for column in columns)]
        for k, index in enumerate(states.tolist())
    ]  # fmt: skip
    heads = [sheet.analyses.palette.name(game.parties[p]) for p in known]
    return Grid(["Code", "State", *heads], lines)
