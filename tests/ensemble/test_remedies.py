"""Levers in variations, against each varied case with the change made by hand."""

from __future__ import annotations

import numpy as np

import detente
from detente.case import parse_case
from detente.ensemble.counting import Counting, draw_choices
from detente.ensemble.inputs import applied
from detente.ensemble.remedies import STREAM, try_levers

# the ferry stays in port where the hauliers trust the town not to take its toll back
QUAY = """\
id: quay
title: A quay
parties:
  town:
    options: {free: Open the road}
    prefers: [{is: not ferry, doubt: 0.3}, {is: not free, doubt: 0.4}]
  hauliers:
    options: {ferry: Take the ferry}
    prefers: [{is: ferry iff not free, doubt: 0.2}, {is: not ferry, doubt: 0.3}]
present: none
victory: {town: not ferry, hauliers: free}
"""


def test_levers_in_every_draw_by_hand() -> None:
    case = parse_case(QUAY)
    counting = Counting(case, None, "nash", 4, 40)
    found = try_levers(counting)
    assert found is not None
    assert found.found
    # binding the road open, by hand: the option becomes one-way, and is taken
    bound = QUAY.replace("{free: Open the road}", "{free: {does: Open the road, one_way: up}}")
    binding = [
        remedy
        for remedy in found.found
        if [(c.kind, c.actor) for c in remedy.changes] == [("commitment", "town")]
    ]
    assert len(binding) == 1
    works = already = 0
    rng = np.random.default_rng(np.random.SeedSequence([4, STREAM]))
    for choices in draw_choices(counting.inputs, 40, rng).tolist():
        already += _holds(QUAY, counting, choices)
        works += _holds(bound, counting, choices)
    assert found.already == already
    assert binding[0].works == works
    assert works > already


def _holds(text: str, counting: Counting, choices: list[int]) -> bool:
    """Whether the road open and no ferry is steady once the inputs stand so."""
    varied = applied(parse_case(text), counting.inputs, choices)
    rows = detente.compare_views(varied, concepts="nash").to_rows()
    return any(row["code"] == 1 and "steady" in row["classes"] for row in rows)


def test_without_a_target() -> None:
    case = parse_case(QUAY.split("victory", maxsplit=1)[0])
    assert try_levers(Counting(case, None, "nash", 0, 5)) is None
