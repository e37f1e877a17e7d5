"""Views: lanes as each side has them, differences with their evidence, who would be surprised."""

from __future__ import annotations

import re
from html import unescape

import pytest

from detente.workbench.desk import Desk
from detente.workbench.keeping.opened import OpenCase
from detente.workbench.screens.views.gather import gathered
from detente.workbench.screens.views.lanes import Lane, Row
from detente.workbench.sheet import Sheet
from tests.workbench.conftest import Bench

#: two sides; B takes A for one that would rather not move, and does not see A's second option
TWO = """\
detente: 1
title: Two
parties:
  a:
    name: Ana
    options: {x: Do x, y: Do y}
    prefers: [x, not y]
  b:
    name: Ben
    options: {z: Do z}
    prefers: [z if x else not z]
present: none
views:
  b:
    a: {prefers: [not x]}
    unseen: {y: true}
"""
MEANT = "\nmeanings: {peace: {a: not x, b: z}}\nstories: {a: {kind: a duel, roles: {b: rival}}}\n"


def _words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def _lanes(desk: Desk, case: OpenCase, **params: str) -> list[Lane]:
    sheet = Sheet(desk, case, case.line(""), "views", params)
    lanes: list[Lane] = gathered(sheet).values["lanes"]
    return lanes


def _row(lane: Lane, key: str) -> Row:
    return next(row for row in lane.rows if row.key == key)


def test_a_lane_shows_what_its_side_does_not_see_at_the_level_it_presumes(bench: Bench) -> None:
    base, ben = _lanes(bench.desk, bench.write(TWO))
    assert (base.view, ben.view) == ("base", "b")
    seen, unseen = _row(base, "a.y"), _row(ben, "a.y")
    assert {cell.text for cell in seen.cells} == {"N", "Y"}
    assert unseen.look == "unseen" and {cell.text for cell in unseen.cells} == {"Y"}
    told = {cell.text: other.says for cell, other in zip(seen.cells, unseen.cells, strict=True)}
    assert told["N"] == "yes, not no: this side cannot tell" and told["Y"] == "yes"


def test_orders_are_marked_where_the_side_has_another(bench: Bench) -> None:
    base, ben = _lanes(bench.desk, bench.write(TWO))
    assert not any(cell.look for row in base.rows if row.kind == "order" for cell in row.cells)
    order = _row(ben, "order-a")
    assert order.look == "misread" and any(cell.look == "misread" for cell in order.cells)
    # Ana with x and without y is the best for Ana as assumed, and the worst of Ben's two rungs
    x = [cell.text for cell in _row(base, "a.x").cells]
    y = [cell.text for cell in _row(base, "a.y").cells]
    for first, second, here, there in zip(
        x, y, _row(base, "order-a").cells, order.cells, strict=True
    ):
        assert here.text == {"YN": "1", "YY": "2", "NN": "3", "NY": "4"}[first + second]
        assert there.text == {"Y": "2", "N": "1"}[first]


def test_the_head_counts_the_differences_in_words(bench: Bench) -> None:
    case = bench.write(TWO)
    page = bench.get(f"/case/{case.slot}/views")
    assert "They differ in 1 option, 1 ranking." in _words(page)
    case = bench.open("harbour-2031")
    page = bench.get(f"/case/{case.slot}/views")
    assert "They differ in 3 options, 2 rankings, 1 rule, 1 word with two meanings." in _words(page)


def test_a_case_without_views_says_what_to_do(bench: Bench) -> None:
    case = bench.open("prisoners-dilemma")
    assert "No view differs yet" in bench.get(f"/case/{case.slot}/views")
    read = case.lines["main"].version.case
    assert read is not None
    side = next(iter(read.parties))
    assert "It does not see an option or a party" in bench.get(
        f"/case/{case.slot}/views?view={side}"
    )


def test_a_difference_opens_its_evidence(bench: Bench) -> None:
    case = bench.open("geneva-2022")
    page = bench.get(f"/case/{case.slot}/views?at=us:K1:russia")
    assert page.count('id="evidence"') == 1
    told = _words(page)
    assert "As this case assumes" in told and "high doubt" in told
    assert "¶7" in told  # the place that the case gives for the line on standing down


def test_what_if_they_knew_makes_a_branch_in_which_the_difference_is_gone(bench: Bench) -> None:
    case = bench.write(TWO)
    before = case.lines["main"].text
    page = bench.get(f"/case/{case.slot}/views?at=b:K3:a.y")
    form = re.search(r'<form[^>]*do/view.correct".*?</form>', page, re.S)
    assert form is not None
    sent = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form[0]))
    sent = {name: unescape(value) for name, value in sent.items()}
    assert sent["branch"] == "If Ben knew: Do y"
    bench.client.post(f"/case/{case.slot}/do/view.correct", data=sent)
    branch = next(line for key, line in case.lines.items() if key != "main")
    assert branch.title == "If Ben knew: Do y"
    assert "unseen" in case.lines["main"].text == before
    assert "unseen" not in branch.text and "prefers: [not x]" in branch.text


@pytest.mark.parametrize(
    "key",
    [
        "K1:union",
        "K3:union.end_strike_pledge",
        "K4:union.sabotage",
        "K5:city.sell",
        "K6:offer == full",
        "K9:settlement",
    ],
)
def test_every_kind_of_difference_can_be_put_right(bench: Bench, key: str) -> None:
    case = bench.open("harbour-2031")
    page = bench.get(f"/case/{case.slot}/views?at=city:{key.replace(' ', '%20')}")
    forms = re.findall(r'<form[^>]*do/view.correct".*?</form>', page, re.S)
    assert len(forms) == 2
    sent = dict(re.findall(r'name="(\w+)" value="([^"]*)"', forms[1]))
    answer = bench.client.post(
        f"/case/{case.slot}/do/view.correct",
        data={name: unescape(value) for name, value in sent.items()},
    )
    assert answer.status_code == 200, _words(answer.text)[:400]
    assert len(case.lines["main"].done) == 1
    assert f"city:{key}" not in unescape(bench.get(f"/case/{case.slot}/views"))


def test_who_would_be_surprised_by_hand(bench: Bench) -> None:
    # Ana's better move is x; Ben holds that Ana stays where nothing is done
    case = bench.write(TWO)
    page = bench.get(f"/case/{case.slot}/views")
    matrix = re.search(r'<table[^>]*id="matrix".*?</table>', page, re.S)
    assert matrix is not None
    lines = [_words(line) for line in re.findall(r"<tr>.*?</tr>", matrix[0], re.S)]
    assert lines[2].startswith("B Ben unexpected") and lines[1].endswith("– –")
    assert "Ana would move to" in _words(page) and "Ben expects it to stay" in _words(page)


def test_stories_and_words_are_drawn_as_in_the_brief(bench: Bench) -> None:
    case = bench.write(TWO + MEANT)
    page = bench.get(f"/case/{case.slot}/views")
    assert 'id="figure-stories"' in page and 'id="figure-meanings"' in page
    drawn = bench.client.get(f"/case/{case.slot}/figure/views/stories.svg")
    assert drawn.status_code == 200 and "a duel" in drawn.text


def test_lanes_can_be_taken_along(bench: Bench) -> None:
    case = bench.open("harbour-2031")
    table = bench.client.get(f"/case/{case.slot}/table/views/lanes.csv").text
    assert "not seen; taken to stand at no" in table


def test_nested_views_stand_under_the_view_they_differ_from(bench: Bench) -> None:
    case = bench.open("harbour-2031")
    assert [lane.view for lane in _lanes(bench.desk, case)] == ["base", "city"]
    nested = _lanes(bench.desk, case, nested="yes")
    assert [lane.view for lane in nested] == ["base", "city", "city.union"]
    page = _words(bench.get(f"/case/{case.slot}/views?view=city.union"))
    assert "in the city 's view, “ Strike : no”" in page and "in the base account" not in page
    assert _row(nested[2], "order-city").look == "misread"
    assert _row(nested[2], "order-union").look == ""


def test_pages_of_columns_hold_every_state_once(bench: Bench) -> None:
    case = bench.open("geneva-2022")
    seen: list[int] = []
    for page in range(1, 6):
        sheet = Sheet(bench.desk, case, case.line(""), "views", {"page": str(page)})
        columns = gathered(sheet).values["columns"]
        if columns.page == page:
            seen += [column.code for column in columns.shown]
    assert len(seen) == len(set(seen)) == 42


def test_holes_hide_nothing_else(bench: Bench) -> None:
    case = bench.write(TWO.replace("    prefers: [z if x else not z]\n", ""))
    page = _words(bench.get(f"/case/{case.slot}/views"))
    assert "cannot be judged" in page and "They differ in 1 option, 1 ranking." in page


def test_hostile_names_stay_text(bench: Bench) -> None:
    case = bench.write(TWO.replace("name: Ben", "name: '<img src=x onerror=alert(1)>'"))
    page = bench.get(f"/case/{case.slot}/views?view=b&at=b:K1:a&state=<b>&page=9999999999")
    assert "<img src=x" not in page and "<b>" not in page.replace("<b>·</b>", "")


#: form of the page -> what a user fills in, and what the file then holds
EDITS: dict[str, tuple[dict[str, str], str]] = {
    "view.unseen": ({"name": "strike"}, "unseen: [strike]"),
    "view.imagine": ({"does": "Call a vote", "option": "vote", "party": "union"}, "vote"),
    "view.one_way": ({"option": "city.reopen", "way": "up"}, "up"),
    "impossible.add": ({"expression": "sell"}, "impossible"),
    "view.possible": ({"rule": "sell and reopen"}, "possible"),
    "present.set": ({"option": "city.reopen", "level": "true"}, "reopen: true"),
    "view.means": ({"word": "peace", "text": "not strike"}, "peace"),
    "view.aware": ({"aware": "yes"}, "aware: true"),
    "view.add": ({}, "union.city"),
}


@pytest.mark.parametrize("act", EDITS)
def test_whatever_a_side_may_see_otherwise_can_be_said(bench: Bench, act: str) -> None:
    filled, holds = EDITS[act]
    case = bench.open("harbour-2031")
    page = bench.get(f"/case/{case.slot}/views?view=union")
    form = re.search(rf'<form[^>]*do/{re.escape(act)}".*?</form>', page, re.S)
    assert form is not None
    sent = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form[0]))
    assert set(filled) <= set(re.findall(r'name="(\w+)"', form[0]))
    answer = bench.client.post(
        f"/case/{case.slot}/do/{act}", data={k: unescape(v) for k, v in sent.items()} | filled
    )
    assert answer.status_code == 200, _words(answer.text)[:600]
    found = case.lines["main"].version.case
    assert found is not None and ("union" in found.views or "union.city" in found.views)
    assert holds in case.lines["main"].text


def test_stories_and_senses_are_told_on_the_page(bench: Bench) -> None:
    case = bench.write(TWO)
    back = f"/case/{case.slot}/views"
    assert "No side's story is told yet" in bench.get(back).replace("&#39;", "'")
    page = bench.act(case, "story.set", party="a", kind="a duel", back=back)
    assert 'id="figure-stories"' in page and 'id="role-a-b"' in page
    page = bench.act(case, "story.role", party="a", of="b", role="rival", back=back)
    assert 'value="rival"' in page
    bench.act(case, "meaning.set", word="peace", party="a", text="not x", back=back)
    page = bench.act(case, "meaning.set", word="peace", party="b", text="z", back=back)
    assert 'id="figure-meanings"' in page and 'id="sense-1-b"' in page
