"""Two accounts of one case side by side: what each assumes, and what follows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from detente.brief.document import Span
from detente.brief.lexicon import Lexicon
from detente.brief.sections.games import form_of, lines_of
from detente.brief.wording.grammar import own, phrase
from detente.workbench.screens.compare.two import Entry, InputLine, Two, VerdictLine
from detente.workbench.screens.compare.versions import HEAD, MOST
from detente.workbench.screens.outcomes.rows import cell_words
from detente.workbench.screens.outcomes.scene import Scene

_FORMS = {"statements": "statements", "ranking": "a ranking", "weights": "weights"}
_TONES = {"holds": "holds", "left": "breaks", "open": "open", "absent": "absent"}


def told(
    scene: Scene, words: Lexicon, left: str | None, right: str | None, view: str, concept: str
) -> Two:
    """What differs between two accounts.

    Parameters
    ----------
    left, right : ids of hypotheses; None for the base

    Raises
    ------
    InputError
        when the case allows no game under one of them.
    """
    here, there = scene.look(view, left), scene.look(view, right)
    endings = list(scene.material.endings)
    known = {code for one in endings for code in one.codes}
    apart = set(here.resting(concept)) ^ set(there.resting(concept))
    endings += [scene.ending(code) for code in sorted(apart - known)]
    lines, appears, goes = [], [], []
    for ending in endings:
        one, other = (look.verdict(ending.codes, concept) for look in (here, there))
        before, after = (cell_words(words, it, concept) for it in (one, other))
        if before == after:
            continue
        what = words.ending(ending, link=False)
        tones = _TONES[one.sort], _TONES[other.sort]
        lines.append(VerdictLine(what, words.view(view), before, after, *tones))
        if other.holds and not one.holds:
            appears.append(what)
        if one.holds and not other.holds:
            goes.append(what)
    return Two(
        tuple(assumed(words, here.game.parties, left, right, view)),
        tuple(lines[:MOST]),
        tuple(appears[:HEAD]),
        tuple(goes[:HEAD]),
        max(0, len(lines) - MOST),
    )


def assumed(
    words: Lexicon, parties: Sequence[str], left: str | None, right: str | None, view: str
) -> Iterator[InputLine]:
    """What each party prefers, where the two differ; and what one would see if one held."""
    case = words.case
    for party in parties:
        both = [
            (form_of(case, view, party, key), lines_of(case, view, party, key))
            for key in (left, right)
        ]
        if both[0] == both[1]:
            continue
        where = phrase("what {who} prefers", who=words.party(party))
        yield InputLine(where, *(_lines(words, *both[k], both[1 - k]) for k in (0, 1)))
    seen = [
        [one.what.value for one in case.hypotheses[key].expects] if key else []
        for key in (left, right)
    ]
    if seen[0] != seen[1]:
        sides = (tuple(Entry(own(text), True) for text in texts) for texts in seen)
        yield InputLine((Span("what one would see if it held"),), *sides)


def _lines(
    words: Lexicon, form: str, texts: list[str], other: tuple[str, list[str]]
) -> tuple[Entry, ...]:
    """Lines in their order, most important first; those that the other has not are marked."""
    told = [Entry(words.preference(text), text not in other[1]) for text in texts]
    if not told:
        return (Entry((Span("nothing given"),), True),)
    if form != other[0]:
        told.insert(0, Entry((Span(f"as {_FORMS[form]}"),), True))
    return tuple(told)
