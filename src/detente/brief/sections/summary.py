"""In one page: the answer to the case's question, from results and marks alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from detente.brief import choices
from detente.brief.cards import best_escape
from detente.brief.choices import Tally
from detente.brief.document import Block, Callout, Inline, Pair, Pairs, strong
from detente.brief.inputs import BASES, CARRYING
from detente.brief.lexicon import Lexicon
from detente.brief.looks import Account, Look
from detente.brief.material import Material
from detente.brief.outline import section
from detente.brief.reasons import deciders_of
from detente.brief.wording import first_page as say
from detente.brief.wording import verdicts
from detente.brief.wording.grammar import listed, own, quoted, run
from detente.case.model import Expectation, first_day

#: up to so many resting places the answer gives their grounds
_GROUNDS = 3


@section("summary", title="In one page", place=10, needs="parties")
def summary(material: Material, words: Lexicon) -> list[Block]:
    """The question, its answer, and the seven lines that a reader takes away."""
    question = material.case.question
    title = own(question.value) if question else say.no_question()
    blocks: list[Block] = [Callout(title, (run(list(_answer(material, words))),))]
    follows = say.FOLLOWS if material.case.views or material.case.stories else say.FOLLOWS_ALONE
    lines = (
        (say.KNOWN, _known),
        (say.SEES, _sees),
        (follows, _follows),
        (say.OPENING, _opening),
        (say.RISK, _risk),
        (say.SURE, _sure),
        (say.WATCH, _watch),
    )
    pairs = []
    for head, write in lines:
        told = tuple(write(material, words))
        if told:
            pairs.append(Pair(head, told))
    return [*blocks, Pairs(tuple(pairs))]


# ---------------------------------------------------------------------------- the answer


def _answer(material: Material, words: Lexicon) -> Iterator[Inline]:
    if not material.accounts:
        yield say.no_game()
        return
    total = len(material.accounts)
    asked = choices.asked_tallies(material)
    if asked:
        holding = [words.outcome(one.code) for _, one in asked if one.holding]
        yield say.some_of_asked(holding) if holding else say.none_of_asked(len(asked), total)
    wants = material.wanted
    chosen = choices.opening(material)
    if wants is not None and wants.why == "success":
        if not wants.codes:
            yield say.wanted_none(words.parties(wants.parties), len(wants.parties))
        elif chosen is None or not chosen.holding:
            yield say.wanted_never(total)
        else:
            what = strong(words.outcome(chosen.code, full=True))
            yield say.wanted_holds(what, len(chosen.holding), total)
            refusing = [v for v in material.views if _refuses(material.accounts[0], v, chosen.code)]
            if refusing:
                yield say.but_seen(words.views(refusing))
        return
    yield from _resting(material, words)


def _refuses(account: Account, view: str, code: int) -> bool:
    return account.look(view).verdict([code]).sort == "left"


def _resting(material: Material, words: Lexicon) -> Iterator[Inline]:
    """Where no outcome is known to do for all: what holds, and where the present leads."""
    total = len(material.accounts)
    settled = [set(account.base.resting()) for account in material.accounts]
    everywhere = set.intersection(*settled)
    anywhere = set.union(*settled)
    if not anywhere:
        yield say.nothing_rests(total)
        return
    if everywhere:
        where = verdicts.in_accounts(total, total)
        names = _names(material, words, everywhere)
        if total == 1 and len(everywhere) <= _GROUNDS:
            base = material.accounts[0].base
            names = [
                say.grounded(words.outcome(code), verdicts.ground(base.verdict([code])))
                for code in sorted(everywhere)
            ]
        yield say.resting(names, where)
    if anywhere - everywhere:
        rest = _names(material, words, anywhere - everywhere)
        yield say.resting(rest, "in some accounts only" if total > 1 else "")
    base = material.accounts[0].base
    led = {code for code in base.resting() if base.reached(code)}
    if led:
        yield say.leads_to(_names(material, words, led))


def _names(material: Material, words: Lexicon, codes: set[int]) -> list[Inline]:
    """Outcomes of some states, each name once."""
    found: dict[str, Inline] = {}
    for code in sorted(codes):
        ending = material.ending(code)
        found.setdefault(ending.key if ending else str(code), words.outcome(code))
    return list(found.values())


# ---------------------------------------------------------------------------- known, may see


def _known(material: Material, words: Lexicon) -> Iterator[Inline]:
    case = material.case
    told = 0
    now = first_day(case.as_of) if case.as_of else None
    for track in case.tracks.values():
        for session in track.sessions:
            held = first_day(session.date.value.split("/")[0])
            if now is None or held is None or held > now or not session.mood:
                continue
            moods = [
                (words.party(party), quoted(mood.value)) for party, mood in session.mood.items()
            ]
            result = quoted(session.result.value) if session.result else ()
            first = next(iter(session.mood.values()))
            source = words.source(
                first.standing, [r for m in session.mood.values() for r in m.because]
            )
            yield say.session(own(track.name.value), session.date.value, moods, result, source)
            told += 1
    by_party: dict[str, list[Inline]] = {}
    for statement in choices.telling_statements(material):
        source = words.source("reported", [statement.id])
        line = say.statement(statement.act, statement.gist.value, source)
        by_party.setdefault(statement.party, []).append(line)
        told += 1
    for party, lines in by_party.items():
        yield say.statements(words.party(party), lines)
    if not told:
        reported = any(entry.basis == "reported" for entry in material.inputs)
        if not reported:
            yield say.nothing_reported()
    base = material.base
    if base is not None and base.base.game.present is not None and not told:
        code = base.base.game.code(base.base.game.present)
        assert case.present is not None
        yield say.standing(words.outcome(code), words.marked(case.present))
    if material.absent:
        yield say.not_at_table(words.parties(material.absent), len(material.absent))


def _sees(material: Material, words: Lexicon) -> Iterator[Inline]:
    case = material.case
    for party, story in case.stories.items():
        roles = [
            (words.party(other), quoted(role.value))
            for other, role in story.roles.items()
            if other != party and other in material.parties
        ]
        says = story.says.value if story.says and not roles else ""
        yield say.story(words.party(party), story.kind.value, roles, says, words.marked(story))
    if case.stories or material.misread is None:
        return
    for view in material.views:
        found = [item for item in material.misread.of(view) if item.kind != "K9"]
        if found:
            counts = Counter(item.kind for item in found)
            from detente.brief.wording.views import differences_counted

            what = [differences_counted(kind, count) for kind, count in counts.items()]
            weakest = max((item.basis for item in found), key=BASES.index)
            yield say.misreads(words.view(view), what, words.source(weakest, ()))


# ---------------------------------------------------------------------------- what follows


def _follows(material: Material, words: Lexicon) -> Iterator[Inline]:
    if not material.accounts:
        return
    total = len(material.accounts)
    base = material.accounts[0]
    for parties, one in choices.asked_tallies(material):
        where = verdicts.in_accounts(len(one.holding), total)
        leaving = words.parties(_always_leaving(one))
        fooled = [v for v in material.views if base.look(v).holds(one.code)]
        seen = words.views(fooled) if fooled and not one.holding else ()
        who, what = words.parties(parties), words.outcome(one.code)
        yield say.asked(who, len(parties), what, where, leaving, seen)
    tallies = _once(material, choices.wanted_tallies(material))[:4]
    wants = material.wanted
    if wants is not None and tallies:
        outcomes = [words.outcome(one.code) for one in tallies]
        told = [say.suits(outcomes, wants.why, words.parties(wants.parties))]
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
    if not lists or one.holding:
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
            words.outcome(code), words.party(leavers[0]), _escape(base, words, leavers[0], code)
        )


def _escape(look: Look, words: Lexicon, party: str, code: int) -> Inline:
    """Where a party would go: its best move that nothing deters."""
    to = best_escape(look, party, code)
    return words.move(code, to) if to is not None else ()


# ---------------------------------------------------------------------------- opening, risk


def _opening(material: Material, words: Lexicon) -> Iterator[Inline]:
    one = choices.opening(material)
    wants = material.wanted
    if one is None:
        if wants is not None and not wants.codes:
            yield say.no_opening(wants.why, words.parties(wants.parties))
        return
    total = len(material.accounts)
    shown = one.holding[0] if one.holding else material.accounts[0]
    where = verdicts.in_accounts(len(one.holding), total)
    what = strong(words.outcome(one.code, full=True))
    head = (
        say.opening(what, where, verdicts.ground(one.verdict(shown)))
        if one.holding
        else say.opening_never(what, total)
    )
    yield run([head, *_bound(material, words, one)])
    told = [_as_seen(material, words, view, one.code) for view in material.views]
    if any(told):
        yield run([sentence for sentence in told if sentence])
    if material.accounts[0].base.game.present is not None:
        led = one.reached
        everywhere = "" if len(led) == total else verdicts.in_accounts(len(led), total)
        tail = [say.not_reached(bool(led), everywhere)]
        taking_part, gaining = choices.gaining_first(material, one.code)
        if len(taking_part) > 1:
            tail.append(
                say.gains_first(words.parties(gaining), len(gaining))
                if gaining
                else say.nobody_first(words.parties(taking_part, "or"))
            )
        yield run(tail)
    outside = choices.touched(material, one.code)
    if outside:
        yield say.not_consulted(words.parties(outside), len(outside))


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


def _as_seen(material: Material, words: Lexicon, view: str, code: int) -> Inline:
    look = material.accounts[0].look(view)
    verdict = look.verdict([code])
    if verdict.sort == "holds":
        return say.opening_seen_holds(words.view(view), verdicts.ground(verdict))
    if verdict.sort != "left":
        return ()
    themselves = view in verdict.leavers
    others = [party for party in verdict.leavers if party != view]
    to = _escape(look, words, view, code) if themselves else ()
    return say.opening_seen(
        words.view(view), themselves, words.party(view), words.parties(others), to
    )


def _risk(material: Material, words: Lexicon) -> Iterator[Inline]:
    total = len(material.accounts)
    for risk in choices.risks(material):
        if risk.kind == "worse" and risk.better is not None:
            yield say.risk_worse(words.outcome(risk.code), words.outcome(risk.better))
            continue
        stuck, only = choices.stuck_in(material, risk.code)
        held = next((a for a in [*only, *material.accounts] if a.base.holds(risk.code)), None)
        fixed = choices.fixed_options(material, risk.code, stuck, held.key if held else None)
        undoing = listed(
            [
                say.giving_up(words.level(party, option, "true"))
                if level == "false"
                else words.level(party, option, level)
                for party, option, level in fixed
            ]
        )
        what, who = words.outcome(risk.code), words.parties(stuck)
        where = () if len(only) == total else words.accounts(only)
        undoing = undoing if fixed else say.what_it_did(len(stuck))
        told = [say.locked(what, who, undoing), say.locked_only(where)]
        if material.accounts[0].base.game.present is not None:
            reaching = list(risk.accounts)
            names = None if len(reaching) == total else words.accounts(reaching)
            told.append(say.risk_reached(names, total, len(reaching)))
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


# ---------------------------------------------------------------------------- how sure, watch


def _sure(material: Material, words: Lexicon) -> Iterator[Inline]:
    if not material.accounts:
        return
    total = len(material.accounts)
    chosen = choices.opening(material)
    if total > 1:
        never = [
            words.outcome(one.code)
            for _, one in choices.asked_tallies(material)
            if not one.holding and len(one.failing) == total
        ]
        if never:
            yield say.firm_not(never, total)
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
        shown = [
            say.basis_count(counts[basis], words.mark(basis), basis, len(counts) == 1)
            for basis in BASES
            if counts[basis]
        ]
        yield say.rests_on(len(carrying), shown)
    if chosen is not None and chosen.holding:
        lines = [
            verdicts.line(
                words.party(line.party),
                words.preference(line.text),
                words.source(line.basis, line.because),
            )
            for line in deciders_of(material.case, chosen.holding[0].base, chosen.code)
            if line.basis == "assumed"
        ]
        if lines:
            yield say.assumed_carry(lines[0], len(lines) - 1)
    if len(material.case.sources) == 1:
        (only,) = material.case.sources.values()
        yield say.one_source(only.kind.value if only.kind else only.title.value)


def _watch(material: Material, words: Lexicon) -> Iterator[Inline]:
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
