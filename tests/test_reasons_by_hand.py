"""Reasons against the by-hand reference: explanations, reach, what cannot be undone, surprises."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

import detente
from detente.stability.standing import stand
from tests import byhand
from tests.byhand.concepts import READS_OTHERS, no_better, no_escape, undeterred
from tests.byhand.look import look
from tests.byhand.rows import game_of
from tests.strategies import draw_case, to_yaml
from tests.strategies.chance import RANDOM, examples


def drawn(rng: Random, **kinds: Any) -> tuple[str, byhand.Universe]:
    text = to_yaml(draw_case(rng, **kinds))
    return text, byhand.read_universe(byhand.read_text(text))


def sufficient(game: byhand.Game, concept: str, party: str, start: int, end: int) -> bool:
    """Whether a reply that ends here deters the party from leaving ``start``."""
    firm = concept not in {"smr", "sseq"} or no_escape(game, party, end, start)
    return no_better(game, party, end, than=start) and firm


@examples(25)
@given(RANDOM)
def test_every_explanation_is_a_proof(rng: Random) -> None:
    text, universe = drawn(rng, views=False)
    game = game_of(universe)
    table = detente.solve(detente.load(text), engine="explicit")
    start = rng.choice(game.states)
    index = table.game.index(start)
    assert index is not None
    for concept in byhand.CONCEPTS:
        for place, party in enumerate(game.parties):
            found = detente.explain(table.game, concept, place, index)
            row = next(iter(found.to_rows()))
            assert row["stable"] == byhand.stable(game, concept, party, start)
            tempting = {entry["to"]: entry for entry in row["improvements"]}
            assert sorted(tempting) == game.improvements(party, start)
            loose = undeterred(game, concept, party, start)
            assert sorted(to for to, e in tempting.items() if not e["deterred"]) == loose
            for to, entry in tempting.items():
                if entry["deterred"]:
                    check_reply(game, concept, party, start, to, entry["reply"])


def check_reply(
    game: byhand.Game, concept: str, party: str, start: int, to: int, reply: list[dict[str, Any]]
) -> None:
    """A legal sequence of others' moves, credible where it must be, as short as any that deters."""
    improving = concept in READS_OTHERS
    here, last = to, party
    for step in reply:
        assert step["party"] not in {party, last}
        ends = game.improvements if improving else game.moves
        assert step["to"] in ends(step["party"], here)
        here, last = step["to"], step["party"]
    assert sufficient(game, concept, party, start, here)
    lengths = [
        byhand.shortest_reply(game, party, to, end, improving)
        for end in byhand.replies(game, party, to, improving)
        if sufficient(game, concept, party, start, end)
    ]
    assert len(reply) == min(length for length in lengths if length is not None)


@examples(40)
@given(RANDOM)
def test_what_improvements_lead_to_from_the_present(rng: Random) -> None:
    text, universe = drawn(rng, views=False)
    game = game_of(universe)
    table = detente.solve(detente.load(text), engine="explicit")
    reached = stand(table).reached
    if game.present is None:
        assert reached is None
        return
    assert reached is not None
    cells = [table.game.index(code) for code in game.states]
    assert {code for code, cell in zip(game.states, cells, strict=True) if reached[cell]} == (
        byhand.within_reach(game)
    )


@examples(30)
@given(RANDOM)
def test_what_holds_only_because_it_cannot_be_undone(rng: Random) -> None:
    """Wherever a party would leave if what it has done could be taken back, that is said."""
    text, universe = drawn(rng, views=False, graph=False, merging=False)
    view = universe.base(None)
    game = byhand.play(universe, view)
    table = detente.solve(detente.load(text), engine="explicit")
    standing = stand(table)
    for concept in byhand.CONCEPTS:
        held = standing.only_irreversible(concept)
        found = {code for code in game.states if held[table.game.index(code)]}
        expected = set()
        for party in game.parties:
            ways = {
                k: ("both",) if option.party == party else view.one_way[k]
                for k, option in enumerate(universe.options)
            }
            freer = byhand.play(universe, replace(view, one_way=ways))
            expected |= {
                code
                for code in game.states
                if byhand.equilibrium(game, concept, code)
                and not byhand.stable(freer, concept, party, code)
            }
        assert all(byhand.equilibrium(game, concept, code) for code in found), text
        assert expected <= found, (text, concept)


def places(universe: byhand.Universe, concept: str) -> set[int]:
    """The present, and the equilibria of the base and of the views, as states of the base."""
    looked = look(universe)
    games = [looked.root, *(looked.game((party,)) for party in looked.root.parties)]
    found = {
        code
        for game in games
        for code in game.states
        if byhand.equilibrium(game, concept, code) and code in looked.root.states
    }
    return found if looked.root.present is None else {*found, looked.root.present}


@examples(50)
@given(RANDOM, st.sampled_from(list(byhand.CONCEPTS)))
def test_surprises_and_false_alarms(rng: Random, concept: str) -> None:
    text, universe = drawn(rng, merging=False)
    if any((view or {}).get("aware") is False for view in universe.views.values()):
        return
    here = places(universe, concept)
    kinds: dict[tuple[str, str, int, int | None], set[str]] = defaultdict(set)
    for one in byhand.surprises(universe, concept):
        if one.code not in here:
            continue
        if one.kind == "failed":
            kinds[one.by, one.by, one.code, None].add("failed move")
        else:
            kinds[one.of, one.by, one.code, one.to].add(one.kind)
    rows = list(detente.find_surprises(detente.load(text), concept=concept).to_rows())
    assert {
        (row["of"], row["by"], row["at"], row["to"]): set(row["kinds"]) for row in rows
    } == dict(kinds), text
    present = look(universe).root.present
    where = [row["at"] == present for row in rows]
    assert where == sorted(where, reverse=True), "the present comes first"
