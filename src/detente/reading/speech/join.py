"""The patterns and the parse, joined."""

from __future__ import annotations

from detente.reading.passages import Span
from detente.reading.speech.closed import (
    AUXILIARIES,
    CONJUNCTIONS,
    DAYS,
    DETERMINERS,
    PREPOSITIONS,
    SUBORDINATORS,
)
from detente.reading.speech.drafts import Draft
from detente.reading.speech.page import Page
from detente.reading.speech.parse import Parser
from detente.reading.speech.trees import Trees
from detente.reading.speech.units import TOKEN


def join(page: Page, drafts: list[Draft], parser: Parser) -> list[Draft]:
    """The patterns' attributions and the parse's as one list.

    The same cue found by both: the quotation or the tag from the patterns, else the parse's
    limits. Found by one alone: the less sure.
    """
    by_cue: dict[int, Draft] = {}
    tags: dict[int, str] = {}
    for offset, parsed in parser.parse(page.text, page.parsed_spans()):
        for token in parsed:
            tags[offset + token.idx] = token.tag_
        for draft in Trees(parsed, offset).read():
            if draft.cue is not None and not page.inside_quote(draft.cue[0]):
                by_cue.setdefault(draft.cue[0], draft)
    joined: list[Draft] = []
    for draft in drafts:
        twin = by_cue.pop(draft.cue[0], None) if draft.cue is not None else None
        if twin is not None:
            joined.append(both(page, draft, twin))
            continue
        tag = tags.get(draft.cue[0], "") if draft.cue is not None else ""
        if draft.frame in {"N", "P", "T", "I", "O", "A", "C", "G", "W"} and (
            draft.lemma and draft.lemma != "according to" and not draft.lemma.startswith("in ")
        ):
            sure = draft.frame == "T" and page.text.startswith("that ", draft.span[0])
            known = tag.startswith(("V", "N", "J", "I"))
            draft.strength *= 0.95 if sure and known else 0.8 if known else 0.6
        joined.append(draft)
    for twin in by_cue.values():
        twin.span = page.whole_quotes(twin.span)
        twin.strength *= 0.8
        joined.append(twin)
    return joined


def both(page: Page, draft: Draft, twin: Draft) -> Draft:
    """One attribution from the two accounts of it."""
    draft.method = "both"
    draft.strength = min(0.97, max(draft.strength, twin.strength) + 0.05)
    if draft.source is None and not (draft.lemma == "ask" and twin.borrowed):
        draft.source = twin.source
    if draft.frame in {"L", "Q"} or draft.turn or draft.reporter is not None:
        return draft
    if draft.frame in {"T", "W", "I", "O"} and draft.frame == twin.frame:
        if overlap(draft.span, twin.span) > 0:
            end = min(twin.span[1], draft.span[1])
            if not seam(page.text, twin.span, draft.span[1]):
                end = draft.span[1]
            adjunct = page.text[slice(*twin.span)].split(" ", 1)[0].lower() in PREPOSITIONS
            start = draft.span[0] if adjunct else twin.span[0]
            draft.span = page.whole_quotes((start, max(end, start + 1)))
    elif draft.frame == "C" == twin.frame and not page.quotes_within(*draft.span):
        draft.span = page.whole_quotes(twin.span)
    return draft


#: Words before which a clause may well have ended.
SEAMS = PREPOSITIONS | SUBORDINATORS | CONJUNCTIONS | DAYS | AUXILIARIES


def seam(text: str, span: Span, further: int) -> bool:
    """Whether a clause may end where the parse ends it, though the patterns go on: at a comma, a
    conjunction or a preposition, not in the middle of a phrase."""
    last = text[slice(*span)].rsplit(" ", 1)[-1].lower()
    if last in PREPOSITIONS | SUBORDINATORS | CONJUNCTIONS | DETERMINERS:
        return False
    rest = text[span[1] : further].lstrip()
    if not rest:
        return True
    if not rest[0].isalnum():
        return rest[0] not in "'’"
    if text[span[1] : span[1] + 1].isalnum():
        return False
    word = TOKEN.match(rest)
    low = word.group().lower() if word else ""
    return low in SEAMS or low in {"last", "this"}


def overlap(one: Span, other: Span) -> float:
    """The shared part of two spans, of what they cover together."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    if shared <= 0:
        return 0.0
    return shared / (max(one[1], other[1]) - min(one[0], other[0]))
