"""The look of parties: apart from each other in colour, shape, line and letters, and legible."""

from __future__ import annotations

import pytest

from detente.charts.palette import (
    ALARM,
    FAINT,
    GOLD,
    INK,
    PAPER,
    SHADE,
    Palette,
    initials,
)


def _luminance(colour: str) -> float:
    """Relative luminance by WCAG 2, from its definition."""
    parts = [int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


STYLES = Palette({f"p{k}": f"Party {k}" for k in range(8)})


@pytest.mark.parametrize("party", STYLES)
def test_colours_of_parties_stand_out(party: str) -> None:
    style = STYLES[party]
    assert _contrast(style.colour, PAPER) >= 4.5
    assert _contrast(FAINT, style.tint) >= 4.5
    assert _contrast(style.colour, GOLD) >= 4.5


def test_inks_stand_out() -> None:
    for ink in (INK, FAINT, ALARM):
        for paper in (PAPER, SHADE, GOLD):
            assert _contrast(ink, paper) >= 4.5


def test_a_party_is_known_without_colour() -> None:
    many = Palette({f"p{k}": f"Party {k}" for k in range(12)})
    looks = [(style.letters,) for style in many.values()]
    assert len(set(looks)) == 12
    first = list(many.values())[:6]
    assert len({style.shape for style in first}) == 6
    assert len({style.dash for style in first}) == 6


def test_the_look_depends_on_the_order_alone() -> None:
    few, more = Palette({"a": "Ann", "b": "Bo"}), Palette({"a": "Ann", "b": "Bo", "c": "Cy"})
    assert few["a"] == more["a"]
    assert few["b"] == more["b"]


def test_an_unknown_party_has_a_neutral_look() -> None:
    assert STYLES["nobody"].letters == "?"


@pytest.mark.parametrize(
    ("names", "letters"),
    [
        (["Russia", "United States", "NATO"], ["R", "US", "N"]),
        (["Russia", "Romania"], ["Ru", "Ro"]),
        (["The city", "The dockers' union"], ["C", "DU"]),
        (["Same", "Same"], ["Sam", "S2"]),
        (["中国", "日本"], ["中", "日"]),
        (["", "x"], ["?", "X"]),
    ],
)
def test_letters(names: list[str], letters: list[str]) -> None:
    assert initials(names) == letters
