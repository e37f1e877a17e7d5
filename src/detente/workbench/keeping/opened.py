"""An open case: the file, its journal, its branches; every change goes through here."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from detente.case.draft import Draft
from detente.case.slug import as_id
from detente.errors import CaseError, InputError
from detente.workbench.acts import ACTS, Form
from detente.workbench.keeping.casefile import CaseFile, free
from detente.workbench.keeping.fields import Fields
from detente.workbench.keeping.journal import journal_path
from detente.workbench.keeping.line import MAIN, Line, Step
from detente.workbench.keeping.log import Log
from detente.workbench.keeping.plainfile import taken
from detente.workbench.keeping.refusal import Refused, Stale, check_fresh
from detente.workbench.keeping.replay import BRANCHES, TITLE
from detente.workbench.keeping.splice import between, merged
from detente.workbench.keeping.version import Version, checked, version_of


@dataclass(frozen=True)
class Conflict:
    """The file was changed by another program where it was changed here, too."""

    theirs: str


class OpenCase:
    """One case with all its lines; safe to use from several threads.

    Attributes
    ----------
    slot : its name in addresses
    file : one that does not exist yet is written at the first change
    shipped : id of the shipped case that it began as; empty otherwise
    news : what happened that the user did not do here, in one sentence
    """

    def __init__(self, slot: str, path: Path, text: str | None = None, shipped: str = "") -> None:
        self.slot, self.shipped = slot, shipped
        self.file = CaseFile(path)
        self.news = ""
        self.conflict: Conflict | None = None
        self.lock = threading.RLock()
        self.fields = Fields()
        self.log = Log(self.file)
        self._count = 0
        self._wake: Callable[[], None] = lambda: None
        fresh = text is not None
        if text is None:
            text = self.file.read()
        self.lines = {MAIN: Line(MAIN, "The case", version_of(text, path.name))}
        if taken(journal_path(path)) and not fresh:
            self._recover()

    # ------------------------------------------------------------------ reading

    @property
    def path(self) -> Path:
        """Where the file lies."""
        return self.file.path

    @property
    def revision(self) -> int:
        """Grows with every change of any line, and with every event that pages show."""
        return self._count

    @property
    def dirty(self) -> bool:
        """Whether the file does not hold yet what the main line does."""
        return not self.file.holds(self.lines[MAIN].text)

    @property
    def saved_how(self) -> str:
        """Whether the file holds what the page shows, in a word or a few."""
        if self.conflict is not None:
            return "not saved"
        if not self.written:
            return f"shipped case: the first change writes {self.path.name}"
        return "saving …" if self.dirty else "saved"

    @property
    def title(self) -> str:
        """What the case is called, whether or not it can be read."""
        version = self.lines[MAIN].version
        if version.case is not None:
            return version.case.title.value
        data = version.document.data if version.document else None
        found = data.get("title") if isinstance(data, dict) else None
        return str(found or self.path.stem)

    @property
    def written(self) -> bool:
        """Whether the case has a file of its own."""
        return bool(self.file.saved) or self.log.begun

    @property
    def typed(self) -> dict[str, str]:
        """What stands in fields that are being written, by the name of the field."""
        return self.fields.texts

    def trouble(self, what: str) -> None:
        """Have pages say that something went wrong outside any request."""
        with self.lock:
            if self.news != what:
                self.news = what
                self._count += 1

    def line(self, key: str) -> Line:
        """A line by its key.

        Raises
        ------
        InputError
            when there is none.
        """
        found = self.lines.get(key or MAIN)
        if found is None:
            raise InputError(f"there is no branch '{key[:60]}'; it may have been dropped")
        return found

    # ------------------------------------------------------------------ changing

    def do(self, key: str, act: str, form: Form, seen: int | None = None) -> Step | None:
        """Make a named change; None where it changes nothing.

        Parameters
        ----------
        key, act : the line and the act
        seen : the number of the line's text that the page was drawn from

        Raises
        ------
        Stale
            when what the act changes has been changed since.
        Refused
            when the case would have mistakes.
        InputError
            when the act itself complains.
        """
        with self.lock:
            line = self.line(key)
            new, label = self._made(line, act, form, seen)
            self.forget(form.get("typed"), form.number("typed_at", 0))
            return self._step(line, new, label, act)

    def do_apart(self, key: str, title: str, act: str, form: Form, seen: int | None = None) -> Line:
        """Make a named change in a branch of its own, begun for it; the line stays as it is.

        Where the change cannot be made, or changes nothing, no branch is begun.

        Raises
        ------
        Stale, Refused, InputError
            as `do` does.
        """
        with self.lock:
            line = self.line(key)
            new, label = self._made(line, act, form, seen)
            if new.case is None:
                raise Refused(label, new.problems)
            if new.text == line.text:
                raise InputError("that changes nothing, so no branch was begun")
            branch = self.branch(key, title)
            self._step(branch, new, label, act)
            return branch

    def replace(self, key: str, text: str, label: str, seen: int | None = None) -> Step | None:
        """Put another text in place of a line's.

        Raises
        ------
        Stale, Refused
            as `do` does.
        """
        with self.lock:
            line = self.line(key)
            if seen is not None and seen != line.revision:
                raise Stale("The file", "", "")
            return self._step(line, version_of(text, self.path.name), label, "text")

    def undo(self, key: str) -> Step | None:
        """Take back the last change of a line."""
        with self.lock:
            line = self.line(key)
            if not line.done:
                return None
            step = line.done[-1]
            text = step.splice.back.apply(line.text)
            self._write({"do": "undo", "line": line.key})
            line.undone.append(line.done.pop())
            self._show(line, version_of(text, self.path.name))
            return step

    def redo(self, key: str) -> Step | None:
        """Make the change again that was taken back last."""
        with self.lock:
            line = self.line(key)
            if not line.undone:
                return None
            step = line.undone[-1]
            text = step.splice.apply(line.text)
            self._write({"do": "redo", "line": line.key})
            line.done.append(line.undone.pop())
            self._show(line, version_of(text, self.path.name))
            return step

    def branch(self, origin: str, title: str) -> Line:
        """Begin a branch: the same text, to be changed by itself."""
        with self.lock:
            source = self.line(origin)
            if len(self.lines) > BRANCHES:
                raise InputError(
                    f"there are {BRANCHES} branches; drop one before you begin another"
                )
            title = " ".join(title.split())[:TITLE] or "What if"
            key = as_id(title)[:40] or "branch"
            name, number = key, 2
            while name in self.lines:
                name, number = f"{key}-{number}", number + 1
            line = Line(name, title, source.version, source.key, source.text)
            self._write(
                {"do": "branch", "line": name, "title": title, "from": source.key,
                 "text": source.text}
            )  # fmt: skip
            self.lines[name] = line
            self._count += 1
            line.revision = self._count
            return line

    def drop(self, key: str) -> None:
        """End a branch; what it held stays in the journal."""
        with self.lock:
            line = self.line(key)
            if line.key == MAIN:
                raise InputError("the case itself is no branch and cannot be dropped")
            self._write({"do": "drop", "line": line.key})
            del self.lines[line.key]
            self._count += 1

    def adopt(self, key: str) -> Step | None:
        """Bring a branch's changes into the case, as one step that can be undone.

        Raises
        ------
        InputError
            when both have changed the same lines since the branch began.
        """
        with self.lock:
            line, main = self.line(key), self.lines[MAIN]
            text = merged(line.base, main.text, line.text)
            if text is None:
                raise InputError(
                    f"the case and the branch '{line.title}' have both changed the same lines "
                    "since it began; repeat its changes in the case by hand"
                )
            version = version_of(text, self.path.name)
            return self._step(main, version, f"Take over '{line.title}'", "branch")

    # ------------------------------------------------------------------ fields being written

    def type(self, field: str, text: str, at: int = 0) -> None:
        """Keep what is being written into a field, before it becomes a change.

        Parameters
        ----------
        at : number of the letter; one that comes after its field has become a change is dropped
        """
        with self.lock:
            if self.fields.takes(field, at):
                self._write(self.fields.typed(field, text))

    def forget(self, field: str, at: int = 0) -> None:
        """What was being written, up to a letter's number, has become a change."""
        with self.lock:
            record = self.fields.changed(field, at)
            if record is not None:
                self._write(record)

    # ------------------------------------------------------------------ the file

    def on_change(self, wake: Callable[[], None]) -> None:
        """Have somebody told when there is something to save."""
        self._wake = wake

    def save(self) -> None:
        """Write the main line's text to the file, unless the two are in conflict.

        Raises
        ------
        InputError
            when the file cannot be written.
        """
        with self.lock:
            self.poll()
            text = self.lines[MAIN].text
            if self.conflict is not None or not self.dirty or (self.shipped and not self.log.begun):
                return
            self.file.write(text)
            if self.log.begun:
                self._write({"do": "saved", "digest": self.file.saved})
                self.log.keep()

    def write_down(self) -> None:
        """Give a case that has no file yet one of its own, as its first change would.

        Raises
        ------
        InputError
            when the file cannot be written.
        """
        with self.lock:
            self._write({"do": "written"})
            self.save()

    def poll(self) -> bool:
        """Look whether another program changed the file; whether it did."""
        with self.lock:
            try:
                found = self.file.changed()
            except (InputError, CaseError) as error:
                self.trouble(f"The file was changed by another program and cannot be read: {error}")
                return True
            if found is not None:
                self._outside(found)
            return found is not None

    def settle(self, ours: bool) -> None:
        """End a conflict: with the text here, or with the file's. Both can be had back by undo."""
        with self.lock:
            if self.conflict is None:
                return
            main, name = self.lines[MAIN], self.path.name
            theirs, mine = version_of(self.conflict.theirs, name), main.version
            self.conflict = None
            self.file.take(theirs.text)
            self._push(main, theirs, "The file as another program saved it", "outside")
            if ours:
                self._push(main, mine, "Keep what was changed here", "outside")
            self._wake()

    def close(self) -> None:
        """Save and let go of everything."""
        with self.lock:
            self.save()
            self.log.close()

    # ------------------------------------------------------------------ inside

    def _made(self, line: Line, act: str, form: Form, seen: int | None) -> tuple[Version, str]:
        """The text that an act makes of a line's, and what the act is called."""
        version = line.version
        if version.case is None or version.document is None:
            raise InputError("the file has mistakes; mend them first, then go on here")
        draft = Draft(version.document)
        label = ACTS[act](version.case, draft, form)
        check_fresh(line, seen, draft)
        return checked(draft.document), label

    def _step(self, line: Line, new: Version, label: str, act: str) -> Step | None:
        if new.text == line.text:
            return None
        if new.case is None:
            raise Refused(label, new.problems)
        return self._push(line, new, label, act)

    def _push(self, line: Line, new: Version, label: str, act: str) -> Step:
        now = datetime.now(UTC).isoformat(timespec="seconds")
        step = Step(label[:200], act, between(line.text, new.text), now)
        self._write({"do": "step", "line": line.key, **step.to_record()})
        line.done.append(step)
        line.undone.clear()
        self._show(line, new)
        return step

    def _show(self, line: Line, new: Version) -> None:
        self.news = ""
        self._count += 1
        line.put(new, self._count)
        if line.key == MAIN:
            self._wake()

    def _outside(self, found: str) -> None:
        """Another program saved this text."""
        main, name = self.lines[MAIN], self.path.name
        self.conflict = None  # with a text that stands in the file no more
        theirs = version_of(found, name)
        base = self.file.base_of(found)
        if base is None or base == main.text:
            self._push(main, theirs, "Changed in the file", "outside")
            self.file.take(found)
            self.news = "The file was changed by another program; this page shows it."
            return
        both = merged(base, main.text, found)
        joined = version_of(both, name) if both is not None else None
        if joined is not None and joined.case is not None:
            self._push(main, joined, "Changed in the file, joined with changes here", "outside")
            self.file.take(found)
            self.news = "Another program changed the file; its changes and yours were joined."
            return
        self.conflict = Conflict(found)
        self._count += 1

    # ------------------------------------------------------------------ the journal

    def _write(self, record: dict[str, Any]) -> None:
        if not self.log.begun and not self.file.saved:
            self.file.path = free(self.path)  # a shipped case becomes a file of its own
        self.log.write(record, self.lines, self.fields.texts)

    def _recover(self) -> None:
        """Go on where the log ended, as far as it leads from the file as it is."""
        on_disk = self.lines[MAIN].text
        found = self.log.recover(on_disk)
        self.news = found.news
        if MAIN not in found.lines:
            return
        self.lines, self.fields = found.lines, Fields(found.typed)
        for line in found.lines.values():
            self._count += 1
            line.revision = self._count
        if found.lines[MAIN].text != on_disk:
            if found.follows:
                self.news = "Changes from before Détente ended were brought back."
            else:
                self._outside(on_disk)
