"""Rows in files: whole or not at all, and safe for spreadsheets."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from detente.errors import InputError
from detente.reading.output import cell, check_ending, rows_file, whole_file
from detente.result import MadeFrom

MADE = MadeFrom("quay", "00", "0", {"reader": "patterns"})
ROWS = [
    {"text": 'a; "b",\nc é', "negated": True, "cue": [3, 12], "issue": None},
    {"text": "=1+1", "negated": False, "cue": None, "issue": "wages"},
]
COLUMNS = ("text", "negated", "cue", "issue")


def written(path: Path) -> str:
    with rows_file(path, MADE, COLUMNS) as put:
        for row in ROWS:
            put(row)
    return path.read_text(encoding="utf-8")


def test_lines_of_json(tmp_path: Path) -> None:
    text = written(tmp_path / "x.jsonl")
    assert [json.loads(line) for line in text.splitlines()] == ROWS
    assert "é" in text


@pytest.mark.parametrize("rows", [ROWS, []])
def test_one_object_of_json(tmp_path: Path, rows: list[dict[str, object]]) -> None:
    path = tmp_path / "x.JSON"
    with rows_file(path, MADE, COLUMNS) as put:
        for row in rows:
            put(row)
    assert json.loads(path.read_text(encoding="utf-8")) == {
        "made_from": MADE.to_dict(),
        "rows": rows,
    }


def test_a_table_that_a_spreadsheet_reads_and_does_not_run(tmp_path: Path) -> None:
    text = written(tmp_path / "x.csv")
    assert text.startswith("\ufeff")
    table = list(csv.reader(text.removeprefix("\ufeff").splitlines(keepends=True)))
    assert table == [
        ["text", "negated", "cue", "issue"],
        ['a; "b",\nc é', "true", "3-12", ""],
        ["'=1+1", "false", "", "wages"],
    ]
    assert [cell(it) for it in ("-x", "+x", "@x", "\tx", "x=", -1)] == [
        "'-x", "'+x", "'@x", "'\tx", "x=", "-1",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["x.txt", "x.xlsx", "x", "x.docx"])
def test_an_ending_that_cannot_be_written_is_refused_by_name(name: str) -> None:
    with pytest.raises(InputError, match=r"\.jsonl") as caught:
        check_ending(Path(name))
    assert name in str(caught.value)


def test_a_file_that_is_not_finished_leaves_the_old_one_and_no_trace(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text("old", encoding="utf-8")
    with pytest.raises(KeyboardInterrupt), rows_file(path, MADE) as put:
        put(ROWS[0])
        raise KeyboardInterrupt
    assert path.read_text(encoding="utf-8") == "old"
    assert [it.name for it in tmp_path.iterdir()] == ["x.jsonl"]


def test_a_folder_that_is_not_there_is_said_plainly(tmp_path: Path) -> None:
    with (
        pytest.raises(InputError, match="cannot be written"),
        whole_file(tmp_path / "no" / "x.csv"),
    ):
        pass
