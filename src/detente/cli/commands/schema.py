"""`detente schema`."""

from __future__ import annotations

import json

import click


@click.command()
def command() -> None:
    """Print the JSON Schema of case files, for editors.

    An editor that knows YAML and JSON Schema then completes keys and marks mistakes while you
    type.

    \b
        detente schema > detente.schema.json
    """
    from detente.case.schema import schema

    click.echo(json.dumps(schema(), ensure_ascii=False, indent=2))
