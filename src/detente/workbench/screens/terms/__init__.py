"""What the words mean: every concept, class, kind, act, mark and measure in plain words."""

from __future__ import annotations

from detente.workbench.page import Grid, Page
from detente.workbench.screens.screen import UNTABBED, screen
from detente.workbench.sheet import Sheet


@screen(
    "terms",
    title="What the words mean",
    says="Every word with a sense of its own, in plain words, with its source.",
    place=UNTABBED + 8,
)
def terms(sheet: Sheet) -> Page:
    """All definitions; each has an anchor that other pages lead to."""
    from detente.workbench.screens.terms.glossary import chapters

    found = chapters()
    lines = [
        [chapter.title, word.word, " ".join([word.says, *word.more]), word.cites]
        for chapter in found
        for word in chapter.words
    ]
    return Page(
        {"chapters": found},
        tables={"words": Grid(["Kind", "Word", "What it means", "Source"], lines)},
    )
