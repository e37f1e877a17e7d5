"""Finding what holds in all states of a set and in no state, or few, beside it.

Draws from the set show which levels of two or three options are found together. What no draw
shows may still be there, so that a diagram is asked about it: draws only say where to look, and
which of several answers tells the most. No answer is taken from them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import reduce
from operator import and_

import numpy as np

from detente.case.language import Stands
from detente.game.symbolic import StateSet
from detente.game.symbolic.diagrams import Diagram
from detente.game.symbolic.formula import formula
from detente.stability.set_blocks import find_blocks
from detente.stability.set_cores import core
from detente.stability.set_draws import Bools, Threes, best_two, most_of
from detente.stability.set_words import Description, Word, exclusive

#: no more of what joins several options is told than this
JOINT = 40
#: draws from the set, and from the states that all which has been said so far leaves in beside it
_DRAWN, _BESIDE = 400, 256
#: what joins more options than this is not told, and is looked for in so many states beside the set
_PARTS, _CORES = 4, 48
#: beyond so many nodes only single options are told
_NODES = 100_000
#: diagrams are asked so many questions at most; fewer where they are large
_QUESTIONS = 2_000
_WORK = 10_000_000
#: what joins three options is told before what joins two where it rules out so many times as much
_THREE_FOR_TWO = 4


def describe(found: StateSet, within: StateSet) -> Description:
    """Say in few words what holds in a set of states.

    Every word holds in all of its states, and how many states all words leave is counted; both
    are exact. Which words are chosen hangs on draws from a fixed seed.

    Parameters
    ----------
    within : the states that could be; what holds in all of them is not said
    """
    if not found:
        return Description(0, 0)
    search = _Search(found, within)
    search.say_single()
    small = found.nodes <= _NODES
    if small and search.left():
        common = search.told
        blocks = find_blocks(found, within)
        search.say_together()
        search.say_clauses()
        joint = tuple(search.joint())
        cost = sum(len(word.parts) for word in joint)
        if blocks and (search.left() or sum(len(block.parts) for block in blocks) < cost):
            return Description(found.count, found.count, tuple(search.single), blocks)
        told = reduce(and_, (search.where(word) for word in joint), common.diagram)
        matching = StateSet(found.space, told).count
        return Description(found.count, matching, (*search.single, *joint))
    return Description(found.count, search.told.count, tuple(search.single), searched=small)


class _Search:
    """What has been found out about one set by now.

    Attributes
    ----------
    told : the states that all which has been said leaves in
    free : the options that stand at several levels in the set
    pairs : each of these with one of its levels, in order
    seen : bool array (states, pairs): states of the set that are known, what holds in them
    beside : the same for states that have been told and are not in the set
    """

    def __init__(self, found: StateSet, within: StateSet) -> None:
        self.found, self.within = found, within
        self.space = found.space
        self.told = within
        self.questions = min(_QUESTIONS, _WORK // max(found.nodes, 1))
        self.levels = {option: found.levels_of(option) for option in self.space.axes}
        self.free = [option for option in self.space.axes if len(self.levels[option]) > 1]
        self.pairs = [(option, level) for option in self.free for level in self.levels[option]]
        self.single: list[Word] = []
        self.several: list[Word] = []
        self.seen = self.columns(found.sample(_DRAWN, distinct=True))
        self.beside = self.seen[:0]

    def left(self) -> bool:
        """Whether there are states beside the set of which all holds that has been said."""
        return bool(self.told != self.found)

    def columns(self, codes: Iterable[int]) -> Bools:
        """What holds in some states: bool array (states, pairs)."""
        rows = [
            [level[option] == wanted for option, wanted in self.pairs]
            for level in map(self.space.levels, codes)
        ]
        return np.array(rows, dtype=np.bool_).reshape(len(rows), len(self.pairs))

    def where(self, word: Word) -> Diagram:
        """Where a word holds."""
        return formula(word.expr, self.space)

    def possible(self, parts: Iterable[Stands]) -> bool:
        """Whether some state of the set has all of these; if so, one is known from then on."""
        self.questions -= 1
        where = (formula(part, self.space) for part in parts)
        some = StateSet(self.space, reduce(and_, where, self.found.diagram))
        if some:
            self.seen = np.vstack([self.seen, self.columns([some.any()])])
        return bool(some)

    # ------------------------------------------------------------------ single options

    def say_single(self) -> None:
        """Which options stand at fewer levels than they could."""
        for option in self.space.axes:
            if self.levels[option] != self.within.levels_of(option):
                here = Stands(option, frozenset(self.levels[option]))
                word = Word("stands", then=(here,))
                self.single.append(word)
                self.told = StateSet(self.space, self.told.diagram & self.where(word))

    # ------------------------------------------------------------------ all or none

    def say_together(self) -> None:
        """What holds in just the same states of the set."""
        for group in self.groups():
            if len(self.several) == JOINT or not self.left():
                return
            self.say(Word("together", then=tuple(self.stands(place) for place in group)))

    def groups(self) -> list[list[int]]:
        """Places in `pairs` that hold together or not at all; the longest groups first."""
        while True:
            alike: dict[bytes, list[int]] = {}
            for place in range(len(self.pairs)):
                alike.setdefault(self.seen[:, place].tobytes(), []).append(place)
            groups = [group for group in alike.values() if len(group) > 1]
            if all(self.one_truth(group) for group in groups):
                break
            if self.questions <= 0:
                return []
        taken = {place: self.pairs[place][1] > 0 for group in groups for place in group}
        return sorted(groups, key=lambda g: (-len(g), -sum(taken[place] for place in g), g))

    def one_truth(self, group: list[int]) -> bool:
        """Whether what seems to hold together does so in all states."""
        first = self.stands(group[0])
        for place in group[1:]:
            other = self.stands(place)
            for one, two in ((first, other), (other, first)):
                if self.possible((one, self.denied(two))):
                    return False
        return True

    # ------------------------------------------------------------------ never all at once

    def say_clauses(self) -> None:
        """What two, three or four options never do at once."""
        three: Threes | None = None
        cores: list[tuple[int, ...]] | None = None
        while len(self.several) < JOINT and self.left() and self.questions > 0:
            if len(self.beside) < _BESIDE // 8:
                self.beside = self.columns((self.told - self.found).sample(_BESIDE, distinct=True))
                three = cores = None
            best, score = best_two(self.seen, self.beside)
            if len(self.beside) > _THREE_FOR_TWO * score:
                three = three or Threes(self.seen, self.beside)
                other, its_score = three.best(self.seen, self.beside)
                if its_score > _THREE_FOR_TWO * score:
                    best, score = other, its_score
            if not score:
                cores = self.cores() if cores is None else cores
                best, score = most_of(cores, self.beside)
            if not score:
                return
            parts = tuple(self.stands(place) for place in best)
            if not self.possible(parts) and not self.say(self.clause(self.widened(parts))):
                return

    def cores(self) -> list[tuple[int, ...]]:
        """What keeps some of the states beside out of the set, where it takes few options."""
        found: dict[tuple[int, ...], None] = {}
        for row in self.beside[:_CORES]:
            places = np.flatnonzero(row).tolist()
            out = core(self.found, dict(self.pairs[place] for place in places))
            if len(out) <= _PARTS:
                found[tuple(place for place in places if self.pairs[place][0] in out)] = None
        return list(found)

    def widened(self, parts: tuple[Stands, ...]) -> tuple[Stands, ...]:
        """With further levels of the same options that never go with the other parts either."""
        found = list(parts)
        for n, part in enumerate(parts):
            for level in self.levels[part.option]:
                if level in found[n].levels:
                    continue
                rest = (*found[:n], Stands(part.option, frozenset({level})), *found[n + 1 :])
                if not self.possible(rest):
                    found[n] = Stands(part.option, found[n].levels | {level})
        return tuple(found)

    def clause(self, never: tuple[Stands, ...]) -> Word:
        """Never all of these, in the words that read best: an option at its first level is `not`
        taken, and such parts go to the other side of an `if`.
        """
        given = tuple(part for part in never if 0 not in part.levels)
        then = tuple(self.denied(part) for part in never if 0 in part.levels)
        return Word(("if" if given else "some") if then else "not all", given, then)

    # ------------------------------------------------------------------ saying it

    def stands(self, place: int) -> Stands:
        """One option at one level."""
        option, level = self.pairs[place]
        return Stands(option, frozenset({level}))

    def denied(self, part: Stands) -> Stands:
        """The option at the other levels at which it stands in the set."""
        return Stands(part.option, frozenset(self.levels[part.option]) - part.levels)

    def say(self, word: Word) -> bool:
        """Add a word unless it follows from those before; whether it was added."""
        told = StateSet(self.space, self.told.diagram & self.where(word))
        if told == self.told or told.nodes > _NODES:
            return False
        self.told = told
        self.several.append(word)
        if len(self.beside):
            self.beside = self.beside[self.met(word)]
        return True

    def met(self, word: Word) -> Bools:
        """In which states of `beside` a word about what never goes together holds."""
        place = {pair: n for n, pair in enumerate(self.pairs)}
        found: Bools = np.zeros(len(self.beside), dtype=np.bool_)
        for part in (*map(self.denied, word.given), *word.then):
            for level in part.levels:
                found |= self.beside[:, place[part.option, level]]
        return found

    def joint(self) -> Iterator[Word]:
        """What joins several options, without what follows from the rest that is no longer."""
        kept = list(self.several)
        single = reduce(and_, map(self.where, self.single), self.within.diagram)
        for word in self.several:
            others = [
                other
                for other in kept
                if other is not word and len(other.parts) <= max(2, len(word.parts))
            ]
            if reduce(and_, map(self.where, others), single) & ~self.where(word) == (
                self.space.diagrams.false
            ):
                kept.remove(word)
        return exclusive(kept)
