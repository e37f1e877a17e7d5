"""A helper: a process that answers questions one by one, and can be stopped at any time."""

from __future__ import annotations

import pickle
import subprocess
import sys
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from queue import Empty, SimpleQueue
from typing import BinaryIO

from detente.errors import InputError
from detente.progress import Progress
from detente.workbench.jobs import Job
from detente.workbench.wide.answers import Asked, Message

#: seconds between looks at whether the answer is still wanted
_LOOK = 0.1


#: questions that go before others of a page: quickly answered, or looked at by somebody
_FIRST = {"held", "splits", "worth", "reasons"}


@dataclass(eq=False)
class _Task:
    """A question that waits or is being answered; `page`: the last one that asked for it."""

    asked: Asked
    limit: float | None
    page: int
    number: int
    job: Job = field(default_factory=Job)

    def turn(self) -> tuple[int, bool, int]:
        """Where it stands: what the newest page asks goes first, in its order."""
        return -self.page, self.asked.what not in _FIRST, self.number


class Helper:
    """One process with its questions; it is started when something is asked.

    Safe to use from several threads.
    """

    def __init__(self) -> None:
        self._open: list[_Task] = []
        self._numbers = count()
        self._closed = False
        self._lock = threading.Condition()
        self._process: subprocess.Popen[bytes] | None = None
        self._messages: SimpleQueue[Message | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._go_on, name="helper", daemon=True)
        self._thread.start()

    @property
    def busy(self) -> bool:
        """Whether something is still asked."""
        return bool(self._open)

    def ask(self, asked: Asked, limit: float | None = None, page: int = 0) -> Job:
        """Have a question answered in its turn.

        Parameters
        ----------
        limit : seconds after which it is given up
        page : number of the page that asks; newer ones go first
        """
        with self._lock:
            task = _Task(asked, limit, page, next(self._numbers))
            self._open.append(task)
            self._lock.notify()
        return task.job

    def asked_again(self, job: Job, page: int) -> None:
        """A newer page waits for an answer, too."""
        with self._lock:
            for task in self._open:
                if task.job is job:
                    task.page = max(task.page, page)

    def stop(self, but: str = "") -> None:
        """Have nothing more done, but what concerns the text of one essence."""
        with self._lock:
            for task in self._open:
                if task.asked.essence != but:
                    task.job.stop()

    def close(self) -> None:
        """Stop all, and end the process."""
        self.stop()
        with self._lock:
            self._closed = True
            self._lock.notify()
        self._kill()

    # ------------------------------------------------------------------ in its own thread

    def _go_on(self) -> None:
        while (task := self._next()) is not None:
            self._do(task)
            with self._lock:
                self._open.remove(task)
        self._kill()

    def _next(self) -> _Task | None:
        """The question whose turn it is, waited for; None when all is over."""
        with self._lock:
            while not self._open and not self._closed:
                self._lock.wait()
            return min(self._open, key=_Task.turn) if self._open else None

    def _do(self, task: _Task) -> None:
        def work(tell: Progress) -> object:
            try:
                return self._answer(task, tell)
            except _Refused:
                raise
            except BaseException:
                self._kill()  # what it does goes on otherwise
                raise

        task.job.run(work)

    def _answer(self, task: _Task, tell: Progress) -> object:
        tell(0, None, "")
        process = self._started()
        begun = time.monotonic()
        try:
            assert process.stdin is not None
            pickle.dump(task.asked, process.stdin)
            process.stdin.flush()
        except (OSError, ValueError):  # it has ended, or is being ended
            raise InputError("the helper process cannot be reached") from None
        while True:
            try:
                message = self._messages.get(timeout=_LOOK)
            except Empty:
                tell(task.job.done, task.job.total, task.job.what)
                message = Message("progress", (task.job.done, task.job.total, task.job.what))
            if message is None:
                raise InputError(
                    "the helper process ended before it was done; it may have needed more memory "
                    "than this computer has"
                )
            if task.limit is not None and time.monotonic() - begun > task.limit:
                raise InputError(f"given up after {task.limit:.0f} seconds")
            match message.kind:
                case "answer":
                    return message.told
                case "refused":
                    raise _Refused(str(message.told))
                case _:
                    assert isinstance(message.told, tuple)
                    tell(*message.told)

    # ------------------------------------------------------------------ the process

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            command = [sys.executable, "-P", "-m", "detente.workbench.wide.child"]
            try:
                self._process = subprocess.Popen(
                    command,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                )
            except OSError as error:
                told = error.strerror or error
                raise InputError(f"the helper process cannot be started: {told}") from None
            self._messages = SimpleQueue()
            assert self._process.stdout is not None
            threading.Thread(
                target=_read, args=(self._process.stdout, self._messages), daemon=True
            ).start()
        return self._process

    def _kill(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with suppress(OSError):
                    stream.close()


class _Refused(InputError):
    """The helper answered that it cannot answer; it goes on."""


def _read(stream: BinaryIO, messages: SimpleQueue[Message | None]) -> None:
    """Pass on what the process says; None when it has ended."""
    while True:
        try:
            messages.put(pickle.load(stream))
        except (EOFError, OSError, ValueError, pickle.UnpicklingError):
            messages.put(None)
            return
