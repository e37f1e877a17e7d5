"""For everybody: what axe says of every screen, and the way through it by keyboard."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

import pytest

from detente.case.shipped import shipped_bytes
from detente.workbench.screens import SCREENS
from tests.browser.devtools import Page
from tests.browser.serving import Served, serving
from tests.workbench.large import TEXT

#: weights of what axe finds that nobody may meet
_GRAVE = {"serious", "critical"}


@cache
def axe() -> str:
    """The checker's script, as its package brings it."""
    return files("axe_core_python").joinpath("axe.min.js").read_text(encoding="utf-8")


def faults(page: Page) -> list[str]:
    """What axe finds grave on the page that is open."""
    page.evaluate(axe() + ";0")
    found = json.loads(page.evaluate("axe.run(document).then(r => JSON.stringify(r.violations))"))
    return [
        f"{one['id']}: {one['help']}: {[node['html'][:160] for node in one['nodes'][:3]]}"
        for one in found
        if one["impact"] in _GRAVE
    ]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A workbench over the flagship case, a small one, and one that nobody could list."""
    folder = tmp_path_factory.mktemp("desk")
    for name in ("geneva-2022", "elmira-1991"):
        (folder / f"{name}.yaml").write_bytes(shipped_bytes(name))
    (folder / "many.yaml").write_text(TEXT, encoding="utf-8")
    with serving(folder) as found:
        yield found


@pytest.fixture
def entered(served: Served, page: Page) -> Page:
    """A tab that may see the workbench; the browser keeps its cookie from tab to tab."""
    served.enter(page)
    return page


@pytest.mark.parametrize("case", ["geneva-2022", "elmira-1991", "many"])
@pytest.mark.parametrize("width", [1280, 390])
def test_no_screen_shuts_anybody_out(entered: Page, served: Served, case: str, width: int) -> None:
    assert faults(entered) == []
    entered.evaluate(
        "fetch('/open', {method: 'POST', body: new URLSearchParams("
        f"{{how: 'file', name: '{case}.yaml'}})}}).then(r => r.status)"
    )
    for key in SCREENS:
        for view in ("", "?view=russia"):
            entered.open(f"{served.base}/case/{case}/{key}{view}", width=width)
            entered.wait("!document.querySelector('.waiting, #strip')", f"{key} without waiting")
            assert faults(entered) == [], (key, view)
            assert entered.complaints == [], (key, view)
