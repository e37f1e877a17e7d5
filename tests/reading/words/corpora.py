"""Small invented corpora, and plain definitions to hold the program against."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from detente.reading.document import Document


def documents(texts: Mapping[str, Sequence[str]], **fields: str) -> list[Document]:
    """Documents by side, in the field `side`."""
    return [
        Document(id=f"{side}-{k}", text=text, fields={"side": side, **fields})
        for side, several in texts.items()
        for k, text in enumerate(several)
    ]


def drawn(
    rng: np.random.Generator,
    sides: Mapping[str, Sequence[float]],
    words: Sequence[str],
    docs: int,
    length: int,
) -> list[Document]:
    """Documents whose words are drawn with the shares of their side."""
    return documents(
        {
            side: [" ".join(rng.choice(words, size=length, p=shares)) for _ in range(docs)]
            for side, shares in sides.items()
        }
    )
