"""How much room words take, how they break over lines, and in which direction they run.

A figure is laid out before anyone knows which font will show it. The widths here are those of a
wide sans (of the fonts that systems bring along, DejaVu Sans is about the widest), so that words
take a little less room than was kept for them, never more.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from detente.columns import rounded

#: what a line of text takes in height, in sizes of the letters
LINE = 1.32
ASCENT = 0.93
DESCENT = 0.24
BOLD = 1.14
ELLIPSIS = "…"

#: advance widths in hundredths of the size, for letters that share one
_WIDTHS = {
    28: "'ijl",
    30: "IJ",
    32: " ,.·‘’",
    35: "/:;\\|f",
    40: "-()[]t!",
    42: "r",
    47: '"°',
    51: "*_`–",
    53: "sz?“”",
    56: "cL",
    59: "Fkvxy",
    62: "PTYaoe",
    64: "ESbdghnpqu$0123456789{}¶§",
    69: "KAVBRXZ«»",
    74: "CU",
    76: "HN",
    80: "DG&OQ",
    85: "w#+<=>^~≠≤≥→←×−",
    88: "M●◐○",
    97: "%m",
    100: "W@—…",
}
_ASCII = {letter: width / 100 for width, letters in _WIDTHS.items() for letter in letters}
_NARROW_ARABIC = "آأإاءدذرزوؤة"
_WIDE_CYRILLIC = "жшщюыЖШЩЮЫФфМмЉЊљњ"
#: control characters and hidden marks that turn the direction of what follows
_UNWANTED = {
    *(chr(code) for code in range(32)),
    *(chr(code) for code in range(0x7F, 0xA0)),
    *"\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufffe\uffff",
}


@lru_cache(maxsize=8192)
def _advance(letter: str) -> float:
    """Width of one letter in sizes; too wide rather than too narrow."""
    known = _ASCII.get(letter)
    if known is not None:
        return known
    if unicodedata.category(letter) in {"Mn", "Me", "Cf"}:
        return 0.0
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.05
    code = ord(letter)
    if code < 0x250:  # accented Latin: as wide as the letter below the accent
        base = unicodedata.normalize("NFD", letter)[0]
        return _ASCII.get(base, 0.98) if base != letter else 0.98
    if 0x400 <= code < 0x530:
        if letter in _WIDE_CYRILLIC:
            return 1.09 if letter.isupper() else 0.94
        return 0.79 if letter.isupper() else 0.69
    if 0x370 <= code < 0x400:
        return 0.82 if letter.isupper() else 0.70
    if 0x590 <= code < 0x600:
        return 0.66
    if 0x600 <= code < 0x700:
        return 0.54 if letter in _NARROW_ARABIC else 0.86
    if code >= 0x1F000:
        return 1.4
    return 1.0


def measure(text: str, size: float, *, bold: bool = False) -> float:
    """Width of one line of text in pixels, at most."""
    return sum(map(_advance, text)) * size * (BOLD if bold else 1.0)


def clean(text: str) -> str:
    """One line without control characters, every run of spaces as one."""
    kept = "".join(" " if letter in _UNWANTED else letter for letter in text)
    return " ".join(kept.split())


def is_right_to_left(text: str) -> bool:
    """Whether the first letter with a direction runs from right to left."""
    for letter in text:
        direction = unicodedata.bidirectional(letter)
        if direction in {"R", "AL"}:
            return True
        if direction == "L":
            return False
    return False


@dataclass(frozen=True)
class Lines:
    """Text broken to a width.

    Attributes
    ----------
    lines : what is shown, line by line
    whole : what it says in full
    ours : a sentence of ours with a name in it, which runs as English does
    """

    lines: tuple[str, ...]
    whole: str
    size: float
    bold: bool = False
    ours: bool = False

    @property
    def backwards(self) -> bool:
        """Whether the lines run from right to left."""
        return not self.ours and is_right_to_left(self.whole)

    @property
    def cut(self) -> bool:
        """Whether something is left out."""
        return (
            bool(self.lines) and self.lines[-1].endswith(ELLIPSIS) and self.whole != self.lines[-1]
        )

    @property
    def joints(self) -> tuple[str, ...]:
        """What lies between each line and the next: a space, or nothing inside a word."""
        found, at = [], 0
        for line in self.lines[:-1]:
            at += len(line)
            if self.whole[at - 1 : at] != line[-1:]:
                at -= 1  # the line ends with a hyphen of ours
            spaced = self.whole[at : at + 1] == " "
            at += spaced
            found.append(" " if spaced else "")
        return tuple(found)

    @property
    def width(self) -> float:
        """Width of the widest line."""
        return max((measure(line, self.size, bold=self.bold) for line in self.lines), default=0.0)

    @property
    def height(self) -> float:
        """Height of all lines."""
        return len(self.lines) * self.size * LINE


def fit(text: str, width: float, size: float, *, bold: bool = False) -> str:
    """The text, or as much of its beginning as fits, with an ellipsis."""
    if measure(text, size, bold=bold) <= width:
        return text
    kept = text
    while kept and measure(kept + ELLIPSIS, size, bold=bold) > width:
        kept = kept[:-1]
    return kept.rstrip(" ,;:–-") + ELLIPSIS


def wrap(
    text: str,
    width: float,
    size: float,
    *,
    bold: bool = False,
    max_lines: int | None = None,
    ours: bool = False,
) -> Lines:
    """Break a text into lines no wider than `width`; the last ends with … where lines ran out."""
    whole = clean(text)
    lines: list[str] = []
    line = ""
    for piece in _pieces(whole, width, size, bold):
        joined = line + piece
        if not line or measure(joined.rstrip(), size, bold=bold) <= width:
            line = joined
        else:
            lines.append(line.rstrip())
            line = piece.lstrip()
    if line.strip():
        lines.append(line.rstrip())
    if max_lines is not None and len(lines) > max_lines:
        left = " ".join([lines[max_lines - 1], *lines[max_lines:]])
        lines = [*lines[: max_lines - 1], _shortened(left, width, size, bold)]
    return Lines(tuple(lines), whole, size, bold, ours)


def _shortened(text: str, width: float, size: float, bold: bool) -> str:
    """As much as fits beside an ellipsis, whole words where that keeps most of the line."""
    short = fit(text, width, size, bold=bold)
    if not short.endswith(ELLIPSIS):
        short = fit(text + ELLIPSIS + ELLIPSIS, width, size, bold=bold)
    body = short.removesuffix(ELLIPSIS)
    space = body.rfind(" ")
    if space > len(body) * 0.6 and not text.startswith(body + " "):
        body = body[:space].rstrip(" ,;:–-")
    return body + ELLIPSIS


def _pieces(text: str, width: float, size: float, bold: bool) -> list[str]:
    """What may stand on one line: words, letters of scripts without spaces, parts of long words."""
    pieces: list[str] = []
    for word in _words(text):
        if measure(word.strip(), size, bold=bold) <= width:
            pieces.append(word)
            continue
        pieces += _broken(word, width, size, bold)
    return pieces


def _broken(word: str, width: float, size: float, bold: bool) -> list[str]:
    """A long word in parts that fit; a hyphen shows where Latin, Greek or Cyrillic was broken."""
    parts: list[str] = []
    part = ""
    hyphen = ""
    for letter, following in zip(word, [*word[1:], ""], strict=True):
        after = "-" if _hyphenates(letter) and _hyphenates(following) else ""
        if part and measure((part + letter).strip() + after, size, bold=bold) > width:
            parts.append(part + hyphen)
            part = ""
        part += letter
        hyphen = after
    return [*parts, part]


def _hyphenates(letter: str) -> bool:
    return letter.isalpha() and letter < "\u0530"


def _words(text: str) -> list[str]:
    words: list[str] = []
    word = ""
    for letter in text:
        wide = unicodedata.east_asian_width(letter) in "WF" and letter.isalnum()
        if word and (word[-1] in " /_-–" and letter != " "):
            words.append(word)
            word = ""
        elif word and wide:
            words.append(word)
            word = ""
        word += letter
    if word:
        words.append(word)
    return words


def spoken(level: str) -> str:
    """An id or a level of the case file as people read it."""
    return clean(level.replace("_", " "))


def within(name: str) -> str:
    """A name as it stands within a sentence: `the union` for `The union`."""
    return "the " + name[4:] if name.startswith("The ") else name


def listed(words: Sequence[str]) -> str:
    """Words joined as a sentence joins them."""
    if len(words) < 2:
        return "".join(words)
    return ", ".join(words[:-1]) + " and " + words[-1]


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number and its noun."""
    told = rounded(number) if number >= 1_000_000_000 else str(number)
    return f"{told} {one if number == 1 else many or one + 's'}"
