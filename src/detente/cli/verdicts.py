"""Verdicts on states as `detente solve` prints them: as text, or as rows and remarks."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import click

from detente.cli.options import note, note_left_out, print_rows

if TYPE_CHECKING:
    from detente.case.language import Expr
    from detente.stability import Sample, StabilitySets, StabilityTable

#: what is asked of sets of states, which the symbolic engine has
ABOUT_SETS = ("describe", "shares", "chosen", "frontier", "why")


class Shape(NamedTuple):
    """What is to be printed of the verdicts."""

    what: str  # "all", "equilibria", "count" or one of `ABOUT_SETS`
    target: Expr | None
    limit: int | None
    sample: Sample | None
    as_json: bool


def print_verdicts(table: StabilityTable | StabilitySets, shape: Shape) -> None:
    """Print what is asked for, and say what is open or left out."""
    from detente.stability import StabilitySets

    if shape.target is not None:
        table = table.within(shape.target)
    _say_what_is_open(table)
    if shape.what == "count":
        _print_count(table, shape.as_json)
    elif shape.what == "equilibria":
        _print_equilibria(table, shape)
    elif shape.what in ABOUT_SETS:
        assert isinstance(table, StabilitySets)
        _print_about_sets(table, shape)
    elif shape.as_json:
        print_rows(table.to_rows(shape.limit, shape.sample))
        _say_what_is_left_out(table, table.n_states, shape, "states")
    elif isinstance(table, StabilitySets):
        from detente.stability.sets_text import sets_text

        click.echo(sets_text(table, shape.sample))
        note("More: --describe, --shares, --chosen, --frontier, --equilibria, --sample N.")
    else:
        from detente.stability.text import table_text

        click.echo(table_text(table, shape.sample))


def _print_about_sets(table: StabilitySets, shape: Shape) -> None:
    from detente.stability import set_rows, sets_text

    text: Callable[[StabilitySets], str]
    match shape.what:
        case "describe":
            rows, text = set_rows.description_rows(table), sets_text.description_text
        case "shares":
            rows, text = set_rows.share_rows(table), sets_text.shares_text
        case "chosen":
            rows, text = set_rows.chosen_rows(table, shape.limit), sets_text.chosen_states_text
        case "frontier":
            rows = set_rows.frontier_rows(table, shape.limit)
            text = partial(sets_text.frontier_text, limit=shape.limit)
        case _:
            rows, text = set_rows.target_rows(table), sets_text.target_text
    if shape.as_json:
        print_rows(rows)
    else:
        click.echo(text(table))


def _say_what_is_left_out(
    table: StabilityTable | StabilitySets, count: int, shape: Shape, what: str
) -> None:
    from detente.stability.text import sample_text

    if shape.sample is not None:
        note(f"{what}: {sample_text(shape.sample, count)}")
    else:
        note_left_out(count, table.rows, shape.limit, what)


def _print_count(table: StabilityTable | StabilitySets, as_json: bool) -> None:
    from detente.stability.text import count_text

    if as_json:
        print_rows(table.to_count_rows())
    else:
        click.echo(count_text(table))


def _print_equilibria(table: StabilityTable | StabilitySets, shape: Shape) -> None:
    from detente.stability.text import equilibria_text

    if shape.as_json:
        print_rows(table.to_equilibria_rows(shape.limit, shape.sample))
    else:
        click.echo(equilibria_text(table, shape.limit, shape.sample))
    for row in table.to_count_rows():
        concept, found = row["concept"], row["equilibria"]
        if found == 0:
            note(f"No equilibrium under {concept}: someone would leave every state.")
        elif found is not None and shape.as_json:
            _say_what_is_left_out(table, found, shape, f"equilibria under {concept}")


def _say_what_is_open(table: StabilityTable | StabilitySets) -> None:
    by_party: dict[str, list[str]] = {}
    for concept, party in table.open_questions():
        by_party.setdefault(party, []).append(concept)
    game = table.game
    everyone = range(len(game.parties))
    missing = [p for p in everyone if game.lacks(p)] or [p for p in everyone if not game.known[p]]
    for party, open_for in by_party.items():
        note(
            f"No verdict for {party} under {', '.join(open_for)}: "
            f"preferences of {', '.join(game.parties[p] for p in missing)} are missing."
        )
