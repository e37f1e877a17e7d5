"""Zones of agreement as plain text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from detente.bargaining.points import load_solutions
from detente.bargaining.result import fight_row
from detente.columns import columns

if TYPE_CHECKING:
    from detente.bargaining.packages import Package
    from detente.bargaining.ranked import Ranked
    from detente.bargaining.result import Account, Bargain, Homes
    from detente.bargaining.valued import Valued
    from detente.game.game import Game

#: packages or outcomes listed at most; the number of all is always said
MOST = 12


def bargain_text(found: Bargain) -> str:
    """Every account in turn, then what goes beyond one account."""
    rival = found.accounts[0].game.hypothesis
    lines = [f"{found.made_from.case_id}: the deal" + (f", hypothesis {rival}" if rival else "")]
    for account in found.accounts:
        lines += ["", *_account(account)]
    if found.on_table is not None and found.accounts[0].valued is not None:
        lines += ["", *_on_table(found, found.accounts[0].valued)]
    lines += _framings(found)
    if found.homes is not None:
        lines += ["", *_homes(found.homes)]
    if found.fight is not None:
        lines += ["", *_fight(found)]
    if found.division is not None:
        lines += ["", *_division(found)]
    return "\n".join(lines)


def _account(account: Account) -> Iterator[str]:
    yield "as the case assumes" if account.view == "base" else f"as {account.view} sees it"
    if account.valued is None and account.ranked is None:
        yield "  nothing can be said: neither values nor rankings with a walk-away for two parties"
        return
    for party in account.silent:
        yield f"  no values are given for {party}; what it would accept is left open"
    if account.valued is not None:
        yield from _valued(account.valued)
    if account.ranked is not None:
        yield from _ranked(account.ranked)


def _valued(valued: Valued) -> Iterator[str]:
    for reserve in valued.reserves:
        if reserve.value is not None:
            value = f"is worth {_number(reserve.value)}"
        elif reserve.state is not None:
            value = "names a state whose issues no option carries, so it has no value"
        else:
            value = "is not given"
        stands = " (not given; the present stands in)" if reserve.stands_in else ""
        yield f"  walking away {value} to {reserve.party}{stands}"
    total, frontier = valued.packages.n_packages, valued.frontier
    if not total:
        yield "  what is ruled out leaves no package at all"
        return
    yield f"  {total:,} packages, {frontier.n_packages:,} of which no other betters for all"
    if valued.floor is None:
        yield "  no zone of agreement can be told without a walk-away for each"
        shown = frontier
    else:
        assert valued.inside is not None
        inside = valued.n_zone
        if not len(valued.inside.worth):
            yield "  no package leaves everyone at least as well off as walking away"
            shown = frontier
        else:
            many = "packages leave" if inside != 1 else "package leaves"
            count = f"{inside:,}" if inside is not None else "too many to count:"
            yield f"  {count} {many} everyone at least as well off as walking away"
            shown = valued.inside
    picked: dict[int, list[str]] = {}
    titles = load_solutions()
    for rule, rows in valued.points.items():
        for row in rows:
            picked.setdefault(row, []).append(titles[rule].title)
    order = sorted(range(len(shown.worth)), key=lambda row: (row not in picked, row))
    first = order[: MOST * 2]
    every = ((row, picks) for row in first for picks in islice(shown.of_row(row), MOST))
    listed = list(islice(every, MOST))
    names = [judge.name for judge in valued.judges]
    table = [["package", *names, "picked by"]]
    for row, picks in listed:
        units = shown.worth[row].tolist()
        values = [_number(valued.packages.value(unit)) for unit in units]
        label = _package(valued.packages.label(picks))
        table.append([label, *values, ", ".join(picked.get(row, ()))])
    yield from columns(table, "    ")
    if shown.n_packages > len(listed):
        yield f"  ... and {shown.n_packages - len(listed):,} more"
    logroll = valued.logroll
    if logroll is not None and logroll.gain > 0 and len(valued.packages.groups) > 1:
        gain = _number(valued.packages.value(logroll.gain))
        together = _package(valued.packages.label(logroll.together))
        yield f"  trading issues against one another: {gain} more in all ({together})"
    if picked:
        yield from _rules(valued)


def _rules(valued: Valued) -> Iterator[str]:
    """What the rules mean, and which of them lean on the scales."""
    titles = load_solutions()
    for one in titles.values():
        if one.key in valued.points:
            unit = "; compares two parties' numbers" if one.common_unit else ""
            yield f"    {one.title}: {one.says}{unit}"


def _ranked(ranked: Ranked) -> Iterator[str]:
    game = ranked.game
    for reserve in ranked.reserves:
        assert reserve.state is not None
        stands = " (not given; the present stands in)" if reserve.stands_in else ""
        yield f"  without a deal {reserve.party} expects: {_outcome(game, reserve.state)}{stands}"
    yield (
        f"  {game.n_states:,} outcomes, {len(ranked.zone):,} of which leave everyone at least "
        f"there; {len(ranked.frontier):,} no other betters for all"
    )
    frontier, chosen = set(ranked.frontier), set(ranked.fallback.chosen)
    order = sorted(ranked.zone, key=lambda s: (s not in chosen, s not in frontier, game.code(s)))
    for index in order[:MOST]:
        marks = [
            word
            for word, stands in (
                ("acceptable first", index in chosen),
                ("on the frontier", index in frontier),
            )
            if stands
        ]
        yield f"    {_outcome(game, index)}" + (f"  [{', '.join(marks)}]" if marks else "")
    if len(order) > MOST:
        yield f"    ... and {len(order) - MOST:,} more"


def _on_table(found: Bargain, valued: Valued) -> Iterator[str]:
    assert found.on_table is not None
    yield f"on the table: {_package(found.on_table)}"
    better = valued.better_than(found.on_table)
    if better is None:
        yield "  this package cannot be, as the case assumes"
        return
    for party in found.below(valued):
        yield f"  it leaves {party} below its walk-away"
    own = valued.packages.worth(valued.packages.picks(found.on_table) or ()).tolist()
    others = [row for row in range(len(better.worth)) if better.worth[row].tolist() != own]
    if not others:
        yield "  no package is better for one and worse for none"
    for row in others[:MOST]:
        for picks in islice(better.of_row(row), 1):
            yield f"  at least as good for all: {_package(valued.packages.label(picks))}"


def _framings(found: Bargain) -> Iterator[str]:
    valued = found.accounts[0].valued
    for party, reference in found.references.items():
        if valued is None:
            return
        now, others = valued.framed(party, reference)
        yield ""
        yield f"losses as {party} may feel them, from {_package(dict(reference))}"
        if now.share_lost is None:
            yield "  nothing to lose: the zone is empty, or too large to count"
            continue
        yield f"  {now.share_lost:.0%} of the packages of the zone would be refused"
        for other in others[:3]:
            yield f"  {other.share_lost or 0:.0%} from {_package(dict(other.reference))}"


def _homes(homes: Homes) -> Iterator[str]:
    yield "at home"
    for front in homes.fronts:
        pivotal = [voter.judge.name.split(".", 1)[1] for voter in front.pivotal()]
        who = f"; nothing without {', '.join(pivotal)}" if pivotal else ""
        alone = homes.alone[front.party]
        what = f"would ratify, for one, {_package(alone)}" if alone else "would ratify nothing"
        yield f"  {front.party} {what}{who}"
    if homes.meets is not None:
        yield (
            f"  every home would ratify, and no party is below its walk-away: "
            f"{_package(homes.meets)}"
        )
        return
    if homes.below is not None:
        yield f"  every home would ratify: {_package(homes.below)}"
        yield "  but every such package leaves some party below its own walk-away"
    else:
        yield "  no package would be ratified by every home"
    if homes.payment is not None:
        owed = ", ".join(f"{_number(value)} to {name}" for name, value in homes.payment.to.items())
        yield f"  nearest: {_package(homes.payment.package)}, with {owed} on top"
    else:
        yield "  and none could be, whatever is paid"


def _fight(found: Bargain) -> Iterator[str]:
    assert found.fight is not None
    between, fight, shift, parts = found.fight
    row = fight_row(between, fight, shift, parts)
    yield f"instead of a fight between {between[0]} and {between[1]}"
    if row["range"] is None:
        yield "  no share is left that both would rather have: together they expect too much"
    else:
        low, high = row["range"]
        yield f"  both would rather have a share of {low:g} to {high:g} for {between[0]}"
    if row["cannot_wait"]:
        yield (
            f"  a chance that is going to change by {abs(shift or 0):g} is more than the "
            f"{row['surplus']:g} that peace saves: whoever loses by it would rather fight now"
        )
    if row["parts_inside"] == []:
        yield "  none of the parts into which the prize can be cut lies there"


def _division(found: Bargain) -> Iterator[str]:
    assert found.division is not None
    (first, second), division = found.division
    yield f"dividing between {first} and {second}"
    zone = division.zone()
    if zone is None:
        yield "  no share leaves both at least as well off as walking away"
        return
    yield f"  both would accept a share of {zone[0]:g} to {zone[1]:g} for {first}"
    for rule, title in (
        ("nash", "Nash"),
        ("kalai_smorodinsky", "Kalai–Smorodinsky"),
        ("egalitarian", "Egalitarian"),
        ("utilitarian", "Utilitarian"),
    ):
        yield f"  {title}: {getattr(division, rule)():.4g}"


def _outcome(game: Game, index: int) -> str:
    """The outcome's name, and what stands in it where the name alone would not tell."""
    label, notation = game.label(index), game.notation(index)
    return label if label == notation else f"{label} ({notation})"


def _package(package: Package) -> str:
    return ", ".join(f"{issue} {level}" for issue, level in package.items())


def _number(value: Any) -> str:
    return f"{float(value):.4g}"
