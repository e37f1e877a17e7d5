"""The dilemmas in the section on what hurts: who is pulled which way, and in whose eyes."""

from __future__ import annotations

from collections.abc import Iterator

from detente.brief.document import (
    Block,
    Cell,
    Folded,
    Heading,
    Inline,
    Line,
    Pair,
    Pairs,
    Paragraph,
    Table,
)
from detente.brief.lexicon import Lexicon
from detente.brief.material import Material
from detente.brief.wording import dilemmas as say
from detente.brief.wording import many
from detente.brief.wording.grammar import listed, run
from detente.dilemmas import KINDS, Dilemmas, find_dilemmas
from detente.errors import InputError

#: with more parties than this there are too many pairs to tell of
MANY_PARTIES = 8


def dilemmas(material: Material, words: Lexicon) -> Iterator[Block]:
    """Positions and the threatened future, each party's dilemmas, then feelings and ways out."""
    if material.beyond:
        yield Paragraph(many.no_dilemmas(), "note")
    found = _found(material)
    if found is None or not found.items:
        return
    yield Heading(say.DILEMMAS)
    yield Paragraph(say.intro(len(found.accounts) > 1))
    positions = list(_positions(words, found))
    if positions:
        opening = [say.positions(positions, _threat(words, found))]
        completed = _completed(found)
        if completed:
            opening.append(say.completed(words.parties(completed), len(completed)))
        yield Paragraph(run(opening))
    parties = list(dict.fromkeys(item.party for item in found.items))
    order = [party for party in found.accounts[0].game.parties if party in parties]
    order += [party for party in parties if party not in order]
    pairs = [Pair(words.head(party), tuple(_of(words, found, party))) for party in order]
    yield Pairs(tuple(pairs), "wide")
    single = [
        Pair(words.head(party), told)
        for party in order
        if (told := tuple(_over(words, found, party)))
    ]
    if single:
        yield Folded(say.OVER, (Pairs(tuple(single), "wide"),))
    if any(not item.same for item in found.items):
        yield Folded(say.KEY, (_key(words, found),))


def _found(material: Material) -> Dilemmas | None:
    base = material.base
    if base is None or material.many or len(base.base.game.parties) > MANY_PARTIES:
        return None
    try:
        return find_dilemmas(material.case)
    except InputError:
        return None


def _positions(words: Lexicon, found: Dilemmas) -> Iterator[Inline]:
    """What each asks for, as the base has it."""
    root = found.accounts[0]
    for position in root.confrontation.positions.values():
        if position.index is not None:
            at = words.outcome(root.game.code(position.index))
            yield say.position(words.party(position.party), at, position.origin == "board")


def _completed(found: Dilemmas) -> list[str]:
    """Parties whose position on the board leaves options open, of those that the base has."""
    root = found.accounts[0].confrontation
    return [
        position.party
        for position in root.positions.values()
        if position.origin == "board"
        and position.index is not None
        and any(option not in position.asks for option in root.seen)
    ]


def _threat(words: Lexicon, found: Dilemmas) -> Inline:
    root = found.accounts[0]
    index = root.confrontation.threat
    return () if index is None else words.outcome(root.game.code(index))


# ---------------------------------------------------------------------------- one party's


#: a kind, whether it is about single options, the views that have it, and whether what is asked is
#: the threatened future itself
Kind = tuple[str, bool, tuple[str, ...], bool]


def _of(words: Lexicon, found: Dilemmas, party: str) -> Iterator[Inline]:
    """A sentence for each kind, those whom it has it with and the views that have it together."""
    kinds = _kinds(found, party)
    for (kind, on_option, views, same), with_whom in kinds.items():
        if not on_option:
            others = list(dict.fromkeys(other for other, _ in with_whom if other is not None))
            where = _where(words, found, views)
            yield say.whole(kind, words.parties(others), len(others), where, same)
    felt = dict.fromkeys(word for kind, _, _, same in kinds for word in _felt(kind, same))
    if felt:
        yield say.feelings(list(felt))


def _felt(kind: str, same: bool) -> tuple[str, ...]:
    return () if same else KINDS[kind].feelings


def _over(words: Lexicon, found: Dilemmas, party: str) -> Iterator[Inline]:
    """The same for those that are about single options."""
    for (kind, on_option, views, _), with_whom in _kinds(found, party).items():
        if not on_option:
            continue
        where = _where(words, found, views)
        for other in dict.fromkeys(other for other, _ in with_whom if other is not None):
            over = [_option(words, it) for who, it in with_whom if who == other and it is not None]
            yield say.over(kind, words.party(other), listed(over), where)


def _kinds(found: Dilemmas, party: str) -> dict[Kind, list[tuple[str | None, str | None]]]:
    """With whom and over what a party has each kind, whole outcomes before single options."""
    views: dict[tuple[str, str | None, str | None, bool], list[str]] = {}
    for item in found.items:
        if item.party == party:
            seen = views.setdefault((item.kind, item.other, item.option, item.same), [])
            seen += [item.view] if item.view not in seen else []
    told: dict[Kind, list[tuple[str | None, str | None]]] = {}
    for (kind, other, option, same), seen in views.items():
        key = (kind, option is not None, tuple(seen), same)
        told.setdefault(key, []).append((other, option))
    kinds = list(KINDS)
    return dict(sorted(told.items(), key=lambda it: (it[0][1], kinds.index(it[0][0]))))


def _option(words: Lexicon, full: str) -> Inline:
    party, _, option = full.partition(".")
    return words.quoted(words.does(party, option))


def _where(words: Lexicon, found: Dilemmas, views: tuple[str, ...]) -> Inline:
    """The views that have it, where not all do."""
    if len(views) == len(found.accounts):
        return ()
    sides = [view for view in views if view != "base"]
    told = [words.view("base")] if "base" in views else []
    if sides:
        told.append(words.views(sides))
    return listed(told)


# ---------------------------------------------------------------------------- key


def _key(words: Lexicon, found: Dilemmas) -> Table:
    """For each kind that occurs: what it tends to provoke and the ways out of it."""
    occurring = {item.kind for item in found.items if not item.same}
    lines = []
    for kind in KINDS.values():
        if kind.key not in occurring:
            continue
        third = words.parties(found.guarantors, "or") if found.guarantors else say.third()
        ways = [
            say.way(way.edit, {"holder": say.holder(), "other": say.other()}.get(way.by, third),
                    way.what)
            for way in kind.ways
        ]  # fmt: skip
        lines.append(
            Line(
                say.kind(kind.key),
                (Cell(say.provokes(list(kind.feelings))), Cell(say.ways(ways))),
            )
        )
    return Table((), (say.KIND, say.PROVOKES, say.WAYS), tuple(lines))
