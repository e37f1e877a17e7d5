"""What follows: what is asked, what would do for everyone, the present."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from detente.brief import choices
from detente.brief.cards import escape
from detente.brief.choices import Tally
from detente.brief.document import Inline
from detente.brief.lexicon import Lexicon
from detente.brief.looks import Judged
from detente.brief.material import Material
from detente.brief.positions import Wanted
from detente.brief.wording import follows as say
from detente.brief.wording import verdicts
from detente.brief.wording.grammar import listed, run


def follows(material: Material, words: Lexicon) -> Iterator[Inline]:
    """What each asks, what would do for everyone, the present; else what holds."""
    if not material.accounts:
        return
    total = len(material.accounts)
    base = material.accounts[0]
    for demand in choices.demands(material):
        who, count = words.parties(demand.parties), len(demand.parties)
        told = [say.asked(who, count, _levels(words, demand.asks[0].wishes))]
        granted = words.outcome(demand.granted.code)
        replies = [
            (words.party(ask.party), _levels(words, ask.answers), words.outcome(one.code))
            for ask, one in demand.replies
        ]
        judged = [words.plain(_judged(material, words, one)) for one in demand.tallies]
        if replies and len(set(judged)) == 1:
            told.append(say.granted_and_replied(granted, replies))
            told.append(_judged(material, words, demand.granted, len(demand.tallies)))
        else:
            told += [say.granted(granted), _judged(material, words, demand.granted)]
            for reply, (_, one) in zip(replies, demand.replies, strict=True):
                told += [say.replied(*reply), _judged(material, words, one)]
        yield run(told)
    tallies = _once(material, choices.wanted_tallies(material))[:4]
    wants = material.wanted
    if wants is not None and tallies and not any(one.open for one in tallies):
        outcomes = [words.outcome(one.code) for one in tallies]
        told = [_suits(words, wants, base.base, outcomes, tallies)]
        if wants.why != "best":
            groups = _alike(tallies)
            for alike in groups:
                names = listed([words.outcome(one.code) for one in alike])
                what = say.these(len(alike)) if len(groups) == 1 else names
                told.append(_how_often(words, alike, what, total))
        yield run(told)
    yield from _present(material, words)
    if not material.wanted or material.wanted.why != "success":
        told_of = {one.code for one in tallies}
        for code in [code for code in base.base.resting() if code not in told_of][:4]:
            one = choices.tally(material, code)
            where = verdicts.in_accounts(len(one.holding), total)
            ground = verdicts.ground(one.verdict(base))
            yield say.holds_where(words.outcome(code), 1, where, ground)


def _suits(
    words: Lexicon,
    wants: Wanted,
    base: Judged,
    outcomes: Sequence[Inline],
    tallies: Sequence[Tally],
) -> Inline:
    """Which outcomes would do for everyone; whether every party gains by each."""
    present = base.game.present
    gain = present is not None and all(
        base.prefers(party, one.code, base.game.code(present))
        for party in wants.parties
        for one in tallies
    )
    return say.suits(outcomes, wants.why, words.parties(wants.parties), len(wants.parties), gain)


def _levels(words: Lexicon, levels: Sequence[tuple[str, str, str]]) -> Inline:
    return listed([words.level(*one) for one in levels])


def _judged(material: Material, words: Lexicon, one: Tally, many: int = 1) -> Inline:
    """Where a state holds, who leaves it elsewhere, who thinks otherwise.

    Parameters
    ----------
    many : of how many states the same is said
    """
    total = len(material.accounts)
    if one.open and not one.holding and not one.failing:
        return say.cannot_judge()
    where = verdicts.in_accounts(len(one.holding), total)
    look = material.accounts[0].look
    fooled = [v for v in material.views if look(v).holds(one.code)]
    seen = words.views(fooled) if fooled and not one.holding else ()
    opened = total - len(one.holding) - len(one.failing)
    nowhere = not one.holding and not opened
    if total == 1 or nowhere:
        where = "" if total == 1 else where
        return say.judged(bool(one.holding), where, _leaving(words, one), seen, many)
    return say.judged_in(where, _leaving(words, one), seen, opened, many)


def _leaving(words: Lexicon, one: Tally) -> Inline:
    """Who would leave in every account where it does not hold; else whoever would in some."""
    always = _always_leaving(one)
    if always or not one.failing:
        return words.parties(always)
    found = dict.fromkeys(party for a in one.failing for party in one.verdict(a).leavers)
    return words.parties(found, "or")


def _once(material: Material, tallies: list[Tally]) -> list[Tally]:
    """Of several states of one name, the first."""
    found: dict[str, Tally] = {}
    for one in tallies:
        ending = material.ending(one.code)
        found.setdefault(ending.key if ending else str(one.code), one)
    return list(found.values())


def _alike(tallies: list[Tally]) -> list[list[Tally]]:
    """States with the same verdicts in the same accounts, together."""
    found: dict[tuple[object, ...], list[Tally]] = {}
    for one in tallies:
        key = tuple((v.sort, bool(v.still), v.only_locked, v.leavers) for v in one.verdicts)
        found.setdefault(key, []).append(one)
    return list(found.values())


def _how_often(words: Lexicon, alike: list[Tally], what: Inline, total: int) -> Inline:
    one = alike[0]
    if not one.holding:
        return say.holds_nowhere(what, len(alike), total)
    ground = verdicts.ground(one.verdict(one.holding[0]))
    where = verdicts.in_accounts(len(one.holding), total)
    told = say.holds_where(what, len(alike), where, ground)
    if one.failing:
        who = dict.fromkeys(p for a in one.failing for p in one.verdict(a).leavers)
        failing = words.accounts(one.failing)
        told = run([told, say.fails_with(failing, words.parties(who), len(alike))])
    return told


def _always_leaving(one: Tally) -> list[str]:
    """Parties that would leave in every account where it does not hold."""
    lists = [set(one.verdict(account).leavers) for account in one.failing]
    if not lists:
        return []
    common = set.intersection(*lists)
    order = one.accounts[0].base.game.parties
    return [party for party in order if party in common]


def _present(material: Material, words: Lexicon) -> Iterator[Inline]:
    base = material.accounts[0].base
    if base.game.present is None:
        return
    code = base.game.code(base.game.present)
    one = choices.tally(material, code)
    if one.holding and base.holds(code):
        yield say.present_holds(
            words.outcome(code), verdicts.in_accounts(len(one.holding), len(material.accounts))
        )
        return
    leavers = base.leavers(code)
    if leavers:
        yield say.present_moves(
            words.outcome(code), words.party(leavers[0]), escape(base, words, leavers[0], code)
        )
