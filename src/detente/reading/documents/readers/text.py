"""Plain text: the decoded file, newlines as one character, nothing else changed."""

from __future__ import annotations

from detente.reading.documents.decode import decode, newlines
from detente.reading.documents.kinds import READERS, Extract, Reader, Refused
from detente.reading.documents.limits import Limits
from detente.reading.documents.paragraphs import numbered, paragraphs


def read(raw: bytes, limits: Limits) -> Extract:
    """The text of a plain file; its pieces are its paragraphs, with the line of each."""
    text, encoding = decode(raw)
    text = newlines(text)
    if len(text) > limits.characters:
        raise Refused(f"holds more than {limits.characters:,} characters", "Split it into parts.")
    pieces, head = numbered(text, paragraphs(text, limits.paragraphs))
    return Extract(
        text,
        pieces,
        title=head.title,
        author=head.author,
        date=head.date,
        fields={"encoding": encoding},
    )


READERS.add("text", Reader("text", "plain text", (".txt", ".text"), read=read))
