"""Which line of the case decides that a party likes one state better than another."""

from __future__ import annotations

from dataclasses import dataclass

from detente.brief.looks import Judged
from detente.case.frames import Frame, frame, state_levels
from detente.case.language import holds, parse
from detente.case.model import Case, Marked, Prefers, Ranking, Weights


@dataclass(frozen=True)
class Decider:
    """One line of the case that tells two states apart for a party."""

    party: str
    text: str
    basis: str
    doubt: float | None
    because: tuple[str, ...]


def decider(case: Case, look: Judged, party: str, one: int, other: int) -> Decider | None:
    """The line that decides between two states (indices of the look's game), None for a tie.

    Of statements, the first that holds at one and not at the other; of a ranking, the place of the
    better state; of weights, the heaviest that differs.
    """
    words = frame(case, look.game.view, look.game.hypothesis)
    if party not in look.game.parties:
        return None
    first, second = look.worth(party, one), look.worth(party, other)
    if first == second:
        return None
    match words.believed[party].preferences:
        case Prefers() as prefers:
            for statement in prefers.statements:
                if _met(words, look, statement.alternatives, one) != _met(
                    words, look, statement.alternatives, other
                ):
                    text = " or ".join(statement.alternatives)
                    return _made(case, words, party, text, statement)
        case Ranking() as ranking:
            better = one if first > second else other
            for rung in ranking.rungs:
                for entry in rung:
                    if _index(words, look, entry.value) == better:
                        return _made(case, words, party, entry.value, entry)
        case Weights() as weights:
            differing = [
                term
                for term in weights.terms
                if _met(words, look, (term.expr,), one) != _met(words, look, (term.expr,), other)
            ]
            if differing:
                heaviest = max(differing, key=lambda term: abs(term.weight))
                return _made(case, words, party, heaviest.expr, heaviest)
    return None


def deciders_of(case: Case, look: Judged, code: int) -> list[Decider]:
    """The lines that carry the verdict on a state, without repeats.

    For a party that would leave: what makes the move that nothing deters better. For one that
    stays: what makes each answer no better than staying, and each other move no better.
    """
    found: dict[tuple[str, str], Decider] = {}

    def note(party: str, one: int, other: int) -> None:
        line = decider(case, look, party, one, other)
        if line is not None:
            found.setdefault((line.party, line.text), line)

    place = look.at(code)
    if place is None:
        return []
    for party in look.game.parties:
        reasons = look.why(party, code)
        if reasons is None:
            continue
        loose = [answered for answered in reasons.improvements if not answered.deterred]
        if loose:
            note(party, place, loose[0].to)
            continue
        for answered in reasons.improvements:
            for step in answered.reply or ():
                note(party, place, step.to)
        if not reasons.improvements:
            for to in look.moves(party, code, 64):
                note(party, place, to)
    return list(found.values())


def _met(words: Frame, look: Judged, texts: tuple[str, ...], index: int) -> bool:
    levels = look.game.space.levels(index)
    return any(
        holds(parse(text, words.names), levels.__getitem__, look.game.code(index)) for text in texts
    )


def _index(words: Frame, look: Judged, text: str) -> int | None:
    levels = state_levels(text, words.names)
    if words.names.states:
        return look.at(levels[0])
    code = stride = 0
    stride = 1
    for option, level in zip(words.names.options, levels, strict=True):
        code += level * stride
        stride *= len(option.levels)
    return look.at(code)


def _made(case: Case, words: Frame, party: str, text: str, entry: Marked) -> Decider:
    path = words.believed[party].path
    above: Marked | None = None
    if path[0] == "views":
        above = case.views[str(path[1])].parties.get(party)
    elif path[0] == "hypotheses":
        above = case.hypotheses[str(path[1])].parties.get(party)
    basis = entry.basis or (above.basis if above is not None else None) or "assumed"
    return Decider(party, text, basis, entry.doubt, entry.because)
