"""`detente dilemmas`."""

from __future__ import annotations

import click

from detente.cli.options import as_json, note, print_rows, read_case, with_game


@click.command()
@with_game
@click.option(
    "--positions", is_flag=True, help="Who asks for what, and what happens otherwise, instead."
)
@as_json
def command(
    name: str,
    basis: str,
    view: str,
    hypothesis: str | None,
    positions: bool,
    as_json: bool,
) -> None:
    """Find the dilemmas that positions, threats and doubts put each party in.

    Positions, intentions and doubts stand in the case's board; where it gives none, they follow
    from preferences. Six dilemmas compare whole states, three look at single options. Each is
    looked for in the base and in every party's view, with the feelings it tends to provoke and the
    kinds of change that lead out of it. With --view, that view stands in for the base.

    \b
        detente dilemmas geneva-2022
        detente dilemmas geneva-2022 --hypothesis maximalist
        detente dilemmas harbour-2031 --positions
        detente dilemmas chicken --json
    """
    from detente.dilemmas import find_dilemmas
    from detente.dilemmas.text import positions_text

    found = find_dilemmas(read_case(name, basis), view, hypothesis)
    if as_json:
        for account in found.accounts:
            for what in account.confrontation.notes:
                note(f"{account.view}: {what}.")
        print_rows(found.to_position_rows() if positions else found.to_rows())
    elif positions:
        click.echo(positions_text(found))
    else:
        click.echo(str(found))
    if not positions and not found.items:
        note("No dilemmas.")
