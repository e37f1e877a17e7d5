"""Surprises and false alarms, told once for all accounts in which they occur."""

from __future__ import annotations

from collections.abc import Iterator

from detente.brief.document import Block, Folded, Heading, Inline, Item, Items, Paragraph
from detente.brief.lexicon import Lexicon
from detente.brief.looks import Account
from detente.brief.material import Material
from detente.brief.wording import outcomes as say

#: told in the open at most, and at all
_OPEN, _TOLD = 4, 12
Key = tuple[int, str, str, str]


def surprises(material: Material, words: Lexicon) -> Iterator[Block]:
    """The present first; those who are surprised alike go together."""
    found: dict[Key, dict[int | None, None]] = {}
    accounts: dict[Key, list[Account]] = {}
    for account in material.accounts:
        if account.surprises is None:
            continue
        for item in account.surprises.items:
            key = (item.at, item.kind, item.of, item.by)
            found.setdefault(key, {})[item.to] = None
            if account not in accounts.setdefault(key, []):
                accounts[key].append(account)
    if not found:
        return
    grouped: dict[object, tuple[Key, list[str]]] = {}
    for key, targets in found.items():
        at, kind, of, by = key
        same = (at, kind, by, tuple(targets), tuple(a.key for a in accounts[key]))
        grouped.setdefault(same, (key, []))[1].append(of)
    now = material.accounts[0].base.game.present
    present = None if now is None else material.accounts[0].base.game.code(now)
    entries = sorted(
        grouped.values(), key=lambda one: (one[0][0] != present, one[0][1] == "false alarm")
    )
    alike: dict[str, list[tuple[Key, list[str]]]] = {}
    for key, surprised in entries[:_TOLD]:
        told = sentence(material, words, key, surprised, list(found[key]), accounts[key])
        if told:
            alike.setdefault(words.plain(told), []).append((key, surprised))
    items = []
    for entries_alike in alike.values():
        key, surprised = entries_alike[0]
        states = len({other[0] for other, _ in entries_alike})
        told = sentence(material, words, key, surprised, list(found[key]), accounts[key], states)
        items.append(Item(told))
    yield Heading(say.SURPRISES)
    yield Paragraph(say.surprises_intro())
    yield Items(tuple(items[:_OPEN]))
    if items[_OPEN:]:
        yield Folded(say.more_surprises(len(items) - _OPEN), (Items(tuple(items[_OPEN:])),))
    if len(entries) > _TOLD:
        yield Paragraph(say.further(len(entries) - _TOLD), "note")


def sentence(
    material: Material,
    words: Lexicon,
    key: Key,
    of: list[str],
    targets: list[int | None],
    accounts: list[Account],
    states: int = 1,
) -> Inline:
    """One line; `states` that go by one name and of which the same is to be said are told once."""
    at, kind, _, by = key
    where: Inline = ()
    if len(accounts) < len(material.accounts):
        where = say.with_accounts(words.accounts(accounts))
    here = words.outcome(at)
    if states > 1:
        here = say.several_states(here, states)
    who, mover = words.parties(of), words.party(by)
    to = [words.move(at, code) for code in targets if code is not None]
    names: dict[str, Inline] = {words.plain(one): one for one in to}
    moves = list(names.values())
    many = len(of) > 1
    match kind:
        case "unexpected":
            return say.unexpected(here, who, many, mover, moves, where)
        case "impossible":
            return say.impossible(here, who, many, mover, moves, where)
        case "invisible":
            return say.invisible(here, who, many, mover, moves, where)
        case "failed move":
            return say.failed(here, mover, where)
        case "false alarm":
            return say.false_alarm(here, who, many, mover, where)
    return ()
