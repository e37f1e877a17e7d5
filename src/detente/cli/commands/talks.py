"""`detente talks`."""

from __future__ import annotations

import click

from detente.cli.options import as_json, note, print_rows, read_case, with_case, with_view


def _pairs(given: tuple[str, ...], flag: str) -> tuple[tuple[str, str], ...]:
    found = []
    for text in given:
        name, sign, value = text.rpartition("=")
        if not sign or not name.strip() or not value.strip():
            raise click.UsageError(f"'{text}' is no pair. Write {flag} NAME=DATE.")
        found.append((name.strip(), value.strip()))
    return tuple(found)


@click.command()
@with_case
@with_view
@click.option("--on", metavar="DATE", help="See it from this day, with what was known then.")
@click.option(
    "--move",
    "deadlines",
    multiple=True,
    metavar="WORDS=DATE",
    help="Suppose that a deadline, named by some of its words, lies elsewhere. May be repeated.",
)
@click.option(
    "--patience",
    multiple=True,
    metavar="PARTY=DATE",
    help="Suppose that a party can wait until then. May be repeated.",
)
@click.option(
    "--session",
    "sessions",
    multiple=True,
    metavar="TRACK=DATE",
    help="Suppose one session more. May be repeated.",
)
@as_json
def command(
    name: str,
    basis: str,
    view: str,
    hypothesis: str | None,
    on: str | None,
    deadlines: tuple[str, ...],
    patience: tuple[str, ...],
    sessions: tuple[str, ...],
    as_json: bool,
) -> None:
    """Say how long the talks can run, who would leave first, and where that would leave everyone.

    Each party's patience, the deadlines that bind it and, where the case has a `clock`, what
    waiting costs it say until when it would stay. What a date moved, a session added or a gesture
    would change is told as well.

    \b
        detente talks geneva-2022
        detente talks harbour-2031 --on 2031-04-01
        detente talks harbour-2031 --move "Season opens=2031-06-01" --patience union=2031-09
        detente talks harbour-2031 --session mediation=2031-03-20 --json
    """
    from detente.talks import as_known_on, time_talks
    from detente.talks.dates import window
    from detente.talks.talks import Moved

    moved = Moved(
        _pairs(deadlines, "--move"), _pairs(patience, "--patience"), _pairs(sessions, "--session")
    )
    case = read_case(name, basis)
    since = case.as_of
    if on is not None:
        case = as_known_on(case, window(on).first)
    found = time_talks(case, view, hypothesis, on, moved, since)
    if as_json:
        print_rows(found.to_rows())
    else:
        click.echo(str(found))
    if found.ends is None:
        note("Nothing says until when anyone would stay.")
