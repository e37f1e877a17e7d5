"""`detente brief`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from detente.cli.options import F, TextParam, note, read_case, with_case

if TYPE_CHECKING:
    from detente.brief.audience import Reader
    from detente.case import Case


class SectionKey(TextParam):
    """The key of a section of the brief."""

    name = "section"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        from detente.brief.outline import section_keys
        from detente.errors import nearest

        key, known = value.lower(), section_keys()
        if key not in known:
            hint = nearest(key, known)
            self.fail(f"'{value}' is no section of the brief. {hint}".strip(), param, ctx)
        return key


def with_audience(command: F) -> F:
    """Add `--audience` and `--for`."""
    command = click.option(
        "--for", "for_party", metavar="PARTY", default="",
        help="With --audience party-safe: for this party alone.",
    )(command)  # fmt: skip
    return click.option(
        "--audience",
        type=click.Choice(["mediator", "party-safe", "public"]),
        default="mediator",
        show_default=True,
        help="For whom: everything; or only what a party, or anybody, may be shown.",
    )(command)


def with_sections() -> Callable[[F], F]:
    """Add `--only` and `--without`."""

    def add(command: F) -> F:
        command = click.option(
            "--without", metavar="SECTION", multiple=True, type=SectionKey(),
            help="Leave out this section; may be repeated.",
        )(command)  # fmt: skip
        return click.option(
            "--only", metavar="SECTION", multiple=True, type=SectionKey(),
            help="Write only this section, by its key (summary, wants …); may be repeated.",
        )(command)  # fmt: skip

    return add


def say_share(case: Case, to: Reader) -> None:
    """How much of the case this reader gets, on stderr: it is for whoever sends the file."""
    if to.sees_all:
        return
    from detente.brief.allowed import share

    seen, every = share(case, to)
    note(
        f"{seen:,} of {every:,} entries of the case may be seen by this reader: what is marked "
        "'audience:' for it, and what published sources report."
    )


@click.command()
@with_case
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where to write; the ending says the format: .html .pdf .docx .md .json. "
    "Default: ./ID.html",
)
@with_audience
@with_sections()
@click.option("--open", "show", is_flag=True, help="Open the brief when it is written.")
def command(
    name: str,
    basis: str,
    output: Path | None,
    audience: str,
    for_party: str,
    only: tuple[str, ...],
    without: tuple[str, ...],
    show: bool,
) -> None:
    """Write every analysis that a case allows into one file.

    The page stands alone: no scripts, nothing fetched from elsewhere.

    \b
        detente brief geneva-2022
        detente brief geneva-2022 -o geneva.docx
        detente brief river-talks.yaml --basis reported --open
        detente brief river-talks.yaml --audience party-safe --for upstream
    """
    from detente.brief import write_brief
    from detente.brief.audience import reader
    from detente.cli.progress import shown

    case = read_case(name)
    to = reader(case, audience, for_party)
    path = output or Path(f"{case.id}{to.suffix}.html")
    with shown("brief") as progress:
        write_brief(
            case,
            path,
            basis=basis,
            audience=audience,
            for_party=for_party,
            sections=only or None,
            without=without,
            progress=progress,
        )
    say_share(case, to)
    click.echo(str(path) if output else f".{'/'}{path}")
    if show:
        click.launch(str(path))
