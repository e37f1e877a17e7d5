"""The journal of an open case: begun at its first change, told anew when it grows too long."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from detente.workbench.keeping.casefile import CaseFile
from detente.workbench.keeping.journal import LONG, Journal, journal_path
from detente.workbench.keeping.line import MAIN, Line
from detente.workbench.keeping.replay import Replay, restated, shortened


@dataclass(frozen=True)
class Recovered:
    """What a journal tells of a case that was open before.

    Attributes
    ----------
    lines, typed : where it ended; no lines where it tells of none
    follows : whether the file as it is stands somewhere on the way that the journal tells
    news : what people should know of the journal; empty where it was in order
    """

    lines: dict[str, Line]
    typed: dict[str, str]
    follows: bool
    news: str


class Log:
    """Named changes on their way to the disk, before their pages are answered."""

    def __init__(self, file: CaseFile) -> None:
        self.file = file
        self._journal: Journal | None = None
        self._roomy = 2 * LONG  # bytes beyond which it is told anew without what is overtaken

    @property
    def begun(self) -> bool:
        """Whether there is a journal."""
        return self._journal is not None

    def write(
        self, record: dict[str, Any], lines: Mapping[str, Line], typed: Mapping[str, str]
    ) -> None:
        """Write a record; lines and fields are as they are before it."""
        if self._journal is None:
            self._journal = Journal(journal_path(self.file.path))
            self._journal.begin({"do": "open", "text": lines[MAIN].text})
        if self._journal.size > self._roomy:
            self._begin_anew(restated(lines, typed))
            self._roomy = max(self._roomy, 2 * self._journal.size)
        self._journal.write(record)

    def keep(self) -> None:
        """Have what was written outlast a loss of power."""
        if self._journal is not None:
            self._journal.keep()

    def close(self) -> None:
        """Let go of the file."""
        if self._journal is not None:
            self._journal.close()
            self._journal = None

    def _begin_anew(self, records: list[dict[str, Any]]) -> None:
        """Replace the journal by records, and by what the file holds as far as we know."""
        if self._journal is not None:
            left = [{"do": "file", "text": self.file.left}] if self.file.saved else []
            self._journal.begin(*records, *left)

    def recover(self, on_disk: str) -> Recovered:
        """Read the journal, from its first record to its last.

        Parameters
        ----------
        on_disk : the text of the file as it is
        """
        name = self.file.path.name
        journal = self._journal = Journal(journal_path(self.file.path))
        replay = Replay()
        whole = replay.follow(journal.read())
        found = replay.lines(name)
        if not whole:
            journal.keep_copy()
        news = ""
        if journal.kept:
            news = f"The log of this case was damaged or no log; it is kept as {journal.kept}."
        if MAIN not in found:
            journal.begin({"do": "open", "text": on_disk})
            return Recovered({}, {}, False, news)
        if replay.saved != on_disk:
            self.file.had(replay.saved)
        if not whole or journal.size > LONG:
            self._begin_anew(shortened(found, replay.typed))
        return Recovered(found, replay.typed, self.file.saved in replay.texts, news)
