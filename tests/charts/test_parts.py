"""What figures decide before they draw, against small cases worked out by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from detente.case import Case, load, parse_case
from detente.charts import Figure
from detente.charts.dates import Days, days, say, scale
from detente.charts.expressions import Words
from detente.charts.ladders import Ladder, Rung, draw_ladders, moved
from detente.charts.matrix import Cell, Column, Matrix, MatrixRow
from detente.charts.option_table import draw_option_table
from detente.charts.outcomes import draw_matrix
from detente.charts.priorities import Row, Stand, draw_priorities
from detente.charts.state_graph import draw_state_graph
from detente.charts.states import (
    choose_states,
    option_rows,
    settles,
    sign_for,
    state_names,
    tell_settled,
    unjudged,
)
from detente.charts.stories import Told, clashes, draw_stories
from detente.charts.timeline import draw_timeline
from detente.errors import InputError
from detente.game.compile import compile_game
from detente.stability import solve

TWO = """
id: two
title: Two sides
parties:
  a:
    name: Ann
    options: {go: Ann goes, far: {does: How far, levels: [near, mid, far]}}
    prefers: [go, not far == near]
  b: {name: Bo, options: {stop: Bo stops}, prefers: [stop if go]}
present: {go: false}
outcomes: {both: {when: go and stop, name: Both do}}
"""


def _two() -> Case:
    return parse_case(TWO, "two.yaml")


def _ladder(*rungs: tuple[int, ...]) -> Ladder:
    return Ladder("l", tuple(Rung(codes, 0) for codes in rungs), 0)


# ---------------------------------------------------------------------------- ladders


def test_the_same_order_moves_nobody() -> None:
    assert moved(_ladder((1,), (2, 3)), _ladder((1,), (3, 2))) == {}


def test_one_state_lifted_over_three_is_the_one_that_moved() -> None:
    assert moved(_ladder((1,), (2,), (3,), (4,)), _ladder((4,), (1,), (2,), (3,))) == {4: 3}


def test_a_fall_is_counted_in_states_whatever_the_rungs() -> None:
    # 4 stood on the third rung and still does, but two states more stand above it
    one = _ladder((1, 2), (3,), (4,), (5, 6))
    assert moved(one, _ladder((1, 2), (5, 6), (4,))) == {4: -2}


def test_a_broken_tie_counts_as_moved() -> None:
    assert (
        len(
            moved(
                _ladder(
                    (1, 2),
                ),
                _ladder((1,), (2,)),
            )
        )
        == 1
    )


def test_states_that_one_ladder_lacks_are_not_compared() -> None:
    assert moved(_ladder((1,), (2,)), _ladder((2,))) == {}


def test_states_left_out_are_counted_between_rungs() -> None:
    case = _two()
    game = compile_game(case)
    figure = draw_ladders(case, "a", {"as this case assumes": game}, limit=2)
    # Ann cares for going first, then for going beyond near; Bo's option doubles every state.
    # Above or beside "Both do" (go, near): go with mid or far, four, and its twin without Bo.
    # Above or beside the present (stay, near): stay with mid or far, four, and its twin with Bo.
    assert figure.svg.count("… 5 states") == 2
    assert "Both do" in figure.svg


def test_a_party_without_preferences_has_no_ladder() -> None:
    case = parse_case("id: x\ntitle: x\nparties: {a: {name: A, options: {o: Do}}}\n", "x.yaml")
    with pytest.raises(InputError, match="prefers"):
        draw_ladders(case, "a", {"base": compile_game(case)})


# ---------------------------------------------------------------------------- states


def test_states_are_named_by_outcome_or_by_what_is_taken() -> None:
    game = compile_game(_two())
    # a code counts one for going, two for each level of how far, six for stopping
    index = {code: game.index(code) for code in (0, 1, 5, 7)}
    found = state_names(game, [i for i in index.values() if i is not None])
    by_code = {code: found[i] for code, i in index.items() if i is not None}
    assert by_code == {
        0: "nothing taken",
        1: "go",
        5: "go + far: far",
        7: "Both do",
    }


def test_states_of_one_name_are_told_apart() -> None:
    game = compile_game(_two())
    indices = [game.index(code) for code in (7, 9, 11)]
    found = state_names(game, [i for i in indices if i is not None])
    assert list(found.values()) == [
        "Both do (far: near)",
        "Both do (far: mid)",
        "Both do (far: far)",
    ]


def test_what_a_state_lacks_tells_it_apart_too() -> None:
    case = parse_case(TWO.replace("go and stop", "stop"), "two.yaml")
    game = compile_game(case)
    indices = [game.index(code) for code in (6, 7)]
    found = state_names(game, [i for i in indices if i is not None])
    assert list(found.values()) == ["Both do (without go)", "Both do (go)"]


def test_the_present_and_what_is_asked_for_come_first() -> None:
    table = solve(_two(), concepts=["nash"], engine="explicit")
    chosen = choose_states(table, [11, 10**9], 3)
    assert [table.game.code(index) for index in chosen][:2] == [0, 11]
    assert len(chosen) == 3


def test_signs_go_from_strict_to_loose() -> None:
    table = solve(load("prisoners-dilemma"), engine="explicit")
    game = table.game
    by_label = {game.label(index): index for index in game.states().tolist()}
    held = {label: settles(table, index) for label, index in by_label.items()}
    # Nash: mutual defection; a credible answer also deters from leaving mutual cooperation
    assert sorted(str(sign) for sign in held.values()) == ["None", "None", "answer", "nash"]
    for index in by_label.values():
        for party in range(2):
            assert sign_for(table, party, index) in {"nash", "answer", "any", "moves"}


def test_options_of_a_view_include_those_it_does_not_see() -> None:
    case = load("harbour-2031")
    rows = {row.full: row for row in option_rows(case, compile_game(case, "city"))}
    assert not rows["union.end_strike_pledge"].seen
    assert rows["union.sabotage"].seen
    base = {row.full for row in option_rows(case, compile_game(case))}
    assert "union.sabotage" not in base


# ---------------------------------------------------------------------------- words and dates


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("go", "“Ann goes”"),
        ("not go", "“Ann goes: no”"),
        ("go and stop", "“Ann goes” and “Bo stops”"),
        ("go and stop and far", "“Ann goes”, “Bo stops” and “How far: not near”"),
        ("far == mid", "“How far: mid”"),
        ("far >= mid", "“How far: not near”"),
        ("far", "“How far: not near”"),
        ("not far == mid", "“How far: not mid”"),
        ("not (go and stop)", "not (“Ann goes” and “Bo stops”)"),
        ("go if stop", "“Ann goes” if “Bo stops”"),
        ("go if stop else far == far", "“Ann goes” if “Bo stops”, otherwise “How far: far”"),
        ("(go or stop) iff far", "(“Ann goes” or “Bo stops”) exactly when “How far: not near”"),
        ("what people hope for", "what people hope for"),
    ],
)
def test_expressions_in_words(text: str, said: str) -> None:
    assert Words(_two()).says(text) == said


@pytest.mark.parametrize(
    ("text", "first", "last", "said"),
    [
        ("2031", date(2031, 1, 1), date(2031, 12, 31), "2031"),
        ("2032-02", date(2032, 2, 1), date(2032, 2, 29), "Feb 2032"),
        ("2031-04-05", date(2031, 4, 5), date(2031, 4, 5), "5 Apr 2031"),
        ("2031-04/2031-06", date(2031, 4, 1), date(2031, 6, 30), "Apr 2031 to Jun 2031"),
    ],
)
def test_dates(text: str, first: date, last: date, said: str) -> None:
    assert days(text) == Days(first, last, said)


def test_no_date_is_no_date() -> None:
    assert days("soon") is None
    assert say("2031-12-01") == "1 Dec 2031"


def test_an_even_scale_is_even() -> None:
    found = [days("2031-01-01"), days("2031-01-11"), days("2031-01-31")]
    axis = scale([it for it in found if it], 0, 300)
    assert axis.even
    assert axis(date(2031, 1, 16)) == pytest.approx(150)
    assert axis.shortened() == []


def test_near_days_keep_apart_and_long_gaps_are_owned_up_to() -> None:
    found = [days("2021-01-10"), days("2021-01-11"), days("2022-06-01")]
    axis = scale([it for it in found if it], 0, 300)
    assert not axis.even
    assert axis(date(2021, 1, 11)) > 20
    assert [said for _, said in axis.shortened()] == ["17 months"]


# ---------------------------------------------------------------------------- stories and cells


def test_a_clash_is_one_party_in_two_roles() -> None:
    one = Told("a", "x", "", {"a": "judge", "b": "thief"})
    two = Told("b", "y", "", {"a": "JUDGE", "b": "beggar", "c": "child"})
    assert clashes([one, two]) == ["b"]


def test_the_gap_is_between_the_highest_and_the_lowest_priority() -> None:
    stands = [Stand("a", "", 1, None), Stand("b", "", 4, None), Stand("c", "", None, "high")]
    assert Row("?", tuple(stands)).gap == 3
    assert Row("?", tuple(stands[:1])).gap == -1


def test_a_matrix_needs_a_cell_for_every_column() -> None:
    with pytest.raises(ValueError, match="1 cells for 2 columns"):
        Matrix(
            (Column("a", "A"), Column("b", "B")),
            (MatrixRow("r", "R", (Cell("nash"),)),),
        )


def test_a_matrix_says_what_holds_where() -> None:
    case = load("geneva-2022")
    matrix = Matrix(
        (Column("base", "As assumed"), Column("view us", "As Washington sees it", party="us")),
        (
            MatrixRow("deal", "A deal", (Cell("left", ("russia",)), Cell("nash"))),
            MatrixRow("war", "War", (Cell("answer", locked=True), Cell("hidden"))),
        ),
    )
    figure = draw_matrix(case, matrix)
    assert "As assumed: holds: War." in figure.alt
    assert "As Washington sees it: holds: A deal." in figure.alt
    assert "A lock" in figure.caption


@pytest.mark.parametrize("draw", [draw_stories, draw_priorities, draw_timeline])
def test_a_case_without_inputs_is_told_so(draw: Callable[[Case], Figure]) -> None:
    case = parse_case("id: x\ntitle: x\nparties: {a: {name: A}}\n", "x.yaml")
    with pytest.raises(InputError, match="this case"):
        draw(case)


# ---------------------------------------------------------------------------- what is left open


def test_an_account_that_leaves_preferences_open_holds_nothing_and_denies_nothing() -> None:
    case = load("geneva-2022")
    matrix = Matrix(
        (Column("base", "As assumed"), Column("view us", "Washington", party="us")),
        (
            MatrixRow("deal", "A deal", (Cell("open"), Cell("left", ("russia",)))),
            MatrixRow("war", "War", (Cell("open"), Cell("open"))),
        ),
    )
    figure = draw_matrix(case, matrix)
    assert figure.alt == (
        "2 outcomes in 1 account and 1 view. As assumed: cannot be judged. "
        "As the sides may see it – Washington: none that can be judged holds; "
        "cannot be judged: War."
    )
    assert "cannot be judged" in figure.caption


HOLE = TWO.replace("prefers: [stop if go]", "note: nothing is known of what Bo wants")


@pytest.mark.parametrize("draw", [draw_option_table, draw_state_graph])
@pytest.mark.parametrize("width", [350, 700])
def test_three_values_where_preferences_are_missing(
    draw: Callable[..., Figure], width: float
) -> None:
    case = parse_case(HOLE, "hole.yaml")
    table = solve(case, concepts=["nash"], engine="explicit")
    # Ann wants to go and not to be near: only where she goes and is not near does she stay, and
    # whether Bo does is not said; everywhere else she leaves, whatever Bo wants
    game = table.game
    unclear = {game.notation(i) for i in game.states().tolist() if unjudged(table, i)}
    assert unclear == {
        "go + far=mid",
        "go + far=far",
        "go + far=mid + stop",
        "go + far=far + stop",
    }
    figure = draw(case, table, width=width, limit=12)
    assert "Of 4 of the 12 states shown it cannot be judged" in figure.alt
    assert "None" not in figure.alt
    assert "cannot be judged" in figure.caption
    assert "cannot be judged" in figure.svg


def test_settled_in_words_of_three_values() -> None:
    assert tell_settled("Settles at", ["A", "B"], 0, 5) == "Settles at: A and B."
    assert tell_settled("Settles at", [], 0, 5) == "None of the states shown is stable for all."
    assert "cannot be judged" in tell_settled("Settles at", [], 5, 5)
    assert "None" not in tell_settled("Settles at", [], 5, 5)
    both = tell_settled("Settles at", ["A"], 2, 5)
    assert both.startswith("Settles at: A. Of 2 of the 5 states shown it cannot be judged")


def test_a_story_without_roles_has_no_empty_brackets() -> None:
    case = parse_case(TWO + "stories: {a: {kind: a chess game}}\n", "two.yaml")
    assert draw_stories(case).alt == "Ann may think this is a chess game."


# ---------------------------------------------------------------------------- a narrow page


def test_a_narrow_table_keeps_every_column_in_further_blocks() -> None:
    table = solve(load("geneva-2022"), concepts=["nash", "seq"], engine="explicit")
    wide = draw_option_table(load("geneva-2022"), table, width=700)
    narrow = draw_option_table(load("geneva-2022"), table, width=350)
    assert narrow.caption == wide.caption
    assert narrow.alt == wide.alt
    assert "33 states of 42 left out" in narrow.caption
    # one column of verdicts per state and block row: as many "settles here" heads as blocks
    assert (wide.svg.count("Settles here"), narrow.svg.count("Settles here")) == (1, 2)
    for number in range(1, 10):  # once over its column, once in the key
        assert narrow.svg.count(f">{number}</text>") == wide.svg.count(f">{number}</text>") == 2


def test_what_settles_is_never_left_out_for_what_does_not() -> None:
    table = solve(load("geneva-2022"), concepts=["nash", "seq"], engine="explicit")
    game = table.game
    held = {index for index in game.states().tolist() if settles(table, index)}
    assert game.present is not None and game.present not in held and held
    others = [game.code(i) for i in game.states().tolist() if i not in held]
    limit = len(held) + 2
    chosen = choose_states(table, others, limit, keep_settled=True)
    assert held <= set(chosen)
    assert len(chosen) == limit
    assert chosen[0] == game.present
    figure = draw_option_table(load("geneva-2022"), table, first=others, limit=limit, width=350)
    named = state_names(game, chosen)
    assert all(named[index] in figure.alt for index in held)


def test_a_table_says_what_is_framed_only_where_something_is() -> None:
    settled = draw_option_table(
        load("prisoners-dilemma"), solve(load("prisoners-dilemma"), engine="explicit")
    )
    assert "framed where all would" in settled.caption
    silent = parse_case(TWO.replace("    prefers: [go, not far == near]\n", ""), "two.yaml")
    open_ = draw_option_table(silent, solve(silent, engine="explicit"))
    assert "framed" not in open_.caption and "A question mark" in open_.caption
