"""How sure, and what to watch."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from detente.brief import choices
from detente.brief.document import Inline
from detente.brief.inputs import BASES, CARRYING
from detente.brief.lexicon import Lexicon
from detente.brief.looks import Account
from detente.brief.material import Material
from detente.brief.reasons import deciders_of
from detente.brief.wording import verdicts
from detente.brief.wording import watch as say
from detente.brief.wording.grammar import WORDS, run
from detente.case.model import Expectation, first_day


def sure(material: Material, words: Lexicon) -> Iterator[Inline]:
    """Firm and fragile verdicts, and what they rest on."""
    if not material.accounts:
        return
    total = len(material.accounts)
    chosen = choices.opening(material)
    if total > 1:
        asked = [one for _, one in choices.asked_tallies(material)]
        never = [one for one in asked if not one.holding and len(one.failing) == total]
        if never and len(never) == len(asked) > 1:
            yield say.firm_none(len(asked), total)
        elif never:
            yield say.firm_not([words.outcome(one.code) for one in never], total)
        if chosen is not None:
            if len(chosen.holding) == total:
                yield say.firm(words.outcome(chosen.code), total)
            elif chosen.failing:
                yield say.fragile(
                    words.outcome(chosen.code),
                    len(chosen.holding),
                    total,
                    words.accounts(chosen.failing),
                )
    carrying = [entry for entry in material.inputs if entry.part in CARRYING]
    counts = Counter(entry.basis for entry in carrying)
    if carrying:
        figures = any(count > WORDS for count in counts.values())
        shown = [
            say.basis_count(counts[basis], words.mark(basis), basis, len(counts) == 1, figures)
            for basis in BASES
            if counts[basis]
        ]
        told = [say.rests_on(len(carrying), shown)]
        if len(material.case.sources) == 1:
            (only,) = material.case.sources.values()
            told.append(say.one_source(only.kind.value if only.kind else only.title.value))
        yield run(told)
    if chosen is not None and chosen.holding:
        lines = [
            verdicts.line(
                words.party(line.party),
                words.wish(line.party, line.text, its=True),
                words.source(line.basis, line.because),
            )
            for line in deciders_of(material.case, chosen.holding[0].base, chosen.code)
            if line.basis == "assumed"
        ]
        if lines:
            yield say.assumed_carry(lines[0], len(lines) - 1)


def watch(material: Material, words: Lexicon) -> Iterator[Inline]:
    """Signs that would tell the accounts apart, dates that press, patience."""
    case = material.case
    signs = [
        say.expectation(
            expected.what.value,
            expected.weight or "",
            words.account(account),
            words.marked(expected),
        )
        for account, expected in _telling_signs(material)
    ]
    if signs:
        yield say.signs(signs)
    now = first_day(case.as_of) if case.as_of else None
    for deadline in case.deadlines:
        last = first_day(deadline.date.value.split("/")[-1])
        if now is not None and last is not None and last < now:
            continue
        binds = words.parties(deadline.binds) if deadline.binds else None
        yield say.deadline(deadline.what.value, deadline.date.value, binds, words.marked(deadline))
    for party, patience in case.patience.items():
        yield say.patience(words.party(party), patience.until.value, words.marked(patience))


def _telling_signs(material: Material) -> Iterator[tuple[Account, Expectation]]:
    """For each rival account, the first sign for it that no other account shares."""
    hypotheses = material.case.hypotheses
    shared = Counter(sign.what.value for one in hypotheses.values() for sign in one.expects)
    for account in material.accounts:
        signs = hypotheses[account.key].expects if account.key else []
        own_signs = [sign for sign in signs if shared[sign.what.value] == 1] or signs
        chosen = [sign for sign in own_signs if sign.weight == "for"] or own_signs
        if chosen:
            yield account, chosen[0]
