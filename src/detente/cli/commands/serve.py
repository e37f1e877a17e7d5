"""`detente serve`."""

from __future__ import annotations

from pathlib import Path

import click

from detente.cli.options import CaseName, note


@click.command()
@click.argument("name", metavar="[CASE or FOLDER]", type=CaseName(), required=False)
@click.option("--port", type=click.IntRange(0, 65535), default=0, metavar="P",
              help="The port to listen on; without it, any that is free.")  # fmt: skip
@click.option("--no-open", is_flag=True, help="Open no browser; print the address alone.")
def command(name: str | None, port: int, no_open: bool) -> None:
    """Open the workbench in a browser, on this computer only.

    CASE is a file or a shipped case; FOLDER, or the folder you are in, shows every case there. The
    address is printed on one line and works once, in a browser on this computer. Nothing is asked
    of any other computer. Ctrl-C ends it; everything is saved.

    \b
        detente serve
        detente serve geneva-2022
        detente serve talks/river.yaml --port 8321 --no-open
    """
    from detente.case.load import is_path
    from detente.errors import InputError
    from detente.workbench.server import serve

    folder, file, shipped = Path(), "", ""
    if name and Path(name).is_dir():
        folder = Path(name)
    elif name and is_path(name):
        path = Path(name)
        if not path.is_file():
            raise InputError(f"there is no file or folder {path}")
        folder, file = path.parent, path.name
    elif name:
        shipped = name

    def ready(address: str) -> None:
        click.echo(address)
        if not no_open:
            click.launch(address)
        note("Ctrl-C ends it.")

    serve(folder, file=file, shipped=shipped, port=port, ready=ready)
