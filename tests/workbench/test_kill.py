"""A workbench that is killed while changes come in loses none that it answered."""

from __future__ import annotations

import http.client
import threading
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest

from detente.case.shipped import shipped_bytes
from detente.workbench.keeping.line import MAIN
from detente.workbench.keeping.opened import OpenCase
from tests.browser.serving import Served, serving

CASE, FIELD = "prisoners-dilemma", "main:question"


class _Asker:
    """One browser's requests, without a browser."""

    def __init__(self, served: Served) -> None:
        address = urlsplit(served.address)
        self.line = http.client.HTTPConnection(address.hostname or "", address.port, timeout=30)
        self.line.request("GET", f"{address.path}?{address.query}")
        answer = self.line.getresponse()
        answer.read()
        self.cookie = (answer.headers["set-cookie"] or "").partition(";")[0]

    def post(self, path: str, **fields: str) -> int:
        """Send a form; the answer's status."""
        headers = {"Cookie": self.cookie, "Content-Type": "application/x-www-form-urlencoded"}
        self.line.request("POST", path, urlencode(fields), headers)
        answer = self.line.getresponse()
        answer.read()
        return answer.status


@pytest.mark.parametrize("after", [0.0, 0.05, 0.3])
def test_every_change_that_was_answered_is_there_after_a_kill(tmp_path: Path, after: float) -> None:
    (tmp_path / f"{CASE}.yaml").write_bytes(shipped_bytes(CASE))
    answered: list[str] = []
    with serving(tmp_path, f"./{CASE}.yaml") as served:
        asker = _Asker(served)
        timer = threading.Timer(after, served.process.kill)
        for number in range(400):
            title = f"Title number {number}"
            try:
                if asker.post(f"/case/{CASE}/do/case.title", line="main", title_text=title) == 303:
                    answered.append(title)
                    asker.post(f"/case/{CASE}/typed", field=FIELD, value=f"q {number}")
            except (OSError, http.client.HTTPException):
                break
            if number == 2:
                timer.start()
        timer.join()
        served.process.wait(timeout=30)
    assert len(answered) >= 3
    case = OpenCase(CASE, tmp_path / f"{CASE}.yaml")
    text = case.line(MAIN).text
    unheard = f"Title number {len(answered)}"  # written down, but not answered any more
    assert any(f"title: {title}\n" in text for title in (answered[-1], unheard))
    assert case.typed[FIELD] in {f"q {len(answered) - 2}", f"q {len(answered) - 1}"}
    case.undo(MAIN)
    case.close()
    assert text != case.path.read_text(encoding="utf-8") == case.line(MAIN).text
