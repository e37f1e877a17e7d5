"""Sets of changes in the brief's words: who does what, what then holds, what to mind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from detente.brief.document import Inline, Span, plain
from detente.brief.lexicon import Lexicon
from detente.brief.restating import Restating
from detente.brief.wording import hope
from detente.brief.wording.grammar import own, run
from detente.levers.cautions import Caution
from detente.levers.result import Change, Lever, NewOption
from detente.workbench.screens.levers.question import Found, name

#: sets of one page
PAGE = 20
_NAMED = 4
#: kinds of caution that are about somebody's loss
_LOSSES = frozenset({"worse_off", "at_a_loss"})


@dataclass(frozen=True)
class Deed:
    """One change: its kind, who must act (a party of the case or ""), and what in words."""

    kind: str
    actor: str
    says: Inline
    name: str


@dataclass(frozen=True)
class Effect:
    """A wanted state that would last afterwards, and what it lacks as things are."""

    what: Inline
    before: Inline


@dataclass(frozen=True)
class Set:
    """One smallest set of changes.

    Attributes
    ----------
    place : from 1
    effects : wanted states that hold afterwards, as they stood before
    gained, lost : outcomes that hold afterwards and not before, and the other way round
    losers, cautions : who loses by it; what else to be careful about
    does, fails : in which accounts the same changes would do, and in which not
    branch : what a branch with it is called
    """

    place: int
    cost: str
    deeds: tuple[Deed, ...]
    effects: tuple[Effect, ...]
    more: int
    gained: tuple[Inline, ...]
    lost: tuple[Inline, ...]
    losers: tuple[Inline, ...]
    cautions: tuple[Inline, ...]
    does: tuple[Inline, ...]
    fails: tuple[Inline, ...]
    branch: str


@dataclass(frozen=True)
class Near:
    """What comes nearest where nothing works."""

    deeds: tuple[Deed, ...]
    what: Inline
    lacks: tuple[str, ...]


def sets_of(words: Lexicon, found: Found, page: int) -> list[Set]:
    """The sets of one page, told."""
    start = PAGE * (page - 1)
    levers = found.levers.levers[start : start + PAGE]
    return [_set(words, found, lever, start + k) for k, lever in enumerate(levers)]


def nearest_of(words: Lexicon, found: Found) -> Near | None:
    """The nearest miss, told."""
    near = found.levers.nearest
    if near is None:
        return None
    what = own(found.levers.labels.get(near.code, f"code {near.code}"))
    return Near(tuple(_deeds(words, near.changes)), what, near.lacks)


def _set(words: Lexicon, found: Found, lever: Lever, place: int) -> Set:
    again = Restating(words)
    effects = list(_effects(words, again, found, lever))
    rivals = found.rivals[place] if place < len(found.rivals) else ((), ())
    does, fails = (tuple(_account(words, key) for key in keys) for keys in rivals)
    losing = [one for one in lever.cautions if one.kind in _LOSSES]
    rest = [one for one in lever.cautions if one.kind not in _LOSSES]
    held = set(lever.holds)
    return Set(
        place + 1,
        f"{float(lever.cost):g}",
        tuple(_deeds(words, lever.changes)),
        tuple(effects[:_NAMED]),
        max(0, len(effects) - _NAMED),
        tuple(_outcomes(words, [c for c in lever.gained if c not in held], lever.new)),
        tuple(_outcomes(words, lever.lost, ())),
        tuple(_cautions(again, losing)),
        tuple(_cautions(again, rest)),
        does,
        fails,
        _branch(lever.changes, words),
    )


def _effects(words: Lexicon, again: Restating, found: Found, lever: Lever) -> Iterator[Effect]:
    """Outcomes that would last; states of one name that lack the same are told once."""
    told: dict[tuple[str, str], Effect] = {}
    for code in lever.holds[:64]:
        one = Effect(_outcome(words, code, lever.new), _before(again, found, code, lever.new))
        told.setdefault((plain(one.what), plain(one.before)), one)
    yield from told.values()


def _before(again: Restating, found: Found, code: int, new: Sequence[NewOption]) -> Inline:
    """What a state lacks without the changes; of a new one, what it lacks without what is new."""
    known = found.before.get(parted(code, new)[0], found.before.get(code))
    if known is None:
        return (Span("not possible"),)
    lacks = again.lacks(known)
    return run(lacks, "; ") if lacks else (Span("would last, too"),)


def _deeds(words: Lexicon, changes: Sequence[Change]) -> Iterator[Deed]:
    again = Restating(words)
    for change in changes:
        actor = change.actor if change.actor in words.case.parties else ""
        yield Deed(change.kind, actor, hope.change(again.change(change), ()), name(change))


def _cautions(again: Restating, cautions: Iterable[Caution]) -> Iterator[Inline]:
    for told in again.flags(cautions):
        yield hope.flag(told)


def _account(words: Lexicon, key: str | None) -> Inline:
    account = next((one for one in words.material.accounts if one.key == key), None)
    if key is None or account is None:
        return (Span("the base account"),) if key is None else own(key)
    return words.account(account)


# ---------------------------------------------------------------------------- states


def parted(code: int, new: Sequence[NewOption]) -> tuple[int, tuple[NewOption, ...]]:
    """A code without what is new, and what of it is taken there."""
    taken = []
    for one in sorted(new, key=lambda one: -one.step):
        if code // one.step % 2:
            code -= one.step
            taken.append(one)
    return code, tuple(taken)


def _outcome(words: Lexicon, code: int, new: Sequence[NewOption]) -> Inline:
    was, taken = parted(code, new)
    told = words.outcome(was)
    for one in taken:
        told = (*told, Span("; "), *own(one.does))
    return told


def _outcomes(words: Lexicon, codes: Sequence[int], new: Sequence[NewOption]) -> Iterator[Inline]:
    """Outcomes by name, each once; many are counted."""
    found: dict[str, Inline] = {}
    for code in codes[:64]:
        told = _outcome(words, code, new)
        found.setdefault(plain(told), told)
    yield from list(found.values())[:_NAMED]
    if len(found) > _NAMED:
        yield (Span(f"{len(found) - _NAMED} more"),)


def _branch(changes: Sequence[Change], words: Lexicon) -> str:
    """What a branch is called: the first change, short."""
    if not changes:
        return "As it is"
    text = plain(Restating(words).change(changes[0]))
    text = text[:1].upper() + text[1:]
    more = f" (+{len(changes) - 1})" if len(changes) > 1 else ""
    room = 110 - len(more)
    return (text if len(text) <= room else text[: room - 1].rstrip() + "…") + more
