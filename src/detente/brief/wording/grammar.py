"""Putting words together: templates filled with spans, lists, counts, dates, names."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from detente.brief.document import Inline, Span
from detente.columns import rounded

_FIELD = re.compile(r"\{(\w+)\}")
_SENTENCE_END = re.compile(r"[.?!]\s*$")
_SMALL = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
)  # fmt: skip
#: places in an order, in words
PLACES = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth",
)  # fmt: skip
#: numbers up to this one are written in words
WORDS = len(_SMALL) - 1
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
#: English names built on these words are spoken with an article
_WITH_ARTICLE = frozenset(
    [
        "states",
        "union",
        "kingdom",
        "nations",
        "emirates",
        "republic",
        "federation",
        "ministry",
        "government",
        "council",
        "commission",
        "committee",
        "alliance",
        "league",
        "coalition",
        "authority",
    ]
)

Part = Inline | Span | str | int


def say(template: str, **parts: Part) -> Inline:
    """Fill a template with spans: `say("{who} would leave it.", who=party)`.

    A name that opens a sentence begins with a capital; elsewhere its article is small.
    """
    return _capitals(list(phrase(template, **parts)))


def phrase(template: str, **parts: Part) -> Inline:
    """The same for a part of a sentence, where nothing is made a capital."""
    found: list[Span] = []
    at = 0
    for match in _FIELD.finditer(template):
        _add(found, template[at : match.start()])
        _add(found, parts[match.group(1)])
        at = match.end()
    _add(found, template[at:])
    return tuple(found)


def _add(found: list[Span], part: Part) -> None:
    if isinstance(part, Span):
        found.append(part)
    elif isinstance(part, tuple):
        found.extend(part)
    elif part != "":
        found.append(Span(str(part)))


def _capitals(spans: list[Span]) -> Inline:
    so_far = ""
    done = []
    for span in spans:
        opens = not so_far.strip() or _SENTENCE_END.search(so_far) is not None
        if opens and span.text[:1].islower() and (span.name or not span.own):
            span = replace(span, text=span.text[0].upper() + span.text[1:])
        so_far = (so_far + span.text)[-8:] if span.text.strip() else so_far
        done.append(span)
    return tuple(done)


def own(text: str, to: str = "") -> Inline:
    """The case's own words."""
    return (Span(text, own=True, to=to),)


def quoted(text: str) -> Inline:
    """The case's own words inside our sentence; a full stop at their end is dropped."""
    return (Span(text.strip().removesuffix("."), own=True),)


def named(text: str, to: str = "") -> Inline:
    """The name of an outcome: set apart, so that its capital reads as a title's."""
    return (Span(text, "emphasis", own=True, to=to),)


def code(text: str) -> Inline:
    """A line of the case file, as it is written there."""
    return (Span(text, "code", own=True),)


def term(word: str, key: str) -> Inline:
    """A word that the last section explains."""
    return (Span(word, to=f"#term-{key}"),)


def party_name(name: str) -> Inline:
    """A party in a sentence: with the article that English gives such names.

    Only "The" is taken for an article; "A" may be a name, or begin one.
    """
    words = name.split()
    if len(words) > 1 and words[0] in {"The", "the"}:
        return (Span("the" + name.strip()[3:], own=True, name=True),)
    if len(words) > 1 and any(word.lower() in _WITH_ARTICLE for word in words):
        return (Span("the ", name=True), Span(name, own=True))
    return (Span(name, own=True),)


def listed(
    items: Sequence[Inline], joint: str = "and", limit: int = 0, more: Callable[[int], str] = str
) -> Inline:
    """`a`, `a and b`, `a, b and c`; beyond a limit the rest is counted: `a, b and 3 more`."""
    shown = list(items)
    if limit and len(shown) > limit + 1:
        rest = len(shown) - limit
        shown = [*shown[:limit], (Span(f"{number(rest)} more"),)]
    found: list[Span] = []
    for place, item in enumerate(shown):
        if place:
            found.append(Span(f" {joint} " if place == len(shown) - 1 else ", "))
        found.extend(item)
    return tuple(found)


def run(items: Sequence[Inline], between: str = " ") -> Inline:
    """Several inlines one after another, empty ones passed over."""
    found: list[Span] = []
    for place, item in enumerate(filter(None, items)):
        if place:
            found.append(Span(between))
        found.extend(item)
    return tuple(found)


def number(count: int) -> str:
    """Up to twelve in words; what is too long to read, rounded."""
    return _SMALL[count] if 0 <= count < len(_SMALL) else rounded(count)


def counted(count: int, one: str, many: str = "") -> str:
    """`one state`, `two states`, `42 states`."""
    return f"{number(count)} {one if count == 1 else many or one + 's'}"


def of_all(count: int, total: int, one: str, many: str = "") -> str:
    """`in the only account`, `in all four accounts`, `in three of the four accounts`."""
    things = one if total == 1 else many or one + "s"
    if total == 1:
        return f"the {things}" if count else f"no {things}"
    if count == 0 and total == 2:
        return f"neither {one}"
    if count == 0:
        return f"none of the {number(total)} {things}"
    if count == total:
        return f"{'both' if total == 2 else f'all {number(total)}'} {things}"
    return f"{number(count)} of the {number(total)} {things}"


def verb(count: int, one: str, many: str) -> str:
    """The form of a verb that goes with a count."""
    return one if count == 1 else many


def sentence(text: str) -> str:
    """The text with a capital at its beginning."""
    return text[:1].upper() + text[1:]


def date(text: str) -> str:
    """`10 January 2022`, `June 2022`, `2022`; a span as `January to June 2022`."""
    first, _, last = text.partition("/")
    if not last:
        return _day(first)
    if first[:4] == last[:4] and len(first) > 4 and len(last) > 4:
        return f"{_day(first).removesuffix(f' {first[:4]}')} to {_day(last)}"
    return f"{_day(first)} to {_day(last)}"


def on_date(text: str) -> str:
    """`on 10 January 2022`, `in June 2022`, `from January to June 2022`."""
    if "/" in text:
        return f"from {date(text)}"
    return f"on {date(text)}" if text.count("-") == 2 else f"in {date(text)}"


def _day(text: str) -> str:
    parts = text.strip().split("-")
    words = [parts[0].lstrip("0") or "0"]
    if len(parts) > 1:
        words.insert(0, _MONTHS[int(parts[1]) - 1])
    if len(parts) > 2:
        words.insert(0, str(int(parts[2])))
    return " ".join(words)
