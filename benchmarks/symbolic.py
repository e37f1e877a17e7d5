"""How far the symbolic engine goes: `python -m benchmarks.symbolic [--quick] [--seeds 20]`.

Every case is solved in a process of its own, five concepts for all parties, under a bound on
memory and on time; printed are seconds of one core for each concept, nodes and memory, and beside
them what the explicit engine takes for all five, as long as it can follow. Nothing here is a test.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from statistics import median

from benchmarks.cases import split

CONCEPTS = ("nash", "gmr", "smr", "seq", "sseq")
#: options that belong to one issue, whoever they are of
ISSUE = 6
#: as many options as the explicit engine is asked to list here: four million states
LISTED = 22


@dataclass(frozen=True)
class Wide:
    """One random case.

    Attributes
    ----------
    exponent : the case has so many options of two levels
    shape : "issues": most statements keep to one issue of six options, as negotiations do;
        "scattered": every statement takes its options from anywhere
    statements : each party has from so many to so many, over two to four options each
    """

    exponent: int
    parties: int
    shape: str
    statements: tuple[int, int] = (10, 20)
    seed: int = 0

    @property
    def name(self) -> str:
        """Short and without spaces; also the id of the case."""
        low, high = self.statements
        return f"{self.shape}-{self.exponent}-{self.parties}-{low}-{high}-{self.seed}"


def case_text(wide: Wide) -> str:
    """A case file: statements, one one-way option a party, three impossible combinations."""
    rng = random.Random(wide.name)
    blocks = split(wide.exponent, wide.parties)
    owners = [p for p, count in enumerate(blocks) for _ in range(count)]
    names = [f"o{k}" for k in range(len(owners))]
    shuffled = rng.sample(names, len(names))
    issues = [shuffled[k : k + ISSUE] for k in range(0, len(shuffled), ISSUE)]

    def some() -> list[str]:
        count = rng.randint(2, 4)
        issue = rng.choice(issues)
        if wide.shape == "scattered" or rng.random() < 0.1 or len(issue) < count:
            return rng.sample(names, count)
        return rng.sample(issue, count)

    def statement() -> str:
        parts = [name if rng.random() < 0.5 else f"not {name}" for name in some()]
        text = parts[0]
        for part in parts[1:]:
            text = f"({text} {rng.choice(('and', 'or', 'if'))} {part})"
        return text

    lines = ["detente: 1", f"id: {wide.name}", "parties:"]
    for p in range(wide.parties):
        own = [name for name, owner in zip(names, owners, strict=True) if owner == p]
        lines += [f"  p{p}:", f"    name: Party {p}", "    options:"]
        lines += [
            f"      {name}: {{does: Do {name}{', one_way: up' if name == own[-1] else ''}}}"
            for name in own
        ]
        lines.append("    prefers:")
        lines += [f"      - {statement()}" for _ in range(rng.randint(*wide.statements))]
    lines.append("impossible:")
    lines += [f"  - {' and '.join(rng.sample(names, 3))}" for _ in range(3)]
    return "\n".join(lines) + "\n"


# one process a case --------------------------------------------------------------------------


def work(wide: Wide, engine: str, memory: float, patience: int) -> None:
    """Solve one case and print a line of JSON after every concept.

    Parameters
    ----------
    engine : "symbolic" or "explicit"
    memory : the bound on the diagrams, GB
    patience : seconds of one core after which the process ends, where the system knows such bounds
    """
    with suppress(ImportError):
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (patience, patience))
    (by_listing if engine == "explicit" else by_formulas)(wide, memory)


def by_formulas(wide: Wide, memory: float) -> None:
    """The symbolic engine."""
    from detente.case import parse_case
    from detente.game.symbolic import Bounds, Diagrams, TooLarge, compile_symbolic
    from detente.stability import solve_sets

    case = parse_case(case_text(wide))
    began = time.process_time()
    game = compile_symbolic(case, diagrams=Diagrams(Bounds(int(memory * (1 << 30)))))
    tell("compile", began, game.diagrams.nodes)
    for concept in CONCEPTS:
        began = time.process_time()
        try:
            found = solve_sets(game, concept)
        except TooLarge:
            tell(concept, began, game.diagrams.nodes, failed="memory")
            return
        row = next(iter(found.to_count_rows()))
        tell(concept, began, game.diagrams.nodes, equilibria=row["equilibria"])


def by_listing(wide: Wide, _memory: float) -> None:
    """The explicit engine; what it takes to make machine code of its loops is left out."""
    from detente.case import parse_case
    from detente.game import compile_game
    from detente.stability.solve import solve_game

    case = parse_case(case_text(wide))
    solve_game(compile_game(case), CONCEPTS)
    began = time.process_time()
    game = compile_game(case)
    tell("compile", began, 0)
    for concept in CONCEPTS:
        began = time.process_time()
        found = solve_game(game, concept)
        tell(concept, began, 0, equilibria=int(found.equilibria.sum()))


def tell(what: str, began: float, nodes: int, **more: object) -> None:
    """One line of JSON."""
    seconds = round(time.process_time() - began, 3)
    line = {"what": what, "seconds": seconds, "nodes": nodes, "memory": peak(), **more}
    print(json.dumps(line), flush=True)


def peak() -> int:
    """The most memory that this process has held, in MB; 0 where the system does not tell."""
    try:
        import resource
    except ImportError:
        return 0
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most >> (20 if sys.platform == "darwin" else 10)


@dataclass(frozen=True)
class Measured:
    """What came of one case: seconds by concept as far as it got, and how it ended."""

    wide: Wide
    seconds: dict[str, float]
    nodes: int
    memory: int
    ended: str

    @property
    def total(self) -> float:
        """Seconds of one core in all."""
        return sum(self.seconds.values())


def measure(wide: Wide, memory: float, patience: int, engine: str = "symbolic") -> Measured:
    """Solve a case in a process of its own.

    Parameters
    ----------
    patience : seconds of one core after which it is given up; by the clock ten times as many
    """
    command = [sys.executable, "-m", "benchmarks.symbolic", "--work", wide.name, "--engine", engine]
    command += ["--memory", str(memory), "--patience", str(patience)]
    ended = "solved"
    try:
        run = subprocess.run(
            command,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=10 * patience,
            check=False,
        )
        output = run.stdout
        if run.returncode:
            ended = (run.stderr.strip().splitlines() or ["given up"])[-1]
    except subprocess.TimeoutExpired as late:
        ended = "given up"
        output = (late.stdout or b"").decode("utf-8") if late.stdout else ""
    lines = [json.loads(line) for line in output.splitlines()]
    if lines and "failed" in lines[-1]:
        ended = f"out of {lines[-1]['failed']}"
    return Measured(
        wide,
        {line["what"]: line["seconds"] for line in lines},
        max((line["nodes"] for line in lines), default=0),
        max((line["memory"] for line in lines), default=0),
        ended,
    )


def named(name: str) -> Wide:
    """The inverse of `Wide.name`."""
    shape, exponent, parties, low, high, seed = name.split("-")
    return Wide(int(exponent), int(parties), shape, (int(low), int(high)), int(seed))


# the table -----------------------------------------------------------------------------------


def rows(specs: Sequence[Wide], seeds: int, memory: float, patience: int) -> Iterator[str]:
    """A line for every kind of case: medians over seeds, and the worst."""
    head = [
        "kind",
        "options",
        "parties",
        *CONCEPTS,
        "all",
        "worst",
        "nodes",
        "MB",
        "solved",
        "explicit",
    ]
    yield " | ".join(f"{word:>9}" for word in head)
    for spec in specs:
        found = []
        listed = []
        for seed in range(seeds):
            one = Wide(spec.exponent, spec.parties, spec.shape, spec.statements, seed)
            found.append(measure(one, memory, patience))
            if spec.exponent <= LISTED:
                listed.append(measure(one, memory, patience, "explicit"))
            last = found[-1]
            print(f"  {last.wide.name}: {last.total:.1f} s, {last.ended}", file=sys.stderr)
        solved = [one for one in found if one.ended == "solved"]

        def middle(what: str, found: list[Measured] = found) -> str:
            got = sorted(one.seconds.get(what, float("inf")) for one in found)
            return f"{median(got):.2f}"

        totals = [one.total if one.ended == "solved" else float("inf") for one in found]
        cells = [spec.shape, str(spec.exponent), str(spec.parties), *map(middle, CONCEPTS)]
        cells += [f"{median(totals):.1f}", f"{max(totals):.1f}"]
        cells += [f"{median(one.nodes for one in found):.0f}"]
        cells += [f"{max(one.memory for one in found)}", f"{len(solved)}/{len(found)}"]
        cells += [f"{median(one.total for one in listed):.2f}" if listed else "-"]
        yield " | ".join(f"{word:>9}" for word in cells)


def main(arguments: list[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.symbolic", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="few small cases")
    parser.add_argument("--seeds", type=int, default=20, help="random cases of each kind")
    parser.add_argument("--exponents", type=int, nargs="*", help="how many options")
    parser.add_argument("--parties", type=int, nargs="*", default=[2, 3, 4])
    parser.add_argument("--shapes", nargs="*", default=["issues", "scattered"])
    parser.add_argument("--memory", type=float, default=4.0, help="GB for each")
    parser.add_argument("--patience", type=int, default=300, help="seconds for each")
    parser.add_argument("--work", help=argparse.SUPPRESS)
    parser.add_argument("--engine", default="symbolic", help=argparse.SUPPRESS)
    chosen = parser.parse_args(arguments)
    if chosen.work:
        work(named(chosen.work), chosen.engine, chosen.memory, chosen.patience)
        return 0
    exponents = chosen.exponents or ([20, 40] if chosen.quick else [20, 40, 60, 80])
    specs = [
        Wide(exponent, parties, shape)
        for exponent in exponents
        for shape in chosen.shapes
        for parties in chosen.parties
    ]
    seeds = 3 if chosen.quick else chosen.seeds
    for line in rows(specs, seeds, chosen.memory, chosen.patience):
        print(line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
