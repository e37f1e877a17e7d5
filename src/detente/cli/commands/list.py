"""`detente list`."""

from __future__ import annotations

import click

from detente.cli.options import as_json, print_rows


@click.command()
@as_json
def command(as_json: bool) -> None:
    """List the shipped cases.

    \b
        detente list
        detente list --json
    """
    from detente.case.shipped import shipped
    from detente.columns import columns

    cases = shipped()
    if as_json:
        print_rows({"id": c.id, "title": c.title, "question": c.question} for c in cases)
    else:
        click.echo("\n".join(columns([[c.id, c.title] for c in cases], indent="")))
