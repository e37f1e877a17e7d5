"""A case file in the making: changes by path, on top of one another, in the file's own text.

A draft starts from an open document. Every change is made at once in the text, so that the next
one sees it; nothing is written to disk, and the document it started from stays as it was.
"""

from __future__ import annotations

from typing import Any

from detente.case.document import Document, Path, show
from detente.case.edit import AddItem, AddKey, Change, Move, Remove, SetValue, edited
from detente.case.language import normal
from detente.errors import InputError

_ABSENT = object()

#: sections whose entries mean something even when nothing is said about them
_NAMED = frozenset({"parties", "hypotheses", "outcomes", "issues", "sources", "tracks"})


class Draft:
    """A document and the changes made to it so far.

    Attributes
    ----------
    document : with the changes so far
    changes : what was done to the text, in order; `edit` repeats it on the text of the start
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self.changes: list[Change] = []

    # -- looking

    def value(self, path: Path, default: Any = None) -> Any:
        """What stands at a path of the file; the default where nothing does."""
        here = self.document.data
        for part in _normal(path):
            here = _inside(here, part)
            if here is _ABSENT:
                return default
        return here

    def has(self, path: Path) -> bool:
        """Whether something stands at a path, be it only a key that nothing follows."""
        return self.value(path, _ABSENT) is not _ABSENT

    # -- changing

    def put(self, path: Path, value: Any) -> None:
        """Set the value at a path, with every mapping on the way that is missing.

        A text with marks, `{is: ..., doubt: ...}`, that becomes another text keeps its marks.

        Raises
        ------
        InputError
            when the path leads through a text or past the end of a list.
        """
        path = _normal(path)
        here = self.value(path, _ABSENT)
        if here is not _ABSENT:
            marked = isinstance(here, dict) and "is" in here
            keeps = marked and not isinstance(value, dict | list)
            self._make(SetValue((*path, "is") if keeps else path, value))
            return
        place = len(path) - 1
        while not self.has(path[:place]):
            place -= 1
        for part in reversed(path[place + 1 :]):
            if isinstance(part, int):
                raise InputError(f"there is nothing at {show(path)}")
            value = {part: value}
        key = path[place]
        if isinstance(key, int):
            raise InputError(f"there is nothing at {show(path)}")
        self._make(AddKey(path[:place], key, value))

    def wrap(self, path: Path, key: str = "is") -> None:
        """Make a plain value the entry `key` of a mapping, so that marks can stand beside it.

        What is a mapping already stays as it is.
        """
        here = self.value(path, _ABSENT)
        if here is _ABSENT:
            raise InputError(f"there is nothing at {show(path)}")
        if not isinstance(here, dict):
            self._make(SetValue(_normal(path), {key: here}))

    def drop(self, path: Path) -> None:
        """Take out the entry at a path, and the optional section that it leaves empty.

        Parties, hypotheses and what else has a name of its own stay, with nothing in them.
        """
        path = _normal(path)
        if not self.has(path):
            raise InputError(f"there is nothing at {show(path)}")
        while len(path) > 1 and len(self.value(path[:-1])) == 1 and not _stays(path[:-1]):
            path = path[:-1]
        self.take(path)

    def take(self, path: Path) -> None:
        """Take out the entry at a path, and nothing else: what held it may stay empty."""
        self._make(Remove(_normal(path)))

    def add(self, path: Path, value: Any, at: int | None = None) -> None:
        """Put an entry into the list at a path, before position `at` or at the end.

        The list is made if it is missing.
        """
        if self.value(path) is None:
            self.put(path, [value])
        else:
            self._make(AddItem(_normal(path), value, at))

    def move(self, path: Path, to: int) -> None:
        """Bring the entry at a path to another position in its list or mapping."""
        if not self.has(path):
            raise InputError(f"there is nothing at {show(path)}")
        self._make(Move(_normal(path), to))

    def replace(self, path: Path, value: Any) -> None:
        """Set the value at a path whole: marks that stood there go, unless it has them too."""
        if self.has(path):
            self._make(SetValue(_normal(path), value))
        else:
            self.put(path, value)

    def _make(self, change: Change) -> None:
        self.document = edited(self.document, change)
        self.changes.append(change)


def _normal(path: Path) -> Path:
    return tuple(normal(part) if isinstance(part, str) else part for part in path)


def _inside(here: Any, part: str | int) -> Any:
    if isinstance(here, dict) and isinstance(part, str):
        return here.get(part, _ABSENT)
    if isinstance(here, list) and isinstance(part, int) and 0 <= part < len(here):
        return here[part]
    return _ABSENT


def _stays(path: Path) -> bool:
    """Whether a mapping or list means something even when it is empty."""
    return path == ("parties",) or (len(path) == 2 and path[0] in _NAMED)
