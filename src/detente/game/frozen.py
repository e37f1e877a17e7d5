"""Rules of `impossible` that span several parties and leave one of them nothing else to do.

Such a rule settles an outcome by assumption, so it is pointed out (DESIGN §7).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from detente.case.frames import Rule, frame
from detente.case.language import Names, Stands, leaves
from detente.case.model import Case
from detente.game.compile import compile_frame
from detente.game.engines import beyond_listing
from detente.game.game import Game
from detente.game.table import TableEngine

#: larger games are not looked through state by state
MAX_STATES = 1 << 12


@dataclass(frozen=True)
class Frozen:
    """One rule that leaves one party no alternative in some states.

    Attributes
    ----------
    rule : the rule as the case writes it
    path : where it stands in the case file
    party : who has no alternative there
    codes : the states in which that is so
    """

    rule: str
    path: tuple[str | int, ...]
    party: str
    codes: tuple[int, ...]


def frozen(case: Case, view: str = "base", hypothesis: str | None = None) -> list[Frozen]:
    """Who is frozen by which rule, where directions of options are left out of account.

    A party is frozen at a state by a rule when it has options, no other combination of its own
    levels is feasible there, and without the rule some other combination would be.
    """
    words = frame(case, view, hypothesis)
    if words.names.states:
        return []
    joint = [rule for rule in words.impossible if len(_parties(rule, words.names)) > 1]
    unmerged = case.model_copy(update={"same": []})
    found: list[Frozen] = []
    if not joint or beyond_listing(case, view, hypothesis):
        return found
    game = compile_frame(unmerged, words)
    if game.n_states > MAX_STATES:
        return found
    for rule in joint:
        rest = tuple(other for other in words.impossible if other is not rule)
        freer = compile_frame(unmerged, replace(words, impossible=rest))
        for party in game.parties:
            codes = tuple(
                game.code(index)
                for index in game.states().tolist()
                if not _alternatives(game, party, index) and _alternatives(freer, party, index)
            )
            if codes:
                found.append(Frozen(rule.text, rule.path, party, codes))
    return found


def _parties(rule: Rule, names: Names) -> set[str]:
    return {
        names.options[leaf.option].party for leaf in leaves(rule.expr) if isinstance(leaf, Stands)
    }


def _alternatives(game: Game, party: str, index: int) -> bool:
    engine = game.engine
    assert isinstance(engine, TableEngine)
    p = game.party_index(party)
    return bool(np.size(engine.undoable(p).moves(p, index)))
