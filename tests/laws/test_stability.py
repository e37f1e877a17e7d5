"""Laws of stability, each a sentence of the theory that no particular program wrote.

Which concept implies which, what may not depend on names, on the spacing of ranks or on other
people's preferences, which way verdicts go when moves are added. Relations that are known not to
hold in general are left alone.
"""

from __future__ import annotations

from dataclasses import replace
from random import Random

from hypothesis import given

from tests.laws.small import (
    CONCEPTS,
    draw_either,
    draw_table,
    verdicts,
    within,
)
from tests.strategies.chance import RANDOM, examples


@examples(60)
@given(RANDOM)
def test_one_concept_implies_another(rng: Random) -> None:
    found = verdicts(draw_either(rng).case())
    implied = [("nash", "sseq"), ("sseq", "seq"), ("seq", "gmr"), ("sseq", "smr"), ("smr", "gmr")]
    for (concept, party, code), stable in found.items():
        for narrow, wide in implied:
            if concept == narrow and stable:
                assert found[wide, party, code], (narrow, wide, party, code)


@examples(30)
@given(RANDOM)
def test_names_carry_no_verdict(rng: Random) -> None:
    game = draw_either(rng)
    plain = verdicts(game.case())
    renamed = verdicts(game.case(parties="гость_{}", options="वस्तु_{}"))
    assert renamed == {
        (concept, party.replace("p", "гость_"), code): stable
        for (concept, party, code), stable in plain.items()
    }


@examples(30)
@given(RANDOM)
def test_the_order_of_parties_carries_no_verdict(rng: Random) -> None:
    game = draw_table(rng)
    raw = game.case()
    people = list(raw["parties"].items())
    rng.shuffle(people)
    order = [int(option[1:]) for _, person in people for option in person.get("options", {})]

    def moved(code: int) -> int:
        levels, found, weight = game.levels(code), 0, 1
        for k in order:
            found += weight * levels[k]
            weight *= game.sizes[k]
        return found

    for _, person in people:
        person["ranking"] = [
            [f"code {moved(int(text.split()[1]))}" for text in tier] for tier in person["ranking"]
        ]
    shuffled = verdicts({**raw, "parties": dict(people)})
    assert shuffled == {
        (concept, party, moved(code)): stable
        for (concept, party, code), stable in verdicts(game.case()).items()
    }


@examples(30)
@given(RANDOM)
def test_ranks_are_only_an_order(rng: Random) -> None:
    game = draw_either(rng)
    assert verdicts(game.case()) == verdicts(game.case(spread=rng.choice([2, 3, 10])))


@examples(30)
@given(RANDOM)
def test_who_cannot_move_stays(rng: Random) -> None:
    game = draw_either(rng)
    frozen = rng.randrange(game.n_parties)
    if game.n_states:
        game = replace(game, arcs=tuple(arc for arc in game.arcs if arc[0] != frozen))
    else:
        locked = [f"l{level}" for level in range(3)]
        game = replace(
            game,
            ways=tuple(
                locked[: game.sizes[k]] if owner == frozen else game.ways[k]
                for k, owner in enumerate(game.owners)
            ),
        )
    found = verdicts(game.case())
    assert all(stable for (_, party, _), stable in found.items() if party == f"p{frozen}")


@examples(60)
@given(RANDOM)
def test_more_moves_for_others_deter_more_and_own_moves_tempt_more(rng: Random) -> None:
    game = draw_either(rng)
    mover = rng.randrange(game.n_parties)
    if game.n_states:
        new = [
            (mover, a, b)
            for a in game.states
            for b in game.states
            if a != b and rng.random() < 0.3 and (mover, a, b) not in game.arcs
        ]
        freer = replace(game, arcs=(*game.arcs, *new))
    else:
        freer = replace(
            game,
            ways=tuple(
                None if owner == mover else way
                for owner, way in zip(game.owners, game.ways, strict=True)
            ),
        )
    before, after = verdicts(game.case()), verdicts(freer.case())
    for i in range(game.n_parties):
        for concept in CONCEPTS:
            if i == mover:
                within(after, before, concept, f"p{i}")
            elif concept == "nash":
                within(after, before, concept, f"p{i}")
                within(before, after, concept, f"p{i}")
            else:
                within(before, after, concept, f"p{i}")


@examples(40)
@given(RANDOM)
def test_nash_gmr_smr_never_look_at_the_preferences_of_others(rng: Random) -> None:
    game = draw_either(rng)
    focal = rng.randrange(game.n_parties)
    other = replace(
        game,
        ranks=tuple(
            ranks if i == focal else {code: rng.randrange(4) for code in ranks}
            for i, ranks in enumerate(game.ranks)
        ),
    )
    before, after = verdicts(game.case()), verdicts(other.case())
    for (concept, party, code), stable in before.items():
        if party == f"p{focal}" and concept in {"nash", "gmr", "smr"}:
            assert after[concept, party, code] == stable


@examples(40)
@given(RANDOM)
def test_a_state_that_rises_in_its_partys_eyes_stays_stable(rng: Random) -> None:
    game = draw_either(rng)
    i = rng.randrange(game.n_parties)
    state = rng.choice(game.states)
    doubled = {code: 2 * rank for code, rank in game.ranks[i].items()}
    risen = {**doubled, state: doubled[state] + rng.randint(1, 7)}
    after = verdicts(replace(game, ranks=(*game.ranks[:i], risen, *game.ranks[i + 1 :])).case())
    for concept in CONCEPTS:
        if verdicts(game.case())[concept, f"p{i}", state]:
            assert after[concept, f"p{i}", state], concept


@examples(20)
@given(RANDOM)
def test_who_does_not_care_stays(rng: Random) -> None:
    game = draw_either(rng)
    flat = dict.fromkeys(game.ranks[0], 1)
    found = verdicts(replace(game, ranks=(flat, *game.ranks[1:])).case())
    assert all(stable for (_, party, _), stable in found.items() if party == "p0")
