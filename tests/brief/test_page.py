"""The page: self-contained, escaped, readable by machine and by people."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

import pytest

from detente.brief import write_brief
from detente.case import load
from detente.case.model import Case
from tests.brief.cases import (
    ARABIC,
    GRAPH,
    HOSTILE,
    LISTED,
    ONLY_PARTIES,
    TWO_BY_TWO,
    WIDE,
    WITH_HOLE,
    case,
    hostile,
)
from tests.brief.read import read

SMALL = {
    "two-by-two": TWO_BY_TWO,
    "only-parties": ONLY_PARTIES,
    "hole": WITH_HOLE,
    "graph": GRAPH,
    "right-to-left": ARABIC,
    "wide": WIDE,
}
every_case = pytest.mark.parametrize("name", [*LISTED, *SMALL, "hostile"])


def get(name: str) -> Case:
    if name == "hostile":
        return hostile()
    return case(SMALL[name]) if name in SMALL else load(name)


@cache
def page_of(name: str) -> str:
    """A page, written once however many tests read it."""
    return write_brief(get(name)).to_html()


@every_case
def test_asks_no_other_computer_for_anything(name: str) -> None:
    made = get(name)
    seen = read(page_of(name))
    loading = {"script", "link", "iframe", "img", "object", "embed", "audio", "video", "base"}
    assert loading.isdisjoint(seen.tags)
    for tag, attribute, value in seen.attributes:
        assert not attribute.startswith("on"), (tag, attribute)
        assert attribute not in {"src", "srcset", "action", "formaction", "xlink:href"}
        assert "url(" not in value or "url(#" in value
    cited = {source.url.value for source in made.sources.values() if source.url}
    outside = {href for href in seen.hrefs if not href.startswith("#")}
    assert outside <= cited
    assert all(href.startswith(("http://", "https://")) for href in outside)
    style = files("detente.brief").joinpath("style.css").read_text(encoding="utf-8")
    assert "url(" not in style and "@import" not in style


@every_case
def test_links_lead_somewhere_and_names_are_unique(name: str) -> None:
    seen = read(page_of(name))
    assert len(seen.ids) == len(set(seen.ids))
    inside = {href[1:] for href in seen.hrefs if href.startswith("#")}
    assert sorted(inside - set(seen.ids)) == []


@every_case
def test_headings_go_down_one_step_at_a_time(name: str) -> None:
    seen = read(page_of(name))
    assert seen.headings[0] == 1
    assert seen.headings.count(1) == 1
    for above, below in zip(seen.headings, seen.headings[1:], strict=False):
        assert below <= above + 1


@every_case
def test_says_its_language_and_lets_each_name_run_its_own_way(name: str) -> None:
    made = get(name)
    page = page_of(name)
    assert '<html lang="en">' in page
    for title in (made.title.value, *(party.name.value for party in made.parties.values())):
        if title.isascii():
            continue
        assert f'<bdi dir="auto">{title}</bdi>' in page


def test_hostile_texts_stay_texts() -> None:
    page = page_of("hostile")
    seen = read(page)
    assert "script" not in seen.tags
    assert HOSTILE in seen.text
    assert "javascript:" not in "".join(seen.hrefs)
    assert HOSTILE not in page


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2 between two colours written #rrggbb."""

    def light(colour: str) -> float:
        parts = [int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_the_measure_of_contrast_is_right() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_words_stand_out_from_what_is_behind_them() -> None:
    style = files("detente.brief").joinpath("style.css").read_text(encoding="utf-8")
    colours = dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", style))
    colours["paper"] = "#ffffff"
    words = ("ink", "soft", "link", "reported", "reading", "assumed")
    behind = ("paper", "pale", "holds", "breaks", "open")
    for word in words:
        for ground in behind:
            assert contrast(colours[word], colours[ground]) >= 4.5, (word, ground)


def test_the_flagship_is_small_enough_to_mail() -> None:
    assert len(page_of("geneva-2022").encode()) <= 1_500_000
