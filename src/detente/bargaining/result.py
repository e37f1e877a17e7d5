"""What an analysis of packages found, account by account."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from detente.bargaining.division import Division
from detente.bargaining.fighting import Fight
from detente.bargaining.frontier import Frontier
from detente.bargaining.homes import HomeFront, Payment
from detente.bargaining.packages import Package
from detente.bargaining.ranked import Ranked
from detente.bargaining.valued import Valued
from detente.game.game import Game
from detente.result import MadeFrom, Result, Row

#: packages of one frontier that rows list; the zone's row says how many there are
MOST_LISTED = 10_000


@dataclass(frozen=True, eq=False)
class Account:
    """The deal as the case, or one side, sees it.

    Attributes
    ----------
    valued : packages, where values are given
    ranked : outcomes, where preferences and walk-aways (or a present) are given for two parties
    silent : parties with a say whose values the case does not give, where it gives any
    """

    view: str
    game: Game
    valued: Valued | None
    ranked: Ranked | None
    silent: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Homes:
    """Who must say yes at home, and whether that can be had.

    Attributes
    ----------
    alone : for each party a package that its own home would ratify, or None
    meets : a package that every home would ratify and that puts no party below its walk-away
    below : a package that every home would ratify, though it puts some party below its walk-away;
        looked for where nothing `meets`
    payment : the least that would make them meet, where they do not
    """

    fronts: tuple[HomeFront, ...]
    alone: Mapping[str, Package | None]
    meets: Package | None
    below: Package | None
    payment: Payment | None


@dataclass(frozen=True, eq=False)
class Bargain(Result):
    """Zones of agreement, frontiers and fair points; homes, losses, and what a fight would give.

    Attributes
    ----------
    accounts : the root first, then each view one level in
    fight : the two parties, what they expect, how chances shift, and the parts of the prize
    division : the two parties and the thing between them
    on_table : the package on the table
    references : for a party, what feels like neither gain nor loss
    """

    accounts: tuple[Account, ...]
    homes: Homes | None
    fight: tuple[tuple[str, str], Fight, float | None, tuple[float, ...]] | None
    division: tuple[tuple[str, str], Division] | None
    on_table: Package | None
    references: Mapping[str, Package]
    made_from: MadeFrom

    def to_rows(self) -> Iterator[Row]:
        """One row per finding, each with its `kind`; account by account."""
        for account in self.accounts:
            head = {"view": account.view, "hypothesis": account.game.hypothesis}
            if account.valued is not None:
                yield from _valued_rows(head, account.valued)
            if account.ranked is not None:
                yield from _ranked_rows(head, account.ranked)
        first = self.accounts[0]
        head = {"view": first.view, "hypothesis": first.game.hypothesis}
        yield from self._more_rows(head, first.valued)

    def below(self, valued: Valued) -> tuple[str, ...]:
        """Whom the package on the table would leave below its walk-away."""
        picks = None if self.on_table is None else valued.packages.picks(self.on_table)
        if picks is None:
            return ()
        worth = valued.packages.worth(picks).tolist()
        return tuple(
            judge.name
            for judge, units in zip(valued.judges, worth, strict=True)
            if judge.floor is not None and valued.packages.value(units) < judge.floor
        )

    def _more_rows(self, head: Row, valued: Valued | None) -> Iterator[Row]:
        if valued is not None and self.on_table is not None:
            better = valued.better_than(self.on_table)
            yield {
                **head,
                "kind": "on table",
                "package": self.on_table,
                "possible": better is not None,
                "below": list(self.below(valued)),
            }
            if better is not None:
                yield from _packages(head, "better", valued, better)
        for party, reference in self.references.items():
            if valued is None:
                break
            now, others = valued.framed(party, reference)
            for kind, framed in [("framing", now), *(("reframing", one) for one in others)]:
                yield {
                    **head,
                    "kind": kind,
                    "party": party,
                    "reference": dict(framed.reference),
                    "zone": framed.n_zone,
                    "left": framed.n_left,
                    "share_lost": framed.share_lost,
                }
        if self.homes is not None:
            yield from _home_rows(head, self.homes)
        if self.fight is not None:
            yield {**head, **fight_row(*self.fight)}
        if self.division is not None:
            yield from _division_rows(head, *self.division)

    def __str__(self) -> str:
        from detente.bargaining.text import bargain_text

        return bargain_text(self)


def number(value: Fraction | float) -> float:
    """A value as rows give it."""
    return float(value)


def by_party(valued: Valued, units: Any, *, gains: bool = False) -> dict[str, float]:
    """Units of the scale as values, or as gains over the walk-away, party by party."""
    below = valued.floor if gains and valued.floor is not None else [0] * len(valued.judges)
    return {
        judge.name: number(valued.packages.value(int(value) - int(low)))
        for judge, value, low in zip(valued.judges, units, below, strict=True)
    }


def _valued_rows(head: Row, valued: Valued) -> Iterator[Row]:
    for reserve in valued.reserves:
        yield {
            **head,
            "kind": "walk-away",
            "party": reserve.party,
            "value": None if reserve.value is None else number(reserve.value),
            "stands_in": reserve.stands_in,
        }
    yield {
        **head,
        "kind": "zone",
        "packages": valued.packages.n_packages,
        "inside": valued.n_zone,
        "frontier": valued.frontier.n_packages,
        "levels": {issue: list(levels) for issue, levels in valued.levels.items()},
        "rounded": valued.packages.rounded,
    }
    yield from _packages(head, "frontier", valued, valued.frontier)
    inside = valued.inside
    for rule, rows in valued.points.items():
        assert inside is not None
        for row in rows:
            yield from _packages({**head}, "solution", valued, inside, (row,), rule)
    logroll = valued.logroll
    if logroll is not None:
        yield {
            **head,
            "kind": "logroll",
            "package": valued.packages.label(logroll.together),
            "apart": valued.packages.label(logroll.apart),
            "gain": number(valued.packages.value(logroll.gain)),
        }


def _packages(
    head: Row,
    kind: str,
    valued: Valued,
    frontier: Frontier,
    rows: tuple[int, ...] | None = None,
    rule: str | None = None,
) -> Iterator[Row]:
    listed = 0
    for row in range(len(frontier.worth)) if rows is None else rows:
        units = frontier.worth[row].tolist()
        inside = valued.floor is not None and all(
            value >= low for value, low in zip(units, valued.floor.tolist(), strict=True)
        )
        for picks in frontier.of_row(row):
            if listed == MOST_LISTED:
                return
            listed += 1
            found: Row = {**head, "kind": kind}
            if rule is not None:
                found["rule"] = rule
            found["package"] = valued.packages.label(picks)
            found["values"] = by_party(valued, units)
            if valued.floor is not None:
                found["gains"] = by_party(valued, units, gains=True)
                found["in_zone"] = inside
            yield found


def _ranked_rows(head: Row, ranked: Ranked) -> Iterator[Row]:
    game = ranked.game
    for reserve in ranked.reserves:
        assert reserve.state is not None
        yield {
            **head,
            "kind": "no deal",
            "party": reserve.party,
            "code": game.code(reserve.state),
            "state": game.state(reserve.state),
            "stands_in": reserve.stands_in,
        }
    yield {
        **head,
        "kind": "outcomes",
        "states": game.n_states,
        "inside": len(ranked.zone),
        "frontier": len(ranked.frontier),
        "depth": ranked.fallback.depth,
    }
    marks = {
        "in_zone": set(ranked.zone),
        "on_frontier": set(ranked.frontier),
        "fallback": set(ranked.fallback.chosen),
    }
    for index in sorted(marks["in_zone"] | marks["on_frontier"], key=game.code):
        yield {
            **head,
            "kind": "outcome",
            "code": game.code(index),
            "state": game.state(index),
            **{mark: index in found for mark, found in marks.items()},
        }


def _home_rows(head: Row, homes: Homes) -> Iterator[Row]:
    for front in homes.fronts:
        yield {
            **head,
            "kind": "home",
            "party": front.party,
            "pivotal": [voter.judge.name.split(".", 1)[1] for voter in front.pivotal()],
            "package": homes.alone[front.party],
        }
    yield {
        **head,
        "kind": "ratified by all",
        "package": homes.meets or homes.below,
        "in_zone": homes.meets is not None,
    }
    if homes.payment is not None:
        yield {
            **head,
            "kind": "payment",
            "package": homes.payment.package,
            "total": number(homes.payment.total),
            "to": {name: number(value) for name, value in homes.payment.to.items()},
        }


def fight_row(
    between: tuple[str, str], fight: Fight, shift: float | None, parts: tuple[float, ...]
) -> Row:
    """What both would rather have than a fight, and why there may be nothing."""
    found = fight.range()
    inside = fight.parts_inside(parts)
    return {
        "kind": "fight",
        "between": list(between),
        "range": None if found is None else list(found),
        "surplus": fight.surplus(),
        "too_hopeful": fight.too_hopeful(),
        "cannot_wait": None if shift is None else fight.cannot_wait(abs(shift)),
        "parts_inside": list(inside) if parts else None,
    }


def _division_rows(head: Row, between: tuple[str, str], division: Division) -> Iterator[Row]:
    zone = division.zone()
    yield {
        **head,
        "kind": "division",
        "between": list(between),
        "range": None if zone is None else list(zone),
    }
    for rule in ("nash", "kalai_smorodinsky", "egalitarian", "utilitarian"):
        share = getattr(division, rule)()
        if share is not None:
            yield {
                **head,
                "kind": "share",
                "rule": rule.replace("_", "-"),
                "share": share,
                "values": dict(zip(between, division.values(share), strict=True)),
            }
