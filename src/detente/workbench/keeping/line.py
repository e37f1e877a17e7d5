"""One course of a case: its text now, what was done to it, and what was taken back."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from detente.workbench.keeping.splice import Splice
from detente.workbench.keeping.version import Version

MAIN = "main"
#: older texts that are kept at hand for pages that were drawn from them, in characters
_AT_HAND = 32_000_000


@dataclass(frozen=True)
class Step:
    """One change, with its name.

    Attributes
    ----------
    label : what *Undo …* and *Redo …* say
    act : key of the act; empty for what came from outside
    when : date and time in ISO form
    """

    label: str
    act: str
    splice: Splice
    when: str

    def to_record(self) -> dict[str, Any]:
        """As a line of the journal holds it."""
        return {
            "label": self.label,
            "act": self.act,
            "when": self.when,
            "at": self.splice.at,
            "cut": self.splice.cut,
            "put": self.splice.put,
        }

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Step:
        """Back from a line of the journal.

        Raises
        ------
        ValueError, KeyError, TypeError, OverflowError
            when the line does not hold a step.
        """
        splice = Splice(int(record["at"]), str(record["cut"]), str(record["put"]))
        label, act, when = (str(record[key])[:200] for key in ("label", "act", "when"))
        return cls(label, act, splice, when)


@dataclass(eq=False)
class Line:
    """The main line, whose text is the file's, or a branch that lives in the journal alone.

    Attributes
    ----------
    key, title : "main" for the file itself; else a short word, and what people call it
    origin : the line a branch was made from
    done, undone : steps that stand, the last one last; steps taken back, the next to redo last
    revision : a number that grows with every change
    """

    key: str
    title: str
    version: Version
    origin: str = ""
    base: str = ""
    done: list[Step] = field(default_factory=list)
    undone: list[Step] = field(default_factory=list)
    revision: int = 0
    _older: OrderedDict[int, Version] = field(default_factory=OrderedDict, repr=False)

    @property
    def text(self) -> str:
        """The text now."""
        return self.version.text

    @property
    def undo_label(self) -> str:
        """What *Undo* takes back; empty where there is nothing."""
        return self.done[-1].label if self.done else ""

    @property
    def redo_label(self) -> str:
        """What *Redo* does again; empty where there is nothing."""
        return self.undone[-1].label if self.undone else ""

    def put(self, version: Version, revision: int) -> None:
        """Go on to another text; the old one stays at hand for pages that still show it."""
        self._older[self.revision] = self.version
        while len(self._older) > 2 and sum(len(v.text) for v in self._older.values()) > _AT_HAND:
            self._older.popitem(last=False)
        self.version, self.revision = version, revision

    def as_of(self, revision: int) -> Version | None:
        """The text that a page with this number was drawn from; None where it is not kept."""
        return self.version if revision == self.revision else self._older.get(revision)
