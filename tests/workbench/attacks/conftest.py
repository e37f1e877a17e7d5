"""What the attacks on the workbench share: a case with a folder around its folder, and links."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from detente.case.shipped import shipped_bytes
from detente.workbench.keeping.line import MAIN
from detente.workbench.keeping.opened import OpenCase

CHICKEN = shipped_bytes("chicken").decode("utf-8")


def linked(link: Path, target: Path) -> bool:
    """Make a link; False on a system that lets nobody make one, and where none can be followed."""
    try:
        link.symlink_to(target)
    except OSError:
        return False
    return True


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A case in a folder of its own, with room for what must stay untouched beside the folder."""
    folder = tmp_path / "desk"
    folder.mkdir()
    found = folder / "case.yaml"
    found.write_text(CHICKEN, encoding="utf-8", newline="")
    return found


Opened = Callable[[Path], OpenCase]


@pytest.fixture
def opened() -> Iterator[Opened]:
    """A way to open cases that are let go at the end, as a kill does."""
    cases: list[OpenCase] = []

    def made(path: Path) -> OpenCase:
        cases.append(OpenCase("case", path))
        return cases[-1]

    yield made
    for case in cases:
        case.log.close()


def change(case: OpenCase, title: str) -> None:
    """Any change that is logged."""
    case.branch(MAIN, title)
