"""How many documents there are, without reading them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from detente.reading.documents.files import STDIN, list_files
from detente.reading.documents.kinds import Refused
from detente.reading.documents.limits import Limits
from detente.reading.documents.safely import opened
from detente.reading.documents.sniff import reader_of

_DEFAULT = Limits()


def count_documents(paths: Iterable[str | Path], *, limits: Limits = _DEFAULT) -> int:
    """How many documents some paths hold, faulty entries of corpora included.

    A file counts as one; the entries of a corpus are counted without being parsed, at the speed at
    which the file can be read (and unpacked). Files that cannot be opened count nothing.
    """
    paths = [paths] if isinstance(paths, str | Path) else paths
    return sum(_count(file, limits) for file in list_files(paths) if isinstance(file, str))


def _count(path: str, limits: Limits) -> int:
    if path == STDIN:
        return 1
    try:
        with opened(path) as file:
            reader = reader_of(path, file)
            return 1 if reader.count is None else reader.count(file, limits)
    except (Refused, OSError):
        return 0
