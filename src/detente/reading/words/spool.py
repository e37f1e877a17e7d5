"""Where long arrays and long texts are kept: in memory while small, in a nameless file after."""

from __future__ import annotations

import tempfile
import weakref
from array import array
from collections.abc import Iterator
from contextlib import ExitStack
from typing import IO

import numpy as np
from numpy.typing import NDArray

#: entries of an array that stay in memory; 16 MB
IN_MEMORY = 1 << 22


class Numbers:
    """An array of uint32 that grows at its end, and lies on disk once it is long."""

    def __init__(self, in_memory: int = IN_MEMORY) -> None:
        self.in_memory = in_memory
        self._parts: list[NDArray[np.uint32]] = []
        self._held = 0
        self._length = 0
        self._file: IO[bytes] | None = None

    def __len__(self) -> int:
        return self._length

    def append(self, part: NDArray[np.uint32]) -> None:
        """Add entries at the end."""
        self._parts.append(part)
        self._held += len(part)
        self._length += len(part)
        if self._held > self.in_memory:
            self._spill()

    def _spill(self) -> None:
        if self._file is None:
            self._file = _nameless(self)
        for part in self._parts:
            self._file.write(part.tobytes())
        self._parts, self._held = [], 0

    def array(self) -> NDArray[np.uint32]:
        """All entries, read-only; nothing can be added afterwards without asking again."""
        if self._file is None:
            if len(self._parts) != 1:
                self._parts = [np.concatenate([np.empty(0, dtype=np.uint32), *self._parts])]
            whole = self._parts[0]
        else:
            self._spill()
            self._file.flush()
            whole = np.memmap(self._file, dtype=np.uint32, mode="r", shape=(self._length,))
        whole.setflags(write=False)
        return whole


class Texts:
    """Texts with their names, on disk, each found again by its number."""

    def __init__(self) -> None:
        self._file = _nameless(self)
        self._ends = array("Q", [0])

    def __len__(self) -> int:
        return len(self._ends) - 1

    def append(self, name: str, text: str, start: int = 0) -> None:
        """Keep one more, with its place in the document of that name."""
        record = f"{len(name)} {start} {name}{text}".encode("utf-8", "surrogatepass")
        self._file.seek(self._ends[-1])
        self._file.write(record)
        self._ends.append(self._ends[-1] + len(record))

    def __getitem__(self, number: int) -> tuple[str, str, int]:
        """Name, text, and where in the document the text begins."""
        start, end = self._ends[number], self._ends[number + 1]
        self._file.seek(start)
        record = self._file.read(end - start).decode("utf-8", "surrogatepass")
        length, begins, rest = record.split(" ", 2)
        return rest[: int(length)], rest[int(length) :], int(begins)

    def __iter__(self) -> Iterator[tuple[str, str, int]]:
        for number in range(len(self)):
            yield self[number]


def _nameless(owner: object) -> IO[bytes]:
    """A file without a name, gone when its owner is."""
    with ExitStack() as stack:
        file: IO[bytes] = stack.enter_context(tempfile.TemporaryFile())
        weakref.finalize(owner, stack.pop_all().close)
    return file
