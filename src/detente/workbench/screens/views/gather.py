"""Everything on the screen Views, put together from library calls."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from detente.case.frames import aware, frame, heeded
from detente.case.model import Case
from detente.case.names import names as option_names
from detente.charts import CHARTS, Figure
from detente.errors import InputError
from detente.stability import StabilityTable, solve_game
from detente.views.compare import compare_lens
from detente.views.meanings import compare_meanings
from detente.views.misperceptions import Misperception, Misperceptions
from detente.views.surprises import KINDS
from detente.workbench.page import Grid, Page
from detente.workbench.screens.views.columns import Columns, choose, named
from detente.workbench.screens.views.differences import differences, headline, key_of
from detente.workbench.screens.views.lanes import Lane, differing, lane
from detente.workbench.screens.views.surprises import meetings, places
from detente.workbench.sheet import Sheet
from detente.workbench.speech import differences_of, lexicon_of, material_of, surprises_in

#: what the ids in the picture of words begin with
MEANINGS = "drawn-meanings"
#: columns of a page, and lines of all lanes beyond which only those that differ are shown at first
_COLUMNS, _ROWS = 12, 36
#: lines that every lane shows
_VERDICTS = {"stays", "settles"}
#: more cells than this are judged in the background
_LONG = 1 << 14
#: states beyond which own, expected and base are not compared one by one
_MANY = 4096


def gathered(sheet: Sheet) -> Page:
    """The page, or a part of it where the case does not allow more."""
    case, analyses = sheet.case, sheet.analyses
    values: dict[str, Any] = {
        "why_not": "", "waiting": None, "lanes": [], "columns": None, "differences": [],
        "opened": "", "headline": "", "meetings": [], "further": 0, "meeting": None,
        "edit": edit(sheet), "nested": [], "lines": "all", "kept": {}, "many": False,
        "elsewhere": 0, "surprise_kinds": KINDS,
    }  # fmt: skip
    figures = dict(
        figures_of(
            sheet,
            lambda: differences_of(analyses, sheet.hypothesis),
            lambda: _meanings(sheet),
        )
    )
    try:
        lens = analyses.lens(sheet.hypothesis)
        base = lens.base
    except InputError as error:
        values["why_not"] = str(error)
        return Page(values, figures)
    if base.n_cells > _LONG:
        job = sheet.job(("views", sheet.hypothesis), lambda progress: _prepared(sheet))
        if not job.ready or job.error:
            values["waiting"], values["why_not"] = (job, "") if not job.ready else (None, job.error)
            return Page(values, figures)
    tables = _tables(sheet)
    misread = differences_of(analyses, sheet.hypothesis) if case.views else None
    items = list(misread.items) if misread else []
    columns = choose(lens, list(tables.values()), _number(sheet, "page"), _COLUMNS)
    lanes = _lanes(sheet, tables, columns, items)
    shown = items if sheet.view == "base" else [one for one in items if within(one, sheet.view)]
    lines = _lines(sheet, lanes)
    opened = sheet.params.get("at", "")
    material = material_of(analyses, sheet.hypothesis)
    words = lexicon_of(analyses, sheet.hypothesis)
    terms = sheet.url("terms")
    values |= {
        "lanes": lanes,
        "columns": columns,
        "headline": headline(misread),
        "differences": differences(case, material, words, shown, terms, opened),
        "opened": opened if any(key_of(one) == opened for one in shown) else "",
        "elsewhere": len(items) - len(shown),
        "nested": [path for path in case.views if "." in path and heeded(case, _steps(path))],
        "lines": lines,
        "kept": kept_rows(lanes, lines),
        "many": base.n_states > _MANY,
    }
    if case.views and base.n_states <= _MANY:
        table = sheet.once(("compared", sheet.hypothesis), lambda: compare_lens(lens, ("seq",)))
        met, further = meetings(
            material, words, table, surprises_in(analyses, sheet.hypothesis),
            named(lens, places(table)[:20]), terms,
        )  # fmt: skip
        values |= {"meetings": met, "further": further, "meeting": _meeting(sheet, met)}
    return Page(values, figures, {"lanes": _grid(lanes, columns)})


def _steps(path: str) -> tuple[str, ...]:
    return tuple(path.split("."))


def within(item: Misperception, view: str) -> bool:
    """Whether a difference is one of a view, or of one below it."""
    return item.view == view or item.view.startswith(f"{view}.")


def _number(sheet: Sheet, field: str) -> int:
    text = sheet.params.get(field, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else 1


def _meeting(sheet: Sheet, met: list[Any]) -> Any:
    """The state whose surprises are shown party by party: the one asked for, else the first."""
    asked = sheet.params.get("state", "")
    return next((one for one in met if str(one.code) == asked), met[0] if met else None)


# ---------------------------------------------------------------------------- lanes


def _paths(sheet: Sheet) -> list[str]:
    """The base, each side that has a view, and nested views where one is looked at."""
    case = sheet.case
    parties = [key for key, party in case.parties.items() if party.at_table]
    found = ["base", *(party for party in parties if party in case.views)]
    nested = sheet.params.get("nested") == "yes" or "." in sheet.view
    for path in case.views:
        if nested and "." in path and heeded(case, _steps(path)):
            found.append(path)
    if sheet.view not in found:
        found.append(sheet.view)
    return found


def _tables(sheet: Sheet) -> dict[str, StabilityTable]:
    """Verdicts of every lane, and of what nested lanes are held against."""
    found = {}
    for path in _paths(sheet):
        steps = _steps(path) if path != "base" else ()
        for depth in range(len(steps) + 1):
            view = ".".join(steps[:depth]) or "base"
            if view not in found:
                found[view] = _solved(sheet, view)
    return found


def _prepared(sheet: Sheet) -> None:
    """Everything of a large game that takes its time."""
    _tables(sheet)
    material_of(sheet.analyses, sheet.hypothesis)


def _solved(sheet: Sheet, view: str) -> StabilityTable:
    game = sheet.analyses.game(view, sheet.hypothesis)
    done: StabilityTable = sheet.once(
        ("plain verdicts", view, sheet.hypothesis), lambda: solve_game(game, ("nash", "seq"))
    )
    return done


def _lanes(
    sheet: Sheet,
    tables: dict[str, StabilityTable],
    columns: Columns,
    items: list[Misperception],
) -> list[Lane]:
    titles = dict(sheet.views)
    found = []
    for path in _paths(sheet):
        above = path.rpartition(".")[0] or "base"
        own = [one for one in items if one.view == path]
        title = titles.get(path, f"As in view {path}")
        found.append(lane(sheet.case, title, tables[path], tables[above], columns.shown, own))
    return found


def _lines(sheet: Sheet, lanes: list[Lane]) -> str:
    """Which lines of the lanes are shown: all, or those that differ from the base."""
    asked = sheet.params.get("lines")
    if asked in {"all", "differing"}:
        return asked
    return "differing" if sum(len(one.rows) for one in lanes) > _ROWS else "all"


def kept_rows(lanes: list[Lane], lines: str) -> dict[str, frozenset[str]]:
    """For each lane, the keys of the lines that are shown."""
    base = lanes[0]
    return {
        one.view: frozenset(row.key for row in one.rows)
        if lines == "all" or one is base
        else differing(one, base) | {row.key for row in one.rows if row.kind in _VERDICTS}
        for one in lanes
    }


def _grid(lanes: list[Lane], columns: Columns) -> Grid:
    heads = ["View", "Line", "Party", "Note", *(column.name for column in columns.shown)]
    lines = [
        [one.title, row.head or row.kind, row.party, row.note, *(cell.says for cell in row.cells)]
        for one in lanes
        for row in one.rows
    ]
    return Grid(heads, lines)


# ---------------------------------------------------------------------------- figures


def _meanings(sheet: Sheet) -> Figure:
    found = compare_meanings(sheet.case, hypothesis=sheet.hypothesis)
    return CHARTS["meanings"](sheet.case, found, prefix=MEANINGS)


def figures_of(
    sheet: Sheet, misread: Callable[[], Misperceptions], meanings: Callable[[], Figure]
) -> Iterator[tuple[str, Figure]]:
    """The pictures of differences, stories and words, as far as the case allows them."""
    case = sheet.case
    drawers: dict[str, Callable[[], Figure]] = {"meanings": meanings}
    if case.views:
        drawers["differences"] = lambda: CHARTS["views-difference"](
            case, misread(), prefix="drawn-differences"
        )
    if case.stories:
        drawers["stories"] = lambda: CHARTS["stories"](case, prefix="drawn-stories")
    for name, draw in drawers.items():
        try:
            yield name, sheet.once(("figure of views", name, sheet.hypothesis), draw)
        except InputError:
            continue


# ---------------------------------------------------------------------------- what can be edited


def edit(sheet: Sheet) -> dict[str, Any]:
    """What the forms offer for the view that is looked at."""
    case, view = sheet.case, sheet.view
    parties = [key for key, party in case.parties.items() if party.at_table]
    made: dict[str, Any] = {
        "view": view if view != "base" else "",
        "parties": parties,
        "deeper": [party for party in parties if party != view.split(".")[-1]],
    }
    if view == "base":
        return made
    above = frame(case, view.rpartition(".")[0] or "base", sheet.hypothesis)
    here = frame(case, view, sheet.hypothesis)
    known = option_names(case)
    written = case.views.get(view)
    visible = [
        (option.full, _does(case, option.party, option.option), option.party, option.levels)
        for k, option in enumerate(known.options)
        if k not in here.held()
    ]
    made |= {
        "written": written is not None,
        "options": visible,
        "sides": [party for party in here.parties if party != view.split(".")[-1]],
        "rules": [rule.text for rule in here.impossible if rule.path[0] == "impossible"],
        "present": _present(case, here, visible),
        "words": list(dict.fromkeys([*case.meanings, *here.means])),
        "aware": aware(case, _steps(view)),
        "said": written.aware if written else None,
        "below": [path for path in case.views if path.startswith(f"{view}.")],
        "above": ".".join(above.path) or "base",
        "graph": case.graph_form,
    }
    return made


def _present(case: Case, here: Any, visible: list[Any]) -> list[tuple[str, str, str, Any]]:
    """Per option seen: full name, words, the level it stands at, all its levels."""
    levels = here.present_levels()
    if levels is None or case.graph_form:
        return []
    place = {option.full: k for k, option in enumerate(here.names.options)}
    return [
        (full, does, choices[levels[place[full]]], choices) for full, does, _, choices in visible
    ]


def _does(case: Case, party: str, option: str) -> str:
    """What an option does, also where only a view imagines it."""
    known = case.parties[party].options.get(option)
    if known is not None:
        return known.does.value
    for view in case.views.values():
        imagined = view.imagined.get(party, {}).get(option)
        if imagined is not None:
            return imagined.does.value
    return option
