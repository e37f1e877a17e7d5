"""Side by side: a branch and the case, two rival accounts, and the list of branches."""

from __future__ import annotations

import time

from detente.workbench.acts.form import Form
from tests.workbench.conftest import Bench
from tests.workbench.test_outcomes_screen import GRAPH, words


def compared(bench: Bench, address: str) -> str:
    """The page once it has its answer."""
    for _ in range(200):
        page = bench.get(address)
        if 'class="waiting"' not in page:
            return page
        time.sleep(0.1)
    raise AssertionError("the comparison did not end")


def branched(bench: Bench, slot: str, title: str = "What if") -> str:
    """Begin a branch by the form on the page; its address."""
    answer = bench.client.post(
        f"/case/{slot}/line/branch",
        data={"line": "main", "title": title, "back": f"/case/{slot}/compare"},
    )
    assert answer.status_code == 200, answer.text
    return str(answer.url).split("8199")[-1]


def test_without_branches_and_rivals_it_says_what_to_do(bench: Bench) -> None:
    case = bench.write(GRAPH)
    page = bench.get(f"/case/{case.slot}/compare")
    assert "There is nothing to compare yet" in page and 'id="branch-new"' in page


def test_a_branch_differs_in_what_was_changed_and_in_what_follows(bench: Bench) -> None:
    case = bench.write(GRAPH)
    address = branched(bench, case.slot)
    assert "Nothing differs in what is assumed" in compared(bench, address)
    (key,) = (key for key in case.lines if key != "main")
    text = case.line(key).text.replace(
        "ranking: [quarantine, compromise", "ranking: [compromise, quarantine"
    )
    case.replace(key, text, "Compromise first")
    told = words(compared(bench, address))
    assert "1 change – Compromise first" in told
    assert "The Soviet Union, ranking, place 1 place 2 place 1" in told
    assert "Holds only on the right: The branch + compromise" in told
    assert "Holds only on the left: The case − Quarantine stands" in told
    assert "The Soviet Union: would stay → would leave" in told


def test_a_branch_is_taken_in_or_dropped(bench: Bench) -> None:
    case = bench.write(GRAPH)
    address = branched(bench, case.slot, "First")
    other = branched(bench, case.slot, "Second")
    page = bench.get(f"/case/{case.slot}/compare")
    assert "First" in page and "Second" in page and page.count('id="line-drop-') == 2
    key = other.split("line=")[1]
    text = case.line(key).text.replace("A crisis", "Another crisis")
    case.replace(key, text, "Another title")
    bench.client.post(
        f"/case/{case.slot}/line/adopt", data={"line": key, "back": f"/case/{case.slot}/compare"}
    )
    assert "Another crisis" in case.lines["main"].text
    bench.client.post(
        f"/case/{case.slot}/line/drop", data={"line": key, "back": f"/case/{case.slot}/compare"}
    )
    assert key not in case.lines and address.split("line=")[1] in case.lines


def test_two_accounts_side_by_side(bench: Bench) -> None:
    case = bench.open("geneva-2022")
    page = bench.get(f"/case/{case.slot}/compare")
    told = words(page)
    assert "what Russia prefers" in told and "what one would see if it held" in told
    assert "Limits in force and forces still massed" in told and "(only here)" in told
    same = bench.get(f"/case/{case.slot}/compare?a=&b=")
    assert "Nothing differs in what is assumed" in same
    swapped = words(bench.get(f"/case/{case.slot}/compare?a=patience_spent&b="))
    assert "Holds only on the right: The base account + Limits in force" in swapped


def test_what_differs_is_taken_along(bench: Bench) -> None:
    case = bench.open("elmira-1991")
    sheet = bench.get(f"/case/{case.slot}/table/compare/differences.csv")
    assert sheet.splitlines()[0].lstrip("\ufeff").startswith("Kind,What,")


def test_a_view_that_is_gone_is_told_in_words(bench: Bench) -> None:
    case = bench.open("geneva-2022")
    address = branched(bench, case.slot)
    (key,) = (key for key in case.lines if key != "main")
    case.do(key, "view.remove", Form({"view": "us"}))
    told = words(compared(bench, address))
    assert "as United States sees it, Russia, statements of preference" in told
    assert "Impose the threatened sanctions: no" in told
    assert "nothing said otherwise" in told
    assert '{"' not in told
