"""Which inputs decide most whether an outcome holds: one bar an input, the longest first."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from detente.case.model import Case
from detente.charts.chart import Figure, chart
from detente.charts.palette import FAINT, GRID, INK, PAPER, RULE
from detente.charts.svg import Canvas
from detente.charts.text import wrap
from detente.errors import InputError

if TYPE_CHECKING:
    from detente.ensemble.inputs import Input
    from detente.ensemble.result import Account
    from detente.ensemble.weights import Weight

#: bars drawn
MOST = 8
#: swings below this are not drawn
LEAST = 0.005
Words = Callable[["Input"], str]


def _plainly(one: Input) -> str:
    return one.what


@chart(
    "tornado",
    title="What decides",
    says="how much more often an outcome holds with an input as written than otherwise",
)
def draw_tornado(
    case: Case,
    account: Account,
    code: int,
    words: Words = _plainly,
    *,
    width: float = 700,
    prefix: str = "tornado",
) -> Figure:
    """Draw the inputs that decide most whether one outcome holds.

    Parameters
    ----------
    words : an input as readers are to see it

    Raises
    ------
    InputError
        where no input makes a difference.
    """
    found = [
        weight for weight in account.weights if weight.code == code and abs(weight.swing) >= LEAST
    ]
    found = sorted(found, key=lambda weight: -abs(weight.swing))[:MOST]
    if not found:
        raise InputError("no doubtful input makes a difference to this outcome")
    canvas = Canvas(prefix, width)
    wide = width >= 560
    left = width * 0.46 if wide else 12.0
    right = width - 46.0
    top = 8.0
    places: list[tuple[float, float]] = []
    for weight in found:
        top, middle = _label(canvas, account, weight, words, top, left, wide, width)
        places.append((middle, top))
    share = account.share(code) or 0.0
    for weight, (middle, _) in zip(found, places, strict=True):
        _scale(canvas, middle, left, right, share)
        _bar(canvas, weight, middle, left, right)
    for k in range(3):
        x = left + (right - left) * k / 2
        canvas.text(x, top + 2, f"{k * 50}%", size=10.5, fill=FAINT, anchor="middle")
    return canvas.figure(
        "tornado",
        top + 30,
        title=f"What decides whether it holds: {account.label(code)}",
        caption=(
            f"Over all variations it holds in {share:.0%} (the dashed line). Each bar runs from "
            "how often it holds where one input is otherwise (open end) to how often where that "
            "input stands as written (full end). Shares of variations are no probabilities."
        ),
        alt=" ".join(
            f"{words(account.inputs[w.input])}: {w.as_written or 0:.0%} as written, "
            f"{w.otherwise or 0:.0%} otherwise."
            for w in found
        ),
    )


def _label(
    canvas: Canvas,
    account: Account,
    weight: Weight,
    words: Words,
    top: float,
    left: float,
    wide: bool,
    width: float,
) -> tuple[float, float]:
    """The input's words beside or above its bar; where the row ends, and the bar's middle."""
    text = words(account.inputs[weight.input])
    if wide:
        block = wrap(text, left - 20, 11.5, max_lines=3)
        height = max(block.height + 8, 26.0)
        canvas.text_beside(left - 12, top + height / 2, block, anchor="end")
        return top + height, top + height / 2
    block = wrap(text, width - 24, 11.5, max_lines=3)
    canvas.text(left, top, block)
    return top + block.height + 26, top + block.height + 11


def _scale(canvas: Canvas, middle: float, left: float, right: float, share: float) -> None:
    """The lines behind one bar: quarters, and how often it holds over all."""
    for k in range(5):
        x = left + (right - left) * k / 4
        canvas.line((x, middle - 9), (x, middle + 9), stroke=RULE if k in (0, 4) else GRID)
    x = left + (right - left) * share
    canvas.line((x, middle - 9), (x, middle + 9), stroke=INK, dash="3 2")


def _bar(canvas: Canvas, weight: Weight, middle: float, left: float, right: float) -> None:
    ends = [
        left + (right - left) * (share or 0.0) for share in (weight.otherwise, weight.as_written)
    ]
    canvas.rect(min(ends), middle - 4, abs(ends[1] - ends[0]), 8, fill="#c9d6e6")
    canvas.circle(ends[0], middle, 4.5, fill=PAPER, stroke=INK, line=1.5)
    canvas.circle(ends[1], middle, 4.5, fill=INK)
