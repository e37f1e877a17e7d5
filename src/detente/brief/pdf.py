"""PDF, printed by a browser of the Chromium family that is installed on this machine."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from detente.errors import InputError

_NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "microsoft-edge-stable",
    "msedge",
    "brave-browser",
)
_MAC = (
    "Google Chrome.app/Contents/MacOS/Google Chrome",
    "Chromium.app/Contents/MacOS/Chromium",
    "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
_WINDOWS = (
    "Google/Chrome/Application/chrome.exe",
    "Chromium/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
)
_HOUR = re.compile(rb"(/(?:CreationDate|ModDate) ?\(D:)([0-9]{8,14})([^)]*\))")
_SYSTEM = re.compile(rb"(/Creator ?\()((?:\\.|[^()\\]){8,500})\)")
_NO_HOUR = b"20000101000000"
#: seconds after which a browser that does not answer is given up
_PATIENCE = 90


def _candidates() -> Iterator[Path]:
    if named := os.environ.get("DETENTE_BROWSER"):
        yield Path(named)
    for name in _NAMES:
        if found := shutil.which(name):
            yield Path(found)
    for folder in (Path("/Applications"), Path.home() / "Applications"):
        yield from (folder / name for name in _MAC)
    for variable in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
        if root := os.environ.get(variable):
            yield from (Path(root) / name for name in _WINDOWS)


def find_browser() -> Path:
    """The first browser found; DETENTE_BROWSER names one that stands elsewhere.

    Raises
    ------
    InputError
        where there is none.
    """
    for path in _candidates():
        if path.is_file():
            return path
    raise InputError(
        "a .pdf is printed by Chromium, Chrome or Edge, and none was found. Install one, name one "
        "in DETENTE_BROWSER, or write .html and print that"
    )


def printed(browser: Path, page: str) -> bytes:
    """Print a page, with the network off: tagged, with an outline, and without the hour.

    Raises
    ------
    InputError
        where the browser does not deliver.
    """
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        source, made = Path(folder) / "brief.html", Path(folder) / "brief.pdf"
        source.write_text(page, encoding="utf-8", newline="\n")
        command = [
            str(browser),
            "--headless",
            "--disable-gpu",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-sync",
            "--host-resolver-rules=MAP * ~NOTFOUND",
            "--no-pdf-header-footer",
            "--generate-pdf-document-outline",
            f"--user-data-dir={Path(folder) / 'profile'}",
            f"--print-to-pdf={made}",
            source.as_uri(),
        ]
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            command.insert(1, "--no-sandbox")  # the browser refuses to start for root otherwise
        try:
            subprocess.run(command, capture_output=True, timeout=_PATIENCE, check=False)
        except (OSError, subprocess.TimeoutExpired):
            raise InputError(f"'{browser}' did not print. Write .html and print that") from None
        if not made.is_file() or made.stat().st_size == 0:
            raise InputError(f"'{browser}' did not print. Write .html and print that")
        return without_place_and_hour(made.read_bytes())


def without_place_and_hour(data: bytes) -> bytes:
    """The same file without the hour and the system that it was printed on.

    What is replaced keeps its length, so that everything stays at its place, and two runs give the
    same bytes.
    """
    data = _HOUR.sub(lambda found: found[1] + _NO_HOUR[: len(found[2])] + found[3], data)
    return _SYSTEM.sub(lambda found: found[1] + b"Detente".ljust(len(found[2])) + b")", data)
