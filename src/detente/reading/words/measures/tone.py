"""The mood music: words of cooperation against words of hostility, window after window."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.reading.words.corpus import Corpus
from detente.reading.words.lexicon import DENIALS, Tone, tone_of
from detente.reading.words.logodds import log_odds
from detente.reading.words.measure import TOO_FEW, Finding, Rows, measure, number, row
from detente.reading.words.pages import table
from detente.reading.words.shares import difference, wilson
from detente.result import Row

#: words of either tone that a side needs in a window before its tone is spoken of
FEWEST = 30
_TONES: tuple[Tone, ...] = ("cooperative", "hostile")
_REACH = 3


@dataclass(frozen=True)
class Mood:
    """Words of either tone by one side in one window."""

    cooperative: int
    hostile: int
    words: int

    @property
    def of(self) -> int:
        """Words of either tone."""
        return self.cooperative + self.hostile

    @property
    def says(self) -> bool:
        """Whether there is enough to speak of."""
        return self.of >= FEWEST

    @property
    def tone(self) -> float:
        """Cooperative less hostile words, as a share of both: -1 to 1."""
        return (self.cooperative - self.hostile) / self.of


@measure(
    "tone",
    title="Tone",
    says="words of cooperation less words of hostility, from -1 to +1, and what changed",
    needs=("dates",),
    source="newcombe1998",
)
def tone(corpus: Corpus) -> Finding:
    """Counts of a short list of words of our own; what is denied counts for neither."""
    marks = _marks(corpus)
    rows: list[Row] = []
    cells: list[tuple[str, ...]] = [("", "tone", "95 %", "words", "change", "95 %", "")]
    before: dict[int, Mood] = {}
    for span in corpus.spans():
        moods = _moods(corpus, marks, span)
        window = None if span is None else corpus.windows[span]
        for side in np.flatnonzero(corpus.shown).tolist():
            mood = moods[side]
            if not mood.words:
                continue
            says = mood.says and corpus.several
            last = before.get(side) if says else None
            rows += _rows(corpus, moods, side, last, window, says)
            cells.append(_line(corpus.sides[side], window, mood, last, says))
            if says:
                before[side] = mood
    lines = table(cells, right={1, 3, 4}) if len(cells) > 1 else [f"    {TOO_FEW}"]
    return Rows("tone", rows, ["", *lines])


def _marks(corpus: Corpus) -> NDArray[np.int8]:
    """By place in the index: 1 cooperative, 2 hostile, 0 neither or denied."""
    index = corpus.index
    words = [index.vocabulary.word(number) for number in range(len(index.vocabulary))]
    codes = {None: 0, "cooperative": 1, "hostile": 2}
    of_word = np.array([codes[tone_of(word)] for word in words], dtype=np.int8)
    denies = np.array([word in DENIALS for word in words], dtype=np.bool_)
    marks = of_word[index.ids]
    denials = np.flatnonzero(denies[index.ids])
    ends = index.offsets[index.part_of(denials) + 1]
    for step in range(1, _REACH + 1):
        reached = denials + step
        marks[reached[reached < ends]] = 0
    return marks


def _moods(corpus: Corpus, marks: NDArray[np.int8], span: int | None) -> list[Mood]:
    sides = corpus.sides_in(span)
    of_place = np.repeat(sides, np.diff(corpus.index.offsets))
    inside = of_place >= 0
    cells = of_place[inside].astype(np.int64) * 3 + marks[inside]
    found = np.bincount(cells, minlength=3 * corpus.n_sides).reshape(-1, 3)
    return [Mood(int(row[1]), int(row[2]), int(row.sum())) for row in found]


def _rows(
    corpus: Corpus, moods: list[Mood], side: int, last: Mood | None, window: str | None, says: bool
) -> list[Row]:
    """One row for each tone: uses of its words by this side and by the others."""
    mood = moods[side]
    low, high = wilson(mood.cooperative, mood.of)
    change = _change(mood, last) if last is not None else None
    totals = np.array([one.words for one in moods])
    rows = []
    for name in _TONES:
        uses = np.array([getattr(one, name) for one in moods])
        share = max(uses.sum(), 1) / max(totals.sum(), 1)
        mean = float(totals.mean())
        others, rest = uses.sum() - uses, totals.sum() - totals
        found = log_odds(uses, totals, others, rest, share * mean, mean)
        judged = says and corpus.n_sides > 1 and rest[side] > 0
        rows.append(
            row(
                "tone", name, corpus.sides[side], int(uses[side]), int(others[side]),
                float(found.z[side]) if judged else None, float(found.low[side]),
                float(found.high[side]), window,
                tone=number(mood.tone) if says else None,
                tone_low=number(2 * low - 1) if says else None,
                tone_high=number(2 * high - 1) if says else None,
                change=None if change is None else number(change[0]),
                change_low=None if change is None else number(change[1]),
                change_high=None if change is None else number(change[2]),
                of=mood.of,
            )
        )  # fmt: skip
    return rows


def _change(mood: Mood, last: Mood) -> tuple[float, float, float]:
    one, low, high = difference(mood.cooperative, mood.of, last.cooperative, last.of)
    return 2 * one, 2 * low, 2 * high


def _line(
    side: str, window: str | None, mood: Mood, last: Mood | None, says: bool
) -> tuple[str, ...]:
    name = side if window is None else f"{window}  {side}"
    if not says:
        return (name, "", TOO_FEW, f"{mood.of:,}", "", "", "")
    low, high = wilson(mood.cooperative, mood.of)
    ends = f"{2 * low - 1:+.2f} to {2 * high - 1:+.2f}"
    place = round((mood.tone + 1) * 10)
    scale = "·" * place + "●" + "·" * (20 - place)
    if last is None:
        return (name, f"{mood.tone:+.2f}", ends, f"{mood.of:,}", "", "", scale)
    change, down, up = _change(mood, last)
    moved = f"{down:+.2f} to {up:+.2f}"
    return (name, f"{mood.tone:+.2f}", ends, f"{mood.of:,}", f"{change:+.2f}", moved, scale)
