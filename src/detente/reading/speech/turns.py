"""Transcripts, headlines and datelines: what the layout of a paragraph says about who speaks."""

from __future__ import annotations

import re

from detente.reading.speech.drafts import Draft
from detente.reading.speech.words import bag, fold

Span = tuple[int, int]

#: "MINISTER LIND: …", "Q: …", "Q. …"
LOUD = re.compile(
    r"(?:[^\W\d_a-z][^\W\d_a-zà-ÿ'’\-]*\.?(?:[ ,]+[^\W\d_a-z][^\W\d_a-zà-ÿ'’\-]*\.?){0,6}"
    r"(?: \([^)\n]{1,60}\))?|Q|A)\s?:\s+(?=\S)"
)
SPOKEN = re.compile(
    r"[^\W\d_a-z][\w.'’\-]*(?: [^\W\d_a-z(][\w.'’\-]*){0,4}(?: \([^)\n]{1,60}\))?\s?:\s+(?=\S)"
)
SHORT = re.compile(r"[QA][.:]\s+(?=\S)")
STAGE = re.compile(r"[(\[].*[)\]]\s*$", re.DOTALL)
HEADLINE = re.compile(
    r"((?:[^\W\d_a-z][\w.'’\-]*)(?: (?:[^\W\d_a-z][\w.'’\-]*|of|the|to|for)){0,4}): (?=\S)"
)
DATELINE = re.compile(
    r"[^\W\d_a-z]{2}(?:[^\W\d_a-z]|[ .'’\-])*(?:, (?:[A-Z][\w.]*,? ){0,3}(?:[A-Z][\w.]*|\d{1,2})?)?"
    r"(?: \([^)\n]{1,40}\))?\s*(?:—|–|--|-)\s+"
)
NO_SOURCE = bag(
    """opinion watch video update updated analysis live breaking editorial review correction photos
    photo exclusive note related background comment letters obituary column podcast listen read
    here next today part chapter section source sources published date time place subject re from to
    cc tags topics also example warning caption image file"""
)


#: "— Governor Tony Vale (@GovVale) June 26, 2019" under or behind the words of a post.
SIGNED = re.compile(r"(?:—|–|--|-)\s?([^()\n@]{2,60}) \(@\w{1,20}\)")


def signature(text: str, start: int, end: int) -> tuple[int, Span] | None:
    """Where the signature of a post begins in a paragraph, and the name in it."""
    if "(@" not in text[start:end]:
        return None
    found = SIGNED.search(text, start, end)
    return (found.start(), found.span(1)) if found else None


def is_headline(text: str, start: int, end: int) -> bool:
    """Whether a paragraph looks like a headline: short, without a stop at its end."""
    return end - start < 140 and text[end - 1] not in ".!?:;,"


def headline(text: str, start: int, end: int) -> tuple[Span, Span] | None:
    """Source and content of a headline such as "Brandt: We Will Not Go Back"."""
    dash = re.match(r"[A-Z]{4,}\s*[—–-]\s+", text[start : start + 30])
    if dash:
        start += dash.end()
    found = HEADLINE.match(text, start, end)
    if not found or end - found.end() < 8:
        return None
    words = [fold(word) for word in found[1].split()]
    if words[0] in NO_SOURCE or " " not in text[found.end() : end]:
        return None
    loud = found[1].isupper() and not text[found.end() : end].isupper()
    if loud and not re.search(rf"\b{re.escape(found[1].split()[-1].title())}\b", text[end:]):
        return None
    return (found.start(), found.start() + len(found[1])), (found.end(), end)


def dateline(text: str, start: int, end: int) -> int:
    """Where the first sentence begins, behind "PORT ALDEN (Wire) —"."""
    found = DATELINE.match(text, start, min(end, start + 90))
    return found.end() if found else start


def is_transcript(text: str, spans: list[Span]) -> bool:
    """Whether the document is a record of turns: several paragraphs that begin with a name."""
    loud = [m[0] for a, b in spans if (m := turn_head(text, a, b, True))]
    if len(loud) >= 3:
        return True
    spoken = [m[0] for a, b in spans if (m := turn_head(text, a, b, False))]
    repeated = len(spoken) - len(set(spoken))
    return len(spoken) >= 4 and repeated >= 2 and len(spoken) * 3 >= len(spans)


def turn_head(text: str, start: int, end: int, loud: bool) -> re.Match[str] | None:
    """The name and colon at the head of a turn."""
    short = SHORT.match(text, start, end)
    if short:
        return short
    found = (LOUD if loud else SPOKEN).match(text, start, min(end, start + 120))
    if not found:
        return None
    name = re.sub(r"\s?\(.*", "", found[0]).rstrip(": ")
    if fold(name.split()[0]) in NO_SOURCE or (loud and name != name.upper()):
        return None
    return found


def read_turns(text: str, spans: list[Span]) -> tuple[list[Draft], set[int]]:
    """The turns of a transcript, and which paragraphs they take up."""
    drafts: list[Draft] = []
    taken: set[int] = set()
    loud = sum(turn_head(text, a, b, True) is not None for a, b in spans) >= 3
    current: Draft | None = None
    heads = sum(turn_head(text, a, b, loud) is not None for a, b in spans)
    flowing = heads * 2 >= len(spans)
    for index, (start, end) in enumerate(spans):
        head = turn_head(text, start, end, loud)
        if head:
            name = head[0].rstrip().rstrip(":.").rstrip()
            source = (start, start + len(name))
            current = Draft(
                (head.end(), end), (source[1], head.end()), "", source, False, 0.95, turn=True
            )
            drafts.append(current)
            taken.add(index)
        elif current is not None and flowing:
            if STAGE.match(text, start, end):
                taken.add(index)
                continue
            current.span = (current.span[0], end)
            taken.add(index)
    return drafts, taken
