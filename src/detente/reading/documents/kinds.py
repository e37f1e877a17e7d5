"""The register of file kinds: which ending, which first bytes, and how it is read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from io import BufferedReader

from detente.reading.document import Piece
from detente.reading.documents.limits import Limits
from detente.registry import Registry


class Refused(Exception):
    """A file, or a line of a corpus, that cannot be read: what was found, and what to try."""

    def __init__(self, what: str, hint: str = "") -> None:
        self.what = what
        self.hint = hint
        super().__init__(what)


@dataclass(frozen=True)
class Extract:
    """What a reader took from a file, before the analyst's word and the language are added.

    `id`, `line` and `digest` are those of an entry of a corpus; a whole file leaves them out.
    """

    text: str
    pieces: tuple[Piece, ...] = ()
    title: str | None = None
    author: str | None = None
    date: str | None = None
    source: str | None = None
    language: str | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    id: str | None = None
    line: int | None = None
    digest: str = ""


@dataclass(frozen=True)
class Fault:
    """An entry of a corpus that cannot be read; the next ones go on."""

    line: int | None
    what: str
    hint: str = ""


Read = Callable[[bytes, Limits], Extract]
Count = Callable[[BufferedReader, Limits], int]
Stream = Callable[[BufferedReader, Limits], Iterator[Extract | Fault]]


def _unknown(_: bytes) -> bool:
    return False


@dataclass(frozen=True)
class Reader:
    """One kind of file.

    Attributes
    ----------
    key : what `Document.kind` says
    title : how people call it
    endings : of the file's name, in lower case, the dot included
    begins : what such a file has to begin with, white space aside; empty where it is text
    looks : whether the first bytes tell this kind from all others
    packed : whether it may be packed by gzip
    read : gives one document from all bytes of a file
    stream : gives many documents from an open file, instead of `read`
    count : how many entries such a file has, faulty ones included, without parsing them
    apart : whether a foreign library parses it, so that it is read in a process of its own
    """

    key: str
    title: str
    endings: tuple[str, ...]
    begins: tuple[bytes, ...] = ()
    looks: Callable[[bytes], bool] = _unknown
    packed: bool = False
    read: Read | None = None
    stream: Stream | None = None
    count: Count | None = None
    apart: bool = False


READERS: Registry[Reader] = Registry("kind of document")


def reader_for(name: str) -> Reader | None:
    """The reader whose ending a file's name has; None where no kind claims it."""
    lower = name.lower()
    for reader in READERS.values():
        if lower.endswith(reader.endings):
            return reader
    return None
