"""A changed text read anew in part is the text read as a whole."""

from __future__ import annotations

import dataclasses
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from detente.case.document import Document
from detente.case.edit import AddItem, AddKey, Move, Remove, SetValue, edited
from detente.case.reader import MAX_DEPTH, read_document
from detente.case.reread import reread
from detente.errors import CaseError

SMALL = """\
# Head

title: One   # a remark
'quoted': "two"
parties:            # who
  city:
    options: {reopen: Reopen,
      sell: Sell}  # braces
    # between

    prefers:
    - not strike   # first
    - {is: sell, basis: reading}
    -
      below: the dash
    - # a-b
      c: d
    # tail of the list
  union:
      voices:
        -   Ana
        - - nested
          - deeper
        - k: v
          l:
            m: n
          o:
      note: |
        Two lines

        of text.

      folded: >+
        one
        two

      plain: over
        two lines
      empty:
  ? asked
  : told
# tail
list: [1, 2,  3]
more:
- a
-
- é𝄞: ز
last: here
"""
CASES = {
    case.name.removesuffix(".yaml"): case.read_text(encoding="utf-8")
    for case in (files("detente.case") / "catalogue").iterdir()
    if case.name.endswith(".yaml")
}


def outcome(read: Any) -> Any:
    """Everything that reading a text gives, in an order that counts."""
    try:
        found = read()
    except CaseError as error:
        return error.problems
    return (
        *(getattr(found, f.name) for f in dataclasses.fields(Document) if f.name[0] != "_"),
        repr(found.data),
        list(found.nodes),
    )


def agree(old: str, new: str) -> bool:
    """Whether both ways of reading give the same; says so if the quick one was taken."""
    try:
        before = read_document(old, "x.yaml")
    except CaseError:
        return False
    as_it_was = outcome(lambda: read_document(old, "x.yaml"))
    quick = outcome(lambda: reread(before, new, "digest"))
    whole = outcome(lambda: read_document(new, "x.yaml", "digest"))
    assert quick == whole
    assert outcome(lambda: before) == as_it_was
    return True


PIECES = st.one_of(
    st.sampled_from(
        [
            *(
                "\n",
                "\r\n",
                "\r",
                "\n\n",
                "\n\n\n",
                " ",
                "  ",
                "    ",
                "\t",
                "\ufeff",
                "\x85",
                "\u2028",
            ),
            *("- ", "-", "? ", ": ", ":", ",", "[", "]", "{", "}", "#", " #", "'", '"', "\\"),
            *(
                "|",
                "|+\n",
                "|-",
                ">",
                ">2",
                "&a ",
                "*a",
                "!",
                "!!str ",
                "%YAML 1.2",
                "@",
                "`",
                "<<: ",
            ),
            *(
                "---\n",
                "\n---\n",
                "...\n",
                "\n...",
                "x",
                "null",
                "yes",
                "é",
                "𝄞",
                "\0",
                "\x07",
                "~",
            ),
            *("new: entry\n", "  new: entry\n", "    new: entry\n", "- new\n", "    - new\n"),
            *("\n  city:\n", "title: again\n", "# note\n", "  # note\n", "\n# note", "a: b"),
        ]
    ),
    st.text(st.characters(codec="utf-8"), max_size=4),
)


@st.composite
def changes(draw: st.DrawFn, text: str) -> str:
    """A text that differs from another in one place, at most a few lines long."""
    lines = text.splitlines(keepends=True)
    if draw(st.booleans()):  # whole lines: taken out, doubled, moved
        start = draw(st.integers(0, len(lines)))
        stop = draw(st.integers(start, min(len(lines), start + 4)))
        new = draw(
            st.one_of(
                st.just([]),
                st.lists(st.sampled_from(lines or [""]), max_size=3),
                st.lists(PIECES, max_size=3),
            )
        )
        return "".join([*lines[:start], *new, *lines[stop:]])
    start = draw(st.integers(0, len(text)))
    stop = draw(st.integers(start, min(len(text), start + draw(st.sampled_from([0, 1, 3, 40])))))
    return text[:start] + "".join(draw(st.lists(PIECES, max_size=3))) + text[stop:]


@st.composite
def styles(draw: st.DrawFn, text: str) -> str:
    """The text with other line ends, a byte order mark, no end of the last line."""
    text = text.replace("\n", draw(st.sampled_from(["\n", "\n", "\r\n", "\r"])))
    text = draw(st.sampled_from(["", "", "\ufeff"])) + text
    return text.rstrip("\r\n") if draw(st.booleans()) else text


@settings(max_examples=150)
@given(st.data())
def test_a_small_text_read_in_part_is_the_text_read_whole(data: st.DataObject) -> None:
    old = data.draw(styles(SMALL))
    for _ in range(data.draw(st.integers(1, 3))):
        new = data.draw(changes(old))
        if not agree(old, new):
            return
        old = new


@settings(max_examples=4)
@given(st.data())
@pytest.mark.parametrize("name", sorted(CASES))
def test_a_shipped_case_read_in_part_is_the_case_read_whole(name: str, data: st.DataObject) -> None:
    old = data.draw(styles(CASES[name]))
    assert agree(old, data.draw(changes(old)))


@pytest.mark.parametrize(
    ("gone", "come"),
    [
        ("    # between\n", "    ? asked\n"),  # a value that stands nowhere
        ("    - not strike   # first\n", "    #- not strike\n"),  # nothing is left of an entry
        ("sell, basis: reading}\n", "sell, basis: reading\n"),  # a bracket that takes in the rest
        ("last: here\n", "title: here\n"),  # a key that stands twice
        ("- a\n-\n", "-\n"),
        ("last: here\n", "\ufefflast: here\n"),  # a mark that opens a file, not an entry
        ("last: here\n", "last: &a here\n"),  # from now on entries may depend on one another
        ("last: here\n", "last: !!str here\n"),
        ("last: here\n", "last: here\n...\n"),
        ("  city:\n", "\n\ncity:\n"),  # as far from its start, in another column
        ("  city:\n", "  # now first\n  city:\n"),  # what holds the entry begins later
        ("ز\nlast", "زlast"),  # two lines become one
        ("title: One   # a remark", "{a: 1}"),  # a mapping, but no entry of this one
        ("        one\n        two\n\n", "        one\n\n\n\n"),
    ],
)
def test_what_has_gone_wrong_before(gone: str, come: str) -> None:
    assert gone in SMALL
    assert agree(SMALL, SMALL.replace(gone, come))


def test_what_a_screen_changes_needs_no_reading_of_the_whole(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = CASES["geneva-2022"]
    document = read_document(text, "x.yaml")
    monkeypatch.setattr("detente.case.reread.read_document", lambda *_: pytest.fail("all of it"))
    for change in (
        SetValue(("title",), "Another"),
        SetValue(("present", "forces", "is"), "attack"),
        AddItem(("parties", "russia", "prefers"), "limits"),
        AddItem(("parties", "us", "prefers"), "limits", at=0),
        Remove(("parties", "russia", "prefers", 0)),
        Move(("parties", "us", "options", "sanctions"), 0),
        Remove(("parties", "osce")),
        AddKey((), "same", ["limits"]),
        AddKey(("parties", "ukraine"), "options", {"a": "A"}),
        AddKey(("views", "us"), "one_way", {"limits": "up"}),
        Remove(("impossible", 0)),
        SetValue(("statements", 3, "gist"), "Said otherwise"),
        Remove(("statements", 3)),
    ):
        document = edited(document, change)


def test_bounds_hold_where_only_a_part_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    deep = "".join(" " * k + "a:\n" for k in range(MAX_DEPTH - 2)) + " " * MAX_DEPTH + "b: 1\n"
    assert agree(deep, deep.replace("b: 1", "b: [1]"))
    assert agree(deep, deep.replace("b: 1", "b: [[1]]"))
    with pytest.raises(CaseError, match="nested more than"):
        reread(read_document(deep, "x.yaml"), deep.replace("b: 1", "b: [[1]]"))
    monkeypatch.setattr("detente.case.reader.MAX_VALUES", 20)
    monkeypatch.setattr("detente.case.reread.MAX_VALUES", 20)
    wide = "a: 1\nb:\n" + "  - x\n" * 10
    assert agree(wide, wide + "  - x\n" * 7)
    with pytest.raises(CaseError, match="more than 20 values"):
        reread(read_document(wide, "x.yaml"), wide + "  - x\n" * 8)


YAMLISH = st.lists(
    st.one_of(
        PIECES, st.sampled_from(["a: 1\n", "b:\n", "  c: d\n", "  - e\n", "- f\n", "g: |\n"])
    ),
    min_size=1,
    max_size=12,
).map("".join)


@settings(max_examples=150)
@given(YAMLISH, st.data())
@example("a: 1\nb: 2\n", None)
def test_any_text_read_in_part_is_the_text_read_whole(old: str, data: st.DataObject | None) -> None:
    agree(old, data.draw(changes(old)) if data else "")
