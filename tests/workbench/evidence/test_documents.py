"""Documents go into the store beside the case, whatever they hold and are called."""

from __future__ import annotations

import io
import json
import threading
import zipfile
from pathlib import Path
from typing import Any

import pytest

from detente.case import load
from detente.reading.store import open_store
from detente.workbench.keeping.opened import OpenCase
from detente.workbench.screens.evidence import intake
from detente.workbench.screens.evidence.naming import label_of
from tests.workbench.conftest import Bench
from tests.workbench.evidence.conftest import CASE, HOSTILE, QUERIES, TALKS, do, said, send, settled


def test_documents_go_into_the_store_beside_the_case_and_nowhere_else(
    bench: Bench, river: OpenCase
) -> None:
    page = settled(bench, river)
    assert "Talks on the Elva" in page and "1 document read" in page
    there = {path.name for path in bench.desk.folder.iterdir()}
    kept = {"river.evidence.sqlite", "river.evidence.sqlite-wal", "river.evidence.sqlite-shm"}
    assert {name for name in there if "evidence" in name} <= kept
    assert ".river.unread" not in there
    store = open_store(river.path)
    assert store is not None
    with store:
        document = next(iter(store.documents()))
        assert (document.name, document.path) == ("talks.txt", "talks.txt")
        assert store.raw("talks.txt") == TALKS.encode()


def test_damaged_files_are_named_with_their_reason_and_the_rest_goes_on(bench: Bench) -> None:
    case = bench.write(CASE, "river.yaml")
    page = send(
        bench, case, ("broken.pdf", b"%PDF-1.4 nonsense"), ("empty.txt", b""),
        ("talks.txt", TALKS.encode()), ("bomb.docx", bomb()),
    )  # fmt: skip
    assert "1 document read" in page
    for name in ("broken.pdf", "empty.txt", "bomb.docx"):
        assert f"<bdi>{name}</bdi>: " in page


def bomb() -> bytes:
    """A DOCX whose text unpacks to a thousand times its size."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr("word/document.xml", b"<w>" + b" " * 300_000_000)
    return made.getvalue()


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\temp\\minutes.txt", "minutes.txt"),
        ("a\u202etxt.exe", "a txt.exe"),
        ("zero\u200bwidth.txt", "zero width.txt"),
        ("", "document"),
        ("..", "document"),
        ("-rf.txt", "document rf.txt"),
        ("x" * 500 + ".jsonl.gz", "x" * 111 + ".jsonl.gz"),
        ("\ud800.txt", "document.txt"),
    ],
)
def test_names_are_shown_and_never_used_as_paths(name: str, label: str) -> None:
    assert label_of(name) == label


def test_two_files_of_one_name_in_one_upload_stay_two() -> None:
    assert label_of("a/x.txt", ["x.txt"]) == "x (2).txt"


def test_hostile_documents_are_shown_as_text(bench: Bench) -> None:
    case = bench.write(CASE, "river.yaml")
    name = "<img src=x onerror=alert(1)>\u202e.txt"
    page = send(bench, case, (name, HOSTILE.encode()))
    pages = [page, *(settled(bench, case, query) for query in QUERIES)]
    for one in pages:
        assert "<img" not in one and "<script>alert" not in one
        assert "\u202e.txt" not in one and ">49," not in one
    assert "&lt;script&gt;alert(1)" in bench.get(f"/case/{case.slot}/evidence?doc=1")


def test_a_shipped_case_gets_its_file_first_and_says_so(bench: Bench) -> None:
    case = bench.desk.open_shipped("prisoners-dilemma")
    page = bench.get(f"/case/{case.slot}/evidence")
    assert "adding documents first writes it" in page and not case.path.exists()
    page = send(bench, case, ("talks.txt", TALKS.encode()))
    assert "written into your folder first" in page and "prisoners-dilemma.yaml" in page
    assert load(case.path).id == "prisoners-dilemma"
    assert case.path.with_name("prisoners-dilemma.evidence.sqlite").exists()


def test_a_reading_that_was_stopped_goes_on_after_a_restart(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = bench.write(CASE, "river.yaml")
    with monkeypatch.context() as patched:
        patched.setattr(intake, "go_on", lambda sheet, fast: None)  # as if the program had ended
        page = send(bench, case, ("a.txt", TALKS.encode()), ("b.txt", HOSTILE.encode()))
    assert "2 files wait" in page
    waiting = case.path.with_name(".river.unread")
    assert {path.suffix for path in waiting.iterdir()} == {".txt", ".json"}
    do(bench, case, "go")
    assert "2 documents read" in settled(bench, case) and not waiting.exists()


def test_stop_keeps_what_was_read_and_the_rest_waits(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = bench.write(CASE, "river.yaml")
    lines = [
        json.dumps({"id": f"d{k}", "text": f'"We demand {k} gauges," said Amina Bello.'})
        for k in range(90)
    ]
    counted, stopped = intake._count, threading.Event()

    def slowly(*read: Any) -> None:
        counted(*read)
        stopped.wait(20)

    monkeypatch.setattr(intake, "_count", slowly)
    corpus = ("corpus.jsonl", "\n".join(lines).encode())
    bench.client.post(f"/case/{case.slot}/x/evidence/upload", files=[("files", corpus)])
    do(bench, case, "drop", status=422)
    do(bench, case, "undo", status=422)
    assert "Stopping after this document" in do(bench, case, "stop")
    stopped.set()
    page = settled(bench, case)
    assert "Stopped. What was read is kept" in page and "1 file waits" in page
    do(bench, case, "go")
    page = settled(bench, case)
    assert "90 documents read" in page and "had been read before" in page
    do(bench, case, "close")
    assert "reading-told" not in settled(bench, case)


def test_what_waits_can_be_thrown_away(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    case = bench.write(CASE, "river.yaml")
    monkeypatch.setattr(intake, "go_on", lambda sheet, fast: None)
    send(bench, case, ("a.txt", TALKS.encode()))
    do(bench, case, "drop")
    assert "waits" not in settled(bench, case)
    assert not case.path.with_name(".river.unread").exists()


def test_a_new_version_of_a_document_keeps_its_statements(bench: Bench, river: OpenCase) -> None:
    number = said(river, "finish the dam")
    do(bench, river, "code", said=number, act="threat", party="uplands")
    page = send(bench, river, ("talks.txt", ("A line before.\n\n" + TALKS).encode()))
    assert "replaced by what you sent" in page and "found at another place" in page
    assert said(river, "finish the dam") == number


def test_an_upload_beyond_the_bound_is_refused(bench: Bench) -> None:
    case = bench.write(CASE, "river.yaml")
    answer = bench.client.post(
        f"/case/{case.slot}/x/evidence/upload",
        content=b"x", headers={"content-length": str(300 * 1024 * 1024)},
    )  # fmt: skip
    assert answer.status_code == 413
    answer = bench.client.post(f"/case/{case.slot}/x/evidence/upload", data={"line": "main"})
    assert answer.status_code == 422 and "no file was sent" in answer.text.casefold()


def test_nothing_is_written_through_a_link(bench: Bench, tmp_path: Path) -> None:
    case = bench.write(CASE, "river.yaml")
    outside = tmp_path / "outside"
    outside.mkdir()
    try:
        case.path.with_name(".river.unread").symlink_to(outside, target_is_directory=True)
    except OSError:  # a system that gives links to nobody
        return
    answer = bench.client.post(
        f"/case/{case.slot}/x/evidence/upload", files=[("files", ("a.txt", b"words"))]
    )
    assert answer.status_code == 422 and not list(outside.iterdir())
