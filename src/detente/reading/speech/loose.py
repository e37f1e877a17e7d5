"""Quotations that no known word attributes: whose they are, by what stands beside them."""

from __future__ import annotations

import re

from detente.reading.passages import Span
from detente.reading.speech.closed import (
    AUXILIARIES,
    BE,
    DETERMINERS,
    OPENERS,
    POSSESSIVES,
    SHORT_VERBS,
    SUBJECTS,
    finite,
)
from detente.reading.speech.drafts import Draft
from detente.reading.speech.grammar import Sentence
from detente.reading.speech.looks import DASHES
from detente.reading.speech.patterns import Reader
from detente.reading.speech.subjects import Subject
from detente.reading.speech.turns import NO_SOURCE
from detente.reading.speech.units import STOPS, Quote, last_sign, n_words
from detente.reading.speech.words import bag, fold

#: What papers, songs and banners do: "the letter reads", "so went the chant".
CARRIERS = bag(
    "read reads run runs ran go goes went begin begins began open opens opened end ends ended "
    "conclude concludes concluded say says said shout shouted chant chanted"
)
#: What somebody's words are called, where the owner is the one who speaks: "His answer was short."
WORDS_OF = bag(
    """
    account advice answer appeal argument assessment caption claim comment comments complaint
    condition conclusion credo demand description explanation formula line mantra message motto
    note offer phrase plea position post promise proposal question request reaction rejoinder
    remark remarks reply response retort riposte rule slogan speech statement summary term theory
    tweet verdict version view warning word words
    """
)
#: Words for what directly follows them: "with the caption …".
LABELS = bag("caption words message slogan motto phrase headline hashtag line label sign")
#: Words before a name that is no source by itself.
NO_NAMES = (
    DETERMINERS | POSSESSIVES | OPENERS | bag("in on at by with from to of it its if why how")
)


class Loose:
    """Reads the quotations of one sentence that are left over."""

    def __init__(self, text: str, sentence: Sentence, reader: Reader, earlier: Span | None) -> None:
        self.text = text
        self.s = sentence
        self.reader = reader
        self.earlier = earlier

    def read(self, found: list[Draft]) -> None:
        """Add what can be attributed, in the order of the text."""
        s = self.s
        spans = sorted(draft.span for draft in found)
        k, reach = 0, 0
        for at in range(s.first, s.last):
            quote = s.items[at].quote
            if quote is None:
                continue
            while k < len(spans) and spans[k][0] <= quote.start:
                reach = max(reach, spans[k][1])
                k += 1
            if quote.start < reach:
                continue
            draft = self._quotation(at, quote)
            if draft is not None:
                found.append(draft)
                reach = max(reach, draft.span[1])

    def narrow(self, found: list[Draft]) -> None:
        """Keep of "tweeted a photograph with the caption '…'" the caption alone."""
        s = self.s
        for at in range(s.first + 2, s.last):
            quote = s.items[at].quote
            if quote is None or s.low(at - 1) not in LABELS or s.low(at - 2) in {"in", "of"}:
                continue
            if n_words(self.text, quote.start, quote.end) < 3:
                continue
            for draft in found[-8:]:
                begins = draft.span[0] < quote.start and quote.end == draft.span[1]
                if not begins or draft.frame not in {"N", "T"}:
                    continue
                between = (
                    s.low(k)
                    for k in range(max(s.first, at - 20), at)
                    if s.items[k].start >= draft.span[0]
                )
                if not any(finite(low) or low == "that" for low in between):
                    draft.span, draft.frame = (quote.start, quote.end), "Q"

    def _quotation(self, at: int, quote: Quote) -> Draft | None:
        s = self.s
        span = (quote.start, quote.end)
        n = n_words(self.text, quote.start, quote.end)
        before = s.low(at - 1)
        carried = self._carried(at) or self._how(at) if n > 2 else None
        if carried is None and before != ":" and n > 2:
            carried = self._credited(at)
        if carried is not None:
            source, cue = carried
            word = "" if cue is None else self.text[slice(*cue)].lower()
            frame = "Q" if cue is not None and cue[0] < quote.start else "L"
            return Draft(span, cue, word, source, False, 0.8, frame=frame)
        if before == ":" or (before == "," and n > 3):
            sure = 0.85 if before == ":" else 0.7
            return Draft(span, None, "", self._lead(at), False, sure, frame="Q")
        if last_sign(self.text, quote) in {",", "?", "!"} or s.low(at + 1) == ",":
            tag = self._tag(at + 1 + (s.low(at + 1) == ","))
            if tag is not None and n > 1:
                source, cue = tag
                word = self.text[slice(*cue)].lower()
                span = (quote.start, self._last_part(at, quote).end)
                return Draft(span, cue, word, source, False, 0.85, frame="L")
        if is_title(self.text[quote.start : quote.end]):
            return None
        if n >= 5 or (n >= 3 and self._stands_out(at, quote)):
            source = self._lead(at) if before in BE | DASHES else None
            source = source or self.reader.last_source or self.reader.main_subject(at)
            return Draft(span, None, "", source or self.earlier, False, 0.55, frame="Q")
        return None

    def _stands_out(self, at: int, quote: Quote) -> bool:
        """Whether a short quotation looks like somebody's sentence rather than a doubted word."""
        inside = self.text[quote.start : quote.end].lstrip("\"'“‘«„»‚`")
        if last_sign(self.text, quote) in STOPS | {","}:
            return True
        beside = {self.s.low(at - 1), self.s.low(at + 1)} & (DASHES | {":"})
        return inside[:1].isupper() and bool(beside)

    def _lead(self, at: int) -> Span | None:
        """Who speaks, by what leads to a quotation: "Her answer was short:"."""
        s, reader = self.s, self.reader
        verb = at - 1
        while verb > s.first and s.low(verb) in {":", ",", "as", "follows"} | DASHES:
            verb -= 1
        subject: Subject | None = None
        if s.low(verb) in CARRIERS | BE:
            subject = s.subject_before(verb)
        if subject is not None:
            return self._owner(subject.start, subject.end)
        if reader.last_source is not None:
            return reader.last_source
        main = reader.main_subject(at)
        if main is not None:
            return owner_in(self.text, main)
        first = s.first + (s.low(s.first) in OPENERS)
        if s.low(first) == "the" and not self._owned(first, at):
            for k in range(first + 2, min(at, first + 6)):
                if s.low(k) in {",", ":", "("}:
                    return reader.span(first, k)
        return (
            self._owner(first, min(at - 1, first + 8))
            if self._owned(first, at)
            else (self._first_name(at))
        )

    def _owned(self, first: int, at: int) -> bool:
        """Whether "Her message …" or "The mayor's answer …" begins here."""
        s = self.s
        return any(s.low(k) in WORDS_OF for k in range(first + 1, min(at, first + 8)))

    def _owner(self, start: int, end: int) -> Span | None:
        """The units of a subject, or of the one whose words it names."""
        return owner_in(self.text, self.reader.span(start, end)) if start < end else None

    def _carried(self, at: int) -> tuple[Span | None, Span | None] | None:
        """A paper, song or banner that holds the words, before or behind them."""
        s = self.s
        if s.low(at - 1) in CARRIERS and not s.capital(at - 1):
            subject = s.subject_before(at - 1)
            if subject is not None:
                return self._owner(subject.start, subject.end), self.reader.span(at - 1, at)
        k = at + 1 + (s.low(at + 1) == ",")
        if s.low(k) in CARRIERS and (s.low(k + 1) in DETERMINERS | POSSESSIVES or s.capital(k + 1)):
            stop = k + 1
            while stop < min(s.last, k + 9) and s.low(stop) not in STOPS | {",", ";", ":"}:
                stop += 1
            return self.reader.span(k + 1, stop), self.reader.span(k, k + 1)
        for verb in range(k + 1, min(s.last, k + 6)):
            if s.low(verb) in {"read", "reads"} and (s.at_end(verb + 1) or s.low(verb + 1) == ","):
                return self._owner(k, verb), self.reader.span(verb, verb + 1)
        return None

    def _how(self, at: int) -> tuple[Span | None, Span | None] | None:
        """*"…" was how Reis put it*, *"…" is what the mayor called it*, *"…" was all she said*."""
        s = self.s
        be = at + 1 + (s.low(at + 1) == ",")
        if s.low(be) not in BE:
            return None
        if s.low(be + 1) == "all":
            for k in range(be + 3, min(s.last, be + 9)):
                if s.low(k) in AUXILIARIES | CARRIERS:
                    return self.reader.span(be + 2, k), self.reader.span(k, k + 1)
            return None
        if s.low(be + 1) not in {"how", "what"}:
            for k in range(be + 2, min(s.last, be + 8)):
                if s.low(k) in STOPS | {","}:
                    return None
                if s.low(k) in WORDS_OF:
                    span = self.reader.span(be + 1, k + 1)
                    owner = owner_in(self.text, span)
                    return (owner, None) if owner != span else None
            return None
        at = be - 1
        for k in range(at + 4, min(s.last, at + 12)):
            if s.low(k) in STOPS | {","}:
                return None
            if s.low(k) == "put" or (s.low(k).endswith(("ed", "s")) and not s.capital(k)):
                return self.reader.span(at + 3, k), self.reader.span(k, k + 1)
        return None

    def _credited(self, at: int) -> tuple[Span | None, Span | None] | None:
        """A name that ends the sentence behind a quotation: "…" – Reis; "…" (Reis, 12 March)."""
        s = self.s
        mark = s.low(at + 1)
        if mark not in DASHES | {"(", ","} or not s.capital(at + 2):
            return None
        stop = at + 2
        while stop < min(s.last, at + 7) and s.capital(stop):
            stop += 1
        rest = [s.low(k) for k in range(stop, min(s.last, stop + 9))]
        if s.last - stop > 8 or s.low(at + 2) in NO_NAMES:
            return None
        closed = not rest or rest[0] in STOPS | {",", ")"}
        if not closed or any(w.endswith("ed") or w in SUBJECTS | BE for w in rest):
            return None
        if mark == "," and rest and rest[0] not in {","}:
            return None
        return self.reader.span(at + 2, stop), None

    def _last_part(self, at: int, quote: Quote) -> Quote:
        """The second part of a quotation that a tag between commas broke, else its first."""
        s = self.s
        for k in range(at + 2, min(s.last - 1, at + 14)):
            further = s.items[k + 1].quote
            if s.low(k) == "," and further is not None:
                return further
            if s.low(k) in STOPS | {";", ":"} or s.is_quote(k):
                break
        return quote

    def _tag(self, at: int) -> tuple[Span, Span] | None:
        """A name and a verb that the lists do not know, behind a quotation."""
        s = self.s
        items = s.items
        low = s.low(at)
        if low.endswith(("ed", "s")) and len(low) > 3 and not s.capital(at) and s.capital(at + 1):
            k = at + 2
            while k < min(s.last, at + 6) and s.capital(k):
                k += 1
            return (items[at + 1].start, items[k - 1].end), (items[at].start, items[at].end)
        k = at
        while (
            k < s.last
            and k < at + 6
            and (s.capital(k) or s.low(k) in SUBJECTS | {"the", "a", "an"} or k > at)
        ):
            low = s.low(k)
            if k > at and low in SHORT_VERBS and not s.capital(k):
                ends = s.at_end(k + 1) or s.low(k + 1) == ","
                return (
                    ((items[at].start, items[k - 1].end), (items[k].start, items[k].end))
                    if (ends)
                    else None
                )
            verbal = low.endswith(("ed", "s")) and not low.endswith(("'s", "s'"))
            if k > at and verbal and not s.capital(k) and len(low) > 3:
                return (items[at].start, items[k - 1].end), (items[k].start, items[k].end)
            k += 1
        return None

    def _first_name(self, before: int) -> Span | None:
        """The first capitalised words of a sentence."""
        s = self.s
        for at in range(max(s.first, before - 60), before):
            if at == s.first and s.low(at) in NO_NAMES:
                continue
            if s.capital(at) and s.low(at) not in NO_SOURCE:
                end = at + 1
                while end < min(before, at + 6) and s.capital(end):
                    end += 1
                return s.items[at].start, s.items[end - 1].end
        return None


def owner_in(text: str, span: Span) -> Span:
    """Whose words a subject names, where it names words: "the mayor" of "the mayor's answer"."""
    words = text[slice(*span)]
    parts = [(m.start(), m.group()) for m in re.finditer(r"\S+", words)]
    low = [fold(word.strip(",.;")) for _, word in parts]
    if len(parts) < 2 or not any({word, word.removesuffix("s")} & WORDS_OF for word in low[1:]):
        return span
    if low[0] in POSSESSIVES:
        return span[0], span[0] + len(parts[0][1])
    for at, word in parts[:6]:
        tail = re.search(r"(?:['’]s|s['’])$", word)
        if tail:
            cut = at + len(word) - (2 if word[-1] in "sS" else 1)
            return span[0], span[0] + cut
    return span


def is_title(quoted: str) -> bool:
    """Whether a quotation is the title of a work: nearly all its words have capitals."""
    words = [word for word in quoted.split() if len(word) > 3]
    return bool(words) and sum(w.lstrip("\"'“‘«„")[:1].isupper() for w in words) >= len(words)
