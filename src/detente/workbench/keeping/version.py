"""One text of a case, read and checked: what every page is drawn from."""

from __future__ import annotations

from dataclasses import dataclass

from detente.case.document import Document
from detente.case.files import digest
from detente.case.load import parse_document
from detente.case.model import Case
from detente.case.reader import read_document
from detente.errors import CaseError, Problem


@dataclass(frozen=True, eq=False)
class Version:
    """A text with what it says.

    Attributes
    ----------
    document : the text with the place of every part; None where it is no YAML
    case : None where the text has mistakes
    problems : every mistake, located
    """

    text: str
    document: Document | None
    case: Case | None
    problems: tuple[Problem, ...] = ()

    @property
    def digest(self) -> str:
        """SHA-256 of the text, in hexadecimal."""
        return self.document.digest if self.document else digest(self.text.encode("utf-8"))


def version_of(text: str, name: str) -> Version:
    """Read a text; mistakes are kept rather than raised."""
    try:
        document = read_document(text, name, digest(text.encode("utf-8")))
    except CaseError as error:
        return Version(text, None, None, error.problems)
    return checked(document)


def checked(document: Document) -> Version:
    """Check a text that has been read already."""
    try:
        return Version(document.text, document, parse_document(document))
    except CaseError as error:
        return Version(document.text, document, None, error.problems)
