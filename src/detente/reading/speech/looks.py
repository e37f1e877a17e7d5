"""One unit of a sentence at a time: words, capitals, quotations, adverbs and times."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from detente.reading.speech.closed import ADVERBS, AUXILIARIES, DAYS, NEGATIONS, PERIODS
from detente.reading.speech.units import STOPS, Unit

#: How many units a search may go to the left and to the right: what keeps long lines linear.
LEFT, RIGHT = 45, 160
DASHES = frozenset({"—", "–", "--", "-"})


class Looks:
    """The units of one sentence, and what each of them is."""

    def __init__(self, items: Sequence[Unit], first: int, last: int) -> None:
        self.items = items
        self.first = first
        self.last = last

    @cached_property
    def title_case(self) -> bool:
        """Whether nearly every word has a capital, as in a headline."""
        words = [item for item in self.items[self.first : self.last] if len(item.text) > 3]
        return len(words) > 1 and sum(w.text[:1].isupper() for w in words) * 10 >= len(words) * 7

    def low(self, at: int) -> str:
        """The unit's word in lower case; empty outside the sentence."""
        return self.items[at].low if self.first <= at < self.last else ""

    def capital(self, at: int) -> bool:
        """Whether the unit begins with a capital letter or a figure."""
        return self.first <= at < self.last and self.items[at].text[:1].isupper()

    def is_quote(self, at: int) -> bool:
        """Whether the unit is a quotation."""
        return self.first <= at < self.last and self.items[at].quote is not None

    def at_end(self, at: int) -> bool:
        """Whether nothing but stops follows."""
        return all(self.low(k) in STOPS for k in range(at, min(self.last, at + 3)))

    def is_adverb(self, at: int) -> bool:
        """Whether the unit may stand between subject and verb."""
        low = self.low(at)
        return low in ADVERBS or low in DAYS or (low.endswith("ly") and len(low) > 4)

    def skip_adjuncts(self, at: int) -> int:
        """The first unit at or after `at` that is no adverb and no time."""
        limit = min(self.last, at + LEFT)
        while at < limit:
            low = self.low(at)
            if self.is_adverb(at):
                at += 1
            elif low in {"on", "late", "early"} and self.low(at + 1) in DAYS | {"late", "early"}:
                at += 1
            elif low in {"last", "this", "next", "earlier", "that"} and (
                self.low(at + 1) in PERIODS | {"this", "last"}
            ):
                at += 2
            elif low in PERIODS and self.low(at - 1) in DAYS:
                at += 1
            elif low.isdigit() and self.low(at - 1) in DAYS:
                at += 1
            elif low == "in" and self.low(at + 1).isdigit() and len(self.low(at + 1)) == 4:
                at += 2
            else:
                break
        return at

    def skip_adjuncts_left(self, at: int) -> int:
        """The last unit at or before `at` that is no adverb, auxiliary or time."""
        edge = max(self.first, at - LEFT)
        while at > edge:
            low = self.low(at)
            if self.is_adverb(at) or low in AUXILIARIES or low in NEGATIONS:
                if low in DAYS and self.low(at - 1) in {"on", "late", "early", "last", "next"}:
                    at -= 1
                at -= 1
            elif low in PERIODS and self.low(at - 1) in {"last", "this", "next", "earlier"}:
                at -= 2
            elif low in {"this", "last"} and self.low(at - 1) == "earlier":
                at -= 1
            elif low.isdigit() and len(low) == 4 and self.low(at - 1) == "in":
                at -= 2
            else:
                break
        return at
