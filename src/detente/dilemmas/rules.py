"""When a dilemma holds: six rules on whole states, three on single options."""

from __future__ import annotations

from collections.abc import Iterator

from detente.game.game import Game

#: who has the dilemma on an option: its owner, or the other party
Holder = str
PerOption = tuple[Holder, str, str | None]


def per_option(
    own: int | None, other: int | None, threat: int, doubts_position: bool, doubts_threat: bool
) -> Iterator[PerOption]:
    """The dilemmas on one option between its owner and one other party.

    Parameters
    ----------
    own, other : level that the owner's and the other's position ask for; None where there is none
    threat : level that the owner says it will take if there is no agreement
    doubts_position, doubts_threat : whether the other disbelieves the owner's position, or threat

    Yields
    ------
    who has it ("owner" or "other"), its kind, its mode ("position", "threat", None for trust);
    at most one trust dilemma

    References
    ----------
    [bryant2016] as remembered; the cases it leaves open are ours.
    """
    if other is None:
        return
    if own is not None and own != other:
        yield (
            ("owner", "rejection", "position")
            if doubts_position
            else (
                "other",
                "persuasion",
                "position",
            )
        )
    if threat != other:
        yield (
            ("owner", "rejection", "threat")
            if doubts_threat
            else (
                "other",
                "persuasion",
                "threat",
            )
        )
    if (own == other and doubts_position) or (threat == other and doubts_threat):
        yield "other", "trust", None


def alone(game: Game, party: int, own: int | None, threat: int | None) -> Iterator[tuple[str, int]]:
    """Cooperation and threat: the dilemmas that a party has with itself.

    Parameters
    ----------
    own : index of the state that is the party's position; None where there is none
    threat : index of the threatened future; None where there is none, or nobody else's position
        differs from the party's

    Yields
    ------
    the kind, and the state that it is about
    """
    if own is not None and len(game.improvements(party, own)):
        yield "cooperation", own
    if threat is not None and len(game.improvements(party, threat)):
        yield "threat", threat


def between(
    game: Game, party: int, other: int, own: int | None, others: int | None, threat: int | None
) -> Iterator[tuple[str, int]]:
    """Trust, persuasion, rejection and positioning: those that a party has with one other.

    A rule that needs preferences which are not known is passed over.

    Parameters
    ----------
    own, others : indices of the two positions; None where there is none
    threat : index of the threatened future; None where there is none

    Yields
    ------
    the kind, and the state that it is about

    References
    ----------
    [murrayjones2001]
    """
    rank, rank_of_other = game.rank(party), game.rank(other)
    if own is not None and game.known[other] and len(game.improvements(other, own)):
        yield "trust", own
    if own is None or others is None or own == others:
        return
    if threat is not None and game.known[other] and rank_of_other[threat] >= rank_of_other[own]:
        yield "persuasion", own
    if threat is not None and game.known[party] and rank[others] >= rank[threat]:
        yield "rejection", others
    if game.known[party] and rank[others] > rank[own]:
        yield "positioning", others
