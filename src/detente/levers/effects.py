"""Side effects of a set of changes: equilibria made and unmade, and what to be careful about."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import compress
from operator import gt

import numpy as np

from detente.case.language import holds, parse
from detente.game.game import Game
from detente.game.space import Bools
from detente.levers.additions import parted
from detente.levers.asking import (
    improvement_harms,
    rank_at,
    seen_states,
    state_of,
    states_of,
    stays_at,
)
from detente.levers.cautions import Caution
from detente.levers.conditions import Checks
from detente.levers.edits import Edit, Ground
from detente.levers.result import Counts
from detente.levers.sentences import Words
from detente.levers.verdicts import Verdicts
from detente.stability.concepts import AnyGame

_KNOWING = frozenset({"belief", "disclosure"})


class Effects:
    """Looks at the same sets from all sides; keeps what it has worked out."""

    def __init__(self, ground: Ground, checks: Sequence[Checks], edits: Sequence[Edit]) -> None:
        self.ground = ground
        self.checks = checks
        self.edits = edits
        self.fresh = {k: edit.adds for k, edit in enumerate(edits) if edit.adds is not None}
        self.names = frozenset(one.full for one in self.fresh.values())
        self.before = [self._equilibria(one, 0) for one in checks]
        self.wholes = [k for k, edit in enumerate(edits) if edit.kind == "belief" and edit.whole]
        self._provoked: dict[int, tuple[Caution, ...]] = {}

    # ------------------------------------------------------------------ equilibria

    def equilibria(self, mask: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Codes gained under every base, and lost under some."""
        after = [self._telling(self._equilibria(one, mask), mask) for one in self.checks]
        pairs = list(zip(self.before, after, strict=True))
        gained = set.intersection(*(now - then for then, now in pairs))
        lost = set.union(*(then - {self._plain(code) for code in now} for then, now in pairs))
        return tuple(sorted(gained)), tuple(sorted(lost))

    def counts(self, mask: int, states: int) -> Counts:
        """How many wanted states hold, and how many equilibria come and go."""
        gained, lost = self.equilibria(mask)
        return Counts(len(self.telling(mask, states)), len(gained), len(lost))

    def _telling(self, codes: set[int], mask: int) -> set[int]:
        """Codes, without those in which something new is done where it makes no difference."""
        fresh = {one.full: one.counts for k, one in self.fresh.items() if mask >> k & 1}
        if not fresh:
            return codes
        options, known = self.ground.game.options, self.ground.names
        found = set()
        for code in codes:
            levels = [code // one.stride % len(one.levels) for one in options]
            taken = parted(code, options, fresh)[1]
            if all(holds(parse(fresh[name], known), levels.__getitem__) for name in taken):
                found.add(code)
        return found

    def telling(self, mask: int, states: int) -> tuple[int, ...]:
        """Codes of wanted states, those left out in which something new makes no difference."""
        held = self._held(states)
        kept = self._telling(set(held), mask)
        return tuple(code for code in held if code in kept)

    def _plain(self, code: int) -> int:
        """The code of the same state with nothing new done."""
        if not self.fresh:
            return code
        return parted(code, self.ground.game.options, self.names)[0]

    def _equilibria(self, checks: Checks, mask: int) -> set[int]:
        moves = checks.bench.moves((), mask)
        if moves is None:
            return set()
        assert isinstance(moves.game, Game)
        stable = moves.game.feasible.copy()
        for party in moves.game.parties:
            stable &= self._stable(checks, (), party, mask)
        return set(moves.game.codes(np.flatnonzero(stable)).tolist())

    def _stable(self, checks: Checks, view: tuple[str, ...], party: str, mask: int) -> Bools:
        """Verdict for a party in a view's game; no state where there is no game."""
        key = checks.bench.key(view, party, mask)
        if isinstance(key, bool):
            moves = checks.bench.moves(view, mask)
            return np.full(moves.game.n_cells if moves else 0, key, dtype=np.bool_)
        verdicts = checks.bench.verdicts
        assert isinstance(verdicts, Verdicts)
        return verdicts.of(key)

    # ------------------------------------------------------------------ flags

    def flags(self, mask: int, states: int) -> tuple[str, ...]:
        """What to be careful about, in sentences."""
        return tuple(map(str, self.cautions(mask, states)))

    def cautions(self, mask: int, states: int) -> tuple[Caution, ...]:
        """What to be careful about."""
        found = [
            *self._assumed(mask),
            *self._worse_off(mask, states),
            *self._at_a_loss(mask),
            *self._irreversible(mask, states),
            *self._needless(mask, states),
            *self._misread(mask, states),
            *self._provoking(mask),
            *self._not_consulted(mask, states),
        ]
        return tuple(dict.fromkeys(found))

    def _held(self, states: int) -> list[int]:
        return [code for k, code in enumerate(self.ground.targets) if states >> k & 1]

    def _caution(
        self,
        kind: str,
        party: str,
        at: tuple[AnyGame, int] | None = None,
        names: tuple[str, ...] = (),
    ) -> Caution:
        called = self.ground.called(party)
        if at is None:
            return Caution(kind, party, called, names=names)
        return Caution(kind, party, called, self._told(*at), at[0].code(at[1]))

    def _told(self, game: AnyGame, index: int) -> str:
        """A state in words: the name of its outcome, else what is done in it."""
        if game.state_names or game.outcome(index) is not None:
            return game.label(index)
        new = {one.full: one.does for one in self.fresh.values()}
        told = []
        for option, level in zip(game.options, game.space.levels(index), strict=True):
            if level:
                does = new.get(option.name) or Words(self.ground.case).does(option.name)
                told.append(f"{does}: {option.levels[level]}" if option.named else does)
        return "; ".join(told) or "nothing is done"

    def _assumed(self, mask: int) -> Iterator[Caution]:
        """What changes of the set take for granted."""
        for k, edit in enumerate(self.edits):
            if mask >> k & 1 and edit.assumes:
                yield Caution(
                    "assumed", edit.actor, change=(edit.actor, edit.about), text=edit.assumes
                )

    def _worse_off(self, mask: int, states: int) -> Iterator[Caution]:
        """Parties that, as the case stands, prefer the present to all that holds.

        Words that save face and parts of what is divided count as they do once they are agreed.
        """
        if self.ground.case.present is None:
            return
        agreed = sum(1 << k for k, one in self.fresh.items() if one.agreed) & mask
        for party in self.ground.game.parties:
            for checks in self.checks:
                game, present = checks.bench.game((), agreed), checks.bench.present((), agreed)
                if game is None or present is None or not game.known[game.party_index(party)]:
                    continue
                place = game.party_index(party)
                now = rank_at(game, place, present)
                held = states_of(game, self.telling(mask, states))
                if all(index >= 0 and rank_at(game, place, index) < now for index in held):
                    yield self._caution("worse_off", party)
                    break

    def _at_a_loss(self, mask: int) -> Iterator[Caution]:
        """Parties that take the first step, and like the present better, all else being changed."""
        for k, edit in enumerate(self.edits):
            if not mask >> k & 1 or edit.kind != "sequence":
                continue
            for checks in self.checks:
                bench = checks.bench
                game = bench.game((), mask)
                now, then = (bench.present((), m) for m in (mask ^ 1 << k, mask))
                if game is None or now is None or then is None or edit.actor not in game.parties:
                    continue
                place = game.party_index(edit.actor)
                if rank_at(game, place, then) < rank_at(game, place, now):
                    yield self._caution("at_a_loss", edit.actor)
                    break

    def _irreversible(self, mask: int, states: int) -> Iterator[Caution]:
        """Parties that stay only because they cannot undo something."""
        for checks in self.checks:
            game = checks.bench.game((), mask)
            if game is None:
                continue
            for place, party in enumerate(game.parties):
                if not game.engine.irreversible(place):
                    continue
                cells = [cell for cell in states_of(game, self._held(states)) if cell >= 0]
                if not any(stays_at(game.undoable(place), checks.bench.concept, place, cells)):
                    yield self._caution("not_undone", party)

    def _needless(self, mask: int, states: int) -> Iterator[Caution]:
        """Parties that go on expecting something else that is wanted, and like it better."""
        targets = self.ground.targets
        for checks in self.checks:
            for party in self.ground.game.parties:
                game = checks.bench.game((party,), mask)
                if game is None or party not in game.parties:
                    continue
                expected = (1 << len(targets)) - 1
                for one in checks.conditions:
                    if one.kind == "stays" and one.views[:1] == ((party,),):
                        expected &= checks.passed(one, mask, expected)
                place = game.party_index(party)
                index = seen_states(game, targets)
                rank = [rank_at(game, place, k) if k >= 0 else -1 for k in index]
                held = [rank[b] for b, k in enumerate(index) if states >> b & 1 and k >= 0]
                for b, k in enumerate(index):
                    if expected >> b & 1 and not states >> b & 1 and held and rank[b] > max(held):
                        yield self._caution("needless", party, (game, k))
                        break

    def _misread(self, mask: int, states: int) -> Iterator[Caution]:
        """Misperceptions left standing without which nothing would hold."""
        for k in self.wholes:
            if mask >> k & 1:
                continue
            left = states
            for checks in self.checks:
                left &= checks.holds(mask | 1 << k)
            if not left:
                edit = self.edits[k]
                change = (edit.actor, edit.about)
                yield Caution(
                    "misreading",
                    edit.actor,
                    change=change,
                    text=_clause(edit, self.ground.case.parties),
                )

    def _provoking(self, mask: int) -> Iterator[Caution]:
        """Parties that, knowing better, would leave what stands, to the harm of others."""
        only = sum(1 << k for k, edit in enumerate(self.edits) if edit.kind in _KNOWING) & mask
        if not only:
            return
        if only not in self._provoked:
            self._provoked[only] = tuple(self._provoked_by(only))
        yield from self._provoked[only]

    def _provoked_by(self, mask: int) -> Iterator[Caution]:
        for checks, before in zip(self.checks, self.before, strict=True):
            bench = checks.bench
            base, present = bench.game((), 0), bench.present((), 0)
            if base is None:
                continue
            cells = [*([] if present is None else [present]), *states_of(base, sorted(before))]
            codes = list(dict.fromkeys(base.code(c) for c in cells if c >= 0))
            for party in base.parties:
                then, now = (self._stays(checks, party, m, codes) for m in (0, mask))
                game = bench.game((party,), mask)
                if game is None:
                    continue
                for code in compress(codes, map(gt, then, now)):
                    if self._harms(base, game, party, code):
                        at = state_of(base, code) or 0
                        yield self._caution("provokes", party, (base, at))

    def _stays(self, checks: Checks, party: str, mask: int, codes: Sequence[int]) -> list[bool]:
        """Whether a party would stay in its own view, at each of some states."""
        moves = checks.bench.moves((party,), mask)
        key = checks.bench.key((party,), party, mask)
        if moves is None or key is False:
            return [False] * len(codes)
        index = seen_states(moves.game, codes)
        if key is True:
            return [k >= 0 for k in index]
        found = checks.bench.verdicts.at(key, np.asarray(index), (1 << len(codes)) - 1)
        return [bool(found >> k & 1) for k in range(len(codes))]

    def _harms(self, base: AnyGame, game: AnyGame, party: str, code: int) -> bool:
        """Whether some improvement of a party leaves another worse off in the base."""
        start, was = game.seen_as(code), state_of(base, code)
        if start is None or was is None or party not in game.parties:
            return False
        others = [p for p, other in enumerate(base.parties) if other != party]
        return improvement_harms(game, game.party_index(party), start, base, others, was)

    def _not_consulted(self, mask: int, states: int) -> Iterator[Caution]:
        """Absent parties that the case names where something is changed or agreed."""
        case = self.ground.case
        absent = [key for key, party in case.parties.items() if not party.at_table]
        acting = {edit.actor for k, edit in enumerate(self.edits) if mask >> k & 1}
        for party in absent:
            if party in acting:
                continue
            touched = sorted(self._spent(mask, states) & self._naming(party))
            if touched:
                yield self._caution("not_consulted", party, names=tuple(touched))

    def _spent(self, mask: int, states: int) -> set[str]:
        """Options that the changes are about, or that stand otherwise than at present."""
        found = {
            name for k, edit in enumerate(self.edits) if mask >> k & 1 for name in edit.options
        }
        game = self.ground.game
        if game.present is None or self.ground.names.states:
            return found
        present = game.space.levels(game.present)
        changed = []
        for code in self._held(states):
            levels = [code // one.stride % len(one.levels) for one in game.options]
            changed.append(
                {
                    one.name
                    for one, a, b in zip(game.options, levels, present, strict=True)
                    if a != b
                }
            )
        return found | (set.intersection(*changed) if changed else set())

    def _naming(self, party: str) -> set[str]:
        """Options whose text, or whose issue's text, names a party."""
        case, name = self.ground.case, self.ground.called(party)
        found = set()
        for owner, entry in case.parties.items():
            for option, definition in entry.options.items():
                if name in definition.does.value:
                    found.add(f"{owner}.{option}")
        for key, issue in case.issues.items():
            named = party in issue.positions or name in issue.asks.value
            named |= any(
                said.issue == key and party in (said.target, said.party) for said in case.statements
            )
            if named:
                for option in issue.options:
                    found.add(self.ground.names.options[self.ground.names.find_option(option)].full)
        return found


def _clause(edit: Edit, parties: Collection[str]) -> str:
    """A change within a sentence; only the mediator who has no name begins small."""
    return edit.what if edit.actor in parties else edit.what[0].lower() + edit.what[1:]
