"""What the paths hand on before names are resolved: spans, cue, source, and how sure."""

from __future__ import annotations

from dataclasses import dataclass

from detente.reading.passages import Method, Span


@dataclass(slots=True)
class Draft:
    """An attribution before anybody is resolved.

    `source` is None where the words name nobody; `borrowed` says that the source is that of an
    earlier verb of the sentence ("said … and called").
    """

    span: Span
    cue: Span | None
    lemma: str
    source: Span | None
    mental: bool = False
    strength: float = 0.7
    borrowed: bool = False
    frame: str = ""
    method: Method = "pattern"
    reporter: Span | None = None
    turn: bool = False
