"""Every word that the workbench uses in a sense of its own, gathered from where it is defined.

Concepts, classes, kinds of difference, changes and measures are read from their registers; the
brief's words from the brief. What no register explains (acts, marks) is said here, once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

#: act -> what somebody does by saying such a thing
ACTS_SAY: Mapping[str, str] = {
    "demand": "Asks another to do or to leave something.",
    "offer": "Says what the speaker would do, give or accept.",
    "refusal": "Turns something down, or calls it not enough.",
    "threat": "Says what the speaker will do if it is not heard, or shows the means to do it.",
    "assurance": "Promises, calms, or says what the speaker will not do.",
    "accusation": "Says that another did wrong.",
    "condition": "Says what has to come first.",
    "deadline": "Says until when.",
    "appeal": "Turns to somebody with a plea.",
    "acknowledgement": "Grants that another has a point, or has done something.",
    "assessment": "Says how things stand or will go.",
    "agenda": "Says what is to be talked about, or is not.",
    "position": "Says what the speaker believes, aims at, puts first, or cannot give up.",
    "dismissal": "Brushes aside what another says or fears.",
}

#: mark -> what it tells of an entry
MARKS_SAY: Mapping[str, tuple[str, str]] = {
    "reported": ("R · reported", "A source says so; the entry names it."),
    "reading": ("A · an author's reading", "Somebody who studied the matter reads it this way."),
    "assumed": ("X · assumed", "Our own assumption. An entry without a mark counts as assumed."),
    "because": ("because", "The statements or places in the sources that an entry rests on."),
    "audience": (
        "audience",
        "Who may read an entry: the mediator alone, the parties too, or everybody. An entry of "
        "which this is not said is shown to parties and public only where it is on public record.",
    ),
    "note": ("memo", "A remark of the analyst. No analysis reads it."),
}

#: table word -> what it says; these head rows and columns of the workbench alone
TABLE_SAY: Mapping[str, tuple[str, str]] = {
    "party": (
        "party",
        "Someone with options and preferences, or affected without being at the table.",
    ),
    "option": (
        "option",
        "Something that one party can do: taken or not, or at one of several levels.",
    ),
    "one-way": (
        "one-way",
        "An option that can only rise, only fall, or has levels that cannot be left.",
    ),
    "present": ("now", "The state in which things stand, as the case (or the view) has it."),
    "move": ("move; better move", "What a party can do alone; one that it prefers to staying."),
    "settles": (
        "settles here",
        "Nobody has reason to leave the state, under the definitions named. It says nothing about "
        "whether things come there.",
    ),
    "branch": ("branch", "A copy of the case in which a change is tried; the case stays as it is."),
}


@dataclass(frozen=True)
class Word:
    """One word and what it means.

    Attributes
    ----------
    key : the page's anchor is `term-KEY`
    says : in plain words, one or two sentences
    more : what else there is to know, each a sentence
    cites : the work that defines it, as a reference; empty where the definition is ours
    """

    key: str
    word: str
    says: str
    more: tuple[str, ...] = ()
    cites: str = ""


@dataclass(frozen=True)
class Chapter:
    """Words of one kind."""

    key: str
    title: str
    says: str
    words: tuple[Word, ...]


@cache
def chapters() -> tuple[Chapter, ...]:
    """All words, kind by kind; a key stands once."""
    made = (
        Chapter("table", "Parties, options, states", "What a case is made of.", _table()),
        Chapter(
            "concepts",
            "What “stays put” can mean",
            "Each definition asks whether a party has reason to leave a state. A state settles "
            "where the answer is no for all.",
            _concepts(),
        ),
        Chapter(
            "marks",
            "Where an entry comes from, and how far to trust it",
            "Any entry of a case may bear these marks.",
            _marks(),
        ),
        Chapter("words", "Words of the brief", "As the brief uses them, too.", _brief_words()),
        Chapter(
            "classes",
            "How an outcome fares in several views",
            "Several may apply to one state.",
            _classes(),
        ),
        Chapter(
            "kinds",
            "Kinds of difference between a view and the base",
            "Who is right is not asked: the base is the analyst's own account.",
            _kinds(),
        ),
        Chapter("acts", "What a statement does", "How statements are coded.", _acts()),
        Chapter("levers", "Changes that somebody could make", "No change deceives.", _levers()),
        Chapter("deal", "Points of agreement", "Rules that pick a package.", _solutions()),
        Chapter("measures", "Measures of language", "What is counted in documents.", _measures()),
    )
    seen: set[str] = set()
    found = []
    for chapter in made:
        words = tuple(word for word in chapter.words if word.key not in seen)
        seen |= {word.key for word in words}
        found.append(Chapter(chapter.key, chapter.title, chapter.says, words))
    return tuple(found)


def short(concept: str) -> str:
    """A concept's short name: `Nash`, `SEQ`, `limited`."""
    return concept.capitalize() if concept == "nash" or len(concept) > 4 else concept.upper()


def _table() -> tuple[Word, ...]:
    return tuple(Word(key, word, says) for key, (word, says) in TABLE_SAY.items())


def _concepts() -> tuple[Word, ...]:
    from detente.brief.wording.method import TERMS
    from detente.stability import CONCEPTS
    from detente.stability.coalition_concepts import COALITION_CONCEPTS

    plainly = {term.key: term.says for term in TERMS}
    found = []
    for key, one in CONCEPTS.items():
        more = [plainly[key]] if key in plainly else []
        if one.implies:
            names = ", ".join(short(other) for other in one.implies)
            more.append(f"Wherever it holds, so {_hold(one.implies)} {names}.")
        says = f"{_sentence(one.plain)} A state is stable if {one.says.removesuffix('.')}."
        found.append(
            Word(key, f"{one.title} ({short(key)})", says, tuple(more), _cited(one.source))
        )
    for key, group in COALITION_CONCEPTS.items():
        found.append(Word(key, group.title, _sentence(group.says), (), _cited(group.source)))
    return tuple(found)


def _hold(names: Iterable[str]) -> str:
    return "does" if len(list(names)) == 1 else "do"


def _brief_words() -> tuple[Word, ...]:
    from detente.brief.wording.method import TERMS

    return tuple(
        Word(
            term.key,
            term.word,
            term.says,
            (f"In the literature: {term.known_as}.",) if term.known_as else (),
            _cited(term.source),
        )
        for term in TERMS
    )


def _classes() -> tuple[Word, ...]:
    from detente.views.compare import CLASSES

    return tuple(Word(key, key.replace("-", " "), _sentence(says)) for key, says in CLASSES.items())


def _kinds() -> tuple[Word, ...]:
    from detente.views.misperceptions import KINDS

    return tuple(Word(key, key, _sentence(says)) for key, says in KINDS.items())


def _acts() -> tuple[Word, ...]:
    from detente.brief.wording.known import ACTS

    return tuple(Word(key, called, ACTS_SAY[key]) for key, called in ACTS.items())


def _marks() -> tuple[Word, ...]:
    from detente.case.model.base import DOUBTS

    marks = [Word(key, word, says) for key, (word, says) in MARKS_SAY.items()]
    levels = ", ".join(f"{word} {chance:g}" for word, chance in DOUBTS.items())
    says = f"The chance that an entry does not hold, as the analyst sees it: {levels}, or a number."
    return (*marks[:3], Word("doubt", "doubt", says), *marks[3:])


def _levers() -> tuple[Word, ...]:
    from detente.levers import KINDS, load_kinds
    from detente.levers.conditions import TESTS

    load_kinds()
    kinds = [Word(f"lever-{key}", key, _sentence(one.says)) for key, one in KINDS.items()]
    tests = [
        Word(f"test-{key}", f"what a change must bring about: {key}", _sentence(says))
        for key, says in TESTS.items()
    ]
    return (*kinds, *tests)


def _solutions() -> tuple[Word, ...]:
    from detente.bargaining.points import load_solutions

    return tuple(
        Word(f"point-{key}", one.title, _sentence(one.says), (), _cited(one.source))
        for key, one in load_solutions().items()
    )


def _measures() -> tuple[Word, ...]:
    from detente.reading.words import MEASURES

    return tuple(
        Word(key, one.title, _sentence(one.says), (), _cited(one.source))
        for key, one in MEASURES.items()
    )


def _cited(key: str) -> str:
    from detente.sources import source

    return str(source(key)) if key else ""


def _sentence(text: str) -> str:
    text = text.strip()
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "?", "!")) else ".")
