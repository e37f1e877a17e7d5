"""What each side talks about: shares of issues, and how far apart the agendas are."""

from __future__ import annotations

from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from detente.reading.words.corpus import Corpus
from detente.reading.words.issues import vocabularies
from detente.reading.words.measure import TOO_FEW, Finding, Rows, measure, number, row
from detente.reading.words.pages import bars, table
from detente.result import Row

#: words on any issue that a side needs before its agenda is spoken of
FEWEST = 20


@measure(
    "salience",
    title="What each side talks about",
    says="shares of the issues among what a side says on any of them, and the gap between agendas",
    needs=("topics",),
    source="monroe2008",
)
def salience(corpus: Corpus) -> Finding:
    """Uses of each issue's words by side and window; half the sum of differences is the gap."""
    words = vocabularies(corpus.index, corpus.case, dict(corpus.settings.topics))
    rows: list[Row] = []
    lines: list[str] = []
    for span in corpus.spans():
        window = None if span is None else corpus.windows[span]
        counts = _counts(corpus, words, span)
        rows += _rows(corpus, list(words), counts, span, window)
        lines += _lines(corpus, list(words), counts, window)
    silent = [name for name, numbers in words.items() if not numbers]
    said = [f"No word of these issues occurs: {', '.join(silent)}."] if silent else []
    return Rows("salience", rows, lines, said)


def _counts(corpus: Corpus, words: dict[str, list[int]], span: int | None) -> NDArray[np.int64]:
    """Uses of each issue's words: array (issue, side)."""
    base = corpus.base(1, span)
    found = np.zeros((len(words), corpus.n_sides), dtype=np.int64)
    for k, numbers in enumerate(words.values()):
        places = [base.table.find((number,)) for number in numbers]
        terms = np.array([place for place in places if place is not None], dtype=np.int64)
        if len(terms):
            for _, counts in base.counts(terms):
                found[k] += counts.sum(axis=0)
    return found


def _rows(
    corpus: Corpus,
    names: list[str],
    counts: NDArray[np.int64],
    span: int | None,
    window: str | None,
) -> list[Row]:
    base = corpus.base(1, span)
    totals = counts.sum(axis=0)
    others, found = base.judge(counts, counts.sum(axis=1))
    enough = (counts.sum(axis=1) >= corpus.settings.min_uses) & corpus.several
    rows: list[Row] = []
    for k, name in enumerate(names):
        for side in np.flatnonzero(corpus.shown).tolist():
            says = bool(enough[k]) and corpus.n_sides > 1
            rows.append(
                row(
                    "salience", name, corpus.sides[side], int(counts[k, side]),
                    int(others[k, side]), float(found.z[k, side]) if says else None,
                    float(found.low[k, side]), float(found.high[k, side]), window,
                    share=_share(corpus, counts[k, side], totals[side]),
                    of=int(totals[side]),
                )
            )  # fmt: skip
    for one, other in combinations(np.flatnonzero(corpus.shown).tolist(), 2):
        if len(rows) > 20_000:
            break
        gap = agenda_gap(counts[:, one], counts[:, other]) if corpus.several else None
        rows.append(
            row(
                "agenda gap", corpus.sides[other], corpus.sides[one], int(totals[one]),
                int(totals[other]), None, None, None, window, gap=number(gap),
            )
        )  # fmt: skip
    return rows


def agenda_gap(one: NDArray[np.int64], other: NDArray[np.int64]) -> float | None:
    """Half the sum of differences of shares: 0 for one agenda, 1 for none in common."""
    if one.sum() < FEWEST or other.sum() < FEWEST:
        return None
    return float(np.abs(one / one.sum() - other / other.sum()).sum() / 2)


def _share(corpus: Corpus, n: int, total: int) -> float | None:
    return round(float(n / total), 6) if total >= FEWEST and corpus.several else None


def _lines(
    corpus: Corpus, names: list[str], counts: NDArray[np.int64], window: str | None
) -> list[str]:
    sides = np.flatnonzero(corpus.shown).tolist()[:12]
    totals = counts.sum(axis=0)
    lines = [""] if window is None else ["", f"  {window}"]
    cells = [("issue", *(cell for side in sides for cell in (corpus.sides[side], "")))]
    order = np.argsort(-counts.sum(axis=1), kind="stable")
    for k in order.tolist():
        line = [names[k]]
        for side in sides:
            share = _share(corpus, counts[k, side], totals[side])
            line += (
                [f"{TOO_FEW} ({counts[k, side]})", ""]
                if share is None
                else [f"{share:.0%} ({counts[k, side]:,})", bars(share, 1.0, 16)]
            )
        cells.append(tuple(line))
    lines += table(cells)
    for one, other in combinations(sides, 2):
        gap = agenda_gap(counts[:, one], counts[:, other])
        if gap is not None and len(sides) <= 6 and corpus.several:
            pair = f"{corpus.sides[one]} and {corpus.sides[other]}"
            lines.append(f"    agenda gap between {pair}: {gap:.2f} of 1")
    return lines
