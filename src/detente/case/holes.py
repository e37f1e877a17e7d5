"""What a case does not hold yet, and which analyses have to wait for it.

A hole is no mistake: the case loads, and what does not need the missing part still runs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from detente.case.model import Case, Marked, Path
from detente.case.walk import every_marked


@dataclass(frozen=True)
class Hole:
    """One missing part.

    Attributes
    ----------
    what : what is missing, as a sentence without its full stop
    analyses : the commands, or sections of the brief, that the case is not yet good for
    path : where the part would stand
    party : whose part it is, where it is one party's
    """

    what: str
    analyses: tuple[str, ...]
    path: Path = ()
    party: str | None = None

    def __str__(self) -> str:
        return f"{self.what}; not yet good for: {', '.join(self.analyses)}."


_GAME = ("solve", "views", "path", "coalitions", "inverse", "levers", "sure")


def holes(case: Case) -> list[Hole]:
    """Every hole of a case, those that concern most analyses first."""
    return [*_without_game(case), *_without_preferences(case), *_without_sections(case)]


def _without_game(case: Case) -> Iterator[Hole]:
    if case.states is None and not any(party.options for party in case.parties.values()):
        yield Hole("no party has options, and no states are listed", _GAME, ("parties",))
    elif case.states is not None and not any(case.moves.values()):
        yield Hole("states are listed, but nobody can move between them", _GAME, ("moves",))


def _without_preferences(case: Case) -> Iterator[Hole]:
    """A party that can do something, takes part in verdicts, and prefers nothing that we know."""
    for party_id, party in case.parties.items():
        can_act = bool(party.options) or bool(case.moves.get(party_id))
        if party.at_table and can_act and party.preferences is None:
            what = f"the preferences of '{party_id}' are not known"
            yield Hole(what, _GAME, ("parties", party_id), party_id)


def _without_sections(case: Case) -> Iterator[Hole]:
    if not case.views:
        yield Hole(
            "no views are given: every party is taken to see the base", ("views",), ("views",)
        )
    if case.present is None:
        yield Hole("no present state is given", ("path",), ("present",))
    if not case.victory:
        what = "nobody's victory is given, so a target must be named"
        yield Hole(what, ("path without --to", "levers without --to"), ("victory",))
    if not (case.board and case.board.positions) and not _any_preferences(case):
        what = "no positions are on the board, and nobody's preferences are known"
        yield Hole(what, ("dilemmas",), ("board",))
    missing = [key for key in ("issues", "values", "walk_away") if not getattr(case, key)]
    if missing:
        yield Hole(f"{_listed(missing)} missing", ("bargain: packages",), (missing[0],))
    if not case.values and not case.walk_away and case.present is None:
        what = "neither values, nor a walk-away, nor a present are given"
        yield Hole(what, ("bargain",), ("walk_away",))
    if not case.deadlines and not case.patience:
        yield Hole("no deadlines and nobody's patience are given", ("talks",), ("deadlines",))
    if not any(marked.doubt for _, marked in every_marked(case)):
        yield Hole("no entry is marked with a doubt, so nothing varies", ("sure",))
    for key, what, section in (
        ("stories", "nobody's story is told", "brief: two stories"),
        ("issues", "no issues are listed", "brief: what each says and wants"),
        ("statements", "no statements are recorded", "brief: evidence"),
    ):
        if not getattr(case, key):
            yield Hole(what, (section,), (key,))


def _any_preferences(case: Case) -> bool:
    return any(party.preferences is not None for party in case.parties.values() if party.at_table)


def _listed(keys: list[str]) -> str:
    if len(keys) == 1:
        return f"the section {keys[0]} is"
    return f"the sections {', '.join(keys[:-1])} and {keys[-1]} are"


def doubted(case: Case) -> Iterator[tuple[Path, Marked]]:
    """Every entry that carries a doubt, with its path."""
    return ((path, marked) for path, marked in every_marked(case) if marked.doubt)
