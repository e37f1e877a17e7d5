"""Which states are stable, for whom, where they cannot be listed: answers as sets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from detente.case.language import Expr
from detente.errors import InputError, nearest
from detente.game.symbolic import StateSet, SymbolicGame, TooLarge
from detente.progress import Progress, silent
from detente.result import MadeFrom, Row
from detente.stability.concepts import CONCEPTS, Asked, default_concepts
from detente.stability.sample import Listed, Sample
from detente.stability.set_chosen import Chosen, choose
from detente.stability.set_frontier import KINDS, Frontier, find_frontier
from detente.stability.set_search import describe
from detente.stability.set_target import Held, how_it_holds
from detente.stability.set_words import Description

#: so many states a concept (and party) go into rows where nobody asks for more
ROWS = 1000


@dataclass(frozen=True, eq=False)
class StabilitySets(Listed):
    """Which states are stable, for whom, under which concept.

    Attributes
    ----------
    stable : by concept and party; None where the case leaves the answer open, or where the
        diagrams grew too large for it
    unfinished : pairs of a concept and a party for which they did, or that nobody waited for
    among : the states that are looked at; None: all
    target : the expression that holds in these
    """

    game: SymbolicGame
    concepts: tuple[str, ...]
    stable: Mapping[tuple[str, str], StateSet | None]
    made_from: MadeFrom
    unfinished: tuple[tuple[str, str], ...] = ()
    among: StateSet | None = None
    target: Expr | None = None
    rows: int = ROWS  #: so many states go into rows where nobody asks for more or fewer
    _equilibria: dict[str, StateSet | None] = field(default_factory=dict, repr=False)
    _described: dict[str, Description] = field(default_factory=dict, repr=False)

    @property
    def states(self) -> StateSet:
        """The states that are looked at."""
        return self.game.states if self.among is None else self.among

    @property
    def n_states(self) -> int:
        """How many they are."""
        return self.states.count

    def within(self, expr: Expr) -> StabilitySets:
        """The same, looking at those states alone where an expression holds."""
        among = self.game.set_of(self.game.where(expr))
        return replace(self, among=among, target=expr, _equilibria={}, _described={})

    @property
    def everywhere(self) -> StabilitySets:
        """The same, looking at all states."""
        return replace(self, among=None, target=None, _equilibria={}, _described={})

    def equilibria(self, concept: str) -> StateSet | None:
        """States stable for every party; None where an answer is open."""
        if concept not in self._equilibria:
            everyone = self.states
            for party in self.game.parties:
                one = self.stable[concept, party]
                if one is None:
                    self._equilibria[concept] = None
                    break
                everyone = everyone & one
            else:
                self._equilibria[concept] = everyone
        return self._equilibria[concept]

    def describe(self, concept: str) -> Description | None:
        """The equilibria in few words; None where an answer is open."""
        found = self.equilibria(concept)
        if found is not None and concept not in self._described:
            with self.game.diagrams.bounded():
                self._described[concept] = describe(found, self.states)
        return self._described.get(concept)

    def choose(self, concept: str) -> list[Chosen]:
        """The equilibria that are worth a look: near the present, best for a party, efficient."""
        found = self.equilibria(concept)
        with self.game.diagrams.bounded():
            return [] if found is None else list(choose(self.game, found))

    def frontier(self, most: int = KINDS) -> Frontier | None:
        """Of the states that are looked at, those to which no other is as good for all parties and
        better for one; None where nobody's preferences are known.
        """
        with self.game.diagrams.bounded():
            return find_frontier(self.game, self.states, most)

    def how_it_holds(self) -> Iterator[Held]:
        """How the states that are looked at fare under every concept, and who would leave them."""
        with self.game.diagrams.bounded():
            yield from how_it_holds(self)

    def open_questions(self) -> list[tuple[str, str]]:
        """Pairs of a concept and a party for which preferences are missing."""
        return [
            pair for pair, one in self.stable.items() if one is None and pair not in self.unfinished
        ]

    # ------------------------------------------------------------------ rows

    def head(self, concept: str) -> Row:
        """What every row about a concept begins with."""
        return {
            "view": self.game.view,
            "hypothesis": self.game.hypothesis,
            "concept": concept,
        }

    def to_rows(self, limit: int | None = None, sample: Sample | None = None) -> Iterator[Row]:
        """One row per concept, party and state, for the first states by code.

        Parameters
        ----------
        limit : for how many; `rows` where it is not said
        sample : for states drawn at random instead
        """
        codes, mark = self._listed(self.states, limit, sample)
        for concept in self.concepts:
            for party in self.game.parties:
                stable = self.stable[concept, party]
                if stable is None:
                    continue
                for code in codes:
                    yield {
                        **self.head(concept),
                        "party": party,
                        "code": code,
                        "state": self.game.state(code),
                        "stable": code in stable,
                        **mark,
                    }

    def to_equilibria_rows(
        self, limit: int | None = None, sample: Sample | None = None
    ) -> Iterator[Row]:
        """One row per concept and state that is stable for every party, the first by code.

        Parameters
        ----------
        limit, sample : as in `to_rows`
        """
        for concept in self.concepts:
            found = self.equilibria(concept)
            if found is None:
                continue
            codes, mark = self._listed(found, limit, sample)
            for code in codes:
                state = self.game.state(code)
                yield {**self.head(concept), "code": code, "state": state, **mark}

    def _listed(
        self, states: StateSet, limit: int | None, sample: Sample | None
    ) -> tuple[list[int], Row]:
        """Codes of the states that are listed, ascending, and what each row says about that."""
        if sample is None:
            return states.first(self.rows if limit is None else limit), {}
        codes = sorted(states.sample(sample.count, sample.seed, distinct=True))
        return codes, sample.mark(states.count)

    def to_count_rows(self) -> Iterator[Row]:
        """One row per concept: how many states, equilibria, and stable states per party."""
        for concept in self.concepts:
            equilibria = self.equilibria(concept)
            by_party = {party: self.stable[concept, party] for party in self.game.parties}
            yield {
                "view": self.game.view,
                "concept": concept,
                "states": self.n_states,
                "equilibria": None if equilibria is None else equilibria.count,
                "stable": {
                    party: None if one is None else (one & self.states).count
                    for party, one in by_party.items()
                },
            }

    # ------------------------------------------------------------------ text

    def __str__(self) -> str:
        from detente.stability.sets_text import sets_text

        return sets_text(self)


class Interrupted(KeyboardInterrupt):
    """Somebody stopped the work.

    Attributes
    ----------
    partial : what had been answered by then
    """

    def __init__(self, partial: StabilitySets) -> None:
        super().__init__()
        self.partial = partial


def solve_sets(
    game: SymbolicGame,
    concepts: Asked = None,
    progress: Progress = silent,
) -> StabilitySets:
    """Find the states that nobody has reason to leave, without listing any.

    Parameters
    ----------
    concepts : one or several ids of concepts (default: the classical five), or a concept per party
        id for a mixed answer

    Raises
    ------
    TooLarge
        where diagrams outgrow their bounds; carries what has been found, which is every concept
        for which they did not.
    Interrupted
        where somebody stopped it; carries what has been found by then.
    InputError
        for a concept that is not made for such a game.
    """
    asked = _asked(game, concepts)
    keys = tuple(dict.fromkeys(key for key, _, _ in asked))
    game = game.telling(progress)
    stable: dict[tuple[str, str], StateSet | None] = {(key, party): None for key, party, _ in asked}
    unfinished: list[tuple[str, str]] = []
    complaint = ""
    shown = dict(concepts) if isinstance(concepts, Mapping) else list(keys)
    settings = {**game.made_from.settings, "concepts": shown, "engine": "symbolic"}
    made_from = replace(game.made_from, settings=settings)
    for number, (key, party, concept) in enumerate(asked):
        place = game.party_index(party)
        if key in (failed for failed, _ in unfinished):
            unfinished.append((key, party))
            continue
        try:
            with game.diagrams.bounded():
                if CONCEPTS[concept].answerable(game, place):
                    stable[key, party] = CONCEPTS[concept](game, place)
        except TooLarge as error:
            unfinished.append((key, party))
            complaint = complaint or f"{error} at '{concept}' for '{party}'"
        except KeyboardInterrupt:
            rest = [(later, who) for later, who, _ in asked[number:]]
            found = StabilitySets(game, keys, stable, made_from, (*unfinished, *rest))
            raise Interrupted(found) from None
    found = StabilitySets(game, keys, stable, made_from, tuple(unfinished))
    if unfinished:
        raise TooLarge(complaint, found)
    return found


def _asked(game: SymbolicGame, concepts: Asked) -> list[tuple[str, str, str]]:
    """What is asked for: the name of the answer, the party, the concept."""
    if isinstance(concepts, Mapping):
        for party in concepts:
            if party not in game.parties:
                hint = nearest(party, game.parties)
                raise InputError(f"there is no party '{party}' in this game. {hint}".strip())
        return [("mixed", party, concepts.get(party, "seq")) for party in game.parties]
    if isinstance(concepts, str):
        concepts = (concepts,)
    keys = tuple(concepts) if concepts is not None else default_concepts()
    return [(key, party, key) for key in keys for party in game.parties]
