"""Preferences: ladders by view, the lines they follow from, and changing both."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest

from detente.case.model import Prefers, Ranking
from detente.workbench.desk import Desk
from detente.workbench.keeping.opened import OpenCase
from detente.workbench.screens.preferences.gather import PartyLadder, gathered
from detente.workbench.sheet import Sheet
from tests.workbench.conftest import Bench


def _is(text: str) -> dict[str, Any]:
    """The field of an expression, whose name is no name in Python."""
    return {"is": text}


RANKED = """\
detente: 1
title: Ranked
parties:
  a:
    name: Ana
    options: {x: Do x}
    ranking: [x + z, {is: x, doubt: high, because: [p. 4]}, [none, z]]
  b:
    name: Ben
    options: {z: Do z}
    prefers: [z, {is: x, basis: reading, doubt: some}, z or x]
present: none
views:
  b:
    a: {ranking: [none, x + z, x, z]}
"""


def _words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def _ladders(desk: Desk, case: OpenCase, **params: str) -> dict[str, PartyLadder]:
    sheet = Sheet(desk, case, case.line(""), "preferences", params)
    return {one.party: one for one in gathered(sheet).values["ladders"]}


def _names(ladder: PartyLadder) -> list[list[str]]:
    assert ladder.rungs is not None
    return [[state.name for state in rung.states] for rung in ladder.rungs.shown]


def _ranking(case: OpenCase, party: str, view: str = "") -> list[list[str]]:
    found = case.lines["main"].version.case
    assert found is not None
    said: Any = found.views[view].parties[party] if view else found.parties[party]
    assert isinstance(said.preferences, Ranking)
    return [[entry.value for entry in rung] for rung in said.preferences.rungs]


def test_ladders_stand_best_first_with_ties_and_the_present(bench: Bench) -> None:
    found = _ladders(bench.desk, bench.write(RANKED))
    assert _names(found["a"]) == [["x + z"], ["x"], ["nothing taken", "z"]]
    # Ben by hand: z before all, then x; the third statement tells nothing more apart
    assert _names(found["b"]) == [["x + z"], ["z"], ["x"], ["nothing taken"]]
    assert [line.rungs for line in found["b"].words.lines] == [2, 4, 4]
    assert [line.holds for line in found["b"].words.lines] == [2, 2, 3]
    assert found["b"].rungs is not None and found["b"].rungs.shown[-1].states[0].now


def test_a_view_is_marked_where_it_differs_and_says_where_the_rest_is_from(bench: Bench) -> None:
    case = bench.write(RANKED)
    found = _ladders(bench.desk, case, view="b")
    assert found["a"].differs and not found["b"].differs
    assert found["a"].words.own and found["a"].after == ""
    assert found["b"].after == "as this case assumes"
    ladder = found["a"].rungs
    assert ladder is not None
    marked = {one.name: one.shift for rung in ladder.shown for one in rung.states if one.differs}
    assert marked == {"nothing taken": 2}
    page = _words(bench.get(f"/case/{case.slot}/preferences?view=b"))
    assert "It differs from what the case assumes" in page


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"list": "rung:0"}, [["x + z", "x"], ["none", "z"]]),
        ({"list": "gap:0"}, [["x"], ["x + z"], ["none", "z"]]),
        ({"list": "gap:3"}, [["x + z"], ["none", "z"], ["x"]]),
        ({"list": "", "by": "-1"}, [["x"], ["x + z"], ["none", "z"]]),
        ({"by": "1"}, [["x + z"], ["none", "z"], ["x"]]),
    ],
)
def test_a_state_is_carried(
    bench: Bench, fields: dict[str, Any], expected: list[list[str]]
) -> None:
    case = bench.write(RANKED)
    bench.act(case, "ranking.drop", party="a", where="", state="1", **fields)
    assert _ranking(case, "a") == expected
    assert "doubt: high" in case.lines["main"].text  # what was said of the state goes with it
    bench.client.post(f"/case/{case.slot}/line/undo", data={"line": "main"})
    assert case.lines["main"].text == RANKED


@pytest.mark.parametrize("to", ["", "rung:99", "gap:x", "attic:1"])
def test_a_state_dropped_nowhere_stays(bench: Bench, to: str) -> None:
    case = bench.write(RANKED)
    bench.act(case, "ranking.drop", status=422, party="a", where="", state="1", list=to)
    assert case.lines["main"].text == RANKED


def test_the_page_says_which_rung_of_the_file_each_list_is(bench: Bench) -> None:
    case = bench.write(RANKED)
    page = bench.get(f"/case/{case.slot}/preferences")
    ladder = re.search(r'id="rungs-a".*?</ol>', page, re.S)
    assert ladder is not None
    lists = re.findall(r'data-list="([\w:]+)"', ladder[0])
    assert lists == ["gap:0", "rung:0", "gap:1", "rung:1", "gap:2", "rung:2", "gap:3"]
    ben = re.search(r'id="rungs-b".*?</ol>', page, re.S)
    assert ben is not None and "data-item" not in ben[0]  # follows from statements: read-only


def test_what_the_ranking_leaves_out_can_be_lifted_from_the_lowest_rung(bench: Bench) -> None:
    case = bench.write(RANKED.replace(", [none, z]]", "]"))
    page = bench.get(f"/case/{case.slot}/preferences")
    ladder = re.search(r'id="rungs-a".*?</ol>', page, re.S)
    assert ladder is not None and ladder[0].count('data-list="gap:2"') == 2
    bench.act(case, "ranking.drop", party="a", where="", state="2", by="-1")
    assert _ranking(case, "a") == [["x + z"], ["x"], ["z"]]


def test_statements_are_moved_added_and_written_out(bench: Bench) -> None:
    case = bench.write(RANKED)
    page = bench.get(f"/case/{case.slot}/preferences")
    assert "tells no further states apart" in _words(page)
    bench.act(case, "prefers.move", party="b", where="", at="1", to="0")
    assert _names(_ladders(bench.desk, case)["b"])[1] == ["x"]
    bench.act(case, "preferences.as_ranking", party="b", where="")
    assert _ranking(case, "b") == [["x + z"], ["x"], ["z"], ["none"]]
    page = bench.get(f"/case/{case.slot}/preferences")
    assert 'id="state-b-0" data-item' in page and 'id="statements-b"' not in page


def test_a_change_in_a_view_leaves_the_base(bench: Bench) -> None:
    case = bench.write(RANKED)
    back = f"/case/{case.slot}/preferences?view=b"
    bench.act(case, "prefers.add", party="b", where="b", **_is("not x"), back=back)
    found = case.lines["main"].version.case
    assert found is not None
    own, base = found.views["b"].parties["b"].preferences, found.parties["b"].preferences
    assert isinstance(own, Prefers) and isinstance(base, Prefers)
    assert len(own.statements) == 4 and len(base.statements) == 3
    assert _ladders(bench.desk, case, view="b")["b"].after == ""


def test_a_state_looked_at_closely_says_why_it_stands_there(bench: Bench) -> None:
    case = bench.write(RANKED)
    page = _words(bench.get(f"/case/{case.slot}/preferences?at=b:2"))
    assert re.search("on the ladder of Ben ?: rung 2", page)
    assert re.search("✓ holds: “ ?Do z ?”", page) and re.search("✗ does not hold: “ ?Do x ?”", page)
    page = bench.get(f"/case/{case.slot}/preferences?at=a:1")
    assert "p. 4" in page and 'id="tie-up"' in page and 'id="closely-doubt"' in page
    bench.act(case, "doubt.set", path='["parties","a","ranking",1]', doubt="low")
    assert "doubt: low" in case.lines["main"].text


@pytest.mark.parametrize(
    ("text", "kind", "told"),
    [
        ("z", "fine", "holds in 2 of 4 states"),
        ("z or not z", "idle", "tells no two states apart"),
        ("zz", "wrong", "o party has an option called"),
        ("z and (x", "wrong", "character"),
        ("", "", ""),
    ],
)
def test_an_expression_is_looked_at_while_it_is_typed(
    bench: Bench, text: str, kind: str, told: str
) -> None:
    case = bench.write(RANKED)
    answer = bench.client.get(f"/case/{case.slot}/x/preferences.check", params={"is": text})
    assert answer.status_code == 200 and told in _words(answer.text)
    assert re.findall(r'class="(fine|idle|wrong)"', answer.text) == ([kind] if kind else [])


def test_what_is_typed_comes_back_escaped(bench: Bench) -> None:
    case = bench.write(RANKED)
    answer = bench.client.get(
        f"/case/{case.slot}/x/preferences.check", params={"is": "<script>alert(1)</script>"}
    )
    assert "<script" not in answer.text


def test_a_party_without_preferences_says_what_that_leaves_open(bench: Bench) -> None:
    case = bench.write(re.sub(r"    prefers: .*\n", "", RANKED))
    page = _words(bench.get(f"/case/{case.slot}/preferences"))
    assert "What Ben prefers is not given." in page and "Begin a ladder" in page
    bench.act(case, "prefers.add", party="b", where="", **_is("not z"))
    assert _names(_ladders(bench.desk, case)["b"]) == [["nothing taken", "x"], ["z", "x + z"]]


def test_weights_are_a_table(bench: Bench) -> None:
    text = RANKED.replace(
        "prefers: [z, {is: x, basis: reading, doubt: some}, z or x]", "weights: {z: 2, x: -0.5}"
    )
    case = bench.write(text)
    page = _words(bench.get(f"/case/{case.slot}/preferences"))
    assert "What counts, and how much" in page
    bench.act(case, "weights.set", party="b", where="", expression="x", weight="3")
    assert _names(_ladders(bench.desk, case)["b"])[:2] == [["x + z"], ["x"]]


def test_long_ladders_show_what_is_worth_a_look_and_the_rest_by_page(bench: Bench) -> None:
    options = ", ".join(f"o{k}: Do o{k}" for k in range(8))
    wants = ", ".join(f"o{k}" for k in range(8))
    case = bench.write(
        f"detente: 1\ntitle: Long\nparties:\n  a:\n    options: {{{options}}}\n"
        f"    prefers: [{wants}]\npresent: o3\n"
    )
    short = _ladders(bench.desk, case)["a"].rungs
    assert short is not None and short.count == short.states == 256
    shown = sum(len(rung.states) + rung.more + rung.between for rung in short.shown)
    assert shown + short.below == 256 and not short.whole
    seen: list[int] = []
    for page in range(1, 7):
        rungs = _ladders(bench.desk, case, **{"page-a": str(page)})["a"].rungs
        assert rungs is not None and rungs.page == page
        seen += [rung.number for rung in rungs.shown]
    assert seen == list(range(1, 257))
    html = bench.get(f"/case/{case.slot}/preferences")
    assert "between …" in html and "data-item" not in html.split('id="statements-a"')[0]


def test_ranks_and_ladders_can_be_taken_along(bench: Bench) -> None:
    case = bench.write(RANKED)
    table = bench.client.get(f"/case/{case.slot}/table/preferences/ranks.csv").text
    assert [line.split(",") for line in table.lstrip("\ufeff").splitlines()] == [
        ["Code", "State", "Ana", "Ben"],
        ["0", "nothing taken", "3", "4"],
        ["1", "x", "2", "3"],
        ["2", "z", "3", "2"],
        ["3", "x + z", "1", "1"],
    ]
    drawn = bench.client.get(f"/case/{case.slot}/figure/preferences/ladder-a.svg")
    assert drawn.status_code == 200 and "Ana" in drawn.text


def test_every_control_has_an_id_of_its_own(bench: Bench) -> None:
    for name, query in (("geneva-2022", "?view=us&at=russia:0"), ("cuba-1962", "?at=us:4")):
        case = bench.open(name)
        for screen in ("preferences", "views"):
            page = bench.get(f"/case/{case.slot}/{screen}{query}")
            ids = re.findall(r'\bid="([^"]+)"', page)
            assert sorted({one for one in ids if ids.count(one) > 1}) == []
            content = page[page.index('<main id="content"') :]
            controls = re.findall(r"<(?:a|select|input|textarea|summary)\b[^>]*>", content)
            nameless = [one for one in controls if not re.search('\\bid=|"hidden"|"term"', one)]
            assert nameless == []


def test_names_in_other_scripts_stand_apart(bench: Bench) -> None:
    case = bench.write(RANKED.replace("name: Ana", "name: آنا").replace("Do x", "عمل x"))
    page = bench.get(f"/case/{case.slot}/preferences?at=a:1")
    assert "<bdi>آنا</bdi>" in page


def test_rival_accounts_are_kept_beside_the_base(bench: Bench) -> None:
    case = bench.write(RANKED)
    back = f"/case/{case.slot}/preferences"
    page = bench.act(case, "hypothesis.add", id="tough", of="", back=back)
    assert 'id="rival-tough"' in page and "Replaces nothing yet" in page
    under = f"{back}?hypothesis=tough"
    page = bench.act(
        case, "ranking.drop", party="a", where="hypothesis:tough", state="1", by="-1", back=under
    )
    assert _names(_ladders(bench.desk, case, hypothesis="tough")["a"])[0] == ["x"]
    assert _names(_ladders(bench.desk, case)["a"])[0] == ["x + z"]
    assert "It differs from what the case assumes" in _words(page)
    page = bench.act(case, "hypothesis.expects.add", hypothesis="tough", what="They leave",
                     weight="for", back=under)  # fmt: skip
    assert "They leave" in page and "speaks for it" in _words(page)
    bench.act(case, "hypothesis.adopt", hypothesis="tough", keep="mild", back=back)
    assert _names(_ladders(bench.desk, case)["a"])[0] == ["x"]
