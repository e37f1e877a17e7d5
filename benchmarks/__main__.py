"""Measure and print: `python -m benchmarks [--quick] [--sizes 10 20] [--save]`."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median

from benchmarks.cases import Spec, case_text, specs
from benchmarks.levers import SEARCHES, Search
from benchmarks.levers import case_text as levers_text
from benchmarks.measure import Failed, Run, run
from benchmarks.reading import CASE, CORPORA, Corpus
from benchmarks.report import (
    Aim,
    Solved,
    Started,
    machine,
    save,
    solved_table,
    started_table,
)
from benchmarks.words import words
from detente.case import parse_case
from detente.levers import Plan

SIZES = (10, 12, 14, 16, 18, 20, 22, 24)
QUICK = (10, 16, 20)
#: dense matrices over more cells than two to this power take minutes
DENSE_UP_TO = 12
TIMES = 5


def main(arguments: list[str] | None = None) -> int:
    """Measure, print, and save where asked; 1 when something failed or disagreed."""
    chosen = _arguments().parse_args(arguments)
    sizes = chosen.sizes or (QUICK if chosen.quick else SIZES)
    dense_up_to = min(chosen.dense_up_to, 10) if chosen.quick else chosen.dense_up_to
    solved: list[Solved] = []
    failures: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        print(f"{machine()}. Seconds and MB: less is better.\n", flush=True)
        started = list(start(Path(folder), 3 if chosen.quick else TIMES, failures))
        started += list(find(Path(folder), SEARCHES[:1] if chosen.quick else SEARCHES, failures))
        print(started_table(started) + "\n", flush=True)
        note("compiling once, so that compiled code is on disk")
        try:
            run(["-m", "benchmarks.worker", "solve", "statements-6-6-5"])
        except Failed as failure:
            failures.append(str(failure))
        for spec in specs(sizes):
            try:
                solved.append(solve(spec, Path(folder), dense_up_to))
            except Failed as failure:
                failures.append(str(failure))
        print(solved_table(solved) + "\n", flush=True)
        for line in together(failures):
            print(line, flush=True)
        for line in read(Path(folder), CORPORA, failures):
            print(line, flush=True)
        note("words of the sides")
        for line in words(failures):
            print(line, flush=True)
    for failed in failures:
        note(failed)
    if chosen.save:
        note(f"written to {save(started, solved)}")
    return 1 if failures else 0


def start(folder: Path, times: int, failures: list[str]) -> Iterator[Started]:
    """How long the shortest commands take, and the brief of the flagship case."""
    small = folder / "small.yaml"
    small.write_text(case_text(Spec.named("statements-2-2-2")), encoding="utf-8", newline="\n")
    brief = folder / "brief.html"
    flagship = "geneva-2022"
    for name, command, aim in (
        ("detente --help", ["--help"], Aim(0.25)),
        ("detente solve, 64 states", ["solve", str(small), "--count"], Aim(0.6)),
        (f"detente brief {flagship}", ["brief", flagship, "-o", str(brief)], Aim(3)),
    ):
        note(name)
        try:
            runs = [run(["-m", "detente", *command]) for _ in range(times)]
        except Failed as failure:
            failures.append(str(failure))
            continue
        middle = median(one.seconds for one in runs)
        yield Started(name, middle, runs[0].cpu, _megabytes(runs[0]), aim)


def find(folder: Path, searches: Sequence[Search], failures: list[str]) -> Iterator[Started]:
    """How long a search for levers takes, in a fresh process."""
    for search in searches:
        path = folder / f"levers-{search.states}.yaml"
        path.write_text(levers_text(search), encoding="utf-8", newline="\n")
        plan = Plan(parse_case(levers_text(search), path.name), search.target)
        name = f"levers, {search.states} states, {len(plan.edits)} changes, size {search.size}"
        note(name)
        size = str(search.size)
        try:
            one = run(
                [
                    "-m",
                    "detente",
                    "levers",
                    str(path),
                    "--to",
                    search.target,
                    "--size",
                    size,
                    "--json",
                ]
            )
        except Failed as failure:
            failures.append(str(failure))
            continue
        aim = None if search.aim is None else Aim(search.aim)
        yield Started(name, one.seconds, one.cpu, _megabytes(one), aim)


def solve(spec: Spec, folder: Path, dense_up_to: int) -> Solved:
    """One case: the command, the solving alone, and dense matrices where they fit."""
    note(f"2^{spec.exponent}  {spec.name}")
    inside = run(["-m", "benchmarks.worker", "solve", spec.name])
    found = json.loads(inside.output)
    seconds = cpu = None
    whole = inside
    if spec.preferences == "statements":
        path = folder / f"{spec.name}.yaml"
        path.write_text(case_text(spec), encoding="utf-8", newline="\n")
        whole = run(["-m", "detente", "solve", str(path), "--count", "--json"])
        seconds, cpu = whole.seconds, whole.cpu
        if [json.loads(line) for line in whole.output.splitlines()] != found["rows"]:
            raise Failed(f"{spec.name}: the command and the library give different numbers")
    dense = None
    dense_seconds = None
    if spec.exponent <= dense_up_to:
        dense = run(["-m", "benchmarks.worker", "dense", spec.name])
        rival = json.loads(dense.output)
        if not rival["agree"]:
            raise Failed(f"{spec.name}: dense matrices give other verdicts")
        dense_seconds = rival["seconds"]
    return Solved(
        spec=spec,
        states=found["rows"][0]["states"],
        seconds=seconds,
        cpu=cpu,
        megabytes=_megabytes(whole),
        solving=found["seconds"],
        dense=dense_seconds,
        dense_megabytes=_megabytes(dense) if dense else None,
    )


def together(failures: list[str]) -> Iterator[str]:
    """Coalitions of four parties, and ways from one state to all others, at 2^16 cells."""
    for name in ("statements-4-4-4-4", "random-4-4-4-4"):
        for task in ("coalitions", "pareto", "paths"):
            note(f"{task}  {name}")
            try:
                run(
                    ["-m", "benchmarks.worker", task, "statements-4-3-2-2"]
                )  # compiled code on disk
                one = run(["-m", "benchmarks.worker", task, name])
            except Failed as failure:
                failures.append(str(failure))
                continue
            memory = _megabytes(one)
            told = "" if memory is None else f", {memory:,.0f} MB"
            called = "coalitions in the sense of Pareto" if task == "pareto" else task
            yield f"{called}, {name}: {json.loads(one.output)['seconds']:.1f} s{told}"


def read(folder: Path, corpora: Sequence[Corpus], failures: list[str]) -> Iterator[str]:
    """Words a second of processor time, by one process, start included; and its memory."""
    case = folder / "quay.yaml"
    case.write_text(CASE, encoding="utf-8", newline="\n")
    for corpus in corpora:
        note(corpus.name)
        path, output = folder / "corpus.jsonl", folder / "statements.jsonl"
        words = corpus.write(path)
        command = ["-m", "detente", "read", str(path), "--case", str(case), "-o", str(output)]
        try:
            one = run([*command, "--model", corpus.model, "--workers", "1"])
        except Failed as failure:
            failures.append(str(failure))
            continue
        speed = "" if one.cpu is None else f"{words / one.cpu:,.0f} words per CPU-second"
        memory = _megabytes(one)
        told = "" if memory is None else f", {memory:,.0f} MB"
        with output.open(encoding="utf-8") as rows:
            found = sum(1 for _ in rows)
        aim = f"aim {corpus.aim:,}, {corpus.megabytes} MB"
        yield f"{corpus.name}: {speed}{told} ({aim}); {words:,} words, {found:,} statements"


def note(text: str) -> None:
    """Progress, for whoever watches."""
    print(text, file=sys.stderr, flush=True)


def _megabytes(one: Run) -> float | None:
    return None if one.peak is None else one.peak / 2**20


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help=f"only the sizes {QUICK}")
    parser.add_argument(
        "--sizes", type=int, nargs="+", metavar="N", help="only tables of 2^N cells, N from 6 to 24"
    )
    parser.add_argument(
        "--dense-up-to",
        type=int,
        default=DENSE_UP_TO,
        metavar="N",
        help="compare with dense matrices up to 2^N cells (default %(default)s)",
    )
    parser.add_argument("--save", action="store_true", help="write benchmarks/results/*.json")
    return parser


if __name__ == "__main__":
    sys.exit(main())
