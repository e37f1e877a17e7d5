"""What uploaded files are called: their names are shown and never used as paths."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

#: characters of a name
_LONGEST = 120
_ENDING = re.compile(r"((?:\.(?:jsonl|ndjson|json))?\.[A-Za-z0-9]{1,8})\Z")


def label_of(name: str, taken: Collection[str] = ()) -> str:
    """A file's name without folders, without what cannot be seen, not too long, not taken.

    Parameters
    ----------
    taken : names of other files of the same upload
    """
    last = re.split(r"[/\\]", name)[-1]
    plain = "".join(mark if _shows(mark) else " " for mark in last)
    plain = " ".join(unicodedata.normalize("NFC", plain).split()).strip()
    if plain.strip(". ") == "" or plain.startswith("-"):
        plain = f"document {plain.strip('.- ')}".strip()
    elif plain.startswith("."):
        plain = f"document{plain}"
    ending = ending_of(plain)
    stem = plain[: len(plain) - len(ending)][: _LONGEST - len(ending)].rstrip()
    found, number = f"{stem}{ending}", 2
    while found in taken:
        found, number = f"{stem} ({number}){ending}", number + 1
    return found


def ending_of(name: str) -> str:
    """The ending that says what kind of file it is, both parts of `.jsonl.gz`; may be empty."""
    found = _ENDING.search(name)
    return found[1] if found and found.start() > 0 else ""


def _shows(mark: str) -> bool:
    """Whether a character shows, and turns nothing around it about."""
    return unicodedata.category(mark) not in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
