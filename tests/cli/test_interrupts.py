"""Ctrl-C in a real process: what was found is kept, the exit status is 130, nothing is traced."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import pytest

PARTIES = ("a", "b", "c")
#: seconds after which a process that says nothing is given up
PATIENCE = 120


@dataclass(frozen=True)
class Stopped:
    """How an interrupted process ended."""

    code: int
    rows: list[dict[str, Any]]
    said: str


def interrupted(args: Sequence[str], sign: str, after: float, folder: Path) -> Stopped:
    """Run a command with a terminal to report to, and interrupt it when it shows a sign of work.

    Parameters
    ----------
    after : seconds from then on
    """
    import pty

    terminal, far_end = pty.openpty()
    output = folder / "rows.jsonl"
    with output.open("w", encoding="utf-8") as rows:
        process = subprocess.Popen(
            [sys.executable, "-m", "detente", *args],
            stdout=rows,
            stderr=far_end,
            env={**os.environ, "PYTHONUTF8": "1", "TERM": "xterm", "COLUMNS": "120"},
        )
    os.close(far_end)
    said = ""
    begun = time.monotonic()
    sent = False
    while True:
        try:
            piece = os.read(terminal, 1 << 16)
        except OSError:  # the far end is closed
            break
        if not piece:
            break
        said += piece.decode("utf-8", "replace")
        if not sent and sign in said:
            time.sleep(after)
            process.send_signal(signal.SIGINT)
            sent = True
        if time.monotonic() - begun > PATIENCE:
            process.kill()
    os.close(terminal)
    code = process.wait(PATIENCE)
    lines = output.read_text(encoding="utf-8").splitlines()
    assert sent, said
    return Stopped(code, [json.loads(line) for line in lines], said)


def wide_case(folder: Path, options: int, statements: int, *, views: bool = False) -> Path:
    """Three parties with so many options each, and aims that are drawn."""
    rng = Random(7)
    names = {p: [f"{p}{k}" for k in range(options)] for p in PARTIES}
    every = [name for own in names.values() for name in own]
    aims = {
        p: list(dict.fromkeys(" and ".join(rng.sample(every, 2)) for _ in range(statements)))
        for p in PARTIES
    }
    lines = ["detente: 1", "id: wide", "present: none", "parties:"]
    for p in PARTIES:
        owned = ", ".join(f"{name}: Act" for name in names[p])
        lines.append(f"  {p}: {{options: {{{owned}}}, prefers: [{', '.join(aims[p])}]}}")
    if views:
        lines.append("views:")
        for p in PARTIES:
            other = PARTIES[PARTIES.index(p) - 1]
            seen = ", ".join(rng.sample(aims[other], len(aims[other])))
            lines.append(f"  {p}: {{{other}: {{prefers: [{seen}]}}}}")
    path = folder / "wide.yaml"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    return path


if os.name == "posix":

    def test_levers_keep_the_sets_that_were_found(tmp_path: Path) -> None:
        path = wide_case(tmp_path, 2, 6, views=True)
        args = ["levers", str(path), "--to", "not a0 and b0 and not c0", "--json"]
        small = subprocess.run(
            [sys.executable, "-m", "detente", *args, "--size", "2"],
            capture_output=True,
            check=True,
        )
        at_once = len(small.stdout.splitlines())
        assert at_once > 1
        stopped = interrupted([*args, "--size", "7"], "sets of changes", 6, tmp_path)
        assert stopped.code == 130
        assert "Interrupted after" in stopped.said and "Traceback" not in stopped.said
        assert "Ctrl-C keeps what was found" in stopped.said  # an estimate came first
        assert len(stopped.rows) >= at_once
        assert all({"changes", "cost", "flags"} <= set(row) for row in stopped.rows)

    @pytest.mark.parametrize("told", [[], ["--pareto"]])
    def test_coalitions_keep_the_answers_that_were_found(tmp_path: Path, told: list[str]) -> None:
        path = wide_case(tmp_path, 6, 24)
        args = ["coalitions", str(path), *told, "--universal", "--json"]
        stopped = interrupted(args, "coalitions", 1, tmp_path)
        assert stopped.code == 130
        assert "Interrupted after" in stopped.said and "Traceback" not in stopped.said

    def test_paths_say_that_they_were_interrupted(tmp_path: Path) -> None:
        path = wide_case(tmp_path, 6, 24)
        args = ["path", str(path), "--to", "a0 or not a0", "--json"]
        stopped = interrupted(args, "ways", 2, tmp_path)
        assert stopped.code == 130
        assert "Interrupted" in stopped.said and "Traceback" not in stopped.said

    def test_solving_by_formulas_keeps_the_concepts_that_were_finished(tmp_path: Path) -> None:
        args = ["solve", "paris-2015", "--concept", "nash", "--concept", "seq", "--count"]
        stopped = interrupted([*args, "--json"], "nodes of the diagrams", 1, tmp_path)
        assert stopped.code == 130
        assert "Interrupted" in stopped.said and "Traceback" not in stopped.said
        nash, seq = stopped.rows
        assert nash["equilibria"] == 8 and seq["equilibria"] is None
