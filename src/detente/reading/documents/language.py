"""Which language a text is in, from a bounded sample of it."""

from __future__ import annotations

_SAMPLE = 600
_FEWEST = 20  # letters: "ok" is a word of a dozen languages
_MARGIN = 4.0  # how much likelier, in natural logarithms, than the next language
#: small words that are common in English, and three of which stand together in no other language
_ENGLISH = frozenset(
    {"and", "been", "from", "have", "his", "its", "of", "our", "that", "the", "their", "there"}
    | {"they", "this", "to", "were", "which", "with", "would", "you"}
)
_KINDS = 3  # of these words that have to occur, and their share among all
_SHARE = 0.1


def language_of(text: str) -> str | None:
    """Two letters, or None where the text is too short, or reads as well in another language.

    The sample is the start of the text, after its first line where there is more. English that is
    plain from its small words is told without loading the model of py3langid, which takes half a
    second and a hundred megabytes.
    """
    sample = text[: 4 * _SAMPLE].lstrip()
    head, _, rest = sample.partition("\n")
    sample = (rest if len(rest) >= _SAMPLE else f"{head}\n{rest}")[:_SAMPLE]
    if len(sample) < _FEWEST or _letters(sample) < _FEWEST:
        return None
    if _is_plain_english(sample):
        return "en"
    from py3langid import rank

    (first, best), (_, second), *_ = rank(sample)
    return first if len(first) == 2 and best - second >= _MARGIN else None


def _letters(sample: str) -> int:
    return sum(map(str.isalpha, sample[: 4 * _FEWEST])) or sum(map(str.isalpha, sample))


def _is_plain_english(sample: str) -> bool:
    words = sample.lower().split()
    small = [word for word in words if word in _ENGLISH]
    return len(small) >= _SHARE * len(words) and len(set(small)) >= _KINDS
