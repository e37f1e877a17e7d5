"""Work in several processes of this machine."""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING, Any

from detente.errors import InputError
from detente.work.executor import AHEAD, EXECUTORS, Executor

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

#: how often processes may be lost over one item
LOST = 3

_task: list[Callable[[Any], Any]] = []


def run(
    task: Callable[[Any], Any], items: Iterable[Any], workers: int, scheduler: str | None
) -> Iterator[Any]:
    """Fresh processes, so that it goes the same way on every system.

    A process that is lost on the way costs time alone: what it and the others had in hand is done
    again by new ones.

    Raises
    ------
    InputError
        when processes end on their own again and again over the same item.
    """
    from concurrent.futures.process import BrokenProcessPool

    rest = iter(items)
    waiting: deque[Any] = deque()
    finished = False
    lost = 0
    pool = _pool(task, workers)
    futures: deque[Future[Any]] = deque()
    try:
        while True:
            while len(waiting) < AHEAD * workers and (more := list(islice(rest, 1))):
                waiting += more
                with suppress(BrokenProcessPool):  # found out where a result is asked for
                    futures.append(pool.submit(_do, more[0]))
            if not waiting:
                break
            try:
                if not futures:
                    raise BrokenProcessPool
                result = futures[0].result()
            except BrokenProcessPool:
                lost += 1
                if lost > LOST:
                    raise
                _stop(pool)
                pool.shutdown(wait=True, cancel_futures=True)
                pool = _pool(task, workers)
                futures = deque(pool.submit(_do, item) for item in waiting)
                continue
            lost = 0
            waiting.popleft()
            futures.popleft()
            yield result
        finished = True
    except BrokenProcessPool:
        hint = "There may be too little memory. Try fewer workers"
        raise InputError(
            f"processes ended {LOST + 1} times before the same piece of work was done. {hint}"
        ) from None
    finally:
        if not finished:
            _stop(pool)
        pool.shutdown(wait=True, cancel_futures=True)


def _pool(task: Callable[[Any], Any], workers: int) -> ProcessPoolExecutor:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    return ProcessPoolExecutor(workers, get_context("spawn"), _begin, (task,))


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
