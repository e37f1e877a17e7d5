"""A face-saving option: a form of words under which an outcome counts as meeting a demand.

It is offered to a party that would otherwise leave what is wanted for the sake of one demand, and
only where the case says what that party could present as a success, or accept as one, or where it
stands on an issue, and the wanted state gives it that. For that party alone the demand then counts
as met, in those states and once the words are used; nobody else is told anything that is not so.
"""

from __future__ import annotations

from collections.abc import Iterator

from detente.case.frames import Preferences
from detente.case.language import holds, parse
from detente.case.model import Case, Preference, Prefers, Text
from detente.levers.about import About
from detente.levers.additions import Addition, added, free_key, rethought, touching
from detente.levers.breaches import departures
from detente.levers.edits import ADDITIONS, Edit, Ground
from detente.levers.sentences import Words
from detente.levers.words import StatementKey, in_force, key_of

#: forms of words for one party at most
_MOST = 2


def formulas(ground: Ground) -> Iterator[Edit]:
    """For every party, the demands that decide what it would leave the wanted states for."""
    if ground.names.states:
        return
    for party, keys in _deciding(ground).items():
        given = _given(ground, party)
        for n, key in enumerate(list(keys)[:_MOST], start=1):
            if given is not None:
                yield _formula(ground, party, key, given, n)


def _deciding(ground: Ground) -> dict[str, dict[StatementKey, None]]:
    """Per party the statements that decide for leaving, and that no wanted state meets.

    The first to tell apart where it is and where it would go decides.
    """
    names = ground.names
    found: dict[str, dict[StatementKey, None]] = {}
    wanted: dict[str, bool] = {}
    for one in departures(ground, gaining=False):
        start, end = (
            [code // it.stride % len(it.levels) for it in ground.game.options]
            for code in (one.start, one.end)
        )
        for hypothesis in ground.hypotheses:
            prefers = in_force(ground.case, one.party, hypothesis).preferences
            if not isinstance(prefers, Prefers):
                continue
            for statement in prefers.statements:
                trees = [parse(text, names) for text in statement.alternatives]
                here, there = (
                    any(holds(tree, levels.__getitem__) for tree in trees)
                    for levels in (start, end)
                )
                if there and not here:
                    for text in statement.alternatives:
                        if text not in wanted:
                            wanted[text] = _met(ground, text)
                    if not any(wanted[text] for text in statement.alternatives):
                        found.setdefault(one.party, {})[key_of(statement)] = None
                if there != here:
                    break
    return {party: found[party] for party in ground.game.parties if party in found}


def _given(ground: Ground, party: str) -> str | None:
    """What the wanted states give a party that it could show, as an expression.

    Where it stands on issues is asked only if the case does not say what it could show or accept.
    """
    case, names = ground.case, ground.names
    told = [case.sells.get(party), case.victory.get(party)]
    for entry in told:
        if entry is not None and _met(ground, entry.value):
            return entry.value
    if any(told):
        return None
    for issue in case.issues.values():
        level = issue.positions.get(party)
        if level is None or len(issue.options) != 1:
            continue
        option = names.options[names.find_option(issue.options[0])]
        if level.value in option.levels:
            text = f"{option.full} == {level.value}"
            if _met(ground, text):
                return text
    return None


def _met(ground: Ground, text: str) -> bool:
    """Whether some wanted state meets an expression."""
    tree = parse(text, ground.names)
    for code in ground.targets:
        levels = [code // it.stride % len(it.levels) for it in ground.game.options]
        if holds(tree, levels.__getitem__):
            return True
    return False


def _formula(ground: Ground, party: str, key: StatementKey, shown: str, n: int) -> Edit:
    words = Words(ground.case)
    where = f"({ground.wanted}) and ({shown})"
    for rule in ground.case.same:
        where += f" and not ({rule.value})"
    one = Addition(
        party,
        free_key(ground, party, "formula" if n == 1 else f"formula_{n}"),
        f"Present the outcome as a success: {shown}",
        where,
        agreed=True,
    )

    def counting(preferences: Preferences) -> Preferences:
        if not isinstance(preferences, Prefers):
            return preferences
        statements = [
            Preference(any=[*it.any, Text(value=one.used)]) if key_of(it) == key else it
            for it in preferences.statements
        ]
        return Prefers(statements=statements)

    def apply(case: Case, hypothesis: str | None) -> Case:
        return rethought(added(case, one), party, counting)

    called = words.party(party)
    return ground.edit(
        "option",
        party,
        About("presents", party=party, statement=key, expr=shown),
        touching(ground.case, (party,)),
        apply,
        phase=ADDITIONS,
        adds=one,
        assumes=f"{called} can be content with such words in place of what it asks for",
    )
