"""A guarantee: a third party stands in for what another does.

Only those whom the case names as guarantors give one, and it is believed by all, unlike a party's
own word. It takes three forms: that something cannot be taken back; that a breach will be
answered; that what was taken back is brought back.
"""

from __future__ import annotations

from collections.abc import Iterator

from detente.case.model import Case, Prefers
from detente.case.names import names
from detente.levers.about import About
from detente.levers.additions import (
    Addition,
    added,
    counting_as,
    free_key,
    holders,
    liking,
    minding,
    rethought,
    seated,
    statement,
    touching,
)
from detente.levers.asking import standing, states_of
from detente.levers.breaches import Breach, breaches, departures
from detente.levers.directions import can_lock, lock
from detente.levers.edits import ADDITIONS, Apply, Edit, Ground, Touch, kind
from detente.levers.sentences import Words
from detente.levers.words import with_preferences
from detente.stability.concepts import CONCEPTS


@kind(
    "guarantee",
    says="a third party makes sure of what another does: it cannot be undone, or is answered for",
)
def guarantees(ground: Ground) -> Iterator[Edit]:
    """Of every guarantor: the three forms, each only where it could matter."""
    guarantors = list(ground.case.levers.guarantors) if ground.case.levers else []
    if not guarantors:
        return
    if not ground.names.states:
        yield from _locks(ground, guarantors)
    if not ground.new or CONCEPTS[ground.concept].replies == "none":
        return  # the others' answers are new, and where none counts they keep nobody
    if ground.names.states:
        yield from _moves_back(ground, guarantors)
        return
    restores = ground.case.levers.restores if ground.case.levers else {}
    for breach in breaches(ground):
        for guarantor in guarantors:
            if guarantor == breach.party or not _can_answer(ground, guarantor):
                continue
            yield _answer(ground, guarantor, breach)
            named = {ground.names.find_option(name) for name in restores.get(guarantor, ())}
            if ground.names.find_option(breach.option) in named:
                yield _restore(ground, guarantor, breach)


# ---------------------------------------------------------------------------- cannot be undone


def _locks(ground: Ground, guarantors: list[str]) -> Iterator[Edit]:
    """What somebody else does in a wanted state and has not done yet."""
    game = ground.game
    wanted = {state for state in states_of(game, ground.targets) if state >= 0}
    touches = frozenset({Touch(()), *(Touch(tuple(key.split("."))) for key in ground.case.views)})
    for guarantor in guarantors:
        for option in game.options[: ground.names.n_base]:
            party = option.name.split(".")[0]
            if party == guarantor or party not in game.parties:
                continue
            for k, level in enumerate(option.levels):
                here = standing(game, option.name, level)
                done = k == 0 if game.present is None else game.present in here
                done |= not any(state in here for state in wanted)
                if done or ground.never.forbids_all(game, here):
                    continue
                if can_lock(ground, option.name, level):
                    yield ground.edit(
                        "guarantee",
                        guarantor,
                        About("guarantees", party=party, option=option.name, level=level),
                        touches,
                        lock(option.name, level, everywhere=True),
                        options=(option.name,),
                    )


# ---------------------------------------------------------------------------- answered


def _can_answer(ground: Ground, guarantor: str) -> bool:
    """Whether it stands between others, and the case says what it prefers where it has a seat."""
    party = ground.case.parties[guarantor]
    between = len({*ground.game.parties} - {guarantor}) > 1
    return between and (not party.at_table or party.preferences is not None)


def _answer(ground: Ground, guarantor: str, breach: Breach) -> Edit:
    """A new option of the guarantor's, which it likes to use, and the other minds, in the breach.

    That it is minded more than what the breach gains is an assumption and is flagged.
    """
    words = Words(ground.case)
    short = breach.option.split(".", 1)[1]
    others = tuple(p for p in ground.game.parties if p not in (breach.party, guarantor))
    about = About(
        "answers",
        party=breach.party,
        option=breach.option,
        level=breach.level,
        expr=breach.where,
        parties=others,
    )
    one = Addition(
        guarantor,
        free_key(ground, guarantor, f"answer_{short}"),
        f"Answer {words.party(breach.party)} over this: {words.level(breach.option, breach.level)}",
        breach.where,
        agreed=False,
    )

    def apply(case: Case, hypothesis: str | None) -> Case:
        case = _given(ground, case, one)
        known = names(case)
        case = rethought(case, guarantor, liking(known, one))
        return rethought(case, breach.party, minding(known, one))

    called, answering = words.party(breach.party), words.party(guarantor)
    return ground.edit(
        "guarantee",
        guarantor,
        about,
        touching(ground.case, (guarantor, breach.party)),
        apply,
        phase=ADDITIONS,
        options=(breach.option,),
        adds=one,
        assumes=(
            f"{called} minds the answer of {answering} more than what it gains by not keeping to "
            f"it, and {answering} gives the answer gladly"
        ),
    )


def _given(ground: Ground, case: Case, one: Addition) -> Case:
    """The new option given; a guarantor of whom nothing is known prefers nothing else."""
    party = case.parties[one.party]
    if party.preferences is None:
        blank = with_preferences(party, Prefers(statements=[]))
        case = case.model_copy(update={"parties": {**case.parties, one.party: blank}})
    return added(case, one)


# ---------------------------------------------------------------------------- brought back


def _restore(ground: Ground, guarantor: str, breach: Breach) -> Edit:
    """A new option of the guarantor's with the effect of the other's: it stands as before.

    In the option form nobody can move another's option. Where this one is taken after the breach,
    everybody ranks the state as if the thing still stood as agreed.
    """
    short = breach.option.split(".", 1)[1]
    words = Words(ground.case)
    one = Addition(
        guarantor,
        free_key(ground, guarantor, f"restore_{short}"),
        f"Bring this back: {words.level(breach.option, breach.level)}",
        breach.where,
        agreed=False,
    )
    option = ground.names.find_option(breach.option)
    level = ground.names.find_level(option, breach.level)
    everyone = [key for key in ground.case.parties if holders(ground.case, key)]

    def apply(case: Case, hypothesis: str | None) -> Case:
        case = _given(ground, case, one)
        known = names(case)
        for party in everyone:
            case = rethought(case, party, counting_as(known, one, option, level))
        return rethought(case, guarantor, liking(known, one))

    return ground.edit(
        "guarantee",
        guarantor,
        About(
            "restores",
            party=breach.party,
            option=breach.option,
            level=breach.level,
            expr=breach.where,
        ),
        touching(ground.case, {*everyone, guarantor}),
        apply,
        phase=ADDITIONS,
        options=(breach.option,),
        adds=one,
        assumes=(
            f"{words.party(guarantor)} is able to bring this back and glad to, and everybody takes "
            "it for the same"
        ),
    )


def _moves_back(ground: Ground, guarantors: list[str]) -> Iterator[Edit]:
    """In the graph form: a move of the guarantor's from a breach back to the wanted state."""
    states = ground.names.states
    pairs = {(one.party, one.start, one.end): None for one in departures(ground, gaining=True)}
    for party, start, end in pairs:
        for guarantor in guarantors:
            if guarantor == party or not _can_move(ground, guarantor):
                continue
            move = (states[end], states[start])
            if move in ground.case.moves.get(guarantor, []):
                continue
            yield ground.edit(
                "guarantee",
                guarantor,
                About("restores_move", party=party, better=states[start], worse=states[end]),
                touching(ground.case, (guarantor,)),
                _with_move(ground, guarantor, move),
                phase=ADDITIONS,
                assumes=f"{ground.called(guarantor)} is able to do this",
            )


def _can_move(ground: Ground, guarantor: str) -> bool:
    """Whether a move of its own means something: it has a seat, or nothing else to move for."""
    party = ground.case.parties[guarantor]
    if party.at_table:
        return party.preferences is not None
    return guarantor not in ground.case.moves and not holders(ground.case, guarantor)


def _with_move(ground: Ground, guarantor: str, move: tuple[str, str]) -> Apply:
    """Whoever has no seat takes one for such moves alone, and likes the states they bring back."""
    absent = not ground.case.parties[guarantor].at_table

    def apply(case: Case, hypothesis: str | None) -> Case:
        if absent:
            case = seated(case, guarantor)
            party = case.parties[guarantor]
            told = party.prefers.statements if party.prefers else []
            likes = Prefers(statements=[*told, statement(move[1])])
            parties = {**case.parties, guarantor: with_preferences(party, likes)}
            case = case.model_copy(update={"parties": parties})
        moves = {**case.moves, guarantor: [*case.moves.get(guarantor, []), move]}
        return case.model_copy(update={"moves": moves})

    return apply
