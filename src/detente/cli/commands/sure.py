"""`detente sure`."""

from __future__ import annotations

from pathlib import Path

import click

from detente.cli.options import as_json, note, print_rows, read_case, with_case
from detente.cli.progress import shown


@click.command()
@with_case
@click.option("--draws", type=int, default=1000, show_default=True, help="Variations to draw.")
@click.option("--seed", type=int, default=0, show_default=True, help="What draws depend on.")
@click.option("--concept", default="seq", show_default=True, help="Under which concept.")
@click.option(
    "--hypothesis",
    "hypotheses",
    multiple=True,
    metavar="H",
    help="Only this rival account, or 'base'; may be repeated. Default: the base and all rivals.",
)
@click.option(
    "--unmarked",
    type=float,
    default=0.0,
    show_default=True,
    help="The doubt, from 0 to 1, of preferences that bear none.",
)
@click.option("--workers", type=int, default=1, show_default=True, help="Processes to use.")
@click.option("--scheduler", metavar="URL", help="Use the workers of a Dask scheduler instead.")
@click.option(
    "--keep",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Keep finished work in this file, and go on from it.",
)
@click.option(
    "--levers", is_flag=True, help="Also try the smallest levers in variations; takes longer."
)
@as_json
def command(
    name: str,
    basis: str,
    draws: int,
    seed: int,
    concept: str,
    hypotheses: tuple[str, ...],
    unmarked: float,
    workers: int,
    scheduler: str | None,
    keep: Path | None,
    levers: bool,
    as_json: bool,
) -> None:
    """Say how far conclusions survive what is doubtful.

    Every input that bears a `doubt` is otherwise in that share of the variations: a statement is
    left out or matters less, rungs trade places, a difference of a view falls away. For each
    outcome: in how many variations it holds, is expected, and would surprise; which input decides
    most; and the least change that turns the verdict. Rival accounts stand side by side, with what
    tells them apart.

    \b
        detente sure geneva-2022
        detente sure geneva-2022 --draws 100000 --workers 2 --keep geneva.draws
        detente sure my.yaml --unmarked 0.25 --seed 7 --json
        detente sure my.yaml --draws 1000000 --scheduler tcp://127.0.0.1:8786
    """
    from detente.ensemble import vary

    asked = [None if one == "base" else one for one in hypotheses] or None
    with shown("variations") as progress:
        found = vary(
            read_case(name, basis),
            draws,
            seed,
            concept,
            asked,
            unmarked=unmarked,
            workers=workers,
            scheduler=scheduler,
            keep=keep,
            levers=levers,
            progress=progress,
        )
    if as_json:
        print_rows(found.to_rows())
    else:
        click.echo(str(found))
    numbers = found.deals.numbers if found.deals is not None else 0
    if not numbers and not any(account.inputs for account in found.accounts):
        note("No input of this case bears a doubt, so nothing was varied; see --unmarked.")
