"""How long work tells how far it has come; the library itself never prints."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Called with facts: how much is done, of how much (None: unknown), and of what."""

    def __call__(self, done: int, total: int | None, what: str) -> None: ...


def silent(done: int, total: int | None, what: str) -> None:
    """Report nothing: the default everywhere."""
