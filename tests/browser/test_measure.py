"""The measurements themselves, on small pages whose faults are known."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.browser.devtools import Page
from tests.browser.measure import CUT, WIDE, labels_cut_off, overlapping_labels

Show = Callable[..., Page]

HEAD = """<!doctype html><html lang="en"><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>A page</title>
<style>body { margin: 0; font: 16px sans-serif } svg { display: block }</style>
"""


@pytest.fixture
def show(page: Page, tmp_path: Path) -> Show:
    """Opens a page made of the words given."""

    def opened(body: str, width: int = 390) -> Page:
        file = tmp_path / "page.html"
        file.write_text(HEAD + body, encoding="utf-8")
        page.open(file.as_uri(), width=width)
        return page

    return opened


def figure(*labels: tuple[int, int, str]) -> str:
    texts = "".join(f'<text x="{x}" y="{y}">{words}</text>' for x, y, words in labels)
    return f'<svg id="map" width="200" height="100">{texts}</svg>'


def test_sees_two_labels_on_each_other(show: Show) -> None:
    page = show(figure((10, 30, "one label"), (20, 35, "another")))
    assert overlapping_labels(page) == ["map: 'one label' lies on 'another'"]


def test_lines_of_one_paragraph_do_not_count_as_overlapping(show: Show) -> None:
    page = show(figure((10, 30, "a first line"), (10, 48, "a second line"), (110, 30, "beside")))
    assert overlapping_labels(page) == []
    assert labels_cut_off(page) == []


def test_sees_a_label_cut_by_the_edge_of_its_figure(show: Show) -> None:
    page = show(figure((150, 30, "a label too long")))
    assert labels_cut_off(page) == ["map: 'a label too long' passes the edge"]


def test_sees_what_is_too_wide_for_a_phone(show: Show) -> None:
    page = show('<p class="long" style="width: 500px">wide</p>')
    assert page.evaluate(WIDE) == ['<p class="long"> wide']
    assert page.evaluate("document.documentElement.scrollWidth") >= 500


def test_a_table_that_scrolls_in_its_own_box_is_no_fault(show: Show) -> None:
    page = show('<div style="overflow-x: auto"><p style="width: 500px">wide</p></div>')
    assert page.evaluate(WIDE) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_sees_words_that_their_box_hides(show: Show) -> None:
    page = show('<p style="width: 40px; height: 10px; overflow: hidden">words cut off here</p>')
    assert page.evaluate(CUT) == ["words cut off here"]


def test_notes_what_a_page_asks_for(show: Show) -> None:
    page = show('<img src="missing.png" alt="">')
    assert [Path(url).name for url in page.requests] == ["page.html", "missing.png"]
    assert len(page.complaints) == 1


def test_prints_one_sheet_for_a_short_page(show: Show) -> None:
    assert len(re.findall(rb"/Type\s*/Page\b", show("<p>short</p>").pdf())) == 1
