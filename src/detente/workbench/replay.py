"""Following a journal from its first line to where it ends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from detente.case.files import digest
from detente.workbench.line import MAIN, Step


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

    @property
    def text(self) -> str | None:
        """The main line's text at the end."""
        return self.courses[MAIN].text if MAIN in self.courses else None

    @property
    def branches(self) -> dict[str, Course]:
        """All other lines."""
        return {key: course for key, course in self.courses.items() if key != MAIN}

    def done(self, key: str) -> list[Step]:
        """Steps that stand."""
        return self.courses[key].done

    def undone(self, key: str) -> list[Step]:
        """Steps taken back."""
        return self.courses[key].undone

    def take(self, record: dict[str, Any]) -> bool:
        """Follow one record; whether it made sense."""
        try:
            self._take(record)
        except (KeyError, ValueError, TypeError, IndexError):
            return False
        return True

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
