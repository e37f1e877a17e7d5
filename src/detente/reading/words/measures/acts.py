"""Which acts each side performs, window after window: the other half of the mood music."""

from __future__ import annotations

from collections import Counter

import numpy as np

from detente.reading.words.corpus import Corpus
from detente.reading.words.logodds import log_odds
from detente.reading.words.measure import TOO_FEW, Finding, Rows, measure, number, row
from detente.reading.words.pages import table
from detente.reading.words.shares import difference, wilson
from detente.reading.words.statements import by_window
from detente.result import Row

#: statements that a side needs in a window before shares are spoken of
FEWEST = 10


@measure(
    "acts",
    title="What each side does with words",
    says="shares of demands, offers, refusals and other acts among a side's statements",
    needs=("statements",),
    source="newcombe1998",
)
def acts(corpus: Corpus) -> Finding:
    """Acts of statements as they were read by patterns; what is denied is left out."""
    rows: list[Row] = []
    lines: list[str] = []
    before: dict[str, Counter[str]] = {}
    for window, said in by_window(corpus.said, corpus.settings.over, corpus.windows):
        counts: dict[str, Counter[str]] = {}
        for one in said:
            if not one.negated and one.party is not None:
                counts.setdefault(one.party, Counter())[one.act] += 1
        for side in sorted(counts):
            if corpus.settings.sides and side not in corpus.settings.sides:
                continue
            rows += _rows(corpus, counts, side, before.get(side), window)
            lines.append(_line(counts[side], side, window))
            if sum(counts[side].values()) >= FEWEST:
                before[side] = counts[side]
    cells = [line.split("\t") for line in lines]
    return Rows("acts", rows, ["", *(table(cells, right={1}) or [f"    {TOO_FEW}"])])


def _rows(
    corpus: Corpus,
    counts: dict[str, Counter[str]],
    side: str,
    before: Counter[str] | None,
    window: str | None,
) -> list[Row]:
    total = sum(counts[side].values())
    everything = sum((Counter(one) for one in counts.values()), Counter())
    all_of = sum(everything.values())
    says = total >= FEWEST and corpus.several
    rows = []
    for act in sorted(everything, key=lambda it: (-counts[side][it], it)):
        n, others = counts[side][act], everything[act] - counts[side][act]
        prior = everything[act] / all_of * FEWEST
        found = log_odds(
            np.array([n]), np.array([total]), np.array([others]), np.array([all_of - total]),
            prior, FEWEST,
        )  # fmt: skip
        compared = says and all_of - total >= FEWEST
        low, high = wilson(n, total)
        change = None
        if before is not None and says:
            change = difference(n, total, before[act], sum(before.values()))
        rows.append(
            row(
                "acts", act, side, n, others, float(found.z[0]) if compared else None,
                float(found.low[0]), float(found.high[0]), window,
                share=number(n / total) if says else None,
                share_low=number(low) if says else None,
                share_high=number(high) if says else None,
                change=None if change is None else number(change[0]),
                change_low=None if change is None else number(change[1]),
                change_high=None if change is None else number(change[2]),
                of=total,
            )
        )  # fmt: skip
    return rows


def _line(counts: Counter[str], side: str, window: str | None) -> str:
    total = sum(counts.values())
    name = side if window is None else f"{window}  {side}"
    said = ", ".join(
        f"{act} {n}" + (f" ({n / total:.0%})" if total >= FEWEST else "")
        for act, n in counts.most_common(6)
    )
    few = "" if total >= FEWEST else "; too few for shares"
    return f"{name}\t{total:,}\t{said}{few}"
