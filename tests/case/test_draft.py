"""A draft holds the changes so far, in the file's own text."""

from __future__ import annotations

from typing import Any

import pytest

from detente.case.draft import Draft
from detente.case.edit import edit
from detente.case.reader import read_document
from detente.errors import InputError

FILE = """\
# Head
title: One   # a remark
parties:
  city:
    options: {reopen: Reopen}
    prefers:
      - {is: not strike, doubt: low}   # first
      - reopen
  union:
present: {strike: true}
"""


def draft(text: str = FILE) -> Draft:
    return Draft(read_document(text, "x.yaml"))


def test_what_stands_in_the_file_can_be_looked_up() -> None:
    open_draft = draft()
    assert open_draft.value(("parties", "city", "prefers", 1)) == "reopen"
    assert open_draft.value(("parties", "city", "prefers", 2), "none") == "none"
    assert open_draft.value(("title", "x")) is None
    assert open_draft.has(("parties", "union"))
    assert not open_draft.has(("parties", "others"))
    assert open_draft.changes == []


@pytest.mark.parametrize(
    ("path", "value", "old", "new"),
    [
        (("title",), "Two", "title: One ", "title: Two "),
        (("question",), "Why?", "true}\n", "true}\nquestion: Why?\n"),
        (("parties", "city", "prefers", 0), "strike", "{is: not strike,", "{is: strike,"),
        (
            ("parties", "city", "prefers", 0),
            {"any": ["a"]},
            "is: not strike, doubt: low",
            "any: [a]",
        ),
        (("parties", "union", "options", "strike"), "S", "union:", "union: {options: {strike: S}}"),
        (("present", "reopen"), False, "strike: true}", "strike: true, reopen: false}"),
    ],
)
def test_a_value_is_put_where_it_belongs(path: Any, value: Any, old: str, new: str) -> None:
    open_draft = draft()
    open_draft.put(path, value)
    assert open_draft.document.text == FILE.replace(old, new)
    assert edit(FILE, *open_draft.changes) == open_draft.document.text


def test_nothing_is_put_through_a_text_or_past_a_list() -> None:
    for path in [("title", "x"), ("parties", "city", "prefers", 2), ("new", 0)]:
        with pytest.raises(InputError):
            draft().put(path, "x")


def test_a_text_is_wrapped_once() -> None:
    open_draft = draft()
    open_draft.wrap(("parties", "city", "prefers", 1))
    open_draft.wrap(("parties", "city", "prefers", 1))
    open_draft.put(("parties", "city", "prefers", 1, "doubt"), "high")
    assert "- {is: reopen, doubt: high}\n" in open_draft.document.text
    open_draft.wrap(("parties", "city", "options", "reopen"), "does")
    assert "options: {reopen: {does: Reopen}}" in open_draft.document.text
    with pytest.raises(InputError, match="nothing at parties"):
        open_draft.wrap(("parties", "x"))


def test_an_emptied_section_goes_and_a_named_entry_stays() -> None:
    open_draft = draft()
    open_draft.drop(("present", "strike"))
    assert "present" not in open_draft.document.text
    open_draft.drop(("parties", "city", "prefers", 0))
    assert open_draft.value(("parties", "city", "prefers")) == ["reopen"]
    open_draft.drop(("parties", "city", "prefers", 0))
    open_draft.drop(("parties", "city", "options", "reopen"))
    assert open_draft.value(("parties",)) == {"city": {}, "union": None}
    with pytest.raises(InputError, match="there is nothing"):
        open_draft.drop(("present",))


def test_an_entry_is_added_to_a_list_that_may_be_missing() -> None:
    open_draft = draft()
    open_draft.add(("impossible",), "a and b")
    open_draft.add(("impossible",), "c", at=0)
    open_draft.add(("parties", "union", "voices"), "Ana")
    assert open_draft.value(("impossible",)) == ["c", "a and b"]
    assert open_draft.value(("parties", "union")) == {"voices": ["Ana"]}
    with pytest.raises(InputError, match="is no list"):
        open_draft.add(("title",), "x")
