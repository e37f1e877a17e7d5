"""The nearest opening and the biggest risk."""

from __future__ import annotations

from collections.abc import Iterator

from detente.brief import choices
from detente.brief.cards import escape
from detente.brief.choices import Tally
from detente.brief.document import Inline, strong
from detente.brief.lexicon import Lexicon
from detente.brief.looks import Account
from detente.brief.material import Material
from detente.brief.restating import Restating
from detente.brief.wording import hope, verdicts
from detente.brief.wording import opening as say
from detente.brief.wording.grammar import listed, run


def opening(material: Material, words: Lexicon) -> Iterator[Inline]:
    """What would do for everyone and holds most widely; how each sees it; the way there."""
    one = choices.opening(material)
    wants = material.wanted
    if one is None:
        if (
            wants is not None
            and not wants.codes
            and (wants.why == "success" or not material.unknown)
        ):
            yield say.no_opening(wants.why, words.parties(wants.parties))
        yield from _smallest(material, words, None)
        return
    total = len(material.accounts)
    shown = one.holding[0] if one.holding else material.accounts[0]
    where = verdicts.in_accounts(len(one.holding), total)
    what = strong(words.outcome(one.code, full=True))
    if one.holding:
        head = say.opening(what, where, verdicts.ground(one.verdict(shown)))
    else:
        head = say.opening_open(what) if one.open else say.opening_never(what, total)
    yield run([head, *_bound(material, words, one)])
    told = [_as_seen(material, words, view, one.code) for view in material.views]
    if any(told):
        yield run([sentence for sentence in told if sentence])
    if material.accounts[0].base.game.present is not None:
        tail = list(_reached(material, one))
        taking_part, gaining = choices.gaining_first(material, one.code)
        if len(taking_part) > 1:
            if not gaining:
                tail.append(say.nobody_first(words.parties(taking_part, "or")))
            for party in gaining:
                gain, cost = choices.part_by_part(material, one.code, party)
                gains = listed([words.level(*level) for level in gain])
                costs = listed([words.level(*level) for level in cost])
                tail.append(say.gains_first(words.party(party), gains, costs, len(cost)))
            if gaining:
                tail.append(say.going_first())
        yield run(tail)
    yield from _smallest(material, words, one.code)
    outside = choices.touched(material, one.code)
    if outside:
        yield say.not_consulted(words.parties(outside), len(outside))


def _reached(material: Material, one: Tally) -> Iterator[Inline]:
    """Whether improvements lead there from the present, as far as that is known."""
    total = len(material.accounts)
    if material.accounts[0].base.reaches:
        led = one.reached
        everywhere = "" if len(led) == total else verdicts.in_accounts(len(led), total)
        yield say.not_reached(bool(led), everywhere)
        return
    for route in material.routes:
        if route.code == one.code and route.ways.improvements_known:
            where = "" if total == 1 else "in the base account"
            yield say.not_reached(route.ways.by_improvements is not None, where)


def _bound(material: Material, words: Lexicon, one: Tally) -> Iterator[Inline]:
    """Whether it would need no answers if promises could not be taken back, and whose."""
    by_who: dict[tuple[str, ...], list[Account]] = {}
    for account in material.accounts:
        who = account.base.binders(one.code)
        if who:
            by_who.setdefault(who, []).append(account)
    if not by_who:
        return
    who = min(by_who, key=lambda parties: (-len(by_who[parties]), len(parties)))
    accounts = by_who[who]
    where = verdicts.in_accounts(len(accounts), len(material.accounts))
    yield say.opening_bound(words.parties(who), len(who), where)


def _smallest(material: Material, words: Lexicon, code: int | None) -> Iterator[Inline]:
    """The cheapest changes after which it would last in everyone's eyes, where there are any."""
    found = material.chances
    if found is None or found.already or not found.size:
        return
    if found.told:
        first = found.told[0]
        again = Restating(words)
        parts = [again.change(part, short=True) for part in first.parts]
        yield hope.smallest(len(parts), parts, code in first.holds)
    else:
        yield hope.none_found(found.size)


def _as_seen(material: Material, words: Lexicon, view: str, code: int) -> Inline:
    look = material.accounts[0].look(view)
    verdict = look.verdict([code])
    if verdict.sort == "holds":
        return say.opening_seen_holds(words.view(view), verdicts.ground(verdict))
    if verdict.sort != "left":
        return ()
    themselves = view in verdict.leavers
    others = [party for party in verdict.leavers if party != view]
    to = escape(look, words, view, code) if themselves else ()
    return say.opening_seen(
        words.view(view), themselves, words.party(view), words.parties(others), to
    )


def risk(material: Material, words: Lexicon) -> Iterator[Inline]:
    """What would last though nobody could undo it, or though everyone likes another better."""
    total = len(material.accounts)
    for risk in choices.risks(material):
        if risk.kind == "worse" and risk.better is not None:
            yield say.risk_worse(words.outcome(risk.code), words.outcome(risk.better))
            continue
        stuck, only = choices.stuck_in(material, risk.code)
        held = next((a for a in [*only, *material.accounts] if a.base.holds(risk.code)), None)
        fixed = choices.fixed_options(material, risk.code, stuck, held.key if held else None)
        taken = [words.level(*one) for one in fixed if one[2] != "false"]
        dropped = [words.level(*one[:2], "true") for one in fixed if one[2] == "false"]
        what, who = words.outcome(risk.code), words.parties(stuck)
        alone = choices.locked_alone(material, risk.code, only)
        where = () if len(alone) == total else words.accounts(alone)
        undoing = say.undoing(taken, dropped) if fixed else say.what_it_did(len(stuck))
        told = [say.locked(what, who, undoing)]
        if alone:
            told.append(say.locked_only(where))
        if len(alone) < len(only):
            told.append(say.locked_some())
        if material.accounts[0].base.game.present is not None:
            reaching = list(risk.accounts)
            names = None if len(reaching) == total else words.accounts(reaching)
            rest = [account for account in material.accounts if account not in reaching]
            few = words.accounts(rest) if len(rest) == 1 < len(reaching) else ()
            told.append(say.risk_reached(names, total, len(reaching), few))
            told += _first_step(material, words, stuck, reaching)
        yield run(told)


def _first_step(
    material: Material, words: Lexicon, stuck: list[str], reaching: list[Account]
) -> Iterator[Inline]:
    """Who expects that those who could not go back stay put at present, where they would not."""
    found: dict[tuple[str, int], tuple[list[str], list[Account]]] = {}
    for account in reaching:
        for item in account.surprises.items if account.surprises else ():
            if item.where != "present" or item.by not in stuck or item.to is None:
                continue
            if item.kind == "false alarm":
                continue
            of, accounts = found.setdefault((item.by, item.to), ([], []))
            of += [item.of] if item.of not in of else []
            accounts += [account] if account not in accounts else []
    for (by, to), (of, accounts) in list(found.items())[:1]:
        names = None if len(accounts) == len(material.accounts) else words.accounts(accounts)
        present = material.accounts[0].base.game.present
        now = 0 if present is None else material.accounts[0].base.game.code(present)
        yield say.risk_unseen(
            names, words.parties(of), len(of), words.party(by), words.move(now, to)
        )
