"""Own, expected and base stability side by side, and the classes of states (THEORY E.3)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, TypeVar

import numpy as np
from numpy.typing import NDArray

from detente.case.model import Case
from detente.game.space import Bools, Ints
from detente.progress import Progress, silent
from detente.result import MadeFrom, Result, Row
from detente.stability.concepts import CONCEPTS
from detente.views.lens import Lens

S = TypeVar("S", bound=Any)

#: class -> what it says, in the order in which rows list them
CLASSES: Mapping[str, str] = {
    "steady": "every party expects it to last, and it would, as the case assumes",
    "steady-by-mistake": (
        "every party expects it to last, but as the case assumes someone has reason to leave"
    ),
    "tense": "nobody would leave it, yet someone waits for another to do so",
    "held-by-misreading": (
        "nobody would leave it as each sees it, yet it is no resting place of the base game"
    ),
    "masked": "it would last in the base game, but as it sees things some party would leave it",
    "hidden": "it would last in the base game, but some party holds it impossible",
    "illusory": "some party expects it to last, but another, as it sees things, would leave it",
    "consensus": "every party expects it to last",
    "blind": "some party takes it for another state",
    "imaginary": "it is impossible in the base game; only some view has it",
}


@dataclass(frozen=True, eq=False)
class ViewTable(Result):
    """For every state: stable for each in its own view, expected to last, stable in the base.

    Arrays run over concept, party, state; `known` tells where a verdict exists, and is False
    where the state is hidden from the party (own, expected), imaginary (base), or where
    preferences are missing.

    Attributes
    ----------
    codes : codes of all states feasible in the base or in a view one level in, (n,)
    classes : bool array (concept, class, state), classes in the order of `CLASSES`
    closed : per concept, whether the case says enough for classes
    """

    lens: Lens
    concepts: tuple[str, ...]
    codes: Ints
    own: Bools
    own_known: Bools
    expected: Bools
    expected_known: Bools
    base: Bools
    base_known: Bools
    classes: Bools
    closed: tuple[bool, ...]
    made_from: MadeFrom
    rows: ClassVar[None] = None  #: all states go into rows where nobody asks for fewer

    @property
    def n_states(self) -> int:
        """How many states the root or a view one level in has."""
        return len(self.codes)

    @property
    def parties(self) -> tuple[str, ...]:
        """Party ids in array order."""
        return self.lens.parties

    def members(self, concept: str, name: str) -> Ints:
        """Codes of the states of one class."""
        row = self.classes[self.concepts.index(concept), list(CLASSES).index(name)]
        found: NDArray[np.int64] = self.codes[row]
        return found

    def classes_of(self, concept: str, code: int) -> list[str]:
        """Classes of one state."""
        place = int(np.searchsorted(self.codes, code))
        column = self.classes[self.concepts.index(concept), :, place]
        return [name for name, inside in zip(CLASSES, column, strict=True) if inside]

    def label(self, code: int) -> str:
        """What people read for a state, from whichever game has it."""
        return state_label(self.lens, code)

    def to_rows(self, limit: int | None = None) -> Iterator[Row]:
        """One row per concept and state.

        Parameters
        ----------
        limit : no more states than this, the first by code
        """
        for c, concept in enumerate(self.concepts):
            for s, code in enumerate(self.codes[:limit].tolist()):
                imaginary = bool(self.classes[c, -1, s])
                yield {
                    "view": self.lens.root,
                    "hypothesis": self.lens.hypothesis,
                    "concept": concept,
                    "code": code,
                    "own": self._by_party(self.own, self.own_known, c, s),
                    "expected": self._by_party(self.expected, self.expected_known, c, s),
                    "base": None if imaginary else self._by_party(self.base, self.base_known, c, s),
                    "classes": [
                        name
                        for name, inside in zip(CLASSES, self.classes[c, :, s], strict=True)
                        if inside
                    ],
                }

    def to_count_rows(self) -> Iterator[Row]:
        """One row per concept: how many states there are of each kind."""

        def counted(verdict: Bools, known: Bools) -> dict[str, int]:
            each = np.count_nonzero(verdict & known, axis=-1).tolist()
            return dict(zip(self.parties, each, strict=True))

        for c, concept in enumerate(self.concepts):
            yield {
                "view": self.lens.root,
                "hypothesis": self.lens.hypothesis,
                "concept": concept,
                "states": len(self.codes),
                "own": counted(self.own[c], self.own_known[c]),
                "expected": counted(self.expected[c], self.expected_known[c]),
                "base": counted(self.base[c], self.base_known[c]),
                "classes": {
                    name: int(np.count_nonzero(self.classes[c, k]))
                    for k, name in enumerate(CLASSES)
                },
            }

    def _by_party(self, verdict: Bools, known: Bools, c: int, s: int) -> dict[str, bool | None]:
        return {
            party: bool(verdict[c, p, s]) if known[c, p, s] else None
            for p, party in enumerate(self.parties)
        }

    def __str__(self) -> str:
        from detente.views.text import table_text

        return table_text(self)


def state_label(lens: Lens, code: int) -> str:
    """The name of a state from the first game that has it: the root, then each view."""
    for game in [lens.base, *(lens.game(lens.below(party)) for party in lens.parties)]:
        index = game.index(code)
        if index is not None:
            return game.label(index)
    return f"code {code}"


def compare_views(
    case: Case,
    view: str = "base",
    hypothesis: str | None = None,
    concepts: str | Sequence[str] = ("seq",),
    progress: Progress = silent,
) -> ViewTable:
    """Hold each party's own game, what it expects of the others, and the base against each other.

    Parameters
    ----------
    view : what stands in for the base: "base", or a view to look one level further in
    concepts : one or several ids of concepts

    Raises
    ------
    InputError
        for an unknown view, hypothesis or concept, or a case that cannot be compiled.
    """
    return compare_lens(Lens(case, view, hypothesis), concepts, progress)


def compare_lens(
    lens: Lens, concepts: str | Sequence[str] = ("seq",), progress: Progress = silent
) -> ViewTable:
    """The same for a lens that may hold compiled games already."""
    if isinstance(concepts, str):
        concepts = (concepts,)
    for concept in concepts:
        CONCEPTS[concept]
    codes = lens.universe()
    shape = (len(concepts), len(lens.parties), len(codes))
    arrays = {
        name: np.zeros(shape, dtype=np.bool_)
        for name in ("own", "own_known", "expected", "expected_known", "base", "base_known")
    }
    classes = np.zeros((len(concepts), len(CLASSES), len(codes)), dtype=np.bool_)
    closed = []
    at_root = lens.base.indices(codes)
    images = {party: lens.image(codes, party) for party in lens.parties}
    hidden = np.array([images[party].hidden for party in lens.parties]).reshape(-1, len(codes))
    confused = np.array([images[party].confused for party in lens.parties]).reshape(-1, len(codes))
    for c, concept in enumerate(concepts):
        enough = True
        for p, party in enumerate(lens.parties):
            progress(c * len(lens.parties) + p, shape[0] * shape[1], "views")
            seen = images[party]
            own = lens.verdict(concept, lens.below(party), party)
            if own is not None:
                arrays["own"][c, p] = seen.take(own)
                arrays["own_known"][c, p] = ~seen.hidden
            expected = expected_by(lens, concept, party, codes)
            if expected is not None:
                arrays["expected"][c, p] = expected
                arrays["expected_known"][c, p] = ~seen.hidden
            base = lens.verdict(concept, lens.root, party)
            if base is not None:
                arrays["base"][c, p] = base[np.maximum(at_root, 0)] & (at_root >= 0)
                arrays["base_known"][c, p] = at_root >= 0
            enough &= own is not None and expected is not None and base is not None
        closed.append(enough)
        if enough:
            classes[c] = _classes(
                arrays["own"][c], arrays["expected"][c], arrays["base"][c], hidden
            )
        classes[c, list(CLASSES).index("blind")] = confused.any(axis=0)
        classes[c, list(CLASSES).index("imaginary")] = at_root < 0
    settings = {"view": lens.root, "hypothesis": lens.hypothesis, "concepts": list(concepts)}
    return ViewTable(
        lens,
        tuple(concepts),
        codes,
        classes=classes,
        closed=tuple(closed),
        made_from=MadeFrom(lens.case.id, lens.case.origin.digest, settings=settings),
        **arrays,
    )


def expected_by(lens: Lens, concept: str, party: str, codes: Ints) -> Bools | None:
    """Which states a party expects to last; None where preferences are missing.

    Unaware, it takes everyone to play the game it sees. Aware, it judges every other party by
    that party's own game as it imagines it.
    """
    seen = lens.image(codes, party)
    if not lens.aware(party):
        everyone = lens.stable_for_all(concept, lens.below(party))
        return None if everyone is None else seen.take(everyone)
    own = lens.verdict(concept, lens.below(party), party)
    if own is None:
        return None
    found = seen.take(own)
    for other in lens.game(lens.below(party)).parties:
        if other != party:
            verdict = lens.verdict(concept, lens.below(party, other), other)
            if verdict is None:
                return None
            found = found & lens.image(codes, party, other).take(verdict)
    return found


def _classes(own: Bools, expected: Bools, base: Bools, hidden: Bools) -> Bools:
    """All arrays (party, state), result (class, state)."""
    found = conditions(
        own.all(axis=0),
        expected.all(axis=0),
        base.all(axis=0),
        someone_expects=expected.any(axis=0),
        hidden=hidden.any(axis=0),
    )
    nothing = np.zeros_like(found["steady"])
    return np.array([found.get(name, nothing) for name in CLASSES])


def conditions(own: S, expected: S, base: S, *, someone_expects: S, hidden: S) -> dict[str, S]:
    """The classes that hang on verdicts (THEORY E.3), over arrays or over sets of states.

    Parameters
    ----------
    own : stable for each in its own view
    expected : expected to last by everyone
    base : stable for everyone in the base
    someone_expects : expected to last by someone
    hidden : held impossible by someone
    """
    return {
        "steady": expected & base,
        "steady-by-mistake": expected & ~base,
        "tense": own & ~expected,
        "held-by-misreading": own & ~base,
        "masked": base & ~own,
        "hidden": base & hidden,
        "illusory": someone_expects & ~own,
        "consensus": expected,
    }
