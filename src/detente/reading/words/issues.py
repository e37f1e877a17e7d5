"""The words of an issue: those it is written in, and those of topics of one's own."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from detente.reading.words.function_words import carries_content
from detente.reading.words.index import WordIndex
from detente.reading.words.phrases import stem

if TYPE_CHECKING:
    from detente.case import Case


def vocabularies(
    index: WordIndex, case: Case | None, topics: dict[str, tuple[str, ...]]
) -> dict[str, list[int]]:
    """Issue or topic to the numbers of its words, of those that the corpus has.

    An issue's words are those of its id, of what is asked, and of its options; words that several
    issues share, and the parties' names, tell nothing and are left out. A topic's words are as
    given: `toll` with its forms, `toll*` with whatever begins so.
    """
    forms: dict[str, list[int]] = {}
    words = [index.vocabulary.word(number) for number in range(len(index.vocabulary))]
    for number, word in enumerate(words):
        for part in {word, *word.split("-")}:
            forms.setdefault(stem(part), []).append(number)
    found: dict[str, list[int]] = {}
    for name, stems in issue_stems(case).items():
        found[name] = sorted({number for one in stems for number in forms.get(one, ())})
    for name, listed in topics.items():
        numbers: set[int] = set()
        for word in listed:
            low = word.lower()
            if low.endswith("*"):
                numbers.update(k for k, known in enumerate(words) if known.startswith(low[:-1]))
            else:
                numbers.update(forms.get(stem(low), ()))
        found[name] = sorted(numbers)
    return found


def issue_stems(case: Case | None) -> dict[str, set[str]]:
    """Issue to the stems of its words."""
    if case is None:
        return {}
    does = {
        name: str(option.does.value)
        for party in case.parties.values()
        for name, option in party.options.items()
    }
    texts = {
        name: [name, str(issue.asks.value), *_options(issue.options, does)]
        for name, issue in case.issues.items()
    }
    names: set[str] = set()
    for party_id, party in case.parties.items():
        names |= _stems([party_id, str(party.name.value), *(str(v.value) for v in party.voices)])
    stems = {name: _stems(said) - names for name, said in texts.items()}
    shared = Counter(one for several in stems.values() for one in several)
    return {name: {one for one in several if shared[one] == 1} for name, several in stems.items()}


def _options(names: list[str], does: dict[str, str]) -> list[str]:
    keys = [str(name).rpartition(".")[2] for name in names]
    return [*keys, *(does.get(key, "") for key in keys)]


def _stems(texts: list[str]) -> set[str]:
    found = set()
    for text in texts:
        for word in text.replace("_", " ").replace("-", " ").lower().split():
            bare = word.strip(".,;:!?()'\"“”’‘")
            if carries_content(bare) and len(bare) > 3:
                found.add(stem(bare))
    return found
