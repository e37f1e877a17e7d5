"""What can be chosen when words are compared, checked once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from detente.errors import InputError, nearest
from detente.reading.words.tokens import Name
from detente.reading.words.windows import OVER


@dataclass(frozen=True)
class Settings:
    """How words are compared.

    Attributes
    ----------
    by : the field of the documents that tells the sides apart
    over : year, quarter, month, week or day; windows that are compared one by one
    terms : only these terms
    sides : only what is said of these sides; the others still are who they are compared with
    measures : keys of measures; None for all that the documents and the case allow
    tokens, ngrams : how texts are divided; 1 for single words, 2 for pairs as well
    prior : uses of every term that the prior is worth, the same for all; None for a prior spread
        as the words of the whole corpus
    prior_words : words that this second prior is worth; None for as many as an average side has
    min_uses, min_docs : fewer uses or documents than this, over all sides, are too few to say
    span : words on either side of a term that are its context
    use_uses, use_docs : fewer contexts or documents on a side are too few to compare use
    most : terms whose use is compared, the most used first
    draws, seed : permutations at most, and where they begin
    topics : words of a topic, by its name, beside the case's issues
    top : rows a side in text, and in rows where it is given
    everything : also rows of terms that a side never uses
    page : which forty of many sides text tells of; rows tell of all
    """

    by: str
    over: str | None = None
    terms: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()
    measures: tuple[str, ...] | None = None
    tokens: Name = "words"
    ngrams: int = 2
    prior: float | None = None
    prior_words: float | None = None
    min_uses: int = 5
    min_docs: int = 2
    span: int = 8
    use_uses: int = 20
    use_docs: int = 5
    most: int = 100
    draws: int = 999
    seed: int = 0
    topics: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    top: int | None = None
    everything: bool = False
    page: int = 1

    def __post_init__(self) -> None:
        if self.over is not None and self.over not in OVER:
            raise InputError(f"'{self.over}' is no span of time. {nearest(self.over, OVER)}")
        if self.tokens not in ("words", "plain"):
            raise InputError(f"there is no tokeniser '{self.tokens}'. Known: words, plain.")
        for name, least in _LEAST.items():
            value = getattr(self, name)
            if value is not None and value < least:
                raise InputError(f"{name} is {value}; at least {least} is needed")
        for name in ("prior", "prior_words"):
            value = getattr(self, name)
            if value is not None and not 0 < value < float("inf"):
                raise InputError(f"{name} is {value}; a number above 0 is needed")
        if self.ngrams > 2:
            raise InputError("ngrams is 1 for single words, or 2 for pairs as well")

    def to_dict(self) -> dict[str, object]:
        """As plain data."""
        return asdict(self)


_LEAST = {
    "ngrams": 1,
    "min_uses": 1,
    "min_docs": 1,
    "span": 1,
    "use_uses": 2,
    "use_docs": 2,
    "most": 1,
    "draws": 19,
    "seed": 0,
    "top": 1,
    "page": 1,
}
