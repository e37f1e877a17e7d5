"""The file, the journal and the branches of an open case."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.case.shipped import shipped_bytes
from detente.errors import InputError
from detente.workbench.acts import Form
from detente.workbench.keeping.journal import journal_path
from detente.workbench.keeping.line import MAIN
from detente.workbench.keeping.opened import OpenCase
from detente.workbench.keeping.refusal import Refused, Stale

TEXT = """\
# What stands here stays.
title: Two sides   # a comment
parties:
  a:
    options: {x: First, y: Second}
    prefers: [x, not y]
  b:
    options: {z: Third}
    prefers: [z if x, not z]
present: {x: true}
"""
EMPTY = {"label": "", "act": "", "when": "", "at": 0, "cut": "", "put": ""}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A small case file."""
    file = tmp_path / "two.yaml"
    file.write_text(TEXT, encoding="utf-8", newline="")
    return file


OPEN: list[OpenCase] = []


@pytest.fixture(autouse=True)
def _let_go() -> Iterator[None]:
    """End whatever a test has opened."""
    yield
    while OPEN:
        stop(OPEN.pop())


def opened(path: Path) -> OpenCase:
    """The case as a fresh start of the program finds it."""
    OPEN.append(OpenCase("two", path))
    return OPEN[-1]


def present(case: OpenCase, option: str, level: str, seen: int | None = None) -> None:
    """Change where things stand."""
    case.do(MAIN, "present.set", Form({"option": option, "level": level}), seen)


def retitle(case: OpenCase, title: str, line: str = MAIN) -> None:
    """Change the title by editing the text, as `mend` does."""
    text = case.line(line).text
    old = text.split("title: ")[1].split("   #")[0]
    case.replace(line, text.replace(f"title: {old}", f"title: {title}"), f"Title: {title}")


def stop(case: OpenCase) -> None:
    """End as a kill does: nothing is saved, the lock is let go."""
    case.log.close()


def test_looking_leaves_no_trace(path: Path) -> None:
    case = opened(path)
    case.save()
    assert sorted(path.parent.iterdir()) == [path]


def test_a_change_touches_its_line_alone(path: Path) -> None:
    case = opened(path)
    present(case, "z", "true")
    case.save()
    old, new = TEXT.splitlines(), path.read_text(encoding="utf-8").splitlines()
    assert old[:-1] == new[:-1]
    assert "z: true" in new[-1]


def test_undo_and_redo_name_what_they_do(path: Path) -> None:
    case = opened(path)
    retitle(case, "Three sides")
    line = case.line(MAIN)
    assert (line.undo_label, line.redo_label) == ("Title: Three sides", "")
    case.undo(MAIN)
    assert line.text == TEXT
    assert (line.undo_label, line.redo_label) == ("", "Title: Three sides")
    case.redo(MAIN)
    assert "Three sides" in line.text
    assert case.redo(MAIN) is None


def test_a_new_change_ends_redo(path: Path) -> None:
    case = opened(path)
    retitle(case, "One")
    case.undo(MAIN)
    retitle(case, "Other")
    assert case.line(MAIN).redo_label == ""


def test_what_would_leave_mistakes_is_refused_with_them(path: Path) -> None:
    case = opened(path)
    with pytest.raises(Refused) as caught:
        case.replace(MAIN, TEXT.replace("z if x", "z if nothing"), "Break it")
    assert caught.value.problems
    assert case.line(MAIN).text == TEXT


# ---------------------------------------------------------------------------- a kill


def test_a_kill_before_the_file_is_written_loses_nothing(path: Path) -> None:
    case = opened(path)
    retitle(case, "Not yet saved")
    branch = case.branch(MAIN, "What if")
    retitle(case, "Elsewhere", branch.key)
    case.undo(MAIN)
    case.redo(MAIN)
    case.type("main:title", "half a wor")
    stop(case)
    assert path.read_text(encoding="utf-8") == TEXT

    again = opened(path)
    assert "Not yet saved" in again.line(MAIN).text
    assert again.news
    assert again.typed == {"main:title": "half a wor"}
    assert "Elsewhere" in again.line("What-if").text
    assert again.dirty
    again.save()
    assert "Not yet saved" in path.read_text(encoding="utf-8")
    again.undo(MAIN)
    assert again.line(MAIN).text == TEXT


@given(st.integers(1, 400))
def test_a_torn_journal_gives_a_text_that_once_stood(cut: int) -> None:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        path = Path(folder) / "two.yaml"
        path.write_text(TEXT, encoding="utf-8", newline="")
        case = opened(path)
        stood = [TEXT]
        for title in ("One", "Two", "Three"):
            retitle(case, title)
            stood.append(case.line(MAIN).text)
        stop(case)
        log = journal_path(path)
        data = log.read_bytes()
        log.write_bytes(data[: max(0, len(data) - cut)])
        again = opened(path)
        assert again.line(MAIN).text in stood
        retitle(again, "Four")
        assert "Four" in again.line(MAIN).text
        stop(again)


@given(st.binary(max_size=300))
def test_any_journal_opens(junk: bytes) -> None:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        path = Path(folder) / "two.yaml"
        path.write_text(TEXT, encoding="utf-8", newline="")
        journal_path(path).write_bytes(junk)
        case = opened(path)
        assert case.line(MAIN).text == TEXT
        retitle(case, "Works")
        stop(case)


@pytest.mark.parametrize(
    "record",
    [
        {"do": "step", "line": "main"},
        {"do": "undo", "line": "main"},
        {
            "do": "step",
            "line": "none",
            "label": "",
            "act": "",
            "when": "",
            "at": 0,
            "cut": "",
            "put": "",
        },
        {
            "do": "step",
            "line": "main",
            "label": "",
            "act": "",
            "when": "",
            "at": -5,
            "cut": "zz",
            "put": "",
        },
        {"do": "drop", "line": "none"},
        {"do": 3},
        {},
    ],
)
def test_a_hostile_record_ends_the_replay(path: Path, record: dict[str, object]) -> None:
    lines = [json.dumps({"do": "open", "text": TEXT}), json.dumps(record)]
    journal_path(path).write_text("\n".join(lines) + "\n", encoding="utf-8")
    case = opened(path)
    assert case.line(MAIN).text == TEXT
    retitle(case, "After it")
    stop(case)
    assert "After it" in opened(path).line(MAIN).text


def test_a_second_program_is_kept_out(path: Path) -> None:
    case = opened(path)
    retitle(case, "Mine")
    with pytest.raises(InputError, match="another Détente"):
        opened(path)
    case.close()
    opened(path).close()


def test_a_long_journal_is_begun_anew_with_its_last_steps(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from detente.workbench.keeping import log as module
    from detente.workbench.keeping import replay

    case = opened(path)
    for number in range(20):
        retitle(case, f"Number {number}")
    branch = case.branch(MAIN, "What if")
    retitle(case, "Elsewhere", branch.key)
    case.save()
    stop(case)
    monkeypatch.setattr(module, "LONG", 1000)
    monkeypatch.setattr(replay, "KEPT", 5)
    size = journal_path(path).stat().st_size
    stop(opened(path))
    assert journal_path(path).stat().st_size < size
    again = opened(path)
    assert "Number 19" in again.line(MAIN).text
    assert "Elsewhere" in again.line("What-if").text
    for number in range(18, 13, -1):
        again.undo(MAIN)
        assert f"Number {number}" in again.line(MAIN).text
    assert again.undo(MAIN) is None


# ---------------------------------------------------------------------------- other programs


def outside(path: Path, text: str) -> None:
    """Another program saves the file, later than we did."""
    path.write_text(text, encoding="utf-8", newline="")
    later = path.stat().st_mtime_ns + 2_000_000_000
    os.utime(path, ns=(later, later))


def test_what_an_editor_saves_appears_and_can_be_undone(path: Path) -> None:
    case = opened(path)
    changed = TEXT.replace("Two sides", "From the editor")
    outside(path, changed)
    assert case.poll()
    assert case.line(MAIN).text == changed
    case.undo(MAIN)
    case.save()
    assert path.read_text(encoding="utf-8") == TEXT


def test_an_editor_that_had_the_older_text_does_not_take_back_what_was_changed_here(
    path: Path,
) -> None:
    case = opened(path)
    present(case, "z", "true")
    case.save()
    outside(path, TEXT.replace("Two sides", "From the editor"))
    case.poll()
    text = case.line(MAIN).text
    assert "From the editor" in text and "z: true" in text
    assert case.conflict is None
    case.save()
    assert path.read_text(encoding="utf-8") == text


def test_an_editor_that_saves_again_without_having_seen_the_joined_text_loses_nothing(
    path: Path,
) -> None:
    case = opened(path)
    present(case, "z", "true")
    case.save()
    theirs = TEXT.replace("Two sides", "From the editor")
    outside(path, theirs)
    case.poll()
    case.save()
    outside(path, theirs.replace("What stands", "And again: what stands"))
    case.poll()
    text = case.line(MAIN).text
    assert "From the editor" in text and "z: true" in text and "And again" in text


def test_an_editor_that_takes_back_its_own_change_is_followed(path: Path) -> None:
    case = opened(path)
    outside(path, TEXT.replace("Two sides", "From the editor"))
    case.poll()
    outside(path, TEXT)
    case.poll()
    assert case.line(MAIN).text == TEXT


def test_the_same_line_changed_twice_is_shown_and_nothing_is_lost(path: Path) -> None:
    for ours in (True, False):
        path.write_text(TEXT, encoding="utf-8", newline="")
        case = opened(path)
        retitle(case, "Mine")  # not in the file yet when the other program saves
        theirs = TEXT.replace("Two sides", "Theirs")
        outside(path, theirs)
        case.poll()
        assert case.conflict is not None
        case.save()
        assert path.read_text(encoding="utf-8") == theirs  # nothing is written meanwhile
        case.settle(ours)
        case.save()
        assert ("Mine" if ours else "Theirs") in path.read_text(encoding="utf-8")
        case.undo(MAIN)
        assert ("Theirs" if ours else "Mine") in case.line(MAIN).text
        case.close()
        journal_path(path).unlink()


def test_a_file_that_an_editor_breaks_is_shown_with_its_mistakes(path: Path) -> None:
    case = opened(path)
    outside(path, TEXT.replace("z if x", "z if nothing"))
    case.poll()
    assert case.line(MAIN).version.problems
    with pytest.raises(InputError, match="mistakes"):
        present(case, "z", "true")
    outside(path, TEXT)
    case.poll()
    present(case, "z", "true")


def test_a_file_that_is_gone_comes_back_with_the_next_change(path: Path) -> None:
    case = opened(path)
    path.unlink()
    present(case, "z", "true")
    case.save()
    assert "z: true" in path.read_text(encoding="utf-8")


# ---------------------------------------------------------------------------- two pages


def test_a_page_of_before_may_change_what_is_still_as_it_showed(path: Path) -> None:
    case = opened(path)
    seen = case.line(MAIN).revision
    retitle(case, "Changed in another tab")
    present(case, "z", "true", seen)
    text = case.line(MAIN).text
    assert "Changed in another tab" in text and "z: true" in text


def test_a_page_of_before_does_not_overwrite(path: Path) -> None:
    case = opened(path)
    seen = case.line(MAIN).revision
    present(case, "x", "false", seen)
    with pytest.raises(Stale):
        present(case, "x", "true", seen)
    with pytest.raises(Stale):
        case.replace(MAIN, TEXT, "Edit", seen)


# ---------------------------------------------------------------------------- branches


def test_a_branch_leaves_the_case_alone_until_it_is_taken_over(path: Path) -> None:
    case = opened(path)
    branch = case.branch(MAIN, "What if they knew?")
    case.do(branch.key, "present.set", Form({"option": "z", "level": "true"}))
    assert case.line(MAIN).text == TEXT
    retitle(case, "Meanwhile")
    case.adopt(branch.key)
    text = case.line(MAIN).text
    assert "Meanwhile" in text and "z: true" in text
    case.undo(MAIN)
    assert "z: true" not in case.line(MAIN).text
    case.drop(branch.key)
    with pytest.raises(InputError, match="dropped"):
        case.line(branch.key)
    with pytest.raises(InputError, match="no branch"):
        case.drop(MAIN)


def test_a_branch_that_changed_the_same_line_is_not_taken_over(path: Path) -> None:
    case = opened(path)
    branch = case.branch(MAIN, "What if")
    retitle(case, "Here", branch.key)
    retitle(case, "There")
    with pytest.raises(InputError, match="same lines"):
        case.adopt(branch.key)


def test_branches_of_one_name_are_told_apart(path: Path) -> None:
    case = opened(path)
    keys = {case.branch(MAIN, title).key for title in ("A", "a", "A!", "", "   ", "إيران")}
    assert len(keys) == 6


def test_a_shipped_case_gets_a_file_of_its_own_at_the_first_change(tmp_path: Path) -> None:
    text = shipped_bytes("chicken").decode("utf-8")
    path = tmp_path / "chicken.yaml"
    case = OpenCase("chicken", path, text, "chicken")
    OPEN.append(case)
    case.save()
    assert not list(tmp_path.iterdir())
    path.write_text("taken: meanwhile\n", encoding="utf-8")
    case.replace(MAIN, text + "# more\n", "Add a note")
    case.save()
    assert path.read_text(encoding="utf-8") == "taken: meanwhile\n"
    assert (tmp_path / "chicken-2.yaml").read_text(encoding="utf-8") == text + "# more\n"
