"""Reading many documents: shared out, in the order named; what is known is not read again."""

from __future__ import annotations

import hashlib
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from detente.progress import Progress, silent
from detente.reading.document import Document, Unreadable
from detente.reading.found import Heading, ReadDocument, Told, found
from detente.work import share
from detente.work.executor import EXECUTORS, chosen

if TYPE_CHECKING:
    from detente.case import Case
    from detente.reading.acts import Event

#: a parcel for a worker is closed at so many documents, or so many bytes
DOCUMENTS = 64
BYTES = 200_000

Result = ReadDocument | Unreadable


class Known(Protocol):
    """What has been read before: an evidence store, or the record of an unfinished run."""

    def finished(self, name: str, digest: str, settings: str) -> ReadDocument | None:
        """What a document gave when it was read with the same settings; None where it was not."""


@dataclass(frozen=True)
class ReadTask:
    """What a worker does: reads documents, or the files they are in.

    Attributes
    ----------
    model : name of the language model, or None for patterns alone
    events : find events instead of statements
    any_model : whether another English one will do if that cannot be loaded
    given : what the analyst states of all documents
    keep_text : whether the documents themselves are wanted, too
    """

    case: Case | None
    model: str | None
    given: Mapping[str, str]
    keep_text: bool = False
    any_model: bool = False
    events: bool = False
    _own: threading.local = field(default_factory=threading.local, compare=False, repr=False)

    def __reduce__(self) -> tuple[Any, ...]:
        """Sent to a worker without what was prepared here."""
        names = ("case", "model", "given", "keep_text", "any_model", "events")
        return ReadTask, tuple(getattr(self, name) for name in names)

    def __call__(self, parcel: tuple[str | Document, ...]) -> list[Result]:
        """One result for every file or document of a parcel, in its order."""
        return [self.read(it) if isinstance(it, Document) else self.open(it) for it in parcel]

    def open(self, path: str) -> Result:
        """Open a file that holds one document, and read it."""
        from detente.reading.documents import open_documents

        for one in open_documents([path], given=self.given):
            return one if isinstance(one, Unreadable) else self.read(one)
        return Unreadable(path, "holds nothing that can be read")

    def read(self, document: Document) -> Result:
        """What a document holds; a fault of ours is told, and stops nothing."""
        own = self._prepared()
        try:
            if self.events:
                told = tuple(_told(document, it) for it in own.events(document, own.who))
                return ReadDocument(Heading.of(document), (), events=told)
            said = own.find(document, own.who, own.parser)
            statements = tuple(found(document, it, own.coder.code(it, document)) for it in said)
        except Exception as fault:  # one document out of a million must not end the work
            what = f"cannot be read for a fault in Détente itself ({type(fault).__name__}: {fault})"
            return Unreadable(document.id, what, "Please report it.")
        return ReadDocument(Heading.of(document), statements, document if self.keep_text else None)

    def _prepared(self) -> Any:
        """Who is who, and the parser: once in every thread that reads."""
        own = self._own
        if not hasattr(own, "coder"):
            from detente.reading.acts import Coder, find_events
            from detente.reading.speech import Parser, Who, find_attributions

            own.who = Who.nobody() if self.case is None else Who.from_case(self.case)
            own.events = find_events
            own.parser = None
            if self.model is not None and not self.events:
                own.parser = Parser.load(None if self.any_model else self.model)
            own.find = find_attributions
            own.coder = Coder(own.who, self.case)
        return own


def _told(document: Document, event: Event) -> Told:
    return Told(
        doc=document.id,
        start=event.start,
        end=event.end,
        text=document.text[event.start : event.end],
        event=event.event,
        source=event.source,
        source_party=event.source_party,
        target=event.target,
        target_party=event.target_party,
        confidence=round(event.confidence, 2),
        place=document.place(event.start),
    )


def read_all(
    paths: Iterable[str | Path],
    task: ReadTask,
    *,
    workers: int = 1,
    scheduler: str | None = None,
    known: Known | None = None,
    settings: str = "",
    leave_out: Path | None = None,
    progress: Progress = silent,
) -> Iterator[Result]:
    """Read documents one after another; whoever works, the results are the same.

    Parameters
    ----------
    known : asked first; what it has is not read again
    settings : digest of what the results depend on besides the documents
    leave_out : a file that is no document though it may lie among them, such as an earlier answer
    """
    waiting: deque[list[Result | Document | None]] = deque()
    by_file = EXECUTORS[chosen(workers, scheduler)].shares_files
    plan = _Plan(task, known, settings, by_file, leave_out)

    def parcels() -> Iterator[tuple[str | Document, ...]]:
        for slots, parcel in plan.parcels(paths, progress):
            waiting.append(slots)
            yield parcel

    done = 0
    for results in share(task, parcels(), workers=workers, scheduler=scheduler):
        rest = iter(results)
        for slot in waiting.popleft():
            done += 1
            yield slot if isinstance(slot, ReadDocument | Unreadable) else _whole(next(rest), slot)


def _whole(result: Result, document: Document | None) -> Result:
    """With the document, where it stayed here while its text was read elsewhere."""
    if document is None or isinstance(result, Unreadable):
        return result
    return replace(result, document=document)


class _Plan:
    """How files and documents are put into parcels."""

    def __init__(
        self, task: ReadTask, known: Known | None, settings: str, by_file: bool,
        leave_out: Path | None,
    ) -> None:  # fmt: skip
        self.task = task
        self.known = known
        self.settings = settings
        self.by_file = by_file
        self.leave_out = None if leave_out is None else leave_out.absolute()
        self.slots: list[Result | Document | None] = []
        self.parcel: list[str | Document] = []
        self.size = 0

    def parcels(
        self, paths: Iterable[str | Path], progress: Progress
    ) -> Iterator[tuple[list[Result | Document | None], tuple[str | Document, ...]]]:
        """Parcels, each with what its results have to be laid beside.

        A slot holds a result that is there already, or a document whose text is read elsewhere,
        or None for the next result of the parcel.
        """
        from detente.reading.documents import list_files

        files = [
            file
            for file in list_files(paths)
            if not isinstance(file, str) or Path(file).absolute() != self.leave_out
        ]
        total = sum(size_of(file) for file in files if isinstance(file, str))
        ids = _Ids(sum(isinstance(file, str) and _is_corpus(file) for file in files) > 1)
        done = 0
        for file in files:
            if isinstance(file, Unreadable):
                self.slots.append(file)
            elif self.by_file and not _is_corpus(file):
                self._file(file)
            else:
                for one in self._opened(file, ids, _beyond(progress, done, total)):
                    self._document(one)
                    if self._full():
                        yield self._closed()
            done += size_of(file) if isinstance(file, str) else 0
            progress(done, total, "reading")
            if self._full():
                yield self._closed()
        if self.slots:
            yield self._closed()

    def _opened(self, file: str, ids: _Ids, progress: Progress) -> Iterator[Document | Unreadable]:
        from detente.reading.documents import open_documents

        for one in open_documents([file], given=self.task.given, progress=progress):
            yield one if isinstance(one, Unreadable) else ids.own(one)

    def _file(self, path: str) -> None:
        before = None
        if self.known is not None and (digest := _digest(path)):
            before = self.known.finished(path, digest, self.settings)
            if before is not None:
                self.slots.append(before)
        if before is None:
            self.slots.append(None)
            self.parcel.append(path)
            self.size += size_of(path)

    def _document(self, one: Document | Unreadable) -> None:
        if isinstance(one, Unreadable):
            self.slots.append(one)
            return
        if self.known is not None:
            before = self.known.finished(one.id, one.digest, self.settings)
            if before is not None:
                self.slots.append(before)
                return
        self.slots.append(one if self.task.keep_text else None)
        self.parcel.append(one)
        self.size += len(one.text)

    def _full(self) -> bool:
        return len(self.slots) >= DOCUMENTS or self.size >= BYTES

    def _closed(
        self,
    ) -> tuple[list[Result | Document | None], tuple[str | Document, ...]]:
        closed = (self.slots, tuple(self.parcel))
        self.slots, self.parcel, self.size = [], [], 0
        return closed


class _Ids:
    """Ids that no document of another corpus has."""

    def __init__(self, several: bool) -> None:
        from detente.reading.documents.seen import Seen

        self._seen = Seen() if several else None

    def own(self, document: Document) -> Document:
        """The document, with its file's name and line as id where its own is taken."""
        if self._seen is None or self._seen.add(document.id):
            return document
        name = f"{document.path}#{document.line}"
        self._seen.add(name)
        return replace(document, id=name)


def _beyond(progress: Progress, done: int, total: int) -> Progress:
    """Progress within one file, told as progress within all."""
    return lambda at, _, what: progress(done + at, total, what)


def _is_corpus(path: str) -> bool:
    """Whether a file holds many documents, or can be read here alone."""
    from detente.reading.documents.files import STDIN
    from detente.reading.documents.kinds import Refused
    from detente.reading.documents.safely import opened
    from detente.reading.documents.sniff import reader_of

    if path == STDIN:
        return True
    try:
        with opened(path) as file:
            return reader_of(path, file).stream is not None
    except (Refused, OSError):
        return False


def size_of(path: str) -> int:
    """Bytes of a file; 0 where it cannot be looked up."""
    try:
        return Path(path).stat().st_size
    except (OSError, ValueError):
        return 0


def _digest(path: str) -> str:
    """SHA-256 of a file; empty where it cannot be read, or is larger than a document may be."""
    from detente.reading.documents import Limits
    from detente.reading.documents.kinds import Refused
    from detente.reading.documents.safely import opened

    if size_of(path) > Limits().raw:
        return ""
    try:
        with opened(path) as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (Refused, OSError):
        return ""
