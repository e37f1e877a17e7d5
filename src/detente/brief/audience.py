"""For whom a brief is written, and what that reader may see: the one place that says so.

Three audiences, each a part of the one before:

mediator
    everything, as it stands in the file.
party-safe
    what any party to the talks may be shown. For one party alone: its own, and nobody's else.
public
    what anybody may be shown.

What a party or the public reads is put together from a list of what is allowed (`allowed.py`): a
case of its own, written as text and read again, from which every analysis then starts. Nothing is
blacked out, because nothing that was not allowed is there.

**Marked.** An entry marked `audience: public` is for everybody, one marked `party-safe` for the
parties, one marked `mediator` for nobody else. A mark covers the texts and numbers of its own
entry; entries inside it (the preferences and options of a party, the sessions of a track) need
their own. What stands within a hidden entry is hidden with it.

**On record.** Of unmarked entries only what has been published is allowed: the entry is `reported`,
and everything it is said to rest on is public, a source that is marked so or names its publisher
or its address, or a statement from one. This opens what was said and done (statements, sessions,
dates, events, positions), and never what somebody makes of it: preferences, views, stories,
successes and values need a mark.

**The frame.** Title, date, handling label, the names of the parties and their ids stand on every
page unless they are marked for fewer readers.

**All or nothing.** A game of which some lines are missing is another game. Options, preferences and
what is impossible are shown if all of them are allowed, else none is; the same for each hypothesis,
for all views of one party, and for the values of one.

**Never**, whatever the mark: notes, doubts, the evidence store, the file's digest and place,
comments, and what only serves our own reckoning (`deal`, `clock`, `board`, `levers`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from detente.case.model import Case, Marked, SourceEntry, Statement
from detente.errors import InputError, nearest

Audience = Literal["mediator", "party-safe", "public"]
AUDIENCES: tuple[Audience, ...] = ("mediator", "party-safe", "public")
#: sections that a party or the public may read: none that says what to try, or what is feared
SECTIONS = ("stories", "wants", "games", "outcomes", "hurts", "time", "method")


@dataclass(frozen=True)
class Reader:
    """For whom a brief is written.

    Attributes
    ----------
    audience : "mediator", "party-safe" or "public"
    party : id of the one party it is for; empty for all. Only with "party-safe"
    """

    audience: Audience = "mediator"
    party: str = ""

    @property
    def sees_all(self) -> bool:
        """Whether the reader is a mediator."""
        return self.audience == "mediator"

    @property
    def suffix(self) -> str:
        """What a file's name says of it: empty, "-public", "-party-safe", "-for-PARTY"."""
        if self.sees_all:
            return ""
        return f"-for-{self.party}" if self.party else f"-{self.audience}"

    def permits(self, mark: str, owner: str = "") -> bool:
        """Whether an entry with this mark, of this party (empty: of none), may be shown."""
        if self.sees_all or mark == "public":
            return True
        if mark != "party-safe" or self.audience != "party-safe":
            return False
        return not self.party or owner in {"", self.party}


#: who reads everything
MEDIATOR = Reader()


def reader(case: Case, audience: str = "mediator", party: str = "") -> Reader:
    """The reader that these words name.

    Raises
    ------
    InputError
        for an audience or party that is not known, or a party without "party-safe".
    """
    for known in AUDIENCES:
        if audience == known:
            break
    else:
        hint = nearest(audience, AUDIENCES) or f"Known: {', '.join(AUDIENCES)}."
        raise InputError(f"there is no audience '{audience}'. {hint}")
    if party and known != "party-safe":
        raise InputError("a brief for one party is for the audience 'party-safe'")
    if party and party not in case.parties:
        hint = nearest(party, list(case.parties))
        raise InputError(f"the case has no party '{party}'. {hint}".strip())
    return Reader(known, party)


class Gate:
    """What of one case one reader may see."""

    def __init__(self, case: Case, to: Reader) -> None:
        self.to = to
        self.parties = tuple(key for key, one in case.parties.items() if not self.hidden(one))
        self._names = frozenset(case.sources)
        self.sources = frozenset(key for key, one in case.sources.items() if self._published(one))
        self._said = {one.id: one for one in case.statements}
        self.statements = frozenset(one.id for one in case.statements if self._statement(one))
        #: sources that something shown leans on
        self.cited: set[str] = set()

    def hidden(self, entry: Marked | None, owner: str = "") -> bool:
        """Whether an entry is marked for fewer readers than this one."""
        mark = entry.audience if entry is not None else None
        return mark is not None and not self.to.permits(mark, owner)

    def shows(self, *chain: Marked, owner: str = "", record: bool = False) -> bool:
        """Whether an entry may be shown.

        Parameters
        ----------
        chain : the entry, last, and before it those whose marks cover it
        owner : id of the party whose it is; empty for nobody's
        record : whether entries of this kind may be shown, unmarked, where they are on record
        """
        if any(self.hidden(one, owner) for one in chain):
            return False
        if any(one.audience is not None for one in chain):
            return True
        basis = next((one.basis for one in reversed(chain) if one.basis), "assumed")
        because = next((one.because for one in reversed(chain) if one.because), ())
        return record and basis == "reported" and self._on_record(because)

    def because(self, reasons: Sequence[str]) -> list[str]:
        """Of what an entry rests on, what may be named."""
        kept = [reason for reason in reasons if self._open(reason)]
        for reason in kept:
            self.cited.update(self._sources_of(reason))
        return kept

    def _on_record(self, reasons: Sequence[str]) -> bool:
        return bool(reasons) and all(map(self._open, reasons))

    def _open(self, reason: str) -> bool:
        """Whether a reason is a statement or source that may be shown, or a place in such a one.

        A place that names no source is one of the only source, if there is but one.
        """
        if reason in self._said:
            return reason in self.statements
        found = self._sources_of(reason)
        return bool(found) and found <= self.sources

    def _sources_of(self, reason: str) -> frozenset[str]:
        if reason in self._said:
            source = self._said[reason].source
            return self.sources & {source} if source else frozenset()
        named = frozenset(key for key in self._names if reason == key or _begins(reason, key))
        return named or (self._names if len(self._names) == 1 else frozenset())

    @staticmethod
    def _is_address(text: str) -> bool:
        return text.startswith(("https://", "http://"))

    def _published(self, source: SourceEntry) -> bool:
        if source.audience is not None:
            return self.to.permits(source.audience)
        address = source.url is not None and self._is_address(source.url.value)
        return bool(source.publisher) or address

    def _statement(self, one: Statement) -> bool:
        for party in (one.party, one.target):
            if party is not None and party not in self.parties:
                return False
        if one.audience is not None:
            return not self.hidden(one, one.party) and not self.hidden(one.gist, one.party)
        if self.hidden(one.gist, one.party) or one.basis != "reported":
            return False
        return one.source in self.sources


def _begins(reason: str, key: str) -> bool:
    """Whether a place begins with the id of its source: `gazette p. 3`, `gazette:¶4`."""
    rest = reason.removeprefix(key)
    return rest != reason and not (rest[:1].isalnum() or rest[:1] in {"_", "-"})
