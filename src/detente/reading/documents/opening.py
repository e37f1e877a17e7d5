"""Opening documents: one after another, each checked first, what fails told and passed over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from io import BufferedReader
from pathlib import Path
from typing import NamedTuple

from detente.errors import InputError, nearest
from detente.progress import Progress, silent
from detente.reading.document import Document, Unreadable
from detente.reading.documents.apart import Apart, lent
from detente.reading.documents.dates import iso_date
from detente.reading.documents.files import STDIN, list_files
from detente.reading.documents.kinds import Extract, Reader, Refused
from detente.reading.documents.language import language_of
from detente.reading.documents.limits import Limits, size
from detente.reading.documents.names import language_code
from detente.reading.documents.safely import opened
from detente.reading.documents.seen import Seen
from detente.reading.documents.serving import read_here
from detente.reading.documents.sniff import reader_of

GIVEN = ("author", "date", "source", "language", "title")
_DEFAULT = Limits()
_NOTHING: Mapping[str, str] = {}
_OFTEN = 500  # entries of a corpus between two reports


class Found(NamedTuple):
    """What a reader took, with what only the one who opened the file knows."""

    extract: Extract
    id: str
    path: str
    kind: str
    digest: str


def open_documents(
    paths: Iterable[str | Path],
    *,
    given: Mapping[str, str] = _NOTHING,
    limits: Limits = _DEFAULT,
    progress: Progress = silent,
) -> Iterator[Document | Unreadable]:
    """Read documents one after another, holding no more than one of them.

    Parameters
    ----------
    paths : files, folders, or `-` for stdin
    given : what the analyst states of all of them: author, date, source, language, title; it
        stands above what a file says of itself
    limits : what one file may cost
    progress : told the bytes read, of how many, and of which file

    Raises
    ------
    InputError
        at once, where `given` names something else or holds no date or language. A file that
        cannot be read raises nothing: an `Unreadable` stands in its place.
    """
    stated = _stated(given)
    paths = [paths] if isinstance(paths, str | Path) else paths
    return _opened(list(list_files(paths)), stated, limits, progress)


def _opened(
    files: list[str | Unreadable], stated: dict[str, str], limits: Limits, progress: Progress
) -> Iterator[Document | Unreadable]:
    total = sum(_size(file) for file in files if isinstance(file, str))
    done, seen = 0, Seen()
    with lent() as apart:
        for file in files:
            if isinstance(file, Unreadable):
                yield file
                continue
            label = Path(file).name
            for at, one in _read(file, limits, apart):
                if at is not None:
                    progress(done + at, total, label)
                if isinstance(one, Unreadable):
                    yield one
                else:
                    yield _finished(one, stated, seen, limits.detail)
            done += _size(file)
            progress(done, total, label)


def _read(
    path: str, limits: Limits, apart: Apart
) -> Iterator[tuple[int | None, Found | Unreadable]]:
    """What one file holds; with each, now and then, how many of its bytes have been read."""
    try:
        with opened(path) as file:
            reader = reader_of(path, file)
            if reader.stream is not None:
                yield from _entries(path, file, reader, limits)
            else:
                yield None, _single(path, file, reader, limits, apart)
    except Refused as refusal:
        yield None, Unreadable(path, refusal.what, refusal.hint)
    except OSError as mistake:
        yield None, Unreadable(path, f"cannot be read ({mistake.strerror or mistake})")


def _single(path: str, file: BufferedReader, reader: Reader, limits: Limits, apart: Apart) -> Found:
    raw = file.read(limits.raw + 1)
    if len(raw) > limits.raw:
        raise Refused(f"is larger than {size(limits.raw)}", "Split it, or save its text alone.")
    if not raw.strip():
        raise Refused("is empty")
    found = apart.read(reader.key, raw, limits) if reader.apart else read_here(reader, raw, limits)
    if not found.text.strip():
        raise Refused("holds no text")
    if len(found.text) > limits.characters:
        raise Refused(f"holds more than {limits.characters:,} characters", "Split it into parts.")
    return Found(found, path, path, reader.key, sha256(raw).hexdigest())


def _entries(
    path: str, file: BufferedReader, reader: Reader, limits: Limits
) -> Iterator[tuple[int | None, Found | Unreadable]]:
    """The entries of a corpus; beyond a few faults, the rest are counted."""
    assert reader.stream is not None
    faults, count, refusal = 0, 0, None
    try:
        for count, one in enumerate(reader.stream(file, limits), 1):
            at = file.tell() if count % _OFTEN == 0 else None
            if isinstance(one, Extract):
                name = one.id or f"{path}#{one.line}"
                yield at, Found(one, name, path, reader.key, one.digest)
                continue
            faults += 1
            if faults <= limits.faults:
                yield at, Unreadable(f"{path}#{one.line}", one.what, one.hint)
    except Refused as what:
        refusal = what
    if faults > limits.faults:
        more = faults - limits.faults
        yield None, Unreadable(path, f"has {more:,} more entries that cannot be read")
    if refusal is not None:
        raise refusal
    if count == 0:
        raise Refused("is empty")


def _finished(found: Found, stated: Mapping[str, str], seen: Seen, detail: bool) -> Document:
    """A document with the analyst's word, the language, and an id that none before it has."""
    one, name = found.extract, found.id
    if not seen.add(name):
        name = f"{found.path}#{one.line}"
        if not seen.add(name):
            name = f"{name}#{found.digest[:8]}"
    language = stated.get("language") or one.language
    if language is None and detail:
        language = language_of(one.text) or language_code(one.fields.get("lang", ""))
    return Document(
        id=name,
        text=one.text,
        pieces=one.pieces,
        title=stated.get("title", one.title),
        author=stated.get("author", one.author),
        date=stated.get("date", one.date),
        source=stated.get("source", one.source),
        language=language,
        fields=one.fields,
        path=found.path,
        kind=found.kind,
        digest=found.digest,
        line=one.line,
    )


def _stated(given: Mapping[str, str]) -> dict[str, str]:
    stated = {}
    for name, words in given.items():
        if name not in GIVEN:
            raise InputError(f"a document has no '{name}'. {nearest(name, GIVEN)}".strip())
        value: str | None = words.strip()
        if name == "date":
            value = iso_date(words)
        elif name == "language":
            value = language_code(words)
        if not value:
            raise InputError(f"'{words}' is no {name}. {_FORMS.get(name, 'A word is wanted')}.")
        stated[name] = value
    return stated


_FORMS = {
    "date": "A day, a month or a year is wanted, such as 2031-02-21, 2031-02 or 2031",
    "language": "Two letters are wanted, such as en",
}


def _size(path: str) -> int:
    try:
        return 0 if path == STDIN else Path(path).stat().st_size
    except OSError:
        return 0
