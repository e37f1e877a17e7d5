"""The answer to the case's question."""

from __future__ import annotations

from collections.abc import Iterator

from detente.brief import choices
from detente.brief.document import Inline, strong
from detente.brief.lexicon import Lexicon
from detente.brief.look_sets import SetLook
from detente.brief.looks import NASH, Account
from detente.brief.material import Material
from detente.brief.numbers import base_of
from detente.brief.wording import answer as say
from detente.brief.wording import many, verdicts

#: up to so many resting places the answer gives their grounds
_GROUNDS = 3
#: of more states than this only the first are looked at by name
_MANY = 64


def answer(material: Material, words: Lexicon) -> Iterator[Inline]:
    """What is asked, what would do for everyone; else what holds, and where the present leads."""
    if not material.accounts:
        yield say.no_game()
        return
    total = len(material.accounts)
    unknown = material.unknown
    if unknown:
        judged = any(account.base.closed for account in material.accounts)
        yield say.open_answer(words.parties(unknown), judged)
        if material.unjudged:
            return
    asked = choices.asked_tallies(material)
    if asked:
        holding = [words.outcome(one.code) for _, one in asked if one.holding]
        if holding:
            yield say.some_of_asked(holding)
        elif not any(one.open for _, one in asked):
            yield say.none_of_asked(len(asked), total)
    look = base_of(material)
    if look is not None:
        yield from _in_numbers(material, words, look)
    wants = material.wanted
    chosen = choices.opening(material)
    if wants is not None and wants.why == "success":
        if not wants.codes:
            yield say.wanted_none(words.parties(wants.parties), len(wants.parties))
        elif chosen is None or not chosen.holding:
            if not unknown:
                yield say.wanted_never(total)
        else:
            what = strong(words.outcome(chosen.code, full=True))
            yield say.wanted_holds(what, len(chosen.holding), total)
            refusing = [v for v in material.views if _refuses(material.accounts[0], v, chosen.code)]
            if refusing:
                yield say.but_seen(words.views(refusing))
        return
    if look is None:
        yield from _resting(material, words)


def _in_numbers(material: Material, words: Lexicon, look: SetLook) -> Iterator[Inline]:
    """Of states that nobody could list: how many hold, the nearest, each party's best."""
    found = look.equilibria(NASH)
    if found is None:
        return
    yield many.answer(found.count, look.game.n_states, len(material.accounts) == 1)
    for one in look.telling:
        if one.apart:
            yield many.nearest(words.outcome(one.code), found.count, one.apart)
    best = [
        (words.parties(one.best), len(one.best), words.outcome(one.code))
        for one in look.telling
        if one.best
    ]
    if found.count > 1 and best:
        yield many.best_for(best)


def _refuses(account: Account, view: str, code: int) -> bool:
    return account.look(view).verdict([code]).sort == "left"


def _resting(material: Material, words: Lexicon) -> Iterator[Inline]:
    """Where no outcome is known to do for all: what holds, and where the present leads."""
    total = len(material.accounts)
    if material.unknown:
        return
    settled = [set(account.base.resting()) for account in material.accounts]
    everywhere = set.intersection(*settled)
    anywhere = set.union(*settled)
    if not anywhere:
        yield say.nothing_rests(total)
        return
    if everywhere:
        where = verdicts.in_accounts(total, total)
        names, count = _names(material, words, everywhere)
        if total == 1 and len(everywhere) <= _GROUNDS:
            base = material.accounts[0].base
            names = [
                say.grounded(words.outcome(code), verdicts.ground(base.verdict([code])))
                for code in sorted(everywhere)
            ]
        yield say.resting(names, count, where)
    if anywhere - everywhere:
        names, count = _names(material, words, anywhere - everywhere)
        yield say.resting(names, count, "in some accounts only")
    led = set(material.accounts[0].base.led_to())
    if led:
        yield say.leads_to(*_names(material, words, led))


def _names(material: Material, words: Lexicon, codes: set[int]) -> tuple[list[Inline], int]:
    """Outcomes of some states, each name once, and how many there are; of many, the first few."""
    found: dict[str, Inline] = {}
    for code in sorted(codes)[:_MANY]:
        ending = material.ending(code)
        found.setdefault(ending.key if ending else str(code), words.outcome(code))
    return list(found.values()), len(found) + max(0, len(codes) - _MANY)
