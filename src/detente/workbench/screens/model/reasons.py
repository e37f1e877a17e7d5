"""Why a party would stay in a state or leave it, in the brief's sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.brief.document import Inline, plain
from detente.brief.wording import verdicts as say
from detente.brief.wording.grammar import own, party_name
from detente.charts.states import SIGNS, state_names
from detente.stability import StabilityTable, explain
from detente.stability.explain import Answered
from detente.workbench.screens.model.board import sign

if TYPE_CHECKING:
    from detente.workbench.sheet import Sheet

#: improvements that are told one by one; with more states than that, answers are not searched for
_TOLD, _SEARCHED = 3, 1 << 16


def why(sheet: Sheet, table: StabilityTable, party: str, index: int) -> list[str]:
    """The verdict on one party in one state, in a few sentences."""
    game = table.game
    place = game.party_index(party)
    who = party_name(sheet.analyses.palette.name(party))
    shown = sign(table, place, index)
    if shown == "open":
        return [_sentence(f"{plain(who)}: this cannot be judged, since preferences are not given")]
    if shown == "nash":
        return _still(sheet, table, place, index, who)
    if game.n_cells > _SEARCHED:
        return ["With so many states, the answers are not searched for one by one here."]
    concept = _concept(table, place, index)
    found = explain(game, concept, place, index)
    ends = state_names(game, _states(found.improvements, index))
    if shown == "moves":
        free = next(one for one in found.improvements if not one.deterred)
        return [plain(say.leaves(who, own(f"“{ends[free.to]}”")))]
    told = []
    for one in found.improvements[:_TOLD]:
        steps = [
            (
                party_name(sheet.analyses.palette.name(game.parties[step.party])),
                own(f"“{ends[step.to]}”"),
            )
            for step in one.reply or ()
        ]
        told.append(plain(say.deterred(who, own(f"“{ends[one.to]}”"), say.answer(steps))))
    if len(found.improvements) > _TOLD:
        told.append(plain(say.more_moves(len(found.improvements) - _TOLD)))
    if shown == "any":
        told.append("Those who answer would not all gain by it: the answer need not be credible.")
    return told


def _still(sheet: Sheet, table: StabilityTable, place: int, index: int, who: Inline) -> list[str]:
    game = table.game
    if not len(game.moves(place, index)):
        return [_sentence(f"{plain(who)} can do nothing alone from here")]
    told = [plain(say.no_better_moves(who, 1))]
    if game.n_cells <= _SEARCHED and game.engine.irreversible(place):
        from detente.stability import stand

        standing = sheet.once(("standing", game.view, game.hypothesis), lambda: stand(table))
        if standing.undone[table.concepts.index("nash"), place, index]:
            told.append(plain(say.cannot_undo(who)))
    return told


def _concept(table: StabilityTable, place: int, index: int) -> str:
    """The strictest concept under which the party stays; the credible one where it leaves."""
    for concept, _ in SIGNS:
        if concept in table.concepts and table.stable[table.concepts.index(concept), place, index]:
            return concept
    return "seq"


def _states(improvements: tuple[Answered, ...], index: int) -> list[int]:
    found = {index}
    for one in improvements:
        found |= {one.to, *(step.to for step in one.reply or ())}
    return sorted(found)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + "."
