"""Own, expected and base verdicts and classes: both engines say the same of every state."""

from __future__ import annotations

from random import Random

import pytest

from detente.case import Case, load, parse_case
from detente.views import compare_view_sets, compare_views
from tests.strategies import draw_case, to_yaml

FAR = 1 << 40
CONCEPTS = ("nash", "seq", "smr")


def agree(case: Case, hypothesis: str | None = None, view: str = "base") -> None:
    listed = compare_views(case, view, hypothesis, CONCEPTS)
    sets = compare_view_sets(case, view, hypothesis, CONCEPTS)
    assert list(sets.to_rows(FAR)) == list(listed.to_rows())
    assert list(sets.to_count_rows()) == list(listed.to_count_rows())
    assert sets.closed == listed.closed


@pytest.mark.parametrize("start", range(0, 60, 15))
def test_random_cases(start: int) -> None:
    views = 0
    for seed in range(start, start + 15):
        raw = draw_case(Random(seed), graph=False, merging=False)
        case = parse_case(to_yaml(raw))
        for hypothesis in (None, *raw.get("hypotheses", {})):
            agree(case, hypothesis)
        for view in raw.get("views", {}):
            agree(case, None, view)
            views += 1
    assert views > 10


@pytest.mark.parametrize("name", ["arms-race-dilemma", "cuba-1962", "harbour-2031"])
def test_shipped_cases(name: str) -> None:
    agree(load(name))
