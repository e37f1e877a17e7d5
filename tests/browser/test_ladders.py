"""Ladders and statements in a real browser: by mouse, by keyboard, with the focus kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.case import load
from detente.case.model import Prefers, Ranking
from detente.case.shipped import shipped_bytes
from tests.browser.devtools import Page
from tests.browser.serving import Served, serving


def _at(served: Served, page: Page, screen: str) -> None:
    served.enter(page)
    page.open(f"{served.address.rpartition('/')[0]}/{screen}")
    page.there("h1")


def _rungs(path: Path, party: str) -> list[list[str]]:
    preferences = load(path).parties[party].preferences
    assert isinstance(preferences, Ranking)
    return [[entry.value for entry in rung] for rung in preferences.rungs]


@pytest.fixture
def cuba(tmp_path: Path) -> Path:
    path = tmp_path / "cuba.yaml"
    path.write_bytes(shipped_bytes("cuba-1962"))
    return path


def test_a_state_goes_up_and_down_by_keyboard_and_keeps_the_focus(page: Page, cuba: Path) -> None:
    before = _rungs(cuba, "us")
    with serving(cuba.parent, str(cuba)) as served:
        _at(served, page, "preferences")
        first = page.evaluate("document.querySelector('#rungs-us [data-item]').id")
        page.focus(f"#{first}")
        page.press("ArrowDown", alt=True)
        page.wait(f"document.querySelectorAll('#rungs-us [data-item]')[1].id == '{first}'")
        assert page.evaluate("document.activeElement.id") == first
        page.press("ArrowDown", alt=True)
        page.wait(f"document.querySelectorAll('#rungs-us [data-item]')[2].id == '{first}'")
        assert page.evaluate("document.activeElement.id") == first
        assert served.stop() in {0, 130}
    after = _rungs(cuba, "us")
    assert after == [before[1], before[2], before[0], *before[3:]]


def test_a_state_dropped_on_a_rung_is_tied_with_it(page: Page, cuba: Path) -> None:
    before = _rungs(cuba, "us")
    with serving(cuba.parent, str(cuba)) as served:
        _at(served, page, "preferences")
        third = page.evaluate("document.querySelectorAll('#rungs-us [data-item]')[3].id")
        fifth = page.evaluate("document.querySelectorAll('#rungs-us [data-item]')[5].id")
        page.drag(f"#{third}", f"#{fifth}")
        page.wait("document.querySelectorAll('#rungs-us .rung').length == 11")
        assert served.stop() in {0, 130}
    after = _rungs(cuba, "us")
    assert sorted(after[4]) == sorted([*before[3], *before[5]])
    assert [rung for k, rung in enumerate(after) if k != 4] == [
        rung for k, rung in enumerate(before) if k not in {3, 5}
    ]


def test_a_state_dropped_between_two_rungs_has_one_of_its_own(page: Page, cuba: Path) -> None:
    before = _rungs(cuba, "us")
    with serving(cuba.parent, str(cuba)) as served:
        _at(served, page, "preferences")
        first = page.evaluate("document.querySelector('#rungs-us [data-item]').id")
        page.drag(f"#{first}", '#rungs-us [data-list="gap:4"]')
        page.there("#last-act")
        page.wait(f"document.querySelectorAll('#rungs-us [data-item]')[3].id == '{first}'")
        assert served.stop() in {0, 130}
    assert _rungs(cuba, "us") == [*before[1:4], before[0], *before[4:]]


def test_the_focus_follows_a_statement(page: Page, tmp_path: Path) -> None:
    path = tmp_path / "harbour.yaml"
    path.write_bytes(shipped_bytes("harbour-2031"))
    with serving(tmp_path, str(path)) as served:
        _at(served, page, "preferences")
        first = page.evaluate("document.querySelector('#statements-city [data-item]').id")
        page.focus(f"#{first}")
        for place in (1, 2):
            page.press("ArrowDown", alt=True)
            lines = "document.querySelectorAll('#statements-city [data-item]')"
            page.wait(f"{lines}[{place}].id == '{first}'")
            assert page.evaluate("document.activeElement.id") == first
        assert page.complaints == []
        assert served.stop() in {0, 130}
    preferences = load(path).parties["city"].preferences
    assert isinstance(preferences, Prefers)
    assert preferences.statements[2].alternatives == ("not strike",)


def test_a_statement_is_looked_at_while_it_is_typed(page: Page, tmp_path: Path) -> None:
    path = tmp_path / "harbour.yaml"
    path.write_bytes(shipped_bytes("harbour-2031"))
    with serving(tmp_path, str(path)) as served:
        _at(served, page, "preferences")
        page.focus("#add-city")
        page.write("not strke")
        page.there("#check-add-city .wrong")
        assert "strike" in page.text("#check-add-city")
        page.fill("#add-city", "not end_strike_pledge")
        page.there("#check-add-city .fine")
        assert "of 27 states" in page.text("#check-add-city")
        page.press("Enter")
        page.wait("document.querySelectorAll('#statements-city [data-item]').length == 4")
        assert page.complaints == []
