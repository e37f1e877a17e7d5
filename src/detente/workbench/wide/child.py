"""The other side of a helper: a process of its own, so that no page waits for a long step.

It reads questions and writes messages, one after the other, until nobody is there any more.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
import time
from collections import OrderedDict
from queue import SimpleQueue
from threading import Thread
from typing import BinaryIO

from detente.errors import DetenteError
from detente.workbench.wide.answers import Asked, Message

#: texts that are kept with what was found in them
_KEPT = 3
#: seconds between two words on how far it is
_PAUSE = 0.1


def main() -> None:
    """Answer questions from the standard input until it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever asks says when it is over
    questions, answers = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr
    waiting: SimpleQueue[Asked] = SimpleQueue()
    Thread(target=_read, args=(questions, waiting), daemon=True).start()
    _Answering(answers).go_on(waiting)


def _read(questions: BinaryIO, waiting: SimpleQueue[Asked]) -> None:
    while True:
        try:
            waiting.put(pickle.load(questions))
        except (EOFError, OSError, pickle.UnpicklingError):
            os._exit(0)


class _Answering:
    """What is known of the last few texts, and the way back."""

    def __init__(self, answers: BinaryIO) -> None:
        self.answers = answers
        self.worlds: OrderedDict[str, object] = OrderedDict()
        self.told_at = 0.0

    def go_on(self, waiting: SimpleQueue[Asked]) -> None:
        """Answer one question after the other."""
        while True:
            asked = waiting.get()
            try:
                self.send(Message("answer", self.found(asked)))
            except DetenteError as error:
                self.send(Message("refused", str(error)))
            except MemoryError:
                self.worlds.clear()
                self.send(Message("refused", "there is not enough memory for this"))
            except Exception as error:  # the page says so; other questions may go well
                what = f"something is wrong in Détente itself ({type(error).__name__}: {error})"
                self.send(Message("refused", what))

    def found(self, asked: Asked) -> object:
        """The answer to one question."""
        from detente.workbench.wide.questions import QUESTIONS, World

        world = self.worlds.get(asked.essence)
        if world is None:
            world = self.worlds[asked.essence] = World(asked.text, asked.name)
        self.worlds.move_to_end(asked.essence)
        while len(self.worlds) > _KEPT:
            self.worlds.popitem(last=False)
        return QUESTIONS[asked.what](world, self.tell, *asked.about)

    def tell(self, done: int, total: int | None, what: str) -> None:
        """Say how far it is, but not all the time."""
        now = time.monotonic()
        if now - self.told_at > _PAUSE:
            self.told_at = now
            self.send(Message("progress", (done, total, what)))

    def send(self, message: Message) -> None:
        """Write a message; where nobody reads any more, there is nothing left to do."""
        try:
            pickle.dump(message, self.answers)
            self.answers.flush()
        except OSError:
            os._exit(0)


if __name__ == "__main__":
    main()
