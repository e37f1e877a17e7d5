"""`detente levers`."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

import click

from detente.cli.group import INTERRUPTED
from detente.cli.options import (
    ConceptName,
    as_json,
    note,
    print_rows,
    read_case,
    with_case,
    with_size,
)
from detente.cli.progress import shown

if TYPE_CHECKING:
    from detente.levers import Plan
    from detente.levers.search import Found

#: where there are more sets than this, it is said beforehand how many will be looked at
_MANY = 50_000
#: beyond this many states it is said beforehand that it takes long
_LARGE = 1 << 13
#: beyond so many changes at single states it is said beforehand that it takes long
_SLOW = 500
#: as many changes together are tried for that
_AHEAD = 2


@click.command()
@with_case
@click.option(
    "--to",
    metavar="EXPR",
    help="What is wanted. Default: what every party could accept as a success, all at once.",
)
@click.option(
    "--size",
    type=click.IntRange(min=0),
    help="The most changes in one set. Default: 3; 2 where states are not listed, and 1 beyond "
    "67,108,864 combinations of options.",
)
@click.option(
    "--concept", type=ConceptName(), default="seq", show_default=True, help="Judge by this concept."
)
@click.option(
    "--test",
    type=click.Choice(["own", "consensus", "steady"]),
    default="steady",
    show_default=True,
    help="Each would stay as it sees things; or each expects all to stay; or that, and all would "
    "stay as the case assumes.",
)
@click.option(
    "--hypothesis",
    metavar="ID|all",
    help="Start from a rival base; 'all': what works whichever base holds.",
)
@click.option(
    "--reachable", is_flag=True, help="Improvements must also lead there from the present."
)
@click.option(
    "--listed",
    is_flag=True,
    help="Only changes of what the case lists; nothing new that rests on an assumption.",
)
@click.option("--all", "every", is_flag=True, help="Show all sets, not only the ten cheapest.")
@click.option(
    "--states",
    type=click.IntRange(min=1),
    metavar="N",
    help="Symbolic engine: at how many wanted states sets are tried, one by one. Default: 12; 6 "
    "beyond 67,108,864 combinations of options.",
)
@click.option(
    "--count",
    is_flag=True,
    help="Symbolic engine: count the equilibria that come and go, and the wanted states that hold, "
    "also where that can take long.",
)
@with_size
@as_json
def command(
    name: str,
    basis: str,
    to: str | None,
    size: int | None,
    concept: str,
    test: str,
    hypothesis: str | None,
    reachable: bool,
    listed: bool,
    every: bool,
    states: int | None,
    count: bool,
    engine: str,
    memory: float,
    as_json: bool,
) -> None:
    """Find the smallest changes that would let an outcome hold, and what else they do.

    A change is a belief put right, a fact disclosed, a commitment, a guarantee by a third party
    that the case names, a concession, a new possibility, or a first step; a set has at most one
    first step. All sets are found of which no part would do, cheapest first; ten are shown, with
    --all or --json all of them. Nothing is offered that works by deceiving. What the case does not
    list (an answer promised to a breach, words that save face, an issue divided) rests on
    assumptions, which are said with it.

    Where the options make more than 65,536 states, sets are tried at a few of the wanted states,
    and it is said at how many of how many (--states N: at more).

    \b
        detente levers arms-race-dilemma --concept nash
        detente levers geneva-2022 --to "forces=stand_down" --size 2
        detente levers geneva-2022 --hypothesis all --json
    """
    from detente.game.compile import MAX_CELLS
    from detente.game.symbolic import Bounds, Diagrams, TooLarge
    from detente.levers import Plan
    from detente.levers.find import CELLS, STATES, cells_of, countable
    from detente.levers.search import search
    from detente.levers.text import TEXT_LIMIT, levers_text, nearest_text

    case = read_case(name, basis)
    cells = cells_of(case)
    diagrams = None
    if engine == "symbolic" or (engine == "auto" and cells > CELLS and not case.same):
        diagrams = Diagrams(Bounds(int(memory * (1 << 30))))
    if size is None:
        size = 3 if diagrams is None else 2 if cells <= MAX_CELLS else 1
        if size < 3:
            note(f"Up to {size} change{'s' if size > 1 else ''} at a time; --size looks further.")
    if diagrams is None and _LARGE < cells <= CELLS:
        note(
            f"The options make {cells:,} states, and every change is tried in a game of its own: "
            f"this can take minutes{', and less with --size 1' if size > 1 else ''}."
        )
    plan = Plan(
        case,
        to,
        concept,
        test,
        hypothesis,
        reachable,
        new=not listed,
        diagrams=diagrams,
        most=states or (STATES if cells <= MAX_CELLS else STATES // 2),
    )
    plan.count = count or countable(plan)
    if diagrams is not None and len(plan.edits) * len(plan.target.codes) > _SLOW:
        note(
            f"{len(plan.edits):,} changes are offered, each tried at "
            f"{len(plan.target.codes)} states in games of its own: this can take minutes. Ctrl-C "
            "keeps what was found."
        )
    tried = _look_ahead(plan, size) if plan.most_sets(size) > _MANY else None
    with shown("sets of changes") as progress:
        if tried is None or tried.complete:
            tried = search(plan.checks, len(plan.edits), size, progress)
        found = plan.result(tried, size, progress)
    if as_json:
        print_rows(found.to_rows())
    elif found.levers or not found.complete:
        click.echo(levers_text(found, 0 if every else TEXT_LIMIT))
    if found.already and as_json:
        note("Nothing has to change.")
    elif not found.levers and found.complete:
        where = ""
        if found.looked_at < found.wanted:
            where = f" at the {found.looked_at:,} of {found.wanted:,} wanted states that were tried"
        note(
            f"No set of up to {size} of the {found.offered} changes that the case offers does "
            f"it{where}."
        )
        for line in nearest_text(found):
            note(line)
    if found.trouble:
        raise TooLarge(f"{found.trouble}; what stands above was found before", found)
    if not found.complete:
        note(f"Interrupted after {found.tried:,} sets; what stands above was found before.")
        sys.exit(INTERRUPTED)


def _look_ahead(plan: Plan, size: int) -> Found:
    """Look at small sets first and say how long all of them will take; what the look found."""
    from detente.levers.search import search, sets_expected

    begun = time.perf_counter()
    with shown("small sets of changes") as progress:
        small = min(_AHEAD, size - 1)
        tried = search(plan.checks, len(plan.edits), small, progress)
    seconds = time.perf_counter() - begun
    if tried.complete:
        sets = sets_expected(tried.tried, len(plan.edits), small, size)
        note(
            f"{len(plan.edits)} changes are offered: roughly {_rounded(sets):,} sets of up to "
            f"{size} to look at, {_long(seconds * sets / max(1, tried.tried))}. "
            "Ctrl-C keeps what was found."
        )
    return tried


def _rounded(count: int) -> int:
    """A number to two digits."""
    size = int(10 ** max(0, len(str(count)) - 2))
    return -(-count // size) * size


def _long(seconds: float) -> str:
    """A duration, roughly."""
    for unit, size in (("day", 86_400), ("hour", 3_600), ("minute", 60)):
        if seconds >= size:
            return f"about {round(seconds / size):,} {unit}{'s' if seconds >= 1.5 * size else ''}"
    return "about a minute" if seconds > 40 else "less than a minute"
