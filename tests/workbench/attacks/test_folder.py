"""What somebody hostile may lay beside a case, and what must not follow from it."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from detente.errors import InputError
from detente.workbench.desk import Desk
from detente.workbench.keeping.line import MAIN
from detente.workbench.screens.evidence.intake import _lay_down
from tests.workbench.attacks.conftest import CHICKEN, Opened, change, linked
from tests.workbench.conftest import Bench


def test_names_that_are_no_text_are_passed_over(bench: Bench) -> None:
    try:
        Path(os.fsdecode(os.fsencode(bench.desk.folder) + b"/a\xff.yaml")).write_bytes(
            b"title: x\n"
        )
    except OSError:  # a system whose names are always text
        return
    bench.get("/")


def test_what_is_no_file_is_neither_listed_nor_opened(
    bench: Bench, tmp_path_factory: pytest.TempPathFactory
) -> None:
    (bench.desk.folder / "folder.yaml").mkdir()
    outside = tmp_path_factory.mktemp("elsewhere") / "outside.yaml"
    outside.write_text("title: Not for this page\n", encoding="utf-8")
    linked(bench.desk.folder / "link.yaml", outside)
    if hasattr(os, "mkfifo"):
        os.mkfifo(bench.desk.folder / "pipe.yaml")  # whoever opens it waits for ever
    assert bench.desk.files() == []
    for name in ("pipe.yaml", "folder.yaml", "link.yaml"):
        assert bench.client.post("/open", data={"how": "file", "name": name}).status_code == 422


def test_a_case_that_becomes_a_pipe_holds_nobody_up(path: Path, opened: Opened) -> None:
    case = opened(path)
    if not hasattr(os, "mkfifo"):
        return
    path.unlink()
    os.mkfifo(path)
    looked = threading.Thread(target=case.poll, daemon=True)
    looked.start()
    looked.join(5)
    assert not looked.is_alive()


def test_a_folder_that_is_gone_is_told_of(bench: Bench) -> None:
    bench.desk.folder.rmdir()
    assert "cannot be" in bench.get("/", 422)
    answer = bench.client.post("/open", data={"how": "example", "title": "New"})
    assert answer.status_code == 422


def test_nothing_is_written_through_a_link(path: Path, opened: Opened) -> None:
    """Whoever may write into the folder must not choose what is overwritten elsewhere."""
    precious = path.parent.parent / "precious.txt"
    precious.write_text("precious\n", encoding="utf-8")
    names = ["case.journal", ".case.journal.new"]
    for name in names:
        link = path.with_name(name)
        if not linked(link, precious):
            return
        try:
            case = opened(path)
            change(case, "x")
            case.close()
        except InputError:
            pass
        assert precious.read_text(encoding="utf-8") == "precious\n", name
        for one in path.parent.glob(f"{name}*"):
            one.unlink()


def test_nothing_is_made_where_a_link_leads(path: Path, opened: Opened) -> None:
    elsewhere = path.parent.parent / "made.txt"
    case = opened(path)
    change(case, "x")
    path.unlink()
    if not linked(path, elsewhere):
        return
    case.replace(MAIN, CHICKEN + "# mine\n", "Title")
    with pytest.raises(InputError):
        case.save()
    assert not elsewhere.exists()
    shipped = path.with_name("stag-hunt.yaml")
    linked(shipped, elsewhere)
    desk = Desk(path.parent)
    other = desk.open_shipped("stag-hunt")
    change(other, "x")
    other.undo(MAIN)
    other.replace(MAIN, other.line(MAIN).text + "# mine\n", "Title")
    desk.close()
    assert not elsewhere.exists()


def test_documents_are_not_laid_down_through_links(path: Path) -> None:
    from io import BytesIO

    from starlette.datastructures import UploadFile

    precious = path.parent.parent / "precious.txt"
    precious.write_text("precious\n", encoding="utf-8")
    folder = path.with_name(".case.unread")
    folder.mkdir()
    for name in ("part-1", "part-names"):
        if not linked(folder / name, precious):
            return
    _lay_down(folder, [UploadFile(BytesIO(b"sent"), filename="a.txt")])
    assert precious.read_text(encoding="utf-8") == "precious\n"


@pytest.mark.parametrize("kept", ["precious", None])
def test_no_evidence_is_written_through_a_link(
    bench: Bench, kept: str | None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "elsewhere.sqlite"
    if kept is not None:
        elsewhere.write_text(kept, encoding="utf-8")
    case = bench.open("harbour-2031")
    if not linked(bench.desk.folder / "harbour-2031.evidence.sqlite", elsewhere):
        return
    sent = [("file", ("a.txt", b"We will strike, the union said.", "text/plain"))]
    bench.client.post(f"/case/{case.slot}/x/evidence/upload", files=sent)
    for job in list(bench.desk.jobs._jobs.values()):
        job.wait(30)
    assert bench.client.get(f"/case/{case.slot}/evidence").status_code == 200
    assert (elsewhere.read_text(encoding="utf-8") if elsewhere.exists() else None) == kept
