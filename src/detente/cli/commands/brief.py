"""`detente brief`."""

from __future__ import annotations

from pathlib import Path

import click

from detente.cli.options import read_case, with_case


@click.command()
@with_case
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where to write; the ending says the format: .html .md .json .pdf. Default: ./ID.html",
)
@click.option("--open", "show", is_flag=True, help="Open the brief when it is written.")
def command(name: str, basis: str, output: Path | None, show: bool) -> None:
    """Write every analysis that a case allows into one file.

    The page stands alone: no scripts, nothing fetched from elsewhere.

    \b
        detente brief geneva-2022
        detente brief geneva-2022 -o geneva.md
        detente brief river-talks.yaml --basis reported --open
    """
    from detente.brief import write_brief
    from detente.cli.progress import shown

    case = read_case(name, basis)
    path = output or Path(f"{case.id}.html")
    with shown("brief") as progress:
        write_brief(case, path, basis=basis, progress=progress)
    click.echo(str(path) if output else f".{'/'}{path}")
    if show:
        click.launch(str(path))
