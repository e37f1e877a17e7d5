"""Who a sentence names on either side of a verb."""

from __future__ import annotations

from detente.reading.acts.clauses import Item
from detente.reading.acts.function import DETERMINER, PREPOSITION, PRONOUN, RELATIVE, SUBORDINATE
from detente.reading.acts.grammar import BETWEEN, BREAK, is_adverb
from detente.reading.acts.lists import bag
from detente.reading.acts.tokens import Token

_DAYS = bag("""monday tuesday wednesday thursday friday saturday sunday january february march
    april may june july august september october november december today yesterday tomorrow""")
_NO_NAME = _DAYS | DETERMINER | PREPOSITION | PRONOUN | SUBORDINATE | RELATIVE
_ENDS = PREPOSITION | RELATIVE | SUBORDINATE | BREAK | {"and", "or", "but", "that", "to"}
_REACH = 20

Span = tuple[int, int]


def find_actors(tokens: list[Token], item: Item) -> tuple[Span | None, Span | None]:
    """Who did it and to whom; in the passive what stands before the verb suffered it.

    The nearest name on either side; where there is none, the words for a person or thing next to
    the verb.
    """
    earlier = range(item.at - 1, -1, -1)
    later = range(item.at + 1, min(len(tokens), item.at + _REACH))
    before = _name(tokens, earlier) or _phrase(tokens, earlier)
    after = _name(tokens, later) or _phrase(tokens, later)
    return (after, before) if item.passive else (before, after)


def _name(tokens: list[Token], places: range) -> Span | None:
    """The nearest run of capitalised words that is no day, month or function word."""
    run: list[Token] = []
    for place in places:
        token = tokens[place]
        if token.capital and token.low not in _NO_NAME:
            run.append(token)
        elif run:
            break
    return _span(run)


def _phrase(tokens: list[Token], places: range) -> Span | None:
    """The words next to the verb up to an article, a preposition or a comma."""
    run: list[Token] = []
    for place in places:
        token = tokens[place]
        low = token.low
        if not run and (low in BETWEEN or is_adverb(token)):
            continue
        if low in _ENDS or low in BETWEEN or low in _DAYS or not low[0].isalnum():
            break
        article = low in DETERMINER
        if article and run and places.step == 1:
            break
        run.append(token)
        if article and places.step == -1:
            break
    if all(token.low in DETERMINER or token.low in PRONOUN for token in run):
        return None
    return _span(run)


def _span(run: list[Token]) -> Span | None:
    if not run:
        return None
    return min(token.start for token in run), max(token.end for token in run)
