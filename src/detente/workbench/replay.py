"""Following a journal from its first line to where it ends."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from detente.case.files import digest
from detente.workbench.line import MAIN, Line, Step
from detente.workbench.version import version_of

#: steps that a log keeps when it is begun anew
KEPT = 500


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
    texts : digests of every text that a line had on the way
    typed : what was being written into fields, by field
    """

    def __init__(self) -> None:
        self.courses: dict[str, Course] = {}
        self.texts: set[str] = set()
        self.typed: dict[str, str] = {}

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
        except (KeyError, ValueError, TypeError, IndexError):
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
                self.courses = {MAIN: Course(str(record["text"]), "", "", "", [], [])}
            case "branch":
                text = str(record["text"])
                self.courses[str(record["line"])] = Course(
                    text, str(record["title"]), str(record["from"]),
                    str(record.get("base", text)), [], [],
                )  # fmt: skip
            case "drop":
                del self.courses[str(record["line"])]
            case "step":
                course, step = self.courses[record["line"]], Step.from_record(record)
                course.text = step.splice.apply(course.text)
                course.done.append(step)
                course.undone.clear()
            case "undo":
                course = self.courses[record["line"]]
                course.text = course.done[-1].splice.back.apply(course.text)
                course.undone.append(course.done.pop())
            case "redo":
                course = self.courses[record["line"]]
                course.text = course.undone[-1].splice.apply(course.text)
                course.done.append(course.undone.pop())
            case "typed" if record["text"] is None:
                self.typed.pop(str(record["field"]), None)
            case "typed":
                self.typed[str(record["field"])] = str(record["text"])
        if MAIN in self.courses:
            self.texts.add(digest(self.courses[MAIN].text.encode("utf-8")))


def shortened(lines: Mapping[str, Line], typed: Mapping[str, str]) -> list[dict[str, Any]]:
    """Records that lead to the same texts: the main line's last steps, the branches as they are.

    What was taken back, and older steps, are given up in the lines, too.
    """
    main = lines[MAIN]
    main.done, main.undone = main.done[-KEPT:], []
    text = main.text
    for step in reversed(main.done):
        text = step.splice.back.apply(text)
    records: list[dict[str, Any]] = [{"do": "open", "text": text}]
    records += [{"do": "step", "line": MAIN, **step.to_record()} for step in main.done]
    for line in lines.values():
        if line.key != MAIN:
            line.done, line.undone = [], []
            records.append(
                {"do": "branch", "line": line.key, "title": line.title, "from": line.origin,
                 "text": line.text, "base": line.base}
            )  # fmt: skip
    return records + [{"do": "typed", "field": k, "text": v} for k, v in typed.items()]
