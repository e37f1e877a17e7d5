"""Edits keep every line that they do not touch byte for byte, or are refused."""

from __future__ import annotations

import os
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.case.edit import (
    AddItem,
    AddItems,
    AddKey,
    AddKeys,
    Change,
    Move,
    Remove,
    SetValue,
    edit,
    edit_file,
    same,
    save,
)
from detente.case.reader import read_document
from detente.case.render import plain_data
from detente.errors import InputError

FILE = """\
# Head, with trailing blanks   \t
title:   "Quoted"    # a remark
'other': 'it''s'

parties:            # who
  city:   # the city
    options: {reopen: Reopen,   sell: {does: Sell, one_way: up}  }  # braces

    prefers:
    - not strike   # first
    - {is: sell, basis: reading}

    - [a,
       b]  # over two lines
  # between
  union:
      voices:
        -   Ana
        - - nested
          - deeper
      note: |
        Two lines
        of text.

      folded: >-
        one
        two
      empty:
      after: x
# tail
list: [1, 2,  3]
bare: []
anchor: &a {k: v}
alias: *a
last: here
"""


def changed(old: str, new: str) -> tuple[list[str], list[str]]:
    """The lines that went and the lines that came, all others being equal byte for byte."""
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    while before and after and before[0] == after[0]:
        del before[0], after[0]
    while before and after and before[-1] == after[-1]:
        del before[-1], after[-1]
    return before, after


@pytest.mark.parametrize(
    ("change", "gone", "come"),
    [
        (
            SetValue(("title",), "New: title"),
            ['title:   "Quoted"    # a remark\n'],
            ['title:   "New: title"    # a remark\n'],
        ),
        (SetValue(("other",), "don't"), ["'other': 'it''s'\n"], ["'other': 'don''t'\n"]),
        (SetValue(("last",), True), ["last: here\n"], ["last: true\n"]),
        (SetValue(("last",), "true"), ["last: here\n"], ['last: "true"\n']),
        (SetValue(("last",), 0.1), ["last: here\n"], ["last: 0.1\n"]),
        (SetValue(("last",), None), ["last: here\n"], ["last: null\n"]),
        (SetValue(("last",), ["a", {"b": 1}]), ["last: here\n"], ["last: [a, {b: 1}]\n"]),
        (SetValue(("last",), "two\nlines"), ["last: here\n"], ['last: "two\\nlines"\n']),
        (
            SetValue(("parties", "city", "options", "sell", "one_way"), ["x"]),
            ["    options: {reopen: Reopen,   sell: {does: Sell, one_way: up}  }  # braces\n"],
            ["    options: {reopen: Reopen,   sell: {does: Sell, one_way: [x]}  }  # braces\n"],
        ),
        (
            SetValue(("parties", "city", "prefers", 0), "a, b"),
            ["    - not strike   # first\n"],
            ["    - a, b   # first\n"],
        ),
        (
            SetValue(("parties", "city", "prefers", 2, 1), "a, b"),
            ["       b]  # over two lines\n"],
            ['       "a, b"]  # over two lines\n'],
        ),
        (
            SetValue(("parties", "union", "note"), "One\nnew text.\n"),
            ["        Two lines\n", "        of text.\n"],
            ["        One\n", "        new text.\n"],
        ),
        (
            SetValue(("parties", "union", "folded"), "short"),
            ["      folded: >-\n", "        one\n", "        two\n"],
            ["      folded: |-\n", "        short\n"],
        ),
        (SetValue(("parties", "union", "empty"), "x"), ["      empty:\n"], ["      empty: x\n"]),
        (
            SetValue(("parties", "union", "voices"), "x"),
            [
                "      voices:\n",
                "        -   Ana\n",
                "        - - nested\n",
                "          - deeper\n",
            ],
            ["      voices: x\n"],
        ),
        (
            SetValue(("parties", "city"), {"a": "b"}),
            FILE.splitlines(keepends=True)[5:14],  # the comments inside go with the block
            ["  city: {a: b}   # the city\n"],
        ),
        (AddKey((), "new", {"a": 1}), [], ["new: {a: 1}\n"]),
        (AddKey(("parties",), "third", {}), [], ["  third: {}\n"]),
        (AddKey(("parties", "union"), "k: y", "v"), [], ['      "k: y": v\n']),
        (
            AddKey(("parties", "union", "empty"), "k", "v"),
            ["      empty:\n"],
            ["      empty: {k: v}\n"],
        ),
        (
            AddKey(("parties", "city", "options"), "x", "X, Y"),
            ["    options: {reopen: Reopen,   sell: {does: Sell, one_way: up}  }  # braces\n"],
            [
                "    options: {reopen: Reopen,   sell: {does: Sell, one_way: up}, "
                'x: "X, Y"  }  # braces\n'
            ],
        ),
        (AddItem(("list",), 4), ["list: [1, 2,  3]\n"], ["list: [1, 2,  3, 4]\n"]),
        (AddItem(("list",), 0, at=0), ["list: [1, 2,  3]\n"], ["list: [0, 1, 2,  3]\n"]),
        (AddItem(("list",), 9, at=2), ["list: [1, 2,  3]\n"], ["list: [1, 2,  9, 3]\n"]),
        (AddItem(("bare",), "x"), ["bare: []\n"], ["bare: [x]\n"]),
        (AddItem(("parties", "city", "prefers"), "x"), [], ["    - x\n"]),
        (AddItem(("parties", "city", "prefers"), "x", at=0), [], ["    - x\n"]),
        (AddItem(("parties", "city", "prefers"), "x", at=1), [], ["    - x\n"]),
        (AddItem(("parties", "union", "voices", 1), "x"), [], ["          - x\n"]),
        (
            AddItem(("parties", "union", "voices", 1), "x", at=0),
            ["        - - nested\n"],
            ["        - - x\n", "          - nested\n"],
        ),
        (Remove(("title",)), ['title:   "Quoted"    # a remark\n'], []),
        (Remove(("last",)), ["last: here\n"], []),
        (Remove(("list", 0)), ["list: [1, 2,  3]\n"], ["list: [2,  3]\n"]),
        (Remove(("list", 2)), ["list: [1, 2,  3]\n"], ["list: [1, 2]\n"]),
        (
            Remove(("parties", "city", "options", "reopen")),
            ["    options: {reopen: Reopen,   sell: {does: Sell, one_way: up}  }  # braces\n"],
            ["    options: {sell: {does: Sell, one_way: up}  }  # braces\n"],
        ),
        (
            Remove(("parties", "city", "prefers", 1)),
            ["    - {is: sell, basis: reading}\n"],
            [],
        ),
        (
            Remove(("parties", "union", "voices", 1, 0)),
            ["        - - nested\n", "          - deeper\n"],
            ["        - - deeper\n"],
        ),
        (
            Remove(("parties", "union", "folded")),
            ["      folded: >-\n", "        one\n", "        two\n"],
            [],
        ),
        (Move(("list", 2), 0), ["list: [1, 2,  3]\n"], ["list: [3, 1,  2]\n"]),
        (
            Move(("parties", "city", "options", "sell"), 0),
            ["    options: {reopen: Reopen,   sell: {does: Sell, one_way: up}  }  # braces\n"],
            ["    options: {sell: {does: Sell, one_way: up},   reopen: Reopen  }  # braces\n"],
        ),
        (
            Move(("parties", "city", "prefers", 0), 1),
            ["    - not strike   # first\n", "    - {is: sell, basis: reading}\n"],
            ["    - {is: sell, basis: reading}\n", "    - not strike   # first\n"],
        ),
        (
            Move(("parties", "union", "voices", 1, 0), 1),
            ["        - - nested\n", "          - deeper\n"],
            ["        - - deeper\n", "          - nested\n"],
        ),
        (
            Move(("parties", "union", "folded"), 4),
            FILE.splitlines(keepends=True)[24:29],
            [
                "      empty:\n",
                "      after: x\n",
                "      folded: >-\n",
                "        one\n",
                "        two\n",
            ],
        ),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_only_the_lines_that_a_change_touches_change(
    change: Change, gone: list[str], come: list[str], newline: str, mark: str
) -> None:
    old = mark + FILE.replace("\n", newline)
    before, after = changed(old, edit(old, change))
    assert before == [line.replace("\n", newline) for line in gone]
    assert after == [line.replace("\n", newline) for line in come]


def test_comments_between_entries_stay_where_they_are_when_one_moves() -> None:
    old = "a: 1   # one\n\n# between\nb:   # two\n  c: |\n    x\n\n# tail\n"
    new = "b:   # two\n  c: |\n    x\n\n# between\na: 1   # one\n\n# tail\n"
    assert edit(old, Move(("b",), 0)) == new
    assert edit(new, Move(("a",), 0)) == old
    assert edit("a:\n- x\n- y", Move(("a", 0), 1)) == "a:\n- y\n- x"


def test_a_last_line_without_an_end_stays_without_one() -> None:
    old = "a: 1\nb: [x]"
    assert edit(old, AddKey((), "c", 2)) == "a: 1\nb: [x]\nc: 2"
    assert edit(old, SetValue(("b",), "y")) == "a: 1\nb: y"
    assert edit(old, AddItem(("b",), "y")) == "a: 1\nb: [x, y]"
    assert edit(old, Remove(("b",))) == "a: 1\n"
    assert edit("a:\r\n- x", AddItem(("a",), "y")) == "a:\r\n- x\r\n- y"


def test_what_is_long_goes_on_lines_of_its_own() -> None:
    value = {"first": "x" * 60, "second": ["y" * 60, {"z": "z" * 60, "q": "w" * 60}]}
    new = edit("a: 1   # note\nb: 2\n", SetValue(("a",), value))
    assert new == (
        "a:   # note\n"
        f"  first: {'x' * 60}\n"
        "  second:\n"
        f"    - {'y' * 60}\n"
        f"    - z: {'z' * 60}\n"
        f"      q: {'w' * 60}\n"
        "b: 2\n"
    )


def test_the_last_entry_of_a_block_leaves_an_empty_one() -> None:
    assert edit("a:\n  b: 1   # note\nc: 2\n", Remove(("a", "b"))) == "a: {}\nc: 2\n"
    assert edit("a:\n- 1\n", Remove(("a", 0))) == "a: []\n"
    assert edit("a: {b: 1}\n", Remove(("a", "b"))) == "a: {}\n"


@pytest.mark.parametrize(
    "path",
    [("parties", "city", "prefers"), ("parties", "union", "voices"), ("list",), ("bare",)],
    ids=str,
)
def test_entries_added_in_one_go_come_out_as_one_after_another(path: tuple[str, ...]) -> None:
    entries = ["one, two", {"is": "sell", "note": "x" * 100}, [1, 2]]
    singly = [AddItem(path, entry) for entry in entries]
    assert edit(FILE, AddItems(path, entries)) == edit(FILE, *singly)


@pytest.mark.parametrize(
    "path", [(), ("parties", "union"), ("parties", "city", "options")], ids=str
)
def test_keys_added_in_one_go_come_out_as_one_after_another(path: tuple[str, ...]) -> None:
    pairs = {"new": "one, two", "newer": {"a": 1, "b": [1, 2]}, "newest": "x"}
    singly = [AddKey(path, key, value) for key, value in pairs.items()]
    assert edit(FILE, AddKeys(path, pairs)) == edit(FILE, *singly)
    with pytest.raises(InputError, match="stands there already"):
        edit(edit(FILE, *singly), AddKeys(path, pairs))


def test_a_file_does_not_grow_beyond_what_can_be_read() -> None:
    with pytest.raises(InputError, match="larger than 4 MB"):
        edit("a: 1\n", AddKey((), "b", "é" * 2**21))


def test_a_dash_in_a_comment_is_no_entry() -> None:
    old = "a:\n- x\n- # y-z\n  b: 1\n- c\n"
    assert edit(old, Remove(("a", 1))) == "a:\n- x\n- c\n"
    assert edit(old, Move(("a", 1), 0)) == "a:\n- # y-z\n  b: 1\n- x\n- c\n"


def test_several_changes_are_made_in_turn() -> None:
    new = edit("a: [x]\n", AddItem(("a",), "y"), SetValue(("a", 0), "z"), AddKey((), "b", 1))
    assert new == "a: [z, y]\nb: 1\n"


@pytest.mark.parametrize(
    ("change", "fragment"),
    [
        (SetValue(("nothing",), 1), "there is nothing at nothing"),
        (SetValue(("list", 7), 1), r"there is nothing at list\[7\]"),
        (SetValue(("title", "x"), 1), "there is nothing at title.x"),
        (AddKey((), "title", 1), "stands there already"),
        (AddKey(("list",), "x", 1), "is no mapping"),
        (AddItem(("title",), 1), "is no list"),
        (AddItem(("list",), 1, at=9), "has no place 9"),
        (Remove(("nothing",)), "there is nothing"),
        (Remove(()), "the whole file"),
        (Move((), 0), "there is nothing"),
        (Move(("list", 3), 0), "there is nothing"),
        (Move(("list", 0), 3), "has no place 3"),
        (Move(("title", 0), 0), "has no place 0"),
        (SetValue(("alias", "k"), 1), "there is nothing at alias.k to change"),
        (SetValue(("anchor",), 1), "without touching other parts"),
        (SetValue(("anchor", "k"), 1), "without touching other parts"),
        (SetValue(("last",), {1, 2}), "cannot hold a set"),
        (SetValue(("last",), "\ud800"), "half a character"),
    ],
)
def test_what_cannot_be_done_is_refused(change: Change, fragment: str) -> None:
    with pytest.raises(InputError, match=fragment):
        edit(FILE, change)


# ---------------------------------------------------------------------------- any value, anywhere

TEXTS = st.text(st.characters(codec="utf-8"), max_size=12)
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**6), 10**6),
    st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-99, max_value=99),
    TEXTS,
    st.sampled_from(["yes", "null", "1e3", "- x", "a: b", "#", "'", '"', "{", "*a", "&", "!", "@"]),
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(TEXTS.filter(bool), inner, max_size=4)
    ),
    max_leaves=8,
)
PATHS = [
    path for path in read_document(FILE, "x.yaml").nodes if not {"alias", "anchor"} & set(path)
]


@settings(max_examples=60)
@given(st.sampled_from(PATHS), VALUES)
def test_a_value_is_set_and_read_back_or_refused(path: tuple[str | int, ...], value: Any) -> None:
    try:
        text = edit(FILE, SetValue(path, value))
    except InputError as error:  # a block behind a dash and a comment; nothing as a whole file
        assert "change it by hand" in str(error)
        assert value is None or isinstance(value, dict | list)
        return
    found = read_document(text, "x.yaml").data
    for part in path:
        found = found[part]
    assert same(found, plain_data(value))


def _paths(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    inside = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    return [path, *(deep for key, item in inside for deep in _paths(item, (*path, key)))]


@pytest.mark.parametrize("name", ["harbour-2031", "elmira-1991", "syria-iraq-1975"])
def test_every_entry_of_a_shipped_case_can_be_set_and_taken_out(name: str) -> None:
    text = (files("detente.case") / "catalogue" / f"{name}.yaml").read_text(encoding="utf-8")
    paths = _paths(read_document(text, name).data)[1:]
    lines = text.splitlines(keepends=True)
    for path in paths[:: max(1, len(paths) // 16)]:
        new = edit(text, SetValue(path, "something else"))
        before, after = changed(text, new)
        assert "something else" in "".join(after)
        assert len(new.splitlines()) - len(lines) == len(after) - len(before)
        edit(text, Remove(path))


# ---------------------------------------------------------------------------- files


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes(b"a: 1\r\nb: 2\r\n")
    assert edit_file(file, SetValue(("a",), 3)) == "a: 3\r\nb: 2\r\n"
    assert file.read_bytes() == b"a: 3\r\nb: 2\r\n"
    assert list(tmp_path.iterdir()) == [file]


def test_a_refused_change_leaves_the_file_alone(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes(b"a: 1\n")
    with pytest.raises(InputError):
        edit_file(file, SetValue(("a",), 3), SetValue(("b",), 3))
    assert file.read_bytes() == b"a: 1\n"


def test_a_file_that_someone_else_has_changed_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes(b"a: 1\n")
    with pytest.raises(InputError, match="changed by another program"):
        save(file, "a: 2\n", replaces="0" * 64)
    assert file.read_bytes() == b"a: 1\n"


def test_a_failed_write_leaves_no_trace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes(b"a: 1\n")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(InputError, match="No space left on device"):
        save(file, "a: 2\n")
    assert list(tmp_path.iterdir()) == [file]
    assert file.read_bytes() == b"a: 1\n"


def test_a_new_file_can_be_saved(tmp_path: Path) -> None:
    save(tmp_path / "new.yaml", "a: é\n")
    assert (tmp_path / "new.yaml").read_bytes() == "a: é\n".encode()
