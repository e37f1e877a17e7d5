"""`detente coalitions`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from detente.cli.group import INTERRUPTED
from detente.cli.options import as_json, note, print_rows, read_case, warn, with_concepts, with_game
from detente.columns import counted

if TYPE_CHECKING:
    from detente.game import Game
    from detente.stability import CoalitionTable

    TextParam = click.ParamType[str]
else:
    TextParam = click.ParamType  # generic only in newer versions of Click


#: more rows than this are announced
MANY_ROWS = 100_000
#: so many seconds of work are announced
LONG = 20


class CoalitionConceptName(TextParam):
    """The id of a coalitional concept."""

    name = "concept"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        from detente.errors import nearest
        from detente.stability import COALITION_CONCEPTS

        key = value.lower()
        if key not in COALITION_CONCEPTS:
            hint = nearest(key, list(COALITION_CONCEPTS))
            self.fail(f"'{value}' is no coalitional concept. {hint}".strip(), param, ctx)
        return key


@click.command()
@with_game
@with_concepts(
    "Test only this concept; may be repeated. Default: cnash cgmr csmr cseq.",
    CoalitionConceptName(),
)
@click.option(
    "--of",
    "of",
    multiple=True,
    metavar="PARTY,PARTY",
    help="Only this coalition; may be repeated. Default: all.",
)
@click.option("--pareto", is_flag=True, help="Enough that one member gains and none loses.")
@click.option("--universal", is_flag=True, help="Only the states that no coalition would leave.")
@as_json
def command(
    name: str,
    basis: str,
    view: str,
    hypothesis: str | None,
    concepts: tuple[str, ...],
    of: tuple[str, ...],
    pareto: bool,
    universal: bool,
    as_json: bool,
) -> None:
    """Find the states that parties would leave together.

    A coalition leaves a state for one that its members can bring about by moves in turn, that
    each of them prefers, and that no answer of the others spoils for any of them.

    \b
        detente coalitions elmira-1991
        detente coalitions elmira-1991 --of moe,uniroyal --concept cseq
        detente coalitions geneva-2022 --universal
    """
    if universal and of:
        raise click.UsageError("--universal asks all coalitions, so --of cannot stand beside it.")
    from detente.cli.progress import shown
    from detente.game.compile import compile_game
    from detente.stability import COALITION_CONCEPTS, coalitions_of

    game = compile_game(read_case(name, basis), view, hypothesis)
    named = [tuple(part.strip() for part in text.split(",") if part.strip()) for text in of]
    warn(game.warnings)
    many = len(named) or (1 << len(game.parties)) - 1
    _say_how_long(game, many, len(concepts) or len(COALITION_CONCEPTS))
    with shown("coalitions") as progress:
        table = coalitions_of(game, concepts or None, named or None, pareto, progress)
    _say_what_is_open(table)
    if universal:
        _print_universal(table, as_json)
    elif as_json:
        _say_how_many(table)
        print_rows(table.to_rows())
    else:
        click.echo(str(table))
    if not table.complete:
        done = int(table.looked_at.sum())
        note(f"Interrupted after {done:,} of {table.looked_at.size:,} answers; they stand above.")
        sys.exit(INTERRUPTED)


def _say_how_long(game: Game, n_coalitions: int, n_concepts: int) -> None:
    from detente.stability.coalitions import goes_through, rough_seconds

    if not goes_through(game):
        return  # it is refused at once
    seconds = rough_seconds(game, n_coalitions * n_concepts)
    if seconds >= LONG:
        minutes = max(1, round(seconds / 60))
        note(
            f"{n_coalitions:,} coalitions, {n_concepts} concepts, {game.n_states:,} states: "
            f"roughly {counted(minutes, 'minute')}. Ctrl-C keeps what was found."
        )


def _say_how_many(table: CoalitionTable) -> None:
    rows = int(table.determined.sum()) * table.game.n_states
    if rows > MANY_ROWS:
        note(f"{rows:,} rows follow. Ask for less with --of and --concept, or for --universal.")


def _print_universal(table: CoalitionTable, as_json: bool) -> None:
    from detente.stability.coalition_text import universal_text

    print_rows(table.to_universal_rows()) if as_json else click.echo(universal_text(table))
    for c, concept in enumerate(table.concepts):
        if table.determined[c].all() and not table.universal[c].any():
            note(f"Some coalition would leave every state under {concept}.")


def _say_what_is_open(table: CoalitionTable) -> None:
    for c, concept in enumerate(table.concepts):
        left_out = int((table.looked_at[c] & ~table.determined[c]).sum())
        if left_out:
            many = "1 coalition" if left_out == 1 else f"{left_out:,} coalitions"
            note(f"No verdict for {many} under {concept}: preferences are missing.")
