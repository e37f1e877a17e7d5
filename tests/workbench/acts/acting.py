"""A case that is changed by acts alone, as an open case would do it."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files

from detente.case.draft import Draft
from detente.case.edit import edit
from detente.case.files import digest
from detente.case.load import parse_case, parse_document
from detente.case.model import Case
from detente.case.reader import read_document
from detente.workbench.acts import ACTS, Form

HOSTILE = [
    "no",
    "null",
    "- x",
    "a: b",
    "# not a note",
    'it\'s "both"',
    "{[,]}",
    "*a &b !c %d @e `f",
    "<script>alert('x')</script>",
    "שלום \u202edlrow",
    "🕊️ déjà vu",
    "line\nbreak\ttab\u2028sep",
    "1e3",
    "2031-03-01",
    "\x07bell\x00",
]


class Sheet:
    """The text of a case and the case it says, after every act."""

    def __init__(self, text: str) -> None:
        self.document = read_document(text, "x.yaml", digest(text.encode()))
        self.case: Case = parse_document(self.document)
        self.labels: list[str] = []

    @property
    def text(self) -> str:
        """The text as it is now."""
        return self.document.text

    def do(self, act: str, /, **fields: str | Sequence[str]) -> str:
        """Do an act; the label that undo would show."""
        draft = Draft(self.document)
        label = ACTS[act](self.case, draft, Form(fields))
        new = draft.document.text
        assert edit(self.text, *draft.changes) == new
        case = parse_document(draft.document)
        assert case == parse_case(new, "x.yaml")
        self.case = case
        assert label == " ".join(label.split())
        assert 0 < len(label) <= 160
        self.document = draft.document
        self.labels.append(label)
        return label

    def changed(self, act: str, /, **fields: str | Sequence[str]) -> tuple[list[str], list[str]]:
        """Do an act; the lines that went and the lines that came, without ends and margins."""
        before = self.text.splitlines()
        self.do(act, **fields)
        after = self.text.splitlines()
        while before and after and before[0] == after[0]:
            del before[0], after[0]
        while before and after and before[-1] == after[-1]:
            del before[-1], after[-1]
        return [line.strip() for line in before], [line.strip() for line in after]


def shipped(name: str) -> Sheet:
    """A shipped case."""
    file = files("detente.case") / "catalogue" / f"{name}.yaml"
    return Sheet(file.read_text(encoding="utf-8"))
