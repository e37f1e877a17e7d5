"""`detente diff`."""

from __future__ import annotations

import click

from detente.cli.options import CaseName, ConceptName, as_json, note, print_rows, read_case


@click.command()
@click.argument("old", metavar="OLD", type=CaseName())
@click.argument("new", metavar="NEW", type=CaseName())
@click.option(
    "--basis",
    type=click.Choice(["reported", "reading", "all"]),
    default="all",
    show_default=True,
    help="Use only entries that are reported; or those and an author's readings; or all.",
)
@click.option(
    "--concept",
    "concepts",
    multiple=True,
    type=ConceptName(),
    help="Compare verdicts under this concept; may be repeated. Default: nash gmr smr seq sseq.",
)
@as_json
def command(old: str, new: str, basis: str, concepts: tuple[str, ...], as_json: bool) -> None:
    """Say which inputs and which verdicts changed between two versions of a case.

    Inputs are named by their place, with what they were and are. Verdicts are compared in the
    base, in every view and under every hypothesis that both versions have; states are matched by
    the names of their options, so that options may come and go.

    \b
        detente diff before.yaml after.yaml
        detente diff before.yaml after.yaml --concept seq --json
        detente diff harbour-2031 ./my-harbour.yaml
    """
    from detente.views.versions import compare_versions

    found = compare_versions(read_case(old, basis), read_case(new, basis), concepts or None)
    if as_json:
        print_rows(found.to_rows())
        if found.left_out:
            note(f"Not compared, since only one version has it: {', '.join(found.left_out)}.")
    else:
        click.echo(str(found))
    if not found.inputs and not found.verdicts:
        note("Nothing changed.")
