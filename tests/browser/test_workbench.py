"""The workbench in a real browser: what holds on every screen."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from tests.browser.devtools import Page
from tests.browser.serving import serving


def test_the_printed_address_opens_the_case_and_nothing_else_is_asked(
    page: Page, tmp_path: Path
) -> None:
    with serving(tmp_path, "prisoners-dilemma") as served:
        served.enter(page)
        page.there("#tab-model[aria-current]")
        assert "token" not in page.evaluate("location.href")
        assert "prisoner" in page.evaluate("document.title").casefold()
        hosts = {urlsplit(url).netloc for url in page.requests if not url.startswith("data:")}
        assert hosts == {urlsplit(served.base).netloc}
        assert page.complaints == []
        assert list(tmp_path.iterdir()) == []
        assert served.stop() in {0, 130}
