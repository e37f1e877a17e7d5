"""What differs between two cases, part by part, put into a draft of the file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from typing import Any

from detente.case.document import Path
from detente.case.draft import Draft
from detente.case.frames import Preferences, present_levels, state_levels
from detente.case.language import Names
from detente.case.model import Entry, OneWay, Option, Present
from detente.case.plain import option_name
from detente.errors import InputError
from detente.levers.writing.parts import Key, Parts
from detente.levers.writing.plain import (
    direction,
    level,
    marked,
    option,
    preferences,
    state,
    text,
)

_FORMS = ("prefers", "ranking", "weights")


class Differing:
    """Writes the parts that differ.

    Parameters
    ----------
    names : those that the file has afterwards
    """

    def __init__(self, draft: Draft, names: Names) -> None:
        self.draft = draft
        self.names = names

    def write(self, old: Parts, new: Parts) -> None:
        """Everything that differs: what comes or changes first, then what goes."""
        for key, value in new.items():
            if key not in old or old[key] != value:
                self._put(key, old.get(key), value, old, new)
        for key in old:
            if key not in new:
                self._drop(key)

    def _put(self, key: Key, old: Any, new: Any, olds: Parts, news: Parts) -> None:
        match key[-1]:
            case "preferences":
                self._prefer(key[:-1], old, new)
            case "impossible" | "possible":
                self._list(key, _said(old, text), _said(new, text))
            case "present":
                self._present(key, old, new)
            case "seat":
                self.draft.put((*key[:-1], "at_table"), new)
            case _:
                self._named(key, old, new, news)

    def _named(self, key: Key, old: Any, new: Any, news: Parts) -> None:
        """What goes by a name: moves, options, directions, what is unseen."""
        if key[0] == "moves":
            self._list(key, _said(old, list), _said(new, list))
        elif isinstance(new, OneWay):
            levels = self.names.options[self.names.find_option(key[-1])].levels
            self._marked(key, direction(new, levels))
        elif key[-2] == "unseen":
            self._unseen(key, new)
        elif old is None:
            self.draft.put(key, option(new))
        else:
            self._option(key, new, news)

    def _drop(self, key: Key) -> None:
        match key[-1]:
            case "preferences":
                self._forget(key[:-1])
            case _ if len(key) > 2 and key[-2] == "unseen":
                self._see(key)
            case _ if self.draft.has(key):
                self.draft.drop(key)

    # ------------------------------------------------------------------ lists and mappings

    def _list(self, path: Path, old: Sequence[Any], new: Sequence[Any]) -> None:
        """A list, item by item, so that what stays keeps its lines."""
        if old == new:
            return
        there = self.draft.value(path)
        if not isinstance(there, list) or len(there) != len(old):
            if new or self.draft.has(path):
                self.draft.put(path, list(new))
            return
        if not new:
            if path[-1] in _FORMS or path[0] == "moves":
                self.draft.put(path, [])
            else:
                self.draft.drop(path)
            return
        raw = [_key(item) for item in old]
        again = dict(zip(raw, there, strict=True))
        wanted = [(_key(item), again.get(_key(item), item)) for item in new]
        steps = SequenceMatcher(a=raw, b=[key for key, _ in wanted], autojunk=False).get_opcodes()
        for tag, i, i_end, j, j_end in reversed(steps):
            if tag == "equal":
                continue
            both = min(i_end - i, j_end - j)
            for n in reversed(range(both, j_end - j)):
                self.draft.add(path, wanted[j + n][1], i + both)
            for n in range(both):
                self.draft.replace((*path, i + n), wanted[j + n][1])
            for n in reversed(range(i + both, i_end)):
                self.draft.drop((*path, n))

    def _marked(self, path: Path, value: Any) -> None:
        """A value where a marked one may stand: what stood beside it stays."""
        there = self.draft.value(path)
        if isinstance(there, dict) and "is" in there and not isinstance(value, dict):
            self.draft.put((*path, "is"), value)
        else:
            self.draft.put(path, value)

    # ------------------------------------------------------------------ preferences

    def _prefer(self, holder: Key, old: Preferences | None, new: Preferences) -> None:
        form, said = preferences(new)
        before: str = ""
        was: Any = None
        if old is not None:
            before, was = preferences(old)
        path = (*holder, form)
        if before != form:
            self.draft.put(path, said)
            if before:
                self.draft.drop((*holder, before))
        elif form == "weights":
            self._weights(path, was, said)
        else:
            self._list(path, was, said)

    def _weights(self, path: Path, old: dict[str, Any], new: dict[str, Any]) -> None:
        if not new:
            self.draft.put(path, {})
            return
        for key, value in new.items():
            if key not in old or _key(old[key]) != _key(value):
                self._marked((*path, key), value)
        for key in old:
            if key not in new:
                self.draft.drop((*path, key))

    def _forget(self, holder: Key) -> None:
        """No preferences of its own; an entry that then says nothing goes altogether."""
        entry = self.draft.value(holder) or {}
        if holder[0] != "parties" and not {"options", "name"} & set(entry):
            self.draft.drop(holder)
            return
        for form in _FORMS:
            if form in entry:
                self.draft.drop((*holder, form))

    # ------------------------------------------------------------------ options

    def _option(self, key: Key, new: Option, news: Parts) -> None:
        """Only directions of options change."""
        there = self.draft.value(key)
        way = direction(new.one_way, new.levels)
        if not isinstance(there, dict):
            self.draft.put(key, {"does": there, "one_way": way})
            return
        if "one_way" not in there and key[0] == "hypotheses":
            base = news.get(("parties", key[2], "options", key[-1]))
            if base is not None and base.one_way == new.one_way:
                return  # what a hypothesis does not say of an option is as in the base
        self._marked((*key, "one_way"), way)

    def _unseen(self, key: Key, entry: Entry[str | None]) -> None:
        """Something unseen, at the level presumed for it."""
        path = key[:-1]
        there = self.draft.value(path)
        known = self.names.options[self.names.find_option(key[-1])].levels
        value = None if entry.value is None else marked(level(entry.value, known), entry)
        if isinstance(there, list):
            told = {_named(item): _presumed(item) for item in there}
            self.draft.put(path, {**told, key[-1]: value})
        else:
            self.draft.put(key, value)

    def _see(self, key: Key) -> None:
        path = key[:-1]
        there = self.draft.value(path)
        if isinstance(there, list):
            place = next((k for k, item in enumerate(there) if _named(item) == key[-1]), None)
            if place is not None:
                self.draft.drop((*path, place))
        elif self.draft.has(key):
            self.draft.drop(key)

    # ------------------------------------------------------------------ the present

    def _present(self, path: Key, old: Present | None, new: Present) -> None:
        there = self.draft.value(path)
        if isinstance(there, dict) and "is" not in there and old is not None:
            self._levels(path, there, new)
        elif isinstance(there, dict) and "is" in there:
            self.draft.put((*path, "is"), self._notation(new))
        else:
            self.draft.put(path, self._notation(new))

    def _notation(self, present: Present) -> str:
        if self.names.states:
            return present.text or ""
        if present.text is not None and state_levels(present.text, self.names, bare_code=True):
            return present.text
        return state(present_levels(present, self.names), self.names)

    def _levels(self, path: Key, there: dict[str, Any], new: Present) -> None:
        """Levels set one by one."""
        wanted = list(present_levels(new, self.names))
        for name in list(there):
            try:
                k = self.names.find_option(name)
            except InputError:  # nobody could take it any more
                self.draft.drop((*path, name))
                continue
            one = self.names.options[k]
            said = there[name]
            now = said["is"] if isinstance(said, dict) else said
            word = {True: "true", False: "false"}.get(now, now) if isinstance(now, bool) else now
            if self.names.find_level(k, str(word)) != wanted[k]:
                self._marked((*path, name), level(one.levels[wanted[k]], one.levels))
            wanted[k] = 0
        for k, place in enumerate(wanted):
            if place:
                one = self.names.options[k]
                self.draft.put(
                    (*path, option_name(k, self.names)), level(one.levels[place], one.levels)
                )


def _said(value: Sequence[Any] | None, say: Callable[[Any], Any]) -> list[Any]:
    return [say(one) for one in value or ()]


def _key(item: Any) -> str:
    """What tells one item of a list from another."""
    return repr(item)


def _named(item: Any) -> str:
    return str(item["is"] if isinstance(item, dict) else item)


def _presumed(item: Any) -> Any:
    """One entry of the list form, in the mapping form."""
    if isinstance(item, dict):
        return {key: value for key, value in item.items() if key != "is"}
    return None
