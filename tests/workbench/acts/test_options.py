"""Acts that say what each party can do."""

from __future__ import annotations

import pytest

from detente.errors import InputError
from detente.game.compile import compile_game
from tests.workbench.acts.acting import shipped


def test_an_option_is_added_last_among_its_partys() -> None:
    sheet = shipped("elmira-1991")
    assert sheet.changed("option.add", party="moe", does="Call the police") == (
        [],
        ["call_the_police: Call the police"],
    )
    sheet = shipped("harbour-2031")
    sheet.do(
        "option.add",
        party="union",
        does="Talk",
        id="talk",
        levels="never, later, now",
        one_way="up",
    )
    assert "talk: {does: Talk, levels: [never, later, now], one_way: up}\n" in sheet.text
    sheet.do("option.add", party="shippers", does="Talk")
    assert "shippers: {name: Shippers, at_table: false, options: {talk_2: Talk}}" in sheet.text
    assert list(sheet.case.parties["shippers"].options) == ["talk_2"]
    sheet.do("option.add", party="shippers", does="Shut", one_way="true", id="shut")
    assert sheet.case.parties["shippers"].options["shut"].one_way.locked == ("true",)


def test_states_given_by_number_keep_their_meaning_when_an_option_comes() -> None:
    sheet = shipped("harbour-2031")
    before = compile_game(sheet.case)
    best = before.notation(int(before.ranks[1].argmax()))
    sheet.do("option.add", party="city", does="Pray")
    assert "code 8" not in sheet.text
    after = compile_game(sheet.case)
    assert after.notation(int(after.ranks[1].argmax())) == best


@pytest.mark.parametrize(
    ("option", "does", "come"),
    [
        ("reopen", "Open up: again", 'reopen: "Open up: again"'),
        ("offer", "Pay", "offer: {does: Pay, levels: [none, low, full]}         # more than"),
    ],
)
def test_an_option_is_worded_anew(option: str, does: str, come: str) -> None:
    sheet = shipped("harbour-2031")
    _, lines = sheet.changed("option.reword", party="city", option=option, does=does)
    assert lines[0].startswith(come)
    geneva = shipped("geneva-2022")
    gone, lines = geneva.changed("option.reword", party="us", option="limits", does="Limits")
    assert (gone, lines) == (
        ["does: Reciprocal limits on missiles and exercises"],
        ["does: Limits"],
    )


def test_levels_come_and_go() -> None:
    sheet = shipped("harbour-2031")
    text = sheet.text
    sheet.do("option.levels", party="city", option="reopen", levels="no, perhaps, yes")
    assert "reopen: {does: Reopen the talks, levels: [no, perhaps, yes]}\n" in sheet.text
    sheet.do("option.levels", party="city", option="reopen", levels="")
    assert sheet.text == text.replace("code 8", "offer=low + sell") or "code 8" not in sheet.text
    with pytest.raises(InputError, match=r"a level of Wage offer is still needed.*has no level"):
        sheet.do("option.levels", party="city", option="offer", levels="low, high")
    for levels in ("one", "a, a", "a b, c", "a=b, c", "not, b"):
        with pytest.raises(InputError):
            sheet.do("option.levels", party="city", option="offer", levels=levels)


def test_directions() -> None:
    sheet = shipped("harbour-2031")
    sheet.do("option.one_way", party="city", option="sell", one_way="both")
    assert "      sell: Sell the docks                    # up" in sheet.text
    sheet.do("option.one_way", party="city", option="sell", one_way="down")
    assert "sell: {does: Sell the docks, one_way: down}" in sheet.text
    sheet.do("option.one_way", party="city", option="offer", one_way="full")
    assert "levels: [none, low, full], one_way: [full]}" in sheet.text
    sheet.do("option.one_way", party="city", option="sell", one_way="up", where="city")
    assert "    one_way: {sell: up}                # K5" in sheet.text
    sheet.do("option.one_way", party="city", option="sell", one_way="both", where="union")
    assert "  union: {one_way: {sell: false}}\n" in sheet.text
    sheet.do(
        "option.one_way", party="city", option="sell", one_way="up", where="hypothesis:city_bluffs"
    )
    assert sheet.case.hypotheses["city_bluffs"].parties["city"].options is not None
    with pytest.raises(InputError, match="no level called 'much'"):
        sheet.do("option.one_way", party="city", option="offer", one_way="much")


def test_an_option_that_is_named_is_not_taken_out() -> None:
    sheet = shipped("harbour-2031")
    with pytest.raises(
        InputError, match=r"parties.city.prefers\[1\].is: no party has an option called"
    ):
        sheet.do("option.remove", party="city", option="sell")
    sheet.do("option.add", party="city", does="Pray")
    sheet.do("present.set", option="pray", level="true")
    text = sheet.text
    sheet.do("option.remove", party="city", option="pray")
    assert sheet.text == text.replace("      pray: Pray\n", "").replace(", pray: true}", "}")


def test_options_change_places() -> None:
    sheet = shipped("geneva-2022")
    gone, come = sheet.changed("option.move", party="us", option="sanctions", by="-1")
    assert gone[:2] == ["limits:", "does: Reciprocal limits on missiles and exercises"]
    assert come[:2] == ["sanctions:", "does: Impose the threatened sanctions"]
    assert sorted(gone) == sorted(come)
    assert list(sheet.case.parties["us"].options) == ["no_basing", "sanctions", "limits"]
    sheet.do("option.move", party="us", option="us.limits", by="7")
    assert list(sheet.case.parties["us"].options)[-1] == "limits"


def test_what_is_not_there_is_refused() -> None:
    sheet = shipped("harbour-2031")
    for fields in ({"party": "x", "option": "sell"}, {"party": "city", "option": "strike"}):
        with pytest.raises(InputError, match="there is no"):
            sheet.do("option.reword", does="x", **fields)
