"""The options table: what it shows is what the library finds, and every change goes to the file."""

from __future__ import annotations

import csv
import html
import io
import re
from itertools import product
from typing import Any

import numpy as np
import pytest

from detente.case.load import load
from detente.case.model import Case
from detente.game import Game, compile_game
from detente.stability import solve
from detente.workbench.acts import ACTS
from detente.workbench.keeping.opened import OpenCase
from detente.workbench.screens.model.board import board, settles_under, sign
from detente.workbench.screens.model.columns import PAGE
from detente.workbench.screens.model.reasons import why
from detente.workbench.sheet import Sheet
from tests.workbench.conftest import Bench

TWO = """\
detente: 1
title: Two sides   # as it began
parties:
  city:
    name: The city
    options:
      # what it may give
      offer: {does: Wage offer, levels: [none, low, full]}
      sell: {does: Sell the docks, one_way: up, because: [s1], note: a memo}
    prefers: [not strike, offer == none]
  union:
    name: <b>Union</b>
    options: {strike: Strike}
    prefers: [offer == full, not strike]
present: {strike: true}
impossible: [sell and strike]
statements: [{id: s1, party: city, act: threat, gist: will sell}]
views:
  union: {unseen: [sell], one_way: {strike: up}}
"""


def model(bench: Bench, case: OpenCase, query: str = "", status: int = 200) -> str:
    return bench.get(f"/case/{case.slot}/model{query}", status)


def case_of(case: OpenCase) -> Case:
    """The case as it stands on the main line."""
    found = case.lines["main"].version.case
    assert found is not None
    return found


def place(game: Game, code: int) -> int:
    """The index of a state that there is."""
    index = game.index(code)
    assert index is not None
    return index


def present_code(game: Game) -> str:
    """The code of the present."""
    assert game.present is not None
    return str(game.code(game.present))


def buttons(page: str) -> dict[str, str]:
    """Cells by id, with whether each is taken."""
    return dict(re.findall(r'<button class="cell[^"]*" id="([^"]+)" data-taken="(\w+)"', page))


def heads(page: str) -> list[str]:
    """Codes of the columns in order."""
    return re.findall(r'<a class="name" id="col-(\d+)"', page)


def drawn(bench: Bench, case: OpenCase, **params: str) -> Any:
    sheet = Sheet(bench.desk, case, case.line(""), "model", params)
    return board(sheet, sheet.solved)


# ---------------------------------------------------------------------------- what it shows


@pytest.mark.parametrize("name", ["geneva-2022", "elmira-1991", "harbour-2031", "chicken"])
def test_signs_are_those_of_the_verdicts(bench: Bench, name: str) -> None:
    case = bench.open(name)
    for view in ("base", *load(name).views):
        shown = drawn(bench, case, view=view)
        table = solve(load(name), view, engine="explicit")
        for column in shown.columns:
            held = {
                concept: [
                    bool(table.verdict(concept)[p, column.index])
                    for p in range(len(table.game.parties))
                ]
                for concept in table.concepts
            }
            for p in range(len(table.game.parties)):
                strictest = next(
                    (c for c in ("nash", "seq", "sseq", "gmr", "smr") if held[c][p]), ""
                )
                expected = {"nash": "nash", "seq": "answer", "sseq": "answer", "": "moves"}
                assert sign(table, p, column.index) == expected.get(strictest, "any")
            assert {c for c in held if all(held[c])} >= set(settles_under(table, column.index))
            assert bool(column.settles) == any(all(held[c]) for c in held)


def test_cells_say_what_is_taken(bench: Bench) -> None:
    case = bench.write(TWO)
    page = model(bench, case)
    cells = buttons(page)
    assert cells["cell-union.strike-now"] == "true" and cells["cell-city.sell-now"] == "false"
    game = compile_game(case_of(case))
    for code in heads(page)[1:]:
        state = game.state(place(game, int(code)))
        assert isinstance(state, dict)
        for option, level in state.items():
            assert (cells[f"cell-{option}-{code}"] == "true") == (level not in (False, "none"))
    assert "<b>Union</b>" not in page and "&lt;b&gt;Union" in page


def test_the_present_comes_first_and_names_follow(bench: Bench) -> None:
    page = model(bench, bench.open("geneva-2022"))
    game = compile_game(load("geneva-2022"))
    assert heads(page)[0] == present_code(game)
    assert "24 of 42 states" in page and "page 1 of 2" in page


def test_pages_hold_every_state_once(bench: Bench) -> None:
    case = bench.open("geneva-2022")
    present, *first = heads(model(bench, case))
    assert len(first) == PAGE - 1
    again, *rest = heads(model(bench, case, "?page=2"))
    assert again == present
    game = compile_game(load("geneva-2022"))
    assert sorted([present, *first, *rest], key=int) == [str(c) for c in game.codes(game.states())]


def test_columns_can_be_narrowed(bench: Bench) -> None:
    case = bench.open("geneva-2022")
    table = solve(load("geneva-2022"), engine="explicit")
    settled = {
        str(table.game.code(i)) for i in np.flatnonzero(table.equilibria.any(axis=0)).tolist()
    }
    present = present_code(table.game)
    shown = {*heads(model(bench, case, "?show=everyone")),
             *heads(model(bench, case, "?show=everyone&page=2"))}  # fmt: skip
    assert shown == settled | {present}
    some = set(heads(model(bench, case, "?show=anyview&page=1"))) | set(
        heads(model(bench, case, "?show=anyview&page=2"))
    )
    assert some >= settled
    by_name = drawn(bench, case, sort="name").columns[1:]
    labels = [table.game.label(column.index).casefold() for column in by_name]
    assert labels == sorted(labels)


def test_without_a_present_reach_cannot_be_asked(bench: Bench) -> None:
    page = model(bench, bench.open("prisoners-dilemma"), "?show=reached")
    assert "does not say where things stand" in page and len(heads(page)) == 4


@pytest.mark.parametrize("query", [
    "?page=999999", "?page=-1", "?page=x", "?show=nothing&sort=else",
    "?pinned=,,x,-1,99999999999999999999,3",
    "?at=state:999", "?at=state:", "?at=why:0:nobody", "?at=party:nobody", "?at=option:city",
    "?at=option:.", "?at=%00", "?view=nobody", "?losing=1&at=party:city", "?hypothesis=x",
])  # fmt: skip
def test_an_address_can_hold_anything(bench: Bench, query: str) -> None:
    assert "Options and states" in model(bench, bench.write(TWO), query)


def test_a_view_hatches_what_it_does_not_see(bench: Bench) -> None:
    case = bench.write(TWO)
    page = model(bench, case, "?view=union")
    assert 'class="option unseen"' in page and "cell-city.sell" not in page
    assert 'class="option edged"' in page
    assert "option edged" not in model(bench, case)


def test_a_case_of_states_and_moves_has_a_table_of_states(bench: Bench) -> None:
    text = (
        "detente: 1\nparties: {a: {name: A, ranking: [s2, s1]}, b: {name: B}}\n"
        "states: [s1, {id: s2, name: Deadlock}]\nmoves: {a: [[s1, s2]], b: [[s2, s1]]}\n"
        "present: s1\n"
    )
    page = model(bench, bench.write(text))
    assert "States and moves" in page and "▲ <bdi>Deadlock" in page
    assert "no better move" in page and "cannot be judged" in page


def test_preferences_that_are_missing_are_said_to_be(bench: Bench) -> None:
    case = bench.write("detente: 1\nparties:\n  a: {options: {x: X}}\n  b: {options: {y: Y}}\n")
    assert "cannot be judged: preferences are not given" in model(bench, case)


def test_more_states_than_fit_a_page_are_counted(bench: Bench) -> None:
    options = ", ".join(f"o{k}: Option {k}" for k in range(14))
    case = bench.write(
        f"parties: {{a: {{options: {{{options}}}, prefers: [o3]}}}}\npresent: none\n"
    )
    page = model(bench, case)
    assert "24 of 16,384 states" in page and "page 1 of 713" in page
    assert len(page) < 400_000


# ---------------------------------------------------------------------------- picking


def test_a_cell_elsewhere_shows_the_state_that_differs(bench: Bench) -> None:
    case = bench.write(TWO)
    page = model(bench, case)
    (to,) = re.findall(r'id="cell-city.offer-0".*?name="pin" value="(\d+)"', page)[:1]
    answer = bench.client.post(
        f"/case/{case.slot}/x/model/pin",
        data={"back": f"/case/{case.slot}/model", "pin": to, "option": "x"},
    )
    assert f"pinned={to}" in str(answer.url) and heads(answer.text)[1] == to == "1"
    assert case.lines["main"].text == TWO


def test_a_combination_that_cannot_be_names_its_rule(bench: Bench) -> None:
    case = bench.write(TWO)
    page = model(bench, case, "?at=state:9")
    assert "This combination cannot be" in page
    assert "“Sell the docks” and “Strike”" in html.unescape(page)


def test_what_is_picked_is_told_in_full(bench: Bench) -> None:
    case = bench.write(TWO)
    page = html.unescape(model(bench, case, "?at=option:city.sell"))
    assert "will sell" in page and "a memo" in page and "cannot be: “Sell the docks”" in page
    assert "only to later levels" in page
    page = html.unescape(model(bench, case, "?at=party:union&losing=1"))
    assert "impossible[0]" in page and "is still needed elsewhere" in page
    page = model(bench, case, "?at=state:0")
    assert "Who would stay, and why" in page and "rung" in page


def test_what_would_be_lost_is_listed_and_goes(bench: Bench) -> None:
    case = bench.write(TWO.replace("impossible: [sell and strike]\n", ""))
    page = model(bench, case, "?at=option:city.sell&losing=1")
    assert "parties.city.options.sell" in page and "views.union.unseen" in page
    bench.act(case, "option.remove", party="city", option="sell")
    assert "sell" not in case.lines["main"].text.replace("will sell", "")


@pytest.mark.parametrize("name", ["geneva-2022", "elmira-1991", "harbour-2031"])
def test_reasons_name_whoever_moves(bench: Bench, name: str) -> None:
    """Without a better move none is told; else where the party would go, or who answers."""
    case = bench.open(name)
    sheet = Sheet(bench.desk, case, case.line(""), "model", {})
    table = sheet.solved
    for (p, party), index in product(enumerate(table.game.parties), table.game.states().tolist()):
        told = " ".join(why(sheet, table, party, index))
        better = len(table.game.improvements(p, index))
        assert ("no better move" in told or "can do nothing" in told) == (better == 0)
        shown = sign(table, p, index)
        assert ("would leave it for" in told) == (shown == "moves")
        assert ("is then no better off" in told) == (shown in ("answer", "any"))


def test_the_reason_of_a_sign_can_be_asked_for(bench: Bench) -> None:
    case = bench.write(TWO)
    found = bench.get(f"/case/{case.slot}/x/model/why?code=6&party=union")
    assert found.startswith("<p>") and "<b>" not in found
    bench.get(f"/case/{case.slot}/x/model/why?code=9&party=union", 422)
    bench.get(f"/case/{case.slot}/x/model/why?code=6&party=nobody", 422)


# ---------------------------------------------------------------------------- changing


def test_a_click_in_the_present_changes_one_word_of_the_file(bench: Bench) -> None:
    case = bench.write(TWO)
    page = bench.act(case, "present.set", option="union.strike", where="")
    assert buttons(page)["cell-union.strike-now"] == "false"
    assert case.lines["main"].text == TWO.replace("strike: true}", "strike: false}")
    page = bench.act(case, "present.set", option="city.offer", level="full", where="")
    assert "offer: full" in case.lines["main"].text


def test_the_present_of_a_view_is_its_own(bench: Bench) -> None:
    case = bench.write(TWO)
    back = f"/case/{case.slot}/model?view=union"
    page = bench.act(case, "present.set", option="union.strike", where="union", back=back)
    assert buttons(page)["cell-union.strike-now"] == "false"
    assert buttons(model(bench, case))["cell-union.strike-now"] == "true"


def test_two_things_that_cannot_go_together(bench: Bench) -> None:
    case = bench.write(TWO)
    bench.act(case, "impossible.together", one="offer == full", other="strike", where="")
    assert "offer == full and strike" in case.lines["main"].text
    bench.act(case, "impossible.together", 422, one="strike", other="strike", where="")
    bench.act(case, "impossible.together", 422, one="strike", other="nothing", where="")


def test_every_form_of_the_page_leads_to_an_act(bench: Bench) -> None:
    case = bench.write(TWO)
    for query in ("", "?at=party:city&losing=1", "?at=option:city.sell&losing=1", "?at=state:0",
                  "?view=union", "?at=option:union.strike&view=union"):  # fmt: skip
        page = model(bench, case, query)
        for key in re.findall(r'/do/([\w.]+)"', page):
            assert key in ACTS
        ids = re.findall(r' id="([^"]+)"', page)
        assert len(ids) == len(set(ids)), sorted(one for one in ids if ids.count(one) > 1)
        assert "style=" not in page and "onclick" not in page


def test_fields_of_forms_are_those_of_the_acts(bench: Bench) -> None:
    case = bench.write(TWO)
    common = {"line", "seen", "back", "typed"}
    for query in ("", "?at=party:city", "?at=option:city.sell", "?at=state:0", "?view=union"):
        page = model(bench, case, query)
        for key, body in re.findall(r'/do/([\w.]+)"[^>]*>(.*?)</form>', page, re.DOTALL):
            if key == "present.set":
                continue
            names = set(re.findall(r'<(?:input|select|textarea)[^>]* name="(\w+)"', body)) - common
            assert names <= set(ACTS[key].fields), (key, names)


# ---------------------------------------------------------------------------- taken along


def test_the_table_can_be_taken_along(bench: Bench) -> None:
    case = bench.write(TWO.replace("<b>Union</b>", "=cmd()"))
    answer = bench.client.get(f"/case/{case.slot}/table/model/options.csv?show=everyone")
    lines = list(csv.reader(io.StringIO(answer.text.lstrip("\ufeff"))))
    assert lines[0][:2] == ["party", "option"]
    assert ["The city", "Wage offer"] in [line[:2] for line in lines]
    assert ["'=cmd()", "Strike"] in [line[:2] for line in lines]
    picture = bench.client.get(f"/case/{case.slot}/figure/model/options.svg")
    assert picture.status_code == 200 and "Wage offer" in picture.text


def test_a_table_taken_along_makes_a_case_again(bench: Bench) -> None:
    case = bench.open("chicken")
    data = bench.client.get(f"/case/{case.slot}/table/model/options.csv").content
    answer = bench.client.post("/import", data={"title": "Again"}, files={"table": ("t.csv", data)})
    assert answer.status_code == 200
    again = load(str(bench.desk.folder / "Again.yaml"))
    wanted = load("chicken")
    assert [[o.does.value for o in p.options.values()] for p in again.parties.values()] == [
        [o.does.value for o in p.options.values()] for p in wanted.parties.values()
    ]


def _is(text: str) -> dict[str, Any]:
    return {"is": text}


def test_the_prisoners_dilemma_by_hand_from_nothing(bench: Bench) -> None:
    """As a new user would: parties, what each can do, what each wants, a look at the table."""
    bench.client.post(
        "/open", data={"how": "empty", "title": "Two prisoners", "parties": "Row\nColumn"}
    )
    (case,) = bench.desk.cases.values()
    page = model(bench, case)
    assert "What can each side do?" in page
    page = bench.act(case, "option.add", party="row", does="Confess")
    page = bench.act(case, "option.add", party="column", does="Confess")
    assert heads(page) == ["0", "1", "2", "3"] and "Next: say what each side" in page
    for party, other in (("row", "column"), ("column", "row")):
        own, their = (case_of(case).parties[key].options for key in (party, other))
        mine, theirs = f"{party}.{next(iter(own))}", f"{other}.{next(iter(their))}"
        bench.act(case, "prefers.add", party=party, where="", **_is(f"not {theirs}"))
        bench.act(case, "prefers.add", party=party, where="", **_is(mine))
    page = model(bench, case)
    assert "Next: say" not in page
    wanted = {3: ["nash"], 0: ["sseq"]}
    shown = drawn(bench, case)
    assert {int(one.code): list(one.settles) for one in shown.columns if one.settles} == wanted
    page = bench.act(case, "outcome.add", name="Both confess", when="row.confess and confess_2")
    assert "Both confess" in page
    bench.desk.save()
    text = case.path.read_text(encoding="utf-8")
    assert len(text.splitlines()) > 8 and load(str(case.path)).title.value == "Two prisoners"


def test_a_case_too_large_to_list_can_be_changed(bench: Bench) -> None:
    options = ", ".join(f"o{k}: Option {k}" for k in range(48))
    case = bench.write(f"parties: {{a: {{options: {{{options}}}}}}}\n")
    page = model(bench, case, "?at=option:a.o7")
    assert "too many to list" in page and 'id="does-a.o7"' in page
    page = bench.act(case, "option.remove", party="a", option="o47")
    assert "Option 46" in page and "Option 47" not in page.split('id="content"')[1]


def test_very_long_words_are_told_once(bench: Bench) -> None:
    long = "x" * 200_000
    case = bench.write(f"parties: {{a: {{options: {{p: {long}, q: Q, r: R}}}}}}\n")
    assert len(model(bench, case)) < 1_300_000


def test_merged_states_are_one_column(bench: Bench) -> None:
    case = bench.write(
        "parties: {a: {options: {p: P, q: Q}, prefers: [p]}, b: {options: {r: R}, prefers: [p]}}\n"
        "same: [not p]\npresent: none\n"
    )
    page = model(bench, case)
    assert len(heads(page)) == compile_game(case_of(case)).n_states == 5
    assert "Counted as one state" in page


def test_a_state_goes_by_the_first_name_that_fits(bench: Bench) -> None:
    case = bench.write(
        "parties: {a: {options: {p: P, q: Q}}}\n"
        "outcomes: {one: {when: p, name: One}, two: {when: p or q, name: Two}}\n"
    )
    counts = re.findall(r"· (\d+ states?)</p>", model(bench, case))
    assert counts == ["2 states", "1 state"]


def test_the_rung_of_a_state_is_counted_from_the_best(bench: Bench) -> None:
    """In the prisoners' dilemma, defecting alone is a side's best outcome and its rival's worst."""
    page = model(bench, bench.open("prisoners-dilemma"), "?at=state:1")
    assert re.findall(r"this is rung (\d of \d)", page) == ["1 of 4", "4 of 4"]
