"""The rows of the table of outcomes: what is worth a row, and what every column says of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from detente.brief.document import Inline, Span, plain
from detente.brief.endings import Ending
from detente.brief.lexicon import Lexicon
from detente.brief.looks import Verdict
from detente.brief.sections.outcomes import telling
from detente.brief.wording import verdicts
from detente.brief.wording.grammar import say, term
from detente.stability import CONCEPTS
from detente.workbench.screens.outcomes.columns import Judged
from detente.workbench.screens.outcomes.scene import Scene, alone

#: rows of one page
PAGE = 50
#: kinds of rows: key in addresses -> what the choice says
KINDS: Mapping[str, str] = {
    "telling": "outcomes that hold somewhere, the present, and what is asked",
    "named": "all outcomes",
    "holding": "every state that holds in a column shown",
    "states": "every state",
}
_TONES = {"holds": "holds", "left": "breaks", "open": "open", "absent": "absent"}


@dataclass(frozen=True)
class Cell:
    """One verdict.

    Attributes
    ----------
    tone : "holds", "breaks", "open" or "absent"
    reached : whether improvements lead there from the present; None where that is not known
    firm, locked : nobody has a better move; it holds only because it cannot be undone
    """

    words: Inline
    tone: str
    reached: bool | None
    firm: bool = False
    locked: bool = False


@dataclass(frozen=True)
class Row:
    """One outcome with its verdicts, column by column.

    Attributes
    ----------
    code : the state that stands for it
    codes : all states that go by its name
    """

    key: str
    code: int
    name: Inline
    title: str
    codes: tuple[int, ...]
    present: bool
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Rows:
    """One page of rows, and how many there are in all."""

    rows: tuple[Row, ...]
    total: int
    page: int

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, -(-self.total // PAGE))


def rows_of(
    scene: Scene, words: Lexicon, columns: Sequence[Judged], kind: str, concept: str, page: int
) -> Rows:
    """The rows of one page.

    Parameters
    ----------
    kind : one of `KINDS`
    page : from 1; beyond the last the last is shown
    """
    endings: list[Ending]
    codes: list[int] = []
    match kind:
        case "telling":
            endings = telling(scene.material)
        case "named":
            endings = list(scene.material.endings)
        case _:
            endings = []
            codes = _codes(scene, columns, kind, concept)
    total = len(endings) or len(codes)
    page = min(max(page, 1), max(1, -(-total // PAGE)))
    start = PAGE * (page - 1)
    shown = endings[start : start + PAGE] or [
        alone(scene, code) for code in codes[start : start + PAGE]
    ]
    base = scene.material.accounts[0].base
    now = None if base.game.present is None else base.game.code(base.game.present)
    return Rows(tuple(_row(words, columns, one, concept, now, kind) for one in shown), total, page)


def _codes(scene: Scene, columns: Sequence[Judged], kind: str, concept: str) -> list[int]:
    base = scene.material.accounts[0].listed
    if base is not None and kind == "states":
        return sorted(base.game.codes(base.game.states()).tolist())
    found: set[int] = set()
    for one in columns:
        if one.look is not None:
            found.update(one.look.resting(concept))
    return sorted(found)


def _row(
    words: Lexicon,
    columns: Sequence[Judged],
    ending: Ending,
    concept: str,
    now: int | None,
    kind: str,
) -> Row:
    found = [
        None if one.look is None else one.look.verdict(ending.codes, concept) for one in columns
    ]
    code = next((v.at for v in found if v is not None and v.holds and v.at is not None), None)
    by_state = kind in {"holding", "states"}
    name = words.ending(ending, link=False)
    if by_state and ending.name:
        name = (*name, Span(" · "), *words.state(ending.codes[0]))
    return Row(
        ending.key,
        ending.codes[0] if code is None else code,
        name,
        plain(words.short(ending)),
        ending.codes,
        now in ending.codes,
        tuple(_cell(words, verdict, concept) for verdict in found),
    )


def _cell(words: Lexicon, verdict: Verdict | None, concept: str) -> Cell:
    if verdict is None:
        return Cell((Span("no game here"),), "absent", None)
    firm = verdict.holds and len(verdict.still) == len(verdict.holding)
    told = cell_words(words, verdict, concept)
    return Cell(told, _TONES[verdict.sort], verdict.reached, firm, verdict.only_locked)


def cell_words(words: Lexicon, verdict: Verdict, concept: str) -> Inline:
    """A verdict in the brief's words; under a looser definition with that definition's reason."""
    if not verdict.holds or concept == "seq":
        return verdicts.cell(verdict, words.parties(verdict.leavers))
    head = verdicts.cell(verdict, (), why=False)
    if verdict.only_locked:
        why = term("cannot be undone", "undone")
    elif len(verdict.still) == len(verdict.holding):
        why = term("no better move", "nash")
    else:
        why = term(CONCEPTS[concept].plain, concept)
    return say("{head}: {why}", head=head, why=why)
