"""Quotations in other languages than English: marks, dashes, colons and a few verbs of saying."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detente.reading.passages import Span
from detente.reading.speech.drafts import Draft
from detente.reading.speech.units import Quote, n_words
from detente.reading.speech.words import bag

#: Verbs of saying, as they stand beside a quotation.
SAYING = {
    "fr": bag(
        "dit déclaré affirmé ajouté expliqué estimé répondu a-t-il a-t-elle déclare affirme "
        "ajoute explique souligne souligné assuré assure lancé martelé poursuivi"
    ),
    "de": bag(
        "sagte sagt erklärte erklärt betonte betont meinte meint so antwortete fügte "
        "kritisierte warnte forderte"
    ),
    "es": bag(
        "dijo declaró afirmó añadió señaló explicó aseguró respondió dice afirma subrayó "
        "indicó sostuvo advirtió"
    ),
    "ru": bag(
        "сказал сказала заявил заявила отметил отметила подчеркнул подчеркнула ответил "
        "ответила добавил добавила говорит сообщил сообщила"
    ),
}
NAME = re.compile(
    r"[^\W\d_a-zа-яёà-ÿ][\w'’\-]+(?:(?: (?:de|del|la|von|van|du|den|der))? "
    r"[^\W\d_a-zа-яёà-ÿ][\w'’\-]+){0,3}"
)
WORD = re.compile(r"[\w'’\-]+")
DASH = re.compile(r"[—–]\s?(?=\S)")


def read_foreign(
    text: str, language: str, spans: list[Span], quotes: list[list[Quote]]
) -> Iterator[Draft]:
    """Direct speech alone; a source only where a verb of saying or a colon stands beside it."""
    saying = SAYING.get(language, frozenset())
    for (start, end), found in zip(spans, quotes, strict=True):
        if not found and saying and DASH.match(text, start, end):
            yield from spoken_line(text, start, end, saying)
            continue
        for index, quote in enumerate(found):
            before = found[index - 1].end if index else start
            after = found[index + 1].start if index + 1 < len(found) else end
            draft = quoted(text, quote, before, after, saying)
            if draft is not None:
                yield draft


def quoted(
    text: str, quote: Quote, before: int, after: int, saying: frozenset[str]
) -> Draft | None:
    """One quotation, if somebody is said to have said it, or if it is long."""
    span = (quote.start, quote.end)
    left = text[max(before, quote.start - 160) : quote.start]
    base = quote.start - len(left)
    if left.rstrip().endswith(":"):
        names = list(NAME.finditer(left))
        said = any(match.group().lower() in saying for match in WORD.finditer(left))
        near = names and (said or not left[names[-1].end() :].strip(" :"))
        source = (base + names[-1].start(), base + names[-1].end()) if near else None
        return Draft(span, None, "", source, False, 0.8, frame="Q")
    right = text[quote.end : min(after, quote.end + 120)]
    right = re.split(r"[.!?]\s|\n", right)[0]
    for match in WORD.finditer(right):
        if match.group().lower() in saying:
            cue = (quote.end + match.start(), quote.end + match.end())
            name = NAME.search(right, match.end()) or NAME.search(right, 0, match.start())
            named = (quote.end + name.start(), quote.end + name.end()) if name else None
            return Draft(span, cue, match.group().lower(), named, False, 0.8, frame="L")
        if match.start() > 40:
            break
    if n_words(text, *span) >= 5:
        return Draft(span, None, "", None, False, 0.55, frame="Q")
    return None


def spoken_line(text: str, start: int, end: int, saying: frozenset[str]) -> Iterator[Draft]:
    """A line of dialogue behind a dash: "— Non, dit Lind." or "— Нет, — сказал Линд."."""
    for match in WORD.finditer(text, start, end):
        if match.group().lower() not in saying:
            continue
        tag = match.start()
        cut = tag
        while cut > start and text[cut - 1] in " ,—–":
            cut -= 1
        if cut - start < 3 or text[cut] not in " ,—–":
            continue
        name = NAME.search(text, match.end(), min(end, match.end() + 60))
        first = DASH.match(text, start, end)
        begin = first.end() if first else start
        if cut > begin:
            yield Draft(
                (begin, cut),
                match.span(),
                match.group().lower(),
                name.span() if name else None,
                False,
                0.75,
                turn=True,
            )
        return
