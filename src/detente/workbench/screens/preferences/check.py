"""A look at an expression while it is being typed: what it says, and where it holds."""

from __future__ import annotations

import numpy as np
from markupsafe import Markup, escape

from detente.case.language import ExpressionError, Names, parse
from detente.case.names import names
from detente.errors import InputError
from detente.workbench.screens.preferences.lines import truth
from detente.workbench.sheet import Sheet
from detente.workbench.spans import shown
from detente.workbench.speech import lexicon_of
from detente.workbench.wide.asking import Asking
from detente.workbench.wide.essence import wide
from detente.workbench.wide.numbers import short_number

_LONGEST = 2000


def checked(sheet: Sheet, text: str) -> Markup:
    """One line of HTML about a text; empty for an empty one."""
    text = " ".join(text.split())
    if not text:
        return Markup("")
    if len(text) > _LONGEST:
        return _complaint(f"longer than {_LONGEST} characters")
    known = names(sheet.case)
    try:
        parse(text, known)
    except ExpressionError as error:
        return _complaint(f"{error.what} (character {error.at + 1}). {error.hint}".strip())
    told = shown(lexicon_of(sheet.analyses, sheet.hypothesis).line([text]))
    try:
        count, total = _counts(sheet, known, text)
    except InputError:
        return Markup('<span class="fine">{}</span>').format(told)
    if total is None:
        return Markup('<span class="fine">{} – being counted …</span>').format(told)
    if count in {0, total}:
        tells = "tells no two states apart: it holds in " + ("none" if not count else "all")
        return Markup('<span class="idle">{} – {}</span>').format(told, tells)
    template = '<span class="fine">{} – holds in {} of {} states</span>'
    return Markup(template).format(told, short_number(count), short_number(total))


def _counts(sheet: Sheet, known: Names, text: str) -> tuple[int, int | None]:
    """In how many states an expression holds, of how many; None while that is being counted."""
    if wide(sheet.case):
        found = Asking.of(sheet).held([text]).value
        return (0, None) if found is None else (found[1], found[0])
    game = sheet.game
    holds = truth(game, known, [text])
    return 0 if holds is None else int(np.count_nonzero(holds & game.feasible)), game.n_states


def _complaint(what: str) -> Markup:
    return Markup('<span class="wrong">{}</span>').format(escape(what[:1].upper() + what[1:]))
