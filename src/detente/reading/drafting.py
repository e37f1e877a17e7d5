"""Statements of a reading as entries of a case, with ids and sources that fit it."""

from __future__ import annotations

import re
from pathlib import PurePath

from detente.case.language import is_name
from detente.case.model import Case, Statement
from detente.case.slug import as_id
from detente.case.walk import every_marked
from detente.reading.found import Found, Heading
from detente.result import Row

#: characters of a gist
GIST = 100
#: characters of a passage that are put into the case
TEXT = 1500
#: an attribution that is less sure is marked with this doubt
DOUBTS = ((0.85, "low"), (0.6, "some"), (0.0, "high"))
#: what a denied act is proposed as; any other: a position
DENIED = {"threat": "assurance"}
MACHINE = "Proposed by detente read; the gist is the document's words{cut}."
#: quotation marks that enclose, and what closes them
QUOTES = {'"': '"', "“": "”", "„": "“", "«": "»", "‘": "’"}


class Drafts:
    """Entries as they are made, with ids that nothing else has."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.statements: list[Row] = []
        self.sources: dict[str, Row] = {}
        self.repeated = 0
        self.nameless = 0
        self._said = {_words(it) for one in case.statements for it in _wordings(one)}
        self._known: dict[tuple[str, str | None], list[frozenset[str]]] = {}
        for one in case.statements:
            bags = [word_bag(it) for it in _wordings(one)]
            self._known.setdefault((one.party, one.source), []).extend(bags)
        self._taken = {one.id for one in case.statements} | set(case.sources)
        self._shapes = _shapes_of_reasons(case)
        self._prefix = self._free_prefix()
        self._number = self._last_number()
        self._source_ids: dict[str, str] = {}

    def add(self, heading: Heading, one: Found) -> None:
        """Draft a statement, unless nobody of the case says it or the case has it."""
        if one.party is None or one.party not in self.case.parties:
            self.nameless += 1
            return
        source = self._source(heading)
        words = _words(one.text)
        bag = frozenset(words.split())
        alike = any(_covers(it, bag) for it in self._known.get((one.party, source), ()))
        if not words or words in self._said or alike:
            self.repeated += 1
            return
        self._said.add(words)
        if source not in self.case.sources:
            self.sources.setdefault(source, _source_entry(heading))
        self.statements.append(self._entry(heading, one, source))

    def _entry(self, heading: Heading, one: Found, source: str) -> Row:
        act = DENIED.get(one.act, "position") if one.negated else one.act
        words = _unquoted(_clean(one.text))
        bare = words.removeprefix("that ").rstrip(" ,;:–—") or words
        gist = _cut(bare, GIST)
        notes = [MACHINE.format(cut=", cut short" if gist != bare else "")]
        if one.negated:
            notes.append(f"The words deny: no {one.act}.")
        if one.reporter:
            notes.append(f"Reported by {one.reporter}.")
        target = one.target if one.target in self.case.parties and one.target != one.party else None
        party = self.case.parties[str(one.party)]
        by = one.speaker if one.speaker and one.speaker != party.name.value else None
        entry: dict[str, str | None] = {
            "id": self._next_id(),
            "by": by,
            "party": one.party,
            "act": act,
            "target": target,
            "issue": one.issue if one.issue in self.case.issues else None,
            "gist": gist,
            "text": _cut(words, TEXT),
            "date": heading.date,
            "source": source,
            "at": one.place or f"{one.start}-{one.end}",
            "basis": one.basis,
            "doubt": next(word for least, word in DOUBTS if one.confidence >= least),
            "note": " ".join(notes),
        }
        return {key: _clean(value) for key, value in entry.items() if value is not None}

    # -- ids

    def _next_id(self) -> str:
        self._number += 1
        while f"{self._prefix}{self._number}" in self._taken:
            self._number += 1
        return f"{self._prefix}{self._number}"

    def _free_prefix(self) -> str:
        """`s` as in s1, unless entries elsewhere in the case mean a place in a source by `s1`."""
        known = {_shape(name) for name in self._taken}
        for prefix in ("s", "q", "said_", "statement_"):
            if f"{prefix}0" in known or f"{prefix}0" not in self._shapes:
                return prefix
        return "proposed_statement_"

    def _last_number(self) -> int:
        pattern = re.compile(re.escape(self._prefix) + r"([1-9]\d{0,8})")
        numbers = [int(match[1]) for name in self._taken if (match := pattern.fullmatch(name))]
        return max(numbers, default=0)

    def _source(self, heading: Heading) -> str:
        """The id of a document's source: one that the case has, or a new one."""
        if heading.id in self._source_ids:
            return self._source_ids[heading.id]
        wanted = as_id(_name(heading))
        found = None
        for key, entry in self.case.sources.items():
            same_title = bool(heading.title) and entry.title.value == heading.title
            if key == wanted or same_title:
                found = key
                break
        if found is None:
            found, number = wanted, 1
            while found in self._taken or (is_name(found) and _shape(found) in self._shapes):
                number += 1
                found = f"{wanted}-{number}"
            self._taken.add(found)
        self._source_ids[heading.id] = found
        return found


def _name(heading: Heading) -> str:
    """A document's file, without folder and ending; in a corpus its id, or the corpus and line."""
    file = PurePath(heading.path)
    if heading.id == heading.path:
        return file.stem
    line = heading.id.removeprefix(f"{heading.path}#")
    return f"{file.name.partition('.')[0]}-{line}" if line != heading.id else heading.id


def _source_entry(heading: Heading) -> Row:
    name = PurePath(heading.path).name if heading.path else heading.id
    own = name if heading.id == heading.path else _name(heading)
    entry = {
        "title": heading.title or own,
        "author": heading.author,
        "date": heading.date,
        "publisher": heading.source,
        "language": heading.language,
        "note": f"Read from {name}.",
    }
    return {key: _clean(value) for key, value in entry.items() if value is not None}


def _wordings(statement: Statement) -> list[str]:
    texts = [statement.gist, *([statement.text] if statement.text is not None else [])]
    return [text.value for text in texts]


def _words(text: str) -> str:
    """The words alone, so that marks, case and spaces make no difference."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def word_bag(text: str) -> frozenset[str]:
    """The words of a text, each once."""
    return frozenset(_words(text).split())


def _covers(known: frozenset[str], words: frozenset[str]) -> bool:
    """Whether two wordings of one party in one source are the same statement."""
    smaller = min(len(known), len(words))
    return smaller >= 4 and len(known & words) >= 0.8 * smaller


def _unquoted(text: str) -> str:
    """Without quotation marks, where one pair encloses the whole."""
    closing = QUOTES.get(text[:1])
    inside = text[1:-1]
    if closing is None or not inside or not text.endswith(closing):
        return text
    return text if closing in inside or text[0] in inside else inside


def _cut(text: str, limit: int) -> str:
    if len(text) <= limit:
        return text
    short = text[: limit - 2]
    return f"{short[: short.rfind(' ')] if ' ' in short[limit // 2 :] else short} …"


def _clean(text: str) -> str:
    """Blanks and line breaks as single blanks; what no file can hold left out."""
    return " ".join(re.sub("[\ud800-\udfff]", "\ufffd", text).split())


def _shapes_of_reasons(case: Case) -> set[str]:
    """What ids would have to look like to be taken for a reason that means something else."""
    return {_shape(reason) for _, marked in every_marked(case) for reason in marked.because}


def _shape(name: str) -> str:
    return re.sub(r"\d+", "0", name.casefold())
