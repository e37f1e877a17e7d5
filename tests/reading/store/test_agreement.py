"""Agreement between coders: Krippendorff's own examples, and what can be seen at a glance."""

from __future__ import annotations

import pytest

from detente.reading.store.agreement import agreement


def units(*coders: str) -> list[list[str]]:
    """Rows of values, one coder a row, `.` where a coder has none; as lists by unit."""
    columns = zip(*(row.split() for row in coders), strict=True)
    return [[value for value in column if value != "."] for column in columns]


def test_two_coders_two_values() -> None:
    # krippendorff2011, part A: alpha 0.095; the two agree on 6 of 10 units
    found = agreement("act", units("0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0"))
    assert (found.n, found.percent) == (10, 0.6)
    assert found.alpha == pytest.approx(0.095, abs=5e-4)


def test_four_coders_five_values_some_missing() -> None:
    # krippendorff2011, part C: alpha 0.743; the last unit but one has two values, the last one
    table = units(
        "1 2 3 3 2 1 4 1 2 . . .",
        "1 2 3 3 2 2 4 1 2 5 . 3",
        ". 3 3 3 2 3 4 2 2 5 1 .",
        "1 2 3 3 2 4 4 1 2 5 1 .",
    )
    found = agreement("act", table)
    assert found.n == 11
    assert found.alpha == pytest.approx(0.743, abs=5e-4)


def test_who_all_agree_agree_wholly() -> None:
    found = agreement("act", [["a", "a"], ["b", "b", "b"]])
    assert (found.n, found.percent, found.alpha) == (2, 1.0, 1.0)


def test_where_chance_leaves_nothing_no_alpha_is_given() -> None:
    assert agreement("act", [["a", "a"]]).alpha is None
    assert agreement("act", [["a"], []]).to_row() == {
        "field": "act",
        "n": 0,
        "percent": None,
        "alpha": None,
    }
