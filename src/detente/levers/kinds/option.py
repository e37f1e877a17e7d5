"""A new possibility: a combination made possible, words that save face, an issue divided."""

from __future__ import annotations

from collections.abc import Iterator

from detente.case.frames import frame
from detente.case.language import Stands, leaves, parse
from detente.case.model import Case
from detente.levers.about import About
from detente.levers.asking import opened_by
from detente.levers.edits import Apply, Edit, Ground, Touch, kind
from detente.levers.formulas import formulas
from detente.levers.splits import packages, splits


@kind(
    "option",
    says="something new is found: a combination, words that save face, parts of what is divided",
)
def options(ground: Ground) -> Iterator[Edit]:
    """Each only where the case says enough for it to mean something."""
    yield from _possible(ground)
    yield from packages(ground)
    if ground.new:
        yield from formulas(ground)
        yield from splits(ground)


def _possible(ground: Ground) -> Iterator[Edit]:
    """One for every rule of `impossible` whose absence opens something that is not ruled out.

    Where states are merged the rules stay: a group could go by another code afterwards.
    """
    if ground.case.same:
        return
    for rule in ground.case.impossible:
        apply = _without_rule(rule.value)
        case = apply(ground.case, None)
        opened = ground.compiled(case, frame(case))
        fresh = opened_by(ground.game, opened)
        if not fresh or ground.never.forbids_all(opened, fresh):
            continue
        yield ground.edit(
            "option",
            _who(ground, rule.value),
            About("makes_possible", expr=rule.value),
            frozenset({Touch(())}),
            apply,
            options=_options(ground, rule.value),
        )


def _options(ground: Ground, text: str) -> tuple[str, ...]:
    found = [
        ground.names.options[leaf.option].full
        for leaf in leaves(parse(text, ground.names))
        if isinstance(leaf, Stands)
    ]
    return tuple(dict.fromkeys(found))


def _who(ground: Ground, text: str) -> str:
    """The first party whose option the rule is about; in the graph form, the first party."""
    owners = [name.split(".", 1)[0] for name in _options(ground, text)]
    return next((party for party in owners if party in ground.game.parties), ground.game.parties[0])


def _without_rule(text: str) -> Apply:
    def apply(case: Case, hypothesis: str | None) -> Case:
        rules = [rule for rule in case.impossible if rule.value != text]
        return case.model_copy(update={"impossible": rules})

    return apply
