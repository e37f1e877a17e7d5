"""Articles cut by who is quoted: what each side says in them, and to whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.progress import Progress
from detente.reading.document import Document
from detente.reading.words.index import Part, WordIndex, part_of
from detente.reading.words.spool import Texts
from detente.reading.words.statements import Said
from detente.reading.words.tokens import Name

if TYPE_CHECKING:
    from detente.case import Case

#: what --by may be with a case, so that whoever is quoted is a side
QUOTED = ("party", "speaker")


@dataclass(frozen=True, eq=False)
class Heard:
    """What was read with a case at hand.

    Attributes
    ----------
    index : of whole documents, or of what is quoted from each side
    said : every statement, in the order of the documents
    documents : the whole texts, where the index holds parts of them alone
    """

    index: WordIndex
    said: tuple[Said, ...]
    documents: Texts | None


def listen(
    documents: Iterable[Document],
    case: Case,
    by: str,
    tokens: Name,
    ngrams: int,
    progress: Progress,
) -> Heard:
    """Read documents, and who says what in them, by patterns alone."""
    said: list[Said] = []
    whole = Texts() if by in QUOTED else None
    parts = _parts(documents, case, whole, said)
    index = WordIndex.of_parts(parts, tokens, ngrams, progress)
    return Heard(index, tuple(said), whole)


def _parts(
    documents: Iterable[Document], case: Case, whole: Texts | None, said: list[Said]
) -> Iterator[Part]:
    from detente.reading.acts import Coder
    from detente.reading.speech import Who, find_attributions

    who = Who.from_case(case)
    coder = Coder(who, case)
    for document in documents:
        as_one = part_of(document)
        if whole is None:
            yield as_one
        else:
            whole.append(document.id, document.text)
        for one in find_attributions(document, who):
            coding = coder.code(one, document)
            start, end = one.span
            if one.party is not None or one.speaker is not None:
                said.append(
                    Said(
                        document.id, start, end, one.speaker, one.party, coding.target, coding.act,
                        coding.negated, as_one.fields.get("date"),
                    )
                )  # fmt: skip
            if whole is not None:
                fields = {**as_one.fields, "party": one.party, "speaker": one.speaker}
                yield Part(document.id, document.text[start:end], fields, start)
