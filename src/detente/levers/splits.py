"""An issue divided, so that each side finds its part as it asks.

Offered where an issue stands for one option with more than two levels, sides that take part ask
for different levels of it, and what is wanted lies between those. Divided, the option counts for
each of those sides as standing where that side asks; what is assumed is that the thing has parts
that can go separate ways, each side minding one of them alone. An issue of several options that
several rules of `impossible` tie together is taken apart by lifting those rules at once.
"""

from __future__ import annotations

from collections.abc import Iterator

from detente.case.language import Stands, leaves, parse
from detente.case.model import Case, Issue
from detente.case.names import names
from detente.levers.about import About
from detente.levers.additions import (
    Addition,
    added,
    counting_as,
    free_key,
    holders,
    rethought,
    touching,
)
from detente.levers.edits import ADDITIONS, Edit, Ground, Touch
from detente.levers.sentences import Words


def splits(ground: Ground) -> Iterator[Edit]:
    """One for every issue that can be divided."""
    if ground.names.states:
        return
    for key, issue in ground.case.issues.items():
        if len(issue.options) == 1:
            yield from _divided(ground, key, issue)


def _divided(ground: Ground, key: str, issue: Issue) -> Iterator[Edit]:
    option = ground.names.find_option(issue.options[0])
    it = ground.names.options[option]
    if option >= ground.names.n_base or it.party not in ground.game.parties:
        return
    asked = {
        party: it.levels.index(level.value)
        for party, level in issue.positions.items()
        if party in ground.game.parties and level.value in it.levels and holders(ground.case, party)
    }
    if len(set(asked.values())) < 2:
        return
    low, high = min(asked.values()), max(asked.values())
    stride = ground.game.options[option].stride
    if not any(low < code // stride % len(it.levels) < high for code in ground.targets):
        return
    words = Words(ground.case)
    where = f"({ground.wanted}) and {it.full} > {it.levels[low]} and {it.full} < {it.levels[high]}"
    for rule in ground.case.same:
        where += f" and not ({rule.value})"
    one = Addition(
        it.party,
        free_key(ground, it.party, f"divide_{it.option}"),
        f"Divide this into parts: {words.does(it.full)}",
        where,
        agreed=True,
    )

    def apply(case: Case, hypothesis: str | None) -> Case:
        case = added(case, one)
        known = names(case)
        for party, level in asked.items():
            case = rethought(case, party, counting_as(known, one, option, level))
        return case

    yield ground.edit(
        "option",
        it.party,
        About(
            "divides",
            option=it.full,
            expr=key,
            parties=tuple(asked),
            levels=tuple(it.levels[level] for level in asked.values()),
        ),
        touching(ground.case, asked),
        apply,
        phase=ADDITIONS,
        options=(it.full,),
        adds=one,
        assumes=(
            f"this has parts that can go separate ways, and each side minds only its own: "
            f"{words.does(it.full)}"
        ),
    )


def packages(ground: Ground) -> Iterator[Edit]:
    """Issues of several options that more than one rule ties together."""
    if ground.case.same or ground.names.states:
        return
    for issue in ground.case.issues.values():
        mine = {ground.names.find_option(name) for name in issue.options}
        if len(mine) < 2 or len({level.value for level in issue.positions.values()}) < 2:
            continue
        rules = []
        for rule in ground.case.impossible:
            about = [
                leaf.option
                for leaf in leaves(parse(rule.value, ground.names))
                if isinstance(leaf, Stands)
            ]
            if len(set(about)) > 1 and set(about) <= mine:
                rules.append(rule.value)
        if len(rules) > 1:
            yield _untied(
                ground, tuple(rules), [ground.names.options[k].full for k in sorted(mine)]
            )


def _untied(ground: Ground, rules: tuple[str, ...], options: list[str]) -> Edit:
    owners = [name.split(".")[0] for name in options]
    actor = next((p for p in owners if p in ground.game.parties), ground.game.parties[0])

    def apply(case: Case, hypothesis: str | None) -> Case:
        left = [rule for rule in case.impossible if rule.value not in rules]
        return case.model_copy(update={"impossible": left})

    return ground.edit(
        "option",
        actor,
        About("unties", expr="; ".join(rules)),
        frozenset({Touch(())}),
        apply,
        options=tuple(options),
    )
