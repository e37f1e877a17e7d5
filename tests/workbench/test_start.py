"""The first page: what it lists, and the four ways to begin a case."""

from __future__ import annotations

import os
from datetime import datetime

import pytest

from detente.case.load import load
from detente.errors import InputError
from detente.workbench.start.front import recent
from detente.workbench.start.spreadsheet import case_from_table
from tests.workbench.conftest import Bench

TABLE = """\
party,option,levels,Now,Deal,Walk-out
City,Reopen the talks,,N,Y,N
,Wage offer,none|low|full,none,full,low
Union,Strike,,Y,N,Y
City,rank,,2,1,3
Union,rank,,2,1,2
City,(would stay),,●,·,●
"""


def send_table(bench: Bench, data: bytes, title: str = "Harbour", status: int = 200) -> str:
    answer = bench.client.post(
        "/import", data={"title": title}, files={"table": ("t.csv", data, "text/csv")}
    )
    assert answer.status_code == status, answer.text
    return answer.text


def test_the_page_lists_cases_last_changed_first(bench: Bench) -> None:
    for name, text, at in (
        ("old.yaml", "title: 'Old: one'   # remark\nparties: {}\n", 1_000_000_000),
        ("new.yaml", "title: {is: New <b>one</b>, basis: reported}\nparties: {}\n", 1_700_000_000),
    ):
        path = bench.desk.folder / name
        path.write_text(text, encoding="utf-8")
        os.utime(path, (at, at))
    now = datetime.fromtimestamp(1_700_000_000 + 60)
    found = recent(bench.desk, now)
    assert [one.title for one in found] == ["New <b>one</b>", "Old: one"]
    assert found[0].when.startswith(("today", "yesterday"))
    page = bench.get("/")
    assert "New &lt;b&gt;one" in page and page.index("new.yaml") < page.index("old.yaml")
    assert "The Elmira groundwater conflict" in page


def test_a_shipped_case_is_copied_at_its_first_change(bench: Bench) -> None:
    bench.client.post("/open", data={"how": "shipped", "name": "chicken"})
    assert list(bench.desk.folder.glob("*.yaml")) == []
    (case,) = bench.desk.cases.values()
    bench.act(case, "party.rename", party=next(iter(load("chicken").parties)), name="Somebody")
    bench.desk.save()
    assert "Somebody" in (bench.desk.folder / "chicken.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("how", ["empty", "example", "documents"])
def test_a_new_case_has_its_title(bench: Bench, how: str) -> None:
    title = 'Who: "owns" the [dam]?'
    answer = bench.client.post("/open", data={"how": how, "title": title})
    assert answer.status_code == 200
    (path,) = bench.desk.folder.glob("*.yaml")
    case = load(str(path))
    assert case.title.value == title and len(case.parties) == 2


def test_an_empty_case_has_the_parties_named(bench: Bench) -> None:
    parties = "The city\n\n  البحر  \nnot\nThe city\n"
    bench.client.post("/open", data={"how": "empty", "title": "T", "parties": parties})
    names = {k: p.name.value for k, p in load(str(bench.desk.folder / "T.yaml")).parties.items()}
    assert names == {
        "the_city": "The city", "البحر": "البحر", "not_2": "not", "the_city_2": "The city",
    }  # fmt: skip


def test_a_table_becomes_a_case(bench: Bench) -> None:
    send_table(bench, TABLE.encode("utf-8-sig"))
    case = load(str(bench.desk.folder / "Harbour.yaml"))
    assert [p.name.value for p in case.parties.values()] == ["City", "Union"]
    assert case.parties["city"].options["wage_offer"].levels == ("none", "low", "full")
    assert case.parties["city"].options["reopen_the_talks"].does.value == "Reopen the talks"
    assert case.present is not None and case.present.levels["strike"].value == "true"
    assert {o.name.value: o.when.value for o in case.outcomes.values()} == {
        "Deal": "reopen_the_talks and wage_offer == full and not strike",
        "Walk-out": "not reopen_the_talks and wage_offer == low and strike",
    }
    ranking = case.parties["union"].ranking
    assert ranking is not None
    assert [[entry.value for entry in rung] for rung in ranking.rungs] == [
        ["reopen_the_talks + wage_offer=full"],
        ["strike", "wage_offer=low + strike"],
    ]


@pytest.mark.parametrize("mark", [";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-16", "cp1252", "utf-8"])
def test_tables_as_spreadsheets_save_them(mark: str, encoding: str) -> None:
    text = TABLE.replace(",", mark).replace("●", "ja").replace("Harbour", "Häfen")
    assert "wage_offer" in case_from_table(text.encode(encoding), "Häfen")


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "No table was sent"),
        (b"PK\x03\x04rest", "save the sheet as CSV"),
        (b"\x00\x01\x02", "no text"),
        (b"a,b\n1,2\n", "no column &#39;party&#39;"),
        (b"party,option\n,x\n", "says not whose option"),
        (b"party,option\nA,rank\n", "no options"),
        (b"party;option;S\nA;x;low\n", "only one level"),
        (b"party,option,levels,S\nA,x,low|high,medium\n", "none of the levels"),
        (b"party,option,S,T\nA,x,Y,Y\n", "the same state"),
        (b"party,option,S\nA,x,Y\nA,rank,nan\n", "1 for the best"),
        (b"party,option\nA," + b"x" * 600, "longer than 500"),
        (b"party,option\n" + b"A,x\n" * 500, "more than 400 lines"),
        (b"party,option\n" + b"A,x\n" * 80, "at most 60"),
        (b"party,option" + b",s" * 200 + b"\nA,x\n", "120 columns"),
    ],
)
def test_a_table_that_cannot_be_used_is_told_of(bench: Bench, data: bytes, told: str) -> None:
    assert told in send_table(bench, data, status=422)
    assert list(bench.desk.folder.iterdir()) == []


def test_hostile_names_in_a_table_stay_words(bench: Bench) -> None:
    table = "party,option,now,=cmd()\nnot,if,Y,N\n<script>,none,N,Y\n,code,N,N\nbase,../x,N,N\n"
    page = send_table(bench, table.encode(), "../../<b>evil</b>\0")
    assert "<script>," not in page and "<b>evil" not in page
    assert [path.parent for path in bench.desk.folder.glob("**/*.yaml")] == [bench.desk.folder]


def test_two_options_of_one_wording_keep_apart() -> None:
    text = case_from_table(b"party,option\nA,Wait\nB,Wait\n", "T")
    assert "wait: Wait" in text and "wait_2: Wait" in text


def test_too_large_a_table_is_not_read() -> None:
    with pytest.raises(InputError, match="larger than 2 MB"):
        case_from_table(b"x" * (2 * 1024 * 1024 + 1), "T")


def test_another_browser_gets_an_address_of_its_own(bench: Bench) -> None:
    address = bench.client.post("/new-address").text.strip()
    bench.client.cookies.clear()
    assert bench.client.get("/").status_code == 403
    assert bench.client.get(address[address.index("/?") :]).status_code == 200
