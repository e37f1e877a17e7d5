"""What every test shares: how random cases are drawn, and plain words about what did not run."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

# No deadline: the first call of a compiled function takes its time. In CI the draws are the same
# in every run, so that a change is judged by what it changed.
settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say in plain words that the browser tests were not run, where they were not."""
    skipped = [
        report
        for report in terminalreporter.stats.get("skipped", [])
        if report.nodeid.startswith("tests/browser/")
    ]
    if skipped:
        terminalreporter.section("not run")
        terminalreporter.write_line(
            f"{len(skipped)} browser tests were NOT RUN: no Chromium, Chrome or Edge was found on "
            "this machine. Install one, or name one in DETENTE_BROWSER."
        )
