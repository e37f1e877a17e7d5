"""The screen Outcomes: what the table, the graph and one state say, and that it agrees."""

from __future__ import annotations

import re
import time
from html import unescape

import pytest

import detente
from detente.brief.material import gather
from detente.case.shipped import shipped_bytes
from detente.workbench.analysis import Analyses
from detente.workbench.screens.outcomes.scene import scene_from
from tests.workbench.conftest import Bench

GRAPH = """\
detente: 1
title: A crisis
parties:
  us: {name: The United States, ranking: [compromise, quarantine, strike, war]}
  ussr: {name: The Soviet Union, ranking: [quarantine, compromise, strike, war]}
states: [{id: quarantine, name: Quarantine stands}, strike, compromise, war]
moves:
  us: [[quarantine, strike], [compromise, strike]]
  ussr: [[quarantine, compromise], [compromise, quarantine], [strike, war]]
present: quarantine
"""
CASES = ["geneva-2022", "harbour-2031", "elmira-1991", "prisoners-dilemma", "cuba-1962"]


def words(page: str) -> str:
    """The page's text, tags out, blanks joined, none before a stop."""
    return re.sub(r" ([.,;:])", r"\1", " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split()))


def rows(page: str) -> dict[str, list[str]]:
    """The table of outcomes: the head of a row -> its cells as text."""
    table = page.split('id="outcomes">')[1].split("</table>")[0]
    found = {}
    for line in re.findall(r"<tr.*?</tr>", table.split("<tbody>")[1], re.S):
        head = re.search(r"<a [^>]*>(.*?)</a>", line, re.S)
        assert head is not None
        found[words(head[1])] = [words(c) for c in re.findall(r"<td.*?</td>", line, re.S)]
    return found


@pytest.mark.parametrize("name", CASES)
def test_every_shipped_case_is_drawn_with_table_graph_and_state(bench: Bench, name: str) -> None:
    case = bench.open(name)
    page = bench.get(f"/case/{case.slot}/outcomes")
    assert 'id="outcomes"' in page and 'id="figure-graph"' in page and 'id="state"' in page
    for kind in ("named", "holding", "states"):
        assert 'id="outcomes"' in bench.get(f"/case/{case.slot}/outcomes?rows={kind}")


def test_the_scene_has_the_accounts_and_outcomes_of_the_brief() -> None:
    case = detente.parse_case(shipped_bytes("geneva-2022").decode("utf-8"), "geneva.yaml")
    scene, material = scene_from(Analyses(case)), gather(case)
    assert [one.key for one in scene.material.accounts] == [one.key for one in material.accounts]
    assert scene.material.endings == material.endings
    assert scene.material.asked == material.asked and scene.material.wanted == material.wanted
    for account, other in zip(scene.material.accounts, material.accounts, strict=True):
        for ending in material.endings:
            assert account.base.verdict(ending.codes) == other.base.verdict(ending.codes)


def test_the_prisoners_dilemma_holds_where_both_defect(bench: Bench) -> None:
    case = bench.open("prisoners-dilemma")
    every = rows(bench.get(f"/case/{case.slot}/outcomes?rows=states"))
    holding = [cells[0] for cells in every.values() if "Holds" in cells[0]]
    assert len(every) == 4 and len(holding) == 2  # sequentially, mutual cooperation holds, too
    nash = rows(bench.get(f"/case/{case.slot}/outcomes?rows=states&concept=nash"))
    assert sum("Holds" in cells[0] for cells in nash.values()) == 1


def test_the_concept_and_the_columns_are_chosen(bench: Bench) -> None:
    case = bench.open("geneva-2022")
    page = bench.get(f"/case/{case.slot}/outcomes")
    assert all(len(cells) == 7 for cells in rows(page).values())
    two = bench.get(f"/case/{case.slot}/outcomes?columns=@base,@russia")
    assert all(len(cells) == 2 for cells in rows(two).values())
    assert rows(two)["Forces back for limits alone"] == [
        "→ Russia would leave",
        "→ Russia would leave",
    ]
    nested = bench.get(f"/case/{case.slot}/outcomes?view=us.russia")
    assert all(len(cells) == 8 for cells in rows(nested).values())


def test_a_state_says_who_leaves_to_what_and_how_it_is_reached(bench: Bench) -> None:
    case = bench.open("geneva-2022")
    page = bench.get(f"/case/{case.slot}/outcomes?at=0")
    told = words(page.split('id="state"')[1].split("</section>")[0])
    assert "The stand-off: forces massed and nothing conceded the present" in told
    assert "would leave it for Limits in force and forces still massed" in told
    away = words(bench.get(f"/case/{case.slot}/outcomes?at=27").split('id="state"')[1])
    assert "Reached from the present by improvements: no" in away and "loses by it" in away


def test_what_cannot_be_undone_is_said_to_hold_for_that_reason(bench: Bench) -> None:
    case = bench.write(GRAPH)
    page = bench.get(f"/case/{case.slot}/outcomes?at=1")
    assert "Holds only because it cannot be undone" in page
    assert "stays only because it cannot undo" in words(page)


def test_the_way_is_marked_in_the_graph_and_states_carry_their_codes(bench: Bench) -> None:
    case = bench.write(GRAPH)
    page = bench.get(f"/case/{case.slot}/outcomes?at=1")
    assert 'data-code="1"' in page and "a way from the present" in page
    assert "a step that gains its maker nothing" in page
    calm = bench.get(f"/case/{case.slot}/outcomes?at=0")
    assert "a way from the present" not in calm


def test_a_look_at_a_state_is_served_by_itself(bench: Bench) -> None:
    case = bench.open("elmira-1991")
    part = bench.get(f"/case/{case.slot}/x/outcomes.state?at=2&concept=nash")
    assert part.lstrip().startswith("<section") and "peek-state" in part
    assert "Local Government" in words(part) and "state-levers" not in part
    assert "no state with the code 999999" in bench.get(
        f"/case/{case.slot}/x/outcomes.state?at=999999"
    )


def test_the_deal_is_fetched_after_the_page_and_stays_on_it(bench: Bench) -> None:
    case = bench.open("harbour-2031")
    first = bench.get(f"/case/{case.slot}/outcomes")
    assert 'id="part-deal"' in first and "figure-part-deal" not in first
    bench.get(f"/case/{case.slot}/x/outcomes.part?part=deal")
    for _ in range(50):
        page = bench.get(f"/case/{case.slot}/outcomes")
        if "figure-part-deal" in page:
            break
        bench.get(f"/case/{case.slot}/x/outcomes.part?part=deal")
    assert "figure-part-deal" in page
    assert bench.get(f"/case/{case.slot}/figure/outcomes/part-deal.svg").startswith("<svg")


def test_the_table_is_paged_and_taken_along(bench: Bench) -> None:
    options = "".join(f"      o{k}: Option {k}\n" for k in range(7))
    text = (
        "detente: 1\ntitle: Many\nparties:\n  a:\n    name: A\n    options:\n"
        f"{options}    prefers: [o0]\n"
    )
    case = bench.write(text)
    page = bench.get(f"/case/{case.slot}/outcomes?rows=states")
    assert len(rows(page)) == 50 and "Page 1 of 3" in page
    last = bench.get(f"/case/{case.slot}/outcomes?rows=states&page=99")
    assert len(rows(last)) == 28
    sheet = bench.get(f"/case/{case.slot}/table/outcomes/outcomes.csv?rows=states&page=2")
    assert len(sheet.strip().splitlines()) == 51


def test_a_case_without_preferences_or_options_says_what_to_do(bench: Bench) -> None:
    case = bench.write("detente: 1\ntitle: Bare\nparties: {a: {name: A}}\n", "bare.yaml")
    page = bench.get(f"/case/{case.slot}/outcomes")
    assert "give options" in page or 'id="outcomes"' in page
    hole = "detente: 1\ntitle: H\nparties: {a: {name: A, options: {x: X}}}\n"
    assert "cannot be judged" in bench.get(f"/case/{bench.write(hole, 'h.yaml').slot}/outcomes")


@pytest.mark.parametrize(
    "query",
    ["at=abc", "at=99999999999999999999", "page=-1", "concept=x", "columns=,,", "rows=<b>",
     "view=a.b.c.d.e", "parts=all", "hypothesis=none"],
)  # fmt: skip
def test_odd_addresses_break_nothing(bench: Bench, query: str) -> None:
    case = bench.open("harbour-2031")
    assert 'id="outcomes"' in bench.get(f"/case/{case.slot}/outcomes?{query}")


def test_names_are_escaped(bench: Bench) -> None:
    text = GRAPH.replace("Quarantine stands", '"<img src=x onerror=alert(1)>"')
    case = bench.write(text)
    assert "<img" not in bench.get(f"/case/{case.slot}/outcomes?at=0")


def test_a_large_case_is_judged_in_the_background(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("detente.workbench.screens.outcomes.scene.LARGE", 2)
    case = bench.open("harbour-2031")
    for _ in range(100):
        page = bench.get(f"/case/{case.slot}/outcomes")
        assert "Judging every state" in page or 'id="outcomes"' in page
        if "Party by party" in page:
            break
        time.sleep(0.1)
    assert "Party by party" in page and 'id="outcomes"' in page
    assert 'id="ask"' in bench.get(f"/case/{case.slot}/levers")
