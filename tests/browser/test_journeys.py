"""The main journeys through the workbench, by mouse and by keyboard, in a real browser."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

import detente
from detente.case.shipped import shipped_bytes
from tests.browser.devtools import Page
from tests.browser.serving import Served, serving


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Served]:
    """A workbench over an empty folder."""
    with serving(tmp_path) as served:
        yield served


def copied(folder: Path, name: str) -> Path:
    """A shipped case as a file of the folder."""
    path = folder / f"{name}.yaml"
    path.write_bytes(shipped_bytes(name))
    return path


def done(page: Page, label: str) -> None:
    """Wait until the page names this as the last change."""
    page.wait(f"document.querySelector('#undo').innerText.includes({label!r})", f"'{label}' done")


def saved(page: Page) -> None:
    """Wait until the file holds what the page shows."""
    page.wait(
        "fetch(location.href).then(r => r.text()).then(t => !t.includes('saving …'))", "saved"
    )


def quiet(page: Page, served: Served) -> None:
    """Nothing was asked of another host, and the browser complains of nothing."""
    hosts = {urlsplit(one).netloc for one in page.requests if one.startswith(("http", "ws"))}
    assert hosts <= {urlsplit(served.base).netloc}
    assert page.complaints == []


def test_the_prisoners_dilemma_from_nothing(page: Page, desk: Served) -> None:
    desk.enter(page)
    page.fill("#new-title", "Two prisoners")
    page.focus("#new-parties")
    page.write("Row")
    page.press("Enter")
    page.write("Column")
    page.click("#new-empty")
    for party, option in (("row", "Confess"), ("column", "Tell")):
        page.there(f"#add-{party}")
        page.fill(f"#add-{party}", option)
        page.press("Enter")
        page.there(f"[id='option-{party}.{option.casefold()}']")
    page.click("#tab-preferences")
    page.there("#tab-preferences[aria-current]")
    for party, own, other in (("row", "confess", "tell"), ("column", "tell", "confess")):
        for place, statement in enumerate((f"not {other}", own), start=1):
            page.fill(f"#add-{party}", statement)
            page.press("Enter")
            page.there(f"#statements-{party} > :nth-child({place})")
    page.click("#tab-model")
    page.there("#tab-model[aria-current]")
    saved(page)
    (file,) = desk.folder.glob("*.yaml")
    found = detente.solve(detente.load(file), concepts=["nash"])
    settled = [row["code"] for row in found.to_equilibria_rows()]
    assert settled == [3]  # both talk
    text = page.text("#board")
    assert "Nash" in text
    quiet(page, desk)


def test_one_belief_put_right_changes_the_outcome_and_undo_brings_it_back(
    page: Page, tmp_path: Path
) -> None:
    path = copied(tmp_path, "geneva-2022")
    before = path.read_bytes()
    with serving(tmp_path, "./geneva-2022.yaml") as served:
        served.enter(page)
        page.click("#tab-outcomes")
        page.there("#tab-outcomes[aria-current]")
        table = page.text("main table")
        page.click("#tab-views")
        page.there("#tab-views[aria-current]")
        page.click("#view-us")
        page.there("#view-us[aria-current]")
        page.click("#correct-all")
        page.wait("!document.querySelector('#undo').disabled", "a change")
        page.click("#tab-outcomes")
        page.there("#tab-outcomes[aria-current]")
        page.wait(f"document.querySelector('main table').innerText !== {table!r}", "new verdicts")
        saved(page)
        assert path.read_bytes() != before
        page.press("z", ctrl=True)
        page.wait("document.querySelector('#undo').disabled", "undone")
        page.wait(f"document.querySelector('main table').innerText === {table!r}", "as before")
        saved(page)
        assert path.read_bytes() == before
        page.press("y", ctrl=True)
        page.wait("document.querySelector('#redo').disabled", "done again")
        quiet(page, served)


def test_the_present_by_keyboard_with_the_focus_kept(page: Page, tmp_path: Path) -> None:
    path = copied(tmp_path, "geneva-2022")
    with serving(tmp_path, "./geneva-2022.yaml") as served:
        served.enter(page)
        page.there("#board td.now button[data-taken]")
        present = page.evaluate("document.querySelector('#board td.now button[data-taken]').id")
        page.focus(f"[id='{present}']")
        was = page.evaluate("document.activeElement.dataset.taken")
        page.press("n" if was == "true" else "y")
        page.wait(f"document.activeElement.dataset.taken !== {was!r}", "the cell changed")
        assert "cell-" in page.evaluate("document.activeElement.id")
        page.press("ArrowDown")
        assert page.evaluate("document.activeElement.id") != present
        saved(page)
        assert path.read_bytes() != shipped_bytes("geneva-2022")
        quiet(page, served)


def test_statements_change_places_by_keyboard_and_by_drag(page: Page, tmp_path: Path) -> None:
    path = copied(tmp_path, "geneva-2022")

    def order() -> list[str]:
        case = detente.load(path)
        wanted = case.parties["russia"].prefers
        assert wanted is not None
        return [str(one) for one in wanted.statements]

    first = order()
    with serving(tmp_path, "./geneva-2022.yaml") as served:
        served.enter(page)
        page.click("#tab-preferences")
        page.there("#tab-preferences[aria-current]")
        page.focus("#statements-russia > :nth-child(1) [data-down]")
        page.press("ArrowDown", alt=True)
        page.wait("!document.querySelector('#undo').disabled", "a change")
        saved(page)
        assert order() == [first[1], first[0], *first[2:]]
        page.press("z", ctrl=True)
        page.wait("document.querySelector('#undo').disabled", "undone")
        page.drag("#statements-russia > :nth-child(1)", "#statements-russia > :nth-child(3)")
        page.wait("!document.querySelector('#undo').disabled", "a change")
        saved(page)
        assert sorted(order()) == sorted(first) != order()
        assert order() != first
        quiet(page, served)


def test_a_change_in_one_tab_appears_in_another_and_neither_overwrites(
    page: Page, tmp_path: Path
) -> None:
    path = copied(tmp_path, "geneva-2022")
    with serving(tmp_path, "./geneva-2022.yaml") as served:
        served.enter(page)
        page.there("#case-title")
        with page.another() as other:
            other.open(page.evaluate("location.href"))
            other.fill("#case-question", "Another question?")
            other.press("Enter", ctrl=True)
            done(other, "uestion")
        page.wait("document.querySelector('#case-question').value === 'Another question?'",
                  "the other tab's change")  # fmt: skip
        page.fill("#case-title", "Another title")
        page.press("Enter")
        done(page, "itle")
        saved(page)
        text = path.read_text(encoding="utf-8")
        assert "Another question?" in text and "Another title" in text


def test_what_an_editor_saves_appears_on_the_page(page: Page, tmp_path: Path) -> None:
    path = copied(tmp_path, "chicken")
    with serving(tmp_path, "./chicken.yaml") as served:
        served.enter(page)
        page.there("#case-title")
        text = path.read_text(encoding="utf-8")
        line = next(one for one in text.splitlines() if one.startswith("title:"))
        path.write_text(text.replace(line, "title: From the editor  # kept"), encoding="utf-8")
        page.wait("document.querySelector('#case-title').value === 'From the editor'", "the edit")
        page.fill("#case-title", "From the page")
        page.press("Enter")
        done(page, "itle")
        saved(page)
        assert "title: From the page  # kept" in path.read_text(encoding="utf-8")


def test_what_is_being_typed_survives_a_kill(page: Page, tmp_path: Path) -> None:
    path = copied(tmp_path, "chicken")
    before = path.read_bytes()
    with serving(tmp_path, "./chicken.yaml") as served:
        served.enter(page)
        page.fill("#case-title", "A new titl")
        page.wait("fetch(location.href).then(r => r.text()).then(t => t.includes('A new titl'))")
        served.kill()
    assert path.read_bytes() == before
    with serving(tmp_path, "./chicken.yaml") as served:
        served.enter(page)
        page.there("#case-title")
        assert page.evaluate("document.querySelector('#case-title').value") == "A new titl"
        page.focus("#case-title")
        page.press("e")
        page.press("Enter")
        done(page, "itle")
        saved(page)
        assert b"A new titl" in path.read_bytes()


def test_what_if_they_knew_is_a_branch_beside_the_case(page: Page, tmp_path: Path) -> None:
    path = copied(tmp_path, "geneva-2022")
    before = path.read_bytes()
    with serving(tmp_path, "./geneva-2022.yaml") as served:
        served.enter(page)
        page.open(f"{served.base}/case/geneva-2022/views?view=us")
        page.click("#knew-all")
        page.there("#branch-bar")
        page.click("#branch-compare")
        page.wait("location.pathname.endsWith('/compare')", "the comparison")
        assert page.text("main")
        saved(page)
        assert path.read_bytes() == before
        page.click("#branch-drop")
        page.wait("!document.querySelector('#branch-bar')", "no branch")
        quiet(page, served)


def test_the_brief_is_shown_and_taken_along(page: Page, tmp_path: Path) -> None:
    copied(tmp_path, "harbour-2031")
    with serving(tmp_path, "./harbour-2031.yaml") as served:
        served.enter(page)
        page.click("#tab-brief")
        page.there("#preview")
        title = "document.querySelector('#preview').contentDocument"
        page.wait(f"({title}?.querySelector('h1')?.innerText || '').includes('harbour')", "brief")
        size = "fetch(document.querySelector({!r}).href).then(r => r.ok ? r.arrayBuffer() : null)"
        for form, least in (("html", 50_000), ("docx", 20_000), ("pdf", 50_000)):
            got = page.evaluate(size.format(f"#file-{form}") + ".then(b => b ? b.byteLength : 0)")
            assert got > least, form
        quiet(page, served)


def test_keys_lead_everywhere_and_words_are_found(page: Page, tmp_path: Path) -> None:
    copied(tmp_path, "geneva-2022")
    with serving(tmp_path, "./geneva-2022.yaml") as served:
        served.enter(page)
        for digit, key in ((2, "views"), (4, "outcomes"), (1, "model")):
            page.press(str(digit), alt=True)
            page.there(f"#tab-{key}[aria-current]")
        page.press("?")
        page.there("#keys[open]")
        page.press("Escape")
        page.wait("!document.querySelector('#keys[open]')", "closed")
        page.press("/")
        page.there("#find[open]")
        page.write("sanctions")
        page.wait("document.querySelectorAll('mark.found').length > 0", "found words")
        page.press("Escape")
        page.wait("document.querySelectorAll('mark.found').length === 0", "words as before")
        time.sleep(0.1)
        quiet(page, served)


def test_a_quote_is_attached_to_a_preference_and_undone(page: Page, tmp_path: Path) -> None:
    path = copied(tmp_path, "harbour-2031")
    words = "We will sell the docks if the strike goes on"
    paper = tmp_path / "gazette.txt"
    paper.write_text(
        f"The talks in the harbour went on for a third day.\n\n“{words},” Mayor Lindqvist said on "
        "Tuesday. “The city has waited long enough.”\n",
        encoding="utf-8",
    )
    before = path.read_text(encoding="utf-8")
    with serving(tmp_path, "./harbour-2031.yaml") as served:
        served.enter(page)
        page.click("#tab-evidence")
        page.there("#files")
        page.choose("#files", paper)
        page.click("#upload")
        page.click("[id^='doc-']")
        page.there("#reader")
        page.wait(f"document.querySelector('#reader').innerText.includes({words!r})", "the text")
        page.click("[id^='m-']")
        page.there("#form-attach")
        target = page.evaluate(
            "[...document.querySelectorAll('#attach-target option')]"
            ".find(o => o.value.startsWith('preference:')).value"
        )
        page.evaluate(f"document.querySelector('#attach-target').value = {target!r}")
        page.click("#attach-do")
        page.wait("!document.querySelector('#undo').disabled", "a change")
        saved(page)
        text = path.read_text(encoding="utf-8")
        assert words in text or "Lindqvist" in text.replace(before, "")
        assert text != before and text.count("because:") > before.count("because:")
        page.press("z", ctrl=True)
        page.wait("document.querySelector('#undo').disabled", "undone")
        saved(page)
        assert path.read_text(encoding="utf-8") == before
        quiet(page, served)


def test_what_is_refused_keeps_its_words_and_its_address(page: Page, tmp_path: Path) -> None:
    copied(tmp_path, "chicken")
    with serving(tmp_path, "./chicken.yaml") as served:
        served.enter(page)
        page.click("#tab-preferences")
        page.there("#tab-preferences[aria-current]")
        field = page.evaluate("document.querySelector(\"input[id^='add-']\").id")
        page.fill(f"[id='{field}']", "no_such_option")
        page.press("Enter")
        page.there("#complaint")
        assert page.evaluate("location.pathname").endswith("/preferences")
        assert page.evaluate(f"document.getElementById('{field}').value") == "no_such_option"
        page.click("#tab-model")
        page.there("#board")
        assert page.evaluate("document.body.dataset.root")


def test_screens_follow_one_another_as_fast_as_one_can_click(page: Page, tmp_path: Path) -> None:
    copied(tmp_path, "geneva-2022")
    with serving(tmp_path, "./geneva-2022.yaml") as served:
        served.enter(page)
        for key in ("views", "preferences", "outcomes", "timeline", "model", "preferences"):
            page.click(f"#tab-{key}")
            time.sleep(0.05)
        page.there("#tab-preferences[aria-current]")
        assert len(page.text("main")) > 500
        quiet(page, served)
