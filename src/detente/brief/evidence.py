"""What was said, from the case and from the evidence store beside it, as one list.

The store belongs to the reading room; here it is only read. Without one, everything but the
comparison of words works from the statements of the case.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from detente.brief.wording.known import ACTS
from detente.case.model import Case, Statement
from detente.errors import InputError

if TYPE_CHECKING:
    from detente.reading.document import Document
    from detente.reading.store.records import StoredStatement
    from detente.reading.store.store import Store

#: statements of the store that are taken up; the rest is counted
MOST = 300
#: words of documents that are compared; more would take longer than a brief should
WORDS = 60_000
_DATE = re.compile(r"\d{4}(?:-(\d{2})(?:-\d{2})?)?")
Coder = Literal["", "machine", "hand"]


@dataclass(frozen=True)
class Said:
    """One statement.

    Attributes
    ----------
    id : of the case's statement, or of the store's, "e12"
    party : id of the party that says it; "" where nobody of the case is named
    by : the voice, or the words of the document for whoever speaks
    words : what was said; the document's own words where `coder` is not empty
    source, place : what it was taken from, and where in it
    negated : the act is said not to be done
    coder : who said what the statement does; empty for the case's own, which its author wrote
    """

    id: str
    party: str
    by: str
    act: str
    target: str
    issue: str
    words: str
    date: str
    source: str
    place: str
    basis: str
    negated: bool = False
    coder: Coder = ""
    note: str = ""

    def to_row(self) -> dict[str, Any]:
        """One plain mapping."""
        return {
            "id": self.id,
            "from": "store" if self.coder else "case",
            "party": self.party or None,
            "by": self.by or None,
            "act": self.act,
            "negated": self.negated,
            "target": self.target or None,
            "issue": self.issue or None,
            "words": self.words,
            "date": self.date or None,
            "source": self.source or None,
            "place": self.place or None,
            "basis": self.basis,
            "coder": self.coder or None,
        }


@dataclass(frozen=True)
class Evidence:
    """All statements, and the store they were read from.

    Attributes
    ----------
    said : those of the case, then those of the store that the case does not have already
    store : name of the store's file; empty where there is none
    documents, words : how many the store holds
    further : statements of the store that were not taken up
    linked : paths of the parts of the case that statements of the store were linked to
    trouble : why the store could not be read; empty where it could, or where there is none
    texts : the documents, where they are few enough to be compared
    """

    said: tuple[Said, ...]
    store: str = ""
    documents: int = 0
    words: int = 0
    further: int = 0
    linked: frozenset[str] = frozenset()
    trouble: str = ""
    texts: tuple[Document, ...] = ()

    @property
    def sides(self) -> tuple[str, ...]:
        """Parties that the documents of the store quote, those quoted most first."""
        counts = Counter(one.party for one in self.said if one.coder and one.party)
        return tuple(party for party, _ in counts.most_common())

    def of(self, *acts: str) -> list[Said]:
        """Statements that do one of these, and are not said not to."""
        return [one for one in self.said if one.act in acts and not one.negated]


def evidence(case: Case, full: Case, basis: str, beside: bool = True) -> Evidence:
    """Gather what was said.

    Parameters
    ----------
    case : what is spoken of; statements of weaker basis are gone already
    full : as it was loaded; the store lies beside its file
    basis : "reported" leaves out what the store holds as an author's reading
    beside : whether the store may be opened: it is the mediators'
    """
    own = tuple(_of_case(one) for one in case.statements)
    if not beside:
        return Evidence(own)
    from detente.reading.store import open_store

    try:
        store = open_store(full)
        if store is None:
            return Evidence(own)
        with store:
            return _with_store(full, store, own, basis)
    except InputError as error:
        return Evidence(own, trouble=str(error).strip().rstrip("."))


def _of_case(one: Statement) -> Said:
    return Said(
        one.id,
        one.party,
        one.by.value if one.by else "",
        one.act,
        one.target or "",
        one.issue or "",
        one.gist.value,
        one.date.value if one.date else "",
        one.source or "",
        one.at or "",
        one.basis or "assumed",
        note=one.note or "",
    )


def _with_store(case: Case, store: Store, own: tuple[Said, ...], basis: str) -> Evidence:
    documents = list(store.documents())
    titles = {one.name: one.title or one.name for one in documents}
    words = sum(one.words for one in documents)
    known = {(one.party, _bag(text)) for one in case.statements for text in _wordings(one)}
    taken: list[Said] = []
    further = 0
    for one in _standing(store, basis):
        if (one.party, _bag(one.text)) in known:
            continue
        if len(taken) < MOST:
            taken.append(_of_store(one, titles.get(one.doc, one.doc)))
        else:
            further += 1
    texts: tuple[Document, ...] = ()
    if words <= WORDS:
        texts = tuple(store.document(one.id) for one in documents)
    from detente.reading.store import coverage

    supported = coverage(case, store).supported
    return Evidence(
        (*own, *taken),
        store.path.name,
        len(documents),
        words,
        further,
        frozenset(part.path for part in supported),
        texts=texts,
    )


def _standing(store: Store, basis: str) -> Iterator[StoredStatement]:
    """Statements whose words still stand in their document, and which somebody has coded."""
    for one in store.statements():
        weaker = basis == "reported" and one.basis != "reported"
        if one.anchor != "lost" and one.act in ACTS and not weaker:
            yield one


def _of_store(one: StoredStatement, title: str) -> Said:
    by_hand = any(coding.hand for coding in one.codings)
    return Said(
        one.id,
        one.party or "",
        one.speaker or "",
        one.act or "",
        one.target or "",
        one.issue or "",
        " ".join(one.text.split()),
        _day(one.date or ""),
        title,
        one.place,
        one.basis,
        one.negated,
        "hand" if by_hand else "machine",
    )


def _day(text: str) -> str:
    """A year, a month or a day; empty where a document gives something else for its date."""
    found = _DATE.fullmatch(text)
    return text if found is not None and 1 <= int(found[1] or 1) <= 12 else ""


def _wordings(one: Statement) -> list[str]:
    """What a statement of the case says, in its own words and in those of its source."""
    return [one.gist.value, *([one.text.value] if one.text is not None else [])]


def _bag(text: str) -> object:
    """What two wordings have in common that are one: their words, whatever the punctuation."""
    from detente.reading.drafting import word_bag

    return word_bag(text)
