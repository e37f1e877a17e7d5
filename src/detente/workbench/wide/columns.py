"""The few states that tell most of a case with too many to list, and who would stay in them."""

from __future__ import annotations

from dataclasses import dataclass

from detente.charts.states import SIGNS
from detente.stability import CONCEPTS
from detente.workbench.wide.answers import Telling
from detente.workbench.wide.asking import Asking, role_of

#: pinned states, and named outcomes of which the nearest state is shown
PICKED, _NAMED = 8, 6
#: signs of states for which it has not been asked yet whether a credible answer deters, and of
#: those for which nothing is known yet
SOME, WAIT = "some", "wait"


@dataclass(frozen=True)
class Shown:
    """One state and why it is shown: "now", "trial", "picked", or what it is the nearest to."""

    code: int
    tags: tuple[str, ...]


def telling_states(asking: Asking, trial: int | None, pinned: list[int]) -> list[Shown]:
    """The present, what the user looks at, and the states that are telling."""
    from detente.workbench.screens.terms.glossary import short  # screens import this module

    found: dict[int, list[str]] = {}

    def add(code: int, tag: str) -> None:
        found.setdefault(code, []).append(tag)

    game = asking.game
    if game.present is not None:
        add(game.present, "now")
    if trial is not None and trial != game.present:
        add(trial, "trial")
    for code in pinned[-PICKED:]:
        if code != game.present:
            add(code, "picked")
    known: dict[str, Telling] = {}
    for concept in quick_first():
        told: Telling | None = asking.telling(concept).value
        if told is not None and told.count:
            known[concept] = told
            if told.nearest is not None:
                add(told.nearest.code, f"nearest: {short(concept)}")
    strictest = next((concept for concept, _ in SIGNS if concept in known), "")
    if strictest:
        likes: dict[int, list[str]] = {}
        for party, few in known[strictest].best.items():
            likes.setdefault(few.code, []).append(asking.sheet.analyses.palette[party].letters)
        for code, parties in likes.items():
            add(code, f"best for {', '.join(parties)}: {short(strictest)}")
    for outcome in list(asking.sheet.case.outcomes.values())[:_NAMED]:
        piece = asking.listed(("", ""), outcome.when.value, "near", 0, 1, 0)
        for code in piece.value.codes if piece.value is not None else ():
            add(code, "named outcome")
    return [Shown(code, tuple(tags)) for code, tags in found.items()]


def quick_first() -> list[str]:
    """Concepts from the strictest on, those that are quickly asked first."""
    return sorted((concept for concept, _ in SIGNS), key=lambda one: role_of(one) == "long")


@dataclass(frozen=True)
class Judged:
    """What is known of one state.

    Attributes
    ----------
    signs : of every party: a key of the figures' signs, `SOME` or `WAIT`
    settles : concepts under which all would stay, those that follow from another left out
    """

    signs: tuple[str, ...]
    settles: tuple[str, ...] = ()

    @property
    def holds(self) -> str:
        """The strictest sign under which all would stay, as far as that is known; or ""."""
        order = ["nash", "answer", "any"]
        known = ["any" if sign == SOME else sign for sign in self.signs]
        if not known or any(sign not in order for sign in known):
            return ""
        return max(known, key=order.index)

    @property
    def open(self) -> bool:
        """Whether preferences are missing to say if all would stay."""
        return "open" in self.signs and "moves" not in self.signs


def judgements(asking: Asking, codes: list[int], closely: list[int]) -> dict[int, Judged]:
    """Who would stay in each of some states.

    Parameters
    ----------
    closely : those for which it is asked one by one whether a credible answer deters
    """
    known: dict[str, dict[int, tuple[bool | None, ...]]] = {}
    for concept in quick_first():
        if role_of(concept) == "long" and asking.counted(concept).waits:
            continue
        piece = asking.marks(concept, codes)
        if piece.value is not None:
            known[concept] = dict(zip(codes, piece.value, strict=True))
    found = {}
    for code in codes:
        told = {concept: verdicts[code] for concept, verdicts in known.items()}
        signs = tuple(_sign(told, party) for party in range(len(asking.game.parties)))
        held = [concept for concept, stays in told.items() if all(stays)]
        if code in closely and SOME in signs:
            piece = asking.judged(code)
            if piece.value is not None:
                signs = piece.value
                if all(sign in {"nash", "answer"} for sign in signs) and "nash" not in held:
                    held.append("seq")
        implied = {other for concept in held for other in CONCEPTS[concept].implies}
        found[code] = Judged(signs, tuple(one for one in held if one not in implied))
    return found


def _sign(told: dict[str, tuple[bool | None, ...]], party: int) -> str:
    """The strictest sign of one party that is known; a stricter one may still be on the way."""
    for concept, sign in SIGNS:
        stays = told[concept][party] if concept in told else False
        if stays is None:
            return "open"
        if stays:
            if "nash" not in told:
                return WAIT
            return SOME if sign == "any" and "seq" not in told else sign
    return "moves" if "gmr" in told else WAIT
