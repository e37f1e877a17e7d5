"""Keeps the examples in the documentation honest.

A page builds up a case in its blocks of YAML: one that begins with ``detente:`` starts a case, each
later one adds to it or replaces sections of it. In a block of console text, what stands below a
line ``$ detente ...`` is what that command prints when the case lies beside it as ``ID.yaml``.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SECTION = re.compile(r"^(?=[^\s#])", re.MULTILINE)
WIDTH = 96
PROGRAM = (sys.executable, "-X", "utf8", "-c", "from detente.cli import main; main()")


def cases(page: str) -> Iterator[str]:
    """The text of the case after each block of YAML."""
    sections: dict[str, str] = {}
    for match in BLOCK.finditer(page):
        if match[1] == "yaml":
            sections = _add(sections, match[2])
            yield "".join(sections.values())


def renew(page: str) -> str:
    """The page with every output replaced by what the command prints now."""
    sections: dict[str, str] = {}

    def renewed(match: re.Match[str]) -> str:
        nonlocal sections
        if match[1] == "yaml":
            sections = _add(sections, match[2])
        elif match[1] == "console":
            lines = [line for line in match[2].splitlines() if line.startswith("$ ")]
            shown = [f"{line}\n{run(line[2:], ''.join(sections.values()))}" for line in lines]
            return f"```console\n{''.join(shown)}```"
        return match[0]

    return BLOCK.sub(renewed, page)


def run(command: str, case: str) -> str:
    """What one command prints in a folder that holds the case and nothing else."""
    name, *arguments = shlex.split(command)
    if name != "detente":
        raise ValueError(f"only detente is run here, not {name}")
    with tempfile.TemporaryDirectory() as folder:
        if found := re.search(r"^id: *(\S+)", case, re.MULTILINE):
            Path(folder, f"{found[1]}.yaml").write_text(case, encoding="utf-8", newline="\n")
        done = subprocess.run(
            [
                sys.executable,
                "-X",
                "utf8",
                "-c",
                "from detente.cli import main; main()",
                *arguments,
            ],
            cwd=folder,
            env={**os.environ, "COLUMNS": str(WIDTH), "NO_COLOR": "1"},
            capture_output=True,
            encoding="utf-8",
            timeout=120,
        )
    if done.returncode != 0:
        raise RuntimeError(f"{command}: {done.stderr}")
    return "\n".join(line.rstrip() for line in done.stdout.strip("\n").splitlines()) + "\n"


def _add(sections: dict[str, str], block: str) -> dict[str, str]:
    added = {part.split(":", 1)[0]: part for part in SECTION.split(block) if ":" in part}
    return added if "detente" in added else {**sections, **added}
