"""The five concepts, each read aloud: one quantifier a line."""

from __future__ import annotations

from collections.abc import Callable

from tests.byhand.game import Game, replies


def no_better(game: Game, party: str, state: int, than: int) -> bool:
    """Whether a state can deter: the party does not strictly prefer it to where it started."""
    return not game.prefers(party, state, than=than)


def no_escape(game: Game, party: str, state: int, start: int) -> bool:
    """Whether none of the party's own moves from a state ends better than the start."""
    return all(no_better(game, party, escape, than=start) for escape in game.moves(party, state))


def nash(game: Game, party: str, start: int) -> bool:
    return not game.improvements(party, start)


def gmr(game: Game, party: str, start: int) -> bool:
    return all(
        any(
            no_better(game, party, reply, than=start)
            for reply in replies(game, party, better, improving=False)
        )
        for better in game.improvements(party, start)
    )


def smr(game: Game, party: str, start: int) -> bool:
    return all(
        any(
            no_better(game, party, reply, than=start) and no_escape(game, party, reply, start)
            for reply in replies(game, party, better, improving=False)
        )
        for better in game.improvements(party, start)
    )


def seq(game: Game, party: str, start: int) -> bool:
    return all(
        any(
            no_better(game, party, reply, than=start)
            for reply in replies(game, party, better, improving=True)
        )
        for better in game.improvements(party, start)
    )


def sseq(game: Game, party: str, start: int) -> bool:
    return all(
        any(
            no_better(game, party, reply, than=start) and no_escape(game, party, reply, start)
            for reply in replies(game, party, better, improving=True)
        )
        for better in game.improvements(party, start)
    )


CONCEPTS: dict[str, Callable[[Game, str, int], bool]] = {
    "nash": nash,
    "gmr": gmr,
    "smr": smr,
    "seq": seq,
    "sseq": sseq,
}
READS_OTHERS = {"seq", "sseq"}


def can_act(game: Game, party: str) -> bool:
    return any(game.moves(party, state) for state in game.states)


def answerable(game: Game, concept: str, party: str) -> bool:
    """Whether the preferences that a verdict needs are all there.

    Who cannot move anywhere needs none: it stays put under every concept and answers nobody.
    """
    needed = game.parties if concept in READS_OTHERS and can_act(game, party) else (party,)
    return all(game.rank[other] is not None or not can_act(game, other) for other in needed)


def stable(game: Game, concept: str, party: str, state: int) -> bool:
    """Whether a party stays put at a state."""
    key = (concept, party, state)
    if key not in game.cache:
        game.cache[key] = CONCEPTS[concept](game, party, state)
    return bool(game.cache[key])


def equilibrium(game: Game, concept: str, state: int) -> bool:
    return all(stable(game, concept, party, state) for party in game.parties)


def undeterred(game: Game, concept: str, party: str, start: int) -> list[int]:
    """The improvements that nothing deters under a concept."""

    def deterred(better: int) -> bool:
        if concept == "nash":
            return False
        improving = concept in READS_OTHERS
        strict = concept in ("smr", "sseq")
        return any(
            no_better(game, party, reply, than=start)
            and (not strict or no_escape(game, party, reply, start))
            for reply in replies(game, party, better, improving)
        )

    return [better for better in game.improvements(party, start) if not deterred(better)]
