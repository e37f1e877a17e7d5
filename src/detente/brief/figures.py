"""Figures of the charts as pictures of the brief: once for a page, once for a phone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from detente.brief.document import Block, Folded, Inline, Picture
from detente.charts import CHARTS
from detente.errors import InputError

PAGE, PHONE = 700, 350


def picture(key: str, name: str, *results: object, **settings: object) -> list[Picture]:
    """One figure, or none where the case has nothing to draw.

    Parameters
    ----------
    key : name of the chart in the register
    name : begins the ids inside the drawing; unique in the brief
    """
    chart = CHARTS.get(key)
    if chart is None:
        return []
    try:
        wide = chart(*results, **settings, width=PAGE, prefix=f"figure-{name}")
        narrow = chart(*results, **settings, width=PHONE, prefix=f"figure-{name}-narrow")
    except InputError:
        return []
    return [Picture(wide.svg, narrow.svg, wide.title, wide.caption, wide.alt)]


def or_table(summary: Inline, blocks: Sequence[Block], drawn: Sequence[Picture]) -> Iterator[Block]:
    """A figure with a table folded under it on screens; on paper the table in its place."""
    if drawn and blocks:
        yield from (replace(one, printed=False) for one in drawn)
        yield Folded(summary, tuple(blocks), paper=True)
    else:
        yield from (*drawn, *blocks)


def folded(summary: Inline, blocks: Sequence[Block], drawn: Sequence[Picture]) -> Iterator[Block]:
    """Blocks that repeat a figure: folded where the figure was drawn, open where it was not."""
    if drawn and blocks:
        yield Folded(summary, tuple(blocks))
    else:
        yield from blocks
