"""Changes of a case file's data: what can be changed, and what should come out.

How the change is made in the text is another matter; see `detente.case.edit`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from detente.case.document import Path, show
from detente.case.language import normal
from detente.case.render import plain_data
from detente.errors import InputError


@dataclass(frozen=True)
class SetValue:
    """Replace the value at a path."""

    path: Path
    value: Any


@dataclass(frozen=True)
class AddKey:
    """Add an entry at the end of the mapping at a path."""

    path: Path
    key: str
    value: Any


@dataclass(frozen=True)
class AddItem:
    """Add an entry to the list at a path, before position `at` or at the end."""

    path: Path
    value: Any
    at: int | None = None


@dataclass(frozen=True)
class AddKeys:
    """Add entries at the end of the mapping at a path, in one go."""

    path: Path
    values: Mapping[str, Any]


@dataclass(frozen=True)
class AddItems:
    """Add entries at the end of the list at a path, in one go."""

    path: Path
    values: Sequence[Any]


@dataclass(frozen=True)
class Remove:
    """Take out the entry at a path."""

    path: Path


@dataclass(frozen=True)
class Move:
    """Bring the entry at a path to another position in its list or mapping.

    What stands between the entries (comments on lines of their own, blank lines, commas) stays.
    """

    path: Path
    to: int


Change = SetValue | AddKey | AddItem | AddKeys | AddItems | Remove | Move


# ---------------------------------------------------------------------------- what should come out


def normal_path(path: Path) -> Path:
    """A path with its keys as the document reader has them."""
    return tuple(normal(part) if isinstance(part, str) else part for part in path)


def applied(data: Any, change: Change, path: Path) -> Any:
    """The data with a change made, the original untouched.

    Parameters
    ----------
    path : that of the change, as `normal_path` gives it

    Raises
    ------
    InputError
        when the path leads nowhere, or the change makes no sense there.
    """
    if isinstance(change, Remove) and path:
        return _replaced(data, path[:-1], lambda around: _less(around, path))
    if isinstance(change, Move):
        if not path:
            raise InputError("there is nothing that the whole file could be moved in")
        return _replaced(data, path[:-1], lambda around: _reordered(around, path, change.to))
    if isinstance(change, SetValue):
        return _replaced(data, path, lambda _: plain_data(change.value))
    if isinstance(change, AddKey):
        key = normal(change.key)
        return _replaced(data, path, lambda here: _with_keys(here, {key: change.value}, path))
    if isinstance(change, AddKeys):
        pairs = {normal(key): value for key, value in change.values.items()}
        return _replaced(data, path, lambda here: _with_keys(here, pairs, path))
    if isinstance(change, AddItem):
        return _replaced(
            data, path, lambda here: _with_items(here, [change.value], change.at, path)
        )
    if isinstance(change, AddItems):
        return _replaced(data, path, lambda here: _with_items(here, change.values, None, path))
    return data


def _replaced(here: Any, path: Path, make: Any, at: int = 0) -> Any:
    if at == len(path):
        return make(here)
    part = path[at]
    missing = InputError(f"there is nothing at {show(path[: at + 1])}")
    if isinstance(here, dict) and isinstance(part, str):
        if part not in here:
            raise missing
        return {k: _replaced(v, path, make, at + 1) if k == part else v for k, v in here.items()}
    if isinstance(here, list) and isinstance(part, int) and 0 <= part < len(here):
        new = list(here)
        new[part] = _replaced(here[part], path, make, at + 1)
        return new
    raise missing


def _less(around: Any, path: Path) -> Any:
    part = path[-1]
    if isinstance(around, dict) and part in around:
        return {key: value for key, value in around.items() if key != part}
    if isinstance(around, list) and isinstance(part, int) and 0 <= part < len(around):
        return around[:part] + around[part + 1 :]
    raise InputError(f"there is nothing at {show(path)}")


def _reordered(around: Any, path: Path, to: int) -> Any:
    part = path[-1]
    count = len(around) if isinstance(around, dict | list) else 0
    if not 0 <= to < count:
        raise InputError(f"{show(path[:-1])} has no place {to}; it has {count} entries")
    if isinstance(around, dict) and part in around:
        return dict(moved(list(around.items()), list(around).index(part), to))
    if isinstance(around, list) and isinstance(part, int) and 0 <= part < count:
        return moved(around, part, to)
    raise InputError(f"there is nothing at {show(path)}")


def moved(items: Sequence[Any], place: int, to: int) -> list[Any]:
    """The items with one of them at another place."""
    rest = [*items[:place], *items[place + 1 :]]
    return [*rest[:to], items[place], *rest[to:]]


def _with_keys(here: Any, pairs: Mapping[str, Any], path: Path) -> Any:
    if here is not None and not isinstance(here, dict):
        raise InputError(f"{show(path) or 'the file'} is no mapping and takes no keys")
    for key in pairs:
        if here and key in here:
            raise InputError(f"{show((*path, key))} stands there already")
    return {**(here or {}), **{key: plain_data(value) for key, value in pairs.items()}}


def _with_items(here: Any, values: Sequence[Any], at: int | None, path: Path) -> Any:
    if here is not None and not isinstance(here, list):
        raise InputError(f"{show(path) or 'the file'} is no list")
    items = list(here or ())
    place = len(items) if at is None else at
    if not 0 <= place <= len(items):
        raise InputError(f"{show(path)} has no place {place}; it has {len(items)} entries")
    return [*items[:place], *map(plain_data, values), *items[place:]]


def same(left: Any, right: Any) -> bool:
    """Whether two values are the same data, in the same order; true is not 1, 1.50 is 1.5."""
    if left is right:
        return True
    if isinstance(left, dict) and isinstance(right, dict):
        return list(left) == list(right) and all(same(left[k], right[k]) for k in left)
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(map(same, left, right))
    numbers = (int, Decimal)
    if isinstance(left, bool) or isinstance(right, bool):
        return left is right
    if isinstance(left, numbers) and isinstance(right, numbers):
        return left == right
    return type(left) is type(right) and bool(left == right)
