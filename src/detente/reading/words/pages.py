"""Findings as plain columns with bars, for terminals."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from detente.columns import counted, width
from detente.reading.words.corpus import Corpus

_WIDE = 24
_EIGHTHS = " ▏▎▍▌▋▊▉"


def bars(value: float, longest: float, wide: int = _WIDE) -> str:
    """A bar as long as a value's share of the longest one."""
    if longest <= 0 or value <= 0:
        return ""
    eighths = max(round(8 * wide * min(value / longest, 1.0)), 1)
    return "█" * (eighths // 8) + _EIGHTHS[eighths % 8].strip()


def table(rows: Sequence[Sequence[str]], right: Collection[int] = (), indent: int = 4) -> list[str]:
    """Rows of cells in columns, the first row being the head; some columns flush right."""
    if not rows:
        return []
    wide = [max(width(row[c]) for row in rows) for c in range(len(rows[0]))]
    lines = []
    for row in rows:
        cells = [
            " " * (w - width(text)) + text if c in right else text + " " * (w - width(text))
            for c, (text, w) in enumerate(zip(row, wide, strict=True))
        ]
        lines.append((" " * indent + "  ".join(cells)).rstrip())
    return lines


def side_heading(corpus: Corpus, side: int, span: int | None = None) -> str:
    """A side's name, with how much there is of it."""
    if span is None:
        words, docs = int(corpus.words_of[side]), int(corpus.docs_of[side])
        return f"  {corpus.sides[side]}: {counted(words, 'word')} in {counted(docs, 'document')}"
    words = int(corpus.base(1, span).words[side])
    return f"  {corpus.sides[side]}: {counted(words, 'word')}"


def fold(text: str, wide: int) -> list[str]:
    """A text in lines of so many cells, broken between words."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        if line and width(line) + 1 + width(word) > wide:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return [*lines, line] if line else lines
