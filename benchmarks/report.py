"""What was measured, as a table for people and as JSON for later."""

from __future__ import annotations

import json
import os
import platform
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.cases import Spec

RESULTS = Path(__file__).parent / "results"


@dataclass(frozen=True)
class Aim:
    """What is aimed at on two cores (docs: how fast)."""

    seconds: float
    megabytes: int | None = None

    def __str__(self) -> str:
        memory = "" if self.megabytes is None else f", {self.megabytes:,} MB"
        return f"{self.seconds:g} s{memory}"


@dataclass(frozen=True)
class Solved:
    """`solve --count` with all five concepts.

    Attributes
    ----------
    seconds, cpu, megabytes : the whole command in a fresh process; for random rankings, which no
        case file holds, only the memory of the process that makes and solves them
    solving : seconds from the parsed case, or from the game, to the numbers
    dense : seconds of dense matrices for the same; None where they were not tried
    """

    spec: Spec
    states: int
    seconds: float | None
    cpu: float | None
    megabytes: float | None
    solving: float
    dense: float | None = None
    dense_megabytes: float | None = None

    @property
    def aim(self) -> Aim | None:
        """The design's aim for this size, if it has one."""
        if self.spec.preferences != "statements" or len(self.spec.blocks) not in (3, 4):
            return None
        if self.spec.exponent == 20:
            return Aim(2, 400)
        if self.spec.exponent == 24 and max(self.spec.blocks) <= 8:
            return Aim(30, 4096)
        return None


@dataclass(frozen=True)
class Started:
    """A short command: the median of several fresh processes."""

    command: str
    seconds: float
    cpu: float | None
    megabytes: float | None
    aim: Aim | None


def started_table(rows: Sequence[Started]) -> str:
    """Short commands, a line each."""
    body = [
        (
            row.command,
            f"{row.seconds:.2f}",
            _two(row.cpu),
            _whole(row.megabytes),
            str(row.aim or ""),
        )
        for row in rows
    ]
    return table(("command", "seconds", "CPU s", "MB", "aim"), body)


def solved_table(rows: Sequence[Solved]) -> str:
    """Cases solved, a line each."""
    head = ("cells", "blocks", "preferences", "states", "seconds", "CPU s", "MB", "aim")
    body = [
        (
            f"2^{row.spec.exponent}",
            " ".join(map(str, row.spec.blocks)),
            row.spec.preferences,
            f"{row.states:,}",
            _two(row.seconds),
            _two(row.cpu),
            _whole(row.megabytes),
            str(row.aim or ""),
            f"{row.solving:.3f}",
            _two(row.dense),
            _whole(row.dense_megabytes),
            "" if row.dense is None else f"{row.dense / row.solving:,.0f}x",
        )
        for row in rows
    ]
    return table((*head, "solving", "dense", "dense MB", "dense/solving"), body)


def table(head: Sequence[str], body: Iterable[Sequence[str]]) -> str:
    """Columns aligned, the first to the left and numbers to the right."""
    lines = [tuple(head), *map(tuple, body)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join(
        "  ".join(
            word.ljust(width) if k == 0 else word.rjust(width)
            for k, (word, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )


def machine() -> str:
    """Where it was measured, in a few words."""
    return (
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, "
        f"Python {platform.python_version()}"
    )


def save(started: Sequence[Started], solved: Sequence[Solved]) -> Path:
    """Write everything to `benchmarks/results/` and say where."""
    RESULTS.mkdir(exist_ok=True)
    now = datetime.now(UTC)
    path = RESULTS / f"{now:%Y-%m-%d-%H%M%S}.json"
    found = {
        "measured": f"{now:%Y-%m-%dT%H:%M:%SZ}",
        "machine": machine(),
        "python": sys.version,
        "commands": [asdict(row) for row in started],
        "solve": [asdict(row) for row in solved],
    }
    text = json.dumps(found, indent=2, ensure_ascii=False) + "\n"
    path.write_text(text, encoding="utf-8", newline="\n")
    return path


def _two(number: float | None) -> str:
    return "" if number is None else f"{number:.2f}"


def _whole(number: float | None) -> str:
    return "" if number is None else f"{number:,.0f}"
