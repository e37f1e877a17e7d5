"""One door for each kind of thing: register once, be found everywhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Generic, TypeVar

from detente.errors import InputError, nearest

T = TypeVar("T")


class Registry(Generic[T]):
    """Named things of one kind, in the order they were registered.

    The command line, the brief, the reference pages and the contract tests all read
    registries, so that adding a thing is one file with one registration.
    """

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self._items: dict[str, T] = {}

    def add(self, key: str, item: T) -> T:
        """Register `item` under `key`; a second registration of a key is a programming error."""
        if key in self._items:
            raise ValueError(f"there already is a {self.kind} called '{key}'")
        self._items[key] = item
        return item

    def __getitem__(self, key: str) -> T:
        try:
            return self._items[key]
        except KeyError:
            hint = nearest(key, list(self._items))
            raise InputError(f"there is no {self.kind} called '{key}'. {hint}".strip()) from None

    def get(self, key: str) -> T | None:
        """The item, or None."""
        return self._items.get(key)

    def __contains__(self, key: object) -> bool:
        return key in self._items

    def __iter__(self) -> Iterator[str]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def values(self) -> list[T]:
        """The items in order of registration."""
        return list(self._items.values())

    def items(self) -> list[tuple[str, T]]:
        """Keys and items in order of registration."""
        return list(self._items.items())
