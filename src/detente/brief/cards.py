"""What is said of one outcome: in words, where it holds, why, and what would break it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from detente.brief.document import Inline
from detente.brief.endings import Ending
from detente.brief.lexicon import Lexicon, spelled
from detente.brief.look_sets import SetLook
from detente.brief.looks import Account, Judged, Verdict
from detente.brief.material import Material
from detente.brief.reasons import decider, deciders_of
from detente.brief.wording import outcomes as say
from detente.brief.wording import things, verdicts
from detente.brief.wording.grammar import own, run
from detente.brief.wording.many import differs, in_full, of_party
from detente.stability.explain import Explanation

#: improvements told one by one; the rest is counted
_TOLD = 2
_LINES = 3


def card(material: Material, words: Lexicon, ending: Ending, full: bool) -> tuple[Inline, ...]:
    """The sentences of one outcome; without `full`, the outcome in words alone."""
    shown = _shown(material, ending)
    verdict = shown[1]
    code = spoken_of(material, ending, verdict)
    state = state_in_words(words, code)
    if not full:
        return (state or things.named_only(),)
    told = []
    if state:
        several = verdicts.states_counted(len(ending.codes)) if len(ending.codes) > 1 else ()
        told.append(say.in_words(run([state, several]) if several else state))
    where = run(list(where_it_holds(material, words, ending)))
    if where:
        told.append(where)
    if verdict.holds:
        told.append(say.why(run(list(_why(material, words, shown[0].base, code)))))
        told += _breaks(material, words, ending, shown[0], code)
        return tuple(told)
    leaving = run(list(_leaving(material, words, shown[0], code)))
    if leaving:
        told.append(say.breaks(leaving))
    return (run(told),)


def spoken_of(material: Material, ending: Ending, verdict: Verdict) -> int:
    """Of several states of one name: one that holds, else one that is asked, else the first."""
    if not verdict.holds:
        asked = [code for ask in material.asked for code in ask.codes if code in ending.codes]
        if asked:
            return asked[0]
    return verdict.at if verdict.at is not None else ending.codes[0]


def _shown(material: Material, ending: Ending) -> tuple[Account, Verdict]:
    """The account that is spoken of: the first in which the outcome holds, else the base."""
    judged = [(account, account.base.verdict(ending.codes)) for account in material.accounts]
    return next((one for one in judged if one[1].holds), judged[0])


def state_in_words(words: Lexicon, code: int) -> Inline:
    """Every option with its level."""
    parts = words.levels(code)
    if parts is None:
        return ()
    look = words.material.accounts[0].base
    base = look.game
    if isinstance(look, SetLook):
        return by_party(words, look, code)
    told = []
    rest = code
    for option in base.options:
        rest, level = divmod(rest, len(option.levels))
        party, _, name = option.name.partition(".")
        does = own(words.does(party, name))
        if option.named:
            told.append(say.option_level(does, spelled(option.levels[level])))
        elif level:
            told.append(does)
    if not told:
        told = [things.no_option_taken()]
    return say.state_words(told)


def by_party(words: Lexicon, look: SetLook, code: int) -> Inline:
    """A state of very many options, party by party; of any but the present what is not as now."""
    now, there = look.game.present, words.levels(code)
    if there is None:
        return ()
    whole = now is None or now == code
    places = [k for k, axis in enumerate(look.game.options) if axis.named or not there[k][1]]
    if now is not None and not whole:
        places = look.differing(now, code)
    parts = [
        of_party(words.party(party), [own(there[place][0]) for place in here])
        for party in look.game.parties
        if (here := [k for k in places if look.game.options[k].name.startswith(f"{party}.")])
    ]
    if whole:
        return in_full(parts or [things.no_option_taken()])
    return differs(parts, len(places), len(look.game.options) - len(places))


def where_it_holds(material: Material, words: Lexicon, ending: Ending) -> Iterator[Inline]:
    """Accounts and views in which it holds, and whether improvements lead there."""
    total = len(material.accounts)
    judged = [(account, account.base.verdict(ending.codes)) for account in material.accounts]
    yes = [account for account, verdict in judged if verdict.holds]
    base = material.accounts[0]
    views = [v for v in material.views if base.look(v).verdict(ending.codes).holds]
    told = []
    if yes:
        told.append(verdicts.holds_head(total, len(yes)))
        if total > 1 and len(yes) < total:
            told.append(say.holds_in(words.accounts(yes), False, total))
        if views:
            told.append(say.seen_in(words.views(views)))
    elif views:
        if all(verdict.known for _, verdict in judged):
            told.append(verdicts.holds_head(total, 0))
        told.append(verdicts.holds_as_seen(words.views(views)))
    elif all(verdict.known for _, verdict in judged):
        told.append(verdicts.holds_head(total, 0))
    elif not material.unjudged:
        told.append(verdicts.open_head(sum(not verdict.known for _, verdict in judged), total))
    if base.base.game.present is not None and yes and not material.beyond:
        led = [account for account, verdict in judged if verdict.holds and verdict.reached]
        names = [words.account(account) for account in led]
        told.append(verdicts.reached(names, len(yes)))
    if told:
        yield run(told)


def _why(material: Material, words: Lexicon, look: Judged, code: int) -> Iterator[Inline]:
    """Party by party, why it stays."""
    resting, locked = [], []
    for party in look.game.parties:
        reasons = look.why(party, code)
        if reasons is None:
            continue
        if look.undone(party, code):
            locked.append(party)
        elif not reasons.improvements:
            resting.append(party)
        else:
            yield from _deterred(words, look, party, code, reasons)
    for party in locked:
        yield verdicts.cannot_undo(words.party(party))
    if resting:
        yield verdicts.no_better_moves(words.parties(resting), len(resting))


def _deterred(
    words: Lexicon, look: Judged, party: str, code: int, reasons: Explanation
) -> Iterator[Inline]:
    game = look.game
    best_first = sorted(
        reasons.improvements, key=lambda one: look.worth(party, one.to), reverse=True
    )
    for answered in best_first[:_TOLD]:
        start = game.code(answered.to)
        steps = []
        for step in answered.reply or ():
            to = game.code(step.to)
            steps.append((words.party(game.parties[step.party]), words.move(start, to)))
            start = to
        yield verdicts.deterred(
            words.party(party), words.move(code, game.code(answered.to)), verdicts.answer(steps)
        )
    count = reasons.among or len(best_first)
    shown = min(_TOLD, len(best_first))
    if count > shown:
        yield verdicts.more_moves(count - shown)


def _breaks(
    material: Material, words: Lexicon, ending: Ending, shown: Account, code: int
) -> Iterator[Inline]:
    """What would end it: disbelief, other accounts, other eyes; and the lines it rests on."""
    look = shown.base
    told = []
    leaving = []
    for party in look.game.parties:
        reasons = look.why(party, code)
        if reasons is None or not reasons.improvements or look.undone(party, code):
            continue
        best = _best(look, party, [one.to for one in reasons.improvements])
        leaving.append((words.party(party), words.move(code, look.game.code(best))))
    if leaving:
        told.append(verdicts.breaks_if_disbelieved(leaving))
    who = look.binders(code)
    if leaving and who:
        told.append(verdicts.bound(words.parties(who), len(who)))
    for account in material.accounts:
        verdict = account.base.verdict(ending.codes)
        if verdict.sort == "left" and verdict.leavers:
            at = code if verdict.at is None else verdict.at
            told.append(_fails(material, words, account, verdict.leavers[0], at))
    if told:
        yield say.breaks(run(told))
    lines = [
        verdicts.line(
            words.party(one.party),
            words.wish(one.party, one.text, its=True),
            words.source(one.basis, one.because),
        )
        for one in deciders_of(material.case, look, code)[:_LINES]
    ]
    if lines:
        yield verdicts.decided_by(lines)


def _fails(material: Material, words: Lexicon, account: Account, party: str, code: int) -> Inline:
    look = account.base
    to = best_escape(look, party, code)
    place = look.at(code)
    if to is None or place is None:
        return ()
    line = decider(material.case, look, party, place, look.at(to) or 0)
    why = (
        verdicts.first_line(
            words.wish(line.party, line.text), words.source(line.basis, line.because)
        )
        if line is not None
        else ()
    )
    return verdicts.fails_in(words.account(account), words.party(party), words.move(code, to), why)


def best_escape(look: Judged, party: str, code: int) -> int | None:
    """Code of the best state that a party would leave for, None where it stays."""
    reasons = look.why(party, code)
    if reasons is None:
        return None
    loose = [answered.to for answered in reasons.improvements if not answered.deterred]
    if not loose:
        return None
    return look.game.code(_best(look, party, sorted(loose)))


def _best(look: Judged, party: str, places: Sequence[int]) -> int:
    """The state that a party likes best; the first of several."""
    return max(places, key=lambda place: look.worth(party, place))


def _leaving(material: Material, words: Lexicon, account: Account, code: int) -> Iterator[Inline]:
    """Who would leave an outcome that holds nowhere, and what decides it."""
    look = account.base
    for party in look.leavers(code):
        to = best_escape(look, party, code)
        place = look.at(code)
        if to is None or place is None:
            continue
        line = decider(material.case, look, party, place, look.at(to) or 0)
        told = [verdicts.leaves(words.party(party), words.move(code, to))]
        if line is not None:
            source = words.source(line.basis, line.because)
            told.append(
                verdicts.decides(
                    words.party(line.party), words.wish(line.party, line.text, its=True), source
                )
            )
        yield run(told)


def escape(look: Judged, words: Lexicon, party: str, code: int) -> Inline:
    """Where a party would go, in words: its best move that nothing deters."""
    to = best_escape(look, party, code)
    return words.move(code, to) if to is not None else ()
