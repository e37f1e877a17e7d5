"""Words and how they compare: without case, accents, full stops and the possessive."""

from __future__ import annotations

import re
import unicodedata

#: A word with the full stops, apostrophes and hyphens inside it.
WORD = re.compile(r"[^\W_]+(?:[.'’\-][^\W_]+)*['’]?")


def fold(word: str) -> str:
    """A word in lower case, without accents, full stops and the possessive."""
    if not word.isascii():
        word = unicodedata.normalize("NFKD", word.replace("’", "'"))
        word = "".join(letter for letter in word if not unicodedata.combining(letter))
    word = word.lower()
    if word.endswith("'s"):
        word = word[:-2]
    elif word.endswith("'"):
        word = word[:-1]
    return word.replace(".", "")


def bag(text: str) -> frozenset[str]:
    """The words of a text, each once."""
    return frozenset(text.split())
