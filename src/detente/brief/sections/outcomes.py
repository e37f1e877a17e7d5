"""Outcomes: what holds where, the graph, why each one holds and what would break it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from detente.brief import cards, choices
from detente.brief.document import (
    Block,
    Cell,
    Folded,
    Heading,
    Inline,
    Line,
    Pair,
    Pairs,
    Paragraph,
    Table,
    Tone,
)
from detente.brief.endings import Ending
from detente.brief.figures import picture
from detente.brief.lexicon import Lexicon, anchor
from detente.brief.looks import SEQ, Judged, Verdict
from detente.brief.material import Material
from detente.brief.numbers import numbers, shown, side_by_side
from detente.brief.outline import section
from detente.brief.surprises import surprises
from detente.brief.wording import outcomes as say
from detente.brief.wording import things, verdicts
from detente.brief.wording.grammar import listed
from detente.charts import Cell as MatrixCell
from detente.charts import Column, Matrix, MatrixRow
from detente.stability import CONCEPTS
from detente.views.compare import CLASSES

#: outcomes told in the open at most
_MAIN = 5
_TONES: dict[str, Tone] = {"holds": "holds", "left": "breaks", "open": "open", "absent": "plain"}


@section("outcomes", title="Outcomes", place=50, needs="options and preferences")
def outcomes(material: Material, words: Lexicon) -> list[Block]:
    """Tables and figure, cards, surprises, classes, and the annex."""
    if material.base is None or not material.endings:
        return []
    base = material.base.base
    states = base.game.n_states
    blocks: list[Block] = []
    if material.beyond:
        blocks += [*numbers(material, words), *shown(material, words)]
    elif material.many:
        blocks.append(Paragraph(say.many(states, len(base.resting()) if base.closed else None)))
    else:
        blocks.append(Paragraph(say.intro(states, len(material.accounts))))
    blocks += _what_holds(material, words)
    blocks += _graph(material)
    blocks += _cards(material, words)
    blocks += surprises(material, words)
    blocks += _classes(material, words)
    blocks += side_by_side(material, words)
    if not material.unjudged:
        blocks += _annex(material, words)
    return blocks


def telling(material: Material) -> list[Ending]:
    """Outcomes that hold in some account or view, the present, and what is asked, in file order."""
    base = material.accounts[0].base
    spoken = {code for ask in material.asked for code in ask.codes}
    if base.game.present is not None:
        spoken.add(base.game.code(base.game.present))
    looks = [account.base for account in material.accounts]
    looks += [material.accounts[0].look(view) for view in material.views]
    return [
        ending
        for ending in material.endings
        if spoken.intersection(ending.codes)
        or any(look.verdict(ending.codes).sort in {"holds", "open"} for look in looks)
    ]


# ---------------------------------------------------------------------------- what holds where


def _what_holds(material: Material, words: Lexicon) -> Iterator[Block]:
    if material.unjudged:
        yield Paragraph(say.unjudged(words.parties(material.unknown)))
        return
    shown = telling(material)
    drawn = []
    if len(material.accounts) + len(material.views) > 1:
        drawn_from = matrix(material, words, shown)
        drawn = picture("outcomes-by-hypothesis", "holding", material.case, drawn_from)
    yield from drawn
    if not drawn:
        yield _by_account(material, words, shown)
        if material.views:
            yield _by_view(material, words, shown)
    rest = [words.ending(ending) for ending in material.endings if ending not in shown]
    if rest:
        yield Paragraph(say.nowhere(rest))
    listed_codes = {code for ending in material.endings for code in ending.codes}
    left = set(material.accounts[0].base.resting()) - listed_codes
    if left and not material.many:
        yield Paragraph(say.unlisted(len(left)), "note")
    if drawn:
        tables: list[Block] = [_by_account(material, words, shown)]
        if material.views:
            tables.append(_by_view(material, words, shown))
        yield Folded(say.MATRIX, tuple(tables))


def _by_account(material: Material, words: Lexicon, shown: Sequence[Ending]) -> Table:
    heads = [
        things.base_head(len(material.accounts) > 1)
        if account.key is None
        else words.account(account)
        for account in material.accounts
    ]
    lines = [
        Line(
            words.ending(ending),
            tuple(
                _cell(words, account.base.verdict(ending.codes)) for account in material.accounts
            ),
        )
        for ending in shown
    ]
    return Table(say.BY_ACCOUNT, (say.OUTCOME, *heads), tuple(lines))


def _by_view(material: Material, words: Lexicon, shown: Sequence[Ending]) -> Table:
    base = material.accounts[0]
    heads = [words.head(view) for view in material.views]
    lines = [
        Line(
            words.ending(ending),
            tuple(_cell(words, base.look(view).verdict(ending.codes)) for view in material.views),
        )
        for ending in shown
    ]
    return Table(say.BY_VIEW, (say.OUTCOME, *heads), tuple(lines))


def _cell(words: Lexicon, verdict: Verdict) -> Cell:
    return Cell(verdicts.cell(verdict, words.parties(verdict.leavers)), _TONES[verdict.sort])


def matrix(material: Material, words: Lexicon, shown: Sequence[Ending]) -> Matrix:
    """The same for the figure."""
    base = material.accounts[0]
    case = material.case
    columns = [
        Column(
            account.key or "base",
            words.plain(
                things.base_head(len(material.accounts) > 1)
                if account.key is None
                else words.account(account)
            ),
            "If this account holds",
        )
        for account in material.accounts
    ]
    columns += [
        Column(f"view {view}", case.parties[view].name.value, "As this side sees it", party=view)
        for view in material.views
    ]
    rows = []
    now = base.base.game.present
    present = None if now is None else base.base.game.code(now)
    for ending in shown:
        looks = [account.base for account in material.accounts]
        looks += [base.look(view) for view in material.views]
        cells = tuple(_sign(look.verdict(ending.codes)) for look in looks)
        name = words.plain(words.short(ending))
        rows.append(MatrixRow(ending.key, name, cells, present=present in ending.codes))
    return Matrix(tuple(columns), tuple(rows))


def _sign(verdict: Verdict) -> MatrixCell:
    if verdict.sort == "absent":
        return MatrixCell("hidden")
    if verdict.sort == "open":
        return MatrixCell("open")
    if verdict.sort == "left":
        return MatrixCell("left", leavers=verdict.leavers, reached=verdict.reached)
    text = ""
    if len(verdict.codes) > 1 and len(verdict.holding) < len(verdict.codes):
        text = f"{len(verdict.holding)} of {len(verdict.codes)}"
    still = len(verdict.still) == len(verdict.holding)
    return MatrixCell(
        "nash" if still else "answer",
        locked=verdict.only_locked,
        reached=verdict.reached,
        text=text,
    )


# ---------------------------------------------------------------------------- graph, cards


def _graph(material: Material) -> Iterator[Block]:
    look = material.accounts[0].listed
    if look is None or material.many:
        return
    also = [code for ask in material.asked for code in ask.codes]
    also += list(material.wanted.codes[:2]) if material.wanted else []
    yield from picture("state-graph", "graph", material.case, look.table, also=also)


def _cards(material: Material, words: Lexicon) -> Iterator[Block]:
    """An entry for each outcome: the main ones open, the rest folded, so that links lead on."""
    shown = telling(material)
    open_ones = main(material)
    pairs = {
        ending.key: Pair(
            words.ending(ending, link=False),
            cards.card(material, words, ending, full=ending in shown),
            anchor(ending),
        )
        for ending in [*open_ones, *(one for one in material.endings if one not in open_ones)]
    }
    yield Heading(say.CARDS_OPEN if material.unjudged else say.CARDS)
    yield Pairs(tuple(pairs[ending.key] for ending in open_ones), "wide")
    rest = tuple(pairs[ending.key] for ending in material.endings if ending not in open_ones)
    if rest:
        yield Folded(say.STATES, (Pairs(rest, "wide"),))


def main(material: Material) -> list[Ending]:
    """The outcomes told in the open: opening, what is asked, the present, risks, what holds.

    What is asked and holds in no account is folded: the first page says who would leave it.
    """
    base = material.accounts[0].base
    codes = []
    chosen = choices.opening(material)
    if chosen is not None:
        codes.append(chosen.code)
    looks = [account.base for account in material.accounts]
    looks += [material.accounts[0].look(view) for view in material.views]
    asked = [code for ask in material.asked for code in ask.codes]
    codes += [code for code in asked if any(not _left(look, code) for look in looks)]
    if base.game.present is not None:
        codes.append(base.game.code(base.game.present))
    codes += [risk.code for risk in choices.risks(material)]
    codes += base.resting()[:64]
    found = [ending for code in codes if (ending := material.ending(code)) is not None]
    return list({ending.key: ending for ending in found}.values())[:_MAIN]


def _left(look: Judged, code: int) -> bool:
    """Whether somebody is known to leave a state."""
    return look.verdict([code]).sort == "left"


# ---------------------------------------------------------------------------- classes, annex


def _classes(material: Material, words: Lexicon) -> Iterator[Block]:
    """Own, expected and base for the base account, outcome by outcome (first state of each)."""
    compared = material.accounts[0].compared
    if compared is None or not compared.closed[compared.concepts.index(SEQ)]:
        return
    c = compared.concepts.index(SEQ)
    place = {int(code): k for k, code in enumerate(compared.codes)}
    lines = []
    used: dict[str, str] = {}
    for ending in telling(material):
        verdict = material.accounts[0].base.verdict(ending.codes)
        code = verdict.at if verdict.at is not None else ending.codes[0]
        if code not in place:
            continue
        s = place[code]
        names = compared.classes_of(SEQ, code)
        used.update({name: CLASSES[name] for name in names})
        cells = []
        for p, _ in enumerate(compared.parties):
            for verdicts_, known in (
                (compared.own, compared.own_known),
                (compared.expected, compared.expected_known),
            ):
                answer = bool(verdicts_[c, p, s]) if known[c, p, s] else None
                cells.append(Cell(say.yes_no(answer)))
        base = bool(compared.base[c, :, s].all())
        cells.append(Cell(say.yes_no(base)))
        cells.append(Cell(say.class_names(names)))
        lines.append(Line(words.short(ending), tuple(cells)))
    if not lines or not used:
        return
    heads: list[Inline] = [say.OUTCOME]
    for party in compared.parties:
        heads += [say.own(words.head(party)), say.expects(words.party(party))]
    heads += [say.ACCOUNT_HOLDS, say.CLASS]
    ordered = [(name, used[name]) for name in CLASSES if name in used]
    yield Folded(
        say.CLASSES,
        (Table((), tuple(heads), tuple(lines)), Paragraph(say.class_key(ordered), "note")),
    )


def _annex(material: Material, words: Lexicon) -> Iterator[Block]:
    """The base under every definition that this version knows."""
    look = material.accounts[0].listed
    if look is None or len(look.table.concepts) < 3:
        return
    table = look.table
    lines = []
    for concept in table.concepts:
        found = table.equilibria[table.concepts.index(concept)].nonzero()[0]
        names: dict[str, Inline] = {}
        for code in table.game.codes(found).tolist()[:64]:
            ending = material.ending(code)
            names.setdefault(ending.key if ending else str(code), words.outcome(code))
        told = listed(list(names.values()), limit=8) if names else say.none_hold()
        if not table.determined[table.concepts.index(concept)].all():
            told = say.not_enough()
        one = CONCEPTS[concept]
        lines.append(Line(say.definition(one.title, one.says), (Cell(told),)))
    yield Folded(say.FIVE, (Table((), (say.DEFINITION, say.HOLDING), tuple(lines)),))
