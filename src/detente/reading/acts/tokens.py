"""Words of a sentence, with what the lexicon knows of each."""

from __future__ import annotations

import re
from dataclasses import dataclass

from detente.reading.acts.lexicon import Entry, load_lexicon

_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}(?:-[^\W\d_]+)*|[^\W\d_]+(?:[-’'.][^\W\d_]+)*|\d+(?:[.,]\d+)*|[^\w\s]|_",
    re.UNICODE,
)
_CLITIC = re.compile(r"(?i)(.+?)(n['’]t|['’](?:s|re|ve|ll|d|m))$")
NOTHING = Entry()


@dataclass(frozen=True, slots=True)
class Token:
    """A word, or several that the lexicon takes together.

    `low` is the form looked up, words of one token joined by `_`; `capital` says whether it
    begins with a capital letter. Offsets are those of the sentence.
    """

    low: str
    start: int
    end: int
    capital: bool
    entry: Entry


def _raw(text: str) -> list[tuple[str, int, int]]:
    found: list[tuple[str, int, int]] = []
    for match in _WORD.finditer(text):
        word, start, end = match[0], match.start(), match.end()
        if "'" in word or "’" in word:
            split = _CLITIC.match(word)
            if split:
                cut = start + split.end(1)
                clitic = split[2].lower().replace("’", "'")
                found.append((split[1], start, cut))
                found.append((clitic, cut, end))
                continue
        found.append((word, start, end))
    return found


def tokenize(text: str) -> list[Token]:
    """The tokens of a text; the longest run of words the lexicon knows counts as one."""
    lexicon = load_lexicon()
    entries, several = lexicon.entries, lexicon.several
    raw = _raw(text)
    lows = [word.lower() for word, _, _ in raw]
    tokens: list[Token] = []
    at, count = 0, len(raw)
    while at < count:
        low = lows[at]
        end = at + 1
        for rest in several.get(low, ()):
            stop = at + 1 + len(rest)
            if stop <= count and tuple(lows[at + 1 : stop]) == rest:
                low, end = "_".join((low, *rest)), stop
                break
        word, start, _ = raw[at]
        tokens.append(
            Token(low, start, raw[end - 1][2], word[:1].isupper(), entries.get(low, NOTHING))
        )
        at = end
    return tokens


def lower_words(text: str) -> list[str]:
    """The words of a text in lower case, marks left out, clitics apart."""
    return [word.lower() for word, _, _ in _raw(text) if word[0].isalnum() or word[0] in "'’"]
