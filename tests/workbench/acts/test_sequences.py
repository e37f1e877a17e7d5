"""Acts one after another: a case built from nothing, and any acts in any order."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.case.edit import SetValue, edit
from detente.case.load import parse_case
from detente.case.scaffold import bare_case
from detente.errors import CaseError, InputError
from detente.game.compile import compile_game
from detente.stability import solve_game
from tests.workbench.acts.acting import HOSTILE, Sheet, shipped


def test_the_prisoners_dilemma_is_built_by_acts_alone() -> None:
    """Each would rather confess whatever the other does; both confess; both silent is better."""
    sheet = Sheet(bare_case("Two prisoners", "first"))
    sheet.do("party.rename", party="first", name="First prisoner")
    sheet.do("party.add", name="Second prisoner", id="second")
    sheet.do("option.add", party="first", does="Confess", id="tells")
    sheet.do("option.add", party="second", does="Confess", id="talks")
    sheet.do("prefers.add", party="first", **{"is": "not talks"})
    sheet.do("prefers.add", party="first", **{"is": "tells"})
    sheet.do("prefers.add", party="second", **{"is": "talks"})
    sheet.do("prefers.add", party="second", at="0", **{"is": "not tells"})
    sheet.do("outcome.add", name="Both silent", when="not tells and not talks")
    sheet.do("present.state", state="0")
    game = compile_game(sheet.case)
    table = solve_game(game, ("nash", "gmr"))
    held = {
        concept: {game.notation(k) for k in game.states() if table.equilibria[c, k]}
        for c, concept in enumerate(table.concepts)
    }
    assert held == {"nash": {"tells + talks"}, "gmr": {"none", "tells + talks"}}
    for party in ("first", "second"):
        sheet.do("preferences.as_ranking", party=party)
    assert "ranking: [tells, none, tells + talks, talks]" in sheet.text
    again = solve_game(compile_game(sheet.case), ("nash", "gmr"))
    assert (again.equilibria == table.equilibria).all()


def test_a_bare_case_of_any_name_is_a_case() -> None:
    for name in [*HOSTILE, ""]:
        case = parse_case(bare_case(name, "a", "b"))
        assert case.title.value == (" ".join(name.split()) or "A new case")
        assert list(case.parties) == ["a", "b"]


PARTIES = st.sampled_from(["city", "union", "shippers", "a", "b", "nobody"])
WORDS = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=8))
EXPRESSIONS = st.sampled_from(
    ["strike", "not sell", "offer=full or reopen", "offer >", "x", "none", "a and b", "(", ""]
)
PLACES = st.sampled_from(["", "", "city", "union", "city.union", "hypothesis:city_bluffs", "x"])
NUMBERS = st.sampled_from(["0", "1", "2", "-1", "7", "x"])
OPTIONS = st.sampled_from(["strike", "sell", "offer", "reopen", "end_strike_pledge", "new"])
FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "where": PLACES,
    "party": PARTIES,
    "name": WORDS,
    "does": WORDS,
    "title_text": WORDS,
    "note": WORDS,
    "voices": WORDS,
    "because": WORDS,
    "id": st.sampled_from(["", "", "new", "a", "b"]),
    "option": OPTIONS,
    "is": st.lists(EXPRESSIONS, min_size=1, max_size=2),
    "expression": EXPRESSIONS,
    "when": EXPRESSIONS,
    "at": NUMBERS,
    "to": NUMBERS,
    "by": NUMBERS,
    "rung": NUMBERS,
    "state": st.sampled_from(["0", "1", "3", "8", "16", "900"]),
    "level": st.sampled_from(["", "true", "false", "low", "full"]),
    "levels": st.sampled_from(["", "none, low, full", "a, b", "x"]),
    "one_way": st.sampled_from(["both", "up", "down", "full", "true"]),
    "outcome": st.sampled_from(["deal", "new", "x"]),
    "weight": st.sampled_from(["1", "-0.5", "x"]),
    "doubt": st.sampled_from(["low", "none", "0.3"]),
    "basis": st.sampled_from(["reading", "none"]),
    "audience": st.sampled_from(["public", "none"]),
    "at_table": st.sampled_from(["yes", "no"]),
    "rungs": st.sampled_from(['[["0"], ["8", "1"]]', "[[]]", '[["3"]]']),
    "path": st.sampled_from(
        [
            '["parties", "city", "prefers", 0]',
            '["parties", "union", "ranking", 0]',
            '["parties", "city", "options", "offer"]',
            '["present", "strike"]',
            '["present"]',
            '["impossible", 0]',
        ]
    ),
}
ACTS = {
    "present.set": ("option", "level", "where"),
    "present.state": ("state", "where"),
    "present.clear": ("where",),
    "party.add": ("name", "id"),
    "party.rename": ("party", "name"),
    "party.voices": ("party", "voices"),
    "party.at_table": ("party", "at_table"),
    "party.move": ("party", "by"),
    "party.remove": ("party",),
    "option.add": ("party", "does", "id", "levels"),
    "option.reword": ("party", "option", "does"),
    "option.levels": ("party", "option", "levels"),
    "option.one_way": ("party", "option", "one_way", "where"),
    "option.move": ("party", "option", "by"),
    "option.remove": ("party", "option"),
    "prefers.add": ("party", "where", "is"),
    "prefers.edit": ("party", "where", "at", "is"),
    "prefers.remove": ("party", "where", "at"),
    "prefers.move": ("party", "where", "at", "by"),
    "preferences.as_ranking": ("party", "where"),
    "preferences.clear": ("party", "where"),
    "ranking.move": ("party", "where", "state", "by"),
    "ranking.tie": ("party", "where", "state", "rung"),
    "ranking.place": ("party", "where", "state", "at"),
    "ranking.split": ("party", "where", "rung"),
    "ranking.set": ("party", "where", "rungs"),
    "weights.set": ("party", "where", "expression", "weight"),
    "weights.remove": ("party", "where", "expression"),
    "doubt.set": ("path", "doubt"),
    "basis.set": ("path", "basis"),
    "note.set": ("path", "note"),
    "audience.set": ("path", "audience"),
    "because.add": ("path", "because"),
    "because.remove": ("path", "because"),
    "impossible.add": ("expression", "where"),
    "impossible.edit": ("expression", "where", "at"),
    "impossible.remove": ("where", "at"),
    "same.add": ("expression",),
    "same.remove": ("at",),
    "outcome.add": ("name", "when", "id"),
    "outcome.rename": ("outcome", "name"),
    "outcome.move": ("outcome", "by"),
    "outcome.remove": ("outcome",),
    "case.title": ("title_text",),
}
DEEDS = st.sampled_from(sorted(ACTS)).flatmap(
    lambda act: st.tuples(
        st.just(act), st.fixed_dictionaries({field: FIELDS[field] for field in ACTS[act]})
    )
)


@settings(max_examples=20)
@given(st.lists(DEEDS, max_size=8), st.sampled_from(["\n", "\r\n"]))
def test_whatever_is_done_the_case_stays_a_case_or_the_act_is_refused(
    deeds: list[tuple[str, dict[str, Any]]], newline: str
) -> None:
    sheet = Sheet(shipped("harbour-2031").text.replace("\n", newline))
    for act, fields in deeds:
        before = sheet.text
        try:
            sheet.do(act, **fields)
        except InputError as error:
            assert str(error).strip()
            assert sheet.text == before
            if isinstance(error, CaseError):  # the open case refuses what only the whole can tell
                assert error.problems
        else:
            assert sheet.text.count("\n") == sheet.text.count(newline)
            comments = [line.split("#")[1] for line in before.splitlines()[:9] if "#" in line]
            assert all(f"#{comment}" in sheet.text for comment in comments[:1])


@pytest.mark.parametrize(
    ("there", "back"),
    [
        (("prefers.add", {"is": "sell"}), ("prefers.remove", {"at": "3"})),
        (("prefers.move", {"at": "0", "by": "2"}), ("prefers.move", {"at": "2", "by": "-2"})),
        (("option.add", {"does": "New"}), ("option.remove", {"option": "new"})),
        (
            ("option.move", {"option": "sell", "by": "1"}),
            ("option.move", {"option": "sell", "by": "-1"}),
        ),
        (("party.rename", {"name": "X"}), ("party.rename", {"name": "The city"})),
    ],
)
def test_an_act_and_its_inverse_leave_the_text_as_it_was(
    there: tuple[str, dict[str, str]], back: tuple[str, dict[str, str]]
) -> None:
    text = shipped("harbour-2031").text.replace("code 8", "offer=low + sell")
    text = edit(text, SetValue(("parties", "union", "ranking", 2), "offer=low"))
    sheet = Sheet(text)
    for act, fields in (there, back):
        sheet.do(act, party="city", **fields)
    assert sheet.text == text
