"""`detente path`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from detente.cli.group import INTERRUPTED
from detente.cli.options import (
    ConceptName,
    as_json,
    bounds_of,
    note,
    note_left_out,
    print_rows,
    read_case,
    warn,
    with_game,
    with_limit,
    with_size,
)
from detente.columns import counted

if TYPE_CHECKING:
    from detente.paths import Paths

#: about so many moves are gone through in a second, all searches together, on an ordinary laptop
MOVES_A_SECOND = 8e6
#: so many seconds of work are announced
LONG = 20


@click.command()
@with_game
@click.option(
    "--to",
    metavar="EXPR",
    help="Where to: an expression, or a named outcome. Default: every equilibrium.",
)
@click.option(
    "--concept",
    type=ConceptName(),
    default="seq",
    show_default=True,
    help="Whose equilibria are the targets.",
)
@click.option("--table", is_flag=True, help="Steps to every state, by who moves last.")
@with_size
@with_limit(
    "targets, the nearest; or states of the table. Default: all in rows of the explicit "
    "engine, else 10 targets and 1,000 states"
)
@as_json
def command(
    name: str,
    basis: str,
    view: str,
    hypothesis: str | None,
    to: str | None,
    concept: str,
    table: bool,
    engine: str,
    memory: float,
    limit: int | None,
    as_json: bool,
) -> None:
    """Look for ways from the present to a target.

    By improvements alone and by any moves; who must go first, how far anyone falls below the
    present on the way, and who moves against its own interest. Where single steps do not lead
    there, or only through a dip, says whether a step by several at the same time would.

    \b
        detente path elmira-1991
        detente path elmira-1991 --to "modify and accept and insist"
        detente path geneva-2022 --view us
        detente path elmira-1991 --table
    """
    if table and to is not None:
        raise click.UsageError("--table and --to exclude each other: the table has every state.")
    from detente.cli.progress import shown
    from detente.paths import find_paths

    case = read_case(name, basis)
    if table:
        concept = "nash"  # no target is asked for; these are found at once
    with shown("ways") as progress:
        paths = find_paths(case, to, view, hypothesis, concept, progress, engine, bounds_of(memory))
        warn(paths.game.warnings)
        _say_how_long(paths)
        try:
            _print(paths, table, limit, as_json)
            if not table:
                _say_what_is_missing(paths)
        except KeyboardInterrupt:
            note("Interrupted; what stands above was found before.")
            sys.exit(INTERRUPTED)
    if not paths.improvements_known:
        note("By improvements: open, since preferences are missing.")
    if paths.grown:
        from detente.errors import InputError

        raise InputError(f"{paths.grown[0]}; what stands above was found before")


def _print(paths: Paths, table: bool, limit: int | None, as_json: bool) -> None:
    if table:
        from detente.paths.text import evolution_text

        if as_json:
            print_rows(paths.to_table_rows(limit))
        else:
            click.echo(evolution_text(paths, limit))
    elif as_json:
        print_rows(paths.to_rows(limit))
        note_left_out(paths.n_targets, paths.listed, limit, "targets")
    elif paths.n_targets:
        from detente.paths.text import paths_lines

        for line in paths_lines(paths, limit):
            click.echo(line)


def _say_how_long(paths: Paths) -> None:
    from detente.game import Game
    from detente.game.steps import most_moves

    if not isinstance(paths.game, Game):
        return
    moves = most_moves(paths.game)
    seconds = moves / MOVES_A_SECOND
    if seconds >= LONG:
        minutes = counted(max(1, round(seconds / 60)), "minute")
        note(
            f"Up to {moves:,} moves are gone through: roughly {minutes}. "
            "Ctrl-C keeps what was found."
        )


def _say_what_is_missing(paths: Paths) -> None:
    game = paths.game
    if not paths.n_targets:
        if paths.equilibria_known:
            note(f"No equilibrium under {paths.concept}: there is no target. Name one with --to.")
        else:
            note(f"No equilibria under {paths.concept}: preferences are missing. Try --to.")
        return
    where = "the base" if game.view == "base" else f"view {game.view}"
    if not paths.any_reached(improving=False):
        note(f"No sequence of single moves leads from the present to the target as {where} has it.")
        note(_how_far(paths, improving=False))
    elif paths.improvements_known and not paths.grown and not paths.any_reached(improving=True):
        note(f"No sequence of improvements leads there as {where} has it.")
        note(_how_far(paths, improving=True))


def _how_far(paths: Paths, *, improving: bool) -> str:
    """How many states are reached, within how many steps, and how near they are to the target."""
    reach = paths.reach(improving=improving)
    what = "Improvements lead" if improving else "Moves lead"
    steps = counted(reach.steps, "step")
    text = f"{what} to {counted(reach.count, 'state')} within {steps}"
    if not reach.whole:
        text += " and perhaps to more beyond; no state from which the target is reached is there"
    if reach.nearest is not None:
        near, target, apart = reach.nearest
        text += (
            f". Nearest to a target: {paths.game.code(near)}, "
            f"{counted(apart, 'option')} apart from {paths.game.code(target)}"
        )
    return f"{text}."
