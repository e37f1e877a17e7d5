"""Logs that somebody hostile wrote, that are cut short, or that many write at once."""

from __future__ import annotations

import io
import json
import threading
from pathlib import Path

import pytest

from detente.case.shipped import shipped_bytes
from detente.errors import InputError
from detente.workbench.keeping.journal import Journal, journal_path
from detente.workbench.keeping.line import MAIN
from tests.workbench.attacks.conftest import CHICKEN, Opened, change
from tests.workbench.conftest import Bench


@pytest.mark.parametrize("kept", ["Dear diary,\nnobody knows.\n", '{"mine": 1}\n', "[]\n", "x"])
def test_somebody_elses_file_of_the_logs_name_is_kept(
    path: Path, opened: Opened, kept: str
) -> None:
    journal_path(path).write_text(kept, encoding="utf-8", newline="")
    case = opened(path)
    change(case, "x")
    case.close()
    texts = [one.read_text(encoding="utf-8") for one in path.parent.iterdir()]
    assert kept in texts
    assert "kept" in opened(path).news or "kept" in case.news


def test_two_cases_of_one_stem_do_not_mix(path: Path, opened: Opened) -> None:
    case = opened(path)
    case.replace(MAIN, CHICKEN + "# mine\n", "Title")
    case.close()
    other = path.with_suffix(".yml")
    text = shipped_bytes("stag-hunt").decode("utf-8")
    other.write_text(text, encoding="utf-8", newline="")
    second = opened(other)
    second.close()
    assert other.read_text(encoding="utf-8") == text


def test_what_an_editor_saved_while_nothing_ran_stays(path: Path, opened: Opened) -> None:
    case = opened(path)
    case.replace(MAIN, CHICKEN + "# mine\n", "Title")
    case.close()
    edited = CHICKEN + "# theirs\n"
    path.write_text(edited, encoding="utf-8", newline="")
    again = opened(path)
    again.close()
    assert path.read_text(encoding="utf-8") == edited


@pytest.mark.parametrize(
    "record",
    [
        {"do": "branch", "line": "b", "title": "x\ud800", "from": "main", "text": CHICKEN},
        {"do": "branch", "line": "b", "title": "x", "from": "main", "text": "title: \ud800\n"},
        {"do": "branch", "line": "\ud800", "title": "x", "from": "\ud800", "text": CHICKEN},
        {"do": "branch", "line": ["b"], "title": {}, "from": 3, "text": None, "base": []},
        {"do": "branch", "line": "b", "title": "x" * 10_000_000, "from": "none", "text": CHICKEN},
        {"do": "step", "line": "main", "label": "\ud800", "act": "\ud800", "when": "\ud800",
         "at": 0, "cut": "", "put": "# x\n"},
        {"do": "step", "line": "main", "label": "x", "act": "none", "when": "no date",
         "at": 0, "cut": "", "put": "# \ud800\n"},
        {"do": "step", "line": "main", "label": "x", "act": "y", "when": "z",
         "at": "9" * 5000, "cut": "", "put": "# x\n"},
        {"do": "step", "line": "main", "label": "x", "act": "y", "when": "z",
         "at": 1e400, "cut": "", "put": "# x\n"},
        {"do": "typed", "field": "main:title", "text": "\ud800"},
        {"do": "typed", "field": "\ud800", "text": "x"},
        {"do": "open", "text": "title: \ud800\n"},
        {"do": "open", "text": "\0"},
        {"do": "drop", "line": "main"},
        {"do": "branch", "line": "main", "title": "<script>", "from": "main", "text": "x"},
        {"do": "saved", "digest": None},
    ],
)  # fmt: skip
@pytest.mark.parametrize("raw", [True, False])
def test_a_planted_log_breaks_no_page(bench: Bench, record: dict[str, object], raw: bool) -> None:
    path = bench.desk.folder / "case.yaml"
    path.write_text(CHICKEN, encoding="utf-8", newline="")
    records = [{"do": "open", "text": CHICKEN}, record]
    lines = [json.dumps(one, ensure_ascii=not raw) for one in records]
    data = ("\n".join(lines) + "\n").encode("utf-8", "surrogatepass")
    journal_path(path).write_bytes(data)
    case = bench.desk.open_file("case.yaml")
    for line in case.lines:
        for screen in ("model", "compare"):
            page = bench.client.get(f"/case/case/{screen}", params={"line": line})
            assert page.status_code == 200
            assert "<script>" not in page.text and len(page.text) < 1_000_000
    assert "class" in bench.get("/case/case/model")
    change(case, "after it")


def test_a_log_of_endless_work_is_given_up(
    path: Path, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    from detente.workbench.keeping import replay

    monkeypatch.setattr(replay, "WORK", 200 * len(CHICKEN))
    records: list[object] = [{"do": "open", "text": CHICKEN}]
    step = {"do": "step", "line": "main", "label": "x", "act": "y", "when": "z", "at": 0}
    for _ in range(500):
        records += [{**step, "cut": "", "put": "#\n"}, {**step, "cut": "#\n", "put": ""}]
    text = "".join(json.dumps(one) + "\n" for one in records)
    journal_path(path).write_text(text, encoding="utf-8", newline="")
    case = opened(path)
    assert len(case.line(MAIN).done) < 250
    assert case.line(MAIN).version.case is not None


def test_a_log_of_endless_length_is_set_aside(
    path: Path, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    from detente.workbench.keeping import journal

    monkeypatch.setattr(journal, "LONGEST", 1000)
    log = journal_path(path)
    log.write_text(json.dumps({"do": "open", "text": "x" * 2000}) + "\n", encoding="utf-8")
    case = opened(path)
    assert case.line(MAIN).text == CHICKEN
    assert any(one.stat().st_size > 2000 for one in path.parent.iterdir() if one != path)


def test_a_full_disk_leaves_no_half_line(
    path: Path, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What could not be logged whole is no change, and does not come back with the next one."""
    case = opened(path)
    change(case, "one")
    log = case.log._journal
    assert log is not None

    class Full:
        """A stream that takes half of what it is given, and then no more."""

        def __init__(self, stream: io.FileIO) -> None:
            self.stream, self.full = stream, True

        def write(self, data: bytes) -> int | None:
            if self.full:
                self.stream.write(data[: len(data) // 2])
                raise OSError(28, "No space left on device")
            return self.stream.write(data)

        def __getattr__(self, name: str) -> object:
            return getattr(self.stream, name)

    full = Full(log._stream)
    monkeypatch.setattr(log, "_stream", full)
    with pytest.raises(InputError, match="No space"):
        change(case, "two")
    full.full = False
    change(case, "three")
    case.close()
    again = opened(path)
    assert [line.title for line in again.lines.values()][1:] == ["one", "three"]


def test_many_branches_are_refused(path: Path, opened: Opened) -> None:
    case = opened(path)
    with pytest.raises(InputError, match="branches"):
        for number in range(500):
            change(case, f"b{number}")
    assert len(case.lines) <= 101


def test_what_is_being_written_does_not_fill_the_disk(path: Path, opened: Opened) -> None:
    case = opened(path)
    for number in range(1, 400):
        case.type("main:x", "y" * 100_000, number)
    case.save()
    assert journal_path(path).stat().st_size < 20_000_000
    assert case.typed["main:x"] == "y" * 100_000


def test_a_log_that_is_held_is_not_touched(path: Path, opened: Opened) -> None:
    held = Journal(journal_path(path))
    held.begin({"do": "open", "text": CHICKEN})
    with pytest.raises(InputError, match="another"):
        opened(path)
    held.close()


def test_everything_at_once_leaves_a_log_that_leads_to_the_same_texts(
    path: Path, opened: Opened
) -> None:
    """Two windows, another program and the saving all at work: nothing raises, nothing is lost."""
    case = opened(path)
    trouble: list[BaseException] = []

    def hand(number: int) -> None:
        try:
            for turn in range(12):
                mark = f"# {number}-{turn}\n"
                line = case.branch(MAIN, f"b{number}").key if turn % 6 == 0 else MAIN
                with_mark = case.line(line).text + mark
                try:
                    case.replace(line, with_mark, mark, case.line(line).revision)
                    if turn % 3 == 1:
                        case.undo(MAIN)
                    if turn % 5 == 1:
                        case.redo(MAIN)
                    if line != MAIN:
                        case.adopt(line)
                        case.drop(line)
                except InputError:
                    pass
                case.type(f"main:{number}", mark, turn)
                if number == 0 and turn % 4 == 0:
                    path.write_text(f"# outside {turn}\n{CHICKEN}", encoding="utf-8", newline="")
                try:
                    case.save()
                except InputError:
                    case.poll()
        except BaseException as error:
            trouble.append(error)

    hands = [threading.Thread(target=hand, args=(number,)) for number in range(6)]
    for one in hands:
        one.start()
    for one in hands:
        one.join()
    assert trouble == []
    case.settle(ours=True)
    case.save()
    texts = {key: line.text for key, line in case.lines.items()}
    assert path.read_text(encoding="utf-8") == texts[MAIN]
    case.close()
    again = opened(path)
    assert {key: line.text for key, line in again.lines.items()} == texts


def test_a_log_told_anew_leads_to_the_same_lines(path: Path, opened: Opened) -> None:
    from detente.workbench.keeping.replay import Replay, restated

    case = opened(path)
    for number in range(6):
        case.replace(MAIN, case.line(MAIN).text + f"# {number}\n", f"{number}")
    key = case.branch(MAIN, "Apart").key
    case.replace(key, case.line(key).text + "# apart\n", "apart")
    case.undo(key)
    for _ in range(3):
        case.undo(MAIN)
    case.type("main:title", "half")
    replay = Replay()
    assert replay.follow(restated(case.lines, case.typed))
    for name, line in replay.lines("case.yaml").items():
        ours = case.lines[name]
        assert (line.text, line.title, line.base) == (ours.text, ours.title, ours.base)
        assert (line.done, line.undone) == (ours.done, ours.undone)
    assert replay.typed == case.typed
