"""`detente read` as a user meets it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from detente.case import load
from detente.cli import main
from tests.reading.quay import ARTICLE, NOTHING, SAID, article, corpus
from tests.reading.store.harbour import case_file

WORDS = [words for words, _, _ in SAID]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.chdir(tmp_path)
    case_file(tmp_path)
    article(tmp_path)
    return iter([tmp_path])


@pytest.fixture
def folder(here: Iterator[Path]) -> Path:
    return next(here)


def run(*args: str) -> Result:
    result = CliRunner().invoke(main, ["read", *args, "--model", "none"])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def test_people_get_statements_by_document_and_a_count(folder: Path) -> None:
    article(folder, "dull.txt", NOTHING)
    result = run("norrvik.txt", "dull.txt", "--case", "quay.yaml")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0] == "norrvik.txt: The quay at Norrvik"
    assert lines[1] == "  ¶1  Ida Brandt (crew) → town: demand, about wages"
    assert lines[2] == '      "We demand higher wages,"'
    assert "dull.txt" not in result.stdout
    assert lines[-1] == "3 statements in 2 documents."


def test_programs_get_one_object_a_line(folder: Path) -> None:
    result = run("norrvik.txt", "--json")
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert [row["text"] for row in rows] == WORDS
    assert all(ARTICLE[row["start"] : row["end"]] == row["text"] for row in rows)
    assert {row["doc"] for row in rows} == {"norrvik.txt"}


def test_what_cannot_be_read_is_named_and_the_rest_goes_on(folder: Path) -> None:
    (folder / "bad.pdf").write_bytes(b"%PDF-1.4 and no more")
    (folder / "empty.txt").write_bytes(b"")
    result = run("bad.pdf", "nowhere.txt", "norrvik.txt", "empty.txt", "--json")
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) == 3
    for name in ("bad.pdf", "nowhere.txt", "empty.txt"):
        assert f"{name}: " in result.stderr
    assert "Traceback" not in result.output


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (["nowhere.txt"], 1, "Nothing could be read"),
        (["nowhere.txt", "-o", "x.csv"], 1, "Nothing could be read"),
        (["norrvik.txt", "-o", "x.xlsx"], 1, "the ending '.xlsx' is not known"),
        (["norrvik.txt", "-o", "x"], 1, "a name without an ending"),
        (["norrvik.txt", "-o", "no/x.csv"], 1, "cannot be written"),
        (["norrvik.txt", "--propose"], 2, "needs --case"),
        (["norrvik.txt", "--keep"], 2, "needs --case"),
        (["norrvik.txt", "-o", "x.patch"], 2, "needs --case"),
        (["norrvik.txt", "--propose", "--case", "quay.yaml", "-o", "x.csv"], 2, ".patch or .yaml"),
        (["norrvik.txt", "--events", "--keep", "--case", "quay.yaml"], 2, "--events"),
        (["norrvik.txt", "--propose", "--case", "chicken"], 1, "--copy my-chicken.yaml"),
        (["norrvik.txt", "--keep", "--case", "chicken"], 1, "--copy my-chicken.yaml"),
        (["norrvik.txt", "--case", "chickn"], 1, "Did you mean 'chicken'"),
        (["norrvik.txt", "--date", "soon"], 1, "date"),
        (["norrvik.txt", "--language", "Klingonese"], 1, "language"),
        (["norrvik.txt", "--workers", "0"], 2, "workers"),
        ([], 2, "Missing argument"),
    ],
)
def test_mistakes_are_answered_with_the_right_code(
    folder: Path, args: list[str], code: int, said: str
) -> None:
    result = run(*args)
    assert result.exit_code == code, result.output
    assert said in result.stderr
    assert result.stdout == ""
    assert not list(folder.glob("*.unfinished")) and not list(folder.glob("*.part"))


def test_a_model_that_is_missing_exits_1(folder: Path) -> None:
    result = CliRunner().invoke(main, ["read", "norrvik.txt", "--model", "en_nothing"])
    assert result.exit_code == 1
    assert "python -m spacy download" in result.stderr


@pytest.mark.parametrize("ending", ["jsonl", "json", "csv"])
def test_a_file_is_written_and_its_name_printed(folder: Path, ending: str) -> None:
    result = run("norrvik.txt", "-o", f"x.{ending}")
    assert result.exit_code == 0
    assert result.stdout == f"x.{ending}\n"
    assert "3 statements in 1 document." in result.stderr
    assert "We demand higher wages" in (folder / f"x.{ending}").read_text(encoding="utf-8")
    assert sorted(it.name for it in folder.iterdir()) == ["norrvik.txt", "quay.yaml", f"x.{ending}"]


def test_an_earlier_answer_in_the_folder_is_not_taken_for_a_document(folder: Path) -> None:
    answers = []
    for _ in range(2):
        assert run(".", "-o", "x.jsonl").exit_code == 0
        answers.append((folder / "x.jsonl").read_bytes())
    assert answers[0] == answers[1]


def test_proposals_touch_nothing_until_they_are_accepted(folder: Path) -> None:
    before = (folder / "quay.yaml").read_bytes()
    printed = run("norrvik.txt", "--case", "quay.yaml", "--propose")
    assert printed.exit_code == 0
    assert printed.stdout.startswith("--- a/quay.yaml\n+++ b/quay.yaml\n@@ ")
    assert "3 statements proposed." in printed.stderr
    written = run("norrvik.txt", "--case", "quay.yaml", "-o", "p.patch")
    assert written.stdout == "p.patch\n"
    assert (folder / "p.patch").read_bytes().decode() == printed.stdout
    rows = run("norrvik.txt", "--case", "quay.yaml", "--propose", "--json").stdout.splitlines()
    assert [json.loads(row)["id"] for row in rows] == ["s1", "s2", "s3"]
    assert (folder / "quay.yaml").read_bytes() == before
    accepted = CliRunner().invoke(main, ["evidence", "quay.yaml", "--accept", "p.patch"])
    assert accepted.exit_code == 0, accepted.output
    assert len(load("./quay.yaml").statements) == 3
    again = run("norrvik.txt", "--case", "quay.yaml", "--propose")
    assert again.stdout == ""
    assert "0 statements proposed. Left out: 3 the case has or repeat another." in again.stderr


def test_a_second_reading_takes_from_the_store_what_it_has(folder: Path) -> None:
    first = run("norrvik.txt", "--case", "quay.yaml", "--keep", "--json")
    assert (folder / "quay.evidence.sqlite").exists()
    second = run("norrvik.txt", "--case", "quay.yaml", "--keep", "--json")
    assert second.stdout == first.stdout
    assert "1 of them had been read before." in second.stderr


def test_ctrl_c_keeps_what_was_done_and_exits_130(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from detente.reading.unfinished import Unfinished

    corpus(folder, 30)
    real = Unfinished.note
    noted: list[str] = []

    def note(self: Unfinished, read: object, settings: str) -> None:
        if len(noted) == 10:
            raise KeyboardInterrupt
        noted.append("one")
        real(self, read, settings)  # type: ignore[arg-type]

    monkeypatch.setattr(Unfinished, "note", note)
    result = run("corpus.jsonl", "-o", "x.jsonl")
    assert result.exit_code == 130
    assert "Interrupted after 10 documents. The same command goes on from there." in result.stderr
    assert not (folder / "x.jsonl").exists()
    monkeypatch.setattr(Unfinished, "note", real)
    again = run("corpus.jsonl", "-o", "x.jsonl")
    assert again.exit_code == 0
    assert "10 of them had been read before." in again.stderr
    assert len((folder / "x.jsonl").read_text(encoding="utf-8").splitlines()) == 30


def test_a_document_in_another_language_is_said_to_be(folder: Path) -> None:
    article(folder, "fr.txt", "La ville ne vendra pas le quai avant le mois de juin.\n")
    result = run("fr.txt", "norrvik.txt", "--json")
    assert "1 document not in English" in result.stderr
    assert "not in English" in run("fr.txt", "--language", "fr").stderr
    assert "not in English" not in run("norrvik.txt").stderr


def test_stdin_is_a_document_too(folder: Path) -> None:
    command = [sys.executable, "-m", "detente", "read", "-", "--model", "none", "--json"]
    found = subprocess.run(
        command, input=ARTICLE, capture_output=True, encoding="utf-8", timeout=60, check=True
    )
    assert [json.loads(row)["text"] for row in found.stdout.splitlines()] == WORDS


def test_what_a_document_says_cannot_move_the_cursor(folder: Path) -> None:
    article(folder, "odd.txt", '"We demand \x1b[2Jhigher wages," said Ida Brandt.\n')
    assert "\x1b" not in run("odd.txt").stdout


def test_reading_by_patterns_does_not_load_a_language_model(folder: Path) -> None:
    say = (
        "import sys; from detente.cli import main\n"
        "try: main(['read', 'norrvik.txt', '--model', 'none', '--json'])\n"
        "except SystemExit: pass\n"
        "print(*sys.modules, file=sys.stderr)"
    )
    found = subprocess.run(
        [sys.executable, "-c", say], capture_output=True, encoding="utf-8", timeout=60, check=True
    )
    heavy = {"spacy", "pandas", "joblib", "distributed", "sqlite3", "rich"}
    assert heavy & set(found.stderr.split()) == set()
