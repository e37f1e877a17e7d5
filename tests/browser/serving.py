"""A workbench as a user starts it: the command in a process of its own, over a folder."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from tests.browser.devtools import Page

_COMMAND = [sys.executable, "-c", "from detente.cli import main; main()"]


@dataclass
class Served:
    """A running workbench.

    Attributes
    ----------
    address : as it was printed, with its token; works once
    """

    process: subprocess.Popen[str]
    address: str
    folder: Path

    @property
    def base(self) -> str:
        """The address without path and token."""
        return "http://" + urlsplit(self.address).netloc

    def enter(self, page: Page) -> None:
        """Open the printed address; later the same without the token, for the cookie is there."""
        page.open(self.address)
        self.address = self.address.partition("?")[0]

    def kill(self) -> None:
        """End it at once, as a crash does."""
        self.process.kill()
        self.process.wait(timeout=30)

    def stop(self) -> int:
        """End it as Ctrl-C does; its exit code."""
        self.process.send_signal(signal.SIGINT if os.name != "nt" else signal.SIGTERM)
        return self.process.wait(timeout=30)


@contextmanager
def serving(folder: Path, *what: str) -> Iterator[Served]:
    """Start `detente serve` in a folder, over it or over a case; ended at the end at the latest."""
    process = subprocess.Popen(
        [*_COMMAND, "serve", *(what or (".",)), "--no-open"],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    assert process.stdout is not None and process.stderr is not None
    said: list[str] = []
    reader = threading.Thread(target=lambda: said.extend(process.stderr or []), daemon=True)
    reader.start()
    try:
        address = process.stdout.readline().strip()
        if not address.startswith("http://127.0.0.1:"):
            process.wait(timeout=30)
            raise RuntimeError(f"the workbench did not start: {address} {''.join(said)}")
        yield Served(process, address, folder)
    finally:
        if process.poll() is None:
            process.kill()
        process.wait(timeout=30)
        reader.join(timeout=10)
        process.stdout.close()
        process.stderr.close()
