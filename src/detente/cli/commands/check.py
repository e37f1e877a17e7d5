"""`detente check`."""

from __future__ import annotations

import sys

import click

from detente.cli.options import CaseName, as_json, print_rows


@click.command()
@click.argument("name", metavar="CASE", type=CaseName())
@as_json
def command(name: str, as_json: bool) -> None:
    """Say what is wrong with a case, and what it is not yet good for.

    Lists every problem at once, each with its place in the file and a hint. Exits 1 if there is
    one; warnings and missing parts do not count.

    \b
        detente check geneva-2022
        detente check river-talks.yaml
    """
    from detente.columns import counted
    from detente.game.audit import audit

    known = click.get_current_context().find_root().command
    assert isinstance(known, click.Group)
    report = audit(name).only(known.list_commands(click.get_current_context()))
    if as_json:
        print_rows(report.to_rows())
    else:
        for problem in report.problems:
            click.echo(f"{problem.severity}: {problem}")
        for hole in report.holes:
            click.echo(f"missing: {hole}")
    if report.errors:
        if not as_json:
            click.echo(counted(len(report.errors), "problem"), err=True)
        sys.exit(1)
    if not as_json:
        click.echo(report.summary())
