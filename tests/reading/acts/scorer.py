"""Scores acts and events on the invented sentences here: `python -m tests.reading.acts.scorer`.

`acts.txt` and `events.txt` were used while the word lists were written; the files that end in
`-kept` were written afterwards and never tuned on. The rows of `acts*` are
`act | denied | cue | what was said`; those of `events*` are `class | sentence`.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from detente.reading.acts import classify_event, judge_act

HERE = Path(__file__).parent
BEFORE = ("did not ", "stopped short of ", "never ", "has not ", "had ")
VIEWS = ("wants", "believes", "sees", "considers", "thinks", "regards", "fears", "feels", "hopes")
LEMMAS = {"denied": "deny", "denies": "deny", "denied setting": "deny", "said": "say"} | {
    word: word.rstrip("s") for word in VIEWS
}


@dataclass(frozen=True)
class Example:
    """One invented sentence, with what a person says of it."""

    gold: str
    denied: bool
    cue: str
    words: str


def read_examples(name: str) -> list[Example]:
    """The examples of a file of this folder."""
    found = []
    for line in (HERE / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        if name.startswith("acts"):
            gold, denied, cue, words = (part.strip() for part in line.split("|", 3))
            found.append(Example(gold, bool(denied), cue, words))
        else:
            gold, words = (part.strip() for part in line.split("|", 1))
            found.append(Example(gold, False, "", words))
    return found


def judge(example: Example) -> tuple[str, bool]:
    """The act and whether it is denied, as the program sees it."""
    cue, before = example.cue, ""
    for lead in BEFORE:
        if cue.startswith(lead):
            before, cue = lead, cue.removeprefix(lead)
    if cue.startswith(VIEWS):
        form = "viewpoint"
    else:
        form = "direct" if example.words[:1].isupper() or example.words[:1] == '"' else "indirect"
    lemma = LEMMAS.get(cue, cue.split()[0])
    act, negated, _ = judge_act(example.words, cue=cue, lemma=lemma, before=before, form=form)
    return act, negated


def macro_f1(pairs: Iterable[tuple[str, str]]) -> tuple[float, dict[str, float]]:
    """The mean over classes of F1, and each; pairs are what is so and what was said."""
    hit: Counter[str] = Counter()
    gold: Counter[str] = Counter()
    said: Counter[str] = Counter()
    for is_so, found in pairs:
        gold[is_so] += 1
        said[found] += 1
        hit[is_so] += is_so == found
    each = {name: 2 * hit[name] / (gold[name] + said[name]) for name in sorted(gold)}
    return sum(each.values()) / len(each), each


def score(name: str) -> tuple[float, dict[str, float]]:
    """Macro F1 on a file of examples."""
    examples = read_examples(name)
    if name.startswith("acts"):
        return macro_f1((example.gold, judge(example)[0]) for example in examples)
    return macro_f1(
        (example.gold, classify_event(example.words).event or "none") for example in examples
    )


def main() -> None:
    for name in ("acts", "acts-kept", "events", "events-kept"):
        mean, each = score(name)
        sys.stdout.write(f"{name}: macro F1 {mean:.2f} on {len(read_examples(name))} sentences\n")
        for label, value in each.items():
            sys.stdout.write(f"    {label} {value:.2f}\n")


if __name__ == "__main__":
    main()
