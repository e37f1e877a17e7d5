"""Going from screen to screen leaves no style of another screen behind."""

from __future__ import annotations

from pathlib import Path

from detente.case.shipped import shipped_bytes
from tests.browser.devtools import Page
from tests.browser.serving import serving

_SCREENS = ("preferences", "outcomes", "model", "evidence", "views", "timeline", "levers", "brief")
_STYLES = (
    "[...document.styleSheets].filter(it => !it.disabled)"
    ".map(it => new URL(it.href).pathname).sort()"
)


def test_a_screen_looks_the_same_wherever_one_comes_from(page: Page, tmp_path: Path) -> None:
    (tmp_path / "chicken.yaml").write_bytes(shipped_bytes("chicken"))
    with serving(tmp_path, "./chicken.yaml") as served:
        served.enter(page)
        own = {}
        for screen in _SCREENS:
            page.open(f"{served.base}/case/chicken/{screen}")
            own[screen] = page.evaluate(_STYLES)
        assert len({tuple(styles) for styles in own.values()}) > 1
        for screen in (*_SCREENS, *reversed(_SCREENS)):
            page.click(f"#tab-{screen}")
            page.there(f"#tab-{screen}[aria-current]")
            page.wait(
                f"JSON.stringify({_STYLES}) === JSON.stringify({own[screen]!r})",
                f"the styles of {screen} alone",
            )
