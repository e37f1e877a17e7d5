"""A run that was killed goes on where it stopped, and ends with what it would have ended with."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from detente.errors import InputError
from detente.reading import open_store
from detente.reading.found import Heading, ReadDocument
from detente.reading.unfinished import Unfinished
from tests.reading.quay import corpus
from tests.reading.store.harbour import case_file

HERE = Path(__file__).parents[2]

#: runs the command and kills its own process after so many documents
KILLED = """
import os, signal, sys
from detente.reading import unfinished
from detente.reading.store.keeper import Keeper

unfinished.EVERY = 0
left = int(sys.argv.pop(1))

def counting(real):
    def count(*arguments, **named):
        global left
        if left == 0:
            if os.name == "nt":
                os._exit(9)
            os.kill(os.getpid(), signal.SIGKILL)
        left -= 1
        return real(*arguments, **named)
    return count

unfinished.Unfinished.note = counting(unfinished.Unfinished.note)
Keeper.add = counting(Keeper.add)
from detente.cli import main
main()
"""


def run(*arguments: str, killed_after: int = -1) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", KILLED, str(killed_after), "read", *arguments]
    return subprocess.run(
        command, cwd=HERE, capture_output=True, encoding="utf-8", timeout=120, check=False
    )


@pytest.mark.parametrize("ending", ["csv"])
def test_a_file_goes_on_after_a_kill(tmp_path: Path, ending: str) -> None:
    files = [str(corpus(tmp_path, 150)), "--model", "none", "-o"]
    whole, broken = tmp_path / f"whole.{ending}", tmp_path / f"broken.{ending}"
    assert run(*files, str(whole)).returncode == 0

    killed = run(*files, str(broken), killed_after=100)
    assert killed.returncode != 0
    assert not broken.exists()
    record = tmp_path / f"broken.{ending}.unfinished"
    assert record.exists()

    again = run(*files, str(broken))
    assert again.returncode == 0, again.stderr
    assert "100 of them had been read before." in again.stderr
    assert broken.read_bytes() == whole.read_bytes()
    assert not record.exists()


def test_what_was_noted_with_other_settings_is_not_taken_over(tmp_path: Path) -> None:
    files = [str(corpus(tmp_path, 20)), "--model", "none", "-o", str(tmp_path / "x.jsonl")]
    assert run(*files, killed_after=10).returncode != 0
    case = str(case_file(tmp_path))
    again = run(*files, "--case", case)
    assert "had been read before" not in again.stderr
    assert '"party": "crew"' in (tmp_path / "x.jsonl").read_text(encoding="utf-8")


def test_what_changed_meanwhile_is_read_again(tmp_path: Path) -> None:
    path = corpus(tmp_path, 20)
    files = [str(path), "--model", "none", "-o", str(tmp_path / "x.jsonl")]
    assert run(*files, killed_after=10).returncode != 0
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("demand 3 new", "demand 33 new"), encoding="utf-8", newline="\n")
    again = run(*files)
    assert "9 of them had been read before." in again.stderr
    assert "demand 33 new" in (tmp_path / "x.jsonl").read_text(encoding="utf-8")


def test_a_store_goes_on_after_a_kill(tmp_path: Path) -> None:
    case = case_file(tmp_path)
    files = [str(corpus(tmp_path, 60)), "--model", "none", "--case", str(case), "--keep", "--json"]
    killed = run(*files, killed_after=40)
    assert killed.returncode != 0
    store = open_store(case)
    assert store is not None
    with store:
        assert len(list(store.documents())) == 40
    again = run(*files)
    assert again.returncode == 0, again.stderr
    assert "40 of them had been read before." in again.stderr
    store = open_store(case)
    assert store is not None
    with store:
        assert [it.name for it in store.documents()] == [f"d{k}" for k in range(60)]
        assert len(list(store.statements())) == 60
    third = run(*files)
    assert third.stdout == again.stdout
    assert len(third.stdout.splitlines()) == 60


def read_one(number: int) -> ReadDocument:
    return ReadDocument(Heading(f"d{number}", digest=str(number)), ())


def test_a_record_that_is_damaged_is_begun_anew(tmp_path: Path) -> None:
    path = tmp_path / "x.csv.unfinished"
    for content in (b"nothing of the kind " * 100, b"\0" * 5000):
        path.write_bytes(content)
        record = Unfinished(path)
        assert record.finished("d1", "1", "s") is None
        record.note(read_one(1), "s")
        record.close(whole=False)
    record = Unfinished(path)
    assert record.finished("d1", "1", "s") is not None
    record.close(whole=False)
    plain = sqlite3.connect(path)
    plain.execute("UPDATE finished SET said = x'00'")
    plain.commit()
    plain.close()
    record = Unfinished(path)
    assert record.finished("d1", "1", "s") is None
    record.close(whole=True)
    assert not path.exists()


def test_two_runs_do_not_write_the_same_file(tmp_path: Path) -> None:
    record = Unfinished.beside(tmp_path / "x.csv")
    with pytest.raises(InputError, match="another run is writing the same file"):
        Unfinished.beside(tmp_path / "x.csv")
    record.close(whole=True)
