"""Long work in the background: started once, watched by its progress, stopped when not wanted."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any

from detente.errors import DetenteError, InputError
from detente.progress import Progress

#: finished work that is kept
_KEPT = 40
#: pieces of work that go on at once, and that may wait for their turn besides
_AT_ONCE, _WAITING = 8, 200


class _Stopped(Exception):
    """Nobody wants the answer any more."""


@dataclass(eq=False)
class Job:
    """One piece of long work.

    Attributes
    ----------
    done, total, what : how far it is; total is 0 while that is not known
    result : what it gave; None until `ready`
    error : what a person can mend, in words; empty where all went well
    """

    done: int = 0
    total: int = 0
    what: str = ""
    result: Any = None
    error: str = ""
    ready: bool = False
    _stop: threading.Event = field(default_factory=threading.Event, repr=False)
    _ended: threading.Event = field(default_factory=threading.Event, repr=False)

    @property
    def percent(self) -> int:
        """How much is done, in hundredths."""
        return min(100, 100 * self.done // self.total) if self.total else 0

    def stop(self) -> None:
        """Have it end at its next sign of progress."""
        self._stop.set()

    def wait(self, seconds: float) -> None:
        """Wait for its end, but not for ever."""
        self._ended.wait(seconds)

    def tell(self, done: int, total: int | None, what: str) -> None:
        """Take note of progress; ends the work where it was stopped."""
        if self._stop.is_set():
            raise _Stopped
        self.done, self.total, self.what = done, total or 0, what

    def run(self, work: Callable[[Progress], Any]) -> None:
        """Do it, in this thread."""
        try:
            if self._stop.is_set():
                raise _Stopped
            self.result = work(self.tell)
        except _Stopped:
            self.error = "stopped"
        except DetenteError as error:
            self.error = str(error)
        except MemoryError:
            self.error = "there is not enough memory for this"
        except Exception as error:  # a page says so; the program goes on
            self.error = f"something is wrong in Détente itself ({type(error).__name__}: {error})"
        finally:
            self.ready = True
            self._ended.set()


class Jobs:
    """All long work, by what it was made from."""

    def __init__(self) -> None:
        self._jobs: OrderedDict[Hashable, Job] = OrderedDict()
        self._lock = threading.Lock()
        self._room = threading.Semaphore(_AT_ONCE)

    def start(self, key: Hashable, work: Callable[[Progress], Any], wait: float = 0.0) -> Job:
        """The work under a key, begun if it was not.

        Parameters
        ----------
        wait : seconds to wait for short work, so that its page need not be drawn twice

        Raises
        ------
        InputError
            when too much waits already.
        """
        with self._lock:
            job = self._jobs.get(key)
            thread = None
            if job is None:
                if sum(not one.ready for one in self._jobs.values()) >= _WAITING:
                    raise InputError("too much is being worked out already; wait a while")
                job = self._jobs[key] = Job()
                thread = threading.Thread(target=self._in_turn, args=(job, work), daemon=True)
            self._jobs.move_to_end(key)
            ready = [key for key, one in self._jobs.items() if one.ready]
            for old in ready[: max(0, len(self._jobs) - _KEPT)]:
                del self._jobs[old]
        if thread is not None:
            thread.start()
            thread.join(wait)
        return job

    def forget(self, job: Job) -> None:
        """Have work that is done be done anew when it is asked for again."""
        with self._lock:
            for key in [key for key, one in self._jobs.items() if one is job]:
                del self._jobs[key]

    def _in_turn(self, job: Job, work: Callable[[Progress], Any]) -> None:
        with self._room:
            job.run(work)

    def stop(self, unwanted: Callable[[Hashable], bool] = lambda key: True) -> None:
        """Stop what is still running under certain keys, and forget it."""
        with self._lock:
            for key, job in list(self._jobs.items()):
                if not job.ready and unwanted(key):
                    job.stop()
                    del self._jobs[key]
