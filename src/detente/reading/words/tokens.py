"""From text to words, fast: whole blocks of bytes at once, and one text at a time with offsets.

A word is letters and digits of any script, with the marks that belong to them; apostrophes and
hyphens inside it stay, and so do full stops and commas between digits. Everything is composed
(NFC) and case-folded. `PLAIN` is the tokeniser many published tables use: lower case, ASCII
punctuation taken out without a gap, words of two characters or more.

A script that puts no space between words (Chinese, Thai) is not divided further.
"""

from __future__ import annotations

import re
import string
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Name = Literal["words", "plain"]

_WORD, _DIGIT, _JOINT, _POINT, _GAP = "w", "d", "j", "p", " "
_APOSTROPHES = "'\u2019\u02bc\uff07"
_HYPHENS = "-\u2010\u2011"
_SHAPE = re.compile(
    f"[{_WORD}{_DIGIT}]+(?:(?:{_JOINT}(?=[{_WORD}{_DIGIT}])"
    f"|(?<={_DIGIT}){_POINT}(?={_DIGIT}))[{_WORD}{_DIGIT}]+)*"
)
#: more bytes of a word than this tell no words apart that people use
LONGEST = 120


class _Kinds(dict[int, str]):
    """Code point to kind, one character for one, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        if char in _APOSTROPHES or char in _HYPHENS:
            kind = _JOINT
        elif char in ".,":
            kind = _POINT
        elif code < 128 and char.isdigit():
            kind = _DIGIT
        elif char.isalnum() or unicodedata.category(char)[0] == "M":
            kind = _WORD
        else:
            kind = _GAP
        self[code] = kind
        return kind


class _Folds(dict[int, str]):
    """Code point to what stands for it in a folded text: itself, another, or a space."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        kind = _KINDS[code]
        if char in _APOSTROPHES:
            folded = "'"
        elif char in _HYPHENS:
            folded = "-"
        elif kind == _GAP and code >= 128:
            folded = " "
        else:
            folded = char.casefold()
        self[code] = folded
        return folded


class _Lowers(dict[int, str]):
    """The same for the plain tokeniser."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        lowered = char if char.isalnum() or code < 128 else " "
        self[code] = lowered
        return lowered


_KINDS = _Kinds()
_FOLDS = _Folds()
_LOWERS = _Lowers()
_LOWER = bytes(ord(chr(b).lower()) if b < 128 else b for b in range(256))
_PUNCTUATION = string.punctuation.encode()
_IS_WORD = np.array([b >= 128 or chr(b).isalnum() for b in range(256)])
_IS_DIGIT = np.array([b < 128 and chr(b).isdigit() for b in range(256)])
_IS_JOINT = np.array([chr(b) in "'-" for b in range(256)])
_IS_POINT = np.array([chr(b) in ".," for b in range(256)])


@dataclass(frozen=True)
class Tokeniser:
    """One way to divide a text into words.

    `encode` gives bytes in which every character stands for itself or for a gap; `bounds` finds
    the words of such bytes; `spans` finds the words of one text, with their offsets there.
    """

    name: Name

    def encode(self, text: str) -> bytes:
        """A text in folded bytes; what divides words is left for `bounds`."""
        if self.name == "plain":
            text = text.lower()
            if not text.isascii():
                text = text.translate(_LOWERS)
            return text.encode().translate(None, _PUNCTUATION)
        if text.isascii():
            return text.encode().translate(_LOWER)
        if not unicodedata.is_normalized("NFC", text):
            text = unicodedata.normalize("NFC", text)
        strange = set(_STRANGE.findall(text))
        if len(strange) > 24:
            folded = text.translate(_FOLDS)
        else:
            for char in strange:
                stands = _FOLDS[ord(char)]
                if stands != char:
                    text = text.replace(char, stands)
            folded = text
        return folded.encode().translate(_LOWER)

    def bounds(self, block: bytes) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """First byte and end of every word of an encoded text."""
        raw = np.frombuffer(block, dtype=np.uint8)
        inside = np.zeros(len(raw) + 2, dtype=np.bool_)  # a gap before and after
        inside[1:-1] = _IS_WORD[raw]
        if self.name == "plain":
            starts, ends = _edges(inside)
            follows = np.zeros(len(raw) + 1, dtype=np.int32)
            np.cumsum((raw & 0xC0) == 0x80, out=follows[1:])
            long = (ends - starts) - (follows[ends] - follows[starts]) > 1
            return starts[long], ends[long]
        joints = np.flatnonzero(_IS_JOINT[raw]) + 1
        joints = joints[inside[joints - 1] & inside[joints + 1]]
        points = np.flatnonzero(_IS_POINT[raw])
        points = points[(points > 0) & (points < len(raw) - 1)]
        points = points[_IS_DIGIT[raw[points - 1]] & _IS_DIGIT[raw[points + 1]]] + 1
        inside[joints] = True
        inside[points] = True
        return _edges(inside)

    def split(self, text: str) -> list[str]:
        """The words of a text, folded."""
        block = self.encode(text)
        starts, ends = self.bounds(block)
        pairs = zip(starts.tolist(), ends.tolist(), strict=True)
        return [block[a : min(b, a + LONGEST)].decode(errors="ignore") for a, b in pairs]

    def spans(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Start, end and folded form of each word, offsets in the text as it stands.

        The same words as `split` gives, where the text is composed (NFC).
        """
        if self.name == "plain":
            for match in _CHUNK.finditer(text):
                cleaned = match[0].lower().translate(_NO_PUNCTUATION)
                for word in _PLAIN.findall(cleaned):
                    yield match.start(), match.end(), word
            return
        for match in _SHAPE.finditer(text.translate(_KINDS)):
            word = unicodedata.normalize("NFC", text[match.start() : match.end()])
            yield match.start(), match.end(), cut(word.translate(_FOLDS))

    def places(self, text: str) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Start and end of each word in the text as it stands; as `spans`, but at once."""
        if self.name == "words" and unicodedata.is_normalized("NFC", text):
            block = self.encode(text)
            starts, ends = self.bounds(block)
            before = np.zeros(len(block) + 1, dtype=np.int64)
            np.cumsum((np.frombuffer(block, dtype=np.uint8) & 0xC0) != 0x80, out=before[1:])
            if before[-1] == len(text):  # each character was folded into one
                return before[starts], before[ends]
        found = [(start, end) for start, end, _ in self.spans(text)]
        both = np.array(found, dtype=np.int64).reshape(-1, 2)
        return both[:, 0], both[:, 1]


def cut(word: str) -> str:
    """A word without what lies beyond `LONGEST` bytes."""
    raw = word.encode()
    return word if len(raw) <= LONGEST else raw[:LONGEST].decode(errors="ignore")


_STRANGE = re.compile("[^\x00-\x7f]")
_CHUNK = re.compile(r"\S+")
_PLAIN = re.compile(r"\w\w+")
_NO_PUNCTUATION = str.maketrans("", "", string.punctuation)
WORDS = Tokeniser("words")
PLAIN = Tokeniser("plain")


def tokeniser(name: Name) -> Tokeniser:
    """The tokeniser of this name."""
    return PLAIN if name == "plain" else WORDS


def _edges(inside: NDArray[np.bool_]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    changes = np.flatnonzero(inside[1:] != inside[:-1])
    return changes[0::2], changes[1::2]
