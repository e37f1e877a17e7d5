"""From an edit to the page drawn again, as a browser waits: `python -m benchmarks.workbench`.

A workbench is started as a user starts it. Each edit is a form that is sent and the page that the
answer leads to; the time ends when the last byte of the page has come.
"""

from __future__ import annotations

import http.client
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

from benchmarks.cases import Spec, case_text
from detente.case.shipped import shipped_bytes

EDITS = 60
#: milliseconds from edit to page, at the 95th percentile; seconds to start
AIMS = (150.0, 1.0)
#: binary options of the parties: 64, 256 and 4,096 states before what is impossible
BLOCKS = ((2, 2, 2), (3, 3, 2), (4, 4, 4))
SCREENS = ("model", "views", "preferences", "outcomes")


class Session:
    """A running workbench and one connection to it."""

    def __init__(self, folder: Path) -> None:
        begun = time.perf_counter()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "detente", "serve", str(folder), "--no-open"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
            env={**os.environ, "PYTHONUTF8": "1"},
        )
        assert self.process.stdout is not None
        address = urlsplit(self.process.stdout.readline().strip())
        self.line = http.client.HTTPConnection(address.hostname or "", address.port)
        self.headers: dict[str, str] = {}
        answer, _ = self.ask("GET", f"{address.path}?{address.query}")
        self.headers = {"Cookie": (answer.headers["set-cookie"] or "").split(";")[0]}
        self.ask("GET", "/")
        self.started = time.perf_counter() - begun

    def ask(self, method: str, path: str, **fields: str) -> tuple[http.client.HTTPResponse, str]:
        """One request; the answer and its text."""
        form = {"Content-Type": "application/x-www-form-urlencoded"} if method == "POST" else {}
        self.line.request(method, path, urlencode(fields) or None, {**self.headers, **form})
        answer = self.line.getresponse()
        return answer, answer.read().decode("utf-8")

    def edit(self, slot: str, screen: str, act: str, **fields: str) -> float:
        """Send an edit and get the page that it leads to; milliseconds."""
        page = f"/case/{quote(slot)}/{screen}"
        begun = time.perf_counter()
        answer, text = self.ask(
            "POST", f"/case/{quote(slot)}/do/{act}", line="main", back=page, **fields
        )
        if answer.status != 303:
            raise RuntimeError(f"{act}: {answer.status} {re.sub('<[^>]+>', ' ', text)[:500]}")
        answer, text = self.ask("GET", answer.headers["location"] or "")
        if answer.status != 200 or "</html>" not in text:
            raise RuntimeError(f"{page}: {answer.status}")
        return (time.perf_counter() - begun) * 1000

    def close(self) -> None:
        """End it."""
        self.process.terminate()
        self.process.wait(timeout=30)


def main() -> None:
    """Print one line a case and screen."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "geneva-2022.yaml").write_bytes(shipped_bytes("geneva-2022"))
        for blocks in BLOCKS:
            spec = Spec("even", blocks, "statements")
            (folder / f"{spec.name}.yaml").write_text(case_text(spec), encoding="utf-8")
        session = Session(folder)
        try:
            print(f"start to first page: {session.started:.2f} s (aim {AIMS[1]:g} s)", flush=True)
            for path in sorted(folder.glob("*.yaml")):
                slot = path.stem
                for screen in SCREENS:
                    print(measure(session, slot, screen), flush=True)
        finally:
            session.close()


def measure(session: Session, slot: str, screen: str) -> str:
    """Change the present to and fro on one screen."""
    session.ask("POST", "/open", how="file", name=f"{slot}.yaml")
    option, levels = ("forces", ("stand_down", "massed"))
    if slot != "geneva-2022":
        option, levels = ("o0_0", ("true", "false"))
    times = sorted(
        session.edit(slot, screen, "present.set", option=option, level=levels[k % 2])
        for k in range(EDITS)
    )
    middle, high = times[len(times) // 2], times[int(len(times) * 0.95)]
    return (
        f"{slot:18} {screen:12} median {middle:6.1f} ms, 95th {high:6.1f} ms (aim {AIMS[0]:g} ms)"
    )


if __name__ == "__main__":
    main()
