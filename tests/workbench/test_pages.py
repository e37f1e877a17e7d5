"""What holds of every page: ids are its own, controls have names, links lead somewhere."""

from __future__ import annotations

from collections import Counter
from html.parser import HTMLParser
from urllib.parse import urldefrag, urlsplit

import pytest

from detente.workbench.screens import SCREENS
from tests.workbench.conftest import Bench

CASES = ("geneva-2022", "harbour-2031", "elmira-1991", "prisoners-dilemma")
QUERIES = ("", "?view=russia", "?view=union", "?view=city.union", "?hypothesis=city_bluffs")
#: kinds of field that need no id and no name for people
_SILENT = {"hidden", "submit"}
#: files that a link offers; they are made and looked at elsewhere
_FILES = ("/x/brief/", ".png", ".csv", ".svg")


class _Page(HTMLParser):
    """Collects what the tests ask about."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.named: set[str] = set()
        self.links: list[str] = []
        self.faults: list[str] = []
        self.controls: list[tuple[str, dict[str, str]]] = []
        self.levels: list[int] = []
        self._inside: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attrs}
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "noscript":
            self._inside.append("noscript")
        if tag == "label":
            self.named.add(given.get("for", ""))
            self._inside.append("label")
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        if "style" in given:
            self.faults.append(f"style on {tag} {given.get('id', '')}")
        if tag == "script" and "src" not in given:
            self.faults.append("a script inside the page")
        if any(key.startswith("on") for key in given):
            self.faults.append(f"a handler inside {tag}")
        if tag in {"input", "select", "textarea", "button"} and given.get("type") not in _SILENT:
            if "label" in self._inside:
                given["inside a label"] = "yes"
            if "noscript" not in self._inside:
                self.controls.append((tag, given))
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdecimal():
            self.levels.append(int(tag[1]))

    def handle_endtag(self, tag: str) -> None:
        if tag in {"label", "noscript"} and self._inside:
            self._inside.pop()

    @property
    def twice(self) -> list[str]:
        """Ids that two elements share."""
        return [one for one, count in Counter(self.ids).items() if count > 1]

    @property
    def nameless(self) -> list[str]:
        """Controls without an id, and fields that nothing says the meaning of."""
        found = []
        for tag, given in self.controls:
            named = given.get("id") in self.named or {"aria-label", "aria-labelledby"} & set(given)
            if "id" not in given:
                found.append(f"{tag} without id: {given}")
            elif tag != "button" and not named and "inside a label" not in given:
                found.append(f"{tag} without a name: {given['id']}")
        return found


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("key", sorted(SCREENS))
def test_every_page_is_whole(bench: Bench, name: str, key: str) -> None:
    case = bench.open(name)
    for query in QUERIES:
        page = _Page(bench.get(f"/case/{case.slot}/{key}{query}"))
        assert page.twice == [], (key, query)
        assert page.faults == [], (key, query)
        assert page.nameless == [], (key, query)
        steps = zip([2, *page.levels], page.levels, strict=False)
        assert all(after - before <= 1 for before, after in steps), (key, page.levels)


def test_the_first_page_is_whole(bench: Bench) -> None:
    bench.open("chicken")
    page = _Page(bench.get("/"))
    assert (page.twice, page.faults, page.nameless) == ([], [], [])


@pytest.mark.parametrize("name", ["harbour-2031", "chicken"])
def test_every_link_leads_somewhere(bench: Bench, name: str) -> None:
    case = bench.open(name)
    seen: set[str] = set()
    waiting = [f"/case/{case.slot}/{key}" for key in SCREENS]
    kinds: Counter[tuple[str, tuple[str, ...]]] = Counter()
    while waiting:
        address, anchor = urldefrag(waiting.pop(0))
        if address in seen or any(part in address for part in _FILES):
            continue
        seen.add(address)
        parts = urlsplit(address)
        fields = tuple(sorted(one.partition("=")[0] for one in parts.query.split("&")))
        kinds[parts.path, fields] += 1
        # the same kind of address with other values: three, of what says much at once only one
        if kinds[parts.path, fields] > (3 if len(fields) < 3 else 1):
            continue
        answer = bench.client.get(address)
        assert answer.status_code == 200, address
        if "html" not in answer.headers["content-type"]:
            continue
        page = _Page(answer.text)
        if anchor:
            assert anchor in page.ids, (address, anchor)
        for link in page.links:
            if link.startswith("#"):
                assert link[1:] in page.ids, (address, link)
            elif link.startswith("/"):
                waiting.append(link)
            else:
                assert link.startswith(("http://", "https://")), link
    assert len(seen) > len(SCREENS)
