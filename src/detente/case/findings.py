"""From what the typed model rejects to problems that a person can mend."""

from __future__ import annotations

import re
import typing
from collections.abc import Iterator, Mapping, Sequence
from types import UnionType
from typing import Annotated, Any, Union

from pydantic import BaseModel, ValidationError

from detente.case.language import VIEW_KEYS
from detente.case.model import Case, FromFile
from detente.case.model.base import describe
from detente.case.places import Path, Tree
from detente.case.reader import MAX_PROBLEMS
from detente.errors import Problem, nearest

_ROUNDS = 20  # of taking faulty entries out and looking again
_SHAPES = {
    "list_type": ("a list", "Write [..., ...], or one entry a line after '- '."),
    "tuple_type": ("a list", "Write [..., ...], or one entry a line after '- '."),
    "dict_type": ("a mapping", "Write {key: value}, or one 'key: value' a line."),
    "model_type": ("a mapping", "Write {key: value}, or one 'key: value' a line."),
}


def build(tree: Tree) -> tuple[Case | None, list[Problem]]:
    """The case in a tree, and everything the model finds wrong with it.

    Faulty entries are taken out of the tree until the rest makes a case, so that what depends on
    them can be checked too. None when nothing usable is left.
    """
    problems: list[Problem] = []
    told: set[Path] = set(tree.document.faulty)
    hollowed: set[Path] = set()  # what lost a part in an earlier round: no wonder it lacks it
    for _ in range(_ROUNDS):
        try:
            case = Case.model_validate(tree.data, context=FromFile(), by_alias=True, by_name=False)
        except ValidationError as error:
            doomed = []
            strange = set()
            for item in error.errors(include_url=False, include_context=True):
                found = tree.resolve(item["loc"])
                doomed.append(found.tree)
                if item["type"] == "extra_forbidden":
                    strange.add(found.tree)
                asked = (*found.file, str(item["loc"][-1])) if _missing(item) else found.file
                if found.file in hollowed or any(asked[:k] in told for k in range(len(asked) + 1)):
                    continue
                told.add(asked)
                if len(problems) < MAX_PROBLEMS:
                    stranger = _no_party(item["loc"], tree.data)
                    what, hint = stranger or _explain(item)
                    unknown = stranger is not None or item["type"] == "extra_forbidden"
                    where = tree.document.where(found.file, key=unknown)
                    problems.append(Problem(where, tree.show(item["loc"]), what, hint))
            if () in doomed:
                return None, problems
            tree.without(doomed, strange)
            hollowed = {path[:k] for path in told for k in range(1, len(path))}
        else:
            return case, problems
    return None, problems


def _no_party(loc: Sequence[str | int], data: Any) -> tuple[str, str] | None:
    """A key of a view or hypothesis that is neither a word of the format nor a party."""
    if len(loc) != 4 or loc[0] not in {"views", "hypotheses"} or loc[2] != "parties":
        return None
    parties = data.get("parties")
    known = [*(VIEW_KEYS if loc[0] == "views" else ("expects",)), *(parties or ())]
    if loc[3] in known:
        return None
    hint = nearest(str(loc[3]), known) or "Known: " + ", ".join(map(str, known)) + "."
    return f"'{loc[3]}' is neither a party nor a key that may stand here", hint


def _missing(item: Mapping[str, Any]) -> bool:
    return bool(item["type"] == "missing")


def _explain(item: Mapping[str, Any]) -> tuple[str, str]:
    """What was found and what was expected, and a remedy."""
    kind, loc, value = item["type"], item["loc"], item["input"]
    context = item.get("ctx", {})
    if kind == "detente":
        return context["what"], context["hint"]
    if kind == "missing":
        return f"the key '{loc[-1]}' is missing", ""
    if kind == "extra_forbidden":
        known = list(_keys(loc[:-1]))
        hint = nearest(str(loc[-1]), known)
        if not hint:
            hint = "Known: " + ", ".join(known) + "."
        return f"the key '{loc[-1]}' has no meaning here", hint
    if kind in _SHAPES:
        wanted, hint = _SHAPES[kind]
        return f"{wanted} is expected, but {describe(value)} stands here", hint
    if kind == "literal_error":
        words = re.findall(r"'([^']*)'", str(context.get("expected", "")))
        hint = "One of: " + ", ".join(words) + "."
        close = nearest(value, words) if isinstance(value, str) else ""
        if close.startswith("Did"):
            hint = f"{close} {hint}"
        return f"{describe(value)} is not one of the words that may stand here", hint
    return f"{describe(value)} cannot stand here: {item['msg']}", ""


def _keys(loc: Sequence[str | int]) -> Iterator[str]:
    """The keys that the model knows at a location."""
    here: list[Any] = [Case]
    for part in loc:
        here = [step for kind in here for step in _steps(kind, part)]
    for kind in here:
        for model in _plain(kind):
            if isinstance(model, type) and issubclass(model, BaseModel):
                for name, field in model.model_fields.items():
                    yield field.alias or name


def _steps(kind: Any, part: str | int) -> Iterator[Any]:
    """The types that may stand under one part of a location."""
    for plain in _plain(kind):
        if isinstance(plain, type) and issubclass(plain, BaseModel):
            for name, field in plain.model_fields.items():
                if part in {name, field.alias}:
                    yield field.annotation
        arguments = typing.get_args(plain)
        origin = typing.get_origin(plain)
        if origin is dict:
            yield arguments[1]
        elif origin in {list, tuple} and isinstance(part, int):
            yield arguments[0]


def _plain(kind: Any) -> Iterator[Any]:
    """A type without its annotations; the members of a union, one by one."""
    origin = typing.get_origin(kind)
    if origin is Annotated:
        yield from _plain(typing.get_args(kind)[0])
    elif origin in {Union, UnionType}:
        for member in typing.get_args(kind):
            yield from _plain(member)
    else:
        yield kind
