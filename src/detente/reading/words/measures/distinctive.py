"""Which terms set a side apart from the others."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.columns import counted
from detente.reading.words.corpus import Base, Corpus
from detente.reading.words.function_words import carries_content
from detente.reading.words.logodds import Z95
from detente.reading.words.measure import TOO_FEW, Finding, Rows, measure, number, row
from detente.reading.words.pages import bars, side_heading, table
from detente.result import Row

Floats = NDArray[np.float64]

#: rows of terms below the minimum, a side, where nothing at all can be said
_FEW = 10
_SIDES_IN_FULL = 6
#: sides that text tells of at once
_PAGE = 40


@dataclass(frozen=True, eq=False)
class Found:
    """The judged terms of one window, as arrays of one length, by side and falling z."""

    span: int | None
    order: NDArray[np.int8]
    place: NDArray[np.int64]
    side: NDArray[np.int32]
    n: NDArray[np.int64]
    others: NDArray[np.int64]
    docs: NDArray[np.int64]
    delta: Floats
    sd: Floats

    @property
    def z(self) -> Floats:
        """Standard errors between the log-odds ratio and 0."""
        return self.delta / self.sd


@dataclass(frozen=True, eq=False)
class Distinctive(Finding):
    """Terms by side, with the log-odds ratio of each."""

    corpus: Corpus
    found: Sequence[Found]
    measure: str = "distinctive"

    @property
    def notes(self) -> Sequence[str]:
        """What the figures rest on."""
        if any(len(one.z) for one in self.found):
            return ()
        chosen = self.corpus.settings
        return (
            f"Distinctive terms: {TOO_FEW}. No term has {chosen.min_uses} uses in"
            f" {chosen.min_docs} documents, or there is only one side.",
        )

    def to_rows(self) -> Iterator[Row]:
        """Every term that passes the minimum and that the side uses or clearly avoids."""
        for one in self.found:
            yield from self._rows(one)

    def _rows(self, one: Found) -> Iterator[Row]:
        corpus, top = self.corpus, self.corpus.settings.top
        window = None if one.span is None else corpus.windows[one.span]
        names: dict[tuple[int, int], str] = {}
        z = one.z
        low, high = one.delta - Z95 * one.sd, one.delta + Z95 * one.sd
        given, last = 0, -1
        for k in range(len(z)):
            side = int(one.side[k])
            given = given + 1 if side == last else 1
            last = side
            if top is not None and given > top:
                continue
            key = int(one.order[k]), int(one.place[k])
            if key not in names:
                names[key] = corpus.index.term(*key)
            yield row(
                self.measure, names[key], corpus.sides[side], one.n[k], one.others[k],
                z[k], low[k], high[k], window, delta=round(float(one.delta[k]), 6),
                docs=int(one.docs[k]),
            )  # fmt: skip
        if not len(z) and not corpus.settings.everything:
            yield from self._refused(one.span, window)

    def _refused(self, span: int | None, window: str | None) -> Iterator[Row]:
        """The most used words of each side where nothing can be said."""
        corpus = self.corpus
        base = corpus.base(1, span)
        content = np.array(
            [carries_content(corpus.index.term(1, place)) for place in range(len(base.table))],
            dtype=np.bool_,
        )
        content &= base.uses > 0
        order = np.argsort(-base.uses, kind="stable")
        most = order[content[order]][:_FEW]
        for some, counts in base.counts(most):
            for k, place in enumerate(some.tolist()):
                for side in np.flatnonzero(corpus.shown & (counts[k] > 0)).tolist():
                    n = int(counts[k, side])
                    yield row(
                        self.measure, corpus.index.term(1, place), corpus.sides[side], n,
                        int(counts[k].sum()) - n, None, None, None, window, delta=None,
                        docs=int(base.docs[place]),
                    )  # fmt: skip

    def lines(self) -> list[str]:
        """Per window and side, the terms with the highest z; many sides get a line each."""
        lines: list[str] = []
        for one in self.found:
            if one.span is not None:
                lines += ["", f"  {self.corpus.windows[one.span]}"]
            shown = np.flatnonzero(self.corpus.shown).tolist()
            compact = len(shown) > _SIDES_IN_FULL
            begin = (self.corpus.settings.page - 1) * _PAGE
            for side in shown[begin : begin + _PAGE]:
                lines += self._line(one, side) if compact else self._table(one, side)
            rest = len(shown) - begin - _PAGE
            if rest > 0:
                following = self.corpus.settings.page + 1
                lines.append(f"  {counted(rest, 'more side')}: --page {following}, or --side NAME")
        return lines

    def _telling(self, one: Found, side: int, top: int) -> list[int]:
        """Places of the terms whose interval lies above 0, pairs with a function word left out."""
        begin, end = np.searchsorted(one.side, [side, side + 1])
        found: list[int] = []
        for k in range(int(begin), int(end)):
            if len(found) == top or one.delta[k] <= Z95 * one.sd[k]:
                break
            words = self.corpus.index.term(int(one.order[k]), int(one.place[k])).split()
            if len(words) == 1 or all(map(carries_content, words)):
                found.append(k)
        return found

    def _table(self, one: Found, side: int) -> list[str]:
        corpus = self.corpus
        lines = ["", side_heading(corpus, side, one.span)]
        telling = self._telling(one, side, corpus.settings.top or 15)
        if not telling:
            return [*lines, f"    {TOO_FEW if not len(one.z) else 'no term sets it apart'}"]
        cells = [("term", "here", "others", "z", "log-odds, 95 %", "")]
        longest = max(abs(float(one.z[k])) for k in telling)
        for k in telling:
            delta, sd = float(one.delta[k]), float(one.sd[k])
            cells.append(
                (
                    corpus.index.term(int(one.order[k]), int(one.place[k])),
                    f"{one.n[k]:,}",
                    f"{one.others[k]:,}",
                    f"{delta / sd:.1f}",
                    f"{delta - Z95 * sd:+.2f} to {delta + Z95 * sd:+.2f}",
                    bars(delta / sd, longest),
                )
            )
        return lines + table(cells, right={1, 2, 3})

    def _line(self, one: Found, side: int) -> list[str]:
        terms = [
            f"{self.corpus.index.term(int(one.order[k]), int(one.place[k]))} {one.z[k]:.1f}"
            for k in self._telling(one, side, self.corpus.settings.top or 6)
        ]
        says = " · ".join(terms) if terms else TOO_FEW
        return [f"  {self.corpus.sides[side]}: {says}"]


@measure(
    "distinctive",
    title="Distinctive terms",
    says="which words and pairs of words a side uses more than the others do",
    source="monroe2008",
)
def distinctive(corpus: Corpus) -> Finding:
    """Log-odds with a Dirichlet prior for every term and side [monroe2008]."""
    if corpus.settings.terms:
        return asked_for(corpus)
    found = [_window(corpus, span) for span in corpus.spans()]
    return Distinctive(corpus, found)


def _window(corpus: Corpus, span: int | None) -> Found:
    parts = [
        part
        for order in range(1, len(corpus.index.tables) + 1)
        for part in _order(corpus, corpus.base(order, span), order)
    ]
    if not parts:
        empty = np.empty(0)
        parts = [tuple(empty.astype(kind) for kind in _KINDS)]
    columns = [np.concatenate(column) for column in zip(*parts, strict=True)]
    side, delta, sd = columns[2], columns[6], columns[7]
    order = np.lexsort((-(delta / sd), side))
    return Found(span, *(column[order] for column in columns))


_KINDS = (np.int8, np.int64, np.int32, np.int64, np.int64, np.int64, np.float64, np.float64)


def _order(corpus: Corpus, base: Base, order: int) -> Iterator[tuple[NDArray[np.generic], ...]]:
    settings = corpus.settings
    for some, counts in base.counts(base.kept):
        others, contrast = base.judge(counts, base.whole[some])
        wanted = np.isfinite(contrast.delta) & corpus.shown & base.compared
        if not settings.everything:
            avoided = contrast.delta < -Z95 * contrast.sd
            wanted &= (counts > 0) | avoided
        place, side = np.nonzero(wanted)
        yield (
            np.full(len(place), order, dtype=np.int8),
            some[place],
            side.astype(np.int32),
            counts[place, side],
            others[place, side],
            base.docs[some[place]],
            contrast.delta[place, side],
            contrast.sd[place, side],
        )


def asked_for(corpus: Corpus) -> Finding:
    """Terms that were asked for, of any number of words, window after window."""
    rows: list[Row] = []
    lines: list[str] = []
    for term in corpus.settings.terms:
        cells: list[tuple[str, ...]] = [("", "here", "others", "z", "log-odds, 95 %", "")]
        for span in corpus.spans():
            judged = corpus.judge(term, span)
            window = None if span is None else corpus.windows[span]
            for side in np.flatnonzero(corpus.shown).tolist():
                n, others = int(judged.n[side]), int(judged.others[side])
                many = corpus.n_sides > _SIDES_IN_FULL or window is not None
                if not n and many and not (others and corpus.n_sides <= _SIDES_IN_FULL):
                    continue
                z, low, high = (float(it[side]) for it in (judged.z, judged.low, judged.high))
                rows.append(
                    row(
                        "distinctive", term, corpus.sides[side], n, others, z, low, high, window,
                        delta=number((low + high) / 2), docs=judged.docs,
                    )
                )  # fmt: skip
                name = corpus.sides[side] if window is None else f"{window}  {corpus.sides[side]}"
                says = math.isfinite(z)
                cells.append(
                    (
                        name,
                        f"{n:,}",
                        f"{others:,}",
                        f"{z:.1f}" if says else "",
                        f"{low:+.2f} to {high:+.2f}" if says else TOO_FEW,
                        bars(z, 10.0) if says else "",
                    )
                )
        lines += ["", f"  {term}"]
        lines += table(cells, right={1, 2, 3}) if len(cells) > 1 else ["    no uses"]
    return Rows("distinctive", rows, lines)
