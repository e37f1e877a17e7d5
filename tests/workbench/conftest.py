"""The workbench without a browser: a client that has spent its token, over a folder of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from detente.case.shipped import shipped_bytes
from detente.workbench.app import application
from detente.workbench.desk import Desk
from detente.workbench.guard import Keys
from detente.workbench.keeping.opened import OpenCase

PORT = 8199
BASE = f"http://127.0.0.1:{PORT}"


@dataclass
class Bench:
    """A desk and a browser's worth of requests to it."""

    desk: Desk
    client: TestClient

    def open(self, name: str) -> OpenCase:
        """Copy a shipped case into the folder and open the copy."""
        (self.desk.folder / f"{name}.yaml").write_bytes(shipped_bytes(name))
        return self.desk.open_file(f"{name}.yaml")

    def write(self, text: str, name: str = "case.yaml") -> OpenCase:
        """Put a text into the folder and open it."""
        (self.desk.folder / name).write_text(text, encoding="utf-8", newline="")
        return self.desk.open_file(name)

    def get(self, path: str, status: int = 200) -> str:
        """The page at an address."""
        answer = self.client.get(path)
        assert answer.status_code == status, answer.text
        return answer.text

    def act(self, case: OpenCase, act: str, status: int = 200, **fields: Any) -> str:
        """Do an act and follow to the page it leads to."""
        back = fields.pop("back", f"/case/{case.slot}/model")
        sent = {"line": "main", "seen": str(case.lines["main"].revision), "back": back, **fields}
        answer = self.client.post(f"/case/{case.slot}/do/{act}", data=sent)
        assert answer.status_code == status, answer.text
        return answer.text


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    """A workbench over an empty folder."""
    desk, keys = Desk(tmp_path), Keys()
    with TestClient(application(desk, keys, PORT), base_url=BASE) as client:
        assert client.get(f"/?token={keys.token()}").status_code == 200
        yield Bench(desk, client)
    desk.close()
