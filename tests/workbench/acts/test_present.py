"""Acts that say where things stand."""

from __future__ import annotations

import pytest

from detente.errors import InputError
from detente.game.compile import compile_game
from tests.workbench.acts.acting import Sheet, shipped

GRAPH = "parties: {a: {}, b: {}}\nstates: [s1, {id: s2, name: Two}]\nmoves: {a: [[s1, s2]]}\n"


def present(sheet: Sheet, view: str = "base") -> str:
    game = compile_game(sheet.case, view)
    assert game.present is not None
    return game.notation(game.present)


def test_one_option_is_put_at_a_level() -> None:
    sheet = shipped("harbour-2031")
    gone, come = sheet.changed("present.set", option="strike", level="false")
    assert gone == [
        "present: {strike: true}                   "
        "# mapping, state notation, or code; left out: no present state"
    ]
    assert come == [gone[0].replace("true", "false")]
    assert sheet.labels == ["Strike: yes → no"]
    assert sheet.do("present.set", option="city.offer", level="full") == "Wage offer: none → full"
    assert "present: {strike: false, offer: full}  " in sheet.text
    assert sheet.do("present.set", option="offer") == "Wage offer: full → none"  # the next one


def test_marks_beside_a_level_stay() -> None:
    sheet = shipped("geneva-2022")
    gone, come = sheet.changed("present.set", option="forces", level="stand_down")
    assert come == [gone[0].replace("massed", "stand_down")]


@pytest.mark.parametrize(
    ("written", "after"),
    [
        ("none", "present: strike"),
        ("code 1", "present: reopen + strike"),
        ("1", "present: reopen + strike"),
        ("{is: offer=low, doubt: low}", "present: {is: offer=low + strike, doubt: low}"),
        ("{}", "present: {strike: true}"),
    ],
)
def test_the_present_stays_in_the_form_in_which_it_is_written(written: str, after: str) -> None:
    sheet = Sheet(
        shipped("harbour-2031").text.replace("present: {strike: true}  ", f"present: {written}")
    )
    sheet.do("present.set", option="strike", level="true")
    assert after in sheet.text


def test_a_view_starts_from_what_it_would_have_inherited() -> None:
    sheet = shipped("harbour-2031")
    assert sheet.do("present.set", option="offer", level="low", where="union").endswith(
        "(as union sees it)"
    )
    assert "  union: {present: {strike: true, offer: low}}\n" in sheet.text
    assert present(sheet, "union") == "offer=low + strike"
    assert present(sheet) == "strike"
    sheet.do("present.clear", where="union")
    assert "  union: {present" not in sheet.text


def test_a_whole_state_becomes_the_present() -> None:
    sheet = shipped("elmira-1991")
    wanted = [
        str(code) for code in compile_game(sheet.case).codes(compile_game(sheet.case).states())
    ]
    for code in wanted:
        sheet.do("present.state", state=code)
        game = compile_game(sheet.case)
        assert game.present is not None
        assert str(game.code(game.present)) == code
    graph = Sheet(GRAPH)
    graph.do("present.state", state="1")
    assert graph.text == GRAPH + "present: s2\n"
    graph.do("present.clear")
    assert graph.text == GRAPH


@pytest.mark.parametrize(
    ("fields", "complaint"),
    [
        ({"option": "stirke"}, r"called 'stirke' \(character 1\). Did you mean 'strike'"),
        ({"option": "offer", "level": "ful"}, "no level called 'ful'. Did you mean 'full'"),
        ({"option": "strike", "where": "city.nobody"}, "no party called 'nobody'"),
        ({"option": "strike", "where": "hypothesis:city_bluffs"}, "the present of the base"),
        ({"option": ""}, "the field 'option' is empty"),
    ],
)
def test_what_there_is_not_is_refused(fields: dict[str, str], complaint: str) -> None:
    with pytest.raises(InputError, match=complaint):
        shipped("harbour-2031").do("present.set", **fields)


def test_a_state_that_there_is_not_is_refused() -> None:
    for state in ("64", "-1", "x", "9" * 50, "²"):
        with pytest.raises(InputError):
            shipped("elmira-1991").do("present.state", state=state)
    with pytest.raises(InputError, match="lists its states"):
        Sheet(GRAPH).do("present.set", option="s1")
