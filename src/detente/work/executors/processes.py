"""Work in several processes of this machine."""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from detente.errors import InputError
from detente.work.executor import AHEAD, EXECUTORS, Executor

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

_task: list[Callable[[Any], Any]] = []


def run(
    task: Callable[[Any], Any], items: Iterable[Any], workers: int, scheduler: str | None
) -> Iterator[Any]:
    """Fresh processes, so that it goes the same way on every system.

    Raises
    ------
    InputError
        when a process ends on its own, for want of memory or because it was stopped.
    """
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    waiting: deque[Future[Any]] = deque()
    pool = ProcessPoolExecutor(workers, get_context("spawn"), _begin, (task,))
    finished = False
    try:
        for item in items:
            waiting.append(pool.submit(_do, item))
            if len(waiting) >= AHEAD * workers:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
        finished = True
    except BrokenProcessPool:
        hint = "There may be too little memory. Try fewer workers"
        raise InputError(
            f"one of {workers} processes ended before its work was done. {hint}"
        ) from None
    finally:
        if not finished:
            _stop(pool)
        pool.shutdown(wait=True, cancel_futures=True)


def _begin(task: Callable[[Any], Any]) -> None:
    """Once in every process: what it is to do. Ctrl-C is for the process that waits."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _task[:] = [task]


def _do(item: Any) -> Any:
    return _task[0](item)


def _stop(pool: ProcessPoolExecutor) -> None:
    """Nobody waits for the results any more."""
    for process in list((getattr(pool, "_processes", None) or {}).values()):
        with suppress(OSError, ValueError):
            process.terminate()


EXECUTORS.add("processes", Executor("Several processes", "uses the cores of this machine", run))
