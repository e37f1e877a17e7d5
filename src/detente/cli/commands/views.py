"""`detente views`."""

from __future__ import annotations

import click

from detente.cli.options import as_json, note, print_rows, read_case, with_concepts, with_game


@click.command()
@with_game
@with_concepts("Judge by this concept; may be repeated. Default: seq.")
@click.option(
    "--misperceptions", "differences", is_flag=True, help="How the views differ, by kind."
)
@click.option("--surprises", is_flag=True, help="Who would be surprised by whom.")
@click.option("--meanings", is_flag=True, help="Which states meet a word for one side only.")
@as_json
def command(
    name: str,
    basis: str,
    view: str,
    hypothesis: str | None,
    concepts: tuple[str, ...],
    differences: bool,
    surprises: bool,
    meanings: bool,
    as_json: bool,
) -> None:
    """Compare what each party sees with what it expects and with the base.

    For every state: whether each party would stay there in the game that it sees (own), whether
    it expects the state to last (expected), and whether it would stay as the case assumes (base).
    With --view, that view stands in for the base, and the comparison looks one level further in.

    \b
        detente views geneva-2022
        detente views geneva-2022 --hypothesis maximalist --surprises
        detente views arms-race-dilemma --concept nash --json
        detente views geneva-2022 --view us
    """
    if sum((differences, surprises, meanings)) > 1:
        raise click.UsageError("--misperceptions, --surprises and --meanings exclude each other.")
    from detente.views import (
        CLASSES,
        Lens,
        compare_lens,
        compare_meanings,
        misperceptions,
        surprises_of,
    )

    case = read_case(name, basis)
    if differences:
        listed = misperceptions(case, view, hypothesis)
        print_rows(listed.to_rows()) if as_json else click.echo(str(listed))
        if not listed.items:
            note("No differences between the views.")
        return
    if meanings:
        words = compare_meanings(case, view, hypothesis)
        print_rows(words.to_rows()) if as_json else click.echo(str(words))
        if not words.items:
            note("The case gives no word two senses.")
        return
    lens = Lens(case, view, hypothesis)
    chosen = concepts or ("seq",)
    if surprises:
        for concept in chosen:
            found = surprises_of(lens, concept)
            print_rows(found.to_rows()) if as_json else click.echo(str(found))
            if not found.items:
                note(f"No surprises under {concept}.")
        return
    table = compare_lens(lens, chosen)
    for concept, closed in zip(table.concepts, table.closed, strict=True):
        if not closed:
            note(f"No classes under {concept}: preferences are missing.")
    if as_json:
        print_rows(table.to_rows())
    else:
        click.echo(str(table))
        used = [name for name in CLASSES if any(table.members(c, name).size for c in chosen)]
        click.echo("\n" + "\n".join(f"{name}: {CLASSES[name]}" for name in used))
