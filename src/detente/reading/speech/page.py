"""One document laid out: its paragraphs, quotations and sentences, read by patterns."""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property

from detente.reading.document import Document
from detente.reading.passages import Span
from detente.reading.speech.blocks import credit, lead_in, set_apart
from detente.reading.speech.closed import finite
from detente.reading.speech.cues import verbs
from detente.reading.speech.drafts import Draft
from detente.reading.speech.foreign import read_foreign
from detente.reading.speech.grammar import Sentence
from detente.reading.speech.loose import Loose, owner_in
from detente.reading.speech.patterns import Reader
from detente.reading.speech.turns import (
    dateline,
    headline,
    is_headline,
    is_transcript,
    read_turns,
    signature,
)
from detente.reading.speech.units import (
    STOPS,
    Quote,
    Unit,
    last_sign,
    n_words,
    paragraphs,
    quotations,
    sentences,
    trimmed,
    units,
)

#: How many quotations inside one are looked at.
NESTED = 40


class Page:
    """A document, paragraph by paragraph."""

    def __init__(self, document: Document) -> None:
        self.text = document.text
        self.language = (document.language or "en")[:2].lower()
        self.english = self.language == "en"
        self.spans = paragraphs(self.text)
        self.quotes = quotations(self.text, self.spans)
        self.sentences: list[Sentence] = []
        self._speaker: Span | None = None
        self._open: Draft | None = None
        self._lead: Span | None = None  # who speaks after a paragraph that ends with a colon
        self._block = 0  # how many paragraphs of words set apart came since
        self._alone: Draft | None = None  # a paragraph of somebody's words, nobody named
        self._taken: set[int] = set()
        self._heads: dict[int, Span | None] = {}

    @cached_property
    def _leads(self) -> frozenset[str]:
        return frozenset(
            form for form, cues in verbs().items() if any("Q" in cue.frames for cue in cues)
        )

    @cached_property
    def _flat(self) -> list[Quote]:
        return [quote for quotes in self.quotes for quote in quotes]

    @cached_property
    def _flat_starts(self) -> list[int]:
        return [quote.start for quote in self._flat]

    def all_quotes(self) -> list[Span]:
        """Every quotation, the inner ones too."""
        found = [(quote.start, quote.end) for quote in self._flat]
        found += [span for quote in self._flat for span in quote.inner]
        return sorted(found)

    def quotes_within(self, start: int, end: int) -> list[Quote]:
        """The quotations that begin and end within a span."""
        at = bisect_left(self._flat_starts, start)
        found = []
        while at < len(self._flat) and self._flat[at].start < end:
            if self._flat[at].end <= end:
                found.append(self._flat[at])
            at += 1
        return found

    def inside_quote(self, at: int) -> bool:
        """Whether an offset lies within a quotation."""
        k = bisect_left(self._flat_starts, at + 1) - 1
        return k >= 0 and self._flat[k].start < at < self._flat[k].end

    def whole_quotes(self, span: Span) -> Span:
        """A span that cuts through a quotation, widened to hold it."""
        start, end = span
        k = bisect_left(self._flat_starts, start + 1) - 1
        if k >= 0 and self._flat[k].start < start < self._flat[k].end:
            start = self._flat[k].start
        k = bisect_left(self._flat_starts, end) - 1
        if k >= 0 and self._flat[k].start < end < self._flat[k].end:
            end = self._flat[k].end
        return start, end

    def head_before(self, at: int) -> Span | None:
        """The subject of the sentence around an offset, where it stands before that."""
        k = bisect_left(self._sentence_starts, at + 1) - 1
        if k < 0:
            return None
        if k not in self._heads:
            self._heads[k] = Reader(self.sentences[k]).main_subject(self.sentences[k].last)
        head = self._heads[k]
        return head if head is not None and head[1] < at else None

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.items[sentence.first].start for sentence in self.sentences]

    def parsed_spans(self) -> list[Span]:
        """The paragraphs worth a parse."""
        return [span for index, span in enumerate(self.spans) if index not in self._taken]

    @staticmethod
    def outside(start: int, end: int, quotes: list[Quote]) -> list[Span]:
        """The stretches of a span between its quotations."""
        found = []
        at = start
        for quote in quotes:
            if quote.start > at:
                found.append((at, quote.start))
            at = max(at, quote.end)
        if at < end:
            found.append((at, end))
        return found

    def read(self) -> list[Draft]:
        """All that the patterns find."""
        drafts: list[Draft] = []
        if is_transcript(self.text, self.spans):
            drafts, self._taken = read_turns(self.text, self.spans)
        if not self.english:
            rest = [k for k in range(len(self.spans)) if k not in self._taken]
            drafts.extend(
                read_foreign(
                    self.text,
                    self.language,
                    [self.spans[k] for k in rest],
                    [self.quotes[k] for k in rest],
                )
            )
            return drafts
        for index, (start, end) in enumerate(self.spans):
            if index in self._taken:
                continue
            drafts.extend(self._paragraph(index, start, end))
        return drafts

    def _paragraph(self, index: int, start: int, end: int) -> list[Draft]:
        text = self.text
        quotes = self.quotes[index]
        signed = signature(text, start, end)
        if signed is not None:
            return self._post(index, start, *signed)
        credited = credit(text, start, end) if self._alone is not None else None
        if credited is not None and self._alone is not None:
            self._alone.source, self._alone = credited, None
            return []
        self._alone = None
        apart = self._lead is not None and (
            self._block > 0 or text[self.spans[index - 1][1] - 1] == ":"
        )
        if apart and not (quotes and quotes[0].start == start):
            block = self._set_apart(start, end)
            if block is not None:
                return [block]
        said = len(quotes) > 1 and last_sign(text, quotes[-1]) in STOPS
        if index < 3 and not said and is_headline(text, start, end):
            found = headline(text, start, end)
            if found is not None:
                source, span = found
                return [Draft(span, (source[1], source[1] + 1), "", source, False, 0.75)]
        if quotes and quotes[0].taken_up and self._open is not None:
            self._open.span = (self._open.span[0], quotes[0].end)
            start, on = quotes[0].end, quotes[0].goes_on
            quotes = quotes[1:]
            if not on:
                self._open = None
            if start >= end:
                return []
        else:
            self._open = None
        begin = dateline(text, start, end) if not quotes or quotes[0].start > start else start
        items = units(text, begin, end, [quote for quote in quotes if quote.start >= begin])
        if not items:
            return []
        lead, self._lead, self._block = self._lead, None, 0
        return self._sentences(items, lead)

    def _set_apart(self, start: int, end: int) -> Draft | None:
        """A paragraph of words that a colon before it announced: one, or every item of a list."""
        span, marked = set_apart(self.text, start, end)
        item = marked or self.text[start].islower()
        if self._block and not item:
            return None
        self._block += 1
        source = self._lead
        if not item:
            self._lead = None
        return Draft(span, None, "", source, False, 0.8 if item else 0.65, frame="B", turn=True)

    def _post(self, index: int, start: int, dash: int, source: Span) -> list[Draft]:
        """A post with its author's signature behind it, or in a paragraph of its own."""
        first, last = trimmed(self.text, start, dash)
        if first >= last and index:
            first, last = self.spans[index - 1]
        if first >= last:
            return []
        return [Draft((first, last), None, "", source, False, 0.9, turn=True)]

    def _sentences(self, items: list[Unit], lead: Span | None = None) -> list[Draft]:
        drafts: list[Draft] = []
        tagged: Draft | None = None  # the last quotation with a tag behind it
        here = lead  # who was the subject of the last sentence here
        for first, last in sentences(self.text, items, self._leads):
            sentence = Sentence(items, first, last)
            self.sentences.append(sentence)
            alone = self._quote_alone(sentence)
            if alone is not None:
                if tagged is not None:
                    tagged.span = (tagged.span[0], alone.end)
                    drafted = tagged
                else:
                    source = here or self._speaker
                    drafted = Draft(
                        (alone.start, alone.end), None, "", source, False, 0.8, True, "Q"
                    )
                    drafts.append(drafted)
                    self._alone = drafted if here is None and len(items) < 4 else None
                    self._nested(alone, drafted, drafts)
                if alone.goes_on:
                    self._open = drafted
                continue
            reader = Reader(sentence)
            found = reader.read()
            self._reported(found)
            loose = Loose(self.text, sentence, reader, self._speaker)
            loose.narrow(found)
            loose.read(found)
            drafts.extend(found)
            tagged = None
            for draft in found:
                inside = self.quotes_within(*draft.span)
                if inside and draft.source is not None:
                    self._speaker = draft.source
                if draft.frame == "L" and inside and draft.span[0] == inside[0].start:
                    asked = last_sign(self.text, inside[-1]) == "?" and len(inside) == 1
                    tagged = None if asked and draft.lemma == "ask" else draft
                if inside and inside[-1].goes_on:
                    self._open = draft
                for quote in inside:
                    self._nested(quote, draft, drafts)
            here = self._subject(sentence, found) or here
            if last == len(items):
                self._lead = lead_in(self.text, sentence)
        return drafts

    def _reported(self, found: list[Draft]) -> None:
        """Mark the quotations that somebody says somebody else uttered: both are kept."""
        for index, draft in enumerate(found):
            if draft.frame not in {"Q", "T"} or draft.source is None or draft.cue is None:
                continue
            inside = self.quotes_within(*draft.span)
            longest = max((n_words(self.text, q.start, q.end) for q in inside), default=0)
            if draft.frame == "T" and (draft.mental or longest < 3):
                continue
            for outer in found[max(0, index - 4) : index]:
                around = outer.span[0] <= draft.cue[0] and draft.span[1] <= outer.span[1]
                if outer.source is None or self._same_words(outer.source, draft.source):
                    continue
                if around:
                    draft.reporter = outer.source
                    draft.span = (inside[0].start, inside[-1].end) if inside else draft.span
                    break

    def _same_words(self, one: Span, other: Span) -> bool:
        """Whether two sources are the same words: "*he* said *he* wanted"."""
        return self.text[slice(*one)].lower() == self.text[slice(*other)].lower()

    def _quote_alone(self, sentence: Sentence) -> Quote | None:
        """The quotation that is the whole sentence."""
        quote = sentence.items[sentence.first].quote
        if quote is None or not sentence.at_end(sentence.first + 1):
            return None
        return quote if sentence.last - sentence.first <= 3 else None

    def _subject(self, sentence: Sentence, found: list[Draft]) -> Span | None:
        """Who a sentence is about, for the quotation that may follow it."""
        for draft in found:
            if draft.source is not None:
                return draft.source
        for at in range(sentence.first, min(sentence.last, sentence.first + 14)):
            low = sentence.low(at)
            if finite(low) and at > sentence.first:
                subject = sentence.subject_before(at)
                if subject is None:
                    return None
                items = sentence.items
                span = (items[subject.start].start, items[subject.end - 1].end)
                owner = owner_in(self.text, span)
                if owner != span or sentence.person_like(subject.start, subject.end):
                    return owner
                return None
        return None

    def _nested(self, quote: Quote, outer: Draft, drafts: list[Draft]) -> None:
        """What somebody is quoted for inside a quotation: the outer speaker reports it."""
        if not quote.inner or outer.source is None:
            return
        inner = [Quote(a, b) for a, b in quote.inner[:NESTED]]
        items = units(self.text, quote.start + 1, quote.end, inner)
        for first, last in sentences(self.text, items, self._leads):
            sentence = Sentence(items, first, last)
            if not any(item.quote is not None for item in items[first:last]):
                continue
            for draft in Reader(sentence).read():
                spans = [i for i in inner if draft.span[0] <= i.start and i.end <= draft.span[1]]
                said = draft.cue is not None and self.text[slice(*draft.cue)] != draft.lemma
                if spans and said and draft.source is not None:
                    draft.span = (spans[0].start, spans[-1].end)
                    draft.reporter = outer.source
                    drafts.append(draft)
