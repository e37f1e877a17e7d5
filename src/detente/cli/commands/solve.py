"""`detente solve`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from detente.cli.group import INTERRUPTED
from detente.cli.options import (
    ConceptName,
    as_json,
    bounds_of,
    note,
    print_rows,
    read_case,
    warn,
    with_concepts,
    with_engine,
    with_game,
)
from detente.cli.progress import shown
from detente.cli.verdicts import ABOUT_SETS, Shape, print_verdicts

if TYPE_CHECKING:
    from detente.case import Case
    from detente.case.language import Expr
    from detente.stability import NotCredible
    from detente.stability.concepts import AnyGame


@click.command()
@with_game
@with_concepts("Test only this concept; may be repeated. Default: nash gmr smr seq sseq.")
@click.option(
    "--concept-of",
    "concept_of",
    multiple=True,
    metavar="PARTY=CONCEPT",
    help="A concept of its own for a party (seq for the others); may be repeated.",
)
@click.option("--equilibria", is_flag=True, help="Only states that are stable for every party.")
@click.option("--count", is_flag=True, help="Only numbers.")
@click.option("--describe", is_flag=True, help="What all equilibria have in common, in few words.")
@click.option("--shares", is_flag=True, help="How often each option stands at each level in them.")
@click.option(
    "--chosen", is_flag=True, help="Equilibria near the present, best for a party, or efficient."
)
@click.option(
    "--frontier",
    is_flag=True,
    help="States to which no other is as good for all parties and better for one.",
)
@click.option("--explain", "state", metavar="STATE", help="Why each party would stay or leave.")
@click.option(
    "--not-credible",
    multiple=True,
    metavar="PARTY:EXPR",
    help="Replies by a party into states where EXPR holds do not count; may be repeated.",
)
@click.option("--where", "where", metavar="EXPR", help="Look at states where EXPR holds, alone.")
@click.option("--why", is_flag=True, help="With --where: for whom these hold; who would leave how.")
@click.option(
    "--sample", "draws", type=click.IntRange(min=1), metavar="N", help="List N drawn at random."
)
@click.option(
    "--seed", type=click.IntRange(min=0), default=0, show_default=True, help="Of the draws."
)
@with_engine
@as_json
def command(
    name: str,
    basis: str,
    view: str,
    hypothesis: str | None,
    concepts: tuple[str, ...],
    concept_of: tuple[str, ...],
    equilibria: bool,
    count: bool,
    describe: bool,
    shares: bool,
    chosen: bool,
    frontier: bool,
    state: str | None,
    not_credible: tuple[str, ...],
    where: str | None,
    why: bool,
    draws: int | None,
    seed: int,
    engine: str,
    limit: int | None,
    memory: float,
    as_json: bool,
) -> None:
    """Find the states that nobody has reason to leave.

    \b
        detente solve elmira-1991
        detente solve geneva-2022 --concept seq --equilibria
        detente solve geneva-2022 --view us --count
        detente solve harbour-2031 --where "offer >= low and not strike" --count
        detente solve harbour-2031 --explain "strike + offer=low"
        detente solve cuba-1962 --explain "withdraw" --not-credible "us:air_strike"
        detente solve cuba-1962 --engine symbolic --equilibria --limit 10
        detente solve harbour-2031 --concept seq --describe
        detente solve harbour-2031 --where "offer >= low and not strike" --why
        detente solve big.yaml --concept gmr --equilibria --sample 100 --seed 7 --json

    --describe, --shares, --chosen, --frontier and --why are questions about sets of states: the
    symbolic engine answers them, for small cases too.

    A STATE is written as what is taken in it, joined by `+` (option, or option=level), as `none`,
    or as `code N`; an outcome that the case names may stand there too.
    """
    if state is not None and where is not None:
        raise click.UsageError("--explain and --where exclude each other.")
    asked_for = {
        "equilibria": equilibria,
        "count": count,
        "describe": describe,
        "shares": shares,
        "chosen": chosen,
        "frontier": frontier,
        "why": why,
        "explain": state is not None,
    }
    shown_as = [name for name, asked in asked_for.items() if asked] or ["all"]
    if len(shown_as) > 1:
        flags = " and ".join(f"--{name}" for name in shown_as)
        raise click.UsageError(f"{flags} exclude each other.")
    if why and where is None:
        raise click.UsageError("--why goes with --where.")
    if draws is not None and shown_as[0] not in ("all", "equilibria"):
        raise click.UsageError(f"--sample does not go with --{shown_as[0]}.")
    if shown_as[0] in ABOUT_SETS:
        if engine == "explicit":
            raise click.UsageError(f"--{shown_as[0]} is answered by the symbolic engine alone.")
        engine = "symbolic"
    if concepts and concept_of:
        raise click.UsageError("--concept and --concept-of exclude each other.")
    by_party = _pairs(concept_of)
    from detente.game.engines import compile_with
    from detente.game.symbolic import SymbolicGame, TooLarge
    from detente.stability import (
        Interrupted,
        Sample,
        StabilitySets,
        solve_game,
        solve_sets,
        without_replies,
    )

    case = read_case(name, basis)
    game = compile_with(engine, case, view, hypothesis, bounds_of(memory))
    warn(game.warnings)
    ruled_out = [_not_credible(case, game, text) for text in not_credible]
    if state is not None:
        _explain(case, game, state, concepts, ruled_out, as_json)
        return
    asked = by_party or concepts or None
    target = None if where is None else _target(case, game, where)
    sample = None if draws is None else Sample(draws, seed)
    shape = Shape(shown_as[0], target, limit, sample, as_json)
    if not isinstance(game, SymbolicGame):
        listed = without_replies(game, ruled_out) if ruled_out else game
        print_verdicts(solve_game(listed, asked), shape)
        return
    try:
        with shown("Stable states") as progress:
            sets = solve_sets(without_replies(game, ruled_out), asked, progress)
    except TooLarge as error:
        assert isinstance(error.partial, StabilitySets)
        print_verdicts(error.partial, shape)
        raise
    except Interrupted as stopped:
        print_verdicts(stopped.partial, shape)
        note("Interrupted; what stands above was found before.")
        sys.exit(INTERRUPTED)
    print_verdicts(sets, shape)


def _explain(
    case: Case,
    game: AnyGame,
    state: str,
    concepts: tuple[str, ...],
    ruled_out: list[NotCredible],
    as_json: bool,
) -> None:
    from detente.stability import CONCEPTS, default_concepts, explain

    index = find_state(case, game, state)
    texts = []
    for concept in concepts or default_concepts():
        for p, party in enumerate(game.parties):
            if not CONCEPTS[concept].answerable(game, p):
                note(f"No verdict for {party} under {concept}: preferences are missing.")
                continue
            reasons = explain(game, concept, p, index, ruled_out)
            if as_json:
                print_rows(reasons.to_rows())
            else:
                texts.append(str(reasons))
    if texts:
        click.echo("\n".join(texts))


def find_state(case: Case, game: AnyGame, text: str) -> int:
    """The state that a text names, or the first state of a named outcome.

    Raises
    ------
    InputError
        when the text names no state, or one that is impossible here.
    """
    from detente.case.frames import frame, state_levels
    from detente.errors import InputError

    names = frame(case).names
    for outcome in game.outcomes:
        if outcome.id == text.strip():
            found = game.first_where(outcome.when)
            if found is not None:
                return found
            raise InputError(f"no state of this game is '{text}'")
    levels = state_levels(text, names, bare_code=True)
    code = levels[0] if names.states else sum(
        level * option.stride for level, option in zip(levels, game.options, strict=True)
    )  # fmt: skip
    index = game.seen_as(code)
    if index is None:
        raise InputError(f"state '{text}' (code {code}) is impossible here. See `impossible`")
    return index


def _target(case: Case, game: AnyGame, text: str) -> Expr:
    """The expression that a text spells; an InputError where it holds in no state."""
    from detente.case.frames import frame
    from detente.case.language import parse
    from detente.errors import InputError

    found = parse(text, frame(case).names)
    if game.first_where(found) is None:
        raise InputError(f"no state of this game satisfies '{text}'")
    return found


def _not_credible(case: Case, game: AnyGame, text: str) -> NotCredible:
    from detente.case.frames import frame
    from detente.case.language import parse
    from detente.errors import InputError, nearest
    from detente.stability import NotCredible

    party, colon, expr = text.partition(":")
    if not colon:
        raise click.UsageError(f"--not-credible takes PARTY:EXPR, but '{text}' has no ':'.")
    party = party.strip()
    if party not in game.parties:
        raise InputError(
            f"there is no party '{party}' here. {nearest(party, game.parties)}".strip()
        )
    into = game.where(parse(expr, frame(case).names))
    return NotCredible(game.party_index(party), into, text)


def _pairs(texts: tuple[str, ...]) -> dict[str, str]:
    found = {}
    for text in texts:
        party, equals, concept = text.partition("=")
        if not equals:
            raise click.UsageError(f"--concept-of takes PARTY=CONCEPT, but '{text}' has no '='.")
        found[party.strip()] = ConceptName().convert(concept.strip(), None, None)
    return found
