"""The screen Levers: the question, its sets in words, tried in a branch, and the two panels."""

from __future__ import annotations

import re
import time
from html import unescape

from detente.case.shipped import shipped_bytes
from detente.levers import find_levers
from tests.workbench.conftest import Bench
from tests.workbench.test_outcomes_screen import GRAPH, words

WANTED = GRAPH + "victory: {us: compromise, ussr: compromise}\n"


def found(bench: Bench, address: str) -> str:
    """The page once its search has ended."""
    for _ in range(300):
        page = bench.get(address)
        if 'class="waiting"' not in page:
            return page
        time.sleep(0.1)
    raise AssertionError("the search did not end")


def tried(page: str, place: int) -> dict[str, list[str]]:
    """The fields of the button that tries a set."""
    form = page.split(f'id="try-form-{place}">')[1].split("</form>")[0]
    fields: dict[str, list[str]] = {}
    for name, value in re.findall(r'name="([^"]*)" value="([^"]*)"', form):
        fields.setdefault(unescape(name), []).append(unescape(value))
    return fields


def test_the_sets_are_those_of_the_library(bench: Bench) -> None:
    case = bench.write(WANTED)
    page = found(bench, f"/case/{case.slot}/levers?look=1&size=2")
    version = case.lines["main"].version
    assert version.case is not None
    levers = find_levers(version.case, size=2)
    assert page.count('class="set"') == len(levers.levers) == 2
    text = words(page)
    assert "The Soviet Union comes to prefer compromise to Quarantine stands." in text
    assert "Who loses: The Soviet Union is worse off than at present." in text
    assert "Would no longer hold: Quarantine stands" in text


def test_nothing_is_looked_for_before_it_is_asked(bench: Bench) -> None:
    case = bench.write(WANTED)
    assert 'id="sets"' not in bench.get(f"/case/{case.slot}/levers")


def test_a_set_is_tried_in_a_branch_and_laid_beside_the_case(bench: Bench) -> None:
    case = bench.write(WANTED)
    before = case.lines["main"].text
    page = found(bench, f"/case/{case.slot}/levers?look=1&size=2")
    answer = bench.client.post(f"/case/{case.slot}/do/levers.try", data=tried(page, 1))
    assert answer.status_code == 200, answer.text
    assert "/compare?line=" in str(answer.url)
    assert "Holds only on the right" in answer.text and "compromise" in answer.text
    assert case.lines["main"].text == before and len(case.lines) == 2
    (branch,) = (one for key, one in case.lines.items() if key != "main")
    assert "ranking: [compromise, quarantine, strike, war]" in branch.text.split("ussr")[1]


def test_what_the_case_does_not_offer_is_refused_without_a_branch(bench: Bench) -> None:
    case = bench.write(WANTED)
    page = found(bench, f"/case/{case.slot}/levers?look=1&size=1")
    fields = {**tried(page, 1), "change": ["belief | us | nothing of the kind"]}
    answer = bench.client.post(f"/case/{case.slot}/do/levers.try", data=fields)
    assert answer.status_code == 422 and "does not offer this change any more" in answer.text
    assert list(case.lines) == ["main"]


def test_views_are_told_and_what_is_lacking_as_things_are(bench: Bench) -> None:
    case = bench.open("harbour-2031")
    text = words(found(bench, f"/case/{case.slot}/levers?look=1&size=1"))
    assert "as the city sees it" in text and "The city learns that this is possible" in text
    assert "rests on a misreading" in text


def test_faulty_questions_are_answered_in_words(bench: Bench) -> None:
    case = bench.open("prisoners-dilemma")
    plain = bench.get(f"/case/{case.slot}/levers")
    assert "does not say what each party could accept" in plain
    assert "Not found" in found(bench, f"/case/{case.slot}/levers?look=1&to=no+such+thing")
    assert "Not found" in found(bench, f"/case/{case.slot}/levers?look=1&size=77&test=x")


def test_a_search_is_stopped_and_can_be_begun_again(bench: Bench) -> None:
    (bench.desk.folder / "g.yaml").write_bytes(shipped_bytes("geneva-2022"))
    case = bench.desk.open_file("g.yaml")
    address = f"/case/{case.slot}/levers?look=1&size=4"
    page = bench.get(address)
    assert 'id="stop"' in page
    answer = bench.client.post(
        f"/case/{case.slot}/x/levers.stop", data={"line": "main", "back": address}
    )
    assert answer.status_code == 200
    page = found(bench, address)
    assert "stopped" in page


def test_what_a_party_would_have_to_prefer(bench: Bench) -> None:
    case = bench.write(WANTED)
    address = f"/case/{case.slot}/levers?party=ussr&state=compromise"
    text = words(found(bench, address))
    assert "It would leave now." in text
    assert "likes “compromise” (2) no less than “Quarantine stands” (0)" in text
    odd = found(bench, f"/case/{case.slot}/levers?party=ussr&state=nowhere")
    assert "It would leave" not in odd


def test_dilemmas_are_told_as_in_the_brief(bench: Bench) -> None:
    case = bench.open("geneva-2022")
    text = words(found(bench, f"/case/{case.slot}/levers"))
    assert "who is pulled which way" in text and "Persuasion" in text
