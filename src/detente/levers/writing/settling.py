"""What a lever changes, said with the names and codes that the changed file has.

The search keeps the numbering of the case and lets new options stand behind all others; options
that nobody imagines any more stay, at their first level. In a file the numbering is that of its
options: codes are said anew, what asks about an option that is gone is told without it, and
rankings name the states in which something new is done.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from fractions import Fraction
from itertools import product
from typing import Any

from detente.case.frames import Preferences, frame, present_levels, state_levels
from detente.case.language import Expr, Names, OptionName, parse
from detente.case.model import (
    Case,
    Entry,
    Preference,
    Prefers,
    Present,
    Ranking,
    Text,
    Weights,
)
from detente.case.plain import plain
from detente.errors import InputError
from detente.levers.writing.folding import folded, names_any
from detente.levers.writing.parts import Key, Parts
from detente.levers.writing.plain import state

#: states that one ranking may come to name
_MOST_STATES = 4096
Levels = tuple[int, ...]
#: the level at which a view that wrote a ranking holds what it does not see
Held = Callable[[Key], Mapping[int, int]]


def fresh_names(found: Parts, case: Case) -> Names:
    """The names of the case with these parts, in the order in which a file gives them codes."""
    if case.states is not None:
        return Names(states=[one.id for one in case.states])
    told: dict[tuple[str, str], OptionName] = {}
    for party in case.parties:
        for key, option in found.items():
            if key[:3] == ("parties", party, "options"):
                told[party, key[3]] = OptionName(party, key[3], option.levels)
    n_base = len(told)
    for key, option in found.items():
        if key[0] == "views" and key[2] == "imagined":
            told.setdefault((key[3], key[4]), OptionName(key[3], key[4], option.levels))
    return Names(list(told.values()), n_base=n_base)


def held_in(case: Case, hypothesis: str | None) -> Held:
    """What the views of a case hold, each asked once."""
    known: dict[str, Mapping[int, int]] = {}

    def held(key: Key) -> Mapping[int, int]:
        if key[0] != "views" or case.states is not None:
            return {}
        if key[1] not in known:
            known[key[1]] = frame(case, key[1], hypothesis).held()
        return known[key[1]]

    return held


class Settling:
    """From the names of the search to those of the file.

    Parameters
    ----------
    known : the names that the search kept
    fresh : the names that the file has afterwards
    added : full names of options that the changes bring
    """

    def __init__(self, known: Names, fresh: Names, added: Collection[str], held: Held) -> None:
        self.known, self.fresh, self.held = known, fresh, held
        there = {one.full: k for k, one in enumerate(known.options)}
        self.order = [there[one.full] for one in fresh.options]
        kept = set(self.order)
        self.gone = frozenset(k for k in range(len(known.options)) if k not in kept)
        self.added = tuple(k for k, one in enumerate(known.options) if one.full in added)

    def settled(self, found: Parts) -> Parts:
        """All parts, those left out that are about nothing any more."""
        if not self.known.states:
            self._still_supposed(found)
            found = {key: value for key, value in found.items() if not self._idle(key)}
        return self._without_idle_lifts(
            {key: self._part(key, value) for key, value in found.items()}
        )

    def _without_idle_lifts(self, found: Parts) -> Parts:
        """A view does not say of something that it is possible once nobody else denies it."""
        told = dict(found)
        for key, entries in found.items():
            if key[-1] == "possible" and entries:
                denied = self._denied(found, key[1])
                kept = [one for one in entries if parse(one.value, self.known) in denied]
                told[key] = kept if len(kept) < len(entries) else entries
        return told

    def _denied(self, found: Parts, view: str) -> list[Expr]:
        """What the view above one holds impossible."""
        steps = view.split(".")
        rules = [parse(one.value, self.known) for one in found["impossible",]]
        for depth in range(1, len(steps)):
            above = ".".join(steps[:depth])
            lifted = found.get(("views", above, "possible"), [])
            trees = [parse(one.value, self.known) for one in lifted]
            rules = [rule for rule in rules if rule not in trees]
            more = found.get(("views", above, "impossible"), [])
            rules += [parse(one.value, self.known) for one in more]
        return rules

    def _still_supposed(self, found: Parts) -> None:
        """Complain where a view takes something to be done that nobody imagines any more."""
        for view in dict.fromkeys(key[:2] for key in found if key[0] == "views" and self.gone):
            held = self.held(view)
            for k in self.gone:
                if held.get(k):
                    raise InputError(
                        f"the view '{view[1]}' takes '{self.known.options[k].full}' to be done, "
                        "which nobody would imagine any more; put that view right first"
                    )

    def _idle(self, key: Key) -> bool:
        """Whether a view says something of an option that is gone."""
        return len(key) == 4 and key[2] in ("unseen", "one_way") and self._is_gone(key[3])

    def _is_gone(self, name: str) -> bool:
        try:
            return self.known.find_option(name) in self.gone
        except InputError:  # the name of a party
            return False

    def _part(self, key: Key, value: Any) -> Any:
        if key[-1] in ("impossible", "possible"):
            return self._rules(value)
        if key[-1] == "preferences":
            return self._preferences(key, value)
        if isinstance(value, Present):
            return self._present(value)
        return value

    # ------------------------------------------------------------------ expressions

    def _told(self, text: str) -> str | bool:
        """A text without what is gone."""
        if not self.gone:
            return text
        expr = parse(text, self.known)
        if not names_any(expr, self.gone):
            return text
        left = folded(expr, self.gone)
        return left if isinstance(left, bool) else plain(left, self.known)

    def _rules(self, rules: list[Text]) -> list[Text]:
        told = []
        for rule in rules:
            text = self._told(rule.value)
            if text is True:
                raise InputError(
                    f"the rule '{rule.value}' would make everything impossible once nobody "
                    "imagines what it names; change it by hand"
                )
            if text is not False:
                told.append(_again(rule, str(text)))
        return told if told != rules else rules

    # ------------------------------------------------------------------ preferences

    def _preferences(self, key: Key, given: Preferences) -> Preferences:
        if isinstance(given, Ranking):
            return given if self.known.states else self._ranking(key, given)
        if isinstance(given, Weights):
            return self._weights(given)
        told = [self._statement(one) for one in given.statements]
        kept = [one for one in told if one is not None]
        return given if kept == given.statements else Prefers(statements=kept)

    def _statement(self, one: Preference) -> Preference | None:
        """None where it tells no states apart any more."""
        texts = [self._told(entry.value) for entry in one.any]
        if True in texts:
            return None
        left = [
            _again(entry, text)
            for entry, text in zip(one.any, texts, strict=True)
            if isinstance(text, str)
        ]
        if not left:
            return None
        return one if left == one.any else one.model_copy(update={"any": left})

    def _weights(self, given: Weights) -> Weights:
        entries: dict[str, Entry[Fraction]] = {}
        for text, entry in given.entries.items():
            told = self._told(text)
            if isinstance(told, bool):
                continue
            if told in entries:
                total = entries[told].value + entry.value
                entry = entry.model_copy(update={"value": total})
            entries[told] = entry
        return given if entries == given.entries else Weights(entries=entries)

    # ------------------------------------------------------------------ states

    def _ranking(self, key: Key, given: Ranking) -> Ranking:
        if not self.added and self.order == list(range(len(self.known.options))):
            return given
        held = self.held(key)
        rungs: list[list[tuple[Levels, Entry[str]]]] = [
            [(state_levels(entry.value, self.known), entry) for entry in rung]
            for rung in given.rungs
        ]
        rungs = self._without_gone(rungs, held)
        rungs = self._with_added(rungs, held)
        told = [
            tuple(_again(entry, self._state(levels, entry.value)) for levels, entry in rung)
            for rung in _each_once(rungs)
            if rung
        ]
        if not told and given.rungs:
            raise InputError("a ranking would name no state any more; change it by hand")
        return given if told == given.rungs else Ranking(rungs=told)

    def _meant(self, levels: Sequence[int], held: Mapping[int, int]) -> Levels:
        """A state as the view that wrote it has it."""
        return tuple(held.get(k, n) for k, n in enumerate(levels))

    def _without_gone(
        self, rungs: list[list[tuple[Levels, Entry[str]]]], held: Mapping[int, int]
    ) -> list[list[tuple[Levels, Entry[str]]]]:
        """States in which something gone is done count, in a view, as the same without it.

        Only where nothing else names that state: what names it exactly comes first, then whatever
        is ranked highest.
        """
        if not self.gone:
            return rungs
        flat = [(n, levels) for n, rung in enumerate(rungs) for levels, _ in rung]
        exact = {levels for _, levels in flat if levels == self._meant(levels, held)}
        before: set[Levels] = set()
        kept: list[list[tuple[Levels, Entry[str]]]] = []
        for rung in rungs:
            left = []
            for levels, entry in rung:
                meant = self._meant(levels, held)
                if not any(levels[k] for k in self.gone):
                    left.append((levels, entry))
                elif held and meant not in exact and meant not in before:
                    left.append((meant, entry))
                before.add(meant)
            kept.append(left)
        return kept

    def _with_added(
        self, rungs: list[list[tuple[Levels, Entry[str]]]], held: Mapping[int, int]
    ) -> list[list[tuple[Levels, Entry[str]]]]:
        """A state with something new done is ranked as without it where nothing else is said."""
        if not self.added:
            return rungs
        said = {
            self._meant(levels, held)
            for rung in rungs
            for levels, _ in rung
            if any(levels[k] for k in self.added)
        }
        total = sum(map(len, rungs)) << len(self.added)
        if total > _MOST_STATES:
            raise InputError(
                f"a ranking would have to name up to {total:,} states to say what the new options "
                "change; write statements of preference instead"
            )
        wider = []
        for rung in rungs:
            more = list(rung)
            for levels, entry in rung:
                if any(levels[k] for k in self.added):
                    continue
                for taken in product((0, 1), repeat=len(self.added)):
                    there = list(levels)
                    for k, level in zip(self.added, taken, strict=True):
                        there[k] = level
                    if any(taken) and self._meant(there, held) not in said:
                        more.append((tuple(there), entry))
            wider.append(more)
        return wider

    def _state(self, levels: Levels, text: str) -> str:
        """A state in words, or as it was said where that means the same in the file."""
        fresh = tuple(levels[k] for k in self.order)
        try:
            if state_levels(text, self.fresh) == fresh:
                return text
        except InputError:
            pass
        return state(fresh, self.fresh)

    def _present(self, present: Present) -> Present:
        if self.known.states:
            return present
        levels = present_levels(present, self.known)
        if present.text is not None:
            try:
                before = state_levels(present.text, self.fresh, bare_code=True)
            except InputError:
                before = ()
            fresh = tuple(levels[k] for k in self.order)
            if before == fresh:
                return present
            return present.model_copy(update={"text": state(fresh, self.fresh)})
        left = {name: one for name, one in present.levels.items() if not self._is_gone(name)}
        return present if left == present.levels else present.model_copy(update={"levels": left})


def _each_once(
    rungs: list[list[tuple[Levels, Entry[str]]]],
) -> list[list[tuple[Levels, Entry[str]]]]:
    """A state named again further down does not count there."""
    seen: set[Levels] = set()
    kept = []
    for rung in rungs:
        left = []
        for levels, entry in rung:
            if levels not in seen:
                seen.add(levels)
                left.append((levels, entry))
        kept.append(left)
    return kept


def _again(entry: Entry[str], text: str) -> Entry[str]:
    """The same entry with another text."""
    return entry if text == entry.value else entry.model_copy(update={"value": text})
