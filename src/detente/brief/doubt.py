"""What survives when doubtful inputs are otherwise: shares by account, what decides, what turns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from detente.brief.document import Block, Cell, Heading, Inline, Line, Paragraph, Table, plain
from detente.brief.endings import Ending
from detente.brief.figures import picture
from detente.brief.lexicon import Lexicon
from detente.brief.looks import SEQ
from detente.brief.material import MANY, Material
from detente.brief.sections.outcomes import telling
from detente.brief.wording import doubt as say
from detente.brief.wording import many, things
from detente.ensemble.breaking import Breaking, find_breaking
from detente.ensemble.counting import Counting
from detente.ensemble.inputs import Input
from detente.ensemble.result import Account
from detente.ensemble.tally import total
from detente.ensemble.weights import holding, weigh_inputs

#: variations of each account; more would say little more, and the brief is to be quick
DRAWS = 100


@dataclass(frozen=True)
class Shares:
    """In which share of an account's variations each outcome holds, by its key."""

    key: str | None
    shares: dict[str, float]


def doubt(material: Material, words: Lexicon) -> list[Block]:
    """The table of shares, and for the outcome that is most in the balance what decides."""
    base = material.base
    if base is None or material.unjudged:
        return []
    if material.beyond:
        return [Heading(say.TITLE), Paragraph(many.not_varied())]
    if base.base.game.n_states > MANY:
        return []
    shown = [ending for ending in telling(material) if ending.codes]
    counting = _counting(material, None)
    if not counting.inputs or not shown:
        return []
    accounts = [_shares(material, account.key, shown) for account in material.accounts]
    blocks: list[Block] = [
        Heading(say.TITLE),
        Paragraph(say.intro(DRAWS, len(counting.inputs))),
        _table(words, shown, accounts),
    ]
    if len(accounts) > 1:
        named = [
            things.base_head(True) if account.key is None else words.account(account)
            for account in material.accounts
        ]
        blocks.append(Paragraph(say.letters(named), "note"))
    chosen = _in_the_balance(material, shown, accounts[0])
    if chosen is not None:
        blocks += _closely(material, words, chosen)
    return blocks


def _counting(material: Material, hypothesis: str | None) -> Counting:
    return Counting(material.case, hypothesis, SEQ, 0, DRAWS, views=False)


def _shares(material: Material, hypothesis: str | None, shown: Sequence[Ending]) -> Shares:
    """An outcome holds in a variation where one of its states does."""
    counting = _counting(material, hypothesis)
    codes = sorted({code for ending in shown for code in ending.codes})
    holds = np.concatenate(
        [holding(counting, counting.choices(k), codes) for k in range(counting.n_pieces)]
    )
    return Shares(
        hypothesis,
        {
            ending.key: float(
                holds[:, [codes.index(code) for code in ending.codes]].any(axis=1).mean()
            )
            for ending in shown
        },
    )


def _table(words: Lexicon, shown: Sequence[Ending], accounts: Sequence[Shares]) -> Table:
    heads = [things.base_head(False)]
    if len(accounts) > 1:
        heads = [say.letter(place) for place in range(len(accounts))]
    order = sorted(shown, key=lambda ending: -accounts[0].shares[ending.key])
    lines = [
        Line(
            words.short(ending),
            tuple(Cell(say.share(account.shares[ending.key])) for account in accounts),
        )
        for ending in order
        if any(account.shares[ending.key] >= 0.005 for account in accounts)
    ]
    return Table(say.TABLE, (say.OUTCOME, *heads), tuple(lines), shape="grid")


def _in_the_balance(
    material: Material, shown: Sequence[Ending], base: Shares
) -> tuple[Ending, int] | None:
    """Of the outcomes that hold as written, one most in the balance, and its state that holds.

    An outcome that would do for all comes first.
    """
    assert material.base is not None
    wanted = set(material.wanted.codes) if material.wanted is not None else set()
    found = []
    for ending in shown:
        verdict = material.base.base.verdict(ending.codes)
        share = base.shares[ending.key]
        if verdict.sort == "holds" and verdict.holding and 0.02 < share < 0.98:
            good = bool(wanted.intersection(verdict.holding))
            found.append((not good, abs(share - 0.5), ending, min(verdict.holding)))
    if not found:
        return None
    _, _, ending, code = min(found, key=lambda one: (one[0], one[1]))
    return ending, code


def _closely(material: Material, words: Lexicon, chosen: tuple[Ending, int]) -> list[Block]:
    ending, code = chosen
    counting = _counting(material, None)
    tally = total((counting(k) for k in range(counting.n_pieces)), len(counting.inputs))
    assert material.base is not None and material.base.listed is not None
    account = Account(
        hypothesis=None,
        game=material.base.listed.game,
        inputs=counting.inputs,
        tally=tally,
        written={code: True},
        weights=tuple(weigh_inputs(counting, tally, [code])),
        breaking=tuple(find_breaking(counting, [code])),
    )
    drawn = picture(
        "tornado", "tornado", material.case, account, code, lambda one: plain(_told(words, one))
    )
    blocks: list[Block] = [replace(one, printed=False) for one in drawn]
    for breaking in account.breaking:
        blocks.append(Paragraph(_turns(words, ending, account, breaking)))
    return blocks


def _turns(words: Lexicon, ending: Ending, account: Account, breaking: Breaking) -> Inline:
    outcome = words.short(ending)
    if breaking.size is None:
        return say.stays(outcome, breaking.holds, breaking.searched)
    ways = []
    for changes in breaking.sets:
        parts = [
            say.other(_told(words, account.inputs[k]), account.inputs[k].variants[way - 1])
            for k, way in changes
        ]
        ways.append(say.both(parts))
    return say.turns(outcome, breaking.holds, ways, breaking.size)


def _told(words: Lexicon, one: Input) -> Inline:
    """An input in words: whose wish, and for what; else as the case writes it."""
    if one.kind not in ("statement", "rung", "weight"):
        if one.kind == "rule":
            return say.ruled_out(words.line([one.what]))
        return words.quoted(one.what)
    wish = words.preference(one.what)
    party = str(one.owner[-1])
    if one.owner[0] == "views":
        return say.wished(words.party(party), wish, words.view(str(one.owner[1])))
    return say.wished(words.party(party), wish, ())
