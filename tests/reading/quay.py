"""Articles about an invented dispute, whose statements can be told by hand."""

from __future__ import annotations

import json
from pathlib import Path

ARTICLE = """The quay at Norrvik

"We demand higher wages," said Ida Brandt on Monday.

The town cannot pay more, Mayor Orlund said. "We will sell the quay," the mayor told
the council.
"""
#: words, who says them, and for whom
SAID = (
    ('"We demand higher wages,"', "Ida Brandt", "crew"),
    ("The town cannot pay more", "Mayor Orlund", "town"),
    ('"We will sell the quay,"', "Mayor Orlund", "town"),
)
NOTHING = "It rained the whole day, and the gulls sat on the cranes.\n"


def line(number: int, **fields: str) -> str:
    """A line of a corpus: one statement of its own."""
    text = f'"We demand {number} new cranes," said Ida Brandt in the meeting.'
    return json.dumps({"id": f"d{number}", "text": text, "date": "2031-02-21", **fields}) + "\n"


def corpus(folder: Path, count: int, name: str = "corpus.jsonl") -> Path:
    """A corpus of documents with one statement each."""
    path = folder / name
    path.write_text("".join(map(line, range(count))), encoding="utf-8", newline="\n")
    return path


def article(folder: Path, name: str = "norrvik.txt", text: str = ARTICLE) -> Path:
    """An article as a file."""
    path = folder / name
    path.write_text(text, encoding="utf-8", newline="\n")
    return path
