"""`detente new`."""

from __future__ import annotations

from pathlib import Path

import click

from detente.cli.options import note, write_new


@click.command()
@click.argument("name")
@click.option("--force", is_flag=True, help="Replace a file that exists already.")
def command(name: str, force: bool) -> None:
    """Start a case.

    Writes NAME.yaml, a small case with comments that loads and solves, to be changed into yours.

    \b
        detente new river-talks
        detente check river-talks.yaml
    """
    from detente.case.scaffold import new_case

    if not name.strip():
        raise click.UsageError("NAME is empty. Example: detente new river-talks")
    path = Path(name)
    if path.suffix.lower() not in {".yaml", ".yml"}:
        path = path.with_name(path.name + ".yaml")
    text = new_case(path.stem)
    write_new(path, text, force=force)
    click.echo(str(path))
    note(f"Next: detente check {path if path.parent.name else './' + str(path)}")
