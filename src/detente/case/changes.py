"""Which inputs differ between two versions of a case: by path, from what, to what."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from fractions import Fraction
from typing import Any, Literal

from pydantic_core import PydanticUndefined

from detente.case.document import Path, show
from detente.case.model import MARKS, Case, Entry, Model
from detente.case.model.parties import Preference, Prefers, Ranking, Weights
from detente.case.model.views import Hypothesis, Present, View

#: plain data in which two versions are compared: mappings, lists, and texts or numbers
Plain = Any
#: text output cuts values at this length; rows have them whole
_LONGEST = 72


@dataclass(frozen=True)
class InputChange:
    """One difference between the inputs of two versions.

    Attributes
    ----------
    path : where it stands in the newer file, or stood in the older one if it was removed
    how : "changed", "added", "removed", or "moved" for a place in a list whose order counts
    old, new : plain data; None where there was, or is, nothing. For "moved" the places, from 1
    """

    path: Path
    how: Literal["changed", "added", "removed", "moved"]
    old: Plain
    new: Plain

    def __str__(self) -> str:
        match self.how:
            case "added":
                told = f"new: {self._said(self.new)}"
            case "removed":
                told = f"no longer there, was {self._said(self.old)}"
            case "moved":
                told = f"moved from place {self.old} to place {self.new}"
            case _:
                told = f"{self._said(self.old)} -> {self._said(self.new)}"
        return f"{where(self.path)}: {told}"

    def _said(self, value: Plain) -> str:
        """A value; an option that is unseen without a level is taken to stand as at present."""
        if value is None:
            return "no level given, so as at present" if "unseen" in self.path else "nothing given"
        return _short(value)


def changed_inputs(old: Case, new: Case) -> tuple[InputChange, ...]:
    """Every difference between two versions, in the order of the newer file.

    Two ways of writing the same thing are no difference, nor is the order of mappings. Items of
    a list are told apart by their `id`, where they have one, otherwise by what they say.
    """
    return tuple(_compare(_plain(old), _plain(new), ()))


def where(path: Path) -> str:
    """A path in words, outermost part first: `union's preferences, place 2`."""
    parts = list(path)
    words = []
    if parts[:1] == ["views"] and len(parts) > 1:
        words.append(f"as {parts[1]} sees it")
        parts = ["parties", *parts[2:]] if len(parts) > 2 and parts[2] not in _VIEW else parts[2:]
    elif parts[:1] == ["hypotheses"] and len(parts) > 1:
        words.append(f"under hypothesis {parts[1]}")
        parts = ["parties", *parts[2:]] if len(parts) > 2 and parts[2] != "expects" else parts[2:]
    if parts[:1] == ["parties"] and len(parts) > 1:
        words.append(str(parts[1]))
        parts = parts[2:]
        if parts[:1] and parts[0] in _PREFERENCES:
            words.append(_PREFERENCES[str(parts[0])])
            parts = parts[1:]
        elif parts[:1] == ["options"] and len(parts) > 1:
            words.append(f"option {parts[1]}")
            parts = parts[2:]
    for part in parts:
        words.append(f"place {part + 1}" if isinstance(part, int) else part.replace("_", " "))
    return ", ".join(words) or show(path)


_VIEW = frozenset(View.reserved)
_PREFERENCES = {
    "prefers": "statements of preference",
    "ranking": "ranking",
    "weights": "weights",
}


# ---------------------------------------------------------------------------- plain data


def _plain(value: Any) -> Plain:
    """A part of a case as data that can be compared; what only repeats a default is left out."""
    match value:
        case Prefers():
            return [_plain(item) for item in value.statements]
        case Ranking():
            return [_one_or_all([_plain(state) for state in rung]) for rung in value.rungs]
        case Weights():
            return {key: _plain(item) for key, item in value.entries.items()}
        case Preference() if len(value.any) == 1:
            return _unwrapped({"is": _plain(value.any[0]), **_fields(value, ("any",))})
        case Present() if value.text is None:
            return {key: _plain(item) for key, item in value.levels.items()}
        case Present():
            return _unwrapped({"is": value.text, **_fields(value, ("text", "levels"))})
        case View() | Hypothesis():
            own = {key: _plain(item) for key, item in value.parties.items()}
            return {**own, **_fields(value, ("parties",))}
        case Entry():
            return _unwrapped({"is": _plain(value.value), **_fields(value, ("value",))})
        case Model():
            return _fields(value, ())
        case dict():
            return {key: _plain(item) for key, item in value.items()}
        case list() | tuple():
            return [_plain(item) for item in value]
        case Fraction():
            whole = value.denominator == 1
            return int(value) if whole else float(value)
        case _:
            return value


def _fields(model: Model, without: tuple[str, ...]) -> dict[str, Plain]:
    found = {}
    for name, field in type(model).model_fields.items():
        value = getattr(model, name)
        default = field.get_default(call_default_factory=True, validated_data={})
        said = default is PydanticUndefined or value != default
        if name not in without and said:
            found[field.alias or name] = _plain(value)
    return found


def _unwrapped(data: dict[str, Plain]) -> Plain:
    return data["is"] if set(data) == {"is"} else data


def _one_or_all(items: list[Plain]) -> Plain:
    return items[0] if len(items) == 1 else items


# ---------------------------------------------------------------------------- comparison


def _compare(old: Plain, new: Plain, path: Path) -> Iterator[InputChange]:
    if _alike(old, new):
        return
    if isinstance(old, dict) or isinstance(new, dict):
        old, new = _wrapped(old), _wrapped(new)
    if isinstance(old, dict) and isinstance(new, dict):
        for key in (*new, *(key for key in old if key not in new)):
            below = path if key == "is" else (*path, key)
            if key not in old:
                yield InputChange(below, "added", None, new[key])
            elif key not in new:
                yield InputChange(below, "removed", old[key], None)
            else:
                yield from _compare(old[key], new[key], below)
    elif isinstance(old, list) and isinstance(new, list):
        yield from _compare_lists(old, new, path)
    else:
        yield InputChange(path, "changed", old, new)


def _alike(old: Plain, new: Plain) -> bool:
    """Equal, and a number is no truth value."""
    return bool(old == new) and isinstance(old, bool) == isinstance(new, bool)


def _wrapped(data: Plain) -> Plain:
    """A bare value beside a marked one is compared as a value without marks."""
    return {"is": data} if isinstance(data, str | bool | int | float) else data


def _compare_lists(old: list[Plain], new: list[Plain], path: Path) -> Iterator[InputChange]:
    before, after = [_key(item) for item in old], [_key(item) for item in new]
    gone: list[int] = []
    come: list[int] = []
    for tag, i, i_end, j, j_end in SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes():
        if tag == "equal":
            for a, b in zip(range(i, i_end), range(j, j_end), strict=True):
                yield from _compare(old[a], new[b], (*path, b))
        else:
            gone += range(i, i_end)
            come += range(j, j_end)
    for b in list(come):
        again = next((a for a in gone if before[a] == after[b]), None)
        if again is not None:
            gone.remove(again)
            come.remove(b)
            yield InputChange((*path, b), "moved", again + 1, b + 1)
            yield from _compare(old[again], new[b], (*path, b))
    for b in list(come):
        if b in gone and not _named(old[b]) and not _named(new[b]):  # rewritten where it stood
            gone.remove(b)
            come.remove(b)
            yield from _compare(old[b], new[b], (*path, b))
    for b in come:
        yield InputChange((*path, b), "added", None, new[b])
    for a in gone:
        yield InputChange((*path, a), "removed", old[a], None)


def _named(item: Plain) -> bool:
    return isinstance(item, dict) and "id" in item


def _key(item: Plain) -> str:
    """What an item of a list is known by: its id, or all that it says beside its marks."""
    if isinstance(item, dict):
        if "id" in item:
            return f"id {item['id']}"
        bare = {key: value for key, value in item.items() if key not in MARKS}
        item = bare["is"] if set(bare) == {"is"} else bare
    return json.dumps(item, ensure_ascii=False, sort_keys=True)


def _short(value: Plain) -> str:
    """Plain data on one line, cut where it is long."""
    if value is None:
        return "nothing"
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
