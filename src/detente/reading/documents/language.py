"""Which language a text is in, from a bounded sample of it."""

from __future__ import annotations

_SAMPLE = 600
_FEWEST = 20  # letters: "ok" is a word of a dozen languages
_MARGIN = 4.0  # how much likelier, in natural logarithms, than the next language


def language_of(text: str) -> str | None:
    """Two letters, or None where the text is too short, or reads as well in another language.

    The sample is the start of the text, after its first line where there is more.
    """
    sample = text[: 4 * _SAMPLE].lstrip()
    head, _, rest = sample.partition("\n")
    sample = (rest if len(rest) >= _SAMPLE else f"{head}\n{rest}")[:_SAMPLE]
    if sum(map(str.isalpha, sample)) < _FEWEST:
        return None
    from py3langid import rank

    (first, best), (_, second), *_ = rank(sample)
    return first if len(first) == 2 and best - second >= _MARGIN else None
