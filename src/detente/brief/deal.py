"""Where a deal lies: what leaves everyone as well off as no deal, account by account."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice

from detente.bargaining import Account, Bargain, bargain, load_solutions
from detente.bargaining.ranked import Ranked
from detente.bargaining.valued import Valued
from detente.brief.document import Block, Cell, Heading, Inline, Item, Items, Line, Paragraph, Table
from detente.brief.figures import picture
from detente.brief.lexicon import Lexicon
from detente.brief.material import Material
from detente.brief.wording import deal as say
from detente.brief.wording.grammar import listed
from detente.errors import InputError

#: outcomes or packages named in a cell
_NAMED = 4


def deal(material: Material, words: Lexicon) -> list[Block]:
    """The zone of agreement in the base and as each side sees it; what lies beyond one account."""
    if material.base is None:
        return []
    try:
        found = bargain(material.case)
    except InputError:
        return []
    told = [account for account in found.accounts if account.valued or account.ranked]
    if not told:
        return []
    blocks: list[Block] = [Heading(say.TITLE)]
    if any(account.valued is not None for account in told):
        blocks += _valued(material, words, found, told)
    else:
        blocks += _ranked(material, words, told)
    blocks += _more(material, words, found)
    return blocks


# ---------------------------------------------------------------------------- packages


def _valued(
    material: Material, words: Lexicon, found: Bargain, told: list[Account]
) -> Iterator[Block]:
    first = told[0]
    if first.valued is not None:
        valued = first.valued
        silent = words.parties(first.silent) if first.silent else ()
        yield Paragraph(say.valued(valued.packages.n_packages, valued.frontier.n_packages, silent))
        yield from picture("zone", "zone", material.case, first)
    lines = []
    for account in told:
        if account.valued is not None:
            cells = (Cell(_many(account.valued)), Cell(_picked(material, account.valued)))
            lines.append(Line(words.view(account.view), cells))
    yield Table(say.TABLE, (say.WHO, say.MANY, say.PICKED), tuple(lines))
    if any(account.valued is not None and account.valued.points for account in told):
        titles = load_solutions()
        yield Paragraph(say.rules([(one.title, one.says) for one in titles.values()]), "note")


def _many(valued: Valued) -> Inline:
    if valued.floor is None:
        return say.cannot_tell()
    if valued.inside is not None and not len(valued.inside.worth):
        return say.no_zone()
    return say.many(valued.n_zone, valued.packages.n_packages)


def _picked(material: Material, valued: Valued) -> Inline:
    """The packages that rules of fairness pick, each with its rules."""
    titles = load_solutions()
    by_row: dict[int, list[str]] = {}
    for rule, rows in valued.points.items():
        for row in rows[:1]:
            by_row.setdefault(row, []).append(titles[rule].title)
    parts = []
    for row, rules in by_row.items():
        assert valued.inside is not None
        picks = next(islice(valued.inside.of_row(row), 1))
        parts.append(say.picked(rules, _package(material, valued.packages.label(picks))))
    return listed(parts) if parts else say.no_zone()


def _package(material: Material, package: Mapping[str, str]) -> Inline:
    issues = material.case.issues
    return say.package([(issues[key].asks.value, level) for key, level in package.items()])


# ---------------------------------------------------------------------------- outcomes


def _ranked(material: Material, words: Lexicon, told: list[Account]) -> Iterator[Block]:
    first = told[0].ranked
    if first is not None:
        yield Paragraph(_without(words, first))
    lines = []
    hidden = []
    for account in told:
        ranked = account.ranked
        if ranked is None:
            continue
        lines.append(Line(words.view(account.view), _cells(words, ranked)))
        walk_aways = {reserve.state for reserve in ranked.reserves}
        if account.view != "base" and set(ranked.zone) <= walk_aways:
            hidden.append(account.view)
    yield Table(say.RANKED, (say.WHO, say.MANY, say.WHICH, say.FIRST), tuple(lines))
    first_zone = set() if first is None else set(first.zone)
    if hidden and len(first_zone) > 1:
        yield Paragraph(say.alone(words.views(hidden)))


def _without(words: Lexicon, ranked: Ranked) -> Inline:
    """What everybody has without a deal."""
    game = ranked.game
    states = {reserve.state for reserve in ranked.reserves}
    if all(reserve.stands_in for reserve in ranked.reserves):
        return say.all_present()
    if len(states) == 1 and None not in states:
        return say.same_for_all(words.outcome(game.code(next(iter(states)) or 0)))
    items = [
        say.walk_away(
            words.party(reserve.party),
            reserve.stands_in,
            words.outcome(game.code(reserve.state)) if reserve.state is not None else (),
        )
        for reserve in ranked.reserves
    ]
    return say.without(items)


def _cells(words: Lexicon, ranked: Ranked) -> tuple[Cell, ...]:
    game = ranked.game
    walk_aways = {reserve.state for reserve in ranked.reserves}
    frontier = set(ranked.frontier)
    order = sorted(
        (state for state in ranked.zone if state not in walk_aways),
        key=lambda state: (state not in frontier, game.code(state)),
    )
    names = _distinct([words.outcome(game.code(state)) for state in order])
    first = _distinct([words.outcome(game.code(state)) for state in ranked.fallback.chosen])
    which = listed(names[:_NAMED]) if names else say.no_zone()
    return (
        Cell(say.many(len(ranked.zone), game.n_states)),
        Cell(which),
        Cell(listed(first[:_NAMED]) if first else say.no_zone()),
    )


def _distinct(items: list[Inline]) -> list[Inline]:
    """The same without repeats: several states may bear one name."""
    return list(dict.fromkeys(items))


# ---------------------------------------------------------------------------- beyond one account


def _more(material: Material, words: Lexicon, found: Bargain) -> Iterator[Block]:
    lines: list[Inline] = []
    valued = found.accounts[0].valued
    if valued is not None and found.on_table is not None:
        better = valued.better_than(found.on_table)
        own = valued.packages.picks(found.on_table)
        if better is not None and own is not None:
            worth = valued.packages.worth(own).tolist()
            rows = [r for r in range(len(better.worth)) if better.worth[r].tolist() != worth]
            packages = [
                _package(material, valued.packages.label(next(islice(better.of_row(r), 1))))
                for r in rows
            ]
            below = found.below(valued)
            if below:
                lines.append(say.below(words.parties(below)))
            lines.append(say.better(packages))
    lines += _losses(material, words, found)
    if found.homes is not None:
        for front in found.homes.fronts:
            pivotal = [voter.judge.name.split(".", 1)[1] for voter in front.pivotal()]
            alone = found.homes.alone[front.party]
            example = _package(material, alone) if alone else ()
            lines.append(say.home(words.party(front.party), pivotal, example))
        meets = found.homes.meets
        lines.append(say.homes_meet(_package(material, meets) if meets else ()))
        if meets is None and found.homes.below is not None:
            lines.append(say.homes_below(_package(material, found.homes.below)))
    if found.fight is not None:
        (one, two), fight, _, _ = found.fight
        span = fight.range()
        first, second = words.party(one), words.party(two)
        lines.append(
            say.no_range(first, second) if span is None else say.fight(first, second, *span)
        )
    if lines:
        yield Items(tuple(map(Item, lines)))


def _losses(material: Material, words: Lexicon, found: Bargain) -> Iterator[Inline]:
    valued = found.accounts[0].valued
    for party, reference in found.references.items():
        if valued is None:
            return
        now, others = valued.framed(party, reference)
        if now.share_lost:
            told = say.framed(words.party(party), _package(material, reference), now.share_lost)
            yield told
            for other in others[:1]:
                yield say.reframed(_package(material, other.reference), other.share_lost or 0.0)
