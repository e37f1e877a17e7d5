"""Documents on their way into the store: sent, waiting beside the case, read, kept.

What has been sent waits in a hidden folder beside the case, under numbers instead of names, and
goes from there as soon as it has been read; so a reading that was stopped, or killed, can go on.
"""

from __future__ import annotations

import json
import shutil
import threading
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from starlette.datastructures import UploadFile

from detente.case.model import Case
from detente.errors import InputError
from detente.progress import Progress
from detente.reading.document import Document, Unreadable
from detente.reading.found import ReadDocument
from detente.reading.work import size_of
from detente.workbench.jobs import Job
from detente.workbench.keeping.opened import OpenCase
from detente.workbench.keeping.plainfile import anew
from detente.workbench.screens.evidence.naming import ending_of, label_of
from detente.workbench.screens.evidence.shelf import looked_at, now, own_file
from detente.workbench.sheet import Sheet

if TYPE_CHECKING:
    from detente.reading.read import Setup
    from detente.reading.store.keeper import Keeper
    from detente.reading.store.records import Changed
    from detente.reading.work import ReadTask

#: what could not be read, told one by one; the rest is counted
_TOLD = 200
_NAMES = "names.json"
_intakes: WeakKeyDictionary[OpenCase, Intake] = WeakKeyDictionary()
_lock = threading.RLock()


@dataclass(frozen=True)
class Failed:
    """A file that could not be read."""

    name: str
    what: str
    hint: str


@dataclass(eq=False)
class Intake:
    """What is being read for one case, and how it went.

    Attributes
    ----------
    folder : where files wait
    job : the reading; None before the first
    documents, statements, known : read, found in them, and documents that had been read before
    replaced : documents of which an earlier version stood in the store
    anchors : how the statements of those fared
    foreign : documents in a language that is not read
    failed, further : files that could not be read, and how many more of them
    stopping : whether the reading is to end after the document that it is at
    fast : read by word patterns alone, without a language model
    now : the file that is being read
    wrote : name of the case file that had to be written first; empty otherwise
    """

    folder: Path
    job: Job | None = None
    runs: int = 0
    documents: int = 0
    statements: int = 0
    known: int = 0
    foreign: int = 0
    replaced: list[str] = field(default_factory=list)
    anchors: Counter[str] = field(default_factory=Counter)
    failed: list[Failed] = field(default_factory=list)
    further: int = 0
    note: str = ""
    stopping: bool = False
    fast: bool = False
    now: str = ""
    wrote: str = ""

    @property
    def running(self) -> bool:
        """Whether something is being read."""
        return self.job is not None and not self.job.ready

    @property
    def waiting(self) -> int:
        """Files that have been sent and not been read."""
        return len(_files(self.folder))

    @property
    def told(self) -> bool:
        """Whether there is anything to say."""
        return self.job is not None or self.waiting > 0

    def fail(self, one: Failed) -> None:
        """Take note of a file that could not be read."""
        if len(self.failed) < _TOLD:
            self.failed.append(one)
        else:
            self.further += 1


def intake_of(sheet: Sheet) -> Intake:
    """What is on its way into the store of a case."""
    case = sheet.open
    folder = case.path.with_name(f".{case.path.stem}.unread")
    with _lock:
        found = _intakes.get(case)
        if found is None or (found.folder != folder and not found.running):
            found = _intakes[case] = Intake(folder)
        return found


def take_in(sheet: Sheet, uploads: tuple[UploadFile, ...], fast: bool = False) -> None:
    """Lay files down and have them read in the background.

    Parameters
    ----------
    fast : by word patterns alone, though a language model be there

    Raises
    ------
    InputError
        when nothing was sent, or it cannot be laid down.
    """
    sent = [one for one in uploads if one.filename]
    if not sent:
        raise InputError("no file was sent; choose one or more")
    wrote = own_file(sheet)
    folder = intake_of(sheet).folder
    try:
        with _lock:
            _lay_down(folder, sent)
    except OSError as error:
        told = error.strerror or error
        raise InputError(f"the files cannot be laid down beside the case: {told}") from None
    finally:
        for one in uploads:
            one.file.close()
    go_on(sheet, fast)
    if wrote:
        intake_of(sheet).wrote = sheet.open.path.name


def go_on(sheet: Sheet, fast: bool | None = None) -> None:
    """Read what waits, unless that is being done.

    Parameters
    ----------
    fast : as for `take_in`; None for as it was begun
    """
    if not sheet.open.written:
        own_file(sheet)
    case, path = sheet.case, sheet.open.path
    with _lock:
        intake = intake_of(sheet)
        if intake.running or not intake.waiting:
            return
        fresh = _intakes[sheet.open] = Intake(
            intake.folder,
            runs=intake.runs + 1,
            fast=intake.fast if fast is None else fast,
        )
        key = ("reading", sheet.open.slot, str(path), fresh.runs)
        fresh.job = sheet.desk.jobs.start(key, lambda tell: _read(fresh, case, path, tell), 0.1)


def stop(sheet: Sheet) -> None:
    """Have the reading end after the document that it is at; what was read is kept."""
    intake = intake_of(sheet)
    if intake.job is not None and intake.running:
        intake.stopping = True
        intake.job.stop()


def drop(sheet: Sheet) -> None:
    """Throw away what waits."""
    intake = intake_of(sheet)
    if intake.running:
        raise InputError("documents are being read; stop that first")
    shutil.rmtree(intake.folder, ignore_errors=True)
    close(sheet)


def close(sheet: Sheet) -> None:
    """The news have been seen."""
    intake = intake_of(sheet)
    if not intake.running:
        with _lock:
            _intakes[sheet.open] = Intake(intake.folder, runs=intake.runs)


# ---------------------------------------------------------------------------- waiting files


def _files(folder: Path) -> list[Path]:
    """What waits, in the order in which it was sent."""
    if folder.is_symlink() or not folder.is_dir():
        return []
    with suppress(OSError):
        return sorted(
            one for one in folder.iterdir()
            if one.stem.split(".")[0].isdecimal() and one.is_file() and not one.is_symlink()
        )  # fmt: skip
    return []


def _labels(folder: Path) -> dict[str, str]:
    """What the waiting files are called; a list that is damaged says nothing."""
    try:
        found = json.loads((folder / _NAMES).read_text(encoding="utf-8"))
        return {str(file): label_of(str(name)) for file, name in found.items()}
    except (OSError, ValueError, AttributeError, RecursionError):
        return {}


def _lay_down(folder: Path, sent: list[UploadFile]) -> None:
    if folder.is_symlink():
        raise InputError(f"{folder.name} is a link, and nothing is written through it")
    folder.mkdir(mode=0o700, exist_ok=True)
    labels = _labels(folder)
    there = {one.name for one in _files(folder)}
    labels = {file: name for file, name in labels.items() if file in there}
    number = max((int(name.split(".")[0]) for name in there), default=0)
    fresh: list[str] = []
    for one in sent:
        number += 1
        label = label_of(one.filename or "", fresh)
        fresh.append(label)
        name = f"{number:06d}{ending_of(label)}"
        labels[name] = label
        spare = folder / f"part-{number}"
        with anew(spare) as stream:
            shutil.copyfileobj(one.file, stream, 1 << 20)
        spare.replace(folder / name)
    spare = folder / "part-names"
    with anew(spare) as stream:
        stream.write(json.dumps(labels).encode("utf-8"))
    spare.replace(folder / _NAMES)


# ---------------------------------------------------------------------------- reading


def _called(name: str, path: str, label: str) -> str:
    """A document's own name: the file's, and in a corpus its line, for one that has none."""
    return label + name[len(path) :] if name == path or name.startswith(f"{path}#") else name


def _read(intake: Intake, case: Case, path: Path, tell: Progress) -> None:
    """Read what waits, file by file; what is sent meanwhile, too."""
    from detente.reading.read import set_up
    from detente.reading.store import change_store
    from detente.reading.work import ReadTask

    setup = set_up(case, "none" if intake.fast else "auto")
    intake.note = setup.note
    task = ReadTask(case, setup.model, {}, keep_text=True, any_model=setup.any_model)
    done = 0
    with change_store(looked_at(path), at=now()) as keeper, keeper.together():
        run = _Run(intake, keeper, setup, task, {})
        while files := _files(intake.folder):
            file = files[0]
            total = done + sum(map(size_of, map(str, files)))
            run.read(file, _labels(intake.folder).get(file.name, file.name), tell, done, total)
            done += size_of(str(file))
            file.unlink(missing_ok=True)
            tell(done, total, "")
    with _lock:
        if not _files(intake.folder):
            shutil.rmtree(intake.folder, ignore_errors=True)


@dataclass(frozen=True)
class _Run:
    """One reading, and the file of every document of a corpus that it has met."""

    intake: Intake
    keeper: Keeper
    setup: Setup
    task: ReadTask
    met: dict[str, str]

    def read(self, file: Path, label: str, tell: Progress, before: int, whole: int) -> None:
        """Read one file, document by document, and keep what it holds."""
        from detente.reading.documents import open_documents

        self.intake.now = label
        size, far = size_of(str(file)), [0]

        def told(done: int, total: int | None, what: str) -> None:
            far[0] = min(size, max(far[0], done))
            tell(before + far[0], whole, what)

        for one in open_documents([file], progress=told):
            if isinstance(one, Unreadable):
                name = _called(one.path, str(file), label)
                self.intake.fail(Failed(name, one.what, one.hint))
            else:
                self._document(one, file, label)
                told(far[0] + len(one.text), None, "")  # ends it where it was stopped

    def _document(self, one: Document, file: Path, label: str) -> None:
        """Read one document, unless the store has it; two corpora may use one id for two."""
        name = _called(one.id, str(file), label)
        if self.met.setdefault(name, str(file)) != str(file):
            name = f"{label}#{one.line or one.digest[:8]}"
        own = replace(one, id=name, path=label)
        known = self.keeper.finished(name, one.digest, self.setup.digest)
        read = known or self.task.read(own)
        changed = None
        if isinstance(read, Unreadable):
            self.intake.fail(Failed(name, read.what, read.hint))
            return
        if known is None:
            changed = self.keeper.add(
                read, coder=self.setup.coder, settings=self.setup.digest, at=now(), file=file
            )
        _count(self.intake, read, changed)


def _count(intake: Intake, one: ReadDocument, changed: Changed | None) -> None:
    intake.documents += 1
    intake.statements += len(one.statements)
    intake.known += one.known
    intake.foreign += one.heading.language not in {None, "en"}
    if changed is not None and not changed.new_document:
        intake.replaced.append(changed.name)
        intake.anchors.update(changed.anchors)
