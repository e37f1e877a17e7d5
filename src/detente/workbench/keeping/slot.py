"""Names of cases in addresses."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

_ODD = re.compile(r"[^\w-]+")


def slot_for(path: Path, taken: Callable[[str], bool]) -> str:
    """A short name for addresses, unlike those taken."""
    stem = _ODD.sub("-", path.stem).strip("-") or "case"
    name, number = stem, 2
    while taken(name):
        name, number = f"{stem}-{number}", number + 1
    return name
