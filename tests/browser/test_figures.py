"""Every figure in a real browser: what was measured beforehand holds for the fonts at hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.case import Case, load
from detente.charts.text import measure
from tests.browser.devtools import Page
from tests.browser.measure import labels_cut_off, overlapping_labels
from tests.charts.samples import NAMES, figures, sample_case

CASES = ("geneva-2022", "elmira-1991", "chicken", *NAMES)
WIDTHS = (350, 700)
# The widest of the fonts that a system may bring along, where it is there.
WIDE_FONT = "'DejaVu Sans', Verdana, system-ui, sans-serif"
# How much wider than measured a line may come out: scripts whose letters join vary by font.
TOLERANCE = 1.02

LINES = """
[...document.querySelectorAll('text')].filter(it => !it.querySelector('tspan')).map(it => ({
  text: [...it.childNodes].filter(n => n.nodeType === 3).map(n => n.data).join(''),
  size: parseFloat(it.getAttribute('font-size')),
  bold: it.getAttribute('font-weight') === '700',
  wide: it.getComputedTextLength(),
}))
"""


def _case(name: str) -> Case:
    return sample_case(name, 4, 5, 5, seed=3) if name in NAMES else load(name)


def _page(folder: Path, case: Case, width: int) -> str:
    drawn = "".join(
        f'<figure id="{figure.name}-{k}">{figure.svg}</figure>'
        for k, figure in enumerate(figures(case, width))
    )
    file = folder / "figures.html"
    head = (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Figures</title>'
        f"<style>text {{font-family: {WIDE_FONT}}}</style>"
    )
    file.write_text(f"{head}<body>{drawn}</body></html>", encoding="utf-8")
    return file.as_uri()


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("width", WIDTHS)
def test_no_label_lies_on_another(page: Page, tmp_path: Path, name: str, width: int) -> None:
    page.open(_page(tmp_path, _case(name), width))
    assert overlapping_labels(page) == []
    assert labels_cut_off(page) == []
    assert page.complaints == []


@pytest.mark.parametrize("name", ("geneva-2022", "short", "long", "cyrillic"))
def test_no_line_is_wider_than_measured(page: Page, tmp_path: Path, name: str) -> None:
    page.open(_page(tmp_path, _case(name), 700))
    lines = page.evaluate(LINES)
    assert len(lines) > 20
    wide = [
        line
        for line in lines
        if line["wide"] > TOLERANCE * measure(line["text"], line["size"], bold=line["bold"]) + 0.5
    ]
    assert wide == []
