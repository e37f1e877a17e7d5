"""Following a journal from its first line to where it ends."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from detente.case.files import MAX_SIZE, digest
from detente.workbench.keeping.line import MAIN, Line, Step
from detente.workbench.keeping.splice import Splice
from detente.workbench.keeping.version import version_of

#: steps that a log keeps when it is begun anew
KEPT = 500
#: branches that a case may have, and characters of the key and of the title of one
BRANCHES, KEY, TITLE = 100, 60, 120
#: characters that are copied at most to follow a log; a planted one could ask for days of work
WORK = 4_000_000_000


@dataclass
class Course:
    """A line as the journal tells it.

    Attributes
    ----------
    base : the text that a branch began with
    """

    text: str
    title: str
    origin: str
    base: str
    done: list[Step]
    undone: list[Step]


class Replay:
    """Follows a log, record by record, as far as it makes sense.

    Attributes
    ----------
    saved : the text that the file was left with as far as the log knows
    texts : digests of every text that the main line had since then
    typed : what was being written into fields, by field
    """

    def __init__(self) -> None:
        self.courses: dict[str, Course] = {}
        self.saved = ""
        self.texts: set[str] = set()
        self.typed: dict[str, str] = {}
        self._work = 0

    def follow(self, records: Iterable[dict[str, Any]]) -> bool:
        """Follow records as far as they make sense; whether all did."""
        whole = True
        for record in records:
            whole = whole and self.take(record)
        return whole

    def take(self, record: dict[str, Any]) -> bool:
        """Follow one record; whether it made sense."""
        try:
            self._take(record)
        except (KeyError, ValueError, TypeError, IndexError, OverflowError):
            return False
        return True

    def lines(self, name: str) -> dict[str, Line]:
        """Every line as it ended, the main line first; `name` is how problems name the file."""
        return {
            key: Line(
                key, one.title or "The case", version_of(one.text, name), one.origin, one.base,
                one.done, one.undone,
            )
            for key, one in self.courses.items()
        }  # fmt: skip

    def _take(self, record: dict[str, Any]) -> None:
        match record["do"]:
            case "open":
                text = _bounded(record["text"])
                self.courses = {MAIN: Course(text, "", "", "", [], [])}
                self._stands(text)
            case "branch":
                self._branch(str(record["line"]), record)
            case "drop" if record["line"] != MAIN:
                del self.courses[str(record["line"])]
            case "step":
                course, step = self.courses[record["line"]], Step.from_record(record)
                self._go(course, step.splice)
                course.done.append(step)
                course.undone.clear()
            case "undo":
                course = self.courses[record["line"]]
                self._go(course, course.done[-1].splice.back)
                course.undone.append(course.done.pop())
            case "redo":
                course = self.courses[record["line"]]
                self._go(course, course.undone[-1].splice)
                course.done.append(course.undone.pop())
            case "file":
                self._stands(_bounded(record["text"]))
            case "saved":
                text = self.courses[MAIN].text
                self._worked(text)
                if digest(text.encode("utf-8")) == record["digest"]:
                    self._stands(text)
            case "typed" if record["text"] is None:
                self.typed.pop(str(record["field"]), None)
            case "typed":
                self.typed[str(record["field"])] = str(record["text"])

    def _branch(self, key: str, record: Mapping[str, Any]) -> None:
        if key == MAIN or len(key) > KEY or len(self.courses) > BRANCHES:
            raise ValueError("no branch that this program makes")
        text = _bounded(record["text"])
        base = _bounded(record.get("base", text))
        title, origin = str(record["title"])[:TITLE], str(record["from"])[:KEY]
        self.courses[key] = Course(text, title, origin, base, [], [])

    def _go(self, course: Course, splice: Splice) -> None:
        self._worked(course.text)
        course.text = _bounded(splice.apply(course.text))
        if course is self.courses.get(MAIN):
            self.texts.add(digest(course.text.encode("utf-8")))

    def _worked(self, text: str) -> None:
        self._work += len(text)
        if self._work > WORK:
            raise ValueError("more work than any day of changes gives")

    def _stands(self, text: str) -> None:
        """The file held this."""
        self.saved, self.texts = text, {digest(text.encode("utf-8"))}


def _bounded(text: object) -> str:
    if not isinstance(text, str) or len(text) > MAX_SIZE:
        raise ValueError("no text of a case")
    return text


def restated(lines: Mapping[str, Line], typed: Mapping[str, str]) -> list[dict[str, Any]]:
    """Records that lead to just these lines, without what has been overtaken since."""
    records: list[dict[str, Any]] = []
    for key, line in lines.items():
        text = line.text
        for step in reversed(line.done):
            text = step.splice.back.apply(text)
        head: dict[str, Any] = {"do": "open", "text": text}
        if key != MAIN:
            head = {"do": "branch", "line": key, "title": line.title, "from": line.origin,
                    "text": text, "base": line.base}  # fmt: skip
        records.append(head)
        for step in (*line.done, *reversed(line.undone)):
            records.append({"do": "step", "line": key, **step.to_record()})
        records += [{"do": "undo", "line": key}] * len(line.undone)
    return records + [{"do": "typed", "field": k, "text": v} for k, v in typed.items()]


def shortened(lines: Mapping[str, Line], typed: Mapping[str, str]) -> list[dict[str, Any]]:
    """Records that lead to the same texts: the main line's last steps, the branches as they are.

    What was taken back, and older steps, are given up in the lines, too.
    """
    for line in lines.values():
        line.done, line.undone = line.done[-KEPT:] if line.key == MAIN else [], []
    return restated(lines, typed)
