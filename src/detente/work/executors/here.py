"""Work in this process, one item after another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from detente.work.executor import EXECUTORS, Executor


def run(
    task: Callable[[Any], Any], items: Iterable[Any], workers: int, scheduler: str | None
) -> Iterator[Any]:
    """Each result when it is asked for."""
    return (task(item) for item in items)


EXECUTORS.add("here", Executor("This process", "does one item after another", run))
