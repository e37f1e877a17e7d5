"""Packages listed one by one, and the definitions read aloud over the list."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations, product
from math import prod

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.bargaining.fallback import fall_back
from detente.bargaining.framing import felt, frame_zone, framed_judge, reframings
from detente.bargaining.frontier import find_frontier
from detente.bargaining.homes import HomeFront, Voter, can_ratify, ratifiable, smallest_payment
from detente.bargaining.judges import Joint, Judge, put_together
from detente.bargaining.logroll import find_logroll
from detente.bargaining.maxima import distinct, undominated
from detente.bargaining.packages import LIMIT, Axis, Package
from detente.bargaining.points import load_solutions
from detente.bargaining.zone import better_for_all, count_zone, levels_in_zone
from detente.case.language import And, Expr, Stands

LEVELS = ("l0", "l1", "l2")


@st.composite
def axes_drawn(draw: st.DrawFn) -> tuple[Axis, ...]:
    sizes = draw(st.lists(st.integers(1, 3), min_size=1, max_size=4))
    return tuple(Axis(f"i{k}", LEVELS[:size]) for k, size in enumerate(sizes))


@st.composite
def judges_drawn(draw: st.DrawFn, axes: tuple[Axis, ...], name: str) -> Judge:
    few = st.integers(-2, 3).map(lambda n: Fraction(n, 2))  # few values, so many ties
    worths = {
        axis.issue: {level: draw(few) for level in axis.levels}
        for axis in axes
        if draw(st.integers(0, 4))
    }
    joints: tuple[Joint, ...] = ()
    if len(axes) > 1 and draw(st.booleans()):
        joints = (Joint(draw(pairs(axes)), draw(few)),)
    return Judge(name, worths, joints, draw(st.integers(-3, 4).map(lambda n: Fraction(n, 3))))


@st.composite
def pairs(draw: st.DrawFn, axes: tuple[Axis, ...]) -> Expr:
    one, two = draw(st.permutations(range(len(axes))))[:2]
    first = Stands(one, frozenset({draw(st.integers(0, len(axes[one].levels) - 1))}))
    second = Stands(two, frozenset({draw(st.integers(0, len(axes[two].levels) - 1))}))
    return And((first, second))


@st.composite
def tables(draw: st.DrawFn) -> tuple[tuple[Axis, ...], list[Judge], list[Expr]]:
    axes = draw(axes_drawn())
    judges = [draw(judges_drawn(axes, f"p{k}")) for k in range(draw(st.integers(1, 4)))]
    rules = [draw(pairs(axes))] if len(axes) > 1 and draw(st.booleans()) else []
    return axes, judges, rules


def holds(expr: Expr, axes: tuple[Axis, ...], package: Package) -> bool:
    assert isinstance(expr, And)
    for part in expr.parts:
        assert isinstance(part, Stands)
        axis = axes[part.option]
        if axis.levels.index(package[axis.issue]) not in part.levels:
            return False
    return True


def listed(axes: tuple[Axis, ...], rules: list[Expr]) -> list[Package]:
    every = [
        {axis.issue: level for axis, level in zip(axes, levels, strict=True)}
        for levels in product(*(axis.levels for axis in axes))
    ]
    return [p for p in every if not any(holds(rule, axes, p) for rule in rules)]


def worth(judge: Judge, axes: tuple[Axis, ...], package: Package) -> Fraction:
    total = sum((judge.worths[i][package[i]] for i in judge.worths), Fraction())
    joints = (j.worth for j in judge.joints if holds(j.when, axes, package))
    return total + sum(joints, Fraction())


def dominates(one: Sequence[Fraction | int], other: Sequence[Fraction | int]) -> bool:
    pairs_ = list(zip(one, other, strict=True))
    return all(a >= b for a, b in pairs_) and any(a > b for a, b in pairs_)


def key(package: Package) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(package.items()))


@settings(max_examples=150)
@given(tables())
def test_frontier_zone_and_points(
    table: tuple[tuple[Axis, ...], list[Judge], list[Expr]],
) -> None:
    axes, judges, rules = table
    every = listed(axes, rules)
    worths = [[worth(judge, axes, p) for judge in judges] for p in every]
    packages = put_together(axes, judges, rules)
    assert packages.n_packages == len(every)

    frontier = find_frontier(packages)
    found = [packages.label(p) for row in range(len(frontier.worth)) for p in frontier.of_row(row)]
    wanted = [
        p
        for p, w in zip(every, worths, strict=True)
        if not any(dominates(other, w) for other in worths)
    ]
    assert sorted(map(key, found)) == sorted(map(key, wanted))
    assert frontier.n_packages == len(wanted)

    floors = [judge.floor or Fraction() for judge in judges]
    floor = np.array([packages.on_scale(f) for f in floors], dtype=np.int64)
    zone = [k for k, w in enumerate(worths) if all(a >= b for a, b in zip(w, floors, strict=True))]
    assert count_zone(packages, floor) == len(zone)
    levels = levels_in_zone(packages, floor)
    for axis in axes:
        assert set(levels[axis.issue]) == {every[k][axis.issue] for k in zone}

    inside = find_frontier(packages, floor)
    rows = [packages.label(p) for row in range(len(inside.worth)) for p in inside.of_row(row)]
    assert sorted(map(key, rows)) == sorted(key(every[k]) for k in zone if every[k] in wanted)
    if not zone:
        return
    gains = {key(every[k]): [a - b for a, b in zip(worths[k], floors, strict=True)] for k in zone}
    units = (inside.worth - floor).astype(object)
    for name, one in load_solutions().items():
        chosen = {
            key(packages.label(p))
            for row in np.flatnonzero(one.rule(units)).tolist()
            for p in inside.of_row(row)
        }
        assert chosen == best_by_hand(name, gains), name


def best_by_hand(
    rule: str, gains: dict[tuple[tuple[str, str], ...], list[Fraction]]
) -> set[tuple[tuple[str, str], ...]]:
    """The rule over every package of the zone; of those, the undominated ones."""
    best_gain = [max(column) for column in zip(*gains.values(), strict=True)]

    def score(g: list[Fraction]) -> object:
        if rule == "utilitarian":
            return sum(g, Fraction())
        if rule == "egalitarian":
            return sorted(g)
        if rule == "nash":
            return (prod(g), sorted(g) if most_product == 0 else [])
        return sorted(a / b for a, b in zip(g, best_gain, strict=True) if b > 0)

    most_product = max(prod(g) for g in gains.values())
    scores = {package: score(g) for package, g in gains.items()}
    best = max(scores.values())  # type: ignore[type-var]
    chosen = {package for package, s in scores.items() if s == best}
    return {p for p in chosen if not any(dominates(g, gains[p]) for g in gains.values())}


@given(tables(), st.data())
def test_what_is_better_for_all(
    table: tuple[tuple[Axis, ...], list[Judge], list[Expr]], data: st.DataObject
) -> None:
    axes, judges, rules = table
    every = listed(axes, rules)
    if not every:
        return
    packages = put_together(axes, judges, rules)
    signed = data.draw(st.sampled_from(every))
    picks = packages.picks(signed)
    assert picks is not None
    own = [worth(judge, axes, signed) for judge in judges]
    better = better_for_all(packages, picks)
    found = {key(packages.label(p)) for r in range(len(better.worth)) for p in better.of_row(r)}
    assert found
    for package in every:
        theirs = [worth(judge, axes, package) for judge in judges]
        if dominates(theirs, own):
            assert key(signed) not in found
    for chosen in found:
        theirs = [worth(judge, axes, dict(chosen)) for judge in judges]
        assert all(a >= b for a, b in zip(theirs, own, strict=True))


@given(st.lists(st.lists(st.integers(0, 3), min_size=3, max_size=3), min_size=1, max_size=40))
def test_the_compiled_walk_agrees(rows: list[list[int]]) -> None:
    from detente.bargaining.kernels import staircase

    different, _, _ = distinct(np.array(rows, dtype=np.int64))
    plain = undominated(different)
    compiled = staircase((3 - different[:, 1]).astype(np.int64), different[:, 2])
    assert plain.tolist() == compiled.tolist()
    by_hand = [not any(dominates(b, a) for b in different.tolist()) for a in different.tolist()]
    assert plain.tolist() == by_hand


@given(
    st.integers(1, 5).flatmap(
        lambda width: st.lists(
            st.lists(st.integers(0, 2), min_size=width, max_size=width), min_size=1, max_size=30
        )
    )
)
def test_maxima_of_any_width(rows: list[list[int]]) -> None:
    different, _, _ = distinct(np.array(rows, dtype=np.int64))
    assert sorted(map(tuple, different.tolist())) == sorted(set(map(tuple, rows)))
    kept = {tuple(r) for r in different[undominated(different)].tolist()}
    assert kept == {tuple(r) for r in rows if not any(dominates(o, r) for o in rows)}


@given(
    st.integers(2, 3).flatmap(
        lambda n: st.tuples(
            st.lists(st.lists(st.integers(0, 4), min_size=n, max_size=n), min_size=1, max_size=8),
            st.lists(st.integers(0, 3), min_size=n, max_size=n),
        )
    )
)
def test_fallback_step_by_step(drawn: tuple[list[list[int]], list[int]]) -> None:
    outcomes, no_deal = drawn
    ranks = np.array(outcomes, dtype=np.int64).T
    found = fall_back(ranks, np.array(no_deal))
    ladders = [sorted(set(row), reverse=True) for row in ranks.tolist()]
    for depth in range(1, max(map(len, ladders)) + 1):
        # each party accepts its best `depth` rungs, and nothing below its no-deal
        accepted = [
            k
            for k, outcome in enumerate(outcomes)
            if all(
                value >= low and ladder.index(value) < depth
                for value, low, ladder in zip(outcome, no_deal, ladders, strict=True)
            )
        ]
        if accepted:
            assert (found.depth, list(found.chosen)) == (depth, accepted)
            return
    assert (found.depth, found.chosen) == (None, ())


@st.composite
def fronts(draw: st.DrawFn, axes: tuple[Axis, ...], party: str) -> HomeFront:
    voters = tuple(
        Voter(
            draw(judges_drawn(axes, f"{party}.v{k}")),
            Fraction(draw(st.integers(0, 3))),
            draw(st.booleans()),
            draw(st.integers(0, 3)) > 0,
        )
        for k in range(draw(st.integers(1, 3)))
    )
    return HomeFront(party, voters, Fraction(draw(st.integers(0, 5))), draw(st.booleans()))


def ratifies(front: HomeFront, axes: tuple[Axis, ...], package: Package) -> bool:
    yes = [v for v in front.voters if worth(v.judge, axes, package) >= (v.judge.floor or 0)]
    weight = sum((v.weight for v in yes), Fraction())
    return all(v in yes for v in front.voters if v.veto) and front.enough(weight)


@given(
    axes_drawn().flatmap(
        lambda axes: st.tuples(st.just(axes), fronts(axes, "a"), fronts(axes, "b"))
    )
)
def test_what_homes_ratify(drawn: tuple[tuple[Axis, ...], HomeFront, HomeFront]) -> None:
    axes, one, two = drawn
    wanted = [p for p in listed(axes, []) if ratifies(one, axes, p) and ratifies(two, axes, p)]
    assert can_ratify(axes, [one, two]) == bool(wanted)
    assert all(p in wanted for p in ratifiable(axes, [one, two]))
    payment = smallest_payment(axes, [one, two])
    by_hand = payment_by_hand(axes, [one, two])
    assert (None if payment is None else payment.total) == by_hand
    for voter in one.pivotal():  # without it nothing is ratified, whatever the others say
        others = [v for v in one.voters if v is not voter]
        enough = one.enough(sum((v.weight for v in others), Fraction()))
        assert voter.veto or not enough


def payment_by_hand(axes: tuple[Axis, ...], homes: list[HomeFront]) -> Fraction | None:
    best: Fraction | None = None
    groups = []
    for home in homes:
        n = len(home.voters)
        chosen = [g for k in range(n + 1) for g in combinations(home.voters, k)]
        groups.append(
            [
                g
                for g in chosen
                if all(v in g for v in home.voters if v.veto)
                and home.enough(sum((v.weight for v in g), Fraction()))
            ]
        )
    for package in listed(axes, []):
        for choice in product(*groups):
            total = Fraction()
            for voter in (v for g in choice for v in g):
                short = max(
                    (voter.judge.floor or Fraction()) - worth(voter.judge, axes, package),
                    Fraction(),
                )
                if short and not voter.can_be_paid:
                    break
                total += short
            else:
                best = total if best is None else min(best, total)
    return best


@given(axes_drawn().flatmap(lambda axes: st.tuples(st.just(axes), fronts(axes, "a"))))
def test_laws_of_win_sets(drawn: tuple[tuple[Axis, ...], HomeFront]) -> None:
    axes, home = drawn

    def win_set(front: HomeFront) -> set[tuple[tuple[str, str], ...]]:
        return {key(p) for p in listed(axes, []) if ratifies(front, axes, p)}

    now = win_set(home)
    higher = HomeFront(home.party, home.voters, home.quota + 1, home.more_than)
    assert win_set(higher) <= now
    assert not (can_ratify(axes, [higher]) and not can_ratify(axes, [home]))
    strict = tuple(Voter(v.judge, v.weight, True, v.can_be_paid) for v in home.voters)
    assert win_set(HomeFront(home.party, strict, home.quota, home.more_than)) <= now
    worse_off = tuple(
        Voter(
            Judge(v.judge.name, v.judge.worths, v.judge.joints, (v.judge.floor or Fraction()) - 1),
            v.weight,
            v.veto,
        )
        for v in home.voters
    )
    assert now <= win_set(HomeFront(home.party, worse_off, home.quota, home.more_than))


@given(tables())
def test_logrolling(table: tuple[tuple[Axis, ...], list[Judge], list[Expr]]) -> None:
    axes, judges, rules = table
    packages = put_together(axes, judges, rules)
    found = find_logroll(packages)
    every = listed(axes, rules)
    if not every:
        assert found is None
        return
    assert found is not None
    totals = [sum((worth(j, axes, p) for j in judges), Fraction()) for p in every]
    assert packages.value(int(packages.worth(found.together).sum())) == max(totals)
    assert found.gain >= 0
    apart = int(packages.worth(found.apart).sum())
    assert found.gain == int(packages.worth(found.together).sum()) - apart


def test_losses_loom_larger() -> None:
    # from 'l0' of the first issue (worth 1 to it) a package that gives 0 there and 1 on the second
    # loses one and gains one: 1 - 2.25 is below what no deal feels like, 1 below the reference
    axes = (Axis("first", ("l0", "l1")), Axis("second", ("l0", "l1")))
    worths = {
        "first": {"l0": Fraction(1), "l1": Fraction(0)},
        "second": {"l0": Fraction(0), "l1": Fraction(1)},
    }
    judge = Judge("p", worths, floor=Fraction(1))
    assert felt(Fraction(1)) == 1
    assert felt(Fraction(-1)) == Fraction(-9, 4)
    reference = {"first": "l0", "second": "l0"}
    framed = framed_judge(judge, reference)
    assert framed.floor == 0
    found = frame_zone(axes, [judge], "p", reference)
    # as it is three packages are worth at least 1; framed, the one that trades is refused
    assert (found.n_zone, found.n_left) == (3, 2)
    assert found.share_lost == 1 / 3
    # seen from 'l1' of the first issue nothing is lost any more
    best = reframings(axes, [judge], found)
    assert best
    assert best[0].reference == {"first": "l1", "second": "l0"}
    assert best[0].n_left == 3


def test_too_fine_a_scale_is_rounded_and_says_so() -> None:
    awkward = [Fraction(1, p) for p in (10007, 10009, 10037, 10039, 10061, 10067)]
    axes = tuple(Axis(f"i{k}", ("l0", "l1")) for k in range(len(awkward)))
    worths = {a.issue: {"l0": Fraction(0), "l1": f} for a, f in zip(axes, awkward, strict=True)}
    packages = put_together(axes, [Judge("p", worths)])
    assert packages.rounded
    best = packages.worth((1,) * len(axes))
    assert abs(best[0]) < LIMIT
    assert abs(float(packages.value(int(best[0]))) - float(sum(awkward))) < 1e-9
