"""Finding what holds in all states of a set and in no state, or few, beside it.

Draws from the set show which levels of two or three options are found together. What no draw
shows may still be there, so that a diagram is asked about it: draws only say where to look, and
which of several answers tells the most. No answer is taken from them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import reduce
from itertools import combinations
from operator import and_

import numpy as np
from numpy.typing import NDArray

from detente.case.language import Stands
from detente.game.symbolic import StateSet
from detente.game.symbolic.diagrams import Diagram
from detente.game.symbolic.formula import formula
from detente.stability.set_words import Block, Description, Word

#: no more of what joins several options is told than this
JOINT = 24
#: no more blocks are told than this
BLOCKS = 4
#: draws from the set, and from the states that all which has been said so far leaves in beside it
_DRAWN, _BESIDE = 400, 256
#: beyond so many nodes only single options are told
_NODES = 200_000
#: diagrams are asked so many questions at most; fewer where they are large
_QUESTIONS = 2_000
_WORK = 20_000_000
#: so many triples of options are looked at further
_THREES = 2_000
#: what joins three options is told before what joins two where it rules out so many times as much
_THREE_FOR_TWO = 4

Bools = NDArray[np.bool_]


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
        blocks = search.blocks()
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

    def possible(self, parts: Iterable[Stands], among: StateSet | None = None) -> bool:
        """Whether some state of the set has all of these; if so, one is known from then on."""
        self.questions -= 1
        among = among or self.found
        all_of = reduce(and_, (formula(part, self.space) for part in parts), among.diagram)
        some = StateSet(self.space, all_of)
        if some and among is self.found:
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
        """What two or three options never do at once."""
        three: _Threes | None = None
        while len(self.several) < JOINT and self.left() and self.questions > 0:
            if len(self.beside) < _BESIDE // 8:
                self.beside = self.columns((self.told - self.found).sample(_BESIDE, distinct=True))
                three = None
            best, score = self.best_two()
            if len(self.beside) > _THREE_FOR_TWO * score:
                three = three or _Threes(self)
                other, its_score = three.best()
                if its_score > _THREE_FOR_TWO * score:
                    best, score = other, its_score
            if not score:
                return
            parts = tuple(self.stands(place) for place in best)
            if not self.possible(parts):
                self.say(self.clause(self.widened(self.shortest(parts))))

    def best_two(self) -> tuple[tuple[int, ...], int]:
        """The two that no known state has at once and most of those beside have."""
        if not len(self.beside):
            return (), 0
        ruled_out = together(packed(self.beside)) * (together(packed(self.seen)) == 0)
        place = int(np.argmax(ruled_out))
        return divmod(place, len(self.pairs)), int(ruled_out.flat[place])

    def shortest(self, parts: tuple[Stands, ...]) -> tuple[Stands, ...]:
        """Two of three parts where these never hold at once either."""
        for fewer in combinations(parts, 2):
            if len(parts) > 2 and not self.possible(fewer):
                return fewer
        return parts

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

    def say(self, word: Word) -> None:
        """Add a word unless it follows from those before."""
        told = StateSet(self.space, self.told.diagram & self.where(word))
        if told == self.told or told.nodes > _NODES:
            return
        self.told = told
        self.several.append(word)
        if len(self.beside):
            self.beside = self.beside[self.met(word)]

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

    # ------------------------------------------------------------------ blocks

    def blocks(self) -> tuple[Block, ...]:
        """The few parts of which the set is made; nothing where they are too many."""
        pieces = self.pieces(self.found, BLOCKS)
        if len(pieces) < 2:
            return ()
        return tuple(
            Block(
                tuple(
                    Stands(option, frozenset(levels))
                    for option in self.free
                    if (levels := piece.levels_of(option)) != self.levels[option]
                ),
                piece.count,
            )
            for piece in pieces
        )

    def pieces(self, part: StateSet, most: int) -> list[StateSet]:
        """Split a set by the levels of options until every piece leaves them to each other."""
        if self.is_product(part):
            return [part]
        option = self.split(part)
        levels = part.levels_of(option)
        if len(levels) > most:
            return []
        found: list[StateSet] = []
        for n, level in enumerate(levels):
            room = most - len(found) - (len(levels) - n - 1)
            piece = StateSet(self.space, part.diagram & self.space.at(option, level))
            some = self.pieces(piece, room)
            if not some:
                return []
            found += some
        return found

    def is_product(self, part: StateSet) -> bool:
        """Whether a set has all states that could be with the levels that it has."""
        levels = [Stands(o, frozenset(part.levels_of(o))) for o in self.space.axes]
        every = reduce(and_, (formula(one, self.space) for one in levels), self.within.diagram)
        return bool(every == part.diagram)

    def split(self, part: StateSet) -> int:
        """The option whose levels leave least open about the others."""
        columns = self.columns(part.sample(64, distinct=True))
        open_for: dict[int, float] = {}
        for option in self.free:
            places = [n for n, pair in enumerate(self.pairs) if pair[0] == option]
            groups = [columns[columns[:, place]] for place in places if columns[:, place].any()]
            if len(groups) > 1:
                varied = [(one.any(axis=0) & ~one.all(axis=0)).sum() for one in groups]
                open_for[option] = sum(varied) / len(groups)
        if not open_for:  # the draws show no difference: any option that stands at two levels
            return next(o for o in self.free if len(part.levels_of(o)) > 1)
        return min(open_for, key=lambda option: (open_for[option], option))


class _Threes:
    """Three options at levels that no known state of the set has at once, and some beside it do."""

    def __init__(self, search: _Search) -> None:
        self.search = search
        beside, seen = packed(search.beside), packed(search.seen)
        apart = together(seen) == 0
        places, scores = [np.zeros((0, 3), dtype=np.int64)], [np.zeros(0, dtype=np.int64)]
        for first in range(len(search.pairs)):
            score = np.triu(together(beside & beside[first]), 1)
            score[: first + 1] = 0
            score[apart | apart[first] | apart[first][:, None]] = 0  # two of them say it already
            if score.any():
                score[together(seen & seen[first]) > 0] = 0
            two = np.argwhere(score)
            places.append(np.insert(two, 0, first, axis=1))
            scores.append(score[score > 0])
        best = np.argsort(-np.concatenate(scores), kind="stable")[:_THREES]
        self.places = np.concatenate(places)[best]

    def best(self) -> tuple[tuple[int, ...], int]:
        """Those that most of the states beside have at once, and how many do."""
        self.places = self.places[~self._at_once(self.search.seen).any(axis=0)]
        if not len(self.places):
            return (), 0
        scores = self._at_once(self.search.beside).sum(axis=0)
        place = int(np.argmax(scores))
        return tuple(self.places[place].tolist()), int(scores[place])

    def _at_once(self, states: Bools) -> Bools:
        """Which states have all three: bool array (states, triples)."""
        one, two, three = self.places.T
        found: Bools = states[:, one] & states[:, two] & states[:, three]
        return found


def packed(states: Bools) -> NDArray[np.uint64]:
    """The columns of some states as bits: array (columns, words of 64 states)."""
    bits = np.packbits(states.T, axis=1)
    whole = np.pad(bits, ((0, 0), (0, -bits.shape[1] % 8)))
    return np.ascontiguousarray(whole).view(np.uint64)


def together(columns: NDArray[np.uint64]) -> NDArray[np.int64]:
    """In how many states two columns hold at once: array (columns, columns)."""
    counts: NDArray[np.int64] = np.zeros((len(columns), len(columns)), dtype=np.int64)
    for word in columns.T:
        counts += np.bitwise_count(word[:, None] & word)
    return counts


def exclusive(words: list[Word]) -> Iterator[Word]:
    """Words in their order; three or more parts of which each two exclude each other, as one."""
    apart = {frozenset(w.given) for w in words if w.kind == "not all" and len(w.given) == 2}
    parts = dict.fromkeys(part for word in words for part in word.given)
    merged: set[frozenset[Stands]] = set()
    for word in words:
        pair = frozenset(word.given)
        if word.kind != "not all" or pair not in apart:
            yield word
            continue
        if pair in merged:
            continue
        group = list(word.given)
        for part in parts:
            if all(frozenset({part, one}) in apart for one in group):
                group.append(part)
        merged |= {frozenset(two) for two in combinations(group, 2)}
        if len(group) == 2:
            yield word
        else:
            yield Word("at most one", tuple(sorted(group, key=lambda part: part.option)))
