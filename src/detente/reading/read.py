"""Reading: from documents to statements, each with its words, its place and what it does."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from detente.errors import InputError
from detente.progress import Progress, silent
from detente.reading.document import Unreadable
from detente.reading.found import Found, Heading, ReadDocument, Reading
from detente.reading.models import choose_model
from detente.reading.work import Known, ReadTask, read_all, size_of
from detente.result import MadeFrom, package_version

if TYPE_CHECKING:
    from detente.case import Case

#: bytes from which several processes gain, with a language model and without
ENOUGH = (400_000, 4_000_000)
Files = str | os.PathLike[str] | Iterable[str | os.PathLike[str]]


@dataclass(frozen=True)
class Setup:
    """How documents are read: the same setup and the same documents give the same rows.

    Attributes
    ----------
    model : name of the language model, or None where patterns read alone
    given : what the analyst states of all documents: author, date, source, language, title
    any_model : whether another English model will do if that one cannot be loaded
    events : sentences that tell of events are sought, instead of statements
    note : what a reader should know, such as that no model was found; empty: nothing
    coder : how the machine signs its codings
    """

    case: Case | None
    model: str | None
    given: Mapping[str, str] = field(default_factory=dict)
    note: str = ""
    coder: str = "patterns"
    any_model: bool = False
    events: bool = False

    @property
    def digest(self) -> str:
        """A digest of everything that rows depend on besides the documents."""
        given = repr(sorted(self.given.items()))
        told = [package_version(), self.coder, given, str(self.events), _about(self.case)]
        return hashlib.sha256("\0".join(told).encode("utf-8", "replace")).hexdigest()

    @property
    def made_from(self) -> MadeFrom:
        """What a result of this setup was made from."""
        settings = {"reader": self.coder, "given": dict(self.given), "setup": self.digest}
        if self.case is None:
            return MadeFrom("", "", settings=settings)
        return MadeFrom(self.case.id, self.case.origin.digest, settings=settings)


def set_up(
    case: Case | None = None,
    model: str = "auto",
    given: Mapping[str, str] | None = None,
    *,
    events: bool = False,
) -> Setup:
    """Settle how to read.

    Parameters
    ----------
    model : "auto" for the small English model of spaCy, or another that is installed, where there
        is one; "none" for patterns alone; or the name of a model

    Raises
    ------
    InputError
        when a model is asked for by name and is not installed, or `given` makes no sense.
    """
    from detente.reading.documents import open_documents

    open_documents([], given=given or {})  # refuses what makes no sense
    chosen = choose_model("none" if events else model)
    coder = "patterns" if chosen.name is None else f"patterns, {chosen.name} {chosen.version}"
    return Setup(case, chosen.name, dict(given or {}), chosen.note, coder, model == "auto", events)


def read(
    files: Files,
    case: Case | None = None,
    *,
    model: str = "auto",
    given: Mapping[str, str] | None = None,
    workers: int = 1,
    scheduler: str | None = None,
    progress: Progress = silent,
) -> Reading:
    """Find what the sides say in documents.

        reading = detente.read("articles/", case)
        print(reading)

    Parameters
    ----------
    files : files, folders, or JSON lines of a corpus
    case : whose parties, voices and issues names and topics are resolved to
    model : "auto", "none", or the name of an installed spaCy model
    given : what is known of all documents: author, date, source, language, title
    workers : processes on this machine
    scheduler : address of a Dask scheduler, to which the texts are then sent

    Raises
    ------
    InputError
        when a named model is missing or `given` makes no sense. A file that cannot be read raises
        nothing and is listed in the result's `unreadable`.

    See also
    --------
    read_documents, which keeps nothing in memory.
    """
    setup = set_up(case, model, given)
    documents: list[Heading] = []
    statements: list[Found] = []
    unreadable: list[Unreadable] = []
    for one in read_documents(
        files, setup, workers=workers, scheduler=scheduler, progress=progress
    ):
        if isinstance(one, Unreadable):
            unreadable.append(one)
        else:
            documents.append(one.heading)
            statements.extend(one.statements)
    notes = (setup.note,) if setup.note else ()
    return Reading(tuple(documents), tuple(statements), tuple(unreadable), setup.made_from, notes)


def read_documents(
    files: Files,
    setup: Setup,
    *,
    workers: int = 1,
    scheduler: str | None = None,
    known: Known | None = None,
    keep_text: bool = False,
    leave_out: Path | None = None,
    progress: Progress = silent,
) -> Iterator[ReadDocument | Unreadable]:
    """Read documents one after another, however many, in the order of the files.

    Parameters
    ----------
    known : what was read before is taken from there; an evidence store can be it
    keep_text : give the documents themselves, too
    leave_out : a file that is no document though it may lie among them, such as an earlier answer
    """
    paths = _listed(files)
    if not paths:
        raise InputError("there is nothing to read")
    task = ReadTask(
        _bare(setup.case), setup.model, setup.given, keep_text, setup.any_model, setup.events
    )
    return read_all(
        paths,
        task,
        workers=workers,
        scheduler=scheduler,
        known=known,
        settings=setup.digest,
        leave_out=leave_out,
        progress=progress,
    )


def worth(files: Files, setup: Setup) -> int:
    """How many processes are worth starting: all cores where there is much to read, else one."""
    from detente.reading.documents import list_files
    from detente.work import cores

    enough = ENOUGH[0] if setup.model is not None else ENOUGH[1]
    total = 0
    for path in list_files(_listed(files)):
        if isinstance(path, str) and path != "-":
            total += size_of(path)
        if total >= enough:
            return cores()
    return 1


def _listed(files: Files) -> list[str]:
    if isinstance(files, str | os.PathLike):
        return [os.fspath(files)]
    return [os.fspath(path) for path in files]


def _bare(case: Case | None) -> Case | None:
    """The case without what only messages about its file need: less to send to workers."""
    if case is None:
        return None
    from detente.case.model import Origin

    return case.with_origin(Origin(case.origin.name, case.origin.digest))


def _about(case: Case | None) -> str:
    """What of a case reading depends on; not the statements, which grow with what is read."""
    if case is None:
        return ""
    return repr(case.model_copy(update={"statements": [], "sources": {}, "as_of": None}))
