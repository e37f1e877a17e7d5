"""Finished pieces of work in a file, so that a run that was stopped goes on where it was."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from detente.ensemble.tally import Tally
from detente.errors import InputError


class Kept:
    """A file of one JSON object a line: which piece of which work, and its tally.

    Pieces of other work in the same file are passed over, and lines that were cut off. A file that
    begins with anything else is refused, so that nothing of somebody's is written into.
    """

    def __init__(self, path: Path | None, settings: Mapping[str, Any]) -> None:
        self.path = path
        text = json.dumps(settings, sort_keys=True, default=str)
        self.key = hashlib.sha256(text.encode()).hexdigest()[:16]
        self.cut = False
        self.pieces: dict[int, Tally] = {} if path is None else self._read(path)

    def _read(self, path: Path) -> dict[int, Tally]:
        found: dict[int, Tally] = {}
        try:
            if not path.exists():
                return found
            text = path.read_text(encoding="utf-8")
            lines, self.cut = text.splitlines(), bool(text) and not text.endswith("\n")
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(f"'{path}' cannot be read as kept work: {error}") from None
        for number, line in enumerate(lines):
            try:
                row = json.loads(line)
                key, piece, tally = row["key"], int(row["piece"]), Tally.from_row(row["tally"])
            except (ValueError, KeyError, TypeError, AttributeError):
                if number == 0:
                    raise InputError(
                        f"'{path}' holds something else than kept work. Name a file of its own"
                    ) from None
                continue  # cut off when a run was stopped
            if key == self.key:
                found[piece] = tally
        return found

    def add(self, piece: int, tally: Tally) -> None:
        """Note a finished piece, and write it at once."""
        self.pieces[piece] = tally
        if self.path is None:
            return
        row = {"key": self.key, "piece": piece, "tally": tally.to_row()}
        try:
            with self.path.open("a", encoding="utf-8", newline="\n") as file:
                file.write(("\n" if self.cut else "") + json.dumps(row) + "\n")
                self.cut = False
        except OSError as error:
            raise InputError(f"'{self.path}' cannot be written: {error}") from None
