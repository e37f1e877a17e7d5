"""What each says and wants: issues side by side, where the agendas part, what is on none."""

from __future__ import annotations

from collections.abc import Iterator

from detente.brief.choices import TELLING
from detente.brief.document import (
    Block,
    Cell,
    Folded,
    Heading,
    Inline,
    Item,
    Items,
    Line,
    Table,
)
from detente.brief.evidence import Said
from detente.brief.figures import or_table, picture
from detente.brief.lexicon import Lexicon, spelled
from detente.brief.material import Material
from detente.brief.outline import section
from detente.brief.wording import wants as say
from detente.brief.wording.grammar import own
from detente.brief.wording.stories import IN_TABLE
from detente.case.model import Issue

#: how many places two sides' priorities must lie apart to be a gap, and how many gaps are told
_APART = 2
_GAPS = 5
#: statements of one side on one issue that are told
_SAID = 3


@section(
    "wants", title="What each says and wants", place=30, needs="issues with positions or priorities"
)
def wants(material: Material, words: Lexicon) -> list[Block]:
    """The table of issues, the gaps between agendas, what no agenda holds."""
    case = material.case
    if not case.issues:
        return []
    blocks: list[Block] = []
    gaps = list(_gaps(material, words))
    if gaps:
        blocks += [Heading(say.GAP), Items(tuple(map(Item, gaps)))]
    nowhere = list(_nowhere(material, words)) if material.reader.sees_all else []
    if nowhere:
        blocks += [Heading(say.NOWHERE), Items(tuple(map(Item, nowhere)))]
    drawn = picture("priorities", "priorities", case)
    table = list(_table(material, words))
    if drawn or table:
        blocks.append(Heading(say.SIDE_BY_SIDE))
    blocks += or_table(IN_TABLE, table, drawn)
    blocks += _said(material, words)
    return blocks


def _said(material: Material, words: Lexicon) -> Iterator[Block]:
    """What each side has said on each issue, from the case and from the evidence store."""
    by_issue: dict[str, dict[str, list[Said]]] = {}
    for one in material.evidence.said:
        if one.issue in material.case.issues and one.party in material.case.parties:
            by_issue.setdefault(one.issue, {}).setdefault(one.party, []).append(one)
    sides = [p for p in material.case.parties if any(p in by for by in by_issue.values())]
    if not sides:
        return
    lines = [
        Line(
            own(issue.asks.value),
            tuple(Cell(_told(words, by_issue[key].get(side, []))) for side in sides),
        )
        for key, issue in material.case.issues.items()
        if key in by_issue
    ]
    heads = (say.ISSUE, *(words.head(side) for side in sides))
    yield Folded(say.SAID, (Table((), heads, tuple(lines)),), open=True)


def _told(words: Lexicon, said: list[Said]) -> Inline:
    """The most telling statements of one side on one issue; the rest is counted."""
    ranked = sorted(said, key=lambda one: TELLING.index(one.act))
    told = [
        say.said(one.act, one.words, bool(one.coder), one.negated, words.said(one))
        for one in ranked[:_SAID]
    ]
    return say.statements(told, len(said) - len(told))


def _table(material: Material, words: Lexicon) -> Iterator[Block]:
    case = material.case
    sides = [
        party
        for party in case.parties
        if any(
            party in issue.positions or party in issue.priority or party in issue.urgency
            for issue in case.issues.values()
        )
    ]
    if not sides:
        return
    lines = [
        Line(own(issue.asks.value), tuple(Cell(_cell(words, issue, side)) for side in sides))
        for issue in case.issues.values()
    ]
    yield Table(say.TABLE, (say.ISSUE, *(words.head(side) for side in sides)), tuple(lines))


def _cell(words: Lexicon, issue: Issue, side: str) -> Inline:
    position = issue.positions.get(side)
    rank, urgency = issue.priority.get(side), issue.urgency.get(side)
    return say.position(
        spelled(position.value) if position else "",
        rank.value if rank else None,
        urgency.value if urgency else "",
        words.marked(position) if position else (),
    )


def _gaps(material: Material, words: Lexicon) -> Iterator[Inline]:
    """Issues that one side has near the top and another well below, the widest gaps first."""
    case = material.case
    found = []
    for place, issue in enumerate(case.issues.values()):
        ranks = {party: entry.value for party, entry in issue.priority.items()}
        if len(ranks) < 2:
            continue
        high = min(ranks, key=lambda party: ranks[party])
        low = max(ranks, key=lambda party: ranks[party])
        if ranks[high] <= 2 and ranks[low] - ranks[high] >= _APART:
            found.append((ranks[high] - ranks[low], place, issue, high, low))
    for _, _, issue, high, low in sorted(found, key=lambda one: one[:2])[:_GAPS]:
        total = sum(1 for other in case.issues.values() if low in other.priority)
        weakest = min((issue.priority[high], issue.priority[low]), key=lambda e: _order(e.standing))
        yield say.gap(
            issue.asks.value,
            words.party(high),
            issue.priority[high].value,
            words.party(low),
            issue.priority[low].value,
            total,
            words.source(weakest.standing, ()),
        )


def _order(basis: str) -> int:
    return {"assumed": 0, "reading": 1, "reported": 2}[basis]


def _nowhere(material: Material, words: Lexicon) -> Iterator[Inline]:
    case = material.case
    silent = [issue.asks.value for issue in case.issues.values() if not issue.positions]
    if silent:
        yield say.no_position(silent)
    if len(material.parties) > 1:
        for issue in case.issues.values():
            if len(issue.positions) == 1:
                (only,) = issue.positions
                yield say.one_sided(issue.asks.value, words.party(only), 1)
    outside = [issue.asks.value for issue in case.issues.values() if not issue.options]
    if outside and material.accounts:
        yield say.no_option(outside)
