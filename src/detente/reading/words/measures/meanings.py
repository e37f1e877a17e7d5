"""Words that may not mean the same to each side: proposals for `meanings`, with passages.

No statistic settles what a word means to somebody. A word is proposed where it is contested, or
where two sides use it among different words; an analyst reads the passages and decides.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from detente.reading.words.contexts import Passage
from detente.reading.words.corpus import Corpus
from detente.reading.words.issues import issue_stems
from detente.reading.words.measure import Finding, Rows, measure, row
from detente.reading.words.measures.contested import find_contested
from detente.reading.words.measures.use import find_use
from detente.reading.words.pages import fold
from detente.reading.words.phrases import key
from detente.result import Row

#: contested terms weigh at least this to be proposed by themselves
_FLOOR = 0.55
_RATE = 0.05
_PASSAGES = 3


@dataclass
class Proposal:
    """A word, why it is proposed, and where to read."""

    term: str
    why: list[str] = field(default_factory=list)
    passages: dict[str, list[Passage]] = field(default_factory=lambda: defaultdict(list))


@measure(
    "meanings",
    title="Words proposed for `meanings`",
    says="words to ask about, with the passages; what they mean to whom is for a reader to settle",
    needs=("case",),
)
def meanings(corpus: Corpus) -> Finding:
    """Contested terms, terms in different use, and what the case has on them already."""
    found: dict[tuple[str, ...], Proposal] = {}
    for one in find_contested(corpus, _FLOOR):
        proposal = found.setdefault(key(one.term), Proposal(one.term))
        proposal.why += [f"contested: {kind}" for kind in one.kinds]
        for seen in one.seen:
            proposal.passages[seen.side].append(seen.passage)
    for used in find_use(corpus):
        if used.q is None or used.q > _RATE:
            continue
        proposal = found.setdefault(key(used.judged.term), Proposal(used.judged.term))
        proposal.why.append("different use")
        for place, side in enumerate(used.sides):
            proposal.passages[corpus.sides[side]] += used.passages[place]
    known = {key(word) for word in corpus.case.meanings} if corpus.case is not None else set()
    proposals = [one for stems, one in found.items() if stems not in known]
    rows = [line for one in proposals for line in _rows(corpus, one)]
    return Rows("meanings", rows, _lines(corpus, proposals))


def _rows(corpus: Corpus, one: Proposal) -> list[Row]:
    judged = corpus.judge(one.term)
    issues = _issues(corpus, one.term)
    rows = []
    for name, passages in sorted(one.passages.items()):
        side = corpus.sides.index(name) if name in corpus.sides else None
        n = 0 if side is None else int(judged.n[side])
        z, low, high = (
            (None, None, None)
            if side is None
            else (float(judged.z[side]), float(judged.low[side]), float(judged.high[side]))
        )
        rows.append(
            row(
                "meanings", one.term, name, n, int(judged.n.sum()) - n, z, low, high, None,
                why=one.why,
                issues=issues,
                passages=[it.to_dict() for it in dict.fromkeys(passages)][:_PASSAGES],
            )
        )  # fmt: skip
    return rows


def _issues(corpus: Corpus, term: str) -> list[str]:
    """The issues of the case that share a word with the term."""
    stems = set(key(term))
    return [name for name, own in issue_stems(corpus.case).items() if stems & own]


def _lines(corpus: Corpus, proposals: list[Proposal]) -> list[str]:
    if not proposals:
        return ["", "    no word is proposed"]
    lines = [""]
    top = corpus.settings.top or 10
    for one in proposals[:top]:
        lines.append(f"    {one.term}  ({'; '.join(dict.fromkeys(one.why))})")
        for name, passages in sorted(one.passages.items()):
            lines.append(f"      {name}:")
            for passage in list(dict.fromkeys(passages))[:1]:
                lines += [f"        {line}" for line in fold(f"{passage.text} ({passage.doc})", 88)]
    if len(proposals) > top:
        lines.append(f"    {len(proposals) - top} more; --top")
    return lines
