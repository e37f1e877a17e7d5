"""Long and hostile texts: the work grows with the length, and no faster. Steps are counted."""

from __future__ import annotations

import pytest

from detente.reading.document import Document
from detente.reading.speech import Who, find_attributions
from detente.reading.speech.grammar import Sentence
from detente.reading.speech.units import Quotations

PIECES = {
    "marks": '"',
    "nested marks": "“‘",
    "open marks": "«",
    "claims": "his claim that ",
    "chains": "he said that she said ",
    "adverbs": "said long ",
    "tags": '"a," he said. ',
    "insertions": "x, he said, and ",
    "sources": "x, according to y, ",
    "dashes": "a — b said c ",
    "brackets": "( said ) ",
    "lead-ins": 'Ana wrote:\n\n"a b c"\n\n',
    "lists": "The town set its terms:\n\n- a b\n\n",
    "offices": "His office went on. A spokesman said they met. ",
    "fronts": "until x, he said, y ",
    "conditions": "they set a condition and tied talks to ",
    "phrases": '"a b c," in her words, ',
    "subjects": 'Ana was short: "a b c," she said. ',
    "names": "Ana Reis said they met. ",
}


def steps(text: str, monkeypatch: pytest.MonkeyPatch) -> int:
    """How often the grammar looks at a unit and the quotation finder at a mark."""
    count = 0
    look, closes = Sentence.low, Quotations._closes

    def looking(self: Sentence, at: int) -> str:
        nonlocal count
        count += 1
        return look(self, at)

    def closing(*given: object) -> bool:
        nonlocal count
        count += 1
        return closes(*given)  # type: ignore[arg-type]

    with monkeypatch.context() as patched:
        patched.setattr(Sentence, "low", looking)
        patched.setattr(Quotations, "_closes", staticmethod(closing))
        find_attributions(Document("long", text), Who.nobody())
    return count


@pytest.mark.parametrize("piece", PIECES.values(), ids=PIECES.keys())
def test_twice_the_text_is_twice_the_work(piece: str, monkeypatch: pytest.MonkeyPatch) -> None:
    once = steps(piece * 1500, monkeypatch)
    twice = steps(piece * 3000, monkeypatch)
    assert twice <= 2.2 * once + 500


@pytest.mark.parametrize("piece", ['"', "“”", "'\" "], ids=["one", "pairs", "mixed"])
def test_a_megabyte_of_marks_is_read_in_a_few_looks_at_each(
    piece: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = piece * (1_000_000 // len(piece))
    count = 0
    closes = Quotations._closes

    def closing(*given: object) -> bool:
        nonlocal count
        count += 1
        return closes(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(Quotations, "_closes", staticmethod(closing))
    assert Quotations(text).find(0, len(text)) == []
    assert count <= 3 * len(text)
