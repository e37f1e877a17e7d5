"""Where a change goes: base, view or hypothesis; an entry by its path; an id for something new."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass

from detente.case.document import Path, show
from detente.case.draft import Draft
from detente.case.language import RESERVED_OPTIONS, RESERVED_PARTIES, is_name, normal
from detente.case.model import Case
from detente.errors import InputError, nearest
from detente.workbench.acts.form import Form

#: characters of a name, a title or another text on one line
LONGEST = 1000
_LONGEST_ID = 40
_LONGEST_LABEL = 40
_RESERVED = RESERVED_OPTIONS | RESERVED_PARTIES | {"is"}


@dataclass(frozen=True)
class Where:
    """The base, a view of it, or a rival of it.

    Attributes
    ----------
    view : path of party ids joined by '.', or empty
    hypothesis : id of a rival base, or empty
    """

    view: str = ""
    hypothesis: str = ""

    @property
    def root(self) -> Path:
        """Where its entries stand in the file."""
        if self.view:
            return ("views", self.view)
        return ("hypotheses", self.hypothesis) if self.hypothesis else ()

    def party(self, party: str) -> Path:
        """Where it says something of a party."""
        return (*self.root, party) if self.root else ("parties", party)

    def chain(self) -> tuple[Where, ...]:
        """This one, and those whose entries it takes over where it has none, nearest first."""
        steps = self.view.split(".") if self.view else []
        above = [Where(".".join(steps[:k])) for k in range(len(steps) - 1, 0, -1)]
        return (self, *above, Where()) if self.root else (self,)

    def __str__(self) -> str:
        """What a label adds: nothing for the base."""
        if self.view:
            return f" (as {short(self.view)} sees it)"
        return f" (under {short(self.hypothesis)})" if self.hypothesis else ""


def where(case: Case, form: Form) -> Where:
    """What the field `where` names: '' the base, 'west.russia' a view, 'hypothesis:ID' a rival.

    Raises
    ------
    InputError
        for an unknown hypothesis, or a view through an unknown party.
    """
    text = normal(form.get("where"))
    if text in {"", "base"}:
        return Where()
    if text.startswith("hypothesis:"):
        key = text.removeprefix("hypothesis:")
        known(key, case.hypotheses, "hypothesis")
        return Where(hypothesis=key)
    for step in text.split("."):
        known(step, case.parties, "party")
    return Where(text)


def known(name: str, names: Collection[str], kind: str) -> str:
    """A name that must be among others.

    Raises
    ------
    InputError
        names the nearest that there is.
    """
    if name in names:
        return name
    hint = nearest(name, list(names))
    raise InputError(f"there is no {kind} called '{short(name)}'. {hint}".strip())


def party_of(case: Case, form: Form) -> str:
    """The party that the field `party` names."""
    return known(normal(form.text("party")), case.parties, "party")


def path_of(draft: Draft, form: Form, field: str = "path") -> Path:
    """The path of an entry of the file, which a field gives as a JSON list.

    Raises
    ------
    InputError
        when the field holds no path, or one that leads nowhere.
    """
    what = f"the field '{field}' holds no path of an entry"
    try:
        parts = json.loads(form.text(field))
    except (ValueError, RecursionError):
        raise InputError(what) from None
    if not isinstance(parts, list) or not 0 < len(parts) <= 60:
        raise InputError(what)
    if any(isinstance(part, bool) or not isinstance(part, str | int) for part in parts):
        raise InputError(what)
    path = tuple(normal(part) if isinstance(part, str) else part for part in parts)
    if not draft.has(path):
        raise InputError(f"there is nothing at {short(show(path))} any more")
    return path


def line(form: Form, field: str) -> str:
    """A text on one line, without control characters; empty where the page sent none.

    Raises
    ------
    InputError
        when it is longer than anyone would read.
    """
    text = " ".join(_printable(form.get(field)).split())
    if len(text) > LONGEST:
        raise InputError(f"the text is longer than {LONGEST} characters")
    return text


def needed(form: Form, field: str) -> str:
    """A text on one line that must be there."""
    text = line(form, field)
    if not text:
        raise InputError(f"the field '{field}' is empty; write something into it")
    return text


def _printable(text: str) -> str:
    return "".join(mark for mark in text if mark in "\n\t" or unicodedata.category(mark) != "Cc")


def position(form: Form, field: str, count: int) -> int:
    """A place in a list of `count` entries, counted from 0.

    Raises
    ------
    InputError
        when the list has no such place.
    """
    place = form.number(field)
    if not 0 <= place < count:
        raise InputError(f"there is no entry {place + 1} any more; there are {count}")
    return place


def target(form: Form, place: int, count: int) -> int:
    """Where an entry is moved to: the field `to`, or `by` so many places.

    A step past either end stays at it.
    """
    if "to" in form:
        return position(form, "to", count)
    return min(max(place + form.number("by"), 0), count - 1)


def new_id(form: Form, name: str, taken: Collection[str], kind: str) -> str:
    """The id for something new: the field `id`, or one made of its name.

    Raises
    ------
    InputError
        when the id given is taken or is no name.
    """
    given = normal(form.get("id"))
    if not given:
        return derived_id(name, taken, kind)
    if given in taken:
        raise InputError(f"the id '{short(given)}' is taken; choose another")
    if not is_name(given) or given.casefold() in _RESERVED:
        hint = "Use letters of any script, digits and '_', not beginning with a digit."
        raise InputError(f"'{short(given)}' cannot be an id. {hint}")
    return given


def derived_id(name: str, taken: Collection[str], kind: str) -> str:
    """An id made of a name in any script, and not among those taken.

    Parameters
    ----------
    kind : what to call it where the name holds nothing that an id may hold
    """
    marks = [mark if _in_id(mark) else " " for mark in normal(name).lower()]
    plain = "_".join("".join(marks).split()).strip("_")[:_LONGEST_ID].strip("_")
    if not plain or not is_name(plain):
        plain = f"{kind}_{plain}".strip("_")
    plain = normal(plain)
    found, k = plain, 2
    while found in taken or found.casefold() in _RESERVED:
        found, k = f"{plain}_{k}", k + 1
    return found


def _in_id(mark: str) -> bool:
    """Letters, digits, marks on letters and '_'; nothing that only chooses how a mark is drawn."""
    return f"a{mark}".isidentifier() and "VARIATION SELECTOR" not in unicodedata.name(mark, "")


def short(text: str) -> str:
    """A text for a label or a complaint, cut where it is long."""
    flat = " ".join(_printable(text).split())
    return flat if len(flat) <= _LONGEST_LABEL else flat[: _LONGEST_LABEL - 1].rstrip() + "…"
