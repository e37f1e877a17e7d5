"""Tasks that other processes can import."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from pathlib import Path

from detente.errors import InputError


@dataclass(frozen=True)
class Add:
    """Adds a number; the later items take less time."""

    number: int

    def __call__(self, item: int) -> int:
        time.sleep(0.02 * (3 - item % 4))
        return item + self.number


def refuse(item: int) -> int:
    if item == 2:
        raise InputError("the item 2 cannot be used")
    return item


def end(item: int) -> int:
    if item == 2:
        os._exit(3)
    return item


@dataclass(frozen=True)
class EndOnce:
    """The first to do the item 2 is lost; whoever does it again finds a mark of that."""

    mark: str

    def __call__(self, item: int) -> int:
        if item == 2 and not Path(self.mark).exists():
            Path(self.mark).touch()
            os._exit(3)
        return item
