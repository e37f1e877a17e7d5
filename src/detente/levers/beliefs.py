"""What views have wrong, entry by entry, and how each entry is put right.

A view is held against the view that it is an idea of: `west` against the base, `west.east` (the
west's idea of the east's idea) against `east`. Putting right never moves a belief away from there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from detente.case.frames import Frame, frame, heeded
from detente.case.language import parse
from detente.case.model import Case, PartyChange, Prefers, Ranking
from detente.errors import CaseError
from detente.levers.about import About
from detente.levers.asking import state_of
from detente.levers.edits import PRESENT, Apply, Ground, Touch, ViewPath
from detente.levers.words import key_of, with_preferences, with_view, without
from detente.stability.concepts import AnyGame
from detente.views.orders import ordered_apart


@dataclass(frozen=True, eq=False)
class Error:
    """One entry of a view that the view it is an idea of does not share.

    Attributes
    ----------
    kind : K1 to K8
    about : what it is about: a party, an option, a rule
    prefers : the party whose preferences it is about, else None
    owner : who could show it: the party or the owner of the option; None where nobody stands out
    told : what is learnt
    corrected : makes the correction
    games : here and right, per hypothesis; filled where it is about preferences
    """

    path: ViewPath
    kind: str
    about: str
    told: About
    corrected: Apply
    prefers: str | None = None
    owner: str | None = None
    options: tuple[str, ...] = ()
    games: dict[str | None, tuple[AnyGame, AnyGame]] = field(default_factory=dict)

    @property
    def touches(self) -> frozenset[Touch]:
        """What the correction may alter."""
        if self.prefers is not None:
            return frozenset({Touch(self.path, self.prefers)})
        extra = {Touch(self.path, PRESENT)} if self.kind == "K8" else set()
        return frozenset({Touch(self.path), *extra})


def errors(ground: Ground) -> list[Error]:
    """All of them, in file order of the views."""
    found: list[Error] = []
    for key in ground.case.views:
        path = tuple(key.split("."))
        if heeded(ground.case, path) and set(path) <= set(ground.game.parties):
            found += _of_view(ground, key, path)
    return found


def _of_view(ground: Ground, key: str, path: ViewPath) -> Iterator[Error]:
    case, bases = ground.case, ground.hypotheses
    right = ".".join(path[1:]) or "base"
    pairs = {h: (frame(case, key, h), frame(case, right, h)) for h in bases}
    games = {h: (ground.seen(key, h), ground.seen(right, h)) for h in bases}
    view = case.views[key]
    here, there = pairs[bases[0]]
    for party, change in view.parties.items():
        wrong = [
            h
            for h, pair in pairs.items()
            if ordered_apart(*games[h], party) or _latent(ground, *pair, party)
        ]
        if change.preferences is None or not wrong:
            continue
        told = _preferences_told(ground, path, party, *pairs[wrong[0]], many=len(bases) > 1)
        yield Error(
            path,
            "K2" if party == path[-1] else "K1",
            party,
            told,
            _prefer_as(key, right, party),
            prefers=party,
            owner=party,
            games=games,
        )
    yield from _structural(ground, key, path, right, here, there)


def _latent(ground: Ground, here: Frame, there: Frame, party: str) -> bool:
    """Whether preferences would differ if the view had nothing else wrong."""
    if party not in there.parties or there.believed[party] is here.believed[party]:
        return False
    told = {**there.believed, party: here.believed[party]}
    try:
        mine = ground.compiled(ground.case, replace(there, believed=told))
        return ordered_apart(mine, ground.compiled(ground.case, there), party)
    except CaseError:
        return False


def _structural(
    ground: Ground, key: str, path: ViewPath, right: str, here: Frame, there: Frame
) -> Iterator[Error]:
    case, known = ground.case, ground.names
    view = case.views[key]

    def error(kind: str, about: str, told: About, apply: Apply) -> Error:
        told = replace(told, view=path)
        owner = told.option.split(".")[0] or None
        options = (told.option,) if told.option else ()
        return Error(path, kind, about, told, apply, owner=owner, options=options)

    for name in view.unseen:
        apply = _without_entry(key, "unseen", name)
        if name in there.parties and name not in here.parties:
            yield error("K7", name, About("has_a_say", party=name), apply)
        elif name not in case.parties:
            option = known.find_option(name)
            if option in here.unseen and option not in there.unseen:
                full = known.options[option].full
                told = About("can", party=full.split(".")[0], option=full)
                yield error("K3", full, told, apply)
    for party, options in view.imagined.items():
        for name, definition in options.items():
            option = known.find_option(f"{party}.{name}")
            if option not in there.imagined:
                full = known.options[option].full
                told = About("cannot", party=party, option=full, expr=definition.does.value)
                yield error("K4", full, told, _without_imagined(key, party, name))
    for name in view.one_way:
        option = known.find_option(name)
        if _way(here, option) != _way(there, option):
            full = known.options[option].full
            yield error("K5", full, About("way", option=full), _directed_as(key, right, name))
    held = {rule.expr for rule in there.impossible}
    for rule in view.impossible:
        if parse(rule.value, known) not in held:
            apply = _without_rule(key, "impossible", rule.value)
            yield error("K6", rule.value, About("possible", expr=rule.value), apply)
    for rule in view.possible:
        if parse(rule.value, known) in held:
            apply = _without_rule(key, "possible", rule.value)
            yield error("K6", rule.value, About("impossible", expr=rule.value), apply)
    if view.present is not None and here.present_levels() != there.present_levels():
        yield error("K8", "present", About("present"), _present_as(key, right))


# ---------------------------------------------------------------------------- corrections


def _prefer_as(key: str, right: str, party: str) -> Apply:
    def apply(case: Case, hypothesis: str | None) -> Case:
        entry = case.views[key].parties[party]
        preferences = None
        if right != "base":
            preferences = frame(case, right, hypothesis).believed[party].preferences
        return set_belief(case, key, party, with_preferences(entry, preferences))

    return apply


def set_belief(case: Case, key: str, party: str, entry: PartyChange) -> Case:
    """A case in which a view says something else of a party."""
    return with_view(case, key, parties={**case.views[key].parties, party: entry})


def _without_entry(key: str, section: str, name: str) -> Apply:
    def apply(case: Case, hypothesis: str | None) -> Case:
        return with_view(case, key, **{section: without(getattr(case.views[key], section), name)})

    return apply


def _without_imagined(key: str, party: str, name: str) -> Apply:
    def apply(case: Case, hypothesis: str | None) -> Case:
        imagined = case.views[key].imagined
        left = without(imagined[party], name)
        return with_view(case, key, imagined={**imagined, party: left})

    return apply


def _directed_as(key: str, right: str, name: str) -> Apply:
    def apply(case: Case, hypothesis: str | None) -> Case:
        one_way = case.views[key].one_way
        if right == "base":
            return with_view(case, key, one_way=without(one_way, name))
        there = frame(case, right, hypothesis)
        way = there.one_way.get(there.names.find_option(name))
        if way is None:  # nobody imagines the option any more
            return with_view(case, key, one_way=without(one_way, name))
        return with_view(case, key, one_way={**one_way, name: way})

    return apply


def _without_rule(key: str, section: str, text: str) -> Apply:
    def apply(case: Case, hypothesis: str | None) -> Case:
        rules = [rule for rule in getattr(case.views[key], section) if rule.value != text]
        return with_view(case, key, **{section: rules})

    return apply


def _present_as(key: str, right: str) -> Apply:
    def apply(case: Case, hypothesis: str | None) -> Case:
        present = None if right == "base" else frame(case, right, hypothesis).present
        return with_view(case, key, present=present)

    return apply


# ---------------------------------------------------------------------------- words


def _preferences_told(
    ground: Ground, path: ViewPath, party: str, here: Frame, there: Frame, *, many: bool
) -> About:
    mine, real = here.believed[party].preferences, there.believed[party].preferences
    told = About("prefers", party=party, view=path)
    if many:
        return replace(told, expr="whichever base holds")
    if isinstance(mine, Prefers) and isinstance(real, Prefers):
        a = [key_of(one) for one in real.statements]
        b = [key_of(one) for one in mine.statements]
        for k, statement in enumerate(a):
            if b[k : k + 1] != [statement]:
                return replace(told, place=k, statement=statement)
    elif isinstance(mine, Ranking) and isinstance(real, Ranking):
        c = [[entry.value for entry in rung] for rung in real.rungs]
        d = [[entry.value for entry in rung] for rung in mine.rungs]
        for k, rung in enumerate(c):
            if d[k : k + 1] != [rung]:
                return replace(told, place=k, better=state_words(ground, rung))
    return told


def state_words(ground: Ground, states: list[str]) -> str:
    """The states of one rung of a ranking in words."""
    return " = ".join(state_label(ground, state) for state in states)


def state_label(ground: Ground, text: str) -> str:
    """The name of a state given in state notation."""
    from detente.case.frames import state_levels

    levels = state_levels(text, ground.names)
    if ground.names.states:
        index = state_of(ground.game, levels[0])
    else:
        code = sum(
            level * option.stride for level, option in zip(levels, ground.game.options, strict=True)
        )
        index = state_of(ground.game, code)
    return text if index is None else ground.game.label(index)


def _way(words: Frame, option: int) -> tuple[str, frozenset[str]]:
    way = words.one_way[option]
    return way.kind, frozenset(way.locked)
