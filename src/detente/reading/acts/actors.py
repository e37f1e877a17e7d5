"""Who a sentence names on either side of a verb."""

from __future__ import annotations

from detente.reading.acts.clauses import Item
from detente.reading.acts.function import DETERMINER
from detente.reading.acts.lists import bag
from detente.reading.acts.tokens import Token

_DAYS = bag("""monday tuesday wednesday thursday friday saturday sunday january february march
    april may june july august september october november december today""")


def find_actors(
    tokens: list[Token], item: Item
) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
    """The nearest names before and after the verb; turned round in the passive."""
    before = _name(tokens, range(item.at - 1, -1, -1))
    after = _name(tokens, range(item.at + 1, min(len(tokens), item.at + 20)))
    return (after, before) if item.passive else (before, after)


def _name(tokens: list[Token], places: range) -> tuple[int, int] | None:
    """The nearest run of capitalised words that is no day or month."""
    run: list[Token] = []
    for place in places:
        token = tokens[place]
        article = place == 0 and token.low in DETERMINER
        if token.capital and token.low not in _DAYS and not article:
            run.append(token)
        elif run:
            break
    if not run:
        return None
    return min(token.start for token in run), max(token.end for token in run)
