"""Acts on a case that lists its states."""

from __future__ import annotations

import pytest

from detente.errors import InputError
from tests.workbench.acts.acting import Sheet, shipped

GRAPH = """\
parties: {a: {prefers: [s2]}, b: {ranking: [code 2, s1]}}
states: [s1, {id: s2, name: Two}, s3, {is: s4, note: Odd}]
moves: {a: [[s1, s2], [s2, s3]], b: [[s3, s1]]}
"""


def test_states_and_moves_come_and_go() -> None:
    sheet = Sheet(GRAPH)
    sheet.do("state.add", name="s5")
    sheet.do("state.add", name="No deal, no war")
    assert '{is: s4, note: Odd}, s5, {id: no_deal_no_war, name: "No deal, no war"}]' in sheet.text
    sheet.do("state.rename", state="s5", name="Five")
    sheet.do("state.rename", state="s4", name="Four")
    assert "{is: s4, note: Odd, name: Four}, {id: s5, name: Five}" in sheet.text
    assert sheet.do("move.add", party="b", start="s1", end="s5") == "b: s1 → s5"
    assert "b: [[s3, s1], [s1, s5]]}" in sheet.text
    assert sheet.do("move.remove", party="b", start="s3", end="s1") == "Not: b: s3 → s1"
    sheet.do("state.remove", state="s5")
    assert "moves: {a: [[s1, s2], [s2, s3]]}\n" in sheet.text
    with pytest.raises(InputError, match="s2 is still needed elsewhere"):
        sheet.do("state.remove", state="s2")
    sheet.do("state.remove", state="s4")
    assert "ranking: [s3, s1]" in sheet.text


@pytest.mark.parametrize(
    ("act", "fields"),
    [
        ("state.add", {"name": "x", "id": "s1"}),
        ("state.rename", {"state": "s9", "name": "x"}),
        ("move.add", {"party": "a", "start": "s1", "end": "s2"}),
        ("move.add", {"party": "a", "start": "s1", "end": "s1"}),
        ("move.add", {"party": "c", "start": "s1", "end": "s2"}),
        ("move.remove", {"party": "a", "start": "s1", "end": "s3"}),
        ("option.add", {"party": "a", "does": "x"}),
    ],
)
def test_what_cannot_be_is_refused(act: str, fields: dict[str, str]) -> None:
    with pytest.raises(InputError):
        Sheet(GRAPH).do(act, **fields)
    with pytest.raises(InputError, match="has options"):
        shipped("chicken").do("state.add", name="x")
