"""Draws, and what is counted over them: one piece of the work at a time.

Which draws a piece holds depends on the seed and on its number alone, so that a piece comes out
the same wherever and whenever it is done.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from detente.case.frames import frame
from detente.case.model import Case
from detente.ensemble.inputs import Input, applied, find_inputs, load_samplers
from detente.ensemble.lens import DrawnLens
from detente.ensemble.ranks import Choices
from detente.ensemble.tally import WAYS, Count, Tally, no_tally
from detente.errors import CaseError
from detente.game.compile import compile_game
from detente.game.game import Game
from detente.game.space import Ints
from detente.views.compare import expected_by

#: draws of one piece of work, at most; fewer where a game has many states
PIECE = 1 << 15
#: cells over all draws of a piece, at most
CELLS = 1 << 22


@dataclass(frozen=True, eq=False)
class Counting:
    """What every worker knows: the case, what may be otherwise, and what is asked.

    Attributes
    ----------
    hypothesis : the rival base in force
    unmarked : the doubt of entries that bear none
    piece : draws of one piece of work, at most
    views : whether what each party sees is counted as well
    """

    case: Case
    hypothesis: str | None
    concept: str
    seed: int
    draws: int
    unmarked: float = 0.0
    piece: int = PIECE
    views: bool = True

    @cached_property
    def inputs(self) -> tuple[Input, ...]:
        """The inputs that bear on anything under this hypothesis."""
        return tuple(one for one in find_inputs(self.case, self.unmarked) if self._bears(one))

    def _bears(self, one: Input) -> bool:
        """Whether an input is in force: not where the hypothesis puts another in its place."""
        if one.path[0] == "hypotheses":
            return one.path[1] == self.hypothesis
        if one.path[0] != "parties" or self.hypothesis is None or not one.owner:
            return True
        change = self.case.hypotheses[self.hypothesis].parties.get(str(one.path[1]))
        return change is None or change.preferences is None

    @cached_property
    def size(self) -> int:
        """Draws of one piece."""
        n_cells = compile_game(self.case, hypothesis=self.hypothesis).n_cells
        return max(min(self.piece, CELLS // max(n_cells, 1)), 1)

    @cached_property
    def in_base(self) -> tuple[int, ...]:
        """The inputs that bear on the base game: its moves, and what is preferred in it."""
        samplers = load_samplers()
        words = frame(self.case, hypothesis=self.hypothesis)
        owners = {words.believed[party].path for party in words.parties}
        return tuple(
            k
            for k, one in enumerate(self.inputs)
            if one.owner in owners
            or (samplers[one.kind].part == "moves" and one.path[0] != "views")
        )

    @cached_property
    def moved(self) -> dict[bytes, tuple[Case, dict[str, Game]]]:
        """Cases with other moves that were made already, and their games."""
        return {}

    @property
    def n_pieces(self) -> int:
        """How many pieces the work is cut into."""
        return -(-self.draws // self.size)

    def choices(self, piece: int) -> Choices:
        """What every input stands at in every draw of a piece, (n_draws, n_inputs)."""
        n = min(self.size, self.draws - piece * self.size)
        rng = np.random.default_rng(np.random.SeedSequence([self.seed, piece]))
        return draw_choices(self.inputs, n, rng)

    def __call__(self, piece: int) -> Tally:
        """Count over one piece."""
        return count(self, self.choices(piece))


def draw_choices(inputs: Sequence[Input], n: int, rng: np.random.Generator) -> Choices:
    """As many draws as asked for: each input otherwise with its doubt, its variants alike."""
    otherwise = rng.random((n, len(inputs)))
    which = rng.random((n, len(inputs)))
    doubts = np.array([one.doubt for one in inputs])
    ways = np.array([len(one.variants) for one in inputs])
    chosen = np.where(otherwise < doubts, 1 + (which * ways).astype(np.int64), 0)
    return chosen.astype(np.uint8).reshape(n, len(inputs))


def groups(counting: Counting, choices: Choices) -> Iterator[tuple[DrawnLens | None, Ints]]:
    """Draws that share their moves, as one lens each, and which draws they are.

    None where the moves that were drawn leave no game.
    """
    samplers = load_samplers()
    columns = [k for k, one in enumerate(counting.inputs) if samplers[one.kind].part == "moves"]
    rows, back = np.unique(choices[:, columns], axis=0, return_inverse=True)
    for row, chosen in enumerate(rows.tolist()):
        members = np.flatnonzero(back.reshape(-1) == row)
        key = bytes(chosen)
        if key not in counting.moved:
            only = [counting.inputs[k] for k in columns]
            counting.moved[key] = (applied(counting.case, only, chosen), {})
        case, games = counting.moved[key]
        lens = DrawnLens(case, counting.hypothesis, counting.inputs, choices[members], games)
        try:
            _ = lens.universe() if counting.views else lens.base
        except CaseError:
            yield None, members
            continue
        yield lens, members


def count(counting: Counting, choices: Choices) -> Tally:
    """Count over some draws."""
    found = no_tally(len(counting.inputs))
    for lens, members in groups(counting, choices):
        if lens is None:
            found.lost += len(members)
        else:
            found = found.plus(_count(counting, lens))
    return found


def base_holds(lens: DrawnLens, concept: str) -> NDArray[np.bool_] | None:
    """Where all parties stay in the base, (n_draws, n_cells); None where the case does not say."""
    return lens.stable_for_all(concept, "base")


def _count(counting: Counting, lens: DrawnLens) -> Tally:
    n = len(lens.choices)
    codes = lens.universe() if counting.views else lens.base.codes(lens.base.states())
    at_root = lens.base.indices(codes)
    base = base_holds(lens, counting.concept)
    holds = np.zeros((n, len(codes)), dtype=bool)
    if base is not None:
        holds = _rows(base, n)[:, np.maximum(at_root, 0)] & (at_root >= 0)
    own: dict[str, NDArray[np.bool_]] = {}
    expected: dict[str, NDArray[np.bool_]] = {}
    for party in lens.parties if counting.views else ():
        verdict = lens.verdict(counting.concept, lens.below(party), party)
        believed = expected_by(lens, counting.concept, party, codes)
        if verdict is not None:
            own[party] = _rows(lens.image(codes, party).take(verdict), n)
        if believed is not None:
            expected[party] = _rows(believed, n)
    good = lens.whole
    told = len(expected) == len(lens.parties) == len(own) and counting.views
    nobody = np.zeros_like(holds)
    leaves = ~np.logical_and.reduce([*own.values()]) if told else nobody
    hopes = np.logical_or.reduce([*expected.values()]) if told else nobody
    agree = np.logical_and.reduce([*expected.values()]) if told else nobody
    every = [(lens.choices[good] == way).astype(np.int64) for way in range(WAYS)]
    by_choice = np.stack([one.T @ holds[good] for one in every], axis=1)  # input, way, outcome
    outcomes = {
        code: Count(
            int(holds[good, c].sum()),
            {party: int(seen[good, c].sum()) for party, seen in own.items()},
            {party: int(seen[good, c].sum()) for party, seen in expected.items()},
            int((leaves & hopes)[good, c].sum()),
            int((agree & holds)[good, c].sum()),
            by_choice[:, :, c].copy(),
        )
        for c, code in enumerate(codes.tolist())
    }
    choices = np.stack([one.sum(axis=0) for one in every], axis=1)
    return Tally(int(good.sum()), int((~good).sum()), choices, outcomes)


def _rows(found: NDArray[np.bool_], n: int) -> NDArray[np.bool_]:
    """One row per draw, where all are alike too."""
    return np.broadcast_to(found, (n, found.shape[-1]))
