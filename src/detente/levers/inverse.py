"""Inverse analysis: what would make a state stable for a party, the others being as they are."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from detente.case.frames import frame, state_levels
from detente.case.language import Expr, parse
from detente.case.model import Case, Prefers
from detente.errors import InputError, nearest
from detente.game.compile import compile_frame
from detente.game.symbolic import Diagrams, SymbolicGame
from detente.game.symbolic.compile import compile_symbolic_frame
from detente.levers.asking import moves_from, rank_at
from detente.levers.counting import Orders, count_all, count_orders, share_of_rankings
from detente.levers.demands import INVERTIBLE, Demand, demands, relevant
from detente.levers.never import meets, met_at
from detente.progress import Progress, silent
from detente.result import MadeFrom, Result, Row
from detente.stability.concepts import AnyGame

#: with more states than this the work may take minutes
_MANY = 20_000
#: states that the words of one condition list
_WORDED = 10
#: groups of states that a row lists for one condition
_LISTED = 1_000


@dataclass(frozen=True)
class Inverted:
    """What one concept asks of the party's ranking.

    Attributes
    ----------
    demands : one for each move that something must keep the party from
    share : which part of all strict rankings meets them; None where counting takes too long
    rankings : how many that are; None as well where there are too many states to write it out
    stable : whether the party's own ranking meets them; None where it is not known
    needed : states that every such ranking puts no higher than this one
    enough : the least liked state that this one would have to be liked as well as, the rest of the
        party's ranking unchanged; None where it is stable already, or its ranking is not known
    orders : which orders of its own statements do; None without statements
    """

    concept: str
    demands: tuple[Demand, ...]
    share: Fraction | None
    rankings: int | None
    stable: bool | None
    needed: tuple[int, ...]
    enough: int | None
    orders: Orders | None


@dataclass(frozen=True, eq=False)
class Inverse(Result):
    """What would make one state stable for one party, concept by concept.

    Attributes
    ----------
    index : the state in the game
    of : how many strict rankings of the states there are; None where that is not written out
    moves : whether the party can move from there at all
    statements : the party's own statements, in order; empty where it has a ranking or weights
    """

    game: AnyGame
    party: str
    called: str
    index: int
    of: int | None
    moves: bool
    items: tuple[Inverted, ...]
    statements: tuple[str, ...]
    made_from: MadeFrom

    def named(self, index: int) -> str:
        """A state by its name and code."""
        return f"“{self.game.label(index)}” ({self.game.code(index)})"

    def words(self, demand: Demand) -> str:
        """A demand in words."""
        told: list[str] = []
        states = 0
        for group in demand.any_of:
            states += len(group)
            if told and states > _WORDED:
                break
            told.append(self._group(group))
        more = len(demand.any_of) - len(told)
        if more:
            told.append(f"{more:,} more (--json lists them)")
        listed = told[0] if len(told) == 1 else f"at least one of: {'; '.join(told)}"
        return f"{self.called} likes {self.named(self.index)} no less than {listed}"

    def _group(self, group: frozenset[int]) -> str:
        if len(group) == 1:
            return self.named(next(iter(group)))
        states = sorted(group)
        told = ", ".join(map(self.named, states[:_WORDED]))
        more = len(states) - _WORDED
        return f"all of {told}" + (f" and {more:,} more" if more > 0 else "")

    def to_rows(self) -> Iterator[Row]:
        """One row per concept."""
        code = self.game.code
        for item in self.items:
            orders = item.orders
            yield {
                "concept": item.concept,
                "party": self.party,
                "rankings": item.rankings,
                "of": self.of,
                "conditions": [
                    {
                        "to": code(one.to),
                        "any": [sorted(map(code, group)) for group in one.any_of[:_LISTED]],
                        "words": self.words(one),
                        "left_out": max(0, len(one.any_of) - _LISTED),
                    }
                    for one in item.demands
                ],
                "view": self.game.view,
                "hypothesis": self.game.hypothesis,
                "code": code(self.index),
                "state": self.game.state(self.index),
                "stable": item.stable,
                "needed": sorted(map(code, item.needed)),
                "enough": None if item.enough is None else code(item.enough),
                "orders": None if orders is None else orders.count,
                "orders_of": None if orders is None else orders.of,
                "beginnings": []
                if orders is None
                else [[self.statements[k] for k in one] for one in orders.beginnings],
            }

    def __str__(self) -> str:
        from detente.levers.inverse_text import inverse_text

        return inverse_text(self)


def invert(
    case: Case,
    party: str,
    state: str,
    concepts: str | Sequence[str] | None = None,
    view: str = "base",
    hypothesis: str | None = None,
    progress: Progress = silent,
    say: Callable[[str], None] | None = None,
    diagrams: Diagrams | None = None,
) -> Inverse:
    """Say which rankings, comparisons and orders of statements make a state stable for a party.

    The others' preferences and all moves stay as they are.

    Parameters
    ----------
    say : told beforehand, in a sentence, where the work may take minutes
    state : in state notation, a code, or the id or name of an outcome that is one state
    concepts : one or several of nash, gmr, smr, seq, sseq; default all
    diagrams : where the game is made as formulas; without it, states are listed. Then only nash has
        an answer, and is the default

    Raises
    ------
    InputError
        for an unknown party, state, concept, view or hypothesis, or where a concept needs others'
        preferences that the case does not give.
    """
    words = frame(case, view, hypothesis)
    if party not in words.parties:
        hint = nearest(party, words.parties)
        raise InputError(f"there is no party '{party}' with a say in this game. {hint}".strip())
    game: AnyGame
    known: Sequence[str] = INVERTIBLE
    if diagrams is None:
        game = compile_frame(case, words)
    else:
        game, known = compile_symbolic_frame(case, words, diagrams), ("nash",)
    keys = (concepts,) if isinstance(concepts, str) else tuple(concepts or known)
    index = _find(case, game, state)
    place = game.party_index(party)
    preferences = words.believed[party].preferences
    statements: tuple[str, ...] = ()
    if isinstance(preferences, Prefers):
        statements = tuple(" or ".join(one.alternatives) for one in preferences.statements)
    said: list[list[Expr]] = []
    if isinstance(preferences, Prefers):
        said = [[parse(t, words.names) for t in it.alternatives] for it in preferences.statements]
    items = []
    if say is not None and game.n_states > _MANY and len(keys) > keys.count("nash"):
        say(
            f"{game.n_states:,} states: going through the answers to every move may take minutes. "
            "Ask for less with --concept; nash takes none."
        )
    total = count_all(game.n_states)
    for n, concept in enumerate(keys):
        progress(n, len(keys), concept)
        found = demands(game, concept, place, index)
        asked = [index, *relevant(found)]
        rank = {s: rank_at(game, place, s) for s in asked} if game.known[place] else None
        truths = [{s: any(meets(game, s, one) for one in trees) for s in asked} for trees in said]
        share = share_of_rankings(found)
        items.append(
            Inverted(
                concept,
                found,
                share,
                None if share is None or total is None else int(share * total),
                None if rank is None else _met(found, rank, index),
                _needed(found),
                None if rank is None else _enough(found, rank, index),
                count_orders(found, truths, index) if statements else None,
            )
        )
    settings = {
        "party": party,
        "code": game.code(index),
        "view": view,
        "hypothesis": hypothesis,
        "concepts": list(keys),
    }
    return Inverse(
        game,
        party,
        case.parties[party].name.value,
        index,
        total,
        game.can_move(place) and bool(moves_from(game, place, index)),
        tuple(items),
        statements,
        MadeFrom(case.id, case.origin.digest, settings=settings),
    )


def _find(case: Case, game: AnyGame, state: str) -> int:
    """A state by its notation, its code, or the name of an outcome, as the view has it."""
    from detente.case.names import names

    known = names(case)
    try:
        levels = state_levels(state, known, bare_code=True)
    except InputError:
        called = _called(game, state)
        if called is None:
            raise
        return called
    code = levels[0]
    if not known.states:
        code = sum(n * option.stride for n, option in zip(levels, game.options, strict=True))
    index = game.seen_as(code)
    if index is None:
        where = "" if game.view == "base" else f" in view '{game.view}'"
        raise InputError(f"the state '{state}' is impossible{where}")
    return index


def _called(game: AnyGame, text: str) -> int | None:
    """The one state that goes by a name of its own or an outcome's; None where nothing has it."""
    text = " ".join(text.split()).casefold()
    if isinstance(game, SymbolicGame):
        return _called_among(game, text)
    named = [k for k, name in enumerate(game.state_names) if name.casefold() == text]
    if len(named) == 1:
        return named[0]
    earlier = np.zeros(game.n_cells, dtype=np.bool_)
    for outcome in game.outcomes:
        met = met_at(game, outcome.when) & game.feasible
        if text in (outcome.id.casefold(), outcome.name.casefold()):
            found = np.flatnonzero(met & ~earlier)
            if game.before is not None:  # merged states go by the name of one member
                own = [k for k in np.flatnonzero(met).tolist() if game.outcome(k) is outcome]
                found = np.array(own, dtype=np.int64)
            if len(found) == 1:
                return int(found[0])
            raise _several(outcome.name, len(found), game.codes(found[:_WORDED]).tolist())
        earlier |= met
    return None


def _called_among(game: SymbolicGame, text: str) -> int | None:
    """The same where states are formulas."""
    left = game.states
    for outcome in game.outcomes:
        met = game.set_of(game.where(outcome.when))
        if text in (outcome.id.casefold(), outcome.name.casefold()):
            found = (met & left).first(_WORDED)
            if len(found) == 1:
                return found[0]
            raise _several(outcome.name, (met & left).count, found)
        left = left - met
    return None


def _several(name: str, count: int, codes: Sequence[int]) -> InputError:
    """The complaint that an outcome is not one state."""
    if not count:
        return InputError(f"“{name}” is no state of this game")
    more = f" and {count - len(codes):,} more" if count > len(codes) else ""
    listed = ", ".join(map(str, codes))
    return InputError(f"“{name}” is {count:,} states, by code: {listed}{more}. Give one code")


def _met(
    found: Sequence[Demand], rank: Mapping[int, int], at: int, least: int | None = None
) -> bool:
    """Whether a ranking meets all demands, the state standing at a rank of its own if given."""
    here = int(rank[at]) if least is None else least
    above = frozenset(state for state in relevant(found) if rank[state] > here)
    return all(one.met(above) for one in found)


def _needed(found: Sequence[Demand]) -> tuple[int, ...]:
    """States that must not stand above, whatever the rest of the ranking."""
    return tuple(
        state for state in sorted(relevant(found)) if not all(one.met((state,)) for one in found)
    )


def _enough(found: Sequence[Demand], rank: Mapping[int, int], at: int) -> int | None:
    """The least liked state that the state must rise to; None where it need not or cannot."""
    if _met(found, rank, at):
        return None
    higher = sorted((s for s in relevant(found) if rank[s] > rank[at]), key=lambda s: int(rank[s]))
    first = bisect_left(higher, True, key=lambda s: _met(found, rank, at, int(rank[s])))
    return higher[first] if first < len(higher) else None
