"""How the parties could get somewhere from the present, one by one or together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from detente.brief import choices
from detente.brief.look_sets import SetLook
from detente.brief.looks import NASH, SEQ, Account, Look
from detente.brief.material import Material
from detente.errors import InputError
from detente.paths import Paths, Way, Ways, paths_of
from detente.stability import CoalitionTable, coalitions_of

#: games with more states than this are not searched for ways, nor for what coalitions leave
MANY_STATES = 4096
MANY_TOGETHER = 1024
#: more parties than this have too many coalitions to tell of
MANY_PARTIES = 6
#: so many goals, and so many departures, are told
GOALS, LEAVING = 3, 3


@dataclass(frozen=True, eq=False)
class Route:
    """The ways to one state, the same in several accounts.

    Attributes
    ----------
    paths : of the first account; `ways` are its answers
    dips : per party that falls below the present on the way that is told: in how many places at
        most over these accounts, of how many, and the state where
    """

    code: int
    accounts: tuple[Account, ...]
    paths: Paths
    ways: Ways
    dips: tuple[tuple[str, int, int, int], ...]

    @property
    def told(self) -> Way | None:
        """The single steps that are told: improvements, else those that ask least, else any."""
        return self.ways.by_improvements or self.ways.least or self.ways.by_moves


def goals(material: Material, groups: Together | None) -> list[int]:
    """Where to: the opening, else what would do for everyone, else where a group would go together.

    Without any of these, where things rest.
    """
    base = material.base
    if base is None or base.base.game.present is None:
        return []
    now = base.base.game.code(base.base.game.present)
    best = choices.opening(material)
    if best is not None:
        found = [best.code]
    elif material.wanted is not None and material.wanted.codes:
        found = [one.code for one in choices.wanted_tallies(material)[:1]]
    else:
        found = [one.to for one in groups.leaving] if groups is not None else []
        found = list(dict.fromkeys(found or base.base.resting()))[:GOALS]
    return [code for code in found if code != now]


def routes(material: Material, groups: Together | None) -> list[Route]:
    """Ways to every goal where it would hold, accounts with the same way together."""
    found: list[Route] = []
    for code in goals(material, groups):
        holding = any(account.base.holds(code) for account in material.accounts)
        by_way: dict[object, list[tuple[Account, Paths, Ways]]] = {}
        for account in material.accounts:
            at = account.base.at(code)
            if holding and not account.base.holds(code):
                continue
            paths = None if at is None else _paths(account)
            if paths is None or at is None:
                continue
            ways = paths.ways(at)
            by_way.setdefault(_content(ways), []).append((account, paths, ways))
        for same in by_way.values():
            _, paths, ways = same[0]
            accounts = tuple(account for account, _, _ in same)
            found.append(Route(code, accounts, paths, ways, tuple(_dips(same))))
    return found


def _paths(account: Account) -> Paths | None:
    """Where ways start in an account; None where that is too much or not said.

    Where nobody could list the states, the base account alone is gone through.
    """
    look = account.base
    try:
        if isinstance(look, SetLook) and account.key is None:
            return paths_of(look.game, None, None, NASH)
        if isinstance(look, Look) and look.game.n_states <= MANY_STATES:
            return paths_of(look.game, None, None, SEQ)
    except InputError:
        pass
    return None


def _content(ways: Ways) -> object:
    """What tells the answers of one account from those of another; depths aside."""
    told = ways.by_improvements or ways.least or ways.by_moves
    return (
        ways.by_improvements is None,
        ways.improvements_known,
        told and (told.steps, told.first, told.kind),
        ways.joint and (ways.joint.steps, ways.joint.joint),
    )


def _dips(same: list[tuple[Account, Paths, Ways]]) -> Iterator[tuple[str, int, int, int]]:
    """The deepest fall of each party over these accounts."""
    worst: dict[str, tuple[int, int, int]] = {}
    for _, paths, ways in same:
        told = ways.by_improvements or ways.least or ways.by_moves
        for dip in told.dips if told is not None else ():
            party = paths.game.parties[dip.party]
            if dip.at is not None and dip.places > worst.get(party, (0, 0, 0))[0]:
                worst[party] = (dip.places, paths.n_places(dip.party), paths.game.code(dip.at))
    for party, (places, of, at) in worst.items():
        yield party, places, of, at


# ---------------------------------------------------------------------------- together


@dataclass(frozen=True)
class Leaving:
    """A coalition that would leave a state together, and where to.

    Attributes
    ----------
    steps : the shortest legal sequence of its members' moves: party, code
    """

    code: int
    to: int
    parties: tuple[str, ...]
    steps: tuple[tuple[str, int], ...]
    accounts: tuple[Account, ...]


@dataclass(frozen=True)
class Together:
    """What coalitions make of the states that every party alone would keep.

    Attributes
    ----------
    kept : codes of the states that hold in the base and that no coalition leaves
    """

    leaving: tuple[Leaving, ...]
    kept: tuple[int, ...]


def together(material: Material) -> Together | None:
    """Ask every coalition of two or more; None where that is too much or not enough is known."""
    base = material.base
    if base is None or not _small(base):
        return None
    found: dict[tuple[str, str, tuple[str, ...]], tuple[Leaving, list[Account]]] = {}
    kept: list[int] = []
    for account in material.accounts:
        if not _small(account) or account.listed is None:
            continue
        table = coalitions_of(account.listed.game, ("cseq",))
        resting = account.base.resting()
        wanted = frozenset(material.wanted.codes if material.wanted else ())
        leaving = list(_leaving(account, table, resting, wanted))
        for one in leaving:
            start, end = (_outcome(material, code) for code in (one.code, one.to))
            accounts = found.setdefault((start, end, one.parties), (one, []))[1]
            accounts += [account] if account not in accounts and start != end else []
        if account is base:
            left = {one.code for one in leaving}
            kept = [code for code in resting if code not in left]
    told = [
        Leaving(one.code, one.to, one.parties, one.steps, tuple(accounts))
        for one, accounts in found.values()
        if accounts
    ]
    return Together(tuple(told[:LEAVING]), tuple(kept))


def _outcome(material: Material, code: int) -> str:
    """What tells outcomes apart: states of one name are one."""
    ending = material.ending(code)
    return ending.key if ending is not None else f"code {code}"


def _small(account: Account) -> bool:
    if account.listed is None:
        return False
    game = account.listed.game
    closed = account.base.closed and all(
        game.known[p] or not game.can_move(p) for p in range(len(game.parties))
    )
    return closed and 1 < len(game.parties) <= MANY_PARTIES and game.n_states <= MANY_TOGETHER


def _merit(account: Account, wanted: frozenset[int], code: int) -> tuple[bool, bool, int]:
    """Where a coalition is said to go: what would do for all first, then what holds."""
    return code not in wanted, not account.base.holds(code), code


def _leaving(
    account: Account, table: CoalitionTable, resting: list[int], wanted: frozenset[int]
) -> Iterator[Leaving]:
    """The smallest coalition that leaves each state which every party alone would keep."""
    game = account.base.game
    for code in resting:
        cell = account.base.at(code)
        assert cell is not None
        for h, coalition in enumerate(table.coalitions):
            if len(coalition) < 2 or not table.determined[0, h] or table.stable[0, h, cell]:
                continue
            ends = table.to("cseq", coalition, cell)
            chosen = min(ends, key=lambda end: _merit(account, wanted, game.code(end)))
            steps = tuple(
                (game.parties[p], game.code(state))
                for p, state in table.together(coalition, cell, chosen)
            )
            yield Leaving(code, game.code(chosen), table.names(coalition), steps, ())
            break
