"""Plain files only: nothing is read from pipes or devices, nothing is written through links.

Whoever may put things into the folder of a case must not choose, by a link of the right name, what
is read or overwritten elsewhere on this computer.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import IO


def is_plain(path: Path) -> bool:
    """Whether it is a file, or a link to one of the same folder; a pipe would keep one waiting."""
    try:
        inside = not path.is_symlink() or path.resolve().parent == path.parent.resolve()
        return inside and stat.S_ISREG(path.stat().st_mode)
    except (OSError, ValueError):
        return False


def taken(path: Path) -> bool:
    """Whether anything has the name, be it a link that leads nowhere."""
    return os.path.lexists(path)


def anew(path: Path) -> IO[bytes]:
    """A file made anew, to be written; whatever had its name is gone, a link with it.

    Raises
    ------
    OSError
        when it cannot be made.
    """
    path.unlink(missing_ok=True)
    return path.open("xb")


def aside(path: Path) -> Path:
    """A name beside a file under which it can be kept: `case.journal.kept`, `….kept-2`."""
    found, number = path.with_name(f"{path.name}.kept"), 2
    while taken(found):
        found, number = path.with_name(f"{path.name}.kept-{number}"), number + 1
    return found


def not_through_links(name: str, flags: int) -> int:
    """An opener for `open` that refuses a link and waits for nobody, where the system can."""
    extra = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    return os.open(name, flags | extra, 0o666)
