"""How sure: what verdicts rest on, what changes on less, rival accounts, firm and fragile."""

from __future__ import annotations

from collections.abc import Iterator

from detente.brief.document import Block, Cell, Heading, Inline, Item, Items, Line, Paragraph, Table
from detente.brief.doubt import doubt
from detente.brief.endings import Ending
from detente.brief.inputs import BASES, CARRYING, MUCH, PARTS, Input
from detente.brief.lexicon import Lexicon
from detente.brief.look_sets import SetLook
from detente.brief.looks import NASH, Account, Judged
from detente.brief.material import Material
from detente.brief.outline import section
from detente.brief.sections.games import form_of, lines_of
from detente.brief.sections.outcomes import telling
from detente.brief.wording import many, things, verdicts, views
from detente.brief.wording import sure as say
from detente.brief.wording.grammar import run
from detente.brief.wording.wants import place
from detente.case.model import Expectation

#: entries much in doubt that are listed
_LISTED = 7


@section("sure", title="How sure", place=80, needs="options and preferences")
def sure(material: Material, words: Lexicon) -> list[Block]:
    """Counts by basis, what less would leave, rival accounts, firm and fragile, doubts."""
    if material.base is None:
        return []
    carrying = [one for one in material.inputs if one.part in CARRYING]
    reported = sum(one.basis == "reported" for one in carrying)
    linked = material.evidence.linked
    bare = sum(not one.rests(linked) for one in carrying)
    told = [say.intro(reported, len(carrying)), say.bare(bare, bool(material.evidence.store))]
    blocks: list[Block] = [Paragraph(run(told))]
    agree = list(_agree(material, words))
    if agree:
        blocks += [Heading(say.AGREE), Items(tuple(map(Item, agree)))]
    blocks += _rivals(material, words)
    blocks += doubt(material, words)
    less = list(_less(material, words))
    if less:
        blocks += [Heading(say.LESS), Items(tuple(map(Item, less)))]
    blocks.append(_counts(material))
    blocks += _doubts(material, words, carrying)
    return blocks


def _counts(material: Material) -> Table:
    lines = []
    for key, title in PARTS.items():
        entries = [one for one in material.inputs if one.part == key]
        if not entries:
            continue
        cells = [Cell(say.count(sum(one.basis == basis for one in entries))) for basis in BASES]
        doubtful = sum(1 for one in entries if one.doubt is not None and one.doubt >= MUCH)
        bare = sum(not one.rests(material.evidence.linked) for one in entries)
        own_words = key == "statements"  # a statement is itself what others rest on
        cells.append(Cell(say.count(0 if own_words else bare)))
        lines.append(Line(say.part(title), (*cells, Cell(say.count(doubtful)))))
    heads = (say.PART, say.REPORTED, say.READING, say.ASSUMED, say.BARE, say.DOUBTFUL)
    return Table(say.TABLE, heads, tuple(lines), shape="grid")


# ---------------------------------------------------------------------------- firm and fragile


def _agree(material: Material, words: Lexicon) -> Iterator[Inline]:
    if len(material.accounts) == 1:
        yield say.one_account()
        return
    yes, no = [], []
    mixed: dict[tuple[int, ...], list[Inline]] = {}
    for ending in telling(material):
        sorts = [account.base.verdict(ending.codes).sort for account in material.accounts]
        if all(one == "holds" for one in sorts):
            yes.append(_qualified(material, words, ending))
        elif all(one in {"left", "absent"} for one in sorts):
            no.append(words.short(ending))
        elif "open" not in sorts:
            holding = tuple(place for place, one in enumerate(sorts) if one == "holds")
            mixed.setdefault(holding, []).append(words.short(ending))
    if yes:
        yield say.firm_yes(yes)
    if no:
        yield say.firm_no(no)
    for holding, outcomes in sorted(mixed.items(), key=lambda one: -len(one[0])):
        accounts = words.accounts([material.accounts[place] for place in holding])
        yield say.fragile(outcomes, accounts)


def _qualified(material: Material, words: Lexicon, ending: Ending) -> Inline:
    """An outcome that holds everywhere, with how many of its states and what for."""
    found = [account.base.verdict(ending.codes) for account in material.accounts]
    counts = sorted({len(verdict.holding) for verdict in found})
    locked = [a for a, v in zip(material.accounts, found, strict=True) if v.only_locked]
    everywhere = len(locked) == len(found)
    return verdicts.qualified(
        words.short(ending),
        counts,
        len(ending.codes),
        bool(locked),
        () if everywhere else words.accounts(locked),
    )


# ---------------------------------------------------------------------------- rivals


def _rivals(material: Material, words: Lexicon) -> Iterator[Block]:
    if len(material.accounts) == 1:
        return
    lines = []
    for account in material.accounts:
        if account.key is None:
            cells = (Cell(say.nothing()), Cell(say.none()), Cell(say.none()))
            lines.append(Line(things.base_head(True), cells))
            continue
        expects = material.case.hypotheses[account.key].expects
        against = [one for one in expects if one.weight == "against"]
        rest = [one for one in expects if one.weight != "against"]
        lines.append(
            Line(
                words.account(account),
                (
                    Cell(run(list(_replaced(material, words, account)))),
                    Cell(say.cell([_sign(words, one) for one in rest])),
                    Cell(say.cell([_sign(words, one) for one in against])),
                ),
            )
        )
    yield Table(say.RIVALS, (say.ACCOUNT, say.REPLACES, say.FOR, say.AGAINST), tuple(lines))


def _sign(words: Lexicon, sign: Expectation) -> Inline:
    return say.sign(sign.what.value, words.marked(sign))


def _replaced(material: Material, words: Lexicon, account: Account) -> Iterator[Inline]:
    """Per party, the first line on which the account and the base part, and changed options."""
    case = material.case
    for party, change in case.hypotheses[account.key or ""].parties.items():
        if change.preferences is not None:
            here = lines_of(case, "base", party, account.key)
            there = lines_of(case, "base", party)
            first = next(
                (n for n, (a, b) in enumerate(zip(here, there, strict=False)) if a != b), None
            )
            forms = [form_of(case, "base", party, key) for key in (account.key, None)]
            weighed = forms[0] != forms[1] or "weights" in forms
            if weighed and here and there and here[0] != there[0]:
                yield views.leads(
                    words.party(party),
                    views.leading(forms[0], words.preference(here[0])),
                    views.leading(forms[1], words.wish(party, there[0])),
                )
            elif first is None or weighed:
                yield say.replaces_order(words.party(party))
            else:
                yield say.replaces(
                    words.party(party),
                    place(first + 1),
                    words.preference(here[first]),
                    words.wish(party, there[first]),
                    (),
                )
        known = case.parties[party].options
        changed = [
            words.quoted(option.does.value)
            for key, option in (change.options or {}).items()
            if key in known and known[key].one_way != option.one_way
        ]
        if changed:
            yield say.replaces_options(words.party(party), changed)


# ---------------------------------------------------------------------------- on less


def _less(material: Material, words: Lexicon) -> Iterator[Inline]:
    full = material.accounts[0].base
    looser = False
    for word, look in material.weaker:
        if look is None:
            yield say.not_judged(word)
            continue
        if isinstance(look, SetLook) and isinstance(full, SetLook):
            yield _in_numbers(word, look, full)
            continue
        unknown = [
            p for p, known in zip(look.game.parties, look.game.known, strict=True) if not known
        ]
        if not look.closed:
            yield say.open_for(word, words.parties(unknown), len(unknown))
            continue
        gained, lost = _changes(material, words, full, look)
        if not gained and not lost:
            yield say.same(word)
        else:
            looser = looser or bool(gained)
            yield say.differ(word, gained, lost)
    if looser:
        yield say.ties("", 0)


def _in_numbers(word: str, look: SetLook, full: SetLook) -> Inline:
    """In how many states nobody has a better move, on less and on everything."""
    less, all_ = look.equilibria(NASH), full.equilibria(NASH)
    if less is None or all_ is None:
        return many.less(word, None, 0)
    return many.less(word, less.count, all_.count)


def _changes(
    material: Material, words: Lexicon, full: Judged, look: Judged
) -> tuple[list[Inline], list[Inline]]:
    gained, lost = [], []
    for ending in material.endings:
        before, after = full.verdict(ending.codes).holds, look.verdict(ending.codes).holds
        if after and not before:
            gained.append(words.short(ending))
        elif before and not after:
            lost.append(words.short(ending))
    return gained, lost


# ---------------------------------------------------------------------------- doubts


def _doubts(material: Material, words: Lexicon, carrying: list[Input]) -> Iterator[Block]:
    doubtful = [one for one in carrying if one.doubt is not None and one.doubt >= MUCH]
    if not doubtful:
        return
    unique: dict[tuple[str, str], Input] = {}
    for one in doubtful:
        unique.setdefault((one.text, one.owner.rpartition(".")[2]), one)
    shown = list(unique.values())
    items = [Item(_doubt(material, words, one)) for one in shown[:_LISTED]]
    yield Heading(say.DOUBTS)
    yield Items(tuple(items))
    if len(shown) > _LISTED:
        yield Paragraph(say.more(len(shown) - _LISTED), "note")


def _doubt(material: Material, words: Lexicon, one: Input) -> Inline:
    source = words.source(one.basis, one.because)
    match one.part:
        case "options":
            return say.doubtful(words.party(one.owner), say.text(one.text), source)
        case "preferences":
            return say.doubtful(
                words.party(one.owner), words.wish(one.owner, one.text, its=True), source
            )
        case "hypotheses":
            key, _, party = one.owner.rpartition(".")
            account = next((a for a in material.accounts if a.key == key), None)
            who = words.party(party)
            owner = say.owned(words.account(account), who) if account else who
            return say.doubtful(owner, words.wish(party, one.text), source)
        case "views":
            view, _, party = one.owner.rpartition(".")
            if not view:
                return say.doubtful(words.view(party), words.line([one.text]), source)
            owner = say.seen(words.view(view), words.party(party))
            return say.doubtful(owner, words.preference(one.text), source)
        case "rules":
            return say.doubtful(say.rule(), words.line([one.text]), source)
    return say.doubtful(say.present(), words.ranked(one.text), source)
