"""Changes in plain English, one short sentence each, from what they are about."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from detente.case.model import Case
from detente.levers.about import LEARNT, About


class Words:
    """What people call the parties and options of a case."""

    def __init__(self, case: Case) -> None:
        self.case = case

    def party(self, key: str) -> str:
        """A party, or somebody outside who has no name in the case."""
        found = self.case.parties.get(key)
        return found.name.value if found else "A mediator"

    def parties(self, keys: Sequence[str]) -> str:
        """Several of them."""
        called = [self.party(key) for key in keys]
        return " and ".join([", ".join(called[:-1]), called[-1]] if len(called) > 1 else called)

    def does(self, full: str) -> str:
        """What an option does."""
        party, name = full.split(".", 1)
        option = self.case.parties[party].options.get(name)
        return option.does.value if option else name.replace("_", " ")

    def level(self, full: str, level: str) -> str:
        """An option at a level."""
        party, name = full.split(".", 1)
        definition = self.case.parties[party].options[name]
        if not definition.named:
            return definition.does.value if level != "false" else f"not: {definition.does.value}"
        return f"{definition.does.value}: {level}"


def said(statement: Sequence[str]) -> str:
    """A statement as people read it."""
    return " or ".join(statement)


def sentence(case: Case, actor: str, about: About) -> str:
    """Who does what, without a full stop."""
    words = Words(case)
    if about.deed not in LEARNT:
        return f"{words.party(actor)} {_SAYS[about.deed](words, about)}"
    if about.parties:
        return f"{words.party(actor)} shows {words.parties(about.parties)} {learnt(case, about)}"
    return f"{words.party(actor)} learns {through(words, about.view)}{learnt(case, about)}"


def learnt(case: Case, about: About) -> str:
    """What is learnt, or shown."""
    return _SAYS[about.deed](Words(case), about)


def through(words: Words, view: Sequence[str]) -> str:
    """`how the East sees this: ` for an idea of another's idea."""
    if len(view) < 2:
        return ""
    return f"how {' and then '.join(words.party(party) for party in view[1:])} sees this: "


def _prefers(words: Words, it: About) -> str:
    told = f"what {words.party(it.party)} prefers"
    if it.expr:
        return f"{told}, {it.expr}"
    if it.place is None:
        return told
    first = said(it.statement) or it.better
    return f"{told}; {'first' if it.place == 0 else f'in place {it.place + 1}'}: {first}"


def _order(words: Words, it: About) -> str:
    where = f"right after {said(it.other)}" if it.other else "above all else"
    return f"that {words.party(it.party)} puts this {where}: {said(it.statement)}"


def _unweighs(words: Words, it: About) -> str:
    return f"no longer {'minds' if it.place == -1 else 'insists on'} this: {it.expr}"


def _binds(words: Words, it: About) -> str:
    if it.level == "false":
        return f"gives this up for good: {words.does(it.option)}"
    return f"binds itself not to take this back once done: {words.level(it.option, it.level)}"


def _answers(words: Words, it: About) -> str:
    called = words.party(it.party)
    return (
        f"promises {words.parties(it.parties)} an answer should {called} go back on this while the "
        f"others do their part, one that {called} minds more than what that gains it: "
        f"{words.level(it.option, it.level)}"
    )


def _restores(words: Words, it: About) -> str:
    return (
        f"stands ready to bring this back by itself if {words.party(it.party)} takes it back "
        f"while the others do their part: {words.level(it.option, it.level)}"
    )


def _presents(words: Words, it: About) -> str:
    return (
        f"finds words that present the outcome as a success ({it.expr}) and counts them as meeting "
        f"a demand of its own: {said(it.statement)}"
    )


def _divides(words: Words, it: About) -> str:
    parts = "; ".join(
        f"{words.party(party)}: {level}" for party, level in zip(it.parties, it.levels, strict=True)
    )
    return f"divides this, so that each side finds its part as it asks ({parts}): " + words.does(
        it.option
    )


_SAYS: dict[str, Callable[[Words, About], str]] = {
    # what is learnt
    "prefers": _prefers,
    "order": _order,
    "does_not_ask": lambda w, it: (
        f"that {w.party(it.party)} does not ask for this: {said(it.statement)}"
    ),
    "rank": lambda w, it: f"that {w.party(it.party)} prefers {it.better} to {it.worse}",
    "weight": lambda w, it: f"how much this counts for {w.party(it.party)}: {it.expr}",
    "has_a_say": lambda w, it: f"that {w.party(it.party)} has a say",
    "can": lambda w, it: f"that {w.party(it.party)} can do this: {w.does(it.option)}",
    "cannot": lambda w, it: f"that {w.party(it.party)} cannot do this: {it.expr}",
    "way": lambda w, it: f"what can be taken back of this: {w.does(it.option)}",
    "possible": lambda w, it: f"that this is possible: {it.expr}",
    "impossible": lambda w, it: f"that this is impossible: {it.expr}",
    "present": lambda w, it: "where things stand at present",
    "does_not_know": lambda w, it: f"that it does not know of this: {w.does(it.option)}",
    # what is done
    "binds": _binds,
    "rules_out": lambda w, it: f"rules this out for good: {w.level(it.option, it.level)}",
    "gives_up_move": lambda w, it: f"gives up the move from {it.better} to {it.worse}",
    "guarantees": lambda w, it: (
        f"guarantees that {w.party(it.party)} does not take this back once done: "
        f"{w.level(it.option, it.level)}"
    ),
    "answers": _answers,
    "restores": _restores,
    "restores_move": lambda w, it: (
        f"stands ready to bring {w.party(it.party)} back by itself from {it.worse} to {it.better}"
    ),
    "drops": lambda w, it: f"no longer insists on this: {said(it.statement)}",
    "asks_less": lambda w, it: (
        f"asks for less than {said(it.statement)} and is content with this: {said(it.other)}"
    ),
    "demotes": lambda w, it: f"puts this below the next ({said(it.other)}): {said(it.statement)}",
    "comes_to_prefer": lambda w, it: f"comes to prefer {it.better} to {it.worse}",
    "unweighs": _unweighs,
    "makes_possible": lambda w, it: f"finds a way to make this possible: {it.expr}",
    "presents": _presents,
    "divides": _divides,
    "unties": lambda w, it: f"takes this package apart, so that its parts can go alone: {it.expr}",
    "goes_first": lambda w, it: f"goes first: {w.level(it.option, it.level)}",
}

__all__ = ["Words", "learnt", "said", "sentence", "through"]
