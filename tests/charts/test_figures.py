"""Every figure over many cases: nothing overlaps, nothing is cut, and a figure is a safe guest."""

from __future__ import annotations

import re
from functools import cache
from xml.etree import ElementTree

import pytest

from detente.case import Case, load
from detente.charts import CHARTS, Figure
from tests.brief.cases import LISTED
from tests.charts.boxes import SVG, cut_off, outside, overlapping, root
from tests.charts.samples import NAMES, figures, sample_case

SIZES = ((2, 2, 1), (3, 5, 4), (5, 6, 12), (9, 6, 3))
WIDTHS = (350, 700, 1000)
SAMPLES = [(script, *SIZES[k % len(SIZES)]) for k, script in enumerate(NAMES)]
SAMPLES += [("long", *size) for size in SIZES]


@cache
def _sample(script: str, parties: int, options: int, issues: int) -> Case:
    return sample_case(script, parties, options, issues, seed=parties * 7 + options)


@cache
def _drawn(sample: tuple[str, int, int, int] | str, width: float) -> tuple[Figure, ...]:
    case = load(sample) if isinstance(sample, str) else _sample(*sample)
    return tuple(figures(case, width))


each_sample = pytest.mark.parametrize("sample", [*SAMPLES, *LISTED], ids=str)
each_width = pytest.mark.parametrize("width", WIDTHS)


@each_sample
@each_width
def test_no_words_lie_on_others_or_pass_the_edge(
    sample: tuple[str, int, int, int] | str, width: float
) -> None:
    for figure in _drawn(sample, width):
        assert overlapping(figure) == [], figure.name
        assert cut_off(figure) == [], figure.name
        assert outside(figure) == [], figure.name
        assert figure.width == width


@each_sample
def test_a_figure_is_complete_and_harmless(sample: tuple[str, int, int, int] | str) -> None:
    for figure in _drawn(sample, 700):
        svg = root(figure)
        assert svg.get("role") == "img"
        assert svg.get("viewBox") == f"0 0 {figure.width} {figure.height}"
        assert "max-width:100%" in svg.attrib["style"]
        title, desc = svg.find(f"{SVG}title"), svg.find(f"{SVG}desc")
        assert title is not None and title.text == figure.title
        assert desc is not None and desc.text == figure.alt
        assert svg.attrib["aria-labelledby"].split() == [title.get("id"), desc.get("id")]
        ids = [element.attrib["id"] for element in svg.iter() if "id" in element.attrib]
        assert len(ids) == len(set(ids))
        assert all(key.startswith(svg.attrib["id"]) for key in ids)
        tags = {element.tag.removeprefix(SVG) for element in svg.iter()}
        allowed = {"svg", "title", "desc", "g", "rect", "line", "path", "polygon", "circle"}
        assert tags <= {*allowed, "text", "tspan"}
        for element in svg.iter():
            assert not any(name.startswith("on") or "href" in name for name in element.attrib)
            assert "transform" not in element.attrib
            assert not any("url(" in value for value in element.attrib.values())
        assert figure.caption and figure.alt and figure.title


@each_sample
def test_words_never_claim_more_than_the_case_assumes(
    sample: tuple[str, int, int, int] | str,
) -> None:
    for figure in _drawn(sample, 700):
        said = f"{figure.title} {figure.caption}".lower()
        assert not re.search(r"\b(true|truly|in fact|will|likely|really)\b", said), figure.caption


def test_every_chart_draws_a_shipped_case() -> None:
    flagship = {figure.name for figure in _drawn("geneva-2022", 700)}
    assert flagship == set(CHARTS) - {"zone"}  # the article gives no values of packages
    assert "zone" in {figure.name for figure in _drawn("harbour-2031", 700)}


def test_every_chart_says_what_it_shows() -> None:
    for key, chart in CHARTS.items():
        assert chart.key == key
        assert chart.title and chart.says


def test_names_in_any_script_arrive_whole() -> None:
    case = _sample("arabic", 3, 5, 4)
    shown = next(figure for figure in _drawn(("arabic", 3, 5, 4), 700) if figure.name == "stories")
    assert case.parties["p0"].name.value in shown.alt
    right_to_left = [e for e in root(shown).iter(f"{SVG}text") if e.get("direction") == "rtl"]
    assert right_to_left
    assert all(element.get("unicode-bidi") == "embed" for element in right_to_left)


def test_markup_in_names_stays_words() -> None:
    for figure in _drawn(("markup", *SIZES[list(NAMES).index("markup") % len(SIZES)]), 700):
        assert "<script" not in figure.svg
        assert "\u202e" not in figure.svg


def test_the_svg_stands_alone() -> None:
    for figure in _drawn("geneva-2022", 700):
        assert figure.svg.startswith('<svg xmlns="http://www.w3.org/2000/svg"')
        again = ElementTree.tostring(root(figure), encoding="unicode")
        assert len(again) > 500


def test_cells_left_out_are_counted() -> None:
    option_table = next(f for f in _drawn("geneva-2022", 700) if f.name == "option-table")
    assert "33 states of 42 left out" in option_table.caption
