"""Proposals: what a reading would add to a case, for an analyst to say yes or no to.

Nothing here writes. A proposal becomes a patch, which leaves every other line of the case as it is,
or a file of entries to look through; the case changes when the analyst applies one or accepts the
other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import Any

from detente.case.edit import AddItems, AddKey, AddKeys, Change, edit
from detente.case.model import Case
from detente.errors import InputError
from detente.reading.drafting import Drafts, word_bag
from detente.reading.found import Found, Heading
from detente.reading.patches import apply_patch, unified
from detente.result import MadeFrom, Result, Row


@dataclass(frozen=True)
class Proposal(Result):
    """Statements, with their sources, that a reading would add to a case.

    Attributes
    ----------
    text : the case file as it is
    name : how it is called
    statements, sources : the entries, as a case file has them
    repeated : statements left out because the case, or an earlier proposal, has them
    nameless : statements left out because no party of the case is named as saying them
    """

    text: str = field(repr=False)
    name: str
    statements: tuple[Row, ...]
    sources: Mapping[str, Row]
    repeated: int
    nameless: int
    made_from: MadeFrom

    def to_rows(self) -> Iterator[Row]:
        """One row a statement, as the case would have it."""
        return iter(self.statements)

    def only(self, ids: Iterable[str]) -> Proposal:
        """The same with some of its statements, and the sources that these lean on.

        Raises
        ------
        InputError
            when there is no proposal of an id.
        """
        from detente.errors import nearest

        known = [one["id"] for one in self.statements]
        wanted = list(dict.fromkeys(ids))
        for one in wanted:
            if one not in known:
                raise InputError(f"there is no proposal '{one}'. {nearest(one, known)}".strip())
        kept = tuple(one for one in self.statements if one["id"] in wanted)
        used = {one.get("source") for one in kept}
        sources = {key: entry for key, entry in self.sources.items() if key in used}
        return Proposal(
            self.text, self.name, kept, sources, self.repeated, self.nameless, self.made_from
        )

    def new_text(self) -> str:
        """The case file as it would be; every line that stood there is kept byte for byte.

        Raises
        ------
        CaseError, InputError
            when the case cannot be edited, or would not be one any more.
        """
        return add_entries(self.text, self.statements, self.sources, self.name)

    def to_patch(self) -> str:
        """A unified diff from the case as it is to the case as it would be; empty if nothing."""
        return unified(self.text, self.new_text(), PurePath(self.name).name)

    def to_yaml(self) -> str:
        """The entries as a file to look through: take out what is not wanted, then accept it."""
        from detente.case.render import block

        head = [
            f"# Proposed for {PurePath(self.name).name}. Take out or mend what is not right, then:",
            f"#   detente evidence {PurePath(self.name).name} --accept THIS-FILE",
        ]
        body = block({"proposes": self.made_from.case_id, "sources": dict(self.sources)}, 0)
        entries = block({"statements": list(self.statements)}, 0)
        return "\n".join([*head, *body, *entries]) + "\n"

    def __str__(self) -> str:
        return self.to_patch()


def case_text(case: Case) -> str:
    """The text of the file that a case was loaded from.

    Raises
    ------
    InputError
        when it cannot be read any more, or has changed since.
    """
    from detente.case.files import decode, digest, read_bytes

    data = read_bytes(Path(case.origin.name))
    if digest(data) != case.origin.digest:
        raise InputError(f"{case.origin.name} has been changed by another program meanwhile")
    return decode(data, case.origin.name)


def propose(
    case: Case, text: str, read: Iterable[tuple[Heading, Sequence[Found]]], made_from: MadeFrom
) -> Proposal:
    """What a reading would add to a case.

    Parameters
    ----------
    case : with its parties, issues, statements and sources
    text : the text of its file
    read : documents with what they say
    """
    drafts = Drafts(case)
    for heading, statements in read:
        for one in statements:
            drafts.add(heading, one)
    return Proposal(
        text,
        case.origin.name or f"{case.id}.yaml",
        tuple(drafts.statements),
        drafts.sources,
        drafts.repeated,
        drafts.nameless,
        made_from,
    )


def add_entries(text: str, statements: Sequence[Row], sources: Mapping[str, Row], name: str) -> str:
    """A case file with statements and sources added, checked as a case.

    Raises
    ------
    CaseError, InputError
        when it cannot be edited, or would not be a case any more.
    """
    from detente.case.load import parse_case
    from detente.case.reader import read_document

    data = read_document(text, name).data
    changes: list[Change] = []
    if statements and "statements" in data:
        changes.append(AddItems(("statements",), list(statements)))
    elif statements:
        changes.append(AddKey((), "statements", list(statements)))
    if sources and "sources" in data:
        changes.append(AddKeys(("sources",), sources))
    elif sources:
        changes.append(AddKey((), "sources", dict(sources)))
    if not changes:
        return text
    new = edit(text, *changes, name=name)
    parse_case(new, name)
    return new


def accept(case: Case, file: Path, only: Sequence[str] = ()) -> Proposal:
    """Put proposals into the file of a case: the analyst's yes, and the only thing that does so.

    Parameters
    ----------
    file : a proposal as YAML, perhaps edited, or a patch
    only : ids of proposals; none: all of them

    Raises
    ------
    CaseError, InputError
        when the proposal does not fit, or would leave something that is no case; nothing is
        written then.
    """
    from detente.case.edit import save
    from detente.case.files import read_bytes
    from detente.reading.store import store_path

    if store_path(case) is None:
        hint = f"Copy it first: detente evidence {case.id} --copy my-{case.id}.yaml"
        raise InputError(f"'{case.id}' is a shipped case and stays as it is. {hint}")
    text = case_text(case)
    proposal = read_proposal(read_bytes(file), str(file), case, text)
    if only:
        proposal = proposal.only(only)
    if proposal.statements or proposal.sources:
        new = proposal.new_text()
        save(Path(case.origin.name), new, replaces=case.origin.digest)
    return proposal


def read_proposal(data: bytes, name: str, case: Case, text: str) -> Proposal:
    """A proposal from a file: entries as YAML, or a patch of the case.

    Raises
    ------
    CaseError, InputError
        when the file is neither, was made for another case, or does not fit the case as it is.
    """
    from detente.case.files import decode

    written = decode(data, name)
    if re.search(r"^@@ -\d", written, re.MULTILINE):
        return _from_patch(written, name, case, text)
    return _from_yaml(written, name, case, text)


def _from_yaml(written: str, name: str, case: Case, text: str) -> Proposal:
    from detente.case.reader import read_document
    from detente.errors import CaseError

    document = read_document(written, name)
    if document.problems:
        raise CaseError(document.problems)
    data = document.data
    if not isinstance(data, dict) or "proposes" not in data:
        hint = "Make one with: detente read FILE --case CASE --propose -o NAME.yaml"
        raise InputError(f"{name} holds no proposals. {hint}")
    if data["proposes"] != case.id:
        raise InputError(f"{name} was made for the case '{data['proposes']}', not for '{case.id}'")
    statements, sources = data.get("statements") or [], data.get("sources") or {}
    if not isinstance(statements, list) or not isinstance(sources, dict):
        raise InputError(f"{name} holds no proposals that can be used")
    entries = [
        one for one in statements if isinstance(one, dict) and isinstance(one.get("id"), str)
    ]
    if len(entries) != len(statements):
        raise InputError(f"{name} has a statement without an id")
    return _checked(entries, sources, name, case, text)


def _from_patch(written: str, name: str, case: Case, text: str) -> Proposal:
    from detente.case.reader import read_document

    new = apply_patch(text, written, name)
    before, after = read_document(text, name).data, read_document(new, name).data
    old = before.get("statements") or []
    statements = [one for one in after.get("statements") or [] if one not in old]
    known = before.get("sources") or {}
    sources = {key: it for key, it in (after.get("sources") or {}).items() if key not in known}
    return _checked(statements, sources, name, case, text)


def _checked(
    statements: Sequence[Any], sources: Mapping[str, Any], name: str, case: Case, text: str
) -> Proposal:
    """A proposal without what the case has by now; an id given otherwise meanwhile is changed."""
    have = {one.id: word_bag(one.gist.value) for one in case.statements}
    fresh: list[Row] = []
    repeated = 0
    for one in statements:
        if have.get(one["id"]) == word_bag(str(one.get("gist"))):
            repeated += 1
            continue
        free = one["id"]
        stem, number = re.sub(r"\d+\Z", "", free), 0
        while free in have:
            number += 1
            free = f"{stem}{number}"
        have[free] = frozenset()
        fresh.append({**one, "id": free})
    new = {key: entry for key, entry in sources.items() if key not in case.sources}
    return Proposal(
        text,
        case.origin.name,
        tuple(fresh),
        new,
        repeated,
        0,
        MadeFrom(case.id, case.origin.digest),
    )
