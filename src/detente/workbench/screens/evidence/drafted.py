"""What the documents would add to the case: entries, each with its quote, for a yes or a no."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from detente.case.model import Case
from detente.errors import InputError
from detente.reading.drafting import Drafts
from detente.reading.found import Found, Heading
from detente.reading.propose import propose
from detente.reading.store.records import StoredDocument, StoredStatement
from detente.reading.store.store import Store
from detente.result import MadeFrom, Row

DEADLINE = "deadline"
#: characters of what presses
_WHAT = 100


@dataclass(frozen=True)
class Proposed:
    """One change that could be made to the case.

    Attributes
    ----------
    key : "e12" for a statement, "e12:deadline" for the deadline that it names
    kind : "statement" or "deadline"
    entry : as the case file would have it
    source : id of its source, and the entry of that; None where the case has it
    """

    key: str
    kind: str
    said: StoredStatement
    entry: Mapping[str, Any]
    source: tuple[str, Row | None]


@dataclass(frozen=True)
class Proposals:
    """All of them, and what is not among them.

    Attributes
    ----------
    repeated : statements that the case has, or that repeat another
    nameless : statements that no party of the case is named as saying
    rejected : how many a person has turned down
    """

    all: tuple[Proposed, ...]
    repeated: int
    nameless: int
    rejected: int


def proposals(case: Case, said: Iterable[StoredStatement], store: Store) -> Proposals:
    """What the statements of a store would add to a case."""
    documents = {one.id: _heading(one) for one in store.documents()}
    refused = [(one.statement, one.path) for one in store.rejections()]
    found: list[Proposed] = []
    drafts = Drafts(case)
    dates = {one.date.value for one in case.deadlines}
    for one in said:
        if one.document not in documents:
            continue
        before = len(drafts.statements)
        drafts.add(documents[one.document], found_of(one))
        if len(drafts.statements) == before:
            continue
        entry = drafts.statements[-1]
        source = str(entry["source"])
        found.append(
            Proposed(one.id, "statement", one, entry, (source, drafts.sources.get(source)))
        )
        due = _deadline(case, one, entry)
        if due is not None and due["date"] not in dates and (one.id, DEADLINE) not in refused:
            dates.add(due["date"])
            key = f"{one.id}:{DEADLINE}"
            found.append(Proposed(key, DEADLINE, one, due, (source, drafts.sources.get(source))))
    return Proposals(tuple(found), drafts.repeated, drafts.nameless, len(refused))


def entries(case: Case, store: Store, keys: Iterable[str]) -> dict[str, Any]:
    """The entries of some proposals, drafted for the case as it is now.

    Parameters
    ----------
    keys : of proposals; what the case has by now is left out

    Returns
    -------
    statements, sources and deadlines, as a case file has them
    """
    wanted = list(dict.fromkeys(keys))
    said = {key: store.statement(key.partition(":")[0]) for key in wanted}
    drafts = Drafts(case)
    ids: dict[str, str] = {}
    deadlines: list[Row] = []
    for key in wanted:
        if ":" not in key:
            before = len(drafts.statements)
            drafts.add(_heading(store.stored(said[key].document)), found_of(said[key]))
            if len(drafts.statements) > before:
                ids[key] = str(drafts.statements[-1]["id"])
    for key in wanted:
        number, colon, kind = key.partition(":")
        if colon and kind == DEADLINE:
            only = propose(
                case, "", [(_heading(store.stored(said[key].document)), [found_of(said[key])])],
                MadeFrom("", ""),
            ).statements  # fmt: skip
            due = _deadline(case, said[key], only[0] if only else {})
            if due is not None:
                own = {"because": [ids[number]]} if number in ids else {}
                deadlines.append({**due, **own})
    return {"statements": drafts.statements, "sources": drafts.sources, "deadlines": deadlines}


def entry_of(
    case: Case, document: StoredDocument, one: StoredStatement, said: Mapping[str, Any]
) -> dict[str, Any]:
    """A statement of the case made of a quote, with what the analyst says of it; and its source.

    Parameters
    ----------
    said : fields of a statement that stand above what the machine found
    """
    drafts = Drafts(_wordless(case))
    party = said.get("party") or one.party
    drafts.add(_heading(document), replace(found_of(one), party=party))
    if not drafts.statements:
        raise InputError("the quote holds no words, or its speaker is no party of the case")
    dropped = {"doubt", "note", "target", "issue"}
    entry = {key: value for key, value in drafts.statements[0].items() if key not in dropped}
    entry |= {key: value for key, value in said.items() if value}
    return {"statements": [entry], "sources": dict(drafts.sources)}


def _wordless(case: Case) -> Case:
    """The case with the ids of its statements alone, so that none is taken for a repetition."""
    bare = [
        it.model_copy(update={"gist": it.gist.model_copy(update={"value": ""}), "text": None})
        for it in case.statements
    ]
    return case.model_copy(update={"statements": bare})


def found_of(one: StoredStatement) -> Found:
    """A stored statement as the machine would have found it, with the coding that counts."""
    act = one.act or "position"
    if one.found is not None:
        hand = any(coding.hand for coding in one.codings)
        return replace(
            one.found, place=one.place, confidence=1.0 if hand else one.found.confidence,
            party=one.party, target=one.target, issue=one.issue, negated=one.negated, act=act,
        )  # fmt: skip
    return Found(
        doc=one.doc, start=one.start, end=one.end, text=one.text, speaker=None, party=one.party,
        target=one.target, act=act, issue=one.issue, negated=one.negated, basis="reported",
        method="hand", confidence=1.0, form="direct", cue=None, source=None, reporter=None,
        event=None, mentioned=None, place=one.place,
    )  # fmt: skip


def _deadline(case: Case, one: StoredStatement, entry: Mapping[str, Any]) -> Row | None:
    """What a statement that sets a date would add to the deadlines."""
    date = one.found.mentioned if one.found is not None else None
    if one.act != "deadline" or one.negated or not date:
        return None
    what = " ".join(str(entry.get("gist") or one.text).split())[:_WHAT]
    binds = [one.target] if one.target in case.parties else []
    return {"what": what, "date": date, **({"binds": binds} if binds else {}), "basis": one.basis}


def _heading(one: StoredDocument) -> Heading:
    return Heading(
        one.name, one.title, one.author, one.date, one.source, one.language, one.path, one.kind,
        one.digest, one.words,
    )  # fmt: skip
