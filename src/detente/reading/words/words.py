"""Whether the sides speak the same language: documents in, every measure out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Any

from detente.columns import counted
from detente.errors import InputError
from detente.progress import Progress, silent
from detente.reading.document import Document, Unreadable
from detente.reading.words import measures as _measures
from detente.reading.words.corpus import Corpus
from detente.reading.words.index import WordIndex
from detente.reading.words.listening import Heard, listen
from detente.reading.words.measure import MEASURES, Finding, Measure
from detente.reading.words.settings import Settings
from detente.result import MadeFrom, Result, Row

if TYPE_CHECKING:
    from detente.case import Case

_FIRST = ("distinctive", "collocations", "use", "contested", "salience", "tone", "acts", "answers")
_OF_TERMS = ("distinctive", "use", "contested")
_found = [module.name for module in iter_modules(_measures.__path__)]
for _name in (*(it for it in _FIRST if it in _found), *sorted(set(_found) - set(_FIRST))):
    import_module(f"detente.reading.words.measures.{_name}")


@dataclass(frozen=True, eq=False)
class Words(Result):
    """How the language of the sides differs.

    Attributes
    ----------
    corpus : what was compared, cut by side and by window; keep its index to cut it otherwise
    findings : one for each measure, in their order
    unreadable : files that could not be read
    """

    corpus: Corpus
    findings: tuple[Finding, ...]
    unreadable: tuple[Unreadable, ...]
    made_from: MadeFrom

    def finding(self, measure: str) -> Finding | None:
        """What this measure found; None where it was not tried."""
        return next((one for one in self.findings if one.measure == measure), None)

    def to_rows(self) -> Iterator[Row]:
        """Rows of every measure, one after another."""
        for one in self.findings:
            yield from one.to_rows()

    @property
    def notes(self) -> list[str]:
        """What the reader has to know about gaps and refusals."""
        corpus = self.corpus
        notes = []
        kind = "document" if corpus.documents is None else "statement"
        if corpus.left_out:
            many = counted(corpus.left_out, kind)
            notes.append(f"{many} without {corpus.settings.by}: left out.")
        if corpus.undated:
            many = counted(corpus.undated, kind)
            notes.append(f"{many} without a {corpus.settings.over}: in no window.")
        for one in self.findings:
            notes += one.notes
        return notes

    def __str__(self) -> str:
        corpus = self.corpus
        lines = [
            f"{counted(corpus.n_sides, 'side')} by {corpus.settings.by},"
            f" {counted(corpus.index.n_docs, 'document')},"
            f" {counted(int(corpus.words_of.sum()), 'word')}"
        ]
        for one in self.findings:
            kind = MEASURES[one.measure]
            lines += ["", f"{kind.title}: {kind.says}", *one.lines()]
        return "\n".join(lines)


def compare_words(
    documents: Iterable[Document | Unreadable] | WordIndex | Heard,
    by: str,
    over: str | None = None,
    term: str | Sequence[str] | None = None,
    *,
    case: Case | None = None,
    sides: Sequence[str] = (),
    measures: Sequence[str] | None = None,
    topics: Mapping[str, Sequence[str]] | None = None,
    progress: Progress = silent,
    **settings: Any,
) -> Words:
    """Compare how the sides use words.

    Parameters
    ----------
    documents : read one after another; or an index made before, which is cut anew in no time; or
        what was heard with a case before
    by : the field of the documents that names the side
    over : year, quarter, month, week or day: compare within each
    term : only this term, or these, in full
    case : issues, and who speaks for whom; with `by` party or speaker, sides are who is quoted
    sides : tell only of these
    measures : keys of measures; all that the documents and the case allow where left out
    topics : words of topics of your own, by name
    **settings : whatever else `Settings` has

    Raises
    ------
    InputError
        when there is no document, no such field, no such side, no such measure.
    """
    terms = (term,) if isinstance(term, str) else tuple(term or ())
    chosen = Settings(
        by=by,
        over=over,
        terms=terms,
        sides=tuple(sides),
        measures=None if measures is None else tuple(measures),
        topics={name: tuple(words) for name, words in (topics or {}).items()},
        **settings,
    )
    wanted = None if measures is None else [MEASURES[key] for key in measures]
    unreadable: list[Unreadable] = []
    if isinstance(documents, Heard):
        heard = documents
    elif isinstance(documents, WordIndex):
        heard = Heard(documents, (), None)
    else:
        if case is not None:
            readable = _readable(documents, unreadable)
            heard = listen(readable, case, by, chosen.tokens, chosen.ngrams, progress)
        else:
            index = WordIndex.build(documents, chosen.tokens, chosen.ngrams, progress)
            heard = Heard(index, (), None)
    unreadable += heard.index.unreadable
    if not len(heard.index):
        if heard.documents is not None and len(heard.documents):
            raise InputError("nobody is quoted in these documents")
        found = f": {unreadable[0]}" if unreadable else ""
        raise InputError(f"there is no document to read{found}")
    corpus = Corpus(heard.index, chosen, case, heard.said, heard.documents, progress)
    findings = tuple(one.run(corpus) for one in wanted or _allowed(corpus))
    made = MadeFrom(case.id if case else "", heard.index.digest, settings=chosen.to_dict())
    return Words(corpus, findings, tuple(unreadable), made)


def _readable(
    documents: Iterable[Document | Unreadable], unreadable: list[Unreadable]
) -> Iterator[Document]:
    for one in documents:
        if isinstance(one, Unreadable):
            unreadable.append(one)
        else:
            yield one


def _allowed(corpus: Corpus) -> list[Measure]:
    """The measures that have what they need; for single terms, those that can tell of one."""
    if corpus.settings.terms:
        return [MEASURES[key] for key in _OF_TERMS]
    there = set()
    if corpus.case is not None:
        there.add("case")
    if corpus.settings.topics or (corpus.case is not None and corpus.case.issues):
        there.add("topics")
    if corpus.windows:
        there.add("dates")
    if corpus.said:
        there.add("statements")
    return [one for one in MEASURES.values() if set(one.needs) <= there]
