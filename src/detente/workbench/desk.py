"""The folder that the workbench was opened on, and the cases that are open in it."""

from __future__ import annotations

import os
import re
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from detente.case.scaffold import new_case
from detente.case.shipped import shipped_bytes
from detente.case.slug import as_id
from detente.errors import InputError
from detente.workbench.analysis import Cache
from detente.workbench.jobs import Jobs
from detente.workbench.keeping.casefile import free
from detente.workbench.keeping.opened import OpenCase
from detente.workbench.keeping.plainfile import is_plain, taken
from detente.workbench.keeping.slot import slot_for
from detente.workbench.wide.helpers import Helpers

#: case files that the first page lists
_LISTED = 200
#: seconds between looks at the files
_WATCH = 1.0
#: marks that no name of a file may have; on Windows a colon leads to another drive or stream
_ODD = "\\\0:" if os.name == "nt" else "\\\0"
#: names that stand for devices on Windows, whatever their ending
_DEVICES = {
    "con", "prn", "aux", "nul", *(f"{name}{k}" for name in ("com", "lpt") for k in range(10))
}  # fmt: skip
_TITLE = re.compile(r"^title:[ \t]*(.+?)[ \t\r]*$", re.MULTILINE)
_IS = re.compile(r"^\{\s*is:\s*(.+?)[,}].*$")


@dataclass(frozen=True)
class Listed:
    """A case file of the folder, as the first page lists it."""

    name: str
    title: str
    changed: float


class Desk:
    """Everything that is open; safe to use from several threads.

    Attributes
    ----------
    folder : where cases lie and are written; nothing outside it is read or written
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()
        self.cases: dict[str, OpenCase] = {}
        self.cache = Cache()
        self.jobs = Jobs()
        self.helpers = Helpers()
        self._lock = threading.RLock()
        self._wake = threading.Event()
        self._ended = threading.Event()
        self._keeper = threading.Thread(target=self._keep, name="keeper", daemon=True)
        self._keeper.start()

    # ------------------------------------------------------------------ opening

    def files(self) -> list[Listed]:
        """Case files of the folder, those changed last first."""
        there: list[tuple[float, Path]] = []
        try:
            for path in self.folder.iterdir():
                if _is_case(path.name) and is_plain(path):
                    with suppress(OSError):
                        there.append((-path.stat().st_mtime, path))
        except OSError as error:
            told = error.strerror or error
            raise InputError(f"the folder {self.folder} cannot be looked at: {told}") from None
        found = []
        for age, path in sorted(there)[:_LISTED]:
            with suppress(OSError):
                found.append(Listed(path.name, _title(path), -age))
        return found

    def open_file(self, name: str) -> OpenCase:
        """Open a case file of the folder by its name.

        Raises
        ------
        InputError, CaseError
            when the folder has no such file, or it is no text that a case can be.
        """
        path = self._inside(name)
        if path.suffix.casefold() not in {".yaml", ".yml"}:
            raise InputError(f"'{name[:80]}' is no case file; those end in .yaml")
        with self._lock:
            for case in self.cases.values():
                if case.path == path:
                    return case
            return self._add(OpenCase(self._slot(path), path))

    def open_shipped(self, key: str) -> OpenCase:
        """Open a shipped case; the first change writes it into the folder."""
        text = shipped_bytes(key).decode("utf-8")
        with self._lock:
            for case in self.cases.values():
                if case.shipped == key and not case.written:
                    return case
            path = free(self.folder / f"{key}.yaml")
            return self._add(OpenCase(self._slot(path), path, text, key))

    def start(self, title: str, text: str | None = None) -> OpenCase:
        """Write a new case file into the folder and open it; an example where there is no text."""
        name = as_id(title)[:60]
        if name.casefold() in _DEVICES:
            name = f"{name}-case"
        with self._lock:
            path = free(self.folder / f"{name}.yaml")
            body = text if text is not None else new_case(title)
            try:
                with path.open("x", encoding="utf-8", newline="\n") as stream:
                    stream.write(body)
            except OSError as error:
                told = error.strerror or error
                raise InputError(f"{path.name} cannot be written: {told}") from None
            return self._add(OpenCase(self._slot(path), path))

    def case(self, slot: str) -> OpenCase:
        """An open case.

        Raises
        ------
        InputError
            when none has the name.
        """
        found = self.cases.get(slot)
        if found is not None:
            return found
        names = [one.name for one in self.files()]
        known = [name for name in names if slot_for(Path(name), lambda _: False) == slot]
        if len(known) == 1:  # an address from before Détente was started again
            return self.open_file(known[0])
        raise InputError("this case is not open; open it from the first page")

    def _inside(self, name: str) -> Path:
        """A file right in the folder; a name cannot lead out of it, nor a link."""
        odd = any(mark in name for mark in _ODD) or not _is_text(name)
        if name != Path(name).name or name in {"", ".", ".."} or odd:
            raise InputError(f"'{name[:80]}' is no name of a file in this folder")
        path = self.folder / name
        try:
            inside = path.resolve().parent == self.folder
        except OSError:
            inside = False
        if taken(path) and inside and not is_plain(path):
            raise InputError(f"'{name[:80]}' is no file that can be read")
        if not inside:
            raise InputError(f"'{name[:80]}' leads out of this folder and is not opened")
        return path

    def _slot(self, path: Path) -> str:
        return slot_for(path, self.cases.__contains__)

    def _add(self, case: OpenCase) -> OpenCase:
        case.on_change(self._wake.set)
        self.cases[case.slot] = case
        if case.dirty and not case.shipped:
            self._wake.set()
        return case

    # ------------------------------------------------------------------ saving

    def _keep(self) -> None:
        """Save what changed, right after it was answered; notice what others saved."""
        while not self._ended.is_set():
            self._wake.wait(_WATCH)
            if self._wake.is_set():
                self._wake.clear()
                time.sleep(0.02)  # let the answer go out first
            self.save()

    def save(self) -> None:
        """Bring every file up to date; what cannot be written is said on its page."""
        for case in list(self.cases.values()):
            try:
                case.save()
            except InputError as error:
                case.trouble(str(error))

    def close(self) -> None:
        """Save everything and let go of it."""
        self._ended.set()
        self._wake.set()
        self._keeper.join(timeout=5)
        self.jobs.stop()
        self.helpers.close()
        for case in self.cases.values():
            with suppress(InputError):
                case.close()


def _is_case(name: str) -> bool:
    ending = Path(name).suffix.casefold()
    return ending in {".yaml", ".yml"} and not name.startswith(".") and _is_text(name)


def _is_text(name: str) -> bool:
    """Whether a name can be written on a page; some systems know names that are no text."""
    return not any("\ud800" <= mark <= "\udfff" for mark in name)


def _title(path: Path) -> str:
    with path.open("rb") as stream:
        start = stream.read(4096).decode("utf-8", "replace")
    found = _TITLE.search(start)
    if not found:
        return path.stem
    text = _IS.sub(r"\1", found[1])
    for mark in "\"'":
        if text[:1] == mark and mark in text[1:]:
            return text[1:].split(mark)[0]
    return text.split(" #")[0].rstrip()
