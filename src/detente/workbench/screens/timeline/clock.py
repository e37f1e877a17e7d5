"""The brief's sentences on how long the talks can run, for any day's knowledge of the case."""

from __future__ import annotations

from markupsafe import Markup

from detente.brief.clock import sentences
from detente.case.model import Case
from detente.talks import Talks
from detente.workbench.analysis import Analyses
from detente.workbench.sheet import Sheet
from detente.workbench.spans import shown
from detente.workbench.speech import lexicon_of


def told(sheet: Sheet, known: Case, found: Talks) -> tuple[Markup, ...]:
    """Until when each would stay, and what would move that, sentence by sentence."""
    analyses = sheet.analyses if known is sheet.case else Analyses(known)
    words = lexicon_of(analyses, sheet.hypothesis)
    return tuple(shown(one) for one in sentences(found, words))
