"""`detente bundle`."""

from __future__ import annotations

from pathlib import Path

import click

from detente.cli.commands.brief import say_share, with_audience, with_sections
from detente.cli.options import CaseName, as_json, note, print_rows, read_case


@click.command()
@click.argument("name", metavar="CASE", type=CaseName(), required=False)
@click.option(
    "--basis",
    type=click.Choice(["reported", "reading", "all"]),
    default="all",
    show_default=True,
    help="Of the brief: use only entries that are reported; or those and readings; or all.",
)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where to write. Default: ./ID.zip",
)
@click.option(
    "--with",
    "forms",
    multiple=True,
    type=click.Choice(["pdf", "docx", "md", "json"]),
    help="The brief in this form too, beside the page; may be repeated.",
)
@with_audience
@with_sections()
@click.option("--evidence", is_flag=True, help="Put in what the evidence store holds.")
@click.option("--documents", is_flag=True, help="Put in the documents of the store as well.")
@click.option(
    "--check",
    "bundle_file",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Compare a bundle with its manifest, without unpacking it.",
)
@as_json
def command(
    name: str | None,
    basis: str,
    output: Path | None,
    forms: tuple[str, ...],
    audience: str,
    for_party: str,
    only: tuple[str, ...],
    without: tuple[str, ...],
    evidence: bool,
    documents: bool,
    bundle_file: Path | None,
    as_json: bool,
) -> None:
    """Put a case and its brief into one zip, each file with its sum.

    The evidence beside the case goes in only with --evidence, its documents only with --documents,
    and the journal of the workbench never.

    \b
        detente bundle river-talks.yaml --with pdf --with docx
        detente bundle river-talks.yaml --audience public -o for-the-press.zip
        detente bundle --check for-the-press.zip
    """
    if (name is None) == (bundle_file is None):
        raise click.UsageError("give a CASE, or --check FILE")
    if bundle_file is not None:
        _check(bundle_file, as_json)
        return
    from detente.brief.audience import reader
    from detente.brief.bundling import bundle
    from detente.cli.progress import shown

    case = read_case(str(name))
    to = reader(case, audience, for_party)
    path = output or Path(f"{case.id}{to.suffix}.zip")
    with shown("bundle") as progress:
        made = bundle(
            case,
            path,
            audience=audience,
            for_party=for_party,
            forms=forms,
            basis=basis,
            sections=only or None,
            without=without,
            evidence=evidence,
            documents=documents,
            progress=progress,
        )
    say_share(case, to)
    if as_json:
        print_rows(made.to_rows())
    else:
        note(str(made))
        click.echo(str(path) if output else f".{'/'}{path}")


def _check(path: Path, as_json: bool) -> None:
    from detente.brief.unbundling import check_bundle
    from detente.errors import InputError

    found = check_bundle(path)
    if as_json:
        print_rows(found.to_rows())
    if not found.holds:
        raise InputError(str(found))
    if not as_json:
        click.echo(str(found))
