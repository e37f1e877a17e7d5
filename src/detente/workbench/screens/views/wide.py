"""Views where nobody could list the states: exact numbers, differences in words, examples."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from detente.charts import Figure
from detente.errors import InputError
from detente.stability import CONCEPTS, default_concepts
from detente.views.compare import CLASSES
from detente.views.surprises import KINDS
from detente.workbench.page import Grid, Page
from detente.workbench.screens.views.differences import differences, headline, key_of
from detente.workbench.screens.views.gather import edit, figures_of, within
from detente.workbench.wide.answers import Class, Compared, Misread, Surprised
from detente.workbench.wide.asking import Asking
from detente.workbench.wide.words import PlainWords

if TYPE_CHECKING:
    from detente.workbench.sheet import Sheet


@dataclass(frozen=True)
class Side:
    """One party's verdicts as numbers, with an example of where its view and the case differ."""

    party: str
    own: int | None
    expected: int | None
    base: int | None
    hidden: int
    differs: tuple[tuple[str, Class, str], ...]


@dataclass(frozen=True)
class Kind:
    """States of one class, with the name of the nearest."""

    key: str
    says: str
    found: Class
    name: str


def gathered(sheet: Sheet) -> Page:
    """Numbers side by side, differences, surprises, and what can be said of a view."""
    case = sheet.case
    asking = Asking(sheet, "base", sheet.hypothesis)
    words = PlainWords(case, asking.game)
    asked = sheet.params.get("concept", "")
    concept = asked if asked in default_concepts() else "nash"
    piece = asking.misread()
    answer: Misread | None = piece.value
    misread = answer.found if answer is not None else None
    compared: Compared | None = asking.compared(concept).value
    surprised: Surprised | None = asking.surprised(concept).value if case.views else None
    items = list(misread.items) if misread is not None else []
    shown = items if sheet.view == "base" else [one for one in items if within(one, sheet.view)]
    opened = sheet.params.get("at", "")
    pictures = {} if answer is None or piece.old else _figures(sheet, answer)
    values: dict[str, Any] = {
        "asking": asking,
        "why_not": "", "waiting": None, "lanes": [], "columns": None, "meetings": [],
        "differences": differences(
            case, words.material, words, shown, sheet.url("terms"), opened
        ),
        "opened": opened if any(key_of(one) == opened for one in shown) else "",
        "headline": headline(misread) if misread is not None else "",
        "further": 0, "meeting": None, "edit": edit(sheet), "lines": "all", "kept": {},
        "nested": [],
        "many": True, "elsewhere": len(items) - len(shown), "surprise_kinds": KINDS,
        "concept": concept,
        "concepts": [(key, CONCEPTS[key].title) for key in default_concepts()],
        "compared": compared,
        "sides": _sides(words, compared) if compared else [],
        "kinds": _kinds(words, compared) if compared else [],
        "surprised": surprised,
        "pairs": _pairs(surprised) if surprised else [],
        "examples": _examples(words, surprised) if surprised else [],
    }  # fmt: skip
    return Page(values, pictures, {"sides": _grid(sheet, compared)} if compared else {})


def _figures(sheet: Sheet, answer: Misread) -> dict[str, Figure]:
    def words() -> Figure:
        if answer.words is None:
            raise InputError("no word has two meanings")
        return answer.words

    return dict(figures_of(sheet, lambda: answer.found, words))


def _sides(words: PlainWords, found: Compared) -> list[Side]:
    made = []
    for party in found.base:
        differs: tuple[tuple[str, Class, str], ...] = ()
        if party in found.differ:
            differs = tuple(
                (what, one, words.called(one.example.code) if one.example else "")
                for what, one in zip(("own", "base"), found.differ[party], strict=True)
            )
        made.append(
            Side(
                party, found.own[party], found.expected[party], found.base[party],
                found.hidden[party], differs,
            )
        )  # fmt: skip
    return made


def _kinds(words: PlainWords, found: Compared) -> list[Kind]:
    """The classes that occur, in the order in which they are explained."""
    return [
        Kind(
            key, says, found.classes[key],
            words.called(one.example.code) if (one := found.classes[key]).example else "",
        )
        for key, says in CLASSES.items()
        if key in found.classes and found.classes[key].count
    ]  # fmt: skip


def _pairs(found: Surprised) -> list[tuple[str, str, list[tuple[str, int]]]]:
    """Who is surprised by whom, with the kinds and how often."""
    made: dict[tuple[str, str], list[tuple[str, int]]] = {}
    for (of, by, kind), count in found.counts.items():
        if count:
            made.setdefault((of, by), []).append((kind, count))
    return [(of, by, kinds) for (of, by), kinds in made.items()]


def _examples(words: PlainWords, found: Surprised) -> list[tuple[int, str, list[str]]]:
    """Some states with what would surprise whom there."""
    made: dict[int, list[str]] = {}
    for one in found.items:
        of, by = words.plain(words.head(one.of)), words.plain(words.head(one.by))
        to = f" ({words.plain(words.move(one.at, one.to))})" if one.to is not None else ""
        made.setdefault(one.at, []).append(f"{of} by {by}: {one.kind}{to}")
    return [(code, words.called(code), told) for code, told in made.items()]


def _grid(sheet: Sheet, found: Compared) -> Grid:
    heads = ("party", "stays in its own view", "expects to last", "stays in the case", "hidden")
    lines = [
        (
            sheet.name(party),
            *(
                "" if one is None else str(one)
                for one in (found.own[party], found.expected[party], found.base[party])
            ),
            str(found.hidden[party]),
        )
        for party in found.base
    ]
    return Grid(heads, lines)
