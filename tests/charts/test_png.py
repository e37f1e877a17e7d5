"""Figures as PNG: words are drawn, nothing is fetched, no picture is without bounds."""

from __future__ import annotations

import struct

import pytest

from detente.charts import png
from detente.charts.chart import Figure
from detente.charts.png import to_png
from detente.charts.svg import Canvas
from detente.errors import InputError


def figure(*words: str, width: float = 200.0) -> Figure:
    canvas = Canvas("one", width)
    top = 4.0
    for text in words:
        top = canvas.text(10.0, top, text)
    return canvas.figure("test", 100.0, title="T", caption="", alt="")


def size(data: bytes) -> tuple[int, int]:
    """Width and height as the head of a PNG says them."""
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    return struct.unpack(">II", data[16:24])


@pytest.mark.parametrize("text", ["Words", "الشمال", "הדרום", "Привет", "<b>&amp;\"'"])
def test_words_of_every_script_leave_a_trace(text: str) -> None:
    assert to_png(figure(text)) != to_png(figure())


def test_a_picture_has_the_size_asked_for() -> None:
    assert size(to_png(figure("A"), 1)) == (200, 100)
    assert size(to_png(figure("A"))) == (400, 200)
    assert to_png(figure("A")) == to_png(figure("A").svg)


def test_a_picture_that_would_be_too_large_is_drawn_smaller(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(png, "PIXELS", 5_000)
    assert size(to_png(figure("A"), 8)) == (100, 50)


@pytest.mark.parametrize("scale", [0, -1, 9, float("nan"), float("inf")])
def test_a_scale_out_of_bounds_is_refused(scale: float) -> None:
    with pytest.raises(InputError, match="a scale is a number"):
        to_png(figure("A"), scale)


INSIDE = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{}</svg>'


@pytest.mark.parametrize(
    "svg",
    [
        INSIDE.format('<image href="file:///etc/passwd" width="9" height="9"/>'),
        INSIDE.format("<style>@import 'x.css'</style>"),
        INSIDE.format('<rect fill="url(http://x/y)" width="1" height="1"/>'),
        INSIDE.format('<rect style="fill:URL (#a)" width="1" height="1"/>'),
        INSIDE.format('<rect xlink:href="#a" width="1" height="1"/>'),
        INSIDE.format('<rect onload="x()" width="1" height="1"/>'),
        "<!DOCTYPE svg [<!ENTITY a 'b'>]>" + INSIDE.format("&a;"),
        "<?xml-stylesheet href='x.css'?>" + INSIDE.format(""),
        INSIDE.format("<text>\ud800</text>"),
        INSIDE.format("<text>")[:-6],
        "<g/>",
        '<svg width="nan" height="9"/>',
        '<svg width="1e9" height="9"/>',
        '<svg height="9"/>',
        "no drawing",
        "",
    ],
)
def test_what_is_no_drawing_of_ours_is_refused(svg: str) -> None:
    with pytest.raises(InputError, match="the drawing cannot be used"):
        to_png(svg)


def test_a_drawing_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(png, "LONGEST", 100)
    with pytest.raises(InputError, match="more than 100 characters"):
        to_png(figure("A" * 100))


def test_without_fonts_no_picture_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(png, "_words_are_drawn", lambda: False)
    with pytest.raises(InputError, match="no font was found"):
        to_png(figure("A"))


def test_the_probe_for_fonts_sees_what_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    png._words_are_drawn.cache_clear()
    assert png._words_are_drawn()
    png._words_are_drawn.cache_clear()
    monkeypatch.setattr(png, "_draw", lambda svg, zoom: b"the same, whatever it says")
    assert not png._words_are_drawn()
    png._words_are_drawn.cache_clear()


def test_words_from_the_right_begin_where_a_browser_begins_them() -> None:
    """The browser's `end` of words from the right is the left edge: the start of the page."""
    seen: list[str] = []
    original = png._draw

    def draw(svg: str, zoom: float) -> bytes:
        seen.append(svg)
        return original(svg, zoom)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(png, "_draw", draw)
        to_png(figure("الشمال", "North"))
    drawn = seen[-1]
    assert 'direction="rtl"' in figure("الشمال").svg
    assert 'text-anchor="end"' in figure("الشمال").svg
    assert "direction=" not in drawn and 'text-anchor="end"' not in drawn
    assert drawn.count('text-anchor="start"') == 1
