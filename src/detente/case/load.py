"""From a file, an id or a text to a checked case."""

from __future__ import annotations

import os
import re
from pathlib import Path as FilePath
from typing import Any

from detente.case.checks import check
from detente.case.document import Document
from detente.case.files import decode, digest, read_bytes
from detente.case.findings import build
from detente.case.model import Case, Origin
from detente.case.places import Tree
from detente.case.reader import MAX_PROBLEMS, read_document
from detente.case.shipped import shipped_bytes
from detente.case.slug import as_id
from detente.errors import CaseError, Problem


def load(source: str | os.PathLike[str]) -> Case:
    """Load a case: a path, the id of a shipped case, or the text of a case file.

    A text is a path if it holds a separator or ends in .yaml or .yml; it is a case file if it
    holds a line break; else it is the id of a shipped case.

    Raises
    ------
    InputError
        when there is no such file or shipped case.
    CaseError
        carries every problem of the file at once.
    """
    if not isinstance(source, str):
        return _load_file(FilePath(source))
    if "\n" in source:
        return parse_case(source)
    if is_path(source):
        return _load_file(FilePath(source))
    return parse_case(shipped_bytes(source), f"{source}.yaml")


def is_path(source: str) -> bool:
    """Whether the CASE of a command is a path rather than the id of a shipped case."""
    separators = {"/", os.sep, os.altsep or os.sep}
    return any(mark in source for mark in separators) or source.casefold().endswith(
        (".yaml", ".yml")
    )


def _load_file(path: FilePath) -> Case:
    return parse_case(read_bytes(path), str(path))


def parse_case(text: str | bytes, name: str = "case.yaml") -> Case:
    """Read and check the text of a case file.

    Parameters
    ----------
    text : the text, or its bytes
    name : how problems name the file; its stem is the case's id where the file gives none

    Raises
    ------
    CaseError
        carries every problem at once, each located.
    """
    data = text if isinstance(text, bytes) else _encode(text, name)
    return parse_document(read_document(decode(data, name), name, digest(data)))


def parse_document(document: Document) -> Case:
    """Check a document that has been read, and make it a case; its name is the document's.

    Raises
    ------
    CaseError
        as `parse_case`.
    """
    name = document.name
    if not isinstance(document.data, dict):
        hint = "A case begins with keys such as 'parties:'."
        what = "a case is a mapping, but the file holds something else"
        raise CaseError([*document.problems, Problem(document.where(()), "", what, hint)])
    tree = Tree(document)
    tree.data = complete(tree.data, FilePath(name).stem)
    case, problems = build(tree)
    problems = [*document.problems, *problems]
    warnings: list[Problem] = []
    if case is not None:
        for problem in check(case, tree):
            (warnings if problem.severity == "warning" else problems).append(problem)
    if problems or case is None:
        problems = sorted(problems, key=_position)
        if len(problems) >= MAX_PROBLEMS:
            what = f"only the first {MAX_PROBLEMS} problems are listed"
            problems = [*problems[:MAX_PROBLEMS], Problem(name, "", what)]
        partial = None if case is None else case.with_origin(Origin(name, document.digest, tree))
        raise CaseError(problems, partial)
    origin = Origin(name, document.digest, tree)
    return case.with_origin(origin, tuple(sorted(warnings, key=_position)))


def _encode(text: str, name: str) -> bytes:
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as error:
        line = text.count("\n", 0, error.start) + 1
        what = f"U+{ord(text[error.start]):04X} is half a character and cannot be saved"
        raise CaseError([Problem(f"{name}:{line}", "", what)]) from None


def _position(problem: Problem) -> tuple[int, int]:
    match = re.search(r":(\d+):(\d+)\Z", problem.where)
    return (int(match[1]), int(match[2])) if match else (0, 0)


# ---------------------------------------------------------------------------- left unsaid


def complete(data: dict[str, Any], stem: str) -> dict[str, Any]:
    """Add what a file may leave out: the id, and names that are the ids themselves.

    A key that nothing follows yet counts as not written.
    """
    full: dict[str, Any] = _written(data)
    full.setdefault("id", as_id(stem))
    full.setdefault("title", full["id"] if isinstance(full["id"], str) else "")
    parties = full.get("parties")
    if isinstance(parties, dict):
        full["parties"] = {key: _party(key, _written(value)) for key, value in parties.items()}
        _hypotheses(full, parties)
    outcomes = full.get("outcomes")
    if isinstance(outcomes, dict):
        full["outcomes"] = {key: _with(value, name=key) for key, value in outcomes.items()}
    views = full.get("views")
    if isinstance(views, dict):
        full["views"] = {key: _view(_written(value)) for key, value in views.items()}
    return full


def _written(section: Any) -> Any:
    """A mapping without the keys that nothing follows; nothing at all is an empty mapping."""
    if section is None:
        return {}
    if not isinstance(section, dict):
        return section
    return {key: value for key, value in section.items() if value is not None}


def _with(value: Any, **default: Any) -> Any:
    return {**default, **value} if isinstance(value, dict) else value


def _options(options: Any) -> Any:
    if not isinstance(options, dict):
        return options
    return {
        key: value if isinstance(value, dict) and "is" in value else _with(value, does=key)
        for key, value in options.items()
    }


def _party(party_id: str, party: Any) -> Any:
    full = _with(party, name=party_id)
    if isinstance(full, dict) and "options" in full:
        full["options"] = _options(full["options"])
    return full


def _view(view: Any) -> Any:
    imagined = view.get("imagined") if isinstance(view, dict) else None
    if not isinstance(imagined, dict):
        return view
    return {**view, "imagined": {party: _options(options) for party, options in imagined.items()}}


def _hypotheses(full: dict[str, Any], parties: dict[str, Any]) -> None:
    """An option that a hypothesis changes keeps what the hypothesis does not say of it."""
    hypotheses = full.get("hypotheses")
    if not isinstance(hypotheses, dict):
        return
    full["hypotheses"] = {
        key: {party: _change(parties.get(party), change) for party, change in value.items()}
        if isinstance(value, dict)
        else value
        for key, value in hypotheses.items()
    }


def _change(party: Any, change: Any) -> Any:
    options = change.get("options") if isinstance(change, dict) else None
    known = party.get("options") if isinstance(party, dict) else None
    if not isinstance(options, dict):
        return change
    known = known if isinstance(known, dict) else {}
    full = {}
    for key, value in options.items():
        base = known.get(key, {})
        base = base if isinstance(base, dict) else {"does": base}
        full[key] = {**base, **value} if isinstance(value, dict) else value
    return {**change, "options": _options(full)}
