"""The brief's words for one page: what parties, views, outcomes and differences are called."""

from __future__ import annotations

from detente.brief.lexicon import Lexicon
from detente.brief.looks import NASH, SEQ, Account, look_at
from detente.brief.material import SURPRISED, Material
from detente.errors import InputError
from detente.views.misperceptions import Misperceptions, misperceptions
from detente.views.surprises import Surprises, surprises_of
from detente.workbench.analysis import Analyses
from detente.workbench.wide.essence import wide
from detente.workbench.wide.plain import PlainGame
from detente.workbench.wide.words import PlainWords


def material_of(found: Analyses, hypothesis: str | None = None) -> Material:
    """What sentences about one account are made from; far less than a whole brief needs.

    Raises
    ------
    InputError
        when the case allows no game.
    """
    return found.once(("material", hypothesis), lambda: _material(found, hypothesis))


def lexicon_of(found: Analyses, hypothesis: str | None = None) -> Lexicon:
    """Names as spans. Fresh for every page: it remembers what a page has told in full."""
    if wide(found.case):
        return PlainWords(found.case, PlainGame.of(found.case, "base", hypothesis))
    return Lexicon(material_of(found, hypothesis))


def differences_of(found: Analyses, hypothesis: str | None = None) -> Misperceptions:
    """How each view of the file differs from the one above it."""
    return found.once(
        ("misperceptions", hypothesis), lambda: misperceptions(found.case, hypothesis=hypothesis)
    )


def surprises_in(found: Analyses, hypothesis: str | None = None) -> Surprises | None:
    """Who would be surprised by whom; None where there are too many states to ask at each."""
    lens = found.lens(hypothesis)
    if lens.base.n_states > SURPRISED:
        return None
    return found.once(("surprises", hypothesis), lambda: surprises_of(lens, SEQ))


def _material(found: Analyses, hypothesis: str | None) -> Material:
    case, lens = found.case, found.lens(hypothesis)
    base = look_at(lens.base, (NASH, SEQ))
    try:
        misread = differences_of(found, hypothesis) if case.views else None
    except InputError:
        misread = None
    account = Account(hypothesis, lens, tuple(case.views), base)
    return Material(case, "all", (account,), None, misread, (), (), None, (), full=case)
