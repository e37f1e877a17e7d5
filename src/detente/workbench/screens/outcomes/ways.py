"""How a state can be reached from the present: what is told of the way, and its steps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from detente.brief.document import Inline
from detente.brief.lexicon import Lexicon
from detente.brief.looks import Look
from detente.brief.wording import hope
from detente.brief.wording.grammar import run
from detente.errors import InputError
from detente.paths import Paths, paths_of
from detente.paths.way import Ways
from detente.workbench.screens.outcomes.scene import Scene

#: with more states than this no way is looked for while a page waits
MANY = 4096


class Told(Protocol):
    """What the words for a way ask of a game."""

    @property
    def parties(self) -> tuple[str, ...]: ...
    def code(self, index: int) -> int: ...


@dataclass(frozen=True)
class Route:
    """The way from the present to a state.

    Attributes
    ----------
    says : who would have to go first, and who falls below the present on the way
    steps : who moves, what changes, and what that does to the mover
    marks : party and codes of each step, for the graph
    """

    says: tuple[Inline, ...]
    steps: tuple[tuple[str, Inline, str], ...]
    marks: tuple[tuple[str, int, int], ...]


def route_to(scene: Scene, words: Lexicon, look: Look, code: int, concept: str) -> Route | None:
    """The way to a state in one game; None where there is no present, or it is the present."""
    game = look.game
    place = look.at(code)
    if game.present is None or place is None or place == game.present or game.n_states > MANY:
        return None
    key = ("paths", game.view, game.hypothesis)
    try:
        paths: Paths = scene.analyses.once(key, lambda: paths_of(game, None, None, "nash"))
    except InputError:
        return None
    return route_of(words, game, paths.ways(place), paths.n_places)


def route_of(words: Lexicon, game: Told, ways: Ways, n_places: Callable[[int], int]) -> Route:
    """What is told of a way.

    Parameters
    ----------
    n_places : how many different ranks a party gives, by its index
    """
    says: list[Inline] = []
    told = ways.by_improvements or ways.least or ways.by_moves
    steps: list[tuple[str, Inline, str]] = []
    marks: list[tuple[str, int, int]] = []
    if told is None:
        says.append(hope.no_way())
    else:
        for step in told.steps:
            party = game.parties[step.party]
            start, end = game.code(step.start), game.code(step.end)
            steps.append((party, words.move(start, end), step.effect))
            marks.append((party, start, end))
        first = [game.parties[p] for p in told.first]
        says.append(hope.first(words.parties(first, "or"), len(first)))
        dips = [
            hope.dip(
                words.outcome(game.code(dip.at)),
                [(words.party(game.parties[dip.party]), dip.places, n_places(dip.party))],
            )
            for dip in told.dips
            if dip.at is not None
        ]
        says.append(hope.dips(dips) if dips else hope.no_dip())
    if ways.joint is not None and ways.joint.joint is not None:
        joint = ways.joint.joint
        who = [game.parties[p] for p in joint.parties]
        before = [
            hope.step(
                words.party(game.parties[step.party]),
                words.move(game.code(step.start), game.code(step.end)),
                step.effect,
            )
            for step in ways.joint.steps
        ]
        says.append(
            hope.joint(
                words.parties(who),
                len(who),
                words.outcome(game.code(joint.end)),
                run(before, "; then "),
                joint.willing,
                ways.needs_joint,
            )
        )
    return Route(tuple(says), tuple(steps), tuple(marks))
