"""The same term in different use: what stands around it in each side's mouth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

import numpy as np
from numpy.typing import NDArray

from detente.columns import counted
from detente.reading.words.contexts import Contexts, Passage, contexts_of, passage, telling
from detente.reading.words.corpus import Corpus, Judged
from detente.reading.words.logodds import Z95, log_odds
from detente.reading.words.measure import TOO_FEW, Finding, Rows, measure, number, row
from detente.reading.words.pages import fold, table
from detente.reading.words.permutation import Permuted, benjamini_hochberg, permute
from detente.result import Row

Ints = NDArray[np.int64]

_TELLING = 8
_PASSAGES = 3
#: false discoveries among the terms that text shows
_RATE = 0.05


@dataclass(frozen=True, eq=False)
class Use:
    """How one term is used: by the sides that use it often enough.

    Attributes
    ----------
    sides : numbers of those sides; fewer than two where there is too little to say
    uses, docs : by side, of all sides
    test : over those sides
    q : the test among all terms tested
    words : by side of `sides`, the words that stand near the term more than with the others
    passages : by side of `sides`
    """

    judged: Judged
    sides: tuple[int, ...]
    uses: Ints
    docs: Ints
    test: Permuted | None = None
    q: float | None = None
    words: tuple[tuple[str, ...], ...] = ()
    passages: tuple[tuple[Passage, ...], ...] = ()


@measure(
    "use",
    title="Same term, different use",
    says="terms that every side uses, with different words around them",
    source="lin1991",
)
def use(corpus: Corpus) -> Finding:
    """Contexts compared by Jensen–Shannon divergence, tested by permuting whole documents.

    The sides' names are dealt out anew over documents (within windows of time, where there are
    any), never over words; p-values are corrected for the number of terms tested.
    """
    found = find_use(corpus)
    tested = [one for one in found if one.test is not None]
    silent = [one for one in found if one.test is None]
    rows = [line for one in (*tested, *silent) for line in _rows(corpus, one)]
    return Rows("use", rows, _text(corpus, tested, silent), _notes(corpus, tested, silent))


def find_use(corpus: Corpus) -> list[Use]:
    """Terms tested, the most surprising first, then those there is too little of."""
    asked = corpus.settings.terms
    terms = list(asked) if asked else _candidates(corpus)
    rng = np.random.default_rng(corpus.settings.seed)
    found = []
    for done, term in enumerate(terms):
        corpus.progress(done, len(terms), "terms")
        found.append(_use(corpus, term, rng))
    tested = [one for one in found if one.test is not None]
    rates = benjamini_hochberg([one.test.p for one in tested if one.test is not None])
    tested = [replace(one, q=q) for one, q in zip(tested, rates, strict=True)]
    tested.sort(key=lambda one: (one.q or 0, -_excess(one)))
    return tested + [one for one in found if one.test is None]


def _candidates(corpus: Corpus) -> list[str]:
    """Terms of content that two sides use often enough, the most used first."""
    settings, index = corpus.settings, corpus.index
    if np.count_nonzero(corpus.docs_of >= settings.use_docs) < 2:
        return []
    found: list[tuple[int, str]] = []
    for order in range(1, len(index.tables) + 1):
        base = corpus.base(order)
        for some, counts in base.counts(base.kept):
            both = np.flatnonzero((counts >= settings.use_uses).sum(axis=1) > 1)
            for k in both.tolist():
                numbers = base.table.numbers(int(some[k]))
                if all(index.content[number] for number in numbers):
                    found.append((int(counts[k].sum()), index.term(order, int(some[k]))))
    found.sort(key=lambda it: (-it[0], it[1]))
    return [term for _, term in found[: settings.most]]


def _use(corpus: Corpus, term: str, rng: np.random.Generator) -> Use:
    index, settings = corpus.index, corpus.settings
    judged = corpus.judge(term)
    numbers = index.numbers_of(term)
    none = np.zeros(corpus.n_sides, dtype=np.int64)
    if numbers is None:
        return Use(judged, (), none, none)
    around = contexts_of(index, numbers, corpus.side_of, settings.span, index.content)
    side = corpus.side_of[around.parts].astype(np.int64)
    origin = index.origins[around.parts].astype(np.int64)
    units, unit = np.unique(origin * corpus.n_sides + side, return_inverse=True)
    docs = np.bincount(units % corpus.n_sides, minlength=corpus.n_sides)
    enough = (judged.n >= settings.use_uses) & (docs >= settings.use_docs)
    sides = tuple(np.flatnonzero(enough).tolist())
    if len(sides) < 2:
        return Use(judged, sides, judged.n, docs)
    counts = np.zeros((len(units), around.counts.shape[1]), dtype=np.int64)
    np.add.at(counts, unit, around.counts)
    inside = np.isin(units % corpus.n_sides, sides)
    of_unit = np.searchsorted(sides, units[inside] % corpus.n_sides)
    strata = None
    if corpus.windows:
        first = np.unique(unit, return_index=True)[1]
        strata = corpus.window_of[around.parts[first]][inside].astype(np.int64)
    test = permute(counts[inside], of_unit, len(sides), settings.draws, rng, strata)
    by_side = np.stack([counts[inside][of_unit == k].sum(axis=0) for k in range(len(sides))])
    return _shown(corpus, around, by_side, Use(judged, sides, judged.n, docs, test))


def _shown(corpus: Corpus, around: Contexts, counts: Ints, one: Use) -> Use:
    """With the words that differ, and passages that hold them."""
    index = corpus.index
    totals = counts.sum(axis=1)
    words, passages = [], []
    side_of_place = corpus.side_of[index.part_of(around.places)]
    for k, side in enumerate(one.sides):
        others, rest = counts.sum(axis=0) - counts[k], totals.sum() - totals[k]
        prior = counts.sum(axis=0) / max(int(totals.sum()), 1) * totals.mean() + 1e-9
        found = log_odds(counts[k], totals[k], others, rest, prior, float(totals.mean()))
        order = np.argsort(-found.z[:-1], kind="stable")[:_TELLING]
        wanted = around.words[order[found.z[order] > Z95]]
        words.append(tuple(index.vocabulary.word(int(number)) for number in wanted))
        passages.append(_passages(corpus, around, side_of_place == side, wanted, one.judged.term))
    return replace(one, words=tuple(words), passages=tuple(passages))


def _passages(
    corpus: Corpus, around: Contexts, here: NDArray[np.bool_], wanted: Ints, term: str
) -> tuple[Passage, ...]:
    index = corpus.index
    places = around.places[here]
    length = len(index.numbers_of(term) or ())
    origin = index.origins[index.part_of(places)]
    order = telling(around.near[here], wanted)
    first = np.sort(np.unique(origin[order], return_index=True)[1])[:_PASSAGES]
    span = corpus.settings.span
    return tuple(passage(index, int(places[k]), length, span) for k in order[first])


def _excess(one: Use) -> float:
    return one.test.distance - one.test.expected if one.test is not None else 0.0


def _rows(corpus: Corpus, one: Use) -> list[Row]:
    judged, test = one.judged, one.test
    rows = []
    for side, name in enumerate(corpus.sides):
        if not corpus.shown[side] or not (judged.n[side] or corpus.n_sides <= 6):
            continue
        place = one.sides.index(side) if test is not None and side in one.sides else None
        said = place is not None
        rows.append(
            row(
                "use", judged.term, name, int(judged.n[side]), int(judged.others[side]),
                float(judged.z[side]) if said else None, float(judged.low[side]),
                float(judged.high[side]), None,
                docs=int(one.docs[side]),
                distance=number(test.distance) if test and said else None,
                expected=number(test.expected) if test and said else None,
                p=number(test.p) if test and said else None,
                q=number(one.q) if said else None,
                words=list(one.words[place]) if place is not None else [],
                passages=[it.to_dict() for it in one.passages[place]] if place is not None else [],
            )
        )  # fmt: skip
    return rows


def _text(corpus: Corpus, tested: Sequence[Use], silent: Sequence[Use]) -> list[str]:
    lines: list[str] = []
    if corpus.settings.terms:
        for one in (*tested, *silent):
            lines += _in_full(corpus, one)
        return lines
    apart = [one for one in tested if one.q is not None and one.q <= _RATE and _excess(one) > 0]
    if not tested:
        return ["", f"    {TOO_FEW}"]
    if not apart:
        return ["", f"    none of {counted(len(tested), 'term')} differs more than chance would"]
    top = corpus.settings.top or 12
    cells = [("term", "distance", "by chance", "q", "side", "more often near it")]
    for one in apart[:top]:
        assert one.test is not None
        head = (
            one.judged.term,
            f"{one.test.distance:.2f}",
            f"{one.test.expected:.2f}",
            f"{one.q:.3f}",
        )
        for side, words in zip(one.sides, one.words, strict=True):
            if corpus.shown[side]:
                said = ", ".join(words[:6]) or "–"
                cells.append((*head, f"{corpus.sides[side]} ({one.uses[side]:,})", said))
                head = ("", "", "", "")
    lines = ["", *table(cells, right={1, 2, 3})]
    if len(apart) > top:
        lines.append(f"    {len(apart) - top} more; --top, or --term for one of them")
    return lines


def _in_full(corpus: Corpus, one: Use) -> list[str]:
    """One term: figures, the words that differ, and passages of two sides side by side."""
    lines = ["", f"  {one.judged.term}"]
    if one.test is None:
        counts = ", ".join(
            f"{name} {one.uses[k]:,} in {counted(int(one.docs[k]), 'document')}"
            for k, name in enumerate(corpus.sides)
            if corpus.shown[k] and (one.uses[k] or corpus.n_sides <= 6)
        )
        chosen = corpus.settings
        return [
            *lines,
            f"    {TOO_FEW}: {counts or 'no uses'}",
            f"    (needed on two sides: {chosen.use_uses} uses in {chosen.use_docs} documents)",
        ]
    lines.append(
        f"    distance {one.test.distance:.3f} bits; {one.test.expected:.3f} by chance;"
        f" p = {one.test.p:.4f}, q = {one.q:.4f} ({counted(one.test.draws, 'permutation')})"
    )
    for k, side in enumerate(one.sides):
        said = ", ".join(one.words[k]) or "no word stands out"
        uses = counted(int(one.uses[side]), "use")
        many = counted(int(one.docs[side]), "document")
        lines.append(f"    {corpus.sides[side]}: {uses} in {many}; nearer: {said}")
    shown = [k for k, side in enumerate(one.sides) if corpus.shown[side]]
    for left, right in zip_longest(shown[0::2], shown[1::2]):
        lines.append("")
        lines += _beside(corpus, one, left, right)
    return lines


def _beside(corpus: Corpus, one: Use, left: int, right: int | None) -> list[str]:
    wide = 46
    columns: list[list[str]] = []
    for k in (left, right):
        if k is None:
            continue
        column = [corpus.sides[one.sides[k]]]
        for it in one.passages[k]:
            column += [*fold(f"“… {it.text} …”", wide), f"  {it.doc}", ""]
        columns.append(column)
    return table(list(zip_longest(*columns, fillvalue="")))


def _notes(corpus: Corpus, tested: Sequence[Use], silent: Sequence[Use]) -> list[str]:
    chosen = corpus.settings
    if tested:
        return []
    return [
        f"Same term, different use: {TOO_FEW}. No term has {chosen.use_uses} uses in"
        f" {chosen.use_docs} documents on each of two sides."
    ]
