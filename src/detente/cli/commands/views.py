"""`detente views`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from detente.cli.group import INTERRUPTED
from detente.cli.options import (
    as_json,
    note,
    note_left_out,
    print_rows,
    read_case,
    with_concepts,
    with_engine,
    with_game,
)
from detente.cli.progress import shown

if TYPE_CHECKING:
    from detente.case import Case
    from detente.game.symbolic import Bounds, Diagrams
    from detente.views import ViewSets, ViewTable


@click.command()
@with_game
@with_concepts("Judge by this concept; may be repeated. Default: seq.")
@click.option(
    "--misperceptions", "differences", is_flag=True, help="How the views differ, by kind."
)
@click.option("--surprises", is_flag=True, help="Who would be surprised by whom.")
@click.option("--meanings", is_flag=True, help="Which states meet a word for one side only.")
@click.option("--count", is_flag=True, help="Only numbers.")
@with_engine
@as_json
def command(
    name: str,
    basis: str,
    view: str,
    hypothesis: str | None,
    concepts: tuple[str, ...],
    differences: bool,
    surprises: bool,
    meanings: bool,
    count: bool,
    engine: str,
    limit: int | None,
    memory: float,
    as_json: bool,
) -> None:
    """Compare what each party sees with what it expects and with the base.

    For every state: whether each party would stay there in the game that it sees (own), whether
    it expects the state to last (expected), and whether it would stay as the case assumes (base).
    With --view, that view stands in for the base, and the comparison looks one level further in.

    \b
        detente views geneva-2022
        detente views geneva-2022 --hypothesis maximalist --surprises
        detente views arms-race-dilemma --concept nash --json
        detente views geneva-2022 --view us
    """
    if sum((differences, surprises, meanings)) > 1 or (count and (differences or meanings)):
        words = "--misperceptions, --surprises and --meanings exclude each other."
        raise click.UsageError(words if not count else "--count goes with --surprises, or alone.")
    from detente.game.engines import beyond_listing
    from detente.game.symbolic import Bounds
    from detente.views import (
        CLASSES,
        Lens,
        compare_lens,
        compare_meanings,
        compare_view_sets,
        misperceptions,
    )

    case = read_case(name, basis)
    bounds = None
    if engine == "symbolic" or (engine == "auto" and beyond_listing(case, view, hypothesis)):
        bounds = Bounds(int(memory * (1 << 30)))
    if differences:
        with _bounded(bounds) as diagrams:
            listed = misperceptions(case, view, hypothesis, diagrams)
        print_rows(listed.to_rows()) if as_json else click.echo(str(listed))
        if not listed.items:
            note("No differences between the views.")
        return
    if meanings:
        with _bounded(bounds) as diagrams:
            senses = compare_meanings(case, view, hypothesis, diagrams)
            print_rows(senses.to_rows(limit)) if as_json else click.echo(str(senses))
        if not senses.items:
            note("The case gives no word two senses.")
        return
    chosen = concepts or ("seq",)
    if surprises:
        _surprises(case, view, hypothesis, chosen, bounds, limit, count, as_json)
        return
    table: ViewTable | ViewSets
    if bounds is not None:
        with shown("Views") as progress:
            table = compare_view_sets(case, view, hypothesis, chosen, progress, bounds)
    else:
        table = compare_lens(Lens(case, view, hypothesis), chosen)
    for concept, closed in zip(table.concepts, table.closed, strict=True):
        if not closed:
            note(f"No classes under {concept}: preferences are missing.")
    if as_json:
        print_rows(table.to_count_rows() if count else table.to_rows(limit))
        if not count:
            note_left_out(table.n_states, table.rows, limit, "states")
    elif count:
        from detente.views.text import count_text

        click.echo(count_text(table))
    else:
        click.echo(str(table))
        used = [n for n in CLASSES if any(row["classes"][n] for row in table.to_count_rows())]
        click.echo("\n" + "\n".join(f"{name}: {CLASSES[name]}" for name in used))


@contextmanager
def _bounded(bounds: Bounds | None) -> Iterator[Diagrams | None]:
    """Where formulas are made, if they are; what outgrows its bounds is said in plain words."""
    from detente.game.symbolic import Diagrams

    if bounds is None:
        yield None
        return
    diagrams = Diagrams(bounds)
    with diagrams.bounded():
        yield diagrams


def _surprises(
    case: Case,
    view: str,
    hypothesis: str | None,
    concepts: tuple[str, ...],
    bounds: Bounds | None,
    limit: int | None,
    count: bool,
    as_json: bool,
) -> None:
    """Who would be surprised by whom: one by one, or in numbers."""
    from detente.game.symbolic import Diagrams, TooLarge
    from detente.views import Lens, surprise_sets_of, surprises_of
    from detente.views.set_lens import SetLens
    from detente.views.surprise_sets import STATES
    from detente.views.text import surprise_counts_text

    answers = []
    if bounds is None:
        listing = Lens(case, view, hypothesis)
        answers = [surprises_of(listing, concept) for concept in concepts]
    else:
        most = STATES if limit is None else limit
        with shown("Surprises") as progress:
            diagrams = Diagrams(bounds)
            formulas = SetLens(case, view, hypothesis, diagrams=diagrams, progress=progress)
            for concept in concepts:
                answers.append(surprise_sets_of(formulas, concept, most))
                if answers[-1].open:
                    break
    for found in answers:
        if as_json:
            print_rows(found.to_count_rows() if count else found.to_rows())
        else:
            click.echo(surprise_counts_text(found) if count else str(found))
        if found.interrupted:
            note("Interrupted; what stands above was found before.")
            sys.exit(INTERRUPTED)
        if found.open:
            raise TooLarge(f"{found.open}; what stands above was found before", found)
        if not found.of:
            note(f"No surprises under {found.concept}.")
        elif not found.whole and not count:
            note(
                f"{found.told:,} of {found.of:,} states at which somebody would be surprised are "
                "told, the nearest to the present first; --limit N tells more, --count all numbers."
            )
