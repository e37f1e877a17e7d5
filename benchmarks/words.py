"""Words of the sides: `python -m benchmarks.words [CORPUS --by FIELD]`.

Without a corpus one is made: as long as two centuries of yearly addresses, of invented words, the
same on every machine. Rivals that are installed are measured beside, each in a process of its own.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import accumulate
from pathlib import Path
from statistics import median

from benchmarks.measure import Failed, run

SEED = 2031
DOCUMENTS = 197
WORDS = 1_800_000
#: what is aimed at on two cores
CPU, MEGABYTES, SLICE = 1.0, 120, 0.050


@dataclass(frozen=True)
class Job:
    """Something to measure in a process of its own."""

    name: str
    arguments: list[str]
    needs: str = ""
    aim: str = ""


def make(path: Path) -> None:
    """Write a corpus: phrases drawn with the frequencies of natural words, two sides."""
    rng = random.Random(SEED)
    sounds = ["ba", "ke", "lo", "ri", "su", "ta", "mo", "ne", "di", "fa", "ga", "pe", "vo", "sha"]
    words = ["".join(rng.choices(sounds, k=rng.randint(1, 4))) for _ in range(30_000)]
    often = list(accumulate(1 / (rank + 2) for rank in range(len(words))))
    phrases = [
        " ".join(rng.choices(words, cum_weights=often, k=rng.randint(1, 7))) for _ in range(150_000)
    ]
    common = list(accumulate(1 / (rank + 5) ** 0.8 for rank in range(len(phrases))))
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for k in range(DOCUMENTS):
            length, sentences = 0, []
            while length < WORDS // DOCUMENTS:
                parts = rng.choices(phrases, cum_weights=common, k=rng.randint(2, 6))
                sentence = ", ".join(parts)
                length += len(sentence.split())
                sentences.append(f"{sentence.capitalize()}.")
            entry = {
                "id": f"d{k}",
                "date": f"{1830 + k}-12-01",
                "side": ("north", "south")[k % 2],
                "text": " ".join(sentences),
            }
            file.write(json.dumps(entry) + "\n")


def jobs(corpus: str, by: str) -> list[Job]:
    """Ours and the rivals'."""
    command = ["-m", "detente", "words", corpus, "--by", by]
    worker = ["-m", "benchmarks.words", corpus, "--by", by, "--task"]
    return [
        Job(
            "detente words, single words and pairs",
            [*command, "--measure", "distinctive"],
            aim=f"{CPU:.1f} s, {MEGABYTES} MB",
        ),
        Job("detente words, single words", [*command, "--measure", "distinctive", "--ngrams", "1"]),
        Job("detente words, all measures", command),
        Job("standard library, single words", [*worker, "counter"]),
        Job("standard library, single words and pairs", [*worker, "pairs"]),
        Job("scikit-learn, single words and pairs", [*worker, "sklearn"], needs="sklearn"),
    ]


def read(corpus: str, by: str) -> Iterator[tuple[str, str]]:
    """Side and text of each document, as plainly as can be."""
    import gzip

    path = Path(corpus)
    packed = path.suffix == ".gz"
    with gzip.open(path, "rt", encoding="utf-8") if packed else path.open(encoding="utf-8") as file:
        for line in file:
            entry = json.loads(line)
            yield entry[by], entry["text"]


def counter(corpus: str, by: str, *, pairs: bool) -> None:
    """Keyness with the standard library alone."""
    import math
    import re
    from collections import Counter
    from itertools import pairwise

    counts: dict[str, Counter[object]] = {}
    word = re.compile(r"\w\w+")
    for side, text in read(corpus, by):
        words = word.findall(text.lower())
        own = counts.setdefault(side, Counter())
        own.update(words)
        if pairs:
            own.update(pairwise(words))
    whole = sum(counts.values(), Counter())
    for own in counts.values():
        n, rest = own.total(), whole.total() - own.total()
        z = {
            term: (math.log((own[term] + 0.01) / n) - math.log((all_ - own[term] + 0.01) / rest))
            / math.sqrt(1 / (own[term] + 0.01) + 1 / (all_ - own[term] + 0.01))
            for term, all_ in whole.items()
        }
        print(max(z, key=lambda term: z[term]))


def sklearn(corpus: str, by: str) -> None:
    """Keyness with scikit-learn's vectoriser."""
    from importlib import import_module

    import numpy as np

    sides, texts = zip(*read(corpus, by), strict=True)
    vectors = import_module("sklearn.feature_extraction.text").CountVectorizer(
        ngram_range=(1, 2), min_df=2
    )
    counts = vectors.fit_transform(texts)
    names = vectors.get_feature_names_out()
    for side in sorted(set(sides)):
        here = np.asarray(counts[np.array(sides) == side].sum(axis=0)).ravel() + 0.01
        there = np.asarray(counts[np.array(sides) != side].sum(axis=0)).ravel() + 0.01
        delta = np.log(here / here.sum()) - np.log(there / there.sum())
        print(names[np.argmax(delta / np.sqrt(1 / here + 1 / there))])


def slices(corpus: str, by: str) -> None:
    """CPU seconds to cut an index anew, by side and by date."""
    from detente.reading.document import Document
    from detente.reading.documents import Limits, open_documents
    from detente.reading.words import WordIndex, compare_words

    documents = open_documents([corpus], limits=Limits(detail=False))
    index = WordIndex.build(one for one in documents if isinstance(one, Document))
    compare_words(index, by, measures=["distinctive"])
    found: dict[str, float] = {}
    times = []
    for _ in range(9):
        begun = time.process_time()
        compare_words(index, by, measures=["distinctive"])
        times.append(time.process_time() - begun)
    found[f"cut by {by}"] = median(times)
    codes = index.windows("year")[0] if "date" in index.fields else []
    if codes:
        begun = time.process_time()
        compare_words(index, by, "year", measures=["distinctive"], top=20)
        found["cut by year, each"] = (time.process_time() - begun) / len(codes)
    print(json.dumps(found))


TASKS = {
    "counter": lambda corpus, by: counter(corpus, by, pairs=False),
    "pairs": lambda corpus, by: counter(corpus, by, pairs=True),
    "sklearn": sklearn,
    "slices": slices,
}


def measure(corpus: str, by: str, times: int = 3) -> Iterator[str]:
    """One line for each job: CPU seconds, the middle of several runs, and the most memory."""
    for job in jobs(corpus, by):
        if job.needs and find_spec(job.needs) is None:
            yield f"{job.name}: {job.needs} is not installed"
            continue
        runs = [run(job.arguments) for _ in range(times)]
        cpu = median(one.cpu if one.cpu is not None else one.seconds for one in runs)
        peaks = [one.peak for one in runs if one.peak is not None]
        memory = f", {max(peaks) / 2**20:,.0f} MB" if peaks else ""
        aim = f" (aim: {job.aim})" if job.aim else ""
        yield f"{job.name}: {cpu:.2f} CPU s{memory}{aim}"
    inside = run(["-m", "benchmarks.words", corpus, "--by", by, "--task", "slices"])
    for name, seconds in json.loads(inside.output).items():
        yield f"{name}: {1000 * seconds:.0f} CPU ms (aim: {1000 * SLICE:.0f} ms)"


def words(failures: list[str]) -> Iterator[str]:
    """The jobs on a corpus made for the purpose."""
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder) / "corpus.jsonl"
        make(corpus)
        try:
            yield from measure(str(corpus), "side")
        except Failed as failure:
            failures.append(str(failure))


def main(arguments: list[str] | None = None) -> int:
    """Measure on a corpus of one's own, or on one that is made; or do one task."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.words", description=__doc__)
    parser.add_argument("corpus", nargs="?", help="JSON lines, packed or not")
    parser.add_argument("--by", default="side", help="the field that tells the sides apart")
    parser.add_argument("--task", choices=TASKS, help=argparse.SUPPRESS)
    chosen = parser.parse_args(arguments)
    if chosen.task:
        TASKS[chosen.task](chosen.corpus, chosen.by)
        return 0
    failures: list[str] = []
    lines = measure(chosen.corpus, chosen.by) if chosen.corpus else words(failures)
    for line in lines:
        print(line, flush=True)
    for failed in failures:
        print(failed, file=sys.stderr)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
