"""A look at an expression while it is being typed: what it says, and where it holds."""

from __future__ import annotations

import numpy as np
from markupsafe import Markup, escape

from detente.case.language import ExpressionError, parse
from detente.case.names import names
from detente.errors import InputError
from detente.workbench.screens.preferences.lines import truth
from detente.workbench.sheet import Sheet
from detente.workbench.spans import shown
from detente.workbench.speech import lexicon_of

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
        game = sheet.game
    except InputError:
        return Markup('<span class="fine">{}</span>').format(told)
    holds = truth(game, known, [text])
    count = 0 if holds is None else int(np.count_nonzero(holds & game.feasible))
    total = game.n_states
    if count in {0, total}:
        tells = "tells no two states apart: it holds in " + ("none" if not count else "all")
        return Markup('<span class="idle">{} – {}</span>').format(told, tells)
    template = '<span class="fine">{} – holds in {} of {} states</span>'
    return Markup(template).format(told, count, total)


def _complaint(what: str) -> Markup:
    return Markup('<span class="wrong">{}</span>').format(escape(what[:1].upper() + what[1:]))
