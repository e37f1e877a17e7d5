"""Whether the sides speak alike: words that set them apart, and the same word in different use."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from detente.brief.wording.words import MARKS
from detente.charts import CHARTS
from detente.errors import InputError
from detente.progress import Progress
from detente.reading.document import Document
from detente.reading.store.store import Store
from detente.reading.words.function_words import carries_content
from detente.workbench.page import Grid
from detente.workbench.screens.evidence.parts.part import Shown, part
from detente.workbench.screens.evidence.shelf import listed
from detente.workbench.sheet import Sheet

#: what sides can be told apart by
BY = {
    "party": "who is quoted, by party",
    "speaker": "who is quoted, by voice",
    "source": "where it appeared",
    "author": "who wrote it",
    "doc": "document",
}
_MEASURES = ("distinctive", "use", "contested")
#: words a side, and words in different use, on the page
_TOP, _USED, _CONTESTED = 12, 12, 12
_HEADS = ("Word", "Side", "Uses", "By the others", "z", "Low", "High", "Documents")


@part("words", "Words")
def words(sheet: Sheet, store: Store) -> Shown:
    """Counts, intervals and passages; what there are too few uses to say is not said."""
    by = sheet.params.get("by", "party")
    by = by if by in BY else "party"
    term = " ".join(sheet.params.get("term", "").split())[:80]
    values: dict[str, Any] = {"by": by, "bys": BY, "term": term, "told": None}
    job = _compared(sheet, by)
    values["job"] = job
    if not job.ready or job.error:
        return Shown(values)
    found = job.result
    settings = found.corpus.settings
    rows = [row for row in found.finding("distinctive").to_rows() if row["window"] is None]
    values |= {
        "told": {
            "sides": list(zip(found.corpus.sides, found.corpus.words_of.tolist(),
                              found.corpus.docs_of.tolist(), strict=False)),
            "documents": found.corpus.index.n_docs,
            "notes": found.notes,
        },
        "settings": settings,
        "apart": _apart(rows),
        "few": _few(rows),
        "used": _by_term(found.finding("use").to_rows(), _USED),
        "contested": _by_term(found.finding("contested").to_rows(), _CONTESTED),
        "beside": [],
        "marks": MARKS,
        "numbers": {one.name: one.id for one in store.documents()},
    }  # fmt: skip
    figures = {}
    try:
        figures["words"] = CHARTS["words"](sheet.case, found)
    except InputError:
        values["few"] = values["few"] or True
    if term:
        one = _one_word(sheet, by, term, found)
        values["term_job"] = one
        if one.ready and not one.error:
            use = list(one.result.finding("use").to_rows())
            values["beside"] = [row for row in use if row["n"]] or use
            values["others_say"] = list(one.result.finding("contested").to_rows())
    lines = [
        tuple(row[key] for key in ("term", "side", "n", "others", "z", "low", "high", "docs"))
        for row in rows
    ]
    return Shown(values, figures, {"words": Grid(_HEADS, lines[:20_000])})


def _one_word(sheet: Sheet, by: str, term: str, found: Any) -> Any:
    """One word in full, from what was read for all of them."""
    case = sheet.case

    def made(store: Store, tell: Progress) -> Any:
        from detente.reading.words import compare_words
        from detente.reading.words.listening import Heard

        corpus = found.corpus
        heard = Heard(corpus.index, corpus.said, corpus.documents)
        return compare_words(heard, by, term=term, case=case, measures=_MEASURES, progress=tell)

    return listed(sheet, "word", (sheet.version.digest, by, term), made)


def _compared(sheet: Sheet, by: str) -> Any:
    """The comparison of all documents; reading them takes its time."""
    case = sheet.case

    def made(store: Store, tell: Progress) -> Any:
        from detente.reading.words import compare_words

        return compare_words(_texts(store, tell), by, case=case, measures=_MEASURES, progress=tell)

    return listed(sheet, "words", (sheet.version.digest, by), made)


def _texts(store: Store, tell: Progress) -> Iterator[Document]:
    stored = list(store.documents())
    total = sum(one.words for one in stored)
    done = 0
    for one in stored:
        tell(done, total, "words")
        yield store.document(one.id)
        done += one.words


def _apart(rows: list[Any]) -> dict[str, list[Any]]:
    """By side, the words whose interval lies above 0; pairs with a function word left out."""
    by_side: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        parts = row["term"].split()
        says = len(parts) == 1 or all(map(carries_content, parts))
        if row["low"] is not None and row["low"] > 0 and says:
            by_side[row["side"]].append(row)
    return {side: ones[:_TOP] for side, ones in by_side.items()}


def _few(rows: list[Any]) -> list[Any]:
    """The words used most, where there are too few uses to say more."""
    return [row for row in rows if row["low"] is None][:40]


def _by_term(rows: Iterator[Any], most: int) -> list[tuple[str, list[Any]]]:
    found: dict[str, list[Any]] = {}
    for row in rows:
        found.setdefault(row["term"], []).append(row)
    return list(found.items())[:most]
