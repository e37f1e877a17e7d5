"""Who speaks to whom, who is answered, and who turns whom down."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np

from detente.reading.words.corpus import Corpus
from detente.reading.words.logodds import log_odds
from detente.reading.words.measure import TOO_FEW, Finding, Rows, measure, number, row
from detente.reading.words.pages import table
from detente.reading.words.shares import wilson
from detente.reading.words.statements import DISMISSING, Said, by_window
from detente.result import Row

#: statements of one side to another before shares are spoken of
FEWEST = 10


@measure(
    "answers",
    title="Who answers whom",
    says="statements of one side to another, how many the other then answers, and how many dismiss",
    needs=("statements",),
    source="wilson1927",
)
def answers(corpus: Corpus) -> Finding:
    """An answer is a later statement the other way: further on in the same document, or in one
    with a later date. Dismissals, refusals and accusations turn the other down."""
    rows: list[Row] = []
    cells: list[tuple[str, ...]] = []
    for window, said in by_window(corpus.said, corpus.settings.over, corpus.windows):
        found = exchanges(said)
        totals = Counter({pair: len(several) for pair, several in found.items()})
        for (side, target), several in sorted(found.items()):
            if corpus.settings.sides and side not in corpus.settings.sides:
                continue
            one, line = _row(corpus, side, target, several, totals, window)
            rows.append(one)
            cells.append(line)
    head = ("who", "to whom", "statements", "answered", "dismissing", "acts")
    lines = table([head, *cells], right={2}) if cells else [f"    {TOO_FEW}"]
    return Rows("answers", rows, ["", *lines])


def exchanges(said: Sequence[Said]) -> dict[tuple[str, str], list[tuple[Said, bool]]]:
    """Statements by who speaks to whom, each with whether it is answered."""
    towards: dict[tuple[str, str], list[Said]] = defaultdict(list)
    for one in said:
        if one.party is not None and one.target is not None and one.party != one.target:
            towards[one.party, one.target].append(one)
    return {
        (side, target): [
            (one, any(_after(other, one) for other in towards.get((target, side), ())))
            for one in several
        ]
        for (side, target), several in towards.items()
    }


def _after(one: Said, other: Said) -> bool:
    if one.doc == other.doc:
        return one.start > other.start
    return one.date is not None and other.date is not None and one.date > other.date


def _row(
    corpus: Corpus,
    side: str,
    target: str,
    several: Sequence[tuple[Said, bool]],
    totals: Counter[tuple[str, str]],
    window: str | None,
) -> tuple[Row, tuple[str, ...]]:
    n = len(several)
    others = sum(count for (who, whom), count in totals.items() if whom == target and who != side)
    mine = sum(count for (who, _), count in totals.items() if who == side)
    rest = sum(totals.values()) - mine
    prior = (n + others) / max(sum(totals.values()), 1) * FEWEST
    found = log_odds(
        np.array([n]), np.array([mine]), np.array([others]), np.array([rest]), prior, FEWEST
    )
    says = n >= FEWEST and corpus.several
    compared = says and rest >= FEWEST
    acts = Counter(one.act for one, _ in several if not one.negated)
    answered = sum(answer for _, answer in several)
    dismissing = sum(acts[act] for act in DISMISSING)
    low, high = wilson(dismissing, n)
    made = row(
        "answers", target, side, n, others, float(found.z[0]) if compared else None,
        float(found.low[0]), float(found.high[0]), window,
        answered=answered,
        dismissing=dismissing,
        dismissing_share=number(dismissing / n) if says else None,
        dismissing_low=number(low) if says else None,
        dismissing_high=number(high) if says else None,
        acts=dict(acts.most_common()),
    )  # fmt: skip
    told = f" ({dismissing / n:.0%})" if says else ""
    name = side if window is None else f"{window}  {side}"
    said = ", ".join(f"{act} {count}" for act, count in acts.most_common(4))
    return made, (name, target, f"{n:,}", f"{answered:,}", f"{dismissing:,}{told}", said)
