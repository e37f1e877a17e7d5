"""The cases that come with the program."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable

from detente.case.language import normal
from detente.errors import InputError, nearest

_ENDING = ".yaml"


@dataclass(frozen=True)
class Shipped:
    """One shipped case, as `detente list` shows it."""

    id: str
    title: str
    question: str


def _files() -> dict[str, Traversable]:
    folder = files("detente.case").joinpath("catalogue")
    found = {item.name: item for item in folder.iterdir() if item.name.endswith(_ENDING)}
    return {name.removesuffix(_ENDING): found[name] for name in sorted(found)}


def shipped_ids() -> tuple[str, ...]:
    """The ids of the shipped cases, in alphabetical order."""
    return tuple(_files())


def shipped_bytes(case_id: str) -> bytes:
    """The file of a shipped case.

    Raises
    ------
    InputError
        when none has the id; the id is looked up in a list and never becomes part of a path.
    """
    known = _files()
    found = known.get(normal(case_id))
    if found is None:
        hint = nearest(case_id, list(known)) or "'detente list' shows them."
        file_hint = "A file is given with its ending: NAME.yaml."
        raise InputError(f"no shipped case is called '{case_id}'. {hint} {file_hint}")
    return found.read_bytes()


def shipped() -> list[Shipped]:
    """Every shipped case with its title and question, read without validating the rest."""
    from detente.case.files import decode
    from detente.case.reader import read_document

    found = []
    for case_id, file in _files().items():
        data = read_document(decode(file.read_bytes(), file.name), file.name).data
        found.append(Shipped(case_id, _text(data.get("title")), _text(data.get("question"))))
    return found


def _text(value: object) -> str:
    if isinstance(value, dict):
        value = value.get("is")
    return "" if value is None else str(value)
