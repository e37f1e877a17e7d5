"""What an executor is, and which one does a piece of work."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from detente.errors import InputError
from detente.registry import Registry

T = TypeVar("T")
R = TypeVar("R")
#: task, items, number of workers, address of a scheduler -> results in the order of the items
Run = Callable[[Callable[[Any], Any], Iterable[Any], int, str | None], Iterator[Any]]
#: items per worker that are taken ahead of the results
AHEAD = 4


@dataclass(frozen=True)
class Executor:
    """One place where work can be done.

    Attributes
    ----------
    says : what it does, in a clause
    run : gives results as they come, in the order of the items; leaving it early stops the work
    shares_files : whether its workers see the files of this machine
    """

    title: str
    says: str
    run: Run
    shares_files: bool = True


EXECUTORS: Registry[Executor] = Registry("executor")


def cores() -> int:
    """How many processor cores this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on every system
        return os.cpu_count() or 1


def chosen(workers: int, scheduler: str | None) -> str:
    """The executor that the switch names: a cluster, several processes, or this one.

    Raises
    ------
    InputError
        for fewer than one worker.
    """
    if workers < 1:
        raise InputError(f"at least one worker is needed, but {workers} are asked for")
    if scheduler is not None:
        return "cluster"
    return "here" if workers == 1 else "processes"


def share(
    task: Callable[[T], R],
    items: Iterable[T],
    *,
    workers: int = 1,
    scheduler: str | None = None,
) -> Iterator[R]:
    """Do a task for every item; results in the order of the items, as they come.

    Parameters
    ----------
    task : of one argument; with several workers it is sent to each of them once, by pickling
    items : taken a few ahead of the results
    workers : processes on this machine
    scheduler : address of a Dask scheduler, whose workers are then used instead
    """
    executor = EXECUTORS[chosen(workers, scheduler)]
    return executor.run(task, items, workers, scheduler)
