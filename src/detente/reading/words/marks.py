"""Marks by which a text holds a word at arm's length, or says that two sides mean it differently.

Patterns of English alone; a mark is a hint with a weight, not a finding. Several marks on one word
add up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from detente.reading.passages import Attribution, Span
from detente.reading.words.phrases import is_abstract, last_phrase, noun_phrase, tidy

_NAME = (
    r"(?:the |its |his |her |their |our )?[^\W\d_][\w’'.-]{0,30}(?: [^\W\d_][\w’'.-]{0,30}){0,3}?"
)
_OPEN, _CLOSE = "[\"“‘'«„]", "[\"”’'»“]"
_QUOTED = re.compile(rf"{_OPEN}(?P<term>[^\"“”«»„\n]{{2,60}}?){_CLOSE}")


@dataclass(frozen=True, slots=True)
class Mark:
    """One place where a word is marked.

    Attributes
    ----------
    start, end : the word's place in the text, quotation marks left out
    kind : what marks it, a key of KINDS
    weight : how much that tells, in [0, 1]
    whose : whose word it is, as the text has it
    by : who keeps away from it; None for the text's own voice
    """

    start: int
    end: int
    kind: str
    weight: float
    whose: str | None = None
    by: str | None = None


def _any(words: str) -> str:
    return "(?:" + "|".join(words.split()) + ")"


#: kind of mark -> how text calls it
KINDS = {
    "scare quotes": "set in quotation marks that report no speech",
    "their word": "quoted as a side's own word",
    "so-called": "called so-called, supposed or alleged",
    "what they call": "said to be what somebody calls it",
    "named as a word": "spoken of as a word, a phrase or a label",
    "rejected": "a word that somebody is said to reject",
    "defined": "its meaning is given, or disputed",
    "put otherwise": "set against another word: not this but that",
    "seen as": "said to be seen, felt or described so",
    "qualified": "asked for in its real, firm or proper form",
    "owed": "said to be owed by one side",
    "doubted": "said not to be believed, or not to be enough",
    "both use it": "used by more than one side",
}

_CALLS = _any(
    "call calls called term terms termed dub dubs dubbed label labels labelled labeled style styles"
    " styled describe describes described regard regards see sees portray portrays present presents"
    " view views consider considers considered"
)
_SEEN = _any(
    "felt seen regarded viewed perceived read taken experienced treated portrayed cast presented"
    " framed described denounced condemned branded painted depicted understood"
)
_LABELS = _any("call calls called brand brands branded label labels labelled labeled dub dubs"
               " dubbed deem deems deemed consider considers considered")  # fmt: skip
_FIRM = _any(
    "iron-clad ironclad copper-bottomed cast-iron watertight water-tight rock-solid legally-binding"
    " binding written genuine real true proper meaningful credible firm lasting mere hollow empty"
    " verbal spoken paper legal"
)
_WORDS_FOR = _any("phrase term word label charge notion formula description expression concept idea"
                  " reading wording slogan")  # fmt: skip
_REJECTS = (
    r"(?:reject|dispute|den[yi]|dislike|contest|resent|refuse|avoid)(?:e?d|e?s)?"
    r"|objects? to|does not (?:accept|recogni[sz]e|use)|will not (?:accept|use)|never accepted"
)
_MEANS = r"(?:means?|meant|signif(?:y|ies)|stands? for|amounts? to|has come to mean)"
_ITS_OWN = r"(?=different|one thing|something|that\b|the\b|an?\b|no\b|not\b|their\b|its\b|little\b)"
_END = "[”\"’'»]?"

#: kind, weight, and what stands before the word
_AFTER: tuple[tuple[str, float, str], ...] = (
    ("so-called", 0.8, r"\bso[- ‐‑]called\s+"),
    (
        "so-called",
        0.7,
        r"\b(?:self-styled|self-proclaimed|supposed(?:ly)?|alleged(?:ly)?|purported(?:ly)?"
        r"|ostensibl[ey]|soi-disant|would-be)\s+",
    ),
    (
        "what they call",
        0.8,
        rf"\bwhat (?P<whose>{_NAME})(?: (?:has|have|had|likes? to|now|still|often|always))*"
        rf" {_CALLS}\s+(?:as )?",
    ),
    (
        "named as a word",
        0.75,
        r"\b(?:words?|terms?|phrases?|labels?|slogans?|expressions?) (?:such as |like )?"
        r"(?=[\"“‘«„])|\b(?:words?|terms|phrases|labels|slogans) (?:such as|like) ",
    ),
    (
        "named as a word",
        0.6,
        r"\b(?:buzzword|euphemism|catchphrase|rhetoric|language|talk|notion|label|slogan) of ",
    ),
    (
        "defined",
        0.7,
        r"\b(?:(?:definition|meaning|understanding|interpretation|conception|version|sense|reading)s?"
        r" of|what counts as|what constitutes"
        r"|(?:defines?|understands?|interprets?|construes?)(?! (?:that|why|how|what|if)\b))\s+",
    ),
    ("defined", 0.7, rf"\bwhat (?P<whose>{_NAME}) means? by\s+"),
    ("defined", 0.6, r"(?:^|[.,;]\s)[Bb]y\s+(?=[^.,;\n]{3,40},[^.\n]{2,40}\bmeans?\b)"),
    (
        "seen as",
        0.55,
        rf"\b{_SEEN}(?:,? [^.,;\n]{{0,40}}?,?)? as"
        r" (?:a |an |the |mere |nothing (?:but|more than) )*(?=[a-z“\"‘])",
    ),
    (
        "seen as",
        0.5,
        rf"\b{_LABELS} (?:it|this|that|them|him|her|(?:the|its|their) [\w’'-]+) (?:an? |the )",
    ),
    (
        "seen as",
        0.5,
        r"\b(?:feels?|felt|looks?|looked|sounds?|sounded|smells?|reads) (?:to [\w’' -]{2,30} )?like"
        r" (?:an? |the )?(?=[a-z“\"‘])",
    ),
    (
        "doubted",
        0.45,
        r"\b(?:(?:believes?|faith|trust)(?: any (?:more|longer))? in|trusts?|sceptical (?:of|about)"
        r"|(?:wary|suspicious|tired|weary) of|(?:had|heard) enough of|no use for) (?=[a-z“])",
    ),
    (
        "defined",
        0.5,
        r"\b(?:[Bb]oth|[Ee]ach)(?: (?:sides?|parties|party|governments?|delegations?|of them))?"
        r" (?:wants?|asks?(?: the other)? for|demands?|speaks? of|talks? (?:of|about)|promises?"
        r"|invokes?|claims?|says? they want) (?=[a-z“])",
    ),
    ("qualified", 0.5, rf"\b{_FIRM} (?=[a-z])"),
    (
        "owed",
        0.55,
        r"\b(?:obligation|responsibility|duty|onus|burden) (?:(?:is|was|lies|rests|falls|now) )*"
        r"(?:(?:on|with|upon) [\w’' -]{2,30} )?(?:to|of|for)"
        r" (?=[^.;\n]{0,60}\b(?:lies|lay|rests|rested|falls|fell|is|was)\b)",
    ),
    (
        "owed",
        0.55,
        r"\b(?:obligation|responsibility|duty|onus|burden) (?:is|was|lies|rests|falls|now| )+"
        r"(?:on|with|upon) [\w’' -]{2,30} to ",
    ),
)
#: kind, weight, and what stands after it
_BEFORE: tuple[tuple[str, float, str], ...] = (
    (
        "rejected",
        0.85,
        rf"{_END}, (?:a|an|another|the very) (?:\w+ )?{_WORDS_FOR}(?: (?:that|which))?"
        rf" (?P<by>{_NAME}) (?:\w+ )?(?:{_REJECTS})\b",
    ),
    (
        "rejected",
        0.7,
        rf"{_END} (?:is|was|remains) an? (?:\w+ )?(?:loaded|contested|disputed|ambiguous|slippery"
        r"|elastic) ",
    ),
    (
        "defined",
        0.75,
        rf"{_END}(?:, (?:to|for|in the (?:mouth|eyes|view) of) (?P<whose>{_NAME}),)?"
        rf" {_MEANS} {_ITS_OWN}",
    ),
    (
        "defined",
        0.75,
        rf"{_END}(?:, (?:to|for) (?P<whose>{_NAME}), (?:means?|meant|is)"
        rf"|,? (?:to|for) (?:{_NAME}) (?:means?|meant))\b(?= that| the| a)",
    ),
)
_AFTER_PATTERNS = tuple((kind, weight, re.compile(form)) for kind, weight, form in _AFTER)
_BEFORE_PATTERNS = tuple((kind, weight, re.compile(form)) for kind, weight, form in _BEFORE)
_OTHERWISE = re.compile(
    r"\b(?:not (?:only |just |merely |simply |so much )?(?P<a>[^.,;:!?\n]{3,40}?),? (?:but|as)"
    r"|(?P<b>[^.,;:!?\n]{3,40}?),? (?:rather than|and not only|and not|not only|instead of))"
    r" (?=[a-z“])"
)
_EYES = re.compile(
    r"\b[Oo]ne (?:side|party|man|nation|camp)[’']s (?P<a>[\w’'-]+(?: [\w’'-]+)?) (?:is|was)"
    r" (?:the |an)?other(?:(?: \w+)?[’']s)? (?P<b>[\w’'-]+(?: [\w’'-]+)?)"
)
#: to one side it is this; to the other, that
_TURN = (
    r"[^.;\n]{3,120}?[;:.,—–] ?(?:[Aa]nd |[Bb]ut |[Ww]hile )?(?:[Tt]o|[Ff]or|[Ii]n)"
    r" (?:the |its )?[A-Za-z]"
)
_TERM = r"(?P<term>\b[\w’'-]{1,30}(?: [\w’'-]{1,30}){0,3}?)"
_CONTRASTS = (
    re.compile(
        rf"\bcalls? [\w’'-]+(?: [\w’'-]+)?,? (?:and|but|while) {_NAME} calls? (?:an? |the )?"
        r"(?P<term>[\w’'-]+)"
    ),
    re.compile(
        rf"\b(?:[Tt]o|[Ff]or|[Ii]n) {_NAME},? (?:an? |the )?{_TERM}"
        rf" (?:is|was|means?|meant) {_TURN}"
    ),
    re.compile(
        rf"{_TERM}[.:;,] (?:[Tt]o|[Ff]or|[Ii]n) {_NAME},? (?:it|that|this)"
        rf" (?:is|was|means?|meant) {_TURN}"
    ),
    re.compile(
        rf"{_TERM}[.?!](?: [^.?!\n]{{2,40}}[.?!])? [^.?!\n]{{0,40}}\bwhat (?:the|that|this)"
        r" (?:phrase|word|term|expression) means?\b"
    ),
    re.compile(rf"\b[Ee]ach [^.;\n]{{0,60}}?{_TERM},? and each (?:means?|meant|understands?)\b"),
    re.compile(
        rf"{_TERM}[^.;,\n]{{0,40}}? (?:(?:ought|needs?|has|have) to|should|must|will|would|is|are)"
        r" (?:not )?(?:be )?(?:enough|sufficient|do\b|suffice)"
    ),
)
_TITLE = re.compile(
    r"(?:entitled|titled|book|novel|film|movie|play|song|poem|essay|article|report|paper|magazine"
    r"|newspaper|series|show|album|headline|headlined)[,:]? $",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"\b(?:i|we|you|he|she|they|it|is|are|was|were|will|would|have|has|had|do|does|did|can|cannot"
    r"|could|should|shall|may|might|must|don['’]t|won['’]t|let['’]s)\b",
    re.IGNORECASE,
)
_OWNER = re.compile(r"(?:the |their |its )?(?:[\w’'-]+ ){0,2}[\w-]+[’']s? (?=[\"“‘«„])")
_PARTICLE = re.compile(r" (?:down|back|off|up|out)\b")
_ABSTRACT_ONLY = frozenset(("seen as", "qualified", "doubted"))
_LISTED = re.compile(r"\s*(?:,|,? and|,? or)\s+(?=[\"“‘«„a-z])")


def find_marks(
    text: str, quotes: Sequence[Span], attributions: Sequence[Attribution]
) -> list[Mark]:
    """All marks of a text, in its order.

    Parameters
    ----------
    quotes : quotations, marks included
    attributions : who says what in the same text
    """
    found = [*_quoted(text, quotes, attributions), *_worded(text)]
    found = [mark for mark in found if _is_term(text[mark.start : mark.end])]
    found = [_attributed(mark, quotes, attributions) for mark in found]
    return sorted(found, key=lambda mark: (mark.start, mark.end, mark.kind))


def _quoted(
    text: str, quotes: Sequence[Span], attributions: Sequence[Attribution]
) -> Iterator[Mark]:
    """Short quotations: scare quotes, or a word that somebody is quoted with."""
    for start, end in quotes:
        inner = text[start + 1 : end - 1] if end - start > 2 else ""
        words = tidy(inner).split()
        if not 1 <= len(words) <= 4 or _CLAUSE.search(inner) or _is_name(text, start, end, words):
            continue
        first, last = start + 1, end - 1
        if inner.rstrip()[-1:] not in ",.;:!?…":
            first, last = _with_head(text, first, last, end)
        cover = _cover(attributions, start, end)
        if cover is None or _inside_speech(cover, quotes, start, end):
            by = cover.speaker if cover is not None else None
            weight = 0.45 if words[0].lower() in _LINKING else 0.75
            yield Mark(first, last, "scare quotes", weight, by=_who(by))
        elif cover.form != "direct" or cover.span[1] - cover.span[0] > 3 * (end - start):
            term = text[first:last]
            linked = words[0].lower() in _LINKING
            weight = 0.6 if is_abstract(term) and not linked else 0.45
            yield Mark(first, last, "their word", weight, whose=_who(cover.speaker))


def _with_head(text: str, first: int, last: int, end: int) -> tuple[int, int]:
    """A quoted adjective with the noun that it goes with: “iron-clad” legal guarantees."""
    if is_abstract(text[first:last]):
        return first, last
    follows = noun_phrase(text, end, 2) if text[end : end + 1] == " " else None
    if follows is not None and follows[0] == end + 1 and is_abstract(text[slice(*follows)]):
        return first, follows[1]
    return first, last


def _worded(text: str) -> Iterator[Mark]:
    """Marks made by words."""
    for kind, weight, pattern in _AFTER_PATTERNS:
        for match in pattern.finditer(text):
            whose = match.groupdict().get("whose")
            for first, last in _terms_after(text, match.end(), kind):
                if kind in ("seen as", "qualified", "doubted") and not is_abstract(
                    text[first:last]
                ):
                    continue
                yield Mark(first, last, kind, weight, whose=_who(whose))
    for kind, weight, pattern in _BEFORE_PATTERNS:
        for match in pattern.finditer(text):
            phrase = last_phrase(text, match.start())
            groups = match.groupdict()
            if phrase is not None:
                whose, by = _who(groups.get("whose")), _who(groups.get("by"))
                yield Mark(*phrase, kind, weight, whose=whose, by=by)
    for match in _OTHERWISE.finditer(text):
        group = "a" if match["a"] else "b"
        one = last_phrase(text, match.end(group))
        other = noun_phrase(text, match.end())
        if one and other and is_abstract(text[slice(*one)]) and is_abstract(text[slice(*other)]):
            yield Mark(*one, "put otherwise", 0.45)
            yield Mark(*other, "put otherwise", 0.45)
    for pattern in _CONTRASTS:
        for match in pattern.finditer(text):
            phrase = last_phrase(text, match.end("term"), 2)
            if phrase is not None and is_abstract(text[slice(*phrase)]):
                kind, weight = ("doubted", 0.5) if pattern is _CONTRASTS[-1] else ("defined", 0.7)
                yield Mark(*phrase, kind, weight)
    for match in _EYES.finditer(text):
        yield Mark(*match.span("a"), "defined", 0.7)
        yield Mark(*match.span("b"), "defined", 0.7)


def _terms_after(text: str, at: int, kind: str) -> Iterator[Span]:
    """The term that stands at an offset, quoted or not; after `terms such as`, a list of them."""
    for _ in range(4 if kind == "named as a word" else 1):
        quoted = _QUOTED.match(text, at)
        most = 1 if kind == "owed" else 3
        owner = None if quoted else _OWNER.match(text, at)
        if owner is not None:  # what they call the others' "…"
            quoted = _QUOTED.match(text, owner.end())
        phrase = quoted.span("term") if quoted else noun_phrase(text, at, most)
        if phrase is None:
            return
        if kind == "owed" and (particle := _PARTICLE.match(text, phrase[1])):
            phrase = phrase[0], particle.end()
        yield phrase
        listed = _LISTED.match(text, quoted.end() if quoted else phrase[1])
        if listed is None:
            return
        at = listed.end()


def _is_term(phrase: str) -> bool:
    words = tidy(phrase).split()
    letters = sum(map(str.isalpha, phrase))
    return 1 <= len(words) <= 5 and letters >= 3 and letters * 2 > len(phrase)


def _is_name(text: str, start: int, end: int, words: Sequence[str]) -> bool:
    """Titles of works, and nicknames between a first and a last name."""
    capitals = all(word[:1].isupper() for word in words if len(word) > 3)
    if capitals and _TITLE.search(text[max(start - 20, 0) : start]):
        return True
    before, after = text[max(start - 20, 0) : start], text[end : end + 3]
    named = re.search(r"[A-Z][\w’'-]+ $", before) and re.match(r" [A-Z]", after)
    return capitals and bool(named)


def _cover(attributions: Sequence[Attribution], start: int, end: int) -> Attribution | None:
    """The narrowest attribution around a stretch of text."""
    around = [it for it in attributions if it.span[0] <= start and end <= it.span[1]]
    return min(around, key=lambda it: it.span[1] - it.span[0], default=None)


def _inside_speech(cover: Attribution, quotes: Sequence[Span], start: int, end: int) -> bool:
    """Whether a quotation stands within a longer one: the speaker's own distance."""
    return any(a <= start and end <= b and b - a > end - start + 2 for a, b in quotes) and (
        cover.form in ("direct", "mixed")
    )


def _attributed(mark: Mark, quotes: Sequence[Span], attributions: Sequence[Attribution]) -> Mark:
    """With the speaker, where the words that mark stand in somebody's mouth."""
    if mark.by is not None or mark.kind in ("scare quotes", "their word"):
        return mark
    cover = _cover(attributions, mark.start, mark.end)
    if cover is None or cover.speaker is None:
        return mark
    own = mark.end - mark.start + 4  # the word's own quotation marks say nothing of who speaks
    inside = any(a < mark.start and mark.end < b and b - a > own for a, b in quotes)
    if inside or mark.kind == "so-called":
        return replace(mark, by=_who(cover.speaker))
    return mark


def _who(words: str | None) -> str | None:
    """A name, where the words look like one."""
    bare = tidy(words) if words else ""
    named = any(word[:1].isupper() for word in bare.split())
    named = named and not bare.lower().startswith(("a ", "an "))
    return bare if named and bare.lower() not in _PRONOUNS and len(bare.split()) <= 4 else None


_LINKING = frozenset(
    ("in", "on", "at", "by", "with", "without", "for", "from", "to", "of", "as", "if", "when")
) | {"not", "very", "so", "too", "and", "but", "or", "no"}
_PRONOUNS = frozenset(("i", "we", "you", "he", "she", "it", "they", "this", "that", "who", "one"))
