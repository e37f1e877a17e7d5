"""Games of many edited cases, each part of them made once.

Which set of changes was made is a bit mask over the list of edits. A part of a view's game (its
moves, one party's ranks) depends only on the changes that may touch it, and parts that come out
alike are one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from detente.case.frames import Believed, Frame, below, frame
from detente.case.model import Case, Prefers, Ranking, Weights
from detente.errors import CaseError
from detente.game.compile import compile_frame
from detente.game.symbolic import Diagrams
from detente.game.symbolic.compile import compile_symbolic_frame
from detente.levers.asking import Codes, seen_through
from detente.levers.bearing import Bearing
from detente.levers.edits import PRESENT, Edit, ViewPath
from detente.levers.points import Points
from detente.levers.verdicts import Key, Verdicts
from detente.stability.concepts import AnyGame

#: ranks that tell merged states apart, so that there is no game
_TORN = -1
#: edited cases that are kept
_MOST_CASES = 1 << 14
#: frames that are kept
_MOST_FRAMES = 1 << 12


@dataclass(frozen=True, eq=False)
class Moves:
    """The moves and states of a view's game, without ranks.

    Attributes
    ----------
    number : equal for equal content
    states : the same for the states alone, however one moves between them
    words : the frame that they were made from, its present settled
    """

    number: int
    states: int
    game: AnyGame
    words: Frame
    movers: frozenset[str]


@dataclass(frozen=True, eq=False)
class _Shared:
    """Parts and verdicts by their content, whichever hypothesis they came from."""

    verdicts: Verdicts | Points
    moves: dict[Any, Moves | None] = field(default_factory=dict)
    states: dict[Any, int] = field(default_factory=dict)
    ranks: dict[Any, int] = field(default_factory=dict)


class Bench:
    """Everything that is known of the variants of one case under one hypothesis and concept.

    Parameters
    ----------
    beside : a bench of the same case and concept under another hypothesis; what comes out alike
        there and here is made once
    diagrams : where games are made as formulas; None where states are listed
    """

    def __init__(
        self,
        case: Case,
        edits: Sequence[Edit],
        hypothesis: str | None,
        concept: str,
        beside: Bench | None = None,
        diagrams: Diagrams | None = None,
    ) -> None:
        self.case = case
        self.diagrams = diagrams
        self.edits = tuple(edits)
        self.hypothesis = hypothesis
        self.concept = concept
        if beside is None:
            self._shared = _Shared(Verdicts(concept) if diagrams is None else Points(concept))
        else:
            self._shared = beside._shared
        self.verdicts = self._shared.verdicts
        self.all_ranks = self.verdicts.reads_others or bool(case.same)
        self.bearing = Bearing(case, self.edits, self.all_ranks)
        self._edited: dict[int, Case] = {}
        self._frames: dict[tuple[ViewPath, int], Frame] = {}
        self._moves: dict[tuple[ViewPath, int], Moves | None] = {}
        self._ranks: dict[tuple[ViewPath, int, int, int], int] = {}
        self._keys: dict[tuple[ViewPath, str, int], Key | bool] = {}
        self._presents: dict[tuple[ViewPath, int], int | None] = {}
        self._images: dict[tuple[int, ...], Codes] = {}

    # ------------------------------------------------------------------ edited cases

    def chosen(self, mask: int) -> list[Edit]:
        """The edits of a mask."""
        return [edit for k, edit in enumerate(self.edits) if mask >> k & 1]

    def edited(self, mask: int) -> Case:
        """The case with the edits of a mask made, deeds first; see `edits.applied`."""
        if mask not in self._edited:
            if not mask:
                return self.case
            chosen = [k for k in range(len(self.edits)) if mask >> k & 1]
            last = max(chosen, key=lambda k: (self.edits[k].phase, k))
            if len(self._edited) > _MOST_CASES:
                self._edited.clear()
            before = self.edited(mask ^ 1 << last)
            self._edited[mask] = self.edits[last].apply(before, self.hypothesis)
        return self._edited[mask]

    def words(self, view: ViewPath, mask: int) -> tuple[Case, Frame]:
        """An edited case and the frame of a view of it."""
        return self.edited(mask), self._frame(view, mask)

    def _frame(self, view: ViewPath, mask: int) -> Frame:
        """Built on that of the view above, which fewer edits touch."""
        mask &= self.bearing.about(view)
        key = (view, mask)
        if key not in self._frames:
            if len(self._frames) > _MOST_FRAMES:
                self._frames.clear()
            case = self.edited(mask)
            if view:
                found = below(case, self._frame(view[:-1], mask), view[-1])
            else:
                found = frame(case, hypothesis=self.hypothesis)
            self._frames[key] = found
        return self._frames[key]

    # ------------------------------------------------------------------ parts

    def moves(self, view: ViewPath, mask: int) -> Moves | None:
        """States and moves of a view's game; None where no state is feasible."""
        mask &= self.bearing.touching(view, None)
        key = (view, mask)
        if key not in self._moves:
            case, words = self.words(view, mask)
            words = _settled(words)
            content = (_directions(case, words), _states(case, words))
            if content not in self._shared.moves:
                self._shared.moves[content] = self._made(case, words, content[1])
            self._moves[key] = self._shared.moves[content]
        return self._moves[key]

    def _made(self, case: Case, words: Frame, content: Any) -> Moves | None:
        silent = {party: Believed(None, ()) for party in words.believed}
        try:
            game = self._compiled(case, replace(words, believed=silent))
        except CaseError:
            return None
        movers = (party for p, party in enumerate(game.parties) if game.can_move(p))
        states = self._shared.states.setdefault(content, len(self._shared.states))
        return Moves(self.verdicts.add_game(game), states, game, words, frozenset(movers))

    def _compiled(self, case: Case, words: Frame) -> Any:
        """A game, for the engine that is used."""
        if self.diagrams is None:
            return compile_frame(case, words)
        return compile_symbolic_frame(case, words, self.diagrams)

    def ranks(self, view: ViewPath, party: int, mask: int, moves: Moves) -> int:
        """The number of a party's ranks in a view's game; equal for equal content."""
        name = moves.game.parties[party]
        mask &= self.bearing.mending(view, name, mask)
        key = (view, party, mask, moves.states)
        if key not in self._ranks:
            case, words = self.words(view, mask)
            believed = words.believed[name]
            content = (moves.states, party, _preferences(case, believed, self.hypothesis))
            if content not in self._shared.ranks:
                self._shared.ranks[content] = self._ranked_in(case, moves, believed, name)
            self._ranks[key] = self._shared.ranks[content]
        return self._ranks[key]

    def _ranked_in(self, case: Case, moves: Moves, believed: Believed, name: str) -> int:
        alone = {party: Believed(None, ()) for party in moves.words.believed}
        alone[name] = believed
        ranks = None
        if believed.preferences is not None:
            try:
                game = self._compiled(case, replace(moves.words, believed=alone))
            except CaseError:
                return _TORN
            place = game.party_index(name)
            ranks = game.rank(place) if self.diagrams is None else game.scales[place]
        return self.verdicts.add_ranks(ranks)

    def key(self, view: ViewPath, party: str, mask: int) -> Key | bool:
        """What a verdict depends on; a plain answer where it needs none."""
        memo = (view, party, mask & self.bearing.relevant(view, party))
        found = self._keys.get(memo)
        if found is None:
            found = self._keys[memo] = self._key(view, party, mask)
        return found

    def _key(self, view: ViewPath, party: str, mask: int) -> Key | bool:
        moves = self.moves(view, mask)
        if moves is None:
            return False
        if party not in moves.game.parties:
            return True
        place = moves.game.party_index(party)
        mover = party in moves.movers
        if not mover and not self.case.same:
            return True
        read = range(len(moves.game.parties)) if self.all_ranks else (place,)
        ranks = tuple(self.ranks(view, p, mask, moves) for p in read)
        if _TORN in ranks:
            return False
        return (moves.number, place, ranks) if mover else True

    # ------------------------------------------------------------------ whole games

    def game(self, view: ViewPath, mask: int) -> Any:
        """A view's game with ranks, without its present."""
        moves = self.moves(view, mask)
        if moves is None:
            return None
        game = moves.game
        numbers = [self.ranks(view, p, mask, moves) for p in range(len(game.parties))]
        if _TORN in numbers:
            return None
        return self.verdicts.put_together(game, numbers)

    def seen(self, views: Sequence[ViewPath], mask: int, codes: Codes) -> tuple[Any, Codes] | None:
        """States as the last of nested views has them, -1 where hidden, and what that hangs on."""
        chain = [self.moves(view, mask) for view in views]
        numbers: list[int] = []
        for one in chain:
            if one is None:
                return None
            numbers.append(one.number)
        key = tuple(numbers)
        if key not in self._images:
            games = [one.game for one in chain if one is not None]
            self._images[key] = seen_through(games, codes)
        return key, self._images[key]

    def present(self, view: ViewPath, mask: int) -> int | None:
        """Cell of the present in a view's game, None where there is none or it is impossible."""
        mask &= self.bearing.touching(view, PRESENT) | self.bearing.touching(view, None)
        key = (view, mask)
        if key not in self._presents:
            self._presents[key] = self._present(view, mask)
        return self._presents[key]

    def _present(self, view: ViewPath, mask: int) -> int | None:
        moves = self.moves(view, mask)
        words = self.words(view, mask)[1]
        levels = words.present_levels()
        if moves is None or levels is None:
            return None
        if words.names.states:
            code = levels[0]
        else:
            code = sum(n * one.stride for n, one in zip(levels, moves.game.options, strict=True))
        return moves.game.seen_as(code)


def _settled(words: Frame) -> Frame:
    """A frame without its present, what is unseen standing where it did."""
    held = words.held()
    options = words.names.options
    unseen = {k: options[k].levels[held[k]] for k in words.unseen}
    return replace(words, present=None, unseen=unseen, means={})


def _directions(case: Case, words: Frame) -> Any:
    """Who moves how, as far as a frame says."""
    return (
        words.parties,
        tuple((k, way.kind, way.locked) for k, way in sorted(words.one_way.items())),
        tuple((party, tuple(moves)) for party, moves in case.moves.items()),
    )


def _states(case: Case, words: Frame) -> Any:
    """What the states of a frame depend on, and with them how preferences become ranks.

    Which members of a merged group a view has depends on the view.
    """
    return (
        words.parties,
        words.names.options[words.names.n_base :],
        tuple(sorted(words.held().items())),
        tuple(sorted(words.imagined)),
        frozenset(rule.expr for rule in words.impossible),
        bool(words.path) if case.same else None,
    )


def _preferences(case: Case, believed: Believed, hypothesis: str | None) -> Any:
    """What a party's ranks depend on, beside the states."""
    match believed.preferences:
        case Prefers(statements=statements):
            return ("prefers", tuple(one.alternatives for one in statements))
        case Weights(entries=entries):
            return ("weights", tuple((text, entry.value) for text, entry in entries.items()))
        case Ranking(rungs=rungs):
            listed = tuple(tuple(entry.value for entry in rung) for rung in rungs)
            held: Any = ()
            if believed.path[0] == "views":
                written = frame(case, str(believed.path[1]), hypothesis)
                held = (believed.path[1], tuple(sorted(written.held().items())))
            return ("ranking", listed, held)
    return None
