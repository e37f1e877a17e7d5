"""Which issue of a case some words are about."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from detente.reading.acts.lists import bag

if TYPE_CHECKING:
    from detente.case import Case
    from detente.case.model import Issue

_WORD = re.compile(r"[^\W\d_]{3,}(?:[-'’][^\W\d_]+)*")
_COMMON = bag("""the and for with that this what which who whom whose whether how when where
    from into over under upon their its his her our your any all not none low full high more
    less are is was were has have had will would should could can may must each every other
    others being been become becomes stand stands made make makes take takes give gives given
    between among about without within open kept keep true false some part whole also only than
    then them they out off own near yet still does did done new old who one two three first last
    side sides member party parties issue issues question questions government minister state
    states talks say says said need needs want wants back time year years day days people
    country countries possible terms shall there these those such very much many use used
    against before after again between put set get way how""")
_ENDINGS = ("ations", "ation", "ings", "ing", "ments", "ment", "ies", "ers", "ed", "es", "er", "s")
_LEAST = 1.0
_MARGIN = 1.2


def fold(word: str) -> str:
    """A word in lower case, without accents."""
    if not word.isascii():
        word = "".join(
            letter
            for letter in unicodedata.normalize("NFKD", word)
            if not unicodedata.combining(letter)
        )
    return word.lower()


def stem(word: str) -> str:
    """A word without its commonest endings, so that `limits` and `limited` meet."""
    word = fold(word)
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            word = word[: -len(ending)]
            break
    return word[:-1] if word.endswith("e") and len(word) > 4 else word


def stems(text: str) -> set[str]:
    """The stems of the words of a text that can tell one issue from another."""
    found = set()
    for match in _WORD.finditer(text.replace("_", " ")):
        for word in re.split(r"[-]", match[0]):
            if len(word) > 2 and fold(word) not in _COMMON:
                found.add(stem(word))
    return found


class Topics:
    """The issues of a case, by the words they are written in.

    What is asked, the positions, the levels and the wording of the options that belong to an issue
    are its words; those of the parties' names and voices are left out. A word counts less, the
    more issues share it.
    """

    def __init__(self, case: Case | None) -> None:
        self._weights: dict[str, dict[str, float]] = {}
        if case is None:
            return
        named: set[str] = set()
        for party_id, party in case.parties.items():
            named |= stems(party_id) | stems(str(party.name.value))
            for voice in party.voices:
                named |= stems(str(voice.value))
        does = {
            name: [str(option.does.value), *map(str, option.levels)]
            for party in case.parties.values()
            for name, option in party.options.items()
        }
        words = {name: _issue_words(name, issue, does) for name, issue in case.issues.items()}
        for name, own in words.items():
            self._weights[name] = {
                word: strength / sum(word in other for other in words.values())
                for word, strength in own.items()
                if word not in named or word in stems(name)
            }

    def find(self, words: str) -> str | None:
        """The issue that some words are about; None where none or several would do."""
        if not self._weights:
            return None
        said = stems(words)
        scores = sorted(
            (
                (sum(weight for word, weight in own.items() if word in said), name)
                for name, own in self._weights.items()
            ),
            reverse=True,
        )
        best, name = scores[0]
        if best < _LEAST or (len(scores) > 1 and best < _MARGIN * scores[1][0]):
            return None
        return name


def _issue_words(name: str, issue: Issue, does: dict[str, list[str]]) -> dict[str, float]:
    """The stems an issue is written in: its own full, those of levels and positions less."""
    texts = [(name, 1.0), (str(issue.asks.value), 1.0)]
    texts += [(str(level), 0.6) for level in issue.levels]
    texts += [(str(position.value), 0.6) for position in issue.positions.values()]
    for option in issue.options:
        key = str(option).rpartition(".")[2]
        wording, *levels = does.get(key, [""])
        texts += [(key, 1.0), (wording, 1.0), *((level, 0.6) for level in levels)]
    found: dict[str, float] = {}
    for text, strength in texts:
        for word in stems(text):
            found[word] = max(found.get(word, 0.0), strength)
    return found
