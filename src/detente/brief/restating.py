"""What the search for levers says in one line, said again with the names and words of the brief."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from detente.brief.document import Inline, Span
from detente.brief.lexicon import Lexicon, spelled
from detente.brief.wording import expressions
from detente.brief.wording import hope as say
from detente.brief.wording.grammar import own
from detente.brief.wording.wants import place
from detente.case.language import ExpressionError, parse
from detente.case.names import names
from detente.levers.conditions import Condition

_HEADS = (
    (re.compile(r" puts this right after (.+)$"), " puts this next after "),
    (re.compile(r" puts this below the next \((.+)\)$"), " puts this below "),
)
_PLACE = re.compile(r"; in place (\d+)$")
_LEARNT = re.compile(r"(?<= prefers); (first|in place \d+)$")
_WORDS = (
    ("; first", ", first of all"),
    ("once done", "once it is done"),
)


class Restating:
    """Changes, flags and conditions in the words of the brief."""

    def __init__(self, words: Lexicon) -> None:
        self.words = words
        self._known = names(words.case)
        called = {party.name.value: key for key, party in words.case.parties.items()}
        self._called = called
        longest = sorted(called, key=len, reverse=True)
        self._names = re.compile("|".join(rf"(?<!\w){re.escape(one)}(?!\w)" for one in longest))

    # ------------------------------------------------------------------ changes

    def change(self, what: str, short: bool = False) -> Inline:
        """One change, without its full stop.

        Parameters
        ----------
        short : leave out which of somebody's preferences it is about
        """
        head, tail = self._parted(what)
        if short and _LEARNT.search(head):
            return self._named(_LEARNT.sub("", head))
        if not tail:
            return self._named(head, own_rest=" prefer" in head)
        return (*self._head(head), Span(": "), *self._tail(tail))

    def _parted(self, what: str) -> tuple[str, str]:
        """The sentence, and what it is about: a line of the case, else the words of an option."""
        places = [match.start() for match in re.finditer(": ", what)]
        for at in places:
            if self._parses(what[at + 2 :]):
                return what[:at], what[at + 2 :]
        if not places:
            return what, ""
        at = places[1] if " sees this" in what[: places[0]] and len(places) > 1 else places[0]
        return what[:at], what[at + 2 :]

    def _parses(self, text: str) -> bool:
        try:
            parse(text, self._known)
        except ExpressionError:
            return False
        return True

    def _head(self, head: str) -> Inline:
        for pattern, told in _HEADS:
            match = pattern.search(head)
            if match is not None and self._parses(match.group(1)):
                before = self._named(head[: match.start()] + told)
                return (*before, *self.words.line([match.group(1)]))
        return self._named(head)

    def _tail(self, tail: str) -> Inline:
        if self._parses(tail):
            return self.words.line([tail])
        option, colon, level = tail.removeprefix("not: ").rpartition(": ")
        text = f"{option}{colon}{spelled(level)}"
        quoted = expressions.does(text)
        return expressions.negated(quoted) if tail.startswith("not: ") else quoted

    def _named(self, text: str, own_rest: bool = False) -> Inline:
        """A text with the names of parties as the brief has them."""
        for old, new in _WORDS:
            text = text.replace(old, new)
        text = _PLACE.sub(lambda match: f", in {place(int(match.group(1)))} place", text)
        found: list[Span] = []
        at = 0
        for match in self._names.finditer(text):
            found.append(Span(text[at : match.start()], own=own_rest))
            found += self.words.party(self._called[match.group()])
            at = match.end()
        found.append(Span(text[at:], own=own_rest))
        return tuple(span for span in found if span.text)

    # ------------------------------------------------------------------ flags

    def flags(self, flags: Iterable[str]) -> Iterator[Inline]:
        """What to be careful about, flags of one kind together."""
        found = list(flags)
        worse = self._who(found, r"worse off: (.+) prefers the present to this")
        if worse:
            yield say.worse_off(self.words.parties(worse), len(worse))
        stuck = self._who(found, r"holds for (.+) only because something cannot be undone")
        if stuck:
            yield say.not_undone(self.words.parties(stuck), len(stuck))
        for flag in found:
            match = re.match(r"rests on a misreading: it is lost once (.+)", flag)
            if match is not None:
                yield say.misread(self.change(match.group(1)))
            match = re.match(r"could provoke: (.+), seeing this, would leave “(.+)”", flag)
            if match is not None:
                yield say.provokes(self._named(match.group(1)), own(match.group(2)))
        absent = self._who(found, r"not consulted: (.+), which the case names beside .+")
        if absent:
            yield say.not_consulted(self.words.parties(absent), len(absent))

    def _who(self, flags: list[str], pattern: str) -> list[str]:
        matches = [re.match(pattern, flag) for flag in flags]
        found = [self._called[m.group(1)] for m in matches if m and m.group(1) in self._called]
        return list(dict.fromkeys(found))

    # ------------------------------------------------------------------ what is missing

    def lacks(self, conditions: Iterable[Condition], account: Inline = ()) -> list[Inline]:
        """What a state lacks: who would leave it, and in whose eyes.

        Parameters
        ----------
        account : what to say where no view is asked; left out, that the case assumes it
        """
        by_view: dict[str, list[str]] = {}
        other: list[Inline] = []
        for one in conditions:
            view = ".".join(one.views[-1]) if one.views and one.views[-1] else "base"
            if one.kind == "stays":
                by_view.setdefault(view, []).append(one.party)
            elif one.kind == "reached":
                other.append(say.not_reached(self.words.view(view)))
            else:
                other.append(say.not_possible())
        by_who: dict[tuple[str, ...], list[str]] = {}
        for view, who in by_view.items():
            by_who.setdefault(tuple(dict.fromkeys(who)), []).append(view)
        told = [
            say.leaves(self.words.parties(who), list(self._views(views, account)))
            for who, views in by_who.items()
        ]
        return [*told, *dict.fromkeys(other)]

    def _views(self, views: list[str], account: Inline) -> Iterator[Inline]:
        """The account, the sides together, then what sides think that others see."""
        if "base" in views:
            yield account or self.words.view("base")
        sides = [view for view in views if view != "base" and "." not in view]
        if sides:
            yield self.words.views(sides)
        yield from (self.words.view(view) for view in views if "." in view)
