"""A corpus as numbers: read once, then cut by side and by date as often as one likes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray

from detente.errors import InputError, nearest
from detente.progress import Progress, silent
from detente.reading.document import Document, Unreadable
from detente.reading.words.function_words import content_mask
from detente.reading.words.spool import Numbers, Texts
from detente.reading.words.tables import Table, pairs_of_words, single_words
from detente.reading.words.tokens import Name, Tokeniser, tokeniser
from detente.reading.words.vocabulary import Vocabulary
from detente.reading.words.windows import OVER, window

_BLOCK = 200_000
_OWN = ("title", "author", "date", "source", "language")
#: a field with more values than this names documents, not sides
MOST_VALUES = 20_000


@dataclass(frozen=True)
class Part:
    """Words that count for one side: a document, or a passage of one with a speaker of its own."""

    doc: str
    text: str
    fields: Mapping[str, str | None]
    start: int = 0


class Field:
    """One field of all parts: a number for each of its values, 0 where there is none."""

    def __init__(self, before: int) -> None:
        self._known: dict[str, int] = {}
        self._codes = Numbers()
        self._waiting = [0] * before
        self.too_many = False

    def append(self, value: str | None) -> None:
        """The value of one more part."""
        if self.too_many:
            return
        code = 0
        if value:
            code = self._known.setdefault(value, len(self._known) + 1)
            self.too_many = len(self._known) > MOST_VALUES
        self._waiting.append(code)
        if len(self._waiting) >= 1 << 16:
            self._flush()

    def _flush(self) -> None:
        self._codes.append(np.array(self._waiting, dtype=np.uint32))
        self._waiting = []

    @property
    def values(self) -> list[str]:
        """The values, by number less one."""
        return list(self._known)

    def codes(self) -> NDArray[np.uint32]:
        """The number of each part's value."""
        self._flush()
        return self._codes.array()


@dataclass(eq=False)
class WordIndex:
    """Every word of a corpus as a number, with the fields of its documents.

    Memory does not grow with the length of the texts beyond 4 bytes a word; from 4 million words
    on, these too lie on disk. `build` fills it from any number of documents.
    """

    tokens: Name = "words"
    ngrams: int = 2
    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    texts: Texts = field(default_factory=Texts)
    n_docs: int = 0
    unreadable: tuple[Unreadable, ...] = ()
    _ids: Numbers = field(default_factory=Numbers)
    _lengths: Numbers = field(default_factory=Numbers)
    _origins: Numbers = field(default_factory=Numbers)
    _fields: dict[str, Field] = field(default_factory=dict)
    _waiting: list[bytes] = field(default_factory=list)
    _places: list[int] = field(default_factory=list)
    _held: int = 0
    _n_parts: int = 0
    _last_doc: str | None = None

    @classmethod
    def build(
        cls,
        documents: Iterable[Document | Unreadable],
        tokens: Name = "words",
        ngrams: int = 2,
        progress: Progress = silent,
    ) -> WordIndex:
        """Read documents one after another; what cannot be read is kept in `unreadable`."""
        unreadable: list[Unreadable] = []

        def parts() -> Iterator[Part]:
            for one in documents:
                if isinstance(one, Unreadable):
                    unreadable.append(one)
                else:
                    yield part_of(one)

        index = cls.of_parts(parts(), tokens, ngrams, progress)
        index.unreadable = tuple(unreadable)
        return index

    @classmethod
    def of_parts(
        cls,
        parts: Iterable[Part],
        tokens: Name = "words",
        ngrams: int = 2,
        progress: Progress = silent,
    ) -> WordIndex:
        """Read parts of documents; those of one document follow one another."""
        index = cls(tokens, ngrams)
        divide = tokeniser(tokens)
        for part in parts:
            index._add(part, divide)
            if index._n_parts % 256 == 0:
                progress(index.n_docs, None, "documents")
        index._flush(divide)
        return index

    def _add(self, part: Part, divide: Tokeniser) -> None:
        if part.doc != self._last_doc:
            self.n_docs += 1
            self._last_doc = part.doc
        self._places.append(self.n_docs - 1)
        for name in part.fields:
            if name not in self._fields:
                self._fields[name] = Field(self._n_parts)
        for name, column in self._fields.items():
            column.append(part.fields.get(name))
        self.texts.append(part.doc, part.text, part.start)
        encoded = divide.encode(part.text)
        self._waiting.append(encoded)
        self._held += len(encoded) + 1
        self._n_parts += 1
        if self._held >= _BLOCK:
            self._flush(divide)

    def _flush(self, divide: Tokeniser) -> None:
        if not self._waiting:
            return
        block = b" ".join(self._waiting)
        sizes = np.array([len(one) + 1 for one in self._waiting])
        starts, ends = divide.bounds(block)
        inside = np.searchsorted(starts, np.concatenate([[0], np.cumsum(sizes)]))
        self._lengths.append(np.diff(inside).astype(np.uint32))
        self._origins.append(np.array(self._places, dtype=np.uint32))
        self._ids.append(self.vocabulary.numbers(block, starts, ends))
        self._waiting, self._places, self._held = [], [], 0

    def __len__(self) -> int:
        return self._n_parts

    @cached_property
    def ids(self) -> NDArray[np.uint32]:
        """The number of every word, part after part."""
        return self._ids.array()

    @cached_property
    def offsets(self) -> NDArray[np.int64]:
        """Where each part begins in `ids`, and where the last one ends."""
        lengths = self._lengths.array()
        return np.concatenate([[0], np.cumsum(lengths, dtype=np.int64)]).astype(np.int64)

    @cached_property
    def origins(self) -> NDArray[np.uint32]:
        """The document that each part belongs to."""
        return self._origins.array()

    @property
    def divided(self) -> bool:
        """Whether some document has more than one part."""
        return self.n_docs < len(self)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the words in their order, and of where parts end."""
        found = sha256(self.offsets.tobytes())
        for word in range(len(self.vocabulary)):
            found.update(self.vocabulary.word(word).encode() + b" ")
        for begin in range(0, len(self.ids), 1 << 20):
            found.update(self.ids[begin : begin + (1 << 20)].tobytes())
        return found.hexdigest()

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """Counts by part, of single words and, where asked for, of pairs."""
        made = [single_words(self.ids, self.offsets, len(self.vocabulary))]
        if self.ngrams > 1:
            made.append(pairs_of_words(self.ids, self.offsets, len(self.vocabulary)))
        return tuple(made)

    @property
    def fields(self) -> list[str]:
        """The names that documents can be told apart by."""
        return sorted(name for name, one in self._fields.items() if not one.too_many)

    def divide(self, by: str) -> tuple[list[str], NDArray[np.int32]]:
        """Values of a field in their order, and each part's value by number; -1 for none.

        A span of time, such as `year`, stands for the span that the date lies in, unless the
        documents have a field of that name.

        Raises
        ------
        InputError
            when no document has such a field.
        """
        name = by
        if name not in self._fields and by in OVER:
            return self._spans(by)
        column = self._fields.get(name)
        if column is None:
            raise InputError(f"no document has a field '{by}'. {nearest(by, self.fields)}".strip())
        if column.too_many:
            raise InputError(f"'{by}' has more than {MOST_VALUES:,} values; that is no side")
        return _sorted(column.values, column.codes().astype(np.int64))

    def windows(self, over: str) -> tuple[list[str], NDArray[np.int32]]:
        """Spans of time in their order, and each part's by number; -1 without such a date.

        Raises
        ------
        InputError
            when no document has a date exact enough.
        """
        return self._spans(over)

    def _spans(self, over: str) -> tuple[list[str], NDArray[np.int32]]:
        column = self._fields.get("date")
        spans = [window(value, over) for value in column.values] if column is not None else []
        if column is None or not any(spans):
            raise InputError(f"no document has a date that tells its {over}")
        known: dict[str, int] = {}
        code_of = np.zeros(len(spans) + 1, dtype=np.int64)
        for place, span in enumerate(spans, 1):
            if span is not None:
                code_of[place] = known.setdefault(span, len(known) + 1)
        return _sorted(list(known), code_of[column.codes()])

    def term(self, order: int, place: int) -> str:
        """A term in words."""
        numbers = self.tables[order - 1].numbers(place)
        return " ".join(self.vocabulary.word(number) for number in numbers)

    def numbers_of(self, term: str) -> tuple[int, ...] | None:
        """The words of a term by number; None where one of them never occurs."""
        found = [self.vocabulary.find(word) for word in tokeniser(self.tokens).split(term)]
        known = tuple(number for number in found if number is not None)
        return known if known and len(known) == len(found) else None

    def occurrences(self, numbers: tuple[int, ...]) -> NDArray[np.int64]:
        """Where in `ids` a run of words begins, within one part each."""
        places = np.flatnonzero(self.ids == numbers[0])
        for step, number in enumerate(numbers[1:], 1):
            places = places[places + step < len(self.ids)]
            places = places[self.ids[places + step] == number]
        part = self.part_of(places)
        return places[places + len(numbers) <= self.offsets[part + 1]]

    def part_of(self, places: NDArray[np.int64]) -> NDArray[np.int64]:
        """The part in which each place of `ids` lies."""
        return np.searchsorted(self.offsets, places, side="right") - 1

    def contents(self) -> Iterator[tuple[str, str, int]]:
        """Document, text, and where it begins there, of every part."""
        return iter(self.texts)

    @cached_property
    def content(self) -> NDArray[np.bool_]:
        """By word number: whether the word carries content."""
        return content_mask(self.vocabulary)


def part_of(document: Document) -> Part:
    """A whole document as one part."""
    own = {name: getattr(document, name) for name in _OWN}
    own["date"] = document.date or _days(document.fields)
    fields = {**document.fields, **{name: value for name, value in own.items() if value}}
    fields.setdefault("doc", document.id)
    return Part(document.id, document.text, fields)


def _days(fields: Mapping[str, str]) -> str | None:
    """A date that R has written as days since 1970, in ISO form."""
    for name, value in fields.items():
        if name.lower() == "date" and (match := _R_DATE.fullmatch(value)):
            day = _FIRST_DAY + int(match[1])
            return date.fromordinal(day).isoformat() if 1 <= day <= _LAST_DAY else None
    return None


_R_DATE = re.compile(r"(-?\d{5,6}|-?\d{1,4}(?=\.))(?:\.0+)?")
_FIRST_DAY = date(1970, 1, 1).toordinal()
_LAST_DAY = date.max.toordinal()


def _sorted(values: list[str], codes: NDArray[np.int64]) -> tuple[list[str], NDArray[np.int32]]:
    """Values in order, and codes (0 for none) that follow them (-1 for none)."""
    order = sorted(range(len(values)), key=values.__getitem__)
    place = np.full(len(values) + 1, -1, dtype=np.int32)
    place[np.array(order, dtype=np.int64) + 1] = np.arange(len(values), dtype=np.int32)
    return [values[k] for k in order], place[codes]
