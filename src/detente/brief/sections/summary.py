"""In one page: the answer to the case's question, from results and marks alone."""

from __future__ import annotations

from detente.brief.document import Block, Callout, Pair, Pairs
from detente.brief.lexicon import Lexicon
from detente.brief.material import Material
from detente.brief.outline import section
from detente.brief.page_one import answer, follows, known, opening, watch
from detente.brief.wording import answer as say
from detente.brief.wording.grammar import own, run


@section("summary", title="In one page", place=10, needs="parties")
def summary(material: Material, words: Lexicon) -> list[Block]:
    """The question, its answer, and the seven lines that a reader takes away."""
    question = material.case.question
    asked = own(question.value) if question else say.no_question()
    blocks: list[Block] = [Callout(asked, (run(list(answer.answer(material, words))),))]
    head = say.FOLLOWS if material.case.views or material.case.stories else say.FOLLOWS_ALONE
    lines = (
        (say.KNOWN, known.known),
        (say.SEES, known.sees),
        (head, follows.follows),
        (say.OPENING, opening.opening),
        (say.RISK, opening.risk),
        (say.SURE, watch.sure),
        (say.WATCH, watch.watch),
    )
    pairs = []
    for title, write in lines:
        told = tuple(write(material, words))
        if told:
            pairs.append(Pair(title, told))
    return [*blocks, Pairs(tuple(pairs))]
