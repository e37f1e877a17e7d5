"""Outcomes of a case that nobody could list: counted, put in few words, found page by page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from detente.case.language import ExpressionError, parse
from detente.stability import CONCEPTS, default_concepts
from detente.workbench.page import Grid, Page
from detente.workbench.wide.answers import Described, Few, Listed, Telling
from detente.workbench.wide.asking import Asking, Piece
from detente.workbench.wide.words import PlainWords

if TYPE_CHECKING:
    from detente.workbench.sheet import Sheet

#: states of one page, and the last page that is counted out
PAGE, _LAST = 20, 50
ORDERS: Mapping[str, str] = {
    "near": "nearest to the present first",
    "code": "by number",
    "sample": "drawn at random, each as likely as any other",
}
#: characters of an expression
_LONGEST = 2000


@dataclass(frozen=True)
class Row:
    """One state: its name, in how many options it differs from the present, who would stay."""

    code: int
    name: str
    full: str
    apart: int | None
    stays: tuple[bool | None, ...]


@dataclass(frozen=True)
class Query:
    """Which states are asked for.

    Attributes
    ----------
    among : "all", "stable" (for all, under the concept), or a party's id
    where : an expression, or ""
    wrong : what is wrong with it, or ""
    """

    concept: str
    among: str
    where: str
    wrong: str
    order: str
    seed: int
    page: int

    @classmethod
    def of(cls, sheet: Sheet, asking: Asking) -> Query:
        """As the address has it; what is not known falls back to the first choice."""
        params = sheet.params
        concept, among = params.get("concept", ""), params.get("among", "")
        order = params.get("order", "")
        where = " ".join(params.get("where", "").split())[:_LONGEST]
        wrong = ""
        try:
            if where:
                parse(where, asking.game.frame.names)
        except ExpressionError as error:
            wrong = f"{error.what} (character {error.at + 1}). {error.hint}".strip()
        return cls(
            concept if concept in default_concepts() else "nash",
            among if among in {"all", *asking.game.parties} else "stable",
            where,
            wrong,
            order if order in orders_of(asking) else next(iter(orders_of(asking))),
            _number(params.get("seed"), 1),
            min(max(_number(params.get("page"), 1), 1), _LAST),
        )

    def listed(self, asking: Asking) -> Piece:
        """The states of the page."""
        kind = ("", "") if self.among == "all" else (self.concept, "")
        if self.among not in {"all", "stable"}:
            kind = (self.concept, self.among)
        where = "" if self.wrong else self.where
        first = 0 if self.order == "sample" else PAGE * (self.page - 1)
        return asking.listed(kind, where, self.order, first, PAGE, self.seed)


def outcomes(sheet: Sheet) -> Page:
    """Counts per concept, what equilibria have in common, pages of states, one state."""
    from detente.workbench.screens.model.board import SAYS
    from detente.workbench.screens.model.wide import STILL, picked_state
    from detente.workbench.screens.terms.glossary import short

    asking = Asking.of(sheet)
    words = PlainWords(sheet.case, asking.game)
    query = Query.of(sheet, asking)
    counts = [(key, asking.counted(key)) for key in default_concepts()]
    told: Telling | None = asking.telling(query.concept).value
    piece = query.listed(asking)
    found: Listed | None = piece.value
    rows = _rows(asking, words, query, found.codes if found is not None else ())
    together: Described | None = asking.described(query.concept).value if told else None
    known = next((one.value for _, one in counts if one.value is not None), None)
    parties = asking.game.parties
    grid = Grid(
        ("Code", "State", "Options apart from now", *map(sheet.name, parties)),
        [(str(row.code), row.full, row.apart, *row.stays) for row in rows],
    )
    values: dict[str, Any] = {
        "asking": asking,
        "query": query,
        "concepts": [(key, CONCEPTS[key].title, CONCEPTS[key].says) for key in default_concepts()],
        "counts": counts,
        "states": known.states if known else None,
        "combinations": asking.game.n_cells,
        "parties": parties,
        "told": told,
        "few": _few(sheet, words, told) if told is not None else (),
        "together": together,
        "joint": [words.line([text]) for text in together.words] if together else [],
        "fixed": _fixed(sheet, asking, words, told) if told is not None else {},
        "rows": rows,
        "found": found,
        "waits": piece.waits,
        "pages": 0 if found is None else min(-(-found.count // PAGE), _LAST),
        "orders": orders_of(asking),
        "per_page": PAGE,
        "beside": picked_state(sheet, asking, words),
        "says": {**SAYS, **STILL},
        "places": {},
        "short": short,
        "base": sheet.view == "base",
        "where": "" if sheet.view == "base" else sheet.view,
        "pins": [],
    }
    return Page(values, {}, {"states": grid})


def orders_of(asking: Asking) -> Mapping[str, str]:
    """The orders in which states can be listed; without a present none is near to it."""
    return {key: says for key, says in ORDERS.items() if key != "near" or asking.now is not None}


def _rows(asking: Asking, words: PlainWords, query: Query, codes: Sequence[int]) -> list[Row]:
    """The states of one page, with who would stay under the concept chosen."""
    game, now = asking.game, asking.now
    marks = asking.marks(query.concept, codes).value if codes else ()
    names = words.names(codes)
    none: tuple[bool | None, ...] = tuple(None for _ in game.parties)
    return [
        Row(
            code,
            names[code],
            game.notation(code),
            None if now is None else len(game.apart(now, code)),
            marks[place] if marks else none,
        )
        for place, code in enumerate(codes)
    ]


def _few(sheet: Sheet, words: PlainWords, told: Telling) -> list[tuple[str, str, Few, list[str]]]:
    """The nearest, and the best for each party: whose, a name, how many, what changes."""
    now = words.game.present
    kept = [("", told.nearest)] if told.nearest is not None else []
    kept += list(told.best.items())
    return [
        (party, words.called(few.code), few,
         words.changes(now, few.code) if now is not None else [])
        for party, few in kept
    ]  # fmt: skip


def _fixed(
    sheet: Sheet, asking: Asking, words: PlainWords, told: Telling
) -> dict[str, list[tuple[str, bool]]]:
    """By party, options that stand at one level in every equilibrium, and whether as now."""
    game = asking.game
    now = None if game.present is None else game.space.levels(game.present)
    found: dict[str, list[tuple[str, bool]]] = {}
    for option, level in told.fixed.items():
        party, _, name = game.options[option].name.partition(".")
        word = game.options[option].levels[level]
        text = words.plain(words.level(party, name, word))
        found.setdefault(party, []).append((text, now is not None and now[option] == level))
    return found


def _number(text: str | None, default: int) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 10 else default
