"""The differences between views and what they are held against, one by one, by kind K1–K9."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from detente.case.frames import Frame, frame, heeded
from detente.case.model import Case, Marked, Prefers, Ranking, Weights
from detente.game.compile import compile_frame
from detente.game.symbolic import Diagrams, compile_symbolic
from detente.result import MadeFrom, Result, Row
from detente.stability.concepts import AnyGame
from detente.views.orders import Example, example, told_apart

KINDS: Mapping[str, str] = {
    "K1": "what another party prefers",
    "K2": "what the party itself prefers",
    "K3": "an option that it does not see",
    "K4": "an option that it imagines",
    "K5": "whether something can be undone",
    "K6": "what is possible together",
    "K7": "a party that it does not see",
    "K8": "where things stand at present",
    "K9": "what a word stands for",
}


@dataclass(frozen=True)
class Misperception:
    """One difference between a view and its parent; for a view one level in, the base.

    Attributes
    ----------
    about : what differs: a party, an option, a rule, a word
    here, there : how the view has it, and how the parent does
    basis, doubt, because : the marks of the entry that says so
    path : where it stands in the case file
    example : of preferences, two states that the view and its parent order differently
    """

    view: str
    kind: str
    about: str
    here: str
    there: str
    basis: str
    doubt: float | None
    because: tuple[str, ...]
    path: tuple[str | int, ...]
    example: Example | None = None


@dataclass(frozen=True, eq=False)
class Misperceptions(Result):
    """Every difference that makes a difference, in file order of the views."""

    hypothesis: str | None
    items: tuple[Misperception, ...]
    made_from: MadeFrom

    @property
    def counts(self) -> dict[str, int]:
        """How many there are of each kind that occurs."""
        found = Counter(item.kind for item in self.items)
        return {kind: found[kind] for kind in KINDS if found[kind]}

    def of(self, view: str) -> list[Misperception]:
        """Those of one view."""
        return [item for item in self.items if item.view == view]

    def to_rows(self) -> Iterator[Row]:
        """One row per difference."""
        for item in self.items:
            yield {
                "view": item.view,
                "hypothesis": self.hypothesis,
                "kind": item.kind,
                "about": item.about,
                "here": item.here,
                "there": item.there,
                "basis": item.basis,
                "doubt": item.doubt,
                "because": list(item.because),
                "example": None if item.example is None else item.example.to_row(),
            }

    def __str__(self) -> str:
        from detente.views.text import misperceptions_text

        return misperceptions_text(self)


def misperceptions(
    case: Case,
    view: str = "base",
    hypothesis: str | None = None,
    diagrams: Diagrams | None = None,
) -> Misperceptions:
    """List how each view of the file differs from the view above it.

    An entry that changes nothing (a ranking that comes out the same) is no misperception.

    Parameters
    ----------
    view : list only differences of views below this one; "base" lists all
    diagrams : where to compare preferences by formulas; without it, state by state

    Raises
    ------
    TooLarge
        where diagrams outgrow their bounds.
    """
    items: list[Misperception] = []
    known: dict[str, AnyGame] = {}

    def game(words: Frame) -> AnyGame:
        if words.view not in known:
            known[words.view] = (
                compile_frame(case, words)
                if diagrams is None
                else compile_symbolic(case, words.view, hypothesis, diagrams)
            )
        return known[words.view]

    below = "" if view == "base" else f"{view}."
    for key in case.views:
        path = tuple(key.split("."))
        if key.startswith(below) and heeded(case, path):
            items += _differences(case, path, hypothesis, game)
    settings: dict[str, Any] = {"view": view, "hypothesis": hypothesis}
    if diagrams is not None:
        settings["engine"] = "symbolic"
    return Misperceptions(
        hypothesis,
        tuple(items),
        MadeFrom(case.id, case.origin.digest, settings=settings),
    )


def _differences(
    case: Case, path: tuple[str, ...], hypothesis: str | None, game: Callable[[Frame], AnyGame]
) -> Iterator[Misperception]:
    key = ".".join(path)
    change = case.views[key]
    above = frame(case, ".".join(path[:-1]) or "base", hypothesis)
    here = frame(case, key, hypothesis)
    where: tuple[str | int, ...] = ("views", key)

    def item(
        kind: str,
        about: str,
        seen: str,
        base: str,
        entry: Marked | None,
        *place: str | int,
        apart: Example | None = None,
    ) -> Misperception:
        return Misperception(
            key,
            kind,
            about,
            seen,
            base,
            entry.standing if entry else "assumed",
            entry.doubt if entry else None,
            entry.because if entry else (),
            (*where, *place),
            apart,
        )

    game_above, game_here = game(above), game(here)
    for party, believed in change.parties.items():
        if believed.preferences is None:
            continue
        apart = example(game_here, game_above, party)
        if apart is None and not told_apart(game_here, game_above, party):
            continue
        kind = "K2" if party == path[-1] else "K1"
        seen, base = (_preferences_text(f, party) for f in (here, above))
        yield item(kind, party, seen, base, _first_mark(believed.preferences), party, apart=apart)
    for name, entry in change.unseen.items():
        if name in above.parties and name not in here.parties:
            yield item("K7", name, "not seen", "at the table", entry, "unseen", name)
            continue
        option = here.names.find_option(name) if name not in case.parties else None
        if option is not None and option not in above.unseen:
            level = here.names.options[option].levels[here.held()[option]]
            full = here.names.options[option].full
            yield item("K3", full, f"not seen, presumed {level}", "seen", entry, "unseen", name)
    for party, options in change.imagined.items():
        for name, definition in options.items():
            full = f"{party}.{name}"
            seen = definition.does.value
            yield item("K4", full, seen, "no such option", definition, "imagined", party, name)
    for name, direction in change.one_way.items():
        option = here.names.find_option(name)
        if above.one_way[option] == direction:
            continue
        full = here.names.options[option].full
        seen, base = (_direction_text(f.one_way[option]) for f in (here, above))
        if seen != base:
            yield item("K5", full, seen, base, direction, "one_way", name)
    for place, rule in enumerate(change.impossible):
        yield item("K6", rule.value, "impossible", "possible", rule, "impossible", place)
    for place, rule in enumerate(change.possible):
        yield item("K6", rule.value, "possible", "impossible", rule, "possible", place)
    if change.present is not None and here.present_levels() != above.present_levels():
        seen, base = (_present_text(g) for g in (game_here, game_above))
        yield item("K8", "present", seen, base, change.present, "present")
    for word, sense in change.means.items():
        yield item("K9", word, sense.value, above.means.get(word, ""), sense, "means", word)


def _first_mark(preferences: Prefers | Ranking | Weights) -> Marked | None:
    entries: list[Marked]
    if isinstance(preferences, Prefers):
        entries = list(preferences.statements)
    elif isinstance(preferences, Ranking):
        entries = [entry for rung in preferences.rungs for entry in rung]
    else:
        entries = list(preferences.terms)
    marked = [entry for entry in entries if entry.basis or entry.because]
    return marked[0] if marked else (entries[0] if entries else None)


def _preferences_text(words: Frame, party: str) -> str:
    preferences = words.believed[party].preferences
    if isinstance(preferences, Prefers):
        return "; ".join(" or ".join(s.alternatives) for s in preferences.statements)
    if isinstance(preferences, Ranking):
        return " > ".join(" = ".join(entry.value for entry in rung) for rung in preferences.rungs)
    if isinstance(preferences, Weights):
        return "; ".join(f"{term.expr}: {float(term.weight):g}" for term in preferences.terms)
    return "not said"


def _direction_text(direction: object) -> str:
    kind = getattr(direction, "kind", "both")
    if kind == "both":
        return "can be undone"
    if kind == "locked":
        return "cannot be left: " + ", ".join(getattr(direction, "locked", ()))
    return "only to later levels" if kind == "up" else "only to earlier levels"


def _present_text(game: AnyGame) -> str:
    return "none" if game.present is None else game.label(game.present)
