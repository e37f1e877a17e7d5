"""Cases that nobody could list, in the workbench: every screen opens, answers come after it."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
from starlette.testclient import TestClient

from detente.case.load import parse_case
from detente.errors import InputError
from detente.game import compile_game
from detente.game.symbolic import Bounds, Diagrams, compile_symbolic
from detente.progress import silent
from detente.stability import explain, solve_game
from detente.workbench.app import application
from detente.workbench.desk import Desk
from detente.workbench.guard import Keys
from detente.workbench.jobs import Job
from detente.workbench.keeping.opened import OpenCase
from detente.workbench.screens import SCREENS
from detente.workbench.sheet import Sheet
from detente.workbench.wide import asking, columns
from detente.workbench.wide.answers import Asked
from detente.workbench.wide.asking import Asking
from detente.workbench.wide.essence import essence, wide
from detente.workbench.wide.helper import Helper
from detente.workbench.wide.numbers import short_number
from detente.workbench.wide.plain import PlainGame
from detente.workbench.wide.questions import World
from detente.workbench.wide.questions.orders import splits, worth
from detente.workbench.wide.questions.sets import counted, listed, telling
from detente.workbench.wide.questions.states import judged, reasons
from detente.workbench.wide.words import PlainWords
from tests.workbench.conftest import BASE, PORT, Bench
from tests.workbench.large import STATES, TEXT

pytest.importorskip("dd")
At = ("base", None)
#: the same game with three options a side
SMALL = """
id: few
parties:
  a: {options: {a0: A0, a1: A1, a2: {does: A2, one_way: up}}, prefers: [a0 iff b0, not b1, a2]}
  b: {options: {b0: B0, b1: B1, b2: B2}, prefers: [b0 if a1, not a2, b2]}
impossible: [a2 and b2]
"""


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    """One workbench for all tests here: its helpers answer sooner once they are running."""
    desk, keys = Desk(tmp_path_factory.mktemp("large")), Keys()
    with TestClient(application(desk, keys, PORT), base_url=BASE) as client:
        assert client.get(f"/?token={keys.token()}").status_code == 200
        yield Bench(desk, client)
    desk.close()


@pytest.fixture(scope="module")
def many(bench: Bench) -> OpenCase:
    return bench.write(TEXT, "many.yaml")


def settled(bench: Bench, path: str, seconds: float = 30.0) -> str:
    """A page, asked again until nothing is on the way."""
    until = time.monotonic() + seconds
    while True:
        page = bench.get(path)
        if 'id="strip"' not in page:
            return page
        assert time.monotonic() < until, "the answers do not come"
        time.sleep(0.1)


def done(job: Job) -> object:
    job.wait(30)
    assert job.ready and not job.error, job.error
    return job.result


# ---------------------------------------------------------------------------- pages


def test_every_screen_opens_at_once_and_none_complains(bench: Bench, many: OpenCase) -> None:
    seen = [f"{key}?view=a" for key in ("model", "views", "preferences", "outcomes")]
    for path in (*SCREENS, *seen, "timeline?on=0", "levers?look=1&to=a0"):
        page = bench.get(f"/case/many/{path}")
        assert 'role="alert"' not in page and "listing them one by one" not in page, path


def test_counts_are_exact_and_states_are_few(bench: Bench, many: OpenCase) -> None:
    page = settled(bench, "/case/many/outcomes?concept=nash")
    assert f"{STATES:,} states" in page.replace("</span>", "").replace('<span class="number">', "")
    found = solve_by_hand()
    assert f">{found:,}<" in page
    page = settled(bench, "/case/many/model")
    assert "too many to list" in page and 'id="board"' in page
    assert page.count('class="state ') < 15


def solve_by_hand() -> int:
    """Nash equilibria of the case: a0, b0, and a1 exactly when b1; the rest free but one pair."""
    return 2 * 2**22 * 3


def test_pages_of_states_differ_and_samples_repeat(bench: Bench, many: OpenCase) -> None:
    def codes(query: str) -> list[str]:
        page = settled(bench, f"/case/many/outcomes?{query}")
        return [part.split('"')[0] for part in page.split('id="row-')[1:]]

    first, second = codes("order=code&page=1"), codes("order=code&page=2")
    assert len(first) == 20 and not {*first} & {*second}
    assert [*map(int, first)] == sorted(map(int, first)) and int(first[-1]) < int(second[0])
    assert codes("order=sample&seed=3") == codes("order=sample&seed=3") != codes("order=sample")
    near = codes("order=near&among=all")
    assert near[0] == "0" and len({*near}) == 20


def test_states_are_found_by_expression(bench: Bench, many: OpenCase) -> None:
    page = settled(bench, "/case/many/outcomes?among=all&where=a3+and+not+b3")
    assert f'<strong><span class="number">{STATES // 4:,}</span></strong>' in page
    page = settled(bench, "/case/many/outcomes?where=a3+and+nothing")
    assert 'class="wrong"' in page and "nothing" in unescape(page)


def test_a_state_is_tried(bench: Bench, many: OpenCase) -> None:
    page = settled(bench, "/case/many/model?trial=1&at=state:1")
    assert 'id="untry"' in page and "Side A has no better move" in page
    impossible = str((1 << 13) + (1 << 27))
    page = settled(bench, f"/case/many/model?trial={impossible}&at=state:{impossible}")
    assert "This combination cannot be" in page and "Deed a13" in page
    page = bench.client.post(
        "/case/many/x/model/pin", data={"pin": "3", "line": "main", "back": "/case/many/model"}
    ).text
    assert 'id="untry"' in page and "at=state" in unescape(page)


def test_a_way_from_the_present_is_told(bench: Bench, many: OpenCase) -> None:
    code = 1 + (1 << 14)
    page = settled(bench, f"/case/many/model?at=state:{code}")
    assert 'id="ask-way"' in page
    for screen in ("model", "outcomes"):
        page = settled(bench, f"/case/many/{screen}?at=state:{code}&way=yes")
        way = page.split('<ol class="way">')[1].split("</ol>")[0]
        assert way.count("<li>") == 2 and way.count('class="effect gain"') == 2
        assert way.index("Deed a0") < way.index("Deed b0")


def test_groups_that_would_leave_together_are_told(bench: Bench, many: OpenCase) -> None:
    code = 1 + 2 + (1 << 14) + (1 << 15)  # a0, a1, b0, b1: one minds b1, the other misses a2
    page = settled(bench, f"/case/many/model?at=state:{code}")
    assert 'id="ask-groups"' in page
    assert "No group" in settled(bench, "/case/many/model?at=state:0&groups=yes")
    page = settled(bench, f"/case/many/model?at=state:{code}&groups=yes")
    told = page.split('id="groups"')[1].split("</ul>")[0]
    assert "Side A" in told and "Side B" in told and "could leave it together" in told


def test_an_edit_shows_the_old_answer_until_the_new_one_is_there(
    bench: Bench, many: OpenCase, monkeypatch: pytest.MonkeyPatch
) -> None:
    settled(bench, "/case/many/outcomes")
    with monkeypatch.context() as hurry:
        hurry.setattr(asking, "_PATIENCE", 0.0)  # else the new answer may come with the page
        page = bench.act(
            many, "prefers.remove", party="a", where="", at="2", back="/case/many/outcomes"
        )
    assert f">{solve_by_hand():,}<" in page and "from before the last change" in page
    assert f">{2 * solve_by_hand():,}<" in settled(bench, "/case/many/outcomes")
    many.undo("main")


def test_what_bears_on_no_verdict_asks_nothing_anew(bench: Bench, many: OpenCase) -> None:
    settled(bench, "/case/many/outcomes")
    page = bench.act(many, "party.rename", party="a", name="Other", back="/case/many/outcomes")
    many.undo("main")
    assert 'class="panel old"' not in page and f">{solve_by_hand():,}<" in page


def test_ladders_say_what_statements_split(bench: Bench, many: OpenCase) -> None:
    page = settled(bench, "/case/many/preferences")
    assert f"holds in {STATES // 2:,} of {STATES:,} states" in page
    assert "more as good" in page
    answer = bench.get("/case/many/x/preferences.check?is=a0+and+a1&line=main")
    assert "being counted" in answer or f"holds in {STATES // 4:,}" in answer


def test_views_are_compared_in_numbers(bench: Bench, many: OpenCase) -> None:
    page = settled(bench, "/case/many/views")
    assert 'id="sides-table"' in page and "They differ in 1 ranking" in page
    assert "Deed b0: no" in unescape(re.sub("<[^>]+>", "", page.split('id="differences"')[1]))
    bench.act(
        many, "option.reword", party="b", option="b0", does="New words", back="/case/many/views"
    )
    page = settled(bench, "/case/many/views")
    assert "New words: no" in unescape(re.sub("<[^>]+>", "", page.split('id="differences"')[1]))
    many.undo("main")


def test_a_set_of_changes_is_found_and_tried_in_a_branch(bench: Bench, many: OpenCase) -> None:
    address = "/case/many/levers?look=1&to=not+a0+and+not+b0&concept=nash&size=1&test=own"
    page = settled(bench, address)
    assert 'id="set-1"' in page and "wanted states" in page
    form = page.split('id="try-form-1"')[1].split("</form>")[0]
    fields: dict[str, list[str]] = {}
    for name, value in re.findall(r'name="([^"]+)" value="([^"]*)"', form):
        fields.setdefault(name, []).append(unescape(value))
    fields["back"] = [unescape(address)]
    page = bench.client.post("/case/many/x/levers.try", data=fields).text
    assert 'id="branch-bar"' in page and "Nothing differs in what is assumed" not in page
    (branch,) = [line for line in many.lines.values() if line.key != "main"]
    assert branch.text != many.line("").text and len(branch.done) == 1
    many.drop(branch.key)


def test_work_is_stopped_and_asked_again(bench: Bench, many: OpenCase) -> None:
    other = bench.write(TEXT.replace("a2]", "a2, a3, a4 iff b4]"), "other.yaml")
    sheet = Sheet(bench.desk, other, other.line(""), "outcomes", {})
    piece = Asking.of(sheet).counted("nash")
    fields = {"role": "quick", "line": "main", "back": "/case/other/outcomes"}
    bench.client.post("/case/other/x/wide/stop", data=fields)
    piece.job.wait(10)
    assert piece.job.error == "stopped"
    assert 'id="again-quick"' in bench.get("/case/other/outcomes")
    bench.client.post("/case/other/x/wide/again", data=fields)
    assert done(Asking.of(sheet).counted("nash").job)


# ---------------------------------------------------------------------------- helpers


@pytest.fixture
def helper() -> Iterator[Helper]:
    made = Helper()
    yield made
    made.close()


def asked(what: str, *about: object, text: str = TEXT) -> Asked:
    return Asked(essence(parse_case(text)), text, "many.yaml", what, about)


def test_a_helper_refuses_and_goes_on(helper: Helper) -> None:
    wrong = helper.ask(asked("held", At, ("no_such_option",)))
    wrong.wait(30)
    assert "no_such_option" in wrong.error
    assert done(helper.ask(asked("held", At, ("a0",)))) == (STATES, STATES // 2)


def test_a_helper_gives_up_in_time(helper: Helper) -> None:
    job = helper.ask(asked("held", At, ()), limit=0.0)
    job.wait(30)
    assert "given up" in job.error
    assert done(helper.ask(asked("held", At, ()))) == (STATES,)


def test_what_the_newest_page_asks_goes_first() -> None:
    order: list[str] = []
    begun, gate = threading.Event(), threading.Event()

    class Noting(Helper):
        """Notes what it is asked, and waits."""

        def _answer(self, task: Any, tell: Any) -> None:
            order.append(task.asked.about[1][0])
            begun.set()
            assert gate.wait(30)

    made = Noting()
    jobs = {"a0": made.ask(asked("held", At, ("a0",)), page=1)}
    assert begun.wait(30)
    jobs |= {name: made.ask(asked("marks", At, (name,)), page=1) for name in ("a1", "a2")}
    jobs["b0"] = made.ask(asked("marks", At, ("b0",)), page=2)
    jobs["b1"] = made.ask(asked("held", At, ("b1",)), page=2)
    made.asked_again(jobs["a2"], 3)
    gate.set()
    for job in jobs.values():
        job.wait(30)
    made.close()
    assert order == ["a0", "a2", "b1", "b0", "a1"]


def test_a_closed_helper_has_no_process() -> None:
    made = Helper()
    done(made.ask(asked("held", At, ())))
    process = made._process
    made.close()
    assert process is not None and process.wait(5) is not None


# ---------------------------------------------------------------------------- parts


def test_the_essence_is_what_verdicts_follow_from() -> None:
    case = parse_case(TEXT)
    assert wide(case) and not wide(parse_case(SMALL))
    for old, new in (
        ("name: Side A", "name: Another"),
        ("Deed a3", "Something else"),
        ("present: none", "present: a0"),
        ("Both act", "Both"),
        ("title: Many options", "title: More"),
    ):
        assert essence(parse_case(TEXT.replace(old, new, 1))) == essence(case), old
    for old, new in (
        ("not b1", "b1"),
        ("a13 and b13", "a12 and b13"),
        ("[a0, not b1, a1 iff b1]", "[not b1, a0, a1 iff b1]"),
        ("b: {prefers: [not b0]}", "b: {prefers: [b0]}"),
        ("a5: {does: Deed a5}", "a5: {does: Deed a5, one_way: up}"),
    ):
        assert essence(parse_case(TEXT.replace(old, new, 1))) != essence(case), old


def test_answers_are_those_of_the_listed_game() -> None:
    """Signs, reasons, numbers and order of every state, against the engine that lists them."""
    world, case = World(SMALL, "few.yaml"), parse_case(SMALL)
    game = compile_game(case)
    table = solve_game(game)
    plain = PlainGame.of(case)
    signs = {"nash": "nash", "answer": "seq", "any": "gmr"}
    for index in game.states().tolist():
        code = game.code(index)
        assert plain.possible(code) and plain.notation(code) == game.notation(index)
        found = judged(world, silent, At, code)
        placed = worth(world, silent, At, code)
        for p, party in enumerate(game.parties):
            rank = game.rank(p)
            assert placed[party].above == int((rank[game.states()] > rank[index]).sum())
            assert placed[party].level == int((rank[game.states()] == rank[index]).sum())
            told = reasons(world, silent, At, party, code)
            assert told.sign == found[p]
            stays = {c: bool(table.stable[k, p, index]) for k, c in enumerate(table.concepts)}
            assert stays["nash"] == (found[p] == "nash")
            assert (stays["gmr"] or stays["smr"]) == (found[p] != "moves")
            if found[p] in signs:
                assert stays[signs[found[p]]]
            if found[p] not in {"nash", "open"}:
                whole = explain(game, "seq" if found[p] != "any" else "gmr", p, index)
                assert told.improvements == len(whole.improvements)
                free = sum(not one.deterred for one in whole.improvements)
                assert told.undeterred == (free if found[p] == "moves" else 0)
    cut = splits(world, silent, At, "a", (("a0 iff b0",), ("not b1",)))
    assert cut.states == game.n_states and cut.best is not None
    near = listed(world, silent, At, ("", ""), "", "near", 0, 100, 0, 1)
    apart = [len(plain.apart(0, code)) for code in near.codes]
    assert near.count == len(near.codes) == game.n_states and apart == sorted(apart)


def test_what_grows_too_large_is_said_beside_what_is_known() -> None:
    world = World(TEXT, "many.yaml")
    small = Diagrams(Bounds(nodes=50), "python")
    world._games[At] = compile_symbolic(world.case, diagrams=small)
    assert counted(world, silent, At, "gmr").equilibria == 37_748_736
    found = counted(world, silent, At, "seq")
    assert found.equilibria is None and "outgrew 50 nodes" in found.trouble
    assert found.states == STATES and telling(world, silent, At, "seq", 0) is None


@pytest.mark.parametrize(
    ("told", "sign"),
    [
        ({"nash": True, "gmr": True}, "nash"),
        ({"nash": False, "gmr": True, "smr": True}, "some"),
        ({"nash": False, "gmr": True, "seq": False, "sseq": False}, "any"),
        ({"nash": False, "gmr": True, "seq": True}, "answer"),
        ({"nash": False, "gmr": False}, "moves"),
        ({"nash": False}, "wait"),
        ({"gmr": True}, "wait"),
        ({"nash": None, "gmr": None}, "open"),
        ({}, "wait"),
    ],
)
def test_a_sign_says_no_more_than_is_known(told: dict[str, bool | None], sign: str) -> None:
    assert columns._sign({concept: (stays,) for concept, stays in told.items()}, 0) == sign


def test_a_state_settles_no_more_strictly_than_its_loosest_sign() -> None:
    assert columns.Judged(("nash", "answer")).holds == "answer"
    assert columns.Judged(("nash", "some")).holds == "any"
    assert columns.Judged(("nash", "moves")).holds == columns.Judged(("nash", "wait")).holds == ""
    assert columns.Judged(("nash", "open")).open and not columns.Judged(("open", "moves")).open


def test_names_tell_states_apart() -> None:
    case = parse_case(TEXT)
    words = PlainWords(case, PlainGame.of(case))
    assert words.called(0) == "the present"
    names = words.names([1 + (1 << 14), 3 + (1 << 14), 5 + (1 << 14)])
    assert len({*names.values()}) == 3 and all(one.startswith("Both act") for one in names.values())
    assert words.changes(1, 2) == ["no longer Deed a0", "Deed a1"]


def test_numbers_are_short_and_right() -> None:
    assert short_number(999_999_999) == "999,999,999"
    assert short_number(48_855_252_992) == "4.89 · 10¹⁰"
    assert short_number(10**400) == "1.00 · 10⁴⁰⁰"


def test_a_case_without_such_a_view_is_refused() -> None:
    with pytest.raises(InputError):
        PlainGame.of(parse_case(TEXT), "nobody")
    assert compile_symbolic(parse_case(TEXT), diagrams=Diagrams()).n_states == STATES
