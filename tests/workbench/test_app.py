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
