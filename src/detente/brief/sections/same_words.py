"""Same words?: what the documents of the evidence store say of the sides' language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from detente.brief.document import Block, Cell, Heading, Inline, Item, Items, Line, Paragraph, Table
from detente.brief.evidence import Evidence
from detente.brief.lexicon import Lexicon
from detente.brief.material import Material
from detente.brief.outline import section
from detente.brief.wording import words as say
from detente.errors import InputError

#: words that are told at most: contested, of one side, in different use
_CONTESTED, _OF_SIDE, _IN_USE = 8, 6, 6
#: words whose use is told apart: so many false ones in a hundred
_RATE = 0.05
#: characters of an example
_LONG = 260
#: the reading room's name for the side of what nobody is quoted with
_NOBODY = "the author"
Row = dict[str, Any]


@section(
    "words",
    title="Same words?",
    place=25,
    needs="an evidence store whose documents quote two sides or more",
)
def same_words(material: Material, words: Lexicon) -> list[Block]:
    """Contested words, words that set a side apart, the same word in different use."""
    found = material.evidence
    if len(found.sides) < 2:
        return []
    if not found.texts:
        command = f"detente words FILES --by party --case {material.case.id}.yaml"
        return [Paragraph(say.too_long(found.words, command))]
    compared = _compare(material, found)
    if compared is None:
        return []
    sides, rows, settings = compared
    shown = _Shown(found, words, sides)
    quoted = [(words.party(side), count) for side, count in sides.items()]
    return [
        Paragraph(say.intro(found.documents, found.words, quoted)),
        Heading(say.CONTESTED),
        *_contested(shown, [row for row in rows if row["measure"] == "contested"]),
        Heading(say.DISTINCTIVE),
        *_apart(shown, [row for row in rows if row["measure"] == "distinctive"], settings.min_uses),
        Heading(say.USE),
        *_use(shown, [row for row in rows if row["measure"] == "use"], settings),
        Paragraph(say.settles_nothing(), "note"),
    ]


def _compare(material: Material, found: Evidence) -> tuple[dict[str, int], list[Row], Any] | None:
    """Words by side of the case, rows of the three measures, and how they were made."""
    from detente.reading.words import compare_words

    measures = ("contested", "distinctive", "use")
    try:
        made = compare_words(
            found.texts, "party", case=material.full or material.case, measures=measures
        )
    except InputError:
        return None
    corpus = made.corpus
    counts = dict(zip(corpus.sides, corpus.words_of.reshape(-1).tolist(), strict=False))
    sides = {side: int(counts[side]) for side in material.case.parties if side in counts}
    if len(sides) < 2:
        return None
    return sides, list(made.to_rows()), corpus.settings


class _Shown:
    """How sides and passages are shown."""

    def __init__(self, found: Evidence, words: Lexicon, sides: dict[str, int]) -> None:
        self.words = words
        self.sides = tuple(sides)
        self._texts = {one.id: one for one in found.texts}

    def heads(self, sides: Sequence[str]) -> list[Inline]:
        """Sides at the head of columns."""
        return [say.NOBODY if side == _NOBODY else self.words.head(side) for side in sides]

    def example(self, row: Row) -> Inline:
        """The first passage of a row, cut where it is long."""
        if not row["passages"]:
            return say.NO_EXAMPLE
        passage = row["passages"][0]
        text = " ".join(str(passage["text"]).split())
        if len(text) > _LONG:
            text = text[:_LONG].rsplit(" ", 1)[0] + " …"
        document = self._texts.get(passage["doc"])
        place = document.place(passage["start"]) if document is not None else ""
        title = document.title if document is not None and document.title else passage["doc"]
        return say.example(text, title, place)


def _by_term(rows: Sequence[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["term"], []).append(row)
    return found


def _beside(shown: _Shown, lines: Sequence[tuple[Inline, dict[str, Inline]]]) -> Table:
    """A line for each word, a column for each side that has something to show."""
    order = (*shown.sides, _NOBODY)
    sides = [side for side in order if any(side in cells for _, cells in lines)]
    told = [
        Line(head, tuple(Cell(cells.get(side, say.NO_EXAMPLE)) for side in sides))
        for head, cells in lines
    ]
    return Table(say.BESIDE, (say.TERM, *shown.heads(sides)), tuple(told))


def _contested(shown: _Shown, rows: Sequence[Row]) -> Iterator[Block]:
    terms = list(_by_term(rows).items())[:_CONTESTED]
    if not terms:
        yield Paragraph(say.no_contested())
        return
    lines = []
    for term, of_term in terms:
        kinds = list(dict.fromkeys(kind for row in of_term for kind in row["kinds"]))
        whose = list(dict.fromkeys(name for row in of_term for name in row["whose"]))
        by = list(dict.fromkeys(name for row in of_term for name in row["by"]))
        cells = {row["side"]: shown.example(row) for row in of_term}
        lines.append((say.marked(term, kinds[:3], whose, by), cells))
    yield _beside(shown, lines)


def _apart(shown: _Shown, rows: Sequence[Row], least: int) -> Iterator[Block]:
    from detente.reading.words.function_words import carries_content

    told = []
    for side in shown.sides:
        of_side = [
            row
            for row in rows
            if row["side"] == side and (row["low"] or 0) > 0 and carries_content(row["term"])
        ]
        best = sorted(of_side, key=lambda row: -row["z"])[:_OF_SIDE]
        if best:
            terms = [(row["term"], row["n"], row["others"]) for row in best]
            told.append(Item(say.apart(shown.words.party(side), terms)))
    if told:
        yield Items(tuple(told))
        yield Paragraph(say.apart_how(), "note")
    else:
        yield Paragraph(say.too_few_apart(least))


def _use(shown: _Shown, rows: Sequence[Row], settings: Any) -> Iterator[Block]:
    tested = {
        term: of for term, of in _by_term(rows).items() if any(r["q"] is not None for r in of)
    }
    if not tested:
        yield Paragraph(say.too_few_use(settings.use_uses, settings.use_docs))
        return
    apart = [
        (term, of_term)
        for term, of_term in tested.items()
        if any(row["q"] is not None and row["q"] <= _RATE for row in of_term)
        and any((row["distance"] or 0) > (row["expected"] or 0) for row in of_term)
    ]
    if not apart:
        yield Paragraph(say.no_difference(len(tested)))
        return
    yield Paragraph(say.differ(len(apart), len(tested)))
    lines = []
    for term, of_term in apart[:_IN_USE]:
        cells = {
            row["side"]: say.near(row["words"][:6], shown.example(row))
            for row in of_term
            if row["q"] is not None
        }
        lines.append((say.term(term), cells))
    yield _beside(shown, lines)
