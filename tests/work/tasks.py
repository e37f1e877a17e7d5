"""Tasks that other processes can import."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass

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
