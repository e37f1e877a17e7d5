"""`detente bargain`."""

from __future__ import annotations

import click

from detente.cli.options import as_json, note, print_rows, read_case, with_case, with_view


@click.command()
@with_case
@with_view
@as_json
def command(name: str, basis: str, view: str, hypothesis: str | None, as_json: bool) -> None:
    """Find where a deal lies, as the case assumes and as each side sees it.

    Where the case gives values of issues, packages are weighed: which leave everyone at least as
    well off as walking away, which no other betters for all, and which of them rules of fairness
    pick. Where it gives rankings, the same is asked of outcomes. The answer is given as the case
    assumes and as each side sees it. Homes, losses against a reference, the package on the table
    and a fight are looked at where the case has a `deal` section.

    \b
        detente bargain harbour-2031
        detente bargain geneva-2022 --hypothesis maximalist
        detente bargain harbour-2031 --view city --json
    """
    from detente.bargaining import bargain

    found = bargain(read_case(name, basis), view, hypothesis)
    if as_json:
        print_rows(found.to_rows())
    else:
        click.echo(str(found))
    first = found.accounts[0]
    empty = first.valued is not None and first.valued.n_zone == 0
    if empty or (first.valued is None and first.ranked is not None and not first.ranked.zone):
        note("No zone of agreement.")
