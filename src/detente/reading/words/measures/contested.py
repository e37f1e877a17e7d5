"""Contested terms: whose words are held at arm's length, and by whom. Works from one article."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.reading.document import Document
from detente.reading.passages import Attribution, Span
from detente.reading.words.contexts import Passage
from detente.reading.words.corpus import Corpus
from detente.reading.words.marks import KINDS, Mark, find_marks
from detente.reading.words.measure import Finding, Rows, measure, row
from detente.reading.words.pages import fold, table
from detente.reading.words.phrases import is_abstract, key, sentence, tidy
from detente.result import Row

if TYPE_CHECKING:
    from detente.reading.speech import Who

#: less than this is no more than a hint
_FLOOR = 0.5
#: words of a corpus that are read whole; of a longer one, only paragraphs with a mark
_READ_WHOLE = 60_000
#: words of one document
_LONGEST = 60_000
_SHORT_QUOTE = re.compile('["“‘«„][^"”’»“\n]{2,40}["”’»“]')
_HINT = re.compile(
    _SHORT_QUOTE.pattern + "|so[- ]called|\\bwhat \\w+(?: \\w+){0,3} (?:call|term|mean|consider)"
    "|\\b(?:terms?|words?|phrase|slogan)s? (?:such as|like)\\b|\\bmeans? (?:different|one thing)"
    "|\\b(?:rhetoric|euphemism|definition|meaning)s? of\\b|\\bwhat (?:counts as|constitutes)\\b"
    "|\\bself-styled\\b|\\bpurported|\\b(?:burden|onus|obligation|responsibility) (?:lies|rests)"
    "|\\b(?:seen|felt|regarded|branded|denounced|portrayed) as an?\\b"
)
#: the side of a mark that stands in nobody's mouth
NOBODY = "the author"
_KIND, _AGAIN = 0.8, 0.95
#: a term of so many uses is contested only where it is marked this often
_OFTEN, _SHARE = 100, 0.02
_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?!\s*\n)[^\n]+)*")


@dataclass(frozen=True)
class Seen:
    """One mark, in its document."""

    mark: Mark
    side: str
    term: str
    passage: Passage


@dataclass(frozen=True)
class Contested:
    """A term with all its marks."""

    term: str
    seen: tuple[Seen, ...]

    @property
    def score(self) -> float:
        """The weightiest mark, raised a little by others; it orders, and is no probability."""
        best: dict[str, float] = {}
        for one in self.seen:
            best[one.mark.kind] = max(best.get(one.mark.kind, 0.0), one.mark.weight)
        again = min(len(self.seen) - len(best), 4)
        return 1 - (1 - max(best.values())) * _KIND ** (len(best) - 1) * _AGAIN**again

    @property
    def kinds(self) -> list[str]:
        """The kinds of mark, the weightiest first."""
        best = {one.mark.kind: one.mark.weight for one in self.seen}
        return sorted(best, key=lambda kind: (-best[kind], kind))

    def names(self, which: str) -> list[str]:
        """Whose word it is, or who keeps away from it; the most often named first."""
        found = Counter(name for one in self.seen if (name := getattr(one.mark, which)))
        return [name for name, _ in found.most_common(4)]


@measure(
    "contested",
    title="Contested terms",
    says="words that are held at arm's length, rejected, or said to mean two things",
)
def contested(corpus: Corpus) -> Finding:
    """Quotation marks that report no speech, so-called, what they call, not this but that."""
    found = find_contested(corpus)
    asked = [key(term) for term in corpus.settings.terms]
    if asked:
        found = [one for one in found if any(_holds(key(one.term), it) for it in asked)]
    rows = [line for one in found for line in _rows(corpus, one)]
    return Rows("contested", rows, _text(corpus, found))


def _holds(term: tuple[str, ...], asked: tuple[str, ...]) -> bool:
    """Whether a run of stems stands within another."""
    size = len(asked)
    return any(term[k : k + size] == asked for k in range(len(term) - size + 1))


def find_contested(corpus: Corpus, floor: float = _FLOOR) -> list[Contested]:
    """Terms whose marks weigh enough, the weightiest first."""
    groups: dict[tuple[str, ...], list[Seen]] = defaultdict(list)
    for one in _all_marks(corpus):
        groups[key(one.term)].append(one)
    groups.pop((), None)
    _gather(groups)
    found = [Contested(_name(seen), tuple(seen)) for seen in groups.values()]
    found = [one for one in found if one.score >= floor and _not_idly(corpus, one)]
    return sorted(found, key=lambda one: (-one.score, -len(one.seen), one.term))


def _not_idly(corpus: Corpus, one: Contested) -> bool:
    """Whether the marks are more than happen to any frequent word."""
    numbers = corpus.index.numbers_of(one.term)
    if len(corpus.index.ids) <= _READ_WHOLE or numbers is None:
        return True
    uses = len(corpus.index.occurrences(numbers))
    return uses < _OFTEN or len(one.seen) >= _SHARE * uses


def _gather(groups: dict[tuple[str, ...], list[Seen]]) -> None:
    """A word joins the longer terms that end in it, where there is one such term."""
    by_head: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for stems in groups:
        if len(stems) > 1:
            by_head[stems[-1]].append(stems)
    for head, longer in by_head.items():
        if (head,) in groups and len(longer) == 1:
            groups[longer[0]] += groups.pop((head,))


def _name(seen: Sequence[Seen]) -> str:
    forms = Counter(one.term for one in seen)
    longest = max(len(key(form)) for form in forms)
    return max(
        (form for form in forms if len(key(form)) == longest),
        key=lambda form: (is_abstract(form), forms[form], -len(form)),
    )


def _all_marks(corpus: Corpus) -> Iterator[Seen]:
    """Marks in all documents; those of a case's documents go to the party that they speak of."""
    whole = len(corpus.index.ids) <= _READ_WHOLE
    who = _who(corpus)
    texts = corpus.documents or corpus.index.texts
    for part, (doc, text, shift) in enumerate(texts):
        if part % 64 == 0:
            corpus.progress(part, len(texts), "contested terms")
        side = NOBODY
        if corpus.documents is None:
            if corpus.side_of[part] < 0:
                continue
            side = corpus.sides[corpus.side_of[part]]
        for start, piece in _pieces(text, whole):
            yield from _marks(doc, piece, side, shift + start, who, corpus)


def _who(corpus: Corpus) -> Who:
    from detente.reading.speech import Who

    return Who.nobody() if corpus.case is None else Who.from_case(corpus.case)


def _pieces(text: str, whole: bool) -> Iterator[tuple[int, str]]:
    if whole and len(text) < 8 * _LONGEST:
        yield 0, text
        return
    for match in _PARAGRAPH.finditer(text):
        if _HINT.search(match[0]):
            yield match.start(), match[0][:20_000]


def _marks(doc: str, text: str, side: str, shift: int, who: Who, corpus: Corpus) -> Iterator[Seen]:
    from detente.reading.speech import find_attributions
    from detente.reading.speech.page import Page

    document = Document(id=doc, text=text, language="en")
    attributions: list[Attribution] = []
    quotes: list[Span] = []
    if len(corpus.index.ids) <= _READ_WHOLE or _SHORT_QUOTE.search(text):
        attributions = find_attributions(document, who)
        quotes = Page(document).all_quotes()
    marks = find_marks(text, quotes, attributions)
    for mark in [*marks, *_shared(text, attributions)]:
        first, last = sentence(text, mark.start, mark.end)
        words = " ".join(text[first:last].split())
        passage = Passage(doc, shift + first, shift + last, words)
        of = side if corpus.documents is None else _side_of(mark, attributions, corpus)
        yield Seen(mark, of, _lowered(tidy(text[mark.start : mark.end])), passage)


def _side_of(mark: Mark, attributions: Sequence[Attribution], corpus: Corpus) -> str:
    """Whose mouth a marked word is in; the author's where nobody is quoted."""
    for said in attributions:
        if said.span[0] <= mark.start and mark.end <= said.span[1]:
            name = said.party if corpus.settings.by == "party" else said.speaker
            if name in corpus.sides:
                return name
    return NOBODY


def _shared(text: str, attributions: Sequence[Attribution]) -> Iterator[Mark]:
    """Abstract nouns that two speakers of one text use."""
    by_stem: dict[str, dict[str, tuple[int, int]]] = defaultdict(dict)
    for said in attributions:
        speaker = said.speaker
        if speaker is None or not speaker[:1].isupper() or " " not in speaker[:60]:
            continue
        for match in _NOUN.finditer(text, *said.span):
            if len(match[0]) > 5 and match[0][0].islower() and is_abstract(match[0]):
                by_stem[key(match[0])[-1] if key(match[0]) else ""].setdefault(
                    speaker, match.span()
                )
    for stem, speakers in by_stem.items():
        if stem and len(speakers) > 1:
            for speaker, span in speakers.items():
                yield Mark(*span, "both use it", 0.4, whose=speaker)


_NOUN = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def _lowered(term: str) -> str:
    """A term as it stands within a sentence: names keep their capitals, a first word does not."""
    head, _, rest = term.partition(" ")
    return (
        term
        if head[1:] != head[1:].lower() or (not rest and head.isupper())
        else (f"{head.lower() if _is_plain(head) else head} {rest}".strip())
    )


def _is_plain(word: str) -> bool:
    return is_abstract(word) or "-" in word or word.islower()


def _rows(corpus: Corpus, one: Contested) -> Iterator[Row]:
    """One row for each side in whose documents, or in whose mouth, the term is marked."""
    judged = corpus.judge(one.term)
    for name in sorted({seen.side for seen in one.seen}):
        side = corpus.sides.index(name) if name in corpus.sides else None
        if corpus.settings.sides and name not in corpus.settings.sides:
            continue
        here = Contested(one.term, tuple(seen for seen in one.seen if seen.side == name))
        z, low, high = (
            (None, None, None)
            if side is None
            else (float(value[side]) for value in (judged.z, judged.low, judged.high))
        )
        n = 0 if side is None else int(judged.n[side])
        yield row(
            "contested", one.term, name, n, int(judged.n.sum()) - n, z, low, high, None,
            marks=len(here.seen),
            score=round(one.score, 3),
            kinds=here.kinds,
            whose=here.names("whose"),
            by=here.names("by"),
            passages=[it.to_dict() for it in _passages(here, 5)],
        )  # fmt: skip


def _passages(one: Contested, most: int) -> list[Passage]:
    ordered = sorted(one.seen, key=lambda seen: -seen.mark.weight)
    return list(dict.fromkeys(seen.passage for seen in ordered))[:most]


def _text(corpus: Corpus, found: Sequence[Contested]) -> list[str]:
    shown = [
        one
        for one in found
        if not corpus.settings.sides or any(seen.side in corpus.settings.sides for seen in one.seen)
    ]
    if not shown:
        return ["", "    no word is marked as contested"]
    top = corpus.settings.top or (12 if not corpus.settings.terms else len(shown))
    lines = [""]
    for one in shown[:top]:
        whose, by = one.names("whose"), one.names("by")
        said = "; ".join(one.kinds[:3])
        said += f"; the word of {', '.join(whose)}" if whose else ""
        said += f"; held off by {', '.join(by)}" if by else ""
        lines += table([(one.term, said)])
        full = 3 if corpus.settings.terms else 1
        for passage in _passages(one, full):
            lines += [f"      {line}" for line in fold(f"{passage.text} ({passage.doc})", 92)]
    if len(shown) > top:
        lines.append(f"    {len(shown) - top} more; --top")
    return lines


def explain(kind: str) -> str:
    """What a kind of mark is, in words."""
    return KINDS[kind]
