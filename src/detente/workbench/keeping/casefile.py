"""The case file on disk: what stands in it, what others saved there, and which text they had."""

from __future__ import annotations

from pathlib import Path

from detente.case.edit import save
from detente.case.files import decode, digest, read_bytes
from detente.errors import InputError
from detente.workbench.keeping.journal import journal_path
from detente.workbench.keeping.plainfile import is_plain, taken
from detente.workbench.keeping.splice import distance

#: texts of the file that another program may still have loaded
_LOADED = 30


class CaseFile:
    """A file that other programs may write, too.

    Attributes
    ----------
    path : where it lies
    saved : digest of what stands in it as far as we know; empty while there is no file
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.saved = ""
        self._loaded: list[str] = []
        self._sign: tuple[int, int] | None = None

    def read(self) -> str:
        """Its text, for the first time.

        Raises
        ------
        InputError, CaseError
            when it cannot be read, or is no text.
        """
        self._sign = _sign(self.path)
        text = decode(read_bytes(self.path), self.path.name)
        self.take(text)
        return text

    def holds(self, text: str) -> bool:
        """Whether this is what stands in it."""
        return digest(text.encode("utf-8")) == self.saved

    def write(self, text: str) -> None:
        """Put a text into it, whole or not at all.

        Raises
        ------
        InputError
            when another program has just written it, or it cannot be written.
        """
        if taken(self.path) and not is_plain(self.path):
            raise InputError(f"{self.path.name} is no plain file any more; nothing was written")
        try:
            save(self.path, text, replaces=self.saved if self.path.exists() else None)
        except InputError:
            self._sign = None  # another program may have been quicker than the last look
            raise
        self.saved = digest(text.encode("utf-8"))
        self._loaded = [*self._loaded, text][-_LOADED:]
        sign = _sign(self.path)
        ours = sign is not None and digest(read_bytes(self.path)) == self.saved
        self._sign = sign if ours else None

    def changed(self) -> str | None:
        """The text that another program has put there since; None where none has.

        Raises
        ------
        InputError, CaseError
            when what it put there cannot be read, once for every time it does so.
        """
        sign = _sign(self.path)
        if sign is None or sign == self._sign or not self.saved:
            return None
        self._sign = sign
        data = read_bytes(self.path)
        text = decode(data, self.path.name)
        return None if digest(data) == self.saved else text

    def take(self, text: str) -> None:
        """What another program put there is the file's text now."""
        self.saved = digest(text.encode("utf-8"))
        self._loaded = [text]

    def had(self, text: str) -> None:
        """What we left in it when we last ran; another program may have gone on from that."""
        self._loaded = [text]

    @property
    def left(self) -> str:
        """The text of it that we know last."""
        return self._loaded[-1] if self._loaded else ""

    def base_of(self, text: str) -> str | None:
        """The text of the file that another program most likely made this one from."""
        return min(self._loaded, key=lambda one: distance(one, text), default=None)


def _sign(path: Path) -> tuple[int, int] | None:
    """What tells quickly whether a file has changed; None where there is none."""
    if not is_plain(path):
        return None
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


def free(path: Path) -> Path:
    """The path, or the next that no file has: NAME-2.yaml, NAME-3.yaml …"""
    found, number = path, 2
    while taken(found) or taken(journal_path(found)):
        found, number = path.with_name(f"{path.stem}-{number}{path.suffix}"), number + 1
    return found
