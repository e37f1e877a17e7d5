"""Inverse analysis on screen: what a party would have to prefer for a state to be stable for it."""

from __future__ import annotations

from dataclasses import dataclass

from detente.brief.document import Inline
from detente.brief.lexicon import Lexicon
from detente.brief.wording.grammar import own
from detente.case.model import Case
from detente.errors import InputError
from detente.levers.counting import Orders
from detente.levers.demands import INVERTIBLE
from detente.levers.inverse import Inverse, Inverted, invert
from detente.progress import Progress

#: conditions, and beginnings of orders, that are listed
_MOST, _BEGINNINGS = 12, 4
_LARGE = 10**9


@dataclass(frozen=True)
class Asked:
    """Whose preferences, at which state, under which definition.

    Attributes
    ----------
    party, state : empty where nothing is asked yet
    """

    party: str
    state: str
    concept: str
    view: str
    hypothesis: str | None


@dataclass(frozen=True)
class Wish:
    """The answer in words.

    Attributes
    ----------
    now : whether it stays there as things are; None where that is not known
    conditions : every one of them has to be met
    always : why it stays whatever it prefers; empty where it does not
    enough : a state that the asked one would have to be liked as well as, the rest unchanged
    beginnings : orders of its own statements that do
    """

    who: Inline
    where: Inline
    now: bool | None
    conditions: tuple[str, ...]
    more: int
    always: str
    count: str
    enough: Inline
    orders: str
    beginnings: tuple[tuple[Inline, ...], ...]


def wish(case: Case, asked: Asked, progress: Progress) -> Inverse:
    """Ask; the work of a job.

    Raises
    ------
    InputError
        as `invert` does, and for a definition that is not asked backwards.
    """
    if asked.concept not in INVERTIBLE:
        raise InputError(f"'{asked.concept}' cannot be asked backwards")
    return invert(
        case, asked.party, asked.state, asked.concept, asked.view, asked.hypothesis, progress
    )


def told(words: Lexicon, found: Inverse) -> Wish:
    """The answer in words."""
    (item,) = found.items
    code = found.game.code(found.index)
    why = ""
    if not item.demands:
        why = "every move is answered by a way back" if found.moves else "it has no move from there"
    return Wish(
        words.head(found.party),
        words.outcome(code),
        item.stable,
        tuple(found.words(one) for one in item.demands[:_MOST]),
        max(0, len(item.demands) - _MOST),
        why,
        _count(found, item),
        () if item.enough is None else words.outcome(found.game.code(item.enough)),
        _orders(found, item.orders),
        tuple(_beginnings(words, found, item.orders)),
    )


def _count(found: Inverse, item: Inverted) -> str:
    if not item.demands:
        return ""
    if item.share is None:
        return "too many to count"
    if item.rankings is not None and found.of is not None and found.of < _LARGE:
        return f"{item.rankings:,} of {found.of:,}"
    return f"about {int(item.share * 10_000) / 100:g} % of all"


def _orders(found: Inverse, orders: Orders | None) -> str:
    if orders is None:
        return ""
    if orders.count is None:
        return f"too many orders of its {len(found.statements)} statements to count"
    return f"{orders.count:,} of {orders.of:,}"


def _beginnings(words: Lexicon, found: Inverse, orders: Orders | None) -> list[tuple[Inline, ...]]:
    if orders is None or not orders.count or orders.count == orders.of:
        return []
    return [
        tuple(words.preference(found.statements[k]) or own(found.statements[k]) for k in one)
        for one in orders.beginnings[:_BEGINNINGS]
    ]
