"""Making levels of options impossible to leave or to choose: commitments and guarantees."""

from __future__ import annotations

from detente.case.frames import frame
from detente.case.model import Case, OneWay, Option, Text
from detente.levers.edits import Apply, Ground


def can_lock(ground: Ground, option: str, level: str) -> bool:
    """Whether a level can be left in some base."""
    found = ground.names.find_option(option)
    levels = ground.names.options[found].levels
    ways = [frame(ground.case, "base", h).one_way[found] for h in ground.hypotheses]
    return any(level not in _locked(way, levels) for way in ways)


def lock(option: str, level: str, *, everywhere: bool = False) -> Apply:
    """A level that cannot be left once it stands.

    Parameters
    ----------
    everywhere : no view doubts it: what a view says of the option's direction goes
    """
    party, name = option.split(".", 1)

    def locked(definition: Option) -> Option:
        levels, before = definition.levels, definition.one_way
        kept = {*_locked(before, levels), level}
        # an option that goes one way only still does, and stops at this level too
        kind = before.kind if before.kind in ("up", "down") and len(levels) > 2 else "locked"
        way = OneWay(kind=kind, locked=tuple(it for it in levels if it in kept))
        return definition.model_copy(update={"one_way": way})

    def apply(case: Case, hypothesis: str | None) -> Case:
        owner = case.parties[party]
        options = {**owner.options, name: locked(owner.options[name])}
        parties = {**case.parties, party: owner.model_copy(update={"options": options})}
        case = case.model_copy(update={"parties": parties})
        if hypothesis is not None:
            case = _in_hypothesis(case, hypothesis, party, name)
        if everywhere:
            views = {
                key: view.model_copy(
                    update={
                        "one_way": {
                            it: way for it, way in view.one_way.items() if it not in (name, option)
                        }
                    }
                )
                for key, view in case.views.items()
            }
            case = case.model_copy(update={"views": views})
        return case

    def _in_hypothesis(case: Case, hypothesis: str, party: str, name: str) -> Case:
        rival = case.hypotheses[hypothesis]
        change = rival.parties.get(party)
        if change is None or not change.options or name not in change.options:
            return case
        options = {**change.options, name: locked(change.options[name])}
        changes = {**rival.parties, party: change.model_copy(update={"options": options})}
        rival = rival.model_copy(update={"parties": changes})
        return case.model_copy(update={"hypotheses": {**case.hypotheses, hypothesis: rival}})

    return apply


def give_up(option: str, level: str) -> Apply:
    """A level that is out of the question from now on, for everyone to see."""

    def apply(case: Case, hypothesis: str | None) -> Case:
        rule = Text(value=f"{option} == {level}")
        return case.model_copy(update={"impossible": [*case.impossible, rule]})

    return apply


def _locked(way: OneWay, levels: tuple[str, ...]) -> tuple[str, ...]:
    """The levels that a direction does not let go of."""
    ends = {"up": levels[-1:], "down": levels[:1]}
    return (*ends.get(way.kind, ()), *way.locked)
