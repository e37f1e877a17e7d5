"""Finds the attributions of a document: patterns, and a parse where there is one, joined."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from detente.reading.document import Document
from detente.reading.passages import Attribution, Form, Span
from detente.reading.speech.drafts import Draft
from detente.reading.speech.page import Page
from detente.reading.speech.units import n_words

if TYPE_CHECKING:
    from detente.reading.speech.parse import Parser
    from detente.reading.speech.scene import Scene
    from detente.reading.speech.who import Who

#: Below this an attribution is not reported.
FLOOR = 0.45


def find_attributions(
    document: Document, who: Who, parser: Parser | None = None
) -> list[Attribution]:
    """Everything a document puts into somebody's mouth or mind, in the order of the text.

    Patterns alone need no model. With a parser both paths are joined: quotations come from the
    patterns, the limits of reported clauses and who reports them from the parse where it is the
    more exact one. Any text will do; none raises.

    Parameters
    ----------
    document : Document
    who : Who
        The parties and voices to resolve names to; `Who.nobody()` where there is no case.
    parser : Parser or None
        A language model's parser, from `Parser.load()`.
    """
    page = Page(document)
    drafts = page.read()
    if parser is not None and page.english:
        from detente.reading.speech.join import join

        drafts = join(page, drafts, parser)
    kept = [draft for draft in settle(drafts) if draft.strength >= FLOOR]
    return resolved(document.text, page, kept, who.scene(document.text))


def settle(drafts: Iterable[Draft]) -> list[Draft]:
    """Drafts without overlap: what lies inside another gives way, unless it is a quotation that
    somebody else reports."""
    kept: list[Draft] = []
    ordered = sorted(drafts, key=lambda d: (d.span[0], -d.span[1], -d.strength))
    last = -1  # the last one kept that nobody reports
    for draft in ordered:
        rival = kept[last] if last >= 0 else None
        if rival is None or draft.span[0] >= rival.span[1] or draft.reporter is not None:
            if draft.reporter is None:
                last = len(kept)
            kept.append(draft)
            continue
        inside = draft.cue is not None and rival.span[0] <= draft.cue[0] < rival.span[1]
        if (inside or draft.span[1] <= rival.span[1]) and (rival.strength >= 0.5 or inside):
            continue
        around = rival.cue is not None and draft.span[0] <= rival.cue[0] < draft.span[1]
        if around or draft.strength > rival.strength:
            kept[last] = draft
    return sorted(kept, key=lambda d: d.span)


def form_of(text: str, page: Page, draft: Draft) -> Form:
    """Direct, mixed, indirect or viewpoint, by what the span holds."""
    start, end = draft.span
    if draft.turn:
        return "direct"
    inside = page.quotes_within(start, end)
    if not inside:
        return "viewpoint" if draft.mental else "indirect"
    outside = [
        piece
        for piece in page.outside(start, end, inside)
        if any(letter.isalnum() for letter in text[slice(*piece)])
    ]
    if draft.cue is not None and inside[0].start == start:
        outside = [p for p in outside if not p[0] <= draft.cue[0] < p[1]]
    broken = draft.frame == "L" and len(inside) > 1 and inside[-1].end == end
    if broken and draft.cue is None and inside[0].start == start and len(outside) == 1:
        return "direct"
    if outside:
        return "mixed"
    if draft.frame in {"A", "C", "N", "G", "P", "I", "O"} and n_words(text, start, end) < 5:
        return "mixed"
    return "direct"


def resolved(text: str, page: Page, drafts: list[Draft], scene: Scene) -> list[Attribution]:
    """The drafts with their speakers, parties and reporters."""
    found = []
    for draft in drafts:
        speaker: str | None = None
        party: str | None = None
        source = draft.source
        if source is not None:
            words = text[slice(*source)]
            speaker, party = scene.resolve(words, source[0], page.head_before(source[0]))
            scene.note(source[0], speaker, party, words, asks=draft.lemma == "ask")
        reporter = None
        if draft.reporter is not None:
            reporter = scene.resolve(text[slice(*draft.reporter)], draft.reporter[0])[1]
        found.append(
            Attribution(
                span=draft.span,
                form=form_of(text, page, draft),
                cue=draft.cue,
                cue_lemma=draft.lemma,
                source=source,
                speaker=speaker,
                party=party,
                reporter=reporter,
                method=draft.method,
                confidence=round(min(0.99, draft.strength), 2),
            )
        )
    return found


def scare_quotes(
    document: Document, attributions: Iterable[Attribution] | None = None, words: int = 3
) -> list[Span]:
    """Quotations of few words that nobody is said to have uttered: the text's own distance.

    Spans include the marks. Without `attributions` the patterns decide what is attributed.
    """
    from detente.reading.speech.who import Who

    if attributions is None:
        attributions = find_attributions(document, Who.nobody())
    said = sorted(a.span for a in attributions if a.form in {"direct", "mixed"})
    found = []
    at, reach = 0, 0
    for start, end in Page(document).all_quotes():
        while at < len(said) and said[at][0] <= start:
            reach = max(reach, said[at][1])
            at += 1
        if end > reach and n_words(document.text, start, end) <= words:
            found.append((start, end))
    return found
