"""How far coders agree: in per cent of pairs, and with chance taken off."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

from detente.result import Row


@dataclass(frozen=True, slots=True)
class Agreement:
    """Agreement of all coders about one field.

    Attributes
    ----------
    field : "act", "party", "target", "issue" or "negated"
    n : statements that at least two coders have coded
    percent : share of pairs of codings of one statement that agree, in [0, 1]; None without any
    alpha : Krippendorff's alpha for names without order: 1 where all agree, 0 where they agree as
        often as by chance; None where n is 0, or where everything was coded alike, so that chance
        leaves nothing to measure
    """

    field: str
    n: int
    percent: float | None
    alpha: float | None

    def to_row(self) -> Row:
        """One plain mapping, numbers rounded to four places."""
        rounded = {
            key: None if value is None else round(value, 4)
            for key, value in (("percent", self.percent), ("alpha", self.alpha))
        }
        return {"field": self.field, "n": self.n, **rounded}


def agreement(field: str, units: Iterable[Sequence[Hashable]]) -> Agreement:
    """Percent agreement and alpha over units, each with the values its coders gave it.

    References
    ----------
    [krippendorff2011], nominal data, any number of coders, values may be missing.
    """
    n = 0
    same_pairs = pairs = 0
    observed = 0.0  # disagreeing pairs, each unit weighted by one over its coders less one
    totals: Counter[Hashable] = Counter()
    for values in units:
        m = len(values)
        if m < 2:
            continue
        n += 1
        counts = Counter(values)
        totals += counts
        same = sum(c * (c - 1) for c in counts.values())
        same_pairs += same
        pairs += m * (m - 1)
        observed += (m * (m - 1) - same) / (m - 1)
    if not n:
        return Agreement(field, 0, None, None)
    all_values = totals.total()
    by_chance = all_values**2 - sum(c * c for c in totals.values())
    if not by_chance:
        return Agreement(field, n, same_pairs / pairs, None)
    alpha = 1 - (all_values - 1) * observed / by_chance
    return Agreement(field, n, same_pairs / pairs, alpha)
