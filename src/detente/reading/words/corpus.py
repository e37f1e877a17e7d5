"""A corpus divided into sides and, where asked for, into windows of time; and keyness in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from detente.errors import InputError, nearest
from detente.progress import Progress, silent
from detente.reading.words.index import WordIndex
from detente.reading.words.logodds import Contrast, log_odds
from detente.reading.words.settings import Settings
from detente.reading.words.spool import Texts
from detente.reading.words.statements import Said
from detente.reading.words.tables import CELLS, Table

if TYPE_CHECKING:
    from detente.case import Case

Ints = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Base:
    """What terms of one length are measured against, in one window or in all.

    Attributes
    ----------
    words : uses of all terms of this length, by side, in this window
    whole_words : the same in the whole corpus
    kept : places of the terms that are used often enough, in enough documents
    uses, docs : of every term, in this window
    whole : uses of every term in the whole corpus, which the prior follows
    """

    table: Table
    sides: NDArray[np.int32]
    n_sides: int
    uses: Ints
    docs: Ints
    words: Ints
    whole_words: int
    kept: Ints
    whole: Ints
    settings: Settings

    @cached_property
    def prior_words(self) -> float:
        """How many words the prior is worth."""
        if self.settings.prior is not None:
            return self.settings.prior * len(self.kept)
        if self.settings.prior_words is not None:
            return self.settings.prior_words
        return float(self.words.sum()) / max(int(np.count_nonzero(self.words)), 1)

    def prior(self, whole: Ints) -> NDArray[np.float64] | float:
        """Uses that the prior is worth, of terms used so often in the whole corpus."""
        if self.settings.prior is not None:
            return self.settings.prior
        return self.prior_words * np.maximum(whole, 1) / max(self.whole_words, 1)

    def judge(self, counts: Ints, whole: Ints) -> tuple[Ints, Contrast]:
        """Uses by the others, and the log-odds, from uses by side: arrays (term, side)."""
        others = counts.sum(axis=1, keepdims=True) - counts
        prior = self.prior(whole)
        if isinstance(prior, np.ndarray):
            prior = prior[:, None]
        rest = self.totals.sum() - self.totals
        found = log_odds(
            counts, self.totals[None, :], others, rest[None, :], prior, self.prior_words
        )
        return others, found

    @cached_property
    def kept_counts(self) -> list[tuple[Ints, Ints]] | None:
        """The kept terms and their uses by side, where they are few enough to hold."""
        if len(self.kept) * self.n_sides > CELLS:
            return None
        return list(self._counts(self.kept))

    @cached_property
    def totals(self) -> Ints:
        """Uses of all terms, by side; with one prior for all terms, of the kept ones alone."""
        if self.settings.prior is None:
            return self.words
        found = np.zeros(self.n_sides, dtype=np.int64)
        for _, counts in self.counts(self.kept):
            found += counts.sum(axis=0)
        return found

    @property
    def compared(self) -> NDArray[np.bool_]:
        """By side: whether it and the others both have words here."""
        found: NDArray[np.bool_] = (self.words > 0) & (self.words < self.words.sum())
        return found

    def counts(self, terms: Ints) -> Iterator[tuple[Ints, Ints]]:
        """Some terms at a time, and their uses by side."""
        if terms is self.kept and self.kept_counts is not None:
            yield from self.kept_counts
        else:
            yield from self._counts(terms)

    def _counts(self, terms: Ints) -> Iterator[tuple[Ints, Ints]]:
        for some, counts in self.table.by_side(terms, self.sides, self.n_sides):
            yield terms[some], counts


@dataclass(frozen=True, eq=False)
class Judged:
    """One term, and what each side makes of it; arrays by side, not a number where too few."""

    term: str
    n: Ints
    others: Ints
    z: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    docs: int


@dataclass(eq=False)
class Corpus:
    """An index, cut by side and by window of time.

    Attributes
    ----------
    sides : names, in their order
    side_of : int32 array (n_parts,); -1 for parts of no side
    windows : names, in their order; empty where time does not matter
    window_of : int32 array (n_parts,); -1 for parts without a date that is exact enough
    said : what was said by whom, where there is a case
    documents : the whole documents, where the index holds what is quoted from them alone
    """

    index: WordIndex
    settings: Settings
    case: Case | None = None
    said: tuple[Said, ...] = ()
    documents: Texts | None = None
    progress: Progress = silent
    sides: list[str] = field(init=False)
    side_of: NDArray[np.int32] = field(init=False)
    windows: list[str] = field(init=False)
    window_of: NDArray[np.int32] = field(init=False)
    _bases: dict[tuple[int, int], Base] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.sides, self.side_of = self.index.divide(self.settings.by)
        if not self.sides:
            if self.documents is not None:
                raise InputError(f"nobody whose {self.settings.by} is known is quoted here")
            raise InputError(f"no document has a value for '{self.settings.by}'")
        for side in self.settings.sides:
            if side not in self.sides:
                raise InputError(
                    f"no document has '{side}' as its {self.settings.by}."
                    f" {nearest(side, self.sides)}".rstrip()
                )
        over = self.settings.over
        if over is None:
            self.windows, self.window_of = [], np.zeros(len(self.index), dtype=np.int32)
        else:
            self.windows, self.window_of = self.index.windows(over)

    @property
    def n_sides(self) -> int:
        """How many sides there are."""
        return len(self.sides)

    @cached_property
    def shown(self) -> NDArray[np.bool_]:
        """Which sides are asked for."""
        wanted = self.settings.sides
        return np.array([not wanted or side in wanted for side in self.sides], dtype=np.bool_)

    @cached_property
    def words_of(self) -> Ints:
        """Words by side, whatever they are."""
        return self._runs_of(self.side_of, 1)

    def _runs_of(self, sides: NDArray[np.int32], order: int) -> Ints:
        """Runs of so many words, by side."""
        inside = sides >= 0
        runs = np.maximum(np.diff(self.index.offsets) - (order - 1), 0)
        found = np.bincount(sides[inside], weights=runs[inside], minlength=self.n_sides)
        return found.astype(np.int64)

    @cached_property
    def docs_of(self) -> Ints:
        """Documents by side."""
        pairs = self.index.origins.astype(np.int64) * (self.n_sides + 1) + self.side_of + 1
        side = np.unique(pairs) % (self.n_sides + 1) - 1
        return np.bincount(side[side >= 0], minlength=self.n_sides)

    @property
    def several(self) -> bool:
        """Whether there are documents enough to speak of frequencies at all."""
        return self.index.n_docs >= self.settings.min_docs

    @cached_property
    def left_out(self) -> int:
        """Parts that belong to no side."""
        return int(np.count_nonzero(self.side_of < 0))

    @cached_property
    def undated(self) -> int:
        """Parts of a side whose window is not known."""
        return int(np.count_nonzero((self.side_of >= 0) & (self.window_of < 0)))

    def spans(self) -> list[int | None]:
        """The windows by number; one None where time does not matter."""
        return list(range(len(self.windows))) if self.windows else [None]

    def sides_in(self, span: int | None) -> NDArray[np.int32]:
        """Each part's side; -1 outside the window."""
        if span is None:
            return self.side_of
        return np.where(self.window_of == span, self.side_of, -1).astype(np.int32)

    def base(self, order: int, span: int | None = None) -> Base:
        """What terms of this many words are measured against."""
        key = (order, -1 if span is None else span)
        found = self._bases.get(key)
        if found is None:
            if len(self._bases) > 64:
                self._bases.clear()
            found = self._bases[key] = self._base(order, span)
        return found

    def _base(self, order: int, span: int | None) -> Base:
        table = self.index.tables[order - 1]
        sides = self.sides_in(span)
        chosen = None if bool((sides >= 0).all()) else sides >= 0
        origins = self.index.origins if self.index.divided else None
        uses, docs = table.spread(chosen, origins)
        whole = uses
        if span is not None or self.left_out:
            whole = table.spread(None, None)[0] if span is None else self.base(order).whole
        enough = (uses >= self.settings.min_uses) & (docs >= self.settings.min_docs)
        kept = np.flatnonzero(enough)
        words = self._runs_of(sides, order)
        everywhere = int(np.maximum(np.diff(self.index.offsets) - (order - 1), 0).sum())
        return Base(
            table, sides, self.n_sides, uses, docs, words, everywhere, kept, whole, self.settings
        )

    def judge(self, term: str, span: int | None = None) -> Judged:
        """One term of one or two words, or of a longer run of words, in one window or in all."""
        numbers = self.index.numbers_of(term)
        order = 0 if numbers is None else len(numbers)
        if numbers is None or order > len(self.index.tables):
            return self._judge_run(term, numbers, span)
        base = self.base(order, span)
        place = base.table.find(numbers)
        if place is None:
            return self._judge_run(term, numbers, span)
        ((_, counts),) = base.counts(np.array([place]))
        docs = int(base.docs[place])
        return self._judged(term, counts, docs, base, base.whole[[place]])

    def _judge_run(self, term: str, numbers: tuple[int, ...] | None, span: int | None) -> Judged:
        """A term that no table holds: found word by word."""
        counts, whole, docs = np.zeros((1, self.n_sides), dtype=np.int64), 0, 0
        if numbers is not None:
            parts = self.index.part_of(self.index.occurrences(numbers))
            side = self.sides_in(span)[parts]
            inside = side >= 0
            counts[0] = np.bincount(side[inside], minlength=self.n_sides)
            docs = len(np.unique(self.index.origins[parts[inside]]))
            whole = len(parts)
        order = min(max(len(numbers or (0,)), 1), len(self.index.tables))
        return self._judged(term, counts, docs, self.base(order, span), np.array([whole]))

    def _judged(self, term: str, counts: Ints, docs: int, base: Base, whole: Ints) -> Judged:
        others, found = base.judge(counts, whole)
        enough = counts.sum() >= self.settings.min_uses and docs >= self.settings.min_docs
        says = enough & base.compared
        z, low, high = (
            np.where(says, value[0], np.nan) for value in (found.z, found.low, found.high)
        )
        return Judged(term, counts[0], others[0], z, low, high, docs)
