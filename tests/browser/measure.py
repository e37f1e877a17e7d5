"""What the browser tests ask of a page: a few measurements, each one JavaScript expression."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import Any

from tests.browser.devtools import Page

# Every label of every figure with its box in page pixels, and the box of its figure.
LABELS = """
[...document.querySelectorAll('svg')].map((figure, number) => {
  const box = (it) => {
    const r = it.getBoundingClientRect();
    return {left: r.left, top: r.top, right: r.right, bottom: r.bottom};
  };
  return {
    name: figure.closest('figure')?.id || figure.id || `figure ${number + 1}`,
    box: box(figure),
    labels: [...figure.querySelectorAll('text')]
      .map((it) => ({text: it.textContent.trim(), ...box(it)}))
      .filter((it) => it.text && it.right > it.left && it.bottom > it.top),
  };
}).filter((figure) => figure.box.right > figure.box.left)
"""

# Opens every part of the page that is folded away.
UNFOLD = "for (const part of document.querySelectorAll('details')) part.open = true"

# Elements that hide a part of their own words.
CUT = """
[...document.querySelectorAll('body *')].filter((it) => {
  const style = getComputedStyle(it);
  const hides = (axis) => ['hidden', 'clip'].includes(style[axis]);
  return it.innerText && it.clientWidth > 1 && (
    (hides('overflowX') && it.scrollWidth > it.clientWidth + 1) ||
    (hides('overflowY') && it.scrollHeight > it.clientHeight + 1));
}).map((it) => it.innerText.slice(0, 80))
"""

# Elements that reach beyond the right edge of the page, scrolling boxes and their contents aside.
WIDE = """
[...document.querySelectorAll('body *')].filter((it) => {
  for (let up = it.parentElement; up; up = up.parentElement)
    if (['auto', 'scroll'].includes(getComputedStyle(up).overflowX)) return false;
  return it.getBoundingClientRect().right > document.documentElement.clientWidth + 1;
}).map((it) => `<${it.tagName.toLowerCase()} class="${it.getAttribute('class') || ''}"> `
  + it.textContent.trim().slice(0, 60))
"""

# By how much a label's box is taken in before two are compared: letters do not fill their line.
LINE_SLACK = 0.14  # of the height, at the top and at the bottom
EDGE_SLACK = 0.5  # pixels, left and right
FRAME_SLACK = 1.0  # pixels by which a label's box may pass its figure's edge


@dataclass(frozen=True)
class Label:
    """A label of a figure and the box that its letters take, in page pixels."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Label) -> bool:
        """Whether two labels share ground."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


def _letters(raw: dict[str, Any]) -> Label:
    slack = LINE_SLACK * (raw["bottom"] - raw["top"])
    return Label(
        raw["text"],
        raw["left"] + EDGE_SLACK,
        raw["top"] + slack,
        raw["right"] - EDGE_SLACK,
        raw["bottom"] - slack,
    )


def overlapping_labels(page: Page) -> list[str]:
    """Pairs of labels of one figure that lie on each other, in words."""
    found = []
    for figure in page.evaluate(LABELS):
        labels = [_letters(raw) for raw in figure["labels"]]
        found += [
            f"{figure['name']}: {one.text!r} lies on {other.text!r}"
            for one, other in combinations(labels, 2)
            if one.overlaps(other)
        ]
    return found


def labels_cut_off(page: Page) -> list[str]:
    """Labels that reach beyond the edge of their figure, in words."""
    found = []
    for figure in page.evaluate(LABELS):
        frame = figure["box"]
        found += [
            f"{figure['name']}: {raw['text']!r} passes the edge"
            for raw in figure["labels"]
            if raw["left"] < frame["left"] - FRAME_SLACK
            or raw["right"] > frame["right"] + FRAME_SLACK
            or raw["top"] < frame["top"] - FRAME_SLACK
            or raw["bottom"] > frame["bottom"] + FRAME_SLACK
        ]
    return found
