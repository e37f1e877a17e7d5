"""Where a deal lies: as the case assumes, and as each side sees it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from detente.bargaining.division import Division
from detente.bargaining.fighting import Fight
from detente.bargaining.homes import HomeFront, Payment, Voter, ratifiable, smallest_payment
from detente.bargaining.issues import axes_of, over_issues
from detente.bargaining.judges import Joint, Judge, additive
from detente.bargaining.packages import Axis, Package
from detente.bargaining.ranked import rank_outcomes
from detente.bargaining.reserves import find_reserve, seen_values
from detente.bargaining.result import Account, Bargain, Homes
from detente.bargaining.valued import Valued, value_packages
from detente.case.model import Case, Constituent, Home
from detente.errors import InputError
from detente.game.compile import compile_game
from detente.result import MadeFrom


def bargain(case: Case, view: str = "base", hypothesis: str | None = None) -> Bargain:
    """Find the zone of agreement, the frontier, and what rules of fairness pick.

    Parameters
    ----------
    view : whose account stands for the base; the accounts beside it are one level further in
    hypothesis : the rival base in force

    Raises
    ------
    InputError
        for an unknown view or hypothesis, a walk-away that no state satisfies, issues that hang
        together in too many ways, or a case that gives nothing to bargain over.
    """
    accounts = [_account(case, view, hypothesis)]
    for path in _inner(case, view):
        accounts.append(_account(case, path, hypothesis))
    first = accounts[0]
    if not any(account.valued or account.ranked for account in accounts) and not (
        case.deal and (case.deal.fight or case.deal.division)
    ):
        raise InputError(
            "there is nothing to bargain over: the case gives neither values of issues nor "
            "preferences and a walk-away (or a present state) for two parties"
        )
    game = first.game
    return Bargain(
        accounts=tuple(accounts),
        homes=_homes(case, first.valued),
        fight=_fight(case),
        division=_division(case),
        on_table=_on_table(case, first.valued),
        references=_references(case, first.valued),
        made_from=MadeFrom(
            case.id,
            case.origin.digest,
            settings={"view": game.view, "hypothesis": game.hypothesis},
        ),
    )


def _inner(case: Case, view: str) -> list[str]:
    """The views one level in from one, of those that the case describes."""
    depth = 1 if view == "base" else view.count(".") + 2
    start = "" if view == "base" else view + "."
    return [path for path in case.views if path.startswith(start) and path.count(".") + 1 == depth]


def _account(case: Case, view: str, hypothesis: str | None) -> Account:
    game = compile_game(case, view, hypothesis)
    values, walk_away = seen_values(case, view)
    valued = value_packages(case, game, values, walk_away)
    reserves = [find_reserve(case, game, party, walk_away, {}) for party in game.parties]
    silent = tuple(
        party
        for party in game.parties
        if valued is not None and party not in values and game.can_move(game.party_index(party))
    )
    return Account(game.view, game, valued, rank_outcomes(game, reserves), silent)


def _homes(case: Case, valued: Valued | None) -> Homes | None:
    if case.deal is None or not case.deal.homes:
        return None
    axes = valued.axes if valued else axes_of(case, {})
    rules = [over_issues(rule.value, axes) for rule in case.deal.ruled_out]
    fronts = [_front(party, home, axes) for party, home in case.deal.homes.items()]
    everyone = [*fronts, *_leaders(valued)]
    meets = next(ratifiable(axes, everyone, rules), None)
    alone = {front.party: next(ratifiable(axes, [front], rules), None) for front in fronts}
    payment: Payment | None = None
    below = None
    if meets is None:
        below = next(ratifiable(axes, fronts, rules), None)
        payment = smallest_payment(axes, everyone, rules)
    return Homes(tuple(fronts), alone, meets, below, payment)


def _leaders(valued: Valued | None) -> Iterator[HomeFront]:
    """Each party itself, as one who signs nothing below its walk-away."""
    for judge in valued.judges if valued else ():
        if judge.floor is not None:
            yield HomeFront(judge.name, (Voter(judge, Fraction(1), True),), Fraction(1))


def _front(party: str, home: Home, axes: Sequence[Axis]) -> HomeFront:
    latitude = home.latitude.value if home.latitude else Fraction()
    voters = tuple(
        Voter(
            _voter(f"{party}.{key}", one, axes, latitude),
            one.votes,
            one.may_refuse,
            can_be_paid=one.accepts is None,
        )
        for key, one in home.constituents.items()
    )
    whole = sum((voter.weight for voter in voters), Fraction())
    if home.quota:
        return HomeFront(party, voters, home.quota.value)
    return HomeFront(party, voters, whole / 2, more_than=True)


def _voter(name: str, one: Constituent, axes: Sequence[Axis], latitude: Fraction) -> Judge:
    """Somebody at home as a judge: an expression is worth 1 where it holds, and 1 is asked for."""
    if one.accepts is not None:
        asked = Joint(over_issues(one.accepts.value, axes), Fraction(1))
        return Judge(name, {}, (asked,), Fraction(1))
    floor = one.walk_away.value if one.walk_away else Fraction()
    return Judge(name, additive(one.values), (), floor - latitude)


def _fight(case: Case) -> tuple[tuple[str, str], Fight, float | None, tuple[float, ...]] | None:
    given = case.deal.fight if case.deal else None
    if given is None:
        return None
    first, second = given.between
    # both as chances that the first party wins
    chances = (float(given.chances[first].value), 1 - float(given.chances[second].value))
    costs = (float(given.costs[first].value), float(given.costs[second].value))
    shift = None if given.shift is None else float(given.shift.value)
    return (first, second), Fight(chances, costs), shift, tuple(float(p.value) for p in given.parts)


def _division(case: Case) -> tuple[tuple[str, str], Division] | None:
    given = case.deal.division if case.deal else None
    if given is None:
        return None
    first, second = given.between

    def pair(section: str, otherwise: float) -> tuple[float, float]:
        entries = getattr(given, section)
        one, two = (
            float(entries[name].value) if name in entries else otherwise for name in (first, second)
        )
        return one, two

    return (first, second), Division(pair("worth", 1.0), pair("power", 1.0), pair("walk_away", 0.0))


def _on_table(case: Case, valued: Valued | None) -> Package | None:
    """The package on the table, where every issue has a level."""
    given = {name: e.value for name, e in case.deal.on_table.items()} if case.deal else {}
    if valued is None or not given or any(axis.issue not in given for axis in valued.axes):
        return None
    return {axis.issue: given[axis.issue] for axis in valued.axes}


def _references(case: Case, valued: Valued | None) -> dict[str, Package]:
    """For each party that has values and a floor, its reference."""
    if valued is None or valued.floor is None or case.deal is None:
        return {}
    judged = {judge.name for judge in valued.judges}
    return {
        party: {issue: entry.value for issue, entry in levels.items()}
        for party, levels in case.deal.references.items()
        if party in judged
    }
