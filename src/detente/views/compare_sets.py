"""Own, expected and base stability side by side where states cannot be listed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from detente.case.model import Case
from detente.game.symbolic import Bounds, Diagrams, StateSet
from detente.progress import Progress, silent
from detente.result import MadeFrom, Result, Row
from detente.stability.concepts import CONCEPTS
from detente.stability.sets import ROWS
from detente.views.compare import CLASSES, conditions
from detente.views.set_lens import SetLens, in_all

ByParty = Mapping[str, StateSet | None]


@dataclass(frozen=True, eq=False)
class ViewSets(Result):
    """Which states are stable for each in its own view, expected to last, stable in the base.

    Attributes
    ----------
    own, expected, base : by concept and party; None where preferences are missing
    classes : by concept; of a concept for which preferences are missing only those classes that
        hang on no verdict
    closed : per concept, whether the case says enough for classes
    """

    lens: SetLens
    concepts: tuple[str, ...]
    own: Mapping[str, ByParty]
    expected: Mapping[str, ByParty]
    base: Mapping[str, ByParty]
    hidden: Mapping[str, StateSet]
    classes: Mapping[str, Mapping[str, StateSet]]
    closed: tuple[bool, ...]
    made_from: MadeFrom
    rows: int = ROWS  #: so many states go into rows where nobody asks for more or fewer

    @property
    def parties(self) -> tuple[str, ...]:
        """Party ids in array order."""
        return self.lens.parties

    @property
    def n_states(self) -> int:
        """How many states the root or a view one level in has."""
        return self.lens.space.n_states

    def members(self, concept: str, name: str) -> StateSet:
        """The states of one class."""
        return self.classes[concept].get(name, self.lens.set_of(self.lens.diagrams.false))

    def label(self, code: int) -> str:
        """What people read for a state."""
        return self.lens.base.label(code)

    def to_rows(self, limit: int | None = None) -> Iterator[Row]:
        """One row per concept and state, for the first states by code.

        Parameters
        ----------
        limit : for how many; `rows` where it is not said
        """
        states = self.lens.set_of(self.lens.diagrams.true)
        codes = states.first(self.rows if limit is None else limit)
        for concept in self.concepts:
            for code in codes:
                imaginary = code not in self.lens.at_root
                yield {
                    "view": self.lens.root,
                    "hypothesis": self.lens.hypothesis,
                    "concept": concept,
                    "code": code,
                    "own": self._at(self.own[concept], code),
                    "expected": self._at(self.expected[concept], code),
                    "base": None if imaginary else _at(self.base[concept], code),
                    "classes": [n for n in CLASSES if code in self.members(concept, n)],
                }

    def to_count_rows(self) -> Iterator[Row]:
        """One row per concept: how many states there are of each kind."""
        for concept in self.concepts:
            yield {
                "view": self.lens.root,
                "hypothesis": self.lens.hypothesis,
                "concept": concept,
                "states": self.n_states,
                "own": _counts(self.own[concept]),
                "expected": _counts(self.expected[concept]),
                "base": _counts(self.base[concept]),
                "classes": {name: self.members(concept, name).count for name in CLASSES},
            }

    def _at(self, sets: ByParty, code: int) -> dict[str, bool | None]:
        """The verdicts on one state, none of a party that holds it impossible."""
        found = _at(sets, code)
        return {p: None if code in self.hidden[p] else verdict for p, verdict in found.items()}

    def __str__(self) -> str:
        from detente.views.text import sets_text

        return sets_text(self)


def _at(sets: ByParty, code: int) -> dict[str, bool | None]:
    return {party: None if one is None else code in one for party, one in sets.items()}


def _counts(sets: ByParty) -> dict[str, int]:
    return {party: 0 if one is None else one.count for party, one in sets.items()}


def compare_view_sets(
    case: Case,
    view: str = "base",
    hypothesis: str | None = None,
    concepts: str | Sequence[str] = ("seq",),
    progress: Progress = silent,
    bounds: Bounds | None = None,
) -> ViewSets:
    """What `compare_views` does, for cases that nobody could list.

    Raises
    ------
    TooLarge
        where diagrams outgrow their bounds.
    InputError
        for an unknown view, hypothesis or concept, or a case that cannot go this way.
    """
    concepts = (concepts,) if isinstance(concepts, str) else tuple(concepts)
    for concept in concepts:
        CONCEPTS[concept]
    lens = SetLens(case, view, hypothesis, diagrams=Diagrams(bounds), progress=progress)
    return compare_set_lens(lens, concepts)


def compare_set_lens(lens: SetLens, concepts: Sequence[str]) -> ViewSets:
    """The same for a lens that may hold compiled games already."""
    with lens.diagrams.bounded():
        own = {c: {p: lens.own(c, p) for p in lens.parties} for c in concepts}
        expected = {c: {p: lens.expected(c, p) for p in lens.parties} for c in concepts}
        base = {c: {p: lens.stable(c, p) for p in lens.parties} for c in concepts}
        hidden = {p: lens.hidden(p) for p in lens.parties}
        classes = {c: _classes(lens, own[c], expected[c], base[c], hidden) for c in concepts}
    settings = {
        "view": lens.root,
        "hypothesis": lens.hypothesis,
        "concepts": list(concepts),
        "engine": "symbolic",
    }
    return ViewSets(
        lens,
        tuple(concepts),
        own,
        expected,
        base,
        hidden,
        classes,
        tuple("consensus" in classes[c] for c in concepts),
        MadeFrom(lens.case.id, lens.case.origin.digest, settings=settings),
    )


def _classes(
    lens: SetLens, own: ByParty, expected: ByParty, base: ByParty, hidden: Mapping[str, StateSet]
) -> dict[str, StateSet]:
    """The sets of all classes, of those alone that hang on no verdict where one is open."""
    nowhere = lens.set_of(lens.diagrams.false)
    blind = reduce(or_, (lens.confused(party) for party in lens.parties), nowhere)
    found = {"blind": blind, "imaginary": ~lens.at_root}
    own_all, expected_all, base_all = (in_all(each.values()) for each in (own, expected, base))
    if own_all is None or expected_all is None or base_all is None:
        return found
    return found | conditions(
        own_all,
        expected_all,
        base_all,
        someone_expects=reduce(or_, (one for one in expected.values() if one is not None)),
        hidden=reduce(or_, hidden.values()),
    )
