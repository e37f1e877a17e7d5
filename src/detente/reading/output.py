"""Rows into a file, by its ending: whole, or not at all."""

from __future__ import annotations

import csv
import json
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TextIO

from detente.errors import InputError
from detente.reading.found import Found
from detente.result import MadeFrom, Row

Put = Callable[[Row], None]

ROWS = (".jsonl", ".json", ".csv")
PROPOSALS = (".patch", ".diff", ".yaml", ".yml")
#: columns of a table: those of every row, in the order of a row
COLUMNS = tuple(Found.__dataclass_fields__)
#: what a spreadsheet would take for a formula
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def check_ending(path: Path) -> str:
    """The ending of a file to be written.

    Raises
    ------
    InputError
        names the endings that can be written.
    """
    ending = path.suffix.casefold()
    if ending in ROWS or ending in PROPOSALS:
        return ending
    shown = f"the ending '{path.suffix}'" if ending else "a name without an ending"
    raise InputError(
        f"'{path.name}' cannot be written: {shown} is not known. Statements are written as .jsonl, "
        ".json or .csv, proposals for a case as .patch or .yaml."
    )


@contextmanager
def whole_file(path: Path, newline: str = "\n") -> Iterator[TextIO]:
    """A text file that takes its place when all of it has been written, and else leaves no trace.

    Raises
    ------
    InputError
        when it cannot be written.
    """
    spare: str | None = None
    try:
        handle, spare = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
        with os.fdopen(handle, "w", encoding="utf-8", errors="replace", newline=newline) as stream:
            yield stream
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
        Path(spare).chmod(mode)
        Path(spare).replace(path)
        spare = None
    except OSError as error:
        raise InputError(f"{path} cannot be written: {error.strerror or error}") from None
    finally:
        if spare is not None:
            with suppress(OSError):
                Path(spare).unlink()


@contextmanager
def rows_file(path: Path, made_from: MadeFrom, columns: tuple[str, ...] = COLUMNS) -> Iterator[Put]:
    """Put rows into a file one after another; the file is there when the last is in it.

    `.jsonl`: an object a line. `.json`: one object, what it was made from and all rows. `.csv`: a
    table, spans as `12-30`; what spreadsheets would take for a formula begins with an apostrophe.
    """
    ending = check_ending(path)
    with whole_file(path) as stream:
        if ending == ".jsonl":
            yield lambda row: _line(stream, row)
        elif ending == ".csv":
            stream.write("\ufeff")  # so that spreadsheets know the encoding
            table = csv.writer(stream, lineterminator="\n")
            table.writerow(columns)
            yield lambda row: table.writerow([cell(row[key]) for key in columns])
        else:
            stream.write(f'{{"made_from": {json.dumps(made_from.to_dict(), ensure_ascii=False)},\n')
            stream.write('"rows": [')
            before = ["\n"]

            def put(row: Row) -> None:
                stream.write(before[0] + json.dumps(row, ensure_ascii=False))
                before[0] = ",\n"

            yield put
            stream.write("\n]}\n")


def _line(stream: TextIO, row: Row) -> None:
    stream.write(json.dumps(row, ensure_ascii=False) + "\n")


def cell(value: Any) -> str:
    """A value as a cell of a table."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "-".join(map(str, value))
    text = str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(FORMULA) else text


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
