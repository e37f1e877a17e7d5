"""Brief: who may see what, which sections, and the files that are taken along."""

from __future__ import annotations

import io
import zipfile

from tests.workbench.conftest import Bench

TEXT = """\
title: Two sides
handling: internal
parties:
  a:
    options: {x: First}
    prefers: [{is: x, note: SECRETNOTE}]
  b:
    options: {z: Third}
    prefers: [z if x]
present: {x: true}
walk_away: {a: {is: x and not z, note: SECRETFLOOR}}
"""


def preview(bench: Bench, slot: str, query: str = "") -> str:
    """The page in its frame."""
    return bench.get(f"/case/{slot}/x/brief/preview?{query}")


def test_the_page_is_the_one_that_the_command_writes(bench: Bench) -> None:
    case = bench.write(TEXT)
    page = preview(bench, case.slot)
    assert "<h1>" in page and "Two sides" in page
    headers = bench.client.get(f"/case/{case.slot}/x/brief/preview").headers
    assert "script" not in headers["content-security-policy"]
    assert headers["x-frame-options"] == "SAMEORIGIN"
    from detente import parse_case, write_brief

    text = write_brief(parse_case(TEXT, str(case.path))).to_html()
    assert page == text


def test_others_than_mediators_get_a_case_of_their_own(bench: Bench) -> None:
    case = bench.write(TEXT)
    full = preview(bench, case.slot)
    for query in ("audience=public", "audience=party-safe", "audience=party-safe&for=a"):
        page = preview(bench, case.slot, query)
        assert page != full
        for form in ("html", "md", "json", "docx"):
            path = f"/case/{case.slot}/x/brief/file?form={form}&{query}"
            data = bench.client.get(path).content
            assert b"SECRET" not in data
        zipped = bench.client.get(f"/case/{case.slot}/x/brief/bundle?{query}").content
        with zipfile.ZipFile(io.BytesIO(zipped)) as bundle:
            assert all(b"SECRET" not in bundle.read(name) for name in bundle.namelist())


def test_sections_are_chosen_by_what_is_left_out(bench: Bench) -> None:
    case = bench.write(TEXT)
    answer = bench.client.get(
        f"/case/{case.slot}/x/brief/choose?section=outcomes&section=games&audience=mediator",
        follow_redirects=False,
    )
    address = answer.headers["location"]
    assert address.startswith(f"/case/{case.slot}/brief?") and "without=" in address
    page = bench.get(address)
    assert 'id="section-outcomes" value="outcomes" checked' in page
    assert 'id="section-hope" value="hope" data-submit' in page
    shown = preview(bench, case.slot, address.partition("?")[2])
    assert "Room for hope" not in shown


def test_a_bundle_holds_the_file_as_it_is_and_no_journal(bench: Bench) -> None:
    case = bench.write(TEXT)
    bench.act(case, "present.set", option="z", level="true")
    data = bench.client.get(f"/case/{case.slot}/x/brief/bundle").content
    with zipfile.ZipFile(io.BytesIO(data)) as bundle:
        names = bundle.namelist()
        text = bundle.read("case.yaml").decode("utf-8")
    assert text == case.line("main").text != TEXT
    assert not any("journal" in name or "evidence" in name for name in names)


def test_a_branch_has_a_brief_but_no_bundle(bench: Bench) -> None:
    case = bench.write(TEXT)
    branch = case.branch("main", "What if")
    assert "Two sides" in preview(bench, case.slot, f"line={branch.key}")
    page = bench.get(f"/case/{case.slot}/x/brief/bundle?line={branch.key}", 422)
    assert "take the branch into the case" in page


def test_what_is_not_known_is_the_whole_brief_or_is_refused(bench: Bench) -> None:
    case = bench.write(TEXT)
    for query in ("audience=king", "basis=none", "for=nobody", "without=a.b.c", "audience=%00"):
        assert "Two sides" in preview(bench, case.slot, query)
    bench.get(f"/case/{case.slot}/x/brief/file?form=exe", 422)
    bench.get(f"/case/{case.slot}/x/brief/file", 422)


def test_a_case_without_a_game_still_has_a_brief(bench: Bench) -> None:
    case = bench.write("title: Empty\nparties: {a: {name: Alone}}\n")
    assert "Empty" in preview(bench, case.slot)


def test_a_bundle_for_one_party_is_called_after_it(bench: Bench) -> None:
    case = bench.write(TEXT)
    for query, name in (("audience=party-safe&for=a", "for-a"), ("audience=public", "public")):
        answer = bench.client.get(f"/case/{case.slot}/x/brief/bundle?{query}")
        assert answer.headers["content-disposition"].endswith(f"-{name}.zip")


def test_the_screen_says_when_a_bundle_holds_nothing_of_the_evidence(bench: Bench) -> None:
    case = bench.write(TEXT)
    said = "written from the case alone"
    assert said not in bench.get(f"/case/{case.slot}/brief")
    case.path.with_suffix(".evidence.sqlite").write_bytes(b"")
    assert said in bench.get(f"/case/{case.slot}/brief")
    assert said not in bench.get(f"/case/{case.slot}/brief?audience=public")
