"""Questions about views: verdicts side by side, differences, surprises."""

from __future__ import annotations

from contextlib import suppress

from detente.errors import InputError
from detente.game.symbolic import Diagrams, StateSet
from detente.progress import Progress
from detente.workbench.wide.answers import Class, Compared, Misread, Surprised
from detente.workbench.wide.questions.world import BOUNDS, World, few_of, near_of

#: states beside the present at which it is told who would be surprised
SURPRISES = 20


def compared(
    world: World, tell: Progress, hypothesis: str | None, concept: str, now: int | None
) -> Compared:
    """Own, expected and base under one account, as numbers with an example each."""
    from detente.views.compare_sets import compare_view_sets

    found = compare_view_sets(world.case, "base", hypothesis, (concept,), tell, BOUNDS)
    row = next(iter(found.to_count_rows()))
    own, expected, base = found.own[concept], found.expected[concept], found.base[concept]

    def class_of(states: StateSet) -> Class:
        example = near_of(states, now) or (few_of(states) if states else None)
        return Class(states.count, example)

    differ = {}
    for party in found.parties:
        mine, here = own[party], base[party]
        if mine is not None and here is not None:
            differ[party] = (class_of(mine - here), class_of(here - mine))

    def told(name: str) -> dict[str, int | None]:
        sets = {"own": own, "expected": expected, "base": base}[name]
        return {party: None if sets[party] is None else row[name][party] for party in sets}

    return Compared(
        row["states"],
        told("own"),
        told("expected"),
        told("base"),
        {party: states.count for party, states in found.hidden.items()},
        differ,
        {name: class_of(states) for name, states in found.classes[concept].items()},
        found.closed[0],
    )


def misread(world: World, tell: Progress, hypothesis: str | None) -> Misread:
    """How each view differs from the one above it, and the picture of words with two meanings."""
    from detente.charts import CHARTS
    from detente.views.meanings import compare_meanings
    from detente.views.misperceptions import misperceptions

    case, drawn = world.case, None
    found = misperceptions(case, hypothesis=hypothesis, diagrams=Diagrams(BOUNDS))
    if case.meanings or any(view.means for view in case.views.values()):
        with suppress(InputError):
            senses = compare_meanings(case, hypothesis=hypothesis, diagrams=Diagrams(BOUNDS))
            drawn = CHARTS["meanings"](case, senses, prefix="drawn-meanings")
    return Misread(found, drawn)


def surprised(world: World, tell: Progress, hypothesis: str | None, concept: str) -> Surprised:
    """Who would be surprised by whom: exact numbers, and the nearest of them."""
    from detente.views.surprise_sets import surprise_sets

    found = surprise_sets(world.case, "base", hypothesis, concept, tell, BOUNDS, SURPRISES)
    return Surprised(
        found.items, dict(found.counts), found.looked_at, found.told, found.of, found.open
    )
