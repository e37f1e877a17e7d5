"""All helpers of the workbench, what they have answered, and what is shown until they have."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from itertools import count
from typing import Any

from detente.errors import InputError
from detente.workbench.jobs import Job
from detente.workbench.wide.answers import Asked
from detente.workbench.wide.helper import Helper

#: helpers beyond which idle ones end, and beyond which there is no further one
_IDLE, _BUSY = 6, 24
#: answers that are kept, and those shown while newer ones are on the way
_ANSWERS, _OLD = 600, 300


@dataclass(frozen=True)
class Place:
    """Who asks: a case, one of its lines, and what kind of work it is."""

    slot: str
    line: str
    role: str


class Helpers:
    """Safe to use from several threads."""

    def __init__(self) -> None:
        self._helpers: OrderedDict[Place, Helper] = OrderedDict()
        self._answers: OrderedDict[Hashable, Job] = OrderedDict()
        self._old: OrderedDict[Hashable, Any] = OrderedDict()
        self._pages = count(1)
        self._lock = threading.RLock()

    def new_page(self) -> int:
        """A number for a page that asks; what the newest asks goes first."""
        return next(self._pages)

    def ask(self, place: Place, asked: Asked, limit: float | None = None, page: int = 0) -> Job:
        """The answer to a question, asked if it was not; older questions of the place end.

        Parameters
        ----------
        limit : seconds after which it is given up

        Raises
        ------
        InputError
            when too much is being worked out already.
        """
        key = (place, asked.essence, asked.what, asked.about)
        with self._lock:
            job = self._answers.get(key)
            if job is None:
                helper = self._helper(place)
                helper.stop(but=asked.essence)
                job = self._answers[key] = helper.ask(asked, limit, page)
            elif not job.ready and place in self._helpers:
                self._helpers[place].asked_again(job, page)
            self._answers.move_to_end(key)
            ready = [key for key, one in self._answers.items() if one.ready]
            for old in ready[: max(0, len(self._answers) - _ANSWERS)]:
                del self._answers[old]
            return job

    def _helper(self, place: Place) -> Helper:
        if place not in self._helpers:
            idle = [key for key, one in self._helpers.items() if not one.busy]
            for key in idle[: max(0, len(self._helpers) - _IDLE + 1)]:
                self._helpers.pop(key).close()
            if len(self._helpers) >= _BUSY:
                raise InputError("too much is being worked out already; wait a while")
            self._helpers[place] = Helper()
        self._helpers.move_to_end(place)
        return self._helpers[place]

    def settled(self, key: Hashable, job: Job, waits: bool) -> tuple[Any, bool]:
        """What to show for an answer, and whether it is one from before the last change."""
        with self._lock:
            if not waits and not job.error:
                self._old[key] = job.result
                self._old.move_to_end(key)
                while len(self._old) > _OLD:
                    self._old.popitem(last=False)
                return job.result, False
            return self._old.get(key), key in self._old

    def stop(self, place: Place) -> None:
        """Have a place do nothing more."""
        with self._lock:
            if place in self._helpers:
                self._helpers[place].stop()

    def again(self, place: Place) -> None:
        """Forget what a place could not answer, so that it is asked again."""
        with self._lock:
            for key, job in list(self._answers.items()):
                if isinstance(key, tuple) and key[0] == place and job.ready and job.error:
                    del self._answers[key]

    def close(self) -> None:
        """End all of them."""
        with self._lock:
            for helper in self._helpers.values():
                helper.close()
            self._helpers.clear()
