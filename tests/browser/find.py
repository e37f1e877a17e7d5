"""Finds a Chromium, Chrome or Edge on this machine. ``python -m tests.browser.find`` prints it."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "microsoft-edge-stable",
    "msedge",
)
MAC = (
    "Google Chrome.app/Contents/MacOS/Google Chrome",
    "Chromium.app/Contents/MacOS/Chromium",
    "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
WINDOWS = (
    "Google/Chrome/Application/chrome.exe",
    "Chromium/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
)


def candidates() -> Iterator[Path]:
    """Where a browser may lie, the one named in DETENTE_BROWSER first."""
    if named := os.environ.get("DETENTE_BROWSER"):
        yield Path(named)
    for name in NAMES:
        if found := shutil.which(name):
            yield Path(found)
    for folder in (Path("/Applications"), Path.home() / "Applications"):
        yield from (folder / name for name in MAC)
    for variable in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
        if root := os.environ.get(variable):
            yield from (Path(root) / name for name in WINDOWS)


def find_browser() -> Path | None:
    """The first browser found, or None."""
    return next((path for path in candidates() if path.is_file()), None)


if __name__ == "__main__":
    browser = find_browser()
    print(browser or "no Chromium, Chrome or Edge was found")
    sys.exit(0 if browser else 1)
