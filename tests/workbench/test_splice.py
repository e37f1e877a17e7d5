"""One cut, one piece put in; three texts brought together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.workbench.keeping.splice import Splice, between, merged

TEXTS = st.text(alphabet="ab\n", max_size=30)


@given(TEXTS, TEXTS)
def test_a_splice_leads_from_one_text_to_the_other_and_back(old: str, new: str) -> None:
    splice = between(old, new)
    assert splice.apply(old) == new
    assert splice.back.apply(new) == old
    assert bool(splice.cut or splice.put) == (old != new)


@given(TEXTS, TEXTS)
def test_a_splice_is_the_smallest(old: str, new: str) -> None:
    splice = between(old, new)
    if splice.cut and splice.put:
        assert splice.cut[0] != splice.put[0]
        assert splice.cut[-1] != splice.put[-1]


def test_a_splice_of_another_text_is_refused() -> None:
    with pytest.raises(ValueError, match="not the one"):
        Splice(1, "x", "y").apply("abc")


LINES = st.lists(st.sampled_from(["a", "b", "c"]), max_size=8).map(
    lambda found: "".join(f"{line}\n" for line in found)
)


@given(LINES, LINES)
def test_a_side_that_changed_nothing_takes_the_others_text(base: str, other: str) -> None:
    assert merged(base, base, other) == other
    assert merged(base, other, base) == other
    assert merged(base, other, other) == other


@given(LINES, LINES, LINES)
def test_merging_does_not_depend_on_who_is_first(base: str, one: str, other: str) -> None:
    assert merged(base, one, other) == merged(base, other, one)


def test_changes_of_different_lines_are_joined_and_of_the_same_line_are_not() -> None:
    base = "a\nb\nc\nd\ne\n"
    assert merged(base, "A\nb\nc\nd\ne\n", "a\nb\nc\nd\nE\n") == "A\nb\nc\nd\nE\n"
    assert merged(base, "a\nb\nX\nd\ne\n", "a\nb\nY\nd\ne\n") is None
    assert merged(base, "a\nb\nd\ne\n", "a\nb\nC\nd\ne\n") is None
