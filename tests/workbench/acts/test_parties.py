"""Acts that say who takes part."""

from __future__ import annotations

import pytest

from detente.errors import InputError
from detente.game.compile import compile_game
from tests.workbench.acts.acting import HOSTILE, Sheet, shipped


def test_a_party_is_added_under_an_id_made_of_its_name() -> None:
    sheet = shipped("harbour-2031")
    for name, key in (
        ("The City", "the_city"),
        ("The city", "the_city_2"),
        ("Россия", "россия"),
        ("الأردن", "الأردن"),
        ("日本", "日本"),
        ("2nd army", "party_2nd_army"),
        ("🕊️", "party"),
        ("not", "not_2"),
        ("union", "union_2"),
    ):
        sheet.do("party.add", name=name)
        assert sheet.case.parties[key].name.value == name
    assert sheet.do("party.add", name="Port", id="port") == "Add party Port"
    assert list(sheet.case.parties)[-1] == "port"
    for taken in ("port", "a b", "if", "9"):
        with pytest.raises(InputError):
            sheet.do("party.add", name="Port", id=taken)
    with pytest.raises(InputError, match="is empty"):
        sheet.do("party.add", name="  ")


def test_a_name_and_voices_change_and_the_rest_of_the_lines_stays() -> None:
    sheet = shipped("harbour-2031")
    assert sheet.changed("party.rename", party="shippers", name="Ship owners") == (
        [
            "shippers: {name: Shippers, at_table: false}                      "
            "# takes part in stories and statements, never in verdicts"
        ],
        [
            "shippers: {name: Ship owners, at_table: false}                      "
            "# takes part in stories and statements, never in verdicts"
        ],
    )
    assert sheet.changed(
        "party.voices", party="city", voices="Mayor Lindqvist\nClerk\nCity Hall"
    ) == (
        ["voices: [Mayor Lindqvist, City Hall]"],
        ["voices: [Mayor Lindqvist, Clerk, City Hall]"],
    )
    assert sheet.changed("party.voices", party="city", voices="") == (
        ["voices: [Mayor Lindqvist, Clerk, City Hall]"],
        [],
    )
    sheet.do("party.voices", party="shippers", voices="One\nTwo")
    assert [voice.value for voice in sheet.case.parties["shippers"].voices] == ["One", "Two"]


def test_a_party_takes_its_seat_and_leaves_it() -> None:
    sheet = shipped("harbour-2031")
    text = sheet.text
    assert sheet.do("party.at_table", party="union", at_table="no").endswith("away from the table")
    assert not sheet.case.parties["union"].at_table
    sheet.do("party.at_table", party="union", at_table="yes")
    assert sheet.text == text
    sheet.do("party.at_table", party="shippers", at_table="yes")
    assert sheet.case.parties["shippers"].at_table
    for written in ("true", "{is: true, basis: reading}"):
        sheet = Sheet(f"parties: {{a: {{at_table: {written}}}}}\n")
        sheet.do("party.at_table", party="a", at_table="yes")
        assert f"at_table: {written}" in sheet.text
        sheet.do("party.at_table", party="a", at_table="no")
        assert f"at_table: {written}".replace("true", "false") in sheet.text


def test_a_party_that_others_name_is_not_taken_out_and_they_are_listed() -> None:
    with pytest.raises(InputError, match=r"The city is still needed elsewhere.*no party has"):
        shipped("harbour-2031").do("party.remove", party="city")
    sheet = shipped("harbour-2031")
    assert sheet.do("party.remove", party="shippers") == "Take out Shippers"
    assert "shippers" not in sheet.text
    assert "roles: {union: hostage-taker, city: negotiator}" in sheet.text


def test_a_party_goes_with_all_that_is_its_own() -> None:
    sheet = shipped("geneva-2022")
    for party in ("ukraine", "georgia", "osce"):
        if party in sheet.case.parties:
            try:
                sheet.do("party.remove", party=party)
            except InputError as error:
                assert "statements" in str(error)
    small = Sheet(
        "parties:\n  a: {options: {x: X}}\n  b: {options: {y: Y}, ranking: [code 1, code 3]}\n"
        "  c: {options: {z: Z}, prefers: [not z]}\npresent: x + z\nvictory: {c: z, a: x}\n"
        "views: {c: {a: {prefers: [x]}}, a.c: {unseen: [x]}, a: {unseen: [c, z], "
        "present: {z: true}}}\n"
        "feelings: {c: {a: {word: fear}}, a: {c: {word: hope}}}\n"
        "deadlines: [{what: D, date: 2031, binds: [a, c]}]\n"
    )
    small.do("party.remove", party="c")
    assert small.text == (
        "parties:\n  a: {options: {x: X}}\n  b: {options: {y: Y}, ranking: [x, x + y]}\n"
        "present: x\nvictory: {a: x}\n"
        "deadlines: [{what: D, date: 2031, binds: [a]}]\n"
    )


def test_parties_change_places_and_no_state_changes_its_meaning() -> None:
    sheet = shipped("harbour-2031")
    before = compile_game(sheet.case)
    rank = {before.notation(k): int(before.ranks[1, k]) for k in before.states()}
    sheet.do("party.move", party="union", to="0")
    assert list(sheet.case.parties) == ["union", "city", "shippers"]
    assert "[offer=full + end_strike_pledge, [none, strike], " in sheet.text
    assert "code 8" not in sheet.text
    after = compile_game(sheet.case)
    ranked = {
        frozenset(after.notation(k).split(" + ")): int(after.ranks[0, k]) for k in after.states()
    }
    assert ranked == {frozenset(key.split(" + ")): value for key, value in rank.items()}
    sheet.do("party.move", party="union", by="1")
    assert list(sheet.case.parties) == ["city", "union", "shippers"]


@pytest.mark.parametrize("name", HOSTILE)
def test_any_name_is_kept_as_it_is_and_gets_an_id(name: str) -> None:
    sheet = shipped("chicken")
    sheet.do("party.add", name=name)
    key = list(sheet.case.parties)[-1]
    shown = sheet.case.parties[key].name.value
    assert shown.split() == name.replace("\x07", "").replace("\x00", "").split()
    sheet.do("party.rename", party="row", name=name)
    assert sheet.case.parties["row"].name.value == shown
    sheet.do("party.voices", party="row", voices=name)
    sheet.do("option.add", party=key, does=name)
    sheet.do("outcome.add", name=name, when="row.straight")
    sheet.do("case.question", question=name)
    sheet.do("case.title", title_text=name)
    assert sheet.case.title.value == shown
