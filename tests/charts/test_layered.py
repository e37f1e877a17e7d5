"""Boxes in columns: they keep apart, and arrows that pass a column pass between its boxes."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from detente.charts.layered import arrange, spread

Graph = tuple[list[list[int]], list[tuple[int, int]]]


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    sizes = draw(st.lists(st.integers(min_value=1, max_value=5), min_size=1, max_size=5))
    nodes = iter(range(sum(sizes)))
    columns = [[next(nodes) for _ in range(size)] for size in sizes]
    node = st.integers(min_value=0, max_value=sum(sizes) - 1)
    edges = draw(st.lists(st.tuples(node, node).filter(lambda e: e[0] != e[1]), max_size=20))
    return columns, edges


@given(graphs(), st.data())
def test_boxes_and_ways_keep_apart(graph: Graph, data: st.DataObject) -> None:
    columns, edges = graph
    nodes = [node for column in columns for node in column]
    heights = {node: data.draw(st.floats(min_value=10, max_value=80)) for node in nodes}
    found = arrange(columns, edges, heights, gap=12, lane=8)
    for k, column in enumerate(columns):
        taken = [
            (found.middle[n] - heights[n] / 2, found.middle[n] + heights[n] / 2) for n in column
        ]
        taken += [(y - 4, y + 4) for way in found.ways for place, y in way if place == k]
        taken.sort()
        assert all(below[0] >= above[1] - 1e-6 for above, below in pairwise(taken))
        assert all(top >= -1e-6 and bottom <= found.height + 1e-6 for top, bottom in taken)


@given(graphs())
def test_a_way_passes_every_column_between_its_ends(graph: Graph) -> None:
    columns, edges = graph
    heights = {node: 20.0 for column in columns for node in column}
    place = {node: k for k, column in enumerate(columns) for node in column}
    found = arrange(columns, edges, heights)
    for (source, target), way in zip(edges, found.ways, strict=True):
        a, b = place[source], place[target]
        step = 1 if b > a else -1
        assert [k for k, _ in way] == list(range(a + step, b, step))


def test_two_crossing_arrows_are_uncrossed() -> None:
    found = arrange([[0, 1], [2, 3]], [(0, 3), (1, 2)], dict.fromkeys(range(4), 10.0))
    first, second = found.middle[0] - found.middle[1], found.middle[3] - found.middle[2]
    assert first * second > 0


def test_spread_leaves_alone_what_is_apart() -> None:
    assert spread([0, 10, 20], [5, 5]) == [0, 10, 20]


def test_spread_shares_the_push() -> None:
    # two values at the same place, ten apart: least squares puts them five to either side
    assert spread([7, 7], [10]) == [2, 12]
    # the third is pushed too: 0, 0, 3 with steps of 4 is nearest at -3, 1, 5
    assert spread([0, 0, 3], [4, 4]) == [-3, 1, 5]
