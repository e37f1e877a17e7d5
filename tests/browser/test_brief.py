"""The brief in a real browser: self-contained, nothing cut, nothing overlapping, printable."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.brief.cases import LISTED
from tests.browser.devtools import Page
from tests.browser.measure import CUT, UNFOLD, WIDE, labels_cut_off, overlapping_labels

PHONE, DESKTOP = 390, 1200
SHEET = 718  # an A4 sheet less its margins, in CSS pixels

Brief = Callable[[str], Path]
each_case = pytest.mark.parametrize("case", LISTED)
each_width = pytest.mark.parametrize("width", (PHONE, DESKTOP))


@each_case
def test_asks_for_nothing_but_itself(page: Page, brief_of: Brief, case: str) -> None:
    url = brief_of(case).as_uri()
    page.open(url)
    asked = [it for it in page.requests if it != url and not it.startswith("data:")]
    assert asked == []
    assert page.complaints == []


@each_case
def test_has_no_script_and_reads_the_same_without(page: Page, brief_of: Brief, case: str) -> None:
    url = brief_of(case).as_uri()
    page.open(url)
    assert page.evaluate("document.scripts.length") == 0
    handlers = "[...document.querySelectorAll('*')].flatMap(it => it.getAttributeNames())"
    assert [it for it in page.evaluate(handlers) if it.startswith("on")] == []
    words = page.evaluate("document.body.innerText")
    page.ask("Emulation.setScriptExecutionDisabled", value=True)
    page.open(url)
    assert page.evaluate("document.body.innerText") == words
    assert len(words) > 500


@each_case
@each_width
def test_fits_the_window(page: Page, brief_of: Brief, case: str, width: int) -> None:
    page.open(brief_of(case).as_uri(), width=width)
    page.evaluate(UNFOLD)
    assert page.evaluate(WIDE) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(CUT) == []


@each_case
@each_width
def test_no_label_lies_on_another(page: Page, brief_of: Brief, case: str, width: int) -> None:
    page.open(brief_of(case).as_uri(), width=width)
    page.evaluate(UNFOLD)
    assert overlapping_labels(page) == []
    assert labels_cut_off(page) == []


@each_case
def test_nothing_is_cut_or_covered_on_paper(page: Page, brief_of: Brief, case: str) -> None:
    page.ask("Emulation.setEmulatedMedia", media="print")
    page.open(brief_of(case).as_uri(), width=SHEET)
    page.evaluate(UNFOLD)
    assert page.evaluate(WIDE) == []
    assert page.evaluate(CUT) == []
    assert overlapping_labels(page) == []
    assert labels_cut_off(page) == []


@each_case
def test_every_figure_says_what_it_shows(page: Page, brief_of: Brief, case: str) -> None:
    page.open(brief_of(case).as_uri())
    unnamed = """
    [...document.querySelectorAll('svg')].filter((it) => it.getAttribute('aria-hidden') !== 'true'
      && !it.querySelector('title')?.textContent.trim() && !it.getAttribute('aria-label'))
      .map((it) => it.outerHTML.slice(0, 120))
    """
    assert page.evaluate(unnamed) == []
    assert page.evaluate("document.querySelectorAll('h1').length") == 1
    assert page.evaluate("document.title.trim()") != ""
    assert page.evaluate("document.documentElement.lang") != ""


@each_case
def test_prints_on_a_few_pages(page: Page, brief_of: Brief, case: str) -> None:
    page.open(brief_of(case).as_uri())
    sheets = len(re.findall(rb"/Type\s*/Page\b", page.pdf()))
    assert 0 < sheets < 16
