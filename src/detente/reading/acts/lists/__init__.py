"""The word lists of this part of the reading room, one a text file."""

from __future__ import annotations

from importlib.resources import files


def read_list(name: str) -> list[str]:
    """The lines of a list, remarks left out, each joined with the indented lines under it."""
    text = files(__package__).joinpath(f"{name}.txt").read_text(encoding="utf-8")
    lines: list[str] = []
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith(" "):
            lines[-1] += " " + line.strip()
        else:
            lines.append(line.strip())
    return lines


def bag(text: str) -> frozenset[str]:
    """The words of a text, each once."""
    return frozenset(text.split())
