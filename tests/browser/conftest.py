"""Browser tests: a real browser, and the briefs that it opens."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.browser.devtools import Browser, Page, running
from tests.browser.find import find_browser


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests of a worker."""
    program = find_browser()
    if program is None:
        pytest.skip("not run: no Chromium, Chrome or Edge was found on this machine")
    with running(program) as started:
        yield started


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh tab."""
    with browser.page() as opened:
        yield opened


@pytest.fixture(scope="session")
def brief_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Writes the brief of a shipped case with the command that a user would type, once a case."""
    folder = tmp_path_factory.mktemp("briefs")

    def write(case: str) -> Path:
        file = folder / f"{case}.html"
        if not file.exists():
            command = [sys.executable, "-c", "from detente.cli import main; main()"]
            run = subprocess.run(
                [*command, "brief", case, "-o", str(file)],
                capture_output=True,
                text=True,
                encoding="utf-8",
                timeout=300,
            )
            assert run.returncode == 0, run.stderr
        return file

    return write
