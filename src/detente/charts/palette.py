"""How each party looks in every figure: letters, a shape, a colour and a kind of line.

The order of the parties in the case decides, so that a party looks the same everywhere. Colours
tell parties apart also for the colour-blind, and letters, shapes and lines where there is no
colour at all. Every colour stands out from white, and white from it, by 4.5 to 1 or more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from detente.case.model import Case
from detente.charts.text import clean

INK = "#1c2430"
FAINT = "#5a6472"
RULE = "#c9d0d9"
GRID = "#e6eaef"
PAPER = "#ffffff"
SHADE = "#f5f7f9"
#: what holds, where several hues would say too much
GOLD = "#fdf0c4"
GOLD_EDGE = "#8a6a00"
ALARM = "#a3201a"

_COLOURS = (
    ("#1f5fa8", "#e6eef8"),
    ("#b0470c", "#fbece2"),
    ("#2f6f44", "#e6f2ea"),
    ("#7d3f98", "#f3e9f7"),
    ("#7a5b00", "#f7f0dc"),
    ("#0f6b78", "#e0f1f3"),
    ("#a62a5c", "#fae6ee"),
    ("#4a4f57", "#eceef0"),
)
_SHAPES = ("circle", "square", "diamond", "hexagon", "pill", "house", "octagon")
_DASHES = ("", "7 3", "2 3", "9 3 2 3", "12 4", "4 2 1 2")
_ARTICLES = {"the", "a", "an", "le", "la", "les", "el", "los", "las", "der", "die", "das"}


@dataclass(frozen=True)
class PartyStyle:
    """How one party looks.

    Attributes
    ----------
    letters : one to three letters that no other party of the case has
    colour, tint : for marks and text; for areas behind dark text
    shape : of its badge
    dash : of its lines, as SVG writes it; empty for a solid line
    """

    id: str
    name: str
    letters: str
    colour: str
    tint: str
    shape: str
    dash: str


class Palette(Mapping[str, PartyStyle]):
    """The styles of all parties of a case, in file order; an unknown id gets a neutral one."""

    def __init__(self, names: Mapping[str, str]) -> None:
        cleaned = {party: clean(name) or party for party, name in names.items()}
        letters = initials(list(cleaned.values()))
        self._styles = {
            party: PartyStyle(
                party,
                name,
                letters[place],
                *_COLOURS[place % len(_COLOURS)],
                _SHAPES[place % len(_SHAPES)],
                _DASHES[place % len(_DASHES)],
            )
            for place, (party, name) in enumerate(cleaned.items())
        }

    @classmethod
    def of(cls, case: Case) -> Palette:
        """The palette of a case."""
        return cls({party: entry.name.value for party, entry in case.parties.items()})

    def __getitem__(self, party: str) -> PartyStyle:
        known = self._styles.get(party)
        return known or PartyStyle(party, party, "?", FAINT, SHADE, "circle", "1 3")

    def __contains__(self, party: object) -> bool:
        return party in self._styles

    def __iter__(self) -> Iterator[str]:
        return iter(self._styles)

    def __len__(self) -> int:
        return len(self._styles)

    def name(self, party: str) -> str:
        """What people call a party."""
        return self[party].name


def initials(names: list[str]) -> list[str]:
    """One to three letters per name, all different."""
    steps = [_candidates(name) for name in names]
    level = [0] * len(names)
    for _ in range(4):
        same: dict[str, list[int]] = defaultdict(list)
        for place, options in enumerate(steps):
            same[options[level[place]]].append(place)
        clashes = [place for group in same.values() if len(group) > 1 for place in group]
        if not clashes:
            break
        for place in clashes:
            level[place] = min(level[place] + 1, len(steps[place]) - 1)
    taken: set[str] = set()
    found = []
    for place, options in enumerate(steps):
        letters, number = options[level[place]], 1
        while letters in taken:
            number += 1
            letters = f"{options[0][:1]}{number}"
        taken.add(letters)
        found.append(letters)
    return found


def _candidates(name: str) -> list[str]:
    words = [word.strip("'’\"“”«»().,") for word in name.replace("-", " ").split()]
    words = [word for word in words if word and word[0].isalnum()]
    if len(words) > 1 and words[0].casefold() in _ARTICLES:
        words = words[1:]
    if not words:
        return ["?"]
    long = [word for word in words if word[0].isupper() or word[0].isdigit()] or words
    first = [long[0][:1].upper()]
    if len(long) > 1:
        first = ["".join(word[0] for word in long[:2]).upper(), *first]
    both = [long[0][:2], long[0][:3]]
    return list(dict.fromkeys([*first, *both]))
