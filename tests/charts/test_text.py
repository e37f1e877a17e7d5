"""Room for words: nothing is narrower than it comes out, nothing is lost, nothing runs over."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.charts.text import clean, counted, fit, is_right_to_left, listed, measure, spoken, wrap

#: advance widths of DejaVu Sans in units of 1/2048 of the size, read from the font file
DEJAVU = {
    "a": 1255,
    "i": 569,
    "m": 1995,
    "W": 2025,
    "0": 1303,
    " ": 651,
    ".": 651,
    "…": 2048,
    "ш": 1887,
    "Ж": 2206,
    "é": 1260,
    "α": 1350,
}
words = st.text(alphabet="abc WMi-/_аж中文ع ־…é", max_size=60)


@pytest.mark.parametrize("letter", DEJAVU)
def test_letters_are_at_least_as_wide_as_in_a_wide_font(letter: str) -> None:
    assert measure(letter, 2048) >= 0.97 * DEJAVU[letter]


def test_marks_that_combine_take_no_room() -> None:
    assert measure("e\u0301", 10) == measure("e", 10)


def test_wide_letters_take_a_whole_size() -> None:
    assert measure("中文", 10) >= 20


@given(words, st.floats(min_value=40, max_value=200), st.booleans())
def test_lines_are_no_wider_than_asked(text: str, width: float, bold: bool) -> None:
    block = wrap(text, width, 12, bold=bold)
    assert all(measure(line, 12, bold=bold) <= width + 1e-9 for line in block.lines)


@given(words, st.floats(min_value=40, max_value=200))
def test_nothing_is_lost_without_a_limit(text: str, width: float) -> None:
    block = wrap(text, width, 12)
    kept = "".join(block.lines).replace("-", "").replace(" ", "")
    assert kept == clean(text).replace("-", "").replace(" ", "")


@given(words, st.floats(min_value=40, max_value=200), st.integers(min_value=1, max_value=3))
def test_a_limit_holds_and_shows(text: str, width: float, limit: int) -> None:
    block = wrap(text, width, 12, max_lines=limit)
    assert len(block.lines) <= limit
    if len(wrap(text, width, 12).lines) > limit:
        assert block.cut
        assert block.lines[-1].endswith("…")


@given(words, st.floats(min_value=40, max_value=200))
def test_lines_joined_again_are_the_text(text: str, width: float) -> None:
    block = wrap(text.replace("-", ""), width, 12)
    if not block.lines:
        return
    joined = block.lines[0]
    for joint, line in zip(block.joints, block.lines[1:], strict=True):
        joined = joined.removesuffix("-") + joint + line
    assert joined == block.whole


def test_a_long_word_is_broken_with_a_hyphen() -> None:
    first, second = wrap("renunciation", measure("renunciat", 10), 10).lines
    assert first.endswith("-")
    assert first[:-1] + second == "renunciation"


def test_fit_keeps_what_fits() -> None:
    assert fit("short", 100, 10) == "short"
    assert fit("a long text that does not fit", 50, 10).endswith("…")


def test_control_and_direction_marks_are_dropped() -> None:
    assert clean("a\u202eb\x00c\n d") == "a b c d"


def test_direction_is_that_of_the_first_letter() -> None:
    assert is_right_to_left("12 وزارة")
    assert is_right_to_left("משרד abc")
    assert not is_right_to_left("To وزارة")
    assert not is_right_to_left("123")


def test_small_words() -> None:
    assert spoken("stand_down") == "stand down"
    assert listed(["a"]) == "a"
    assert listed(["a", "b", "c"]) == "a, b and c"
    assert counted(1, "state") == "1 state"
    assert counted(2, "party", "parties") == "2 parties"
