"""Terms of several words: pairs and triples that stand together more than chance would have it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from detente.reading.words.corpus import Corpus
from detente.reading.words.measure import TOO_FEW, Finding, Rows, measure, number, row
from detente.reading.words.pages import table

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

#: pairs rarer than this say little of what belongs together
FEWEST = 10
#: of normalised mutual information; 1 where neither word stands without the other
_CLOSE = 0.25
#: a chance of 1 in 1,000,000 under independence
_CHANCE = 23.9
_MOST = 300


@measure(
    "collocations",
    title="Terms of several words",
    says="words that stand together, and which side uses them more",
    source="dunning1993",
)
def collocations(corpus: Corpus) -> Finding:
    """Pairs by log-likelihood and normalised mutual information; triples made of two of them."""
    if len(corpus.index.tables) < 2:
        return Rows("collocations", [], ["", "    pairs were not counted"])
    places, g2, npmi = _pairs(corpus)
    pairs = corpus.index.tables[1]
    terms = [(corpus.index.term(2, int(k)), float(a), float(b)) for k, a, b in
             zip(places, g2, npmi, strict=True)]  # fmt: skip
    longer = _triples(corpus, {pairs.numbers(int(k)) for k in places})
    terms += [(term, float("nan"), float("nan")) for term in longer]
    judged = [(corpus.judge(term), a, b) for term, a, b in terms]
    judged.sort(key=lambda one: (-int(one[0].n.sum()), one[0].term))
    rows = [
        row(
            "collocations", one.term, corpus.sides[side], int(one.n[side]), int(one.others[side]),
            float(one.z[side]), float(one.low[side]), float(one.high[side]), None,
            docs=one.docs, g2=number(a, 2), npmi=number(b, 4),
        )
        for one, a, b in judged
        for side in np.flatnonzero(corpus.shown & (one.n > 0)).tolist()
    ]  # fmt: skip
    cells = [("term", "uses", "documents", "more by", "z")]
    for one, _, _ in judged[: corpus.settings.top or 15]:
        best = int(np.nanargmax(one.z)) if np.isfinite(one.z).any() else None
        by = corpus.sides[best] if best is not None and one.low[best] > 0 else "–"
        z = f"{one.z[best]:.1f}" if best is not None and by != "–" else ""
        cells.append((one.term, f"{int(one.n.sum()):,}", f"{one.docs:,}", by, z))
    lines = table(cells, right={1, 2, 4}) if judged else [f"    {TOO_FEW}"]
    return Rows("collocations", rows, ["", *lines])


def _pairs(corpus: Corpus) -> tuple[Ints, Floats, Floats]:
    """Pairs of content words that hold together, the most used first."""
    index = corpus.index
    single, base = corpus.base(1), corpus.base(2)
    least = max(FEWEST, corpus.settings.min_uses)
    kept = base.kept[base.uses[base.kept] >= least]
    table_ = base.table
    many = len(table_.common)
    first = table_.common[(table_.keys[kept] // np.uint64(max(many, 1))).astype(np.int64)]
    second = table_.common[(table_.keys[kept] % np.uint64(max(many, 1))).astype(np.int64)]
    content = index.content[first] & index.content[second]
    kept, first, second = kept[content], first[content], second[content]
    uses = np.zeros(len(index.vocabulary), dtype=np.int64)
    uses[single.table.keys.astype(np.int64)] = single.uses
    g2, npmi = association(base.uses[kept], uses[first], uses[second], int(single.uses.sum()))
    close = (g2 >= _CHANCE) & (npmi >= _CLOSE)
    order = np.argsort(-base.uses[kept][close], kind="stable")[:_MOST]
    return kept[close][order], g2[close][order], npmi[close][order]


def association(both: Ints, first: Ints, second: Ints, words: int) -> tuple[Floats, Floats]:
    """How much two words belong together, from uses of the pair and of each.

    Log-likelihood ratio of the table of first and second word [dunning1993], and mutual
    information of the pair over its greatest value: 1 where neither stands without the other, 0
    for independence.
    """
    a = both.astype(np.float64)
    b = np.maximum(first - both, 0).astype(np.float64)
    c = np.maximum(second - both, 0).astype(np.float64)
    d = np.maximum(words - first - second + both, 0).astype(np.float64)
    total = a + b + c + d

    def part(seen: Floats, row_: Floats, column: Floats) -> Floats:
        ratio = np.where(seen > 0, seen * total / np.maximum(row_ * column, 1e-300), 1.0)
        found: Floats = seen * np.log(ratio)
        return found

    g2 = 2 * (
        part(a, a + b, a + c) + part(b, a + b, b + d) + part(c, c + d, a + c)
        + part(d, c + d, b + d)
    )  # fmt: skip
    share = a / total
    mutual = np.log(share * total**2 / np.maximum((a + b) * (a + c), 1e-300))
    npmi = np.where(share < 1, mutual / np.maximum(-np.log(share), 1e-300), 1.0)
    attracted = a * total > (a + b) * (a + c)
    return np.where(attracted, g2, 0.0), npmi


def _triples(corpus: Corpus, pairs: set[tuple[int, ...]]) -> Sequence[str]:
    """Runs of three words, both of whose pairs hold together, used often enough."""
    seconds: dict[int, list[int]] = {}
    for one, two in pairs:
        seconds.setdefault(one, []).append(two)
    index = corpus.index
    least = max(FEWEST, corpus.settings.min_uses)
    found = []
    for one, two in sorted(pairs):
        for three in seconds.get(two, ()):
            if len(index.occurrences((one, two, three))) >= least:
                words = (index.vocabulary.word(number) for number in (one, two, three))
                found.append(" ".join(words))
    return found
