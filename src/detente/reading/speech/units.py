"""Paragraphs, quotations, units and sentences of a text, in one pass each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from detente.reading.speech.words import bag

#: A word, a number, or a single sign.
TOKEN = re.compile(
    r"(?:[A-Z]\.){2,}|[RDI]-(?:(?:[A-Z]\.){2,}|[A-Z][a-z]{2,5}\.(?=[,)]))|"
    r"(?:Mrs?|Ms|Dr|Prof|Sens?|Reps?|Govs?|Gen|Lt|Col|Sgt|Capt|Adm|Rev|St|Pres|vs)\.(?=\s)|"
    r"(?:Jan|Feb|Aug|Sept|Oct|Nov|Dec)\.(?= \d)|"
    r"\b[A-Z]\.(?= [A-Z])|[$£€]?\d+(?:[.,:]\d+)*%?|[^\W_]+(?:[.'’\-&/][^\W_]+)*|"
    r"\.{3}|--+|([^\w\s])\1{3,}|\S"
)
BREAK = re.compile(r"\n[ \t\r\f\v]*\n\s*|\n")
WRAP = re.compile(r"[a-z,;][ \t]*\n[ \t]*[a-z]")
ABBREVIATIONS = bag(
    """mr mrs ms dr prof sen rep gov gen lt col sgt capt adm rev st jr sr pres vs etc inc corp co
    ltd no jan feb mar apr jun jul aug sept sep oct nov dec ala ariz calif colo conn fla ga ind
    kan ky md mich minn mo mont neb nev okla pa tenn tex va vt wis wyo mt ft
    u.s u.k u.n e.g i.e a.m p.m cf approx dept est fig hon maj messrs mme pp ph.d vol d.c"""
)
STOPS = frozenset({".", "!", "?", "…", "..."})
OPENING = {"“": "”", "„": "“”", "«": "»", "»": "«", "‹": "›", "‘": "’", "``": "''", "「": "」"}
#: A quotation mark; four or more of one kind in a row quote nothing.
MARK = re.compile(r"(?P<none>([\"“”„«»‹›‘’'`「」])\2{3,})|``|''|[\"“”„«»‹›‘’'「」]")


@dataclass(frozen=True, slots=True)
class Quote:
    """Words between quotation marks, marks included.

    `closed` is false where the mark was left open; `goes_on` is true where the next paragraph
    takes the quotation up; `inner` are the quotations inside it.
    """

    start: int
    end: int
    closed: bool = True
    goes_on: bool = False
    taken_up: bool = False
    inner: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Unit:
    """A word, a sign, or a whole quotation: what the clause grammar steps over."""

    start: int
    end: int
    text: str
    low: str
    quote: Quote | None = None


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Spans of the paragraphs; where lines are wrapped, only an empty line ends one."""
    wrapped = len(WRAP.findall(text[:20000])) >= 3
    found = []
    start = 0
    for match in BREAK.finditer(text):
        if wrapped and match.group().count("\n") == 1:
            continue
        if text[start : match.start()].strip():
            found.append(trimmed(text, start, match.start()))
        start = match.end()
    if text[start:].strip():
        found.append(trimmed(text, start, len(text)))
    return found


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A span without the white space at its ends."""
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())


class Quotations:
    """Finds the quotations of one paragraph after the other."""

    def __init__(self, text: str) -> None:
        self.text = text

    def find(self, start: int, end: int) -> list[Quote]:
        """The quotations of one paragraph, outermost only, in order."""
        text = self.text
        marks = [mark for mark in MARK.finditer(text, start, end) if not mark["none"]]
        closers = self._single_closers(marks, end)
        found: list[Quote] = []
        stack: list[tuple[str, int]] = []
        inner: list[tuple[int, int]] = []
        for index, match in enumerate(marks):
            mark, at = match.group(), match.start()
            before = text[at - 1] if at > start else " "
            after = text[match.end()] if match.end() < end else " "
            if stack and self._closes(stack[-1][0], mark, before, after, index, closers):
                kind, opened = stack.pop()
                del kind
                if stack:
                    inner.append((opened, match.end()))
                else:
                    found.append(Quote(opened, match.end(), inner=tuple(inner)))
                    inner = []
                continue
            if len(stack) < 3 and self._opens(mark, before, after, index, closers, stack):
                stack.append((mark, at))
            elif len(stack) > 1 and self._closes(stack[0][0], mark, before, after, index, closers):
                found.append(Quote(stack[0][1], match.end(), inner=tuple(inner)))
                stack, inner = [], []
        if stack and stack[0][0] not in {"'", "‘"}:
            found.append(Quote(stack[0][1], end, closed=False, inner=tuple(inner)))
        return [quote for quote in found if self._worded(quote)]

    def _worded(self, quote: Quote) -> bool:
        piece = self.text[quote.start : min(quote.end, quote.start + 400)]
        return any(letter.isalnum() for letter in piece)

    @staticmethod
    def _closes(
        opened: str, mark: str, before: str, after: str, index: int, closers: frozenset[int]
    ) -> bool:
        if opened == '"':
            return mark == '"'
        if opened in {"'", "‘"}:
            return mark in {"'", "’"} and index in closers
        if opened == "``":
            return mark in {"''", '"'}
        if opened == "“":
            return mark == "”" or (mark == "“" and after.isspace() and not before.isspace())
        if opened == "''":
            return mark == "''"
        return mark in OPENING.get(opened, "")

    @staticmethod
    def _opens(
        mark: str,
        before: str,
        after: str,
        index: int,
        closers: frozenset[int],
        stack: list[tuple[str, int]],
    ) -> bool:
        free = not before.isalnum() and before not in ".,!?;"
        if mark == '"':
            return all(kind != '"' for kind, _ in stack) and free and not after.isspace()
        if mark in {"'", "‘"}:
            if not free or not (after.isalnum() or after in '“"…[(¿¡£$'):
                return False
            return any(kind not in {"'", "‘"} for kind, _ in stack[-1:]) or not stack
        if mark == "''":
            return not stack and free and not after.isspace()
        if mark == "»":
            return free and not after.isspace() and not stack
        return mark in OPENING and (mark != "‘" or free)

    def _single_closers(self, marks: list[re.Match[str]], end: int) -> frozenset[int]:
        """Which single marks may close: those at the end of a word that are no apostrophe.

        A mark after a plural's *s* closes only when no better one follows.
        """
        found = set()
        later = False
        for index in range(len(marks) - 1, -1, -1):
            mark, at = marks[index].group(), marks[index].start()
            if mark not in {"'", "’"}:
                continue
            before = self.text[at - 1] if at else " "
            after = self.text[at + 1] if at + 1 < end else " "
            if before.isspace() or after.isalnum():
                if mark == "'" and (before.isspace() or before in "(—–-:") and after.isalnum():
                    later = False
                continue
            if before in "sz" and after == " " and later:
                continue
            found.add(index)
            later = True
        return frozenset(found)


def quotations(text: str, spans: list[tuple[int, int]]) -> list[list[Quote]]:
    """The quotations of every paragraph, with those that run on into the next one marked."""
    finder = Quotations(text)
    found = [finder.find(start, end) for start, end in spans]
    for index in range(len(found) - 1):
        here, after = found[index], found[index + 1]
        if here and not here[-1].closed and after and after[0].start == spans[index + 1][0]:
            last, first = here[-1], after[0]
            here[-1] = Quote(last.start, last.end, False, True, last.taken_up, last.inner)
            after[0] = Quote(first.start, first.end, first.closed, False, True, first.inner)
    for index, quotes in enumerate(found):
        if quotes and not quotes[-1].closed and not quotes[-1].goes_on:
            last = quotes[-1]
            inside = text[last.start : last.end]
            if last.start != spans[index][0] and len(inside) > 1200:
                quotes.pop()
    return found


def units(text: str, start: int, end: int, quotes: list[Quote]) -> list[Unit]:
    """The units of one paragraph."""
    found: list[Unit] = []
    at = start
    for quote in quotes:
        found.extend(plain_units(text, at, quote.start))
        found.append(Unit(quote.start, quote.end, '"' + last_sign(text, quote), '"', quote))
        at = quote.end
    found.extend(plain_units(text, at, end))
    return found


def plain_units(text: str, start: int, end: int) -> Iterator[Unit]:
    """The units between quotations."""
    for match in TOKEN.finditer(text, start, end):
        word = match.group()
        low = word.lower().replace("’", "'")
        if low[-1] == "." and len(low) > 1 and low[0] != ".":
            low = low[:-1]
        yield Unit(match.start(), match.end(), word, low)


def sentences(text: str, items: list[Unit], leads: frozenset[str]) -> list[tuple[int, int]]:
    """Spans of units that are sentences; `leads` are the words that may follow a quotation's end.

    A quotation that ends with a full stop ends its sentence when a capital follows; one that ends
    with a question or exclamation mark goes on into "Marsh asked".
    """
    found = []
    first = 0
    n = len(items)
    for index, item in enumerate(items):
        if index + 1 == n:
            break
        after = items[index + 1]
        if item.quote is not None:
            inner = last_sign(text, item.quote)
            if inner not in STOPS or after.low in {",", ";", ")"} or after.low in STOPS:
                continue
            if after.quote is None and not after.text[:1].isupper():
                continue
            if inner in {"?", "!"} and any(
                unit.low in leads for unit in items[index + 1 : index + 5]
            ):
                continue
        elif item.low in STOPS:
            if item.low == "." and index and not ends_here(items, index):
                continue
            if after.low in STOPS or after.low in {")", "]", ","}:
                continue
            if after.text[:1].islower() and item.low != ".":
                continue
        else:
            continue
        found.append((first, index + 1))
        first = index + 1
    if first < n:
        found.append((first, n))
    return found


def ends_here(items: list[Unit], index: int) -> bool:
    """Whether a full stop ends a sentence rather than an abbreviation."""
    before, after = items[index - 1], items[index + 1]
    if before.end != items[index].start:
        return True
    if after.text[:1].islower():
        return False
    if before.low == "no":
        return not after.text[:1].isdigit()
    if before.low in ABBREVIATIONS:
        return False
    return not (len(before.text) == 1 and before.text.isupper() and before.text != "I")


def last_sign(text: str, quote: Quote) -> str:
    """The last sign inside a quotation."""
    end = quote.end - (1 if quote.closed else 0)
    while end > quote.start and text[end - 1] in " \"'”’»`":
        end -= 1
    return text[end - 1] if end > quote.start else ""


def n_words(text: str, start: int, end: int) -> int:
    """How many words stand between two offsets."""
    return len(text[start:end].split())
