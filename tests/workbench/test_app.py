"""Pages, changes and the file: the workbench from request to disk, without a browser."""

from __future__ import annotations

from tests.workbench.conftest import Bench


def test_a_change_is_named_saved_and_taken_back(bench: Bench) -> None:
    case = bench.open("prisoners-dilemma")
    before = case.lines["main"].text
    page = bench.client.post(
        f"/case/{case.slot}/line/text",
        data={"line": "main", "text": before.replace("\nparties:", "\n# here\nparties:")},
    )
    assert page.status_code == 200 and "Edit the file" in page.text
    bench.desk.save()
    assert "# here" in case.path.read_text(encoding="utf-8")
    bench.client.post(f"/case/{case.slot}/line/undo", data={"line": "main"})
    bench.desk.save()
    assert case.path.read_text(encoding="utf-8") == before


def test_an_address_from_before_a_restart_opens_its_case(bench: Bench) -> None:
    case = bench.open("chicken")
    del bench.desk.cases[case.slot]
    assert "chicken" in bench.get(f"/case/{case.slot}/model").casefold()
    bench.get("/case/chick/model", 422)


def test_rival_accounts_go_by_their_names(bench: Bench) -> None:
    case = bench.open("geneva-2022")
    page = bench.get(f"/case/{case.slot}/levers")
    assert "Russia, its patience spent" in page
    assert ">patience_spent<" not in page
