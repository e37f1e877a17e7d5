"""The search with changes that bring something new, against all subsets."""

from __future__ import annotations

import pytest

from tests.levers.new.drawn import check

SHAPES: list[dict[str, bool]] = [{}, {}, {}, {"merging": True, "graph": False}, {"graph": True}]


@pytest.mark.parametrize("seed", range(20))
def test_the_search_finds_exactly_what_all_subsets_give(seed: int) -> None:
    check(20_000 + seed, **SHAPES[seed % len(SHAPES)])


#: cases in which changes of each new sort are offered
SEEDS = {
    "answers": [306, 316, 356, 361, 368, 372, 452, 477, 525, 542, 551, 560, 572, 576, 606],
    "restores": [356, 361, 368, 466],
    "restores_move": [302, 314, 319, 344, 409],
    "presents": [300, 315, 385, 491, 497, 570, 797, 857],
    "divides": [306, 372, 391, 546, 576, 606],
    "asks_less": [329, 391, 403, 441],
    "weight": [441, 455],
    "does_not_know": [315, 331, 332, 335, 346],
}


@pytest.mark.parametrize(
    ("deed", "seed"), [(deed, k) for deed, some in SEEDS.items() for k in some]
)
def test_and_with_changes_of_each_new_sort(deed: str, seed: int) -> None:
    assert deed in check(20_000 + seed, **SHAPES[seed % len(SHAPES)])
