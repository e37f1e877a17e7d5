"""Scores attributions against articles annotated by hand: `python -m tests.reading.speech.scorer`.

An article is plain text with inline marks: `<d:Ana Reis>"We go,"</> Reis said.` The letter is the
form (d direct, m mixed, i indirect, v viewpoint), then the source, `-` where the text names none;
where the words that name the source are annotated too, they follow: `<d:Ana Reis|she>`.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from detente.reading.document import Document
from detente.reading.passages import Attribution

HERE = Path(__file__).parent
MARK = re.compile(r"<([dmiv]):([^>]*)>|</>")
TOKEN = re.compile(r"\w+|[^\w\s]")
FORMS = {"d": "direct", "m": "mixed", "i": "indirect", "v": "viewpoint"}


@dataclass(frozen=True)
class Gold:
    """One attribution as a person sees it."""

    start: int
    end: int
    form: str
    speaker: str
    words: str = ""


@dataclass
class Score:
    """Sums over articles."""

    gold: int = 0
    found: int = 0
    matched: int = 0
    sourced: int = 0
    asked: int = 0
    worded: int = 0
    by_form: dict[str, list[int]] = field(default_factory=dict)
    missed: list[str] = field(default_factory=list)
    extra: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.matched / max(1, self.found)

    @property
    def recall(self) -> float:
        return self.matched / max(1, self.gold)

    @property
    def f(self) -> float:
        return 2 * self.matched / max(1, self.gold + self.found)

    def recall_of(self, form: str) -> float:
        hit, n = self.by_form.get(form, [0, 0])
        return hit / max(1, n)

    @property
    def source_right(self) -> float:
        return self.sourced / max(1, self.by_form.get("direct", [0, 0])[0])

    def __str__(self) -> str:
        forms = "  ".join(
            f"{form} {hit}/{n} ({hit / max(1, n):.2f})"
            for form, (hit, n) in sorted(self.by_form.items())
        )
        return (
            f"F {self.f:.3f}  precision {self.precision:.3f}  recall {self.recall:.3f}  "
            f"({self.gold} annotated, {self.found} found)\n{forms}\n"
            f"source right on direct quotations {self.source_right:.2f}"
        )


def read_marked(path: Path) -> tuple[Document, list[Gold]]:
    """The plain text of an annotated article, and its annotations."""
    return unmark(path.stem, path.read_text(encoding="utf-8"))


def unmark(name: str, marked: str) -> tuple[Document, list[Gold]]:
    """A text without its marks, and what they say."""
    text, at, gold = "", 0, []
    opened: tuple[int, str, str] | None = None
    for match in MARK.finditer(marked):
        text += marked[at : match.start()]
        at = match.end()
        if match[1]:
            assert opened is None, f"{name}: a mark inside a mark: {match[0]}"
            opened = (len(text), FORMS[match[1]], match[2])
        else:
            assert opened is not None, f"{name}: nothing to close near {text[-40:]!r}"
            speaker, _, words = opened[2].partition("|")
            gold.append(Gold(opened[0], len(text), opened[1], speaker, words))
            opened = None
    assert opened is None, f"{name}: a mark left open"
    return Document(id=name, text=text + marked[at:]), gold


def tokens(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in TOKEN.finditer(text)]


def covered(spans: list[tuple[int, int]], start: int, end: int) -> set[int]:
    return {i for i, (a, b) in enumerate(spans) if a >= start and b <= end}


def same_person(gold: str, found: str | None) -> bool:
    """Whether the last word of one name stands in the other."""
    if gold == "-":
        return True
    if not found:
        return False
    one, other = re.findall(r"\w+", gold.lower()), re.findall(r"\w+", found.lower())
    return one[-1] in other or other[-1] in one


def score_article(
    document: Document, gold: list[Gold], found: list[Attribution], score: Score
) -> None:
    spans = tokens(document.text)
    wanted = [covered(spans, g.start, g.end) for g in gold]
    given = [covered(spans, *a.span) for a in found]
    pairs = sorted(
        (
            (len(w & g) / len(w | g), i, j)
            for i, w in enumerate(wanted)
            for j, g in enumerate(given)
            if w & g
        ),
        reverse=True,
    )
    left, right = set(range(len(gold))), set(range(len(found)))
    for overlap, i, j in pairs:
        if overlap < 0.5 or i not in left or j not in right:
            continue
        left.discard(i)
        right.discard(j)
        score.matched += 1
        form = gold[i].form
        if gold[i].words:
            source = found[j].source
            named = document.text[slice(*source)] if source is not None else ""
            score.asked += 1
            score.worded += gold[i].words.lower() in named.lower()
        score.by_form.setdefault(form, [0, 0])[0] += 1
        if form == "direct":
            ok = same_person(gold[i].speaker, found[j].speaker)
            score.sourced += ok
            if not ok:
                score.strangers.append(
                    f"{document.id}: {gold[i].speaker} / {found[j].speaker}: "
                    f"{document.text[gold[i].start : gold[i].start + 50]}"
                )
    for g in gold:
        score.by_form.setdefault(g.form, [0, 0])[1] += 1
    score.gold += len(gold)
    score.found += len(found)
    score.missed += [
        f"{document.id} {gold[i].form}: {document.text[gold[i].start : gold[i].end]!r}"
        for i in sorted(left)
    ]
    score.extra += [
        f"{document.id} {found[j].form} [{found[j].cue_lemma}] {found[j].method}: "
        f"{document.text[slice(*found[j].span)]!r}"
        for j in sorted(right)
    ]


def score_set(name: str, find: Callable[[Document], Iterable[Attribution]]) -> Score:
    """Score every article of a set, `dev` or `kept`."""
    score = Score()
    for path in sorted((HERE / name).glob("*.txt")):
        document, gold = read_marked(path)
        score_article(document, gold, list(find(document)), score)
    return score


def main(arguments: list[str]) -> None:
    from detente.reading.speech import Parser, Who, find_attributions

    parser = None if "--alone" in arguments else Parser.load()
    names = [a for a in arguments if not a.startswith("-")] or ["dev"]
    for name in names:
        score = score_set(name, lambda d: find_attributions(d, Who.nobody(), parser))
        print(f"== {name}: {'patterns alone' if parser is None else 'joined'}\n{score}")
        if "-v" in arguments:
            print("\n-- missed", *score.missed, "\n-- extra", *score.extra, sep="\n")
            print("\n-- source", *score.strangers, sep="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
