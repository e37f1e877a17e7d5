"""From paragraphs to one text, and the map that leads each stretch of it back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from detente.reading.document import Piece
from detente.reading.documents.heads import Head, find_head
from detente.reading.documents.kinds import Refused
from detente.reading.documents.limits import Limits

APART = "\n\n"


@dataclass(frozen=True)
class Run:
    """Words of a paragraph in one place of the raw file; `glue` joins them to those before."""

    text: str
    page: int | None = None
    line: int | None = None
    glue: str = " "


@dataclass(frozen=True)
class Para:
    """A paragraph as the raw file gives it.

    `part` is empty for what a reader counts; `heading`, or a name such as `note 3` or
    `table 1 row 2`, for what a reader does not.
    """

    runs: tuple[Run, ...]
    part: str = ""

    @property
    def text(self) -> str:
        """The words of all runs."""
        return "".join((run.glue if at else "") + run.text for at, run in enumerate(self.runs))


def para(text: str, part: str = "", *, page: int | None = None, line: int | None = None) -> Para:
    """A paragraph that lies in one place."""
    return Para((Run(text, page, line),), part)


@dataclass
class Built:
    """A text, the map to its places, and what its head says."""

    text: str = ""
    pieces: tuple[Piece, ...] = ()
    head: Head = field(default_factory=Head)


def build(paras: Sequence[Para], most: int = Limits.paragraphs) -> Built:
    """One text with a blank line between paragraphs, numbered as a reader counts them.

    The first body paragraph is the first; headline, byline, headings, notes and rows of tables are
    not counted, and say what they are instead.

    Raises
    ------
    Refused
        where there are more than `most` of them.
    """
    if len(paras) > most:
        raise Refused(f"has more than {most:,} paragraphs", "Split it into parts.")
    kept = [one for one in map(_clean, paras) if one.runs]
    head = find_head([one.text for one in kept[:8]], [one.part == "heading" for one in kept[:8]])
    parts = [one.part for one in kept]
    parts[: len(head.roles)] = head.roles
    texts: list[str] = []
    pieces: list[Piece] = []
    at, number = 0, 0
    for one, part in zip(kept, parts, strict=True):
        if texts:
            texts.append(APART)
            at += len(APART)
        if not part:
            number += 1
        elif part == "heading":
            part = f"heading above ¶{number + 1}"
        for position, run in enumerate(one.runs):
            words = (run.glue if position else "") + run.text
            start = at + len(words) - len(run.text)
            texts.append(words)
            at += len(words)
            pieces.append(Piece(start, at, run.page, None if part else number, run.line, part))
    return Built("".join(texts), tuple(pieces), head)


def _clean(one: Para) -> Para:
    """Without empty runs, and without white space around the others."""
    runs = tuple(
        run if run.text == (bare := run.text.strip()) else replace(run, text=bare)
        for run in one.runs
        if run.text.strip()
    )
    return one if runs == one.runs else replace(one, runs=runs)
