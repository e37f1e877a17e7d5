"""Changes, cautions and conditions of levers, with the names and words of the brief."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from math import prod
from typing import Protocol

from detente.brief.document import Inline
from detente.brief.lexicon import Lexicon, spelled
from detente.brief.wording import changes as told
from detente.brief.wording import hope as say
from detente.brief.wording.expressions import does
from detente.brief.wording.grammar import listed, own
from detente.levers.about import LEARNT, About
from detente.levers.cautions import Caution
from detente.levers.conditions import Condition


class Told(Protocol):
    """What is needed of a change: who acts, and what it is about."""

    @property
    def actor(self) -> str: ...

    @property
    def about(self) -> About: ...


class Restating:
    """Changes, cautions and conditions in the words of the brief."""

    def __init__(self, words: Lexicon) -> None:
        self.words = words

    # ------------------------------------------------------------------ changes

    def change(self, one: Told, short: bool = False) -> Inline:
        """One change, without its full stop.

        Parameters
        ----------
        short : leave out which of somebody's preferences it is about
        """
        return self._change(one.actor, one.about, short)

    def _change(self, actor: str, it: About, short: bool = False) -> Inline:
        who = self._party(actor)
        if it.deed not in LEARNT:
            return _DONE[it.deed](self, who, it)
        if it.deed == "prefers":
            what = self._prefers(it, short)
        else:
            what = _LEARNT[it.deed](self, it)
        if it.parties:
            return told.shows(who, self.words.parties(it.parties), what)
        return told.learns(who, told.through([self._party(p) for p in it.view[1:]]), what)

    def _party(self, key: str) -> Inline:
        return self.words.party(key) if key in self.words.case.parties else told.a_mediator()

    def _level(self, it: About) -> Inline:
        party, name = it.option.split(".", 1)
        return self.words.level(party, name, it.level)

    def _does(self, it: About) -> Inline:
        party, name = it.option.split(".", 1)
        return does(self.words.does(party, name))

    def _statement(self, statement: tuple[str, ...]) -> Inline:
        return self.words.line(statement) if statement else ()

    def _prefers(self, it: About, short: bool) -> Inline:
        who = self._party(it.party)
        if it.expr:
            return told.whichever_base(who)
        first = own(it.better) if it.better else self._statement(it.statement)
        return told.prefers(who, None if short else it.place, first)

    def _parts(self, it: About) -> list[tuple[Inline, str]]:
        """Sides with the level that each asks for; those that ask for the same together."""
        by_level: dict[str, list[str]] = {}
        for party, level in zip(it.parties, it.levels, strict=True):
            by_level.setdefault(level, []).append(party)
        return [(self.words.parties(who), spelled(level)) for level, who in by_level.items()]

    # ------------------------------------------------------------------ cautions

    def flags(self, cautions: Iterable[Caution]) -> Iterator[Inline]:
        """What to be careful about, cautions of one kind together."""
        found = list(cautions)
        parties = self.words.parties
        worse = _who(found, "worse_off")
        if worse:
            yield say.worse_off(parties(worse), len(worse))
        stuck = _who(found, "not_undone")
        if stuck:
            yield say.not_undone(parties(stuck), len(stuck))
        for one in found:
            if one.kind == "misreading" and one.change is not None:
                yield say.misread(self._change(*one.change))
            if one.kind == "provokes":
                yield say.provokes(self._party(one.party), self._place(one))
            if one.kind == "needless":
                yield say.needless(self._party(one.party), self._place(one))
            if one.kind == "at_a_loss":
                yield say.at_a_loss(self._party(one.party))
            if one.kind == "assumed" and one.change is not None:
                yield say.assumed(_ASSUMED[one.change[1].deed](self, *one.change))
        absent = _who(found, "not_consulted")
        if absent:
            yield say.not_consulted(parties(absent), len(absent))

    def _place(self, one: Caution) -> Inline:
        """The state of a caution, by its outcome; in the words of the search where it is new."""
        base = self.words.material.base
        room = prod(len(option.levels) for option in base.base.game.options) if base else 0
        if one.code is None or (one.code >= room and not self.words.case.graph_form):
            return own(one.state)
        return self.words.outcome(one.code)

    # ------------------------------------------------------------------ what is missing

    def lacks(self, conditions: Iterable[Condition], account: Inline = ()) -> list[Inline]:
        """What a state lacks: who would leave it, and in whose eyes.

        Parameters
        ----------
        account : what to say where no view is asked; left out, that the case assumes it
        """
        by_view: dict[str, list[str]] = {}
        other: list[Inline] = []
        for one in conditions:
            view = ".".join(one.views[-1]) if one.views and one.views[-1] else "base"
            if one.kind == "stays":
                by_view.setdefault(view, []).append(one.party)
            elif one.kind == "reached":
                other.append(say.not_reached(self.words.view(view)))
            else:
                other.append(say.not_possible())
        by_who: dict[tuple[str, ...], list[str]] = {}
        for view, who in by_view.items():
            by_who.setdefault(tuple(dict.fromkeys(who)), []).append(view)
        left = [
            say.leaves(self.words.parties(who), list(self._views(views, account)))
            for who, views in by_who.items()
        ]
        return [*left, *dict.fromkeys(other)]

    def _views(self, views: list[str], account: Inline) -> Iterator[Inline]:
        """The account, the sides together, then what sides think that others see."""
        if "base" in views:
            yield account or self.words.view("base")
        sides = [view for view in views if view != "base" and "." not in view]
        if sides:
            yield self.words.views(sides)
        yield from (self.words.view(view) for view in views if "." in view)


def _who(found: Iterable[Caution], kind: str) -> list[str]:
    return list(dict.fromkeys(one.party for one in found if one.kind == kind))


_LEARNT: Mapping[str, Callable[[Restating, About], Inline]] = {
    "order": lambda r, it: told.order(
        r._party(it.party), r._statement(it.other), r._statement(it.statement)
    ),
    "does_not_ask": lambda r, it: told.does_not_ask(r._party(it.party), r._statement(it.statement)),
    "rank": lambda r, it: told.rank(r._party(it.party), it.better, it.worse),
    "weight": lambda r, it: told.weight(r._party(it.party), r.words.line([it.expr])),
    "has_a_say": lambda r, it: told.has_a_say(r._party(it.party)),
    "can": lambda r, it: told.able(r._party(it.party), True, r._does(it)),
    "cannot": lambda r, it: told.able(r._party(it.party), False, does(it.expr)),
    "way": lambda r, it: told.way(r._does(it)),
    "possible": lambda r, it: told.possible(True, r.words.line([it.expr])),
    "impossible": lambda r, it: told.possible(False, r.words.line([it.expr])),
    "present": lambda r, it: told.present(),
    "does_not_know": lambda r, it: told.does_not_know(r._does(it)),
}
_DONE: Mapping[str, Callable[[Restating, Inline, About], Inline]] = {
    "binds": lambda r, who, it: (
        told.gives_up(who, r._does(it)) if it.level == "false" else told.binds(who, r._level(it))
    ),
    "rules_out": lambda r, who, it: told.rules_out(who, r._level(it)),
    "gives_up_move": lambda r, who, it: told.gives_up_move(who, it.better, it.worse),
    "guarantees": lambda r, who, it: told.guarantees(who, r._party(it.party), r._level(it)),
    "answers": lambda r, who, it: told.answers(
        who, r.words.parties(it.parties), r._party(it.party), r._level(it)
    ),
    "restores": lambda r, who, it: told.restores(who, r._party(it.party), r._level(it)),
    "restores_move": lambda r, who, it: told.restores_move(
        who, r._party(it.party), it.worse, it.better
    ),
    "drops": lambda r, who, it: told.drops(who, r._statement(it.statement)),
    "asks_less": lambda r, who, it: told.asks_less(
        who, r._statement(it.statement), r._statement(it.other)
    ),
    "demotes": lambda r, who, it: told.demotes(
        who, r._statement(it.other), r._statement(it.statement)
    ),
    "comes_to_prefer": lambda r, who, it: told.comes_to_prefer(who, it.better, it.worse),
    "unweighs": lambda r, who, it: (told.no_longer_minds if it.place == -1 else told.drops)(
        who, r.words.line([it.expr])
    ),
    "makes_possible": lambda r, who, it: told.makes_possible(who, r.words.line([it.expr])),
    "presents": lambda r, who, it: told.presents(
        who, r.words.line([it.expr]), r._statement(it.statement)
    ),
    "divides": lambda r, who, it: told.divides(who, r._parts(it), r._does(it)),
    "unties": lambda r, who, it: told.unties(
        who, listed([r.words.line([rule]) for rule in it.expr.split("; ")])
    ),
    "goes_first": lambda r, who, it: told.goes_first(who, r._level(it)),
}
_ASSUMED: Mapping[str, Callable[[Restating, str, About], Inline]] = {
    "answers": lambda r, actor, it: say.assumed_answer(r._party(it.party), r._party(actor)),
    "restores": lambda r, actor, it: say.assumed_restoring(r._party(actor)),
    "restores_move": lambda r, actor, it: say.assumed_restoring(r._party(actor)),
    "presents": lambda r, actor, it: say.assumed_words(r._party(actor)),
    "divides": lambda r, actor, it: say.assumed_parts(r._does(it)),
}
