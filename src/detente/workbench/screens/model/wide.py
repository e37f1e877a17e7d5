"""The options table of a case that nobody could list: a few telling states, and one to try."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from starlette.responses import RedirectResponse, Response

from detente.case.model import DOUBTS, Outcome
from detente.workbench.acts import Form
from detente.workbench.page import Grid, Page
from detente.workbench.screens.model.beside import Beside, beside, when
from detente.workbench.screens.model.board import (
    SAYS,
    Board,
    Column,
    Group,
    Verdicts,
    cut,
    edged,
    grid_lines,
)
from detente.workbench.screens.model.later import Later
from detente.workbench.screens.model.rules import outcomes, rules, same, vocabulary
from detente.workbench.screens.outcomes.ways import Route, route_of
from detente.workbench.screens.screen import wide_screen
from detente.workbench.screens.terms.glossary import short
from detente.workbench.wide.answers import Leaving, Misread, Way
from detente.workbench.wide.asking import Asking
from detente.workbench.wide.columns import SOME, WAIT, Judged, Shown, judgements, telling_states
from detente.workbench.wide.words import PlainWords

if TYPE_CHECKING:
    from detente.workbench.sheet import Sheet

#: options beyond which those that stand alike in all columns are folded away at first
_ROWS = 24
#: characters of a state's name, and digits of a number that an address may have
_NAME, _DIGITS = 200, 400
#: signs of what is still being asked, beside those of the figures
STILL = {
    SOME: "some answer deters; whether a credible one does is not asked of all states yet",
    WAIT: "being worked out",
    "absent": "cannot be",
}


@dataclass(frozen=True)
class Trial:
    """The state that the user tries.

    Attributes
    ----------
    broken : the rules that it breaks, in words; a state that can be breaks none
    """

    code: int
    broken: tuple[str, ...]


@wide_screen("model")
def model(sheet: Sheet) -> Page:
    """The table with the states that tell most, and everything that can be changed there."""
    asking = Asking.of(sheet)
    game = asking.game
    words = PlainWords(sheet.case, game)
    trial = _number(sheet, "trial")
    trial = trial if trial is not None and game.is_code(trial) else None
    pinned = [code for code in _numbers(sheet) if game.is_code(code)]
    picked = _beside(sheet, asking, words)
    shown = telling_states(asking, trial, pinned)
    possible = [one.code for one in shown if game.possible(one.code)]
    looked_at = [one.code for one in shown if {"now", "trial", "picked"} & {*one.tags}]
    judged = judgements(asking, possible, looked_at)
    if picked is not None and picked.kind == "state" and int(picked.key) in judged:
        judged[int(picked.key)] = _closer(judged[int(picked.key)], picked.values["standings"])
    table = _board(sheet, asking, words, shown, judged)
    groups = table.groups
    every = sum(len(group.rows) for group in groups)
    differing = [_differing(group) for group in groups]
    folded = sheet.params.get("lines", "differing" if every > _ROWS else "all") != "all"
    counts = asking.held(_first_fitting(sheet))
    values: dict[str, Any] = {
        "asking": asking,
        "board": table,
        "groups": differing if folded and len(shown) > 1 else groups,
        "folded": folded and len(shown) > 1,
        "every": every,
        "fewer": sum(len(group.rows) for group in differing),
        "tags": {str(one.code): _tags(asking, one) for one in shown},
        "trial": None if trial is None else Trial(trial, _broken(words, game.broken(trial))),
        "states": counts.value[0] if counts.value else None,
        "combinations": game.n_cells,
        "beside": picked,
        "tries": _tries(asking, picked, trial),
        "chosen_code": picked.key if picked is not None and picked.kind == "state" else "",
        "where": "" if sheet.view == "base" else sheet.view,
        "base": sheet.view == "base",
        "rules": rules(sheet),
        "same": same(sheet.case),
        "outcomes": _outcomes(sheet, counts.value),
        "says": {**SAYS, **STILL},
        "places": {},
        "words": vocabulary(sheet.case),
        "pins": pinned,
        "doubts": DOUBTS,
        "short": short,
    }
    return Page(values, {}, Later({"options": lambda: Grid(*grid_lines(table))}))


def _closer(judged: Judged, standings: list[dict[str, Any]]) -> Judged:
    """What is known of a state, with what was found party by party."""
    signs = zip(judged.signs, (one["sign"] for one in standings), strict=True)
    return replace(judged, signs=tuple(one if new == WAIT else new for one, new in signs))


def _board(
    sheet: Sheet,
    asking: Asking,
    words: PlainWords,
    shown: list[Shown],
    judged: dict[int, Judged],
) -> Board:
    game = asking.game
    none = Judged(tuple("absent" for _ in game.parties))
    columns = tuple(
        Column(
            one.code,
            str(one.code),
            cut(words.called(one.code), _NAME),
            "now" in one.tags,
            "picked" in one.tags,
            judged.get(one.code, none).settles,
            judged.get(one.code, none).holds,
            judged.get(one.code, none).open,
            "",
        )
        for one in shown
    )
    verdicts = tuple(
        Verdicts(party, tuple(judged.get(one.code, none).signs[place] for one in shown))
        for place, party in enumerate(game.parties)
    )
    found: Misread | None = asking.misread().value if sheet.view != "base" else None
    otherwise = edged(found.found, sheet.view) if found is not None else ()
    return Board(sheet.case, game, columns, verdicts, otherwise, game.frame.one_way)


def _tags(asking: Asking, one: Shown) -> list[str]:
    """Why a state is shown, and how far it is from the present."""
    tags = [tag for tag in one.tags if ":" in tag]
    now = asking.game.present
    if now is not None and one.code != now:
        apart = len(asking.game.apart(now, one.code))
        tags.append(f"{apart} option{'s' if apart != 1 else ''} from now")
    return tags


def _differing(group: Group) -> Group:
    """Only those options that do not stand alike in all columns."""
    rows = [row for row in group.rows if len({cell.word for cell in row.cells}) > 1]
    return replace(group, rows=tuple(rows))


def _broken(words: PlainWords, texts: list[str]) -> tuple[str, ...]:
    return tuple(words.plain(words.line([text])) for text in texts)


def _first_fitting(sheet: Sheet) -> list[str]:
    """Where each named outcome is the first that fits, as expressions."""
    found: list[str] = []
    for outcome in sheet.case.outcomes.values():
        rest = "".join(f" and not ({one.when.value})" for one in _before(sheet, outcome))
        found.append(f"({outcome.when.value}){rest}")
    return found


def _before(sheet: Sheet, outcome: Outcome) -> list[Outcome]:
    every = list(sheet.case.outcomes.values())
    return every[: every.index(outcome)]


def _outcomes(sheet: Sheet, counts: tuple[int, ...] | None) -> tuple[Any, ...]:
    found = outcomes(sheet.case, None)
    if counts is None or len(counts) != len(found) + 1:
        return found
    return tuple(replace(one, count=count) for one, count in zip(found, counts[1:], strict=True))


# ---------------------------------------------------------------------------- beside the table


def _beside(sheet: Sheet, asking: Asking, words: PlainWords) -> Beside | None:
    """What was picked beside the table."""
    kind = sheet.params.get("at", "").partition(":")[0]
    if kind not in {"state", "why"}:
        return beside(sheet, None)
    return picked_state(sheet, asking, words)


def picked_state(sheet: Sheet, asking: Asking, words: PlainWords) -> Beside | None:
    """The state that was picked, party by party why it would be kept or left."""
    kind, _, rest = sheet.params.get("at", "").partition(":")
    code, _, party = rest.partition(":")
    if kind not in {"state", "why"} or not _is_number(code):
        return None
    game, number = asking.game, int(code)
    if not game.is_code(number):
        return None
    broken = game.broken(number)
    if broken:
        return Beside("nowhere", code, {"rules": _broken(words, broken)})
    return Beside("state", code, state_values(asking, words, number, party))


def state_values(asking: Asking, words: PlainWords, code: int, party: str = "") -> dict[str, Any]:
    """What a panel on one state shows.

    Parameters
    ----------
    party : whose reasons were asked for
    """
    game = asking.game
    outcome = game.outcome(code)
    now = game.present
    standings = []
    order = sorted(game.parties, key=lambda one: one != party)
    found = {one: asking.reasons(one, code) for one in order}
    for one in game.parties:
        reasons = found[one].value
        standings.append(
            {
                "party": one,
                "sign": WAIT if reasons is None else reasons.sign,
                "why": words.why(one, code, reasons) if reasons is not None else [],
                "place": None,
                "picked": one == party,
            }
        )
    signs = tuple(WAIT if one.value is None else one.value.sign for one in found.values())
    judged = Judged(signs)
    settles = {"nash": ("nash",), "answer": ("seq",), "any": ("gmr",)}.get(judged.holds, ())
    return {
        "name": words.called(code),
        "outcome": outcome.id if outcome else "",
        "notation": game.notation(code),
        "present": code == now,
        "settles": settles,
        "open": "open" in signs,
        "waits": WAIT in signs,
        "when": when(code, game.frame.names),
        "standings": standings,
        "can_ask_way": now is not None and code != now,
        "route": _route(asking, words, code) if asking.sheet.params.get("way") else None,
        "groups": _groups(asking, words, code) if asking.sheet.params.get("groups") else None,
        "changes": words.changes(now, code) if now is not None and code != now else [],
    }


def _groups(
    asking: Asking, words: PlainWords, code: int
) -> list[tuple[tuple[str, ...], int, str, list[str], int]] | None:
    """Who would leave a state together: the parties, where to, by what changes, how many such."""
    found: tuple[Leaving, ...] | None = asking.together(code).value
    if found is None:
        return None
    return [
        (
            one.parties,
            one.ends.code,
            words.called(one.ends.code),
            words.changes(code, one.ends.code),
            one.ends.count,
        )
        for one in found
    ]


def _route(asking: Asking, words: PlainWords, code: int) -> Route | None:
    """How a state is reached from the present, as far as that is known."""
    piece = asking.way(code) if code != asking.now else None
    if piece is None or piece.value is None:
        return None
    found: Way = piece.value
    return route_of(words, asking.game, found.ways, found.places.__getitem__)


# ---------------------------------------------------------------------------- trying


def _tries(asking: Asking, picked: Beside | None, trial: int | None) -> list[tuple[str, int]]:
    """The levels of a picked option, each with the state to try: else as on trial, or as now."""
    game = asking.game
    place = {axis.name: k for k, axis in enumerate(game.options)}
    if picked is None or picked.kind != "option" or place.get(picked.key) not in game.space.axes:
        return []
    option = game.options[place[picked.key]]
    here = trial if trial is not None else game.present or game.space.project(0)
    level = game.space.levels(here)[place[picked.key]]
    return [
        (option.levels[k] if option.named else ("no", "yes")[k], here + (k - level) * option.stride)
        for k in range(len(option.levels))
        if k != level
    ]


def try_state(sheet: Sheet, form: Form) -> Response:
    """Show the state that differs in one cell as the one that is tried."""
    code = form.get("pin")
    asking = Asking.of(sheet)
    if not _is_number(code) or not asking.game.is_code(int(code)):
        return RedirectResponse(sheet.url("model"), 303)
    if int(code) == asking.game.present:
        return RedirectResponse(sheet.url("model", trial=None, at=None), 303)
    return RedirectResponse(sheet.url("model", trial=code, at=f"state:{code}"), 303)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= _DIGITS


def _number(sheet: Sheet, name: str) -> int | None:
    text = sheet.params.get(name, "")
    return int(text) if _is_number(text) else None


def _numbers(sheet: Sheet) -> list[int]:
    parts = sheet.params.get("pinned", "").split(",")
    return [int(part) for part in dict.fromkeys(parts) if _is_number(part)][:8]
