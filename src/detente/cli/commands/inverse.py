"""`detente inverse`."""

from __future__ import annotations

import click

from detente.cli.options import (
    as_json,
    note,
    print_rows,
    read_case,
    with_concepts,
    with_game,
    with_size,
)


@click.command()
@with_game
@click.option("--for", "party", metavar="PARTY", required=True, help="Whose ranking is asked for.")
@click.option(
    "--state",
    metavar="STATE",
    required=True,
    help="The state that should stay: options joined by '+', 'none', a code, or "
    "the name of an outcome that is one state.",
)
@with_concepts("Judge by this concept; may be repeated. Default: nash, gmr, smr, seq and sseq.")
@with_size
@as_json
def command(
    name: str,
    basis: str,
    view: str,
    hypothesis: str | None,
    party: str,
    state: str,
    concepts: tuple[str, ...],
    engine: str,
    memory: float,
    as_json: bool,
) -> None:
    """Say what a party would have to prefer for a state to be stable for it.

    The others are as they are. The conditions compare the state with others, one for each move that
    something must keep the party from; how many strict rankings meet them all is counted, and in
    which orders the party's own statements do. Where states cannot be listed only nash has an
    answer: under it nothing is asked but that the party has no better move.

    \b
        detente inverse syria-iraq-1975 --for syria --state release
        detente inverse geneva-2022 --for russia --state 34 --concept seq
    """
    from detente.cli.progress import shown
    from detente.game.engines import beyond_listing
    from detente.game.symbolic import Bounds, Diagrams
    from detente.levers import invert

    case = read_case(name, basis)
    diagrams = None
    if engine == "symbolic" or (engine == "auto" and beyond_listing(case, view, hypothesis)):
        diagrams = Diagrams(Bounds(int(memory * (1 << 30))))
        if not concepts:
            note("Only nash: under the others every possible answer would have to be listed.")
    with shown("inverse") as progress:
        found = invert(
            case, party, state, concepts or None, view, hypothesis, progress, note, diagrams
        )
    if as_json:
        print_rows(found.to_rows())
    else:
        click.echo(str(found))
    for item in found.items:
        if item.share is None:
            note(f"Under {item.concept}, the rankings are too many to count.")
        elif item.rankings is None and as_json:
            note(f"Under {item.concept}, {float(item.share):.4g} of all rankings, unwritten above.")
        if item.orders is not None and item.orders.count is None:
            note(f"Orders of {len(found.statements)} statements are too many to count.")
