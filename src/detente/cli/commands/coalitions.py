"""`detente coalitions`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from detente.cli.group import INTERRUPTED
from detente.cli.options import (
    as_json,
    bounds_of,
    note,
    note_left_out,
    print_rows,
    read_case,
    warn,
    with_concepts,
    with_game,
    with_limit,
    with_size,
)
from detente.columns import counted
from detente.errors import InputError

if TYPE_CHECKING:
    from detente.case import Case
    from detente.game import Game
    from detente.stability import CoalitionSets, CoalitionTable
    from detente.stability.concepts import AnyGame

    TextParam = click.ParamType[str]
else:
    TextParam = click.ParamType  # generic only in newer versions of Click


#: more rows than this are announced
MANY_ROWS = 100_000
#: where states cannot be listed, more answers than this are announced
MANY_ANSWERS = 70
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
@click.option("--state", metavar="STATE", help="Only this state: who would leave it, and where to.")
@with_size
@with_limit("states. Default: all, and 100 from the symbolic engine")
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
    state: str | None,
    engine: str,
    memory: float,
    limit: int | None,
    as_json: bool,
) -> None:
    """Find the states that parties would leave together.

    A coalition leaves a state for one that its members can bring about by moves in turn, that
    each of them prefers, and that no answer of the others spoils for any of them.

    \b
        detente coalitions elmira-1991
        detente coalitions elmira-1991 --of moe,uniroyal --concept cseq
        detente coalitions elmira-1991 --state present --concept cgmr
        detente coalitions geneva-2022 --universal
    """
    if universal and of:
        raise click.UsageError("--universal asks all coalitions, so --of cannot stand beside it.")
    if universal and state is not None:
        raise click.UsageError("--universal and --state exclude each other.")
    from detente.cli.progress import shown
    from detente.game import Game
    from detente.stability import COALITION_CONCEPTS, coalition_sets_of, coalitions_of
    from detente.stability.coalitions import compile_for

    case = read_case(name, basis)
    game = compile_for(engine, case, view, hypothesis, bounds_of(memory))
    named = [tuple(part.strip() for part in text.split(",") if part.strip()) for text in of]
    warn(game.warnings)
    at = None if state is None else _state(case, game, state)
    asked = (concepts or None, named or None, pareto)
    if not isinstance(game, Game):
        with shown("coalitions") as progress:
            sets = coalition_sets_of(game, *asked, progress)
            _say_what_is_open(sets)
            if at is None and len(sets.coalitions) * len(sets.concepts) > MANY_ANSWERS:
                note(
                    f"{len(sets.coalitions):,} coalitions and {len(sets.concepts)} concepts may "
                    "take many minutes; cnash is quick. Ctrl-C keeps what was found."
                )
            try:
                _print(sets, universal, at, limit, as_json)
            except KeyboardInterrupt:
                note("Interrupted; what stands above was found before.")
                sys.exit(INTERRUPTED)
        if not sets.complete:
            note("Interrupted; what stands above was found before.")
            sys.exit(INTERRUPTED)
        if sets.grown:
            raise InputError(f"{sets.grown[0]}; what stands above was found before")
        return
    many = len(named) or (1 << len(game.parties)) - 1
    _say_how_long(game, many, len(concepts) or len(COALITION_CONCEPTS))
    with shown("coalitions") as progress:
        table = coalitions_of(game, *asked, progress)
    _say_what_is_open(table)
    if as_json and not universal and at is None:
        _say_how_many(table)
    _print(table, universal, at, limit, as_json)
    if not table.complete:
        done = int(table.looked_at.sum())
        note(f"Interrupted after {done:,} of {table.looked_at.size:,} answers; they stand above.")
        sys.exit(INTERRUPTED)


def _state(case: Case, game: AnyGame, text: str) -> int:
    """The state that a text names; the present where that is no outcome of the case."""
    from detente.cli.commands.solve import find_state

    if text.strip() == "present" and game.present is not None:
        return game.present
    return find_state(case, game, text)


def _print(
    table: CoalitionTable | CoalitionSets,
    universal: bool,
    at: int | None,
    limit: int | None,
    as_json: bool,
) -> None:
    from detente.stability.coalition_text import coalitions_lines

    if universal:
        _print_universal(table, limit, as_json)
    elif as_json:
        print_rows(table.to_rows(limit, at))
        if at is None:
            note_left_out(table.game.n_states, table.rows, limit, "states")
    else:
        for line in coalitions_lines(table, at):
            click.echo(line)


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


def _print_universal(
    table: CoalitionTable | CoalitionSets, limit: int | None, as_json: bool
) -> None:
    from detente.stability.coalition_text import universal_text

    if as_json:
        print_rows(table.to_universal_rows(limit))
    else:
        click.echo(universal_text(table))
    for concept in table.concepts:
        found = table.universal_of(concept)
        if found is None:
            continue
        if not found.count:
            note(f"Some coalition would leave every state under {concept}.")
        elif as_json:
            note_left_out(found.count, table.rows, limit, f"states under {concept}")


def _say_what_is_open(table: CoalitionTable | CoalitionSets) -> None:
    for concept in table.concepts:
        reasons = [table.why_open(concept, coalition) for coalition in table.coalitions]
        left_out = reasons.count("preferences are missing")
        if left_out:
            many = "1 coalition" if left_out == 1 else f"{left_out:,} coalitions"
            note(f"No verdict for {many} under {concept}: preferences are missing.")
