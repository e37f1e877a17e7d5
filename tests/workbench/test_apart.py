"""A change that is tried in a branch of its own: the branch and the act in one step."""

from __future__ import annotations

import pytest

from detente.case.draft import Draft
from detente.case.model import Case
from detente.errors import InputError
from detente.workbench.acts import Form
from detente.workbench.acts.act import Act
from detente.workbench.keeping import opened
from detente.workbench.keeping.refusal import Stale
from tests.workbench.conftest import Bench


def _retitle(case: Case, draft: Draft, form: Form) -> str:
    draft.put(("title",), form.text("value"))
    return "Title"


@pytest.fixture(autouse=True)
def acts(monkeypatch: pytest.MonkeyPatch) -> None:
    known = {"title.try": Act("title.try", "Title", {"value": "the title"}, _retitle)}
    monkeypatch.setattr(opened, "ACTS", known)
    monkeypatch.setattr("detente.workbench.app.ACTS", known)


def test_the_branch_changes_and_the_case_does_not(bench: Bench) -> None:
    case = bench.open("prisoners-dilemma")
    before = case.lines["main"].text
    page = bench.act(case, "title.try", branch="If they knew", value="Otherwise")
    assert case.lines["main"].text == before and case.lines["main"].done == []
    key = next(key for key in case.lines if key != "main")
    branch = case.lines[key]
    assert "Otherwise" in branch.text and branch.undo_label == "Title"
    assert branch.origin == "main" and branch.base == before
    assert 'id="branch-bar"' in page and "If they knew" in page  # the page goes on in the branch


def test_what_cannot_be_done_begins_no_branch(bench: Bench) -> None:
    case = bench.open("prisoners-dilemma")
    bench.act(case, "title.try", status=422, branch="Empty", value="")
    assert list(case.lines) == ["main"]


def test_a_change_of_nothing_begins_no_branch(bench: Bench) -> None:
    case = bench.open("prisoners-dilemma")
    title = case.title
    with pytest.raises(InputError, match="changes nothing"):
        case.do_apart("main", "Same", "title.try", Form({"value": title}))
    assert list(case.lines) == ["main"]


def test_a_page_that_is_out_of_date_begins_no_branch(bench: Bench) -> None:
    case = bench.open("prisoners-dilemma")
    seen = case.lines["main"].revision
    case.do("main", "title.try", Form({"value": "First"}))
    with pytest.raises(Stale):
        case.do_apart("main", "Late", "title.try", Form({"value": "Second"}), seen)
    assert list(case.lines) == ["main"]
