"""Acts on what cannot be, what counts as the same, and what outcomes are called."""

from __future__ import annotations

import pytest

from detente.errors import InputError
from tests.workbench.acts.acting import shipped


def test_rules_come_change_and_go() -> None:
    sheet = shipped("harbour-2031")
    line = "impossible: [sell and reopen, strike and end_strike_pledge]"
    assert sheet.changed("impossible.add", expression="offer=full and  strike") == (
        [line],
        [line.replace("]", ", offer=full and strike]")],
    )
    assert sheet.labels == ["Impossible: offer=full and strike"]
    sheet.do("impossible.edit", at="2", expression="offer >= low and strike")
    sheet.do("impossible.add", expression="reopen and strike", where="union", doubt="low")
    assert "  union: {impossible: [{is: reopen and strike, doubt: low}]}\n" in sheet.text
    sheet.do("impossible.edit", at="0", expression="reopen", where="union")
    assert "{is: reopen, doubt: low}" in sheet.text
    sheet.do("impossible.remove", at="0", where="union")
    assert sheet.do("impossible.remove", at="2").startswith("Not impossible any more: offer")
    assert f"\n{line}\n" in sheet.text
    assert "  union: {imp" not in sheet.text


def test_a_rule_that_a_view_lifts_stays() -> None:
    sheet = shipped("harbour-2031")
    text = sheet.text.replace("    impossible: [offer == full]", "    possible: [sell and reopen]")
    sheet = type(sheet)(text)
    with pytest.raises(InputError, match=r"‘sell and reopen’ is still needed.*views.city.possible"):
        sheet.do("impossible.remove", at="0")
    with pytest.raises(InputError, match="what was impossible is still needed"):
        sheet.do("impossible.edit", at="0", expression="sell")


def test_states_that_count_as_one() -> None:
    sheet = shipped("harbour-2031")
    text = sheet.text
    sheet.do("same.add", expression="offer=low and not strike", basis="assumed")
    assert sheet.text == text + "same: [{is: offer=low and not strike, basis: assumed}]\n"
    sheet.do("same.edit", at="0", expression="offer=low")
    assert sheet.case.same[0].value == "offer=low"
    sheet.do("same.remove", at="0")
    assert sheet.text == text


@pytest.mark.parametrize(
    ("fields", "complaint"),
    [
        ({"expression": "reopen and sel"}, r"called 'sel' \(character 12\). Did you mean 'sell'"),
        ({"expression": "reopen and sell", "where": "hypothesis:city_bluffs"}, "every hypothesis"),
        ({"expression": "(sell and reopen)"}, "stands there already"),
        ({"expression": "("}, "is expected"),
        ({"expression": ""}, "is empty"),
        ({"expression": "not " * 9000 + "sell"}, "longer than"),
    ],
)
def test_what_is_no_rule_is_refused(fields: dict[str, str], complaint: str) -> None:
    with pytest.raises(InputError, match=complaint):
        shipped("harbour-2031").do("impossible.add", **fields)
    with pytest.raises(InputError, match="no entry 9"):
        shipped("harbour-2031").do("impossible.remove", at="8")


def test_outcomes() -> None:
    sheet = shipped("harbour-2031")
    old = "deal: {when: offer == full and end_strike_pledge, name: Wages for peace}"
    sheet.do("outcome.add", name="Walk-out", when="strike and not sell")
    assert f"  {old}\n  walk_out: {{when: strike and not sell, name: Walk-out}}\n" in sheet.text
    assert sheet.do("outcome.rename", outcome="deal", name="Peace, at last").startswith(
        "Rename Wages"
    )
    assert 'name: "Peace, at last"}' in sheet.text
    sheet.do("outcome.edit", outcome="deal", when="offer=full")
    assert "deal: {when: offer=full, name:" in sheet.text
    sheet.do("outcome.move", outcome="walk_out", by="-1")
    assert list(sheet.case.outcomes) == ["walk_out", "deal"]
    sheet.do("outcome.remove", outcome="walk_out")
    sheet.do("outcome.remove", outcome="deal")
    assert sheet.case.outcomes == {}
    for fields in ({"outcome": "deal", "name": "x"}, {"outcome": "", "name": "x"}):
        with pytest.raises(InputError):
            sheet.do("outcome.rename", **fields)
    with pytest.raises(InputError, match="character 1"):
        sheet.do("outcome.add", name="x", when="stirke")
