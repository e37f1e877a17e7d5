"""YAML 1.2 as plain data with places: the core schema, and everything that is no case file."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from detente.case.document import show
from detente.case.files import MAX_SIZE, decode, read_bytes
from detente.case.reader import read_document
from detente.errors import CaseError, InputError


def data(text: str) -> Any:
    document = read_document(text, "x.yaml")
    assert document.problems == []
    return document.data


def refusal(text: str) -> str:
    with pytest.raises(CaseError) as caught:
        read_document(text, "x.yaml")
    return str(caught.value)


# ---------------------------------------------------------------------------- what scalars are


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("true", True),
        ("False", False),
        ("TRUE", True),
        ("yes", "yes"),
        ("no", "no"),
        ("on", "on"),
        ("~", None),
        ("null", None),
        ("none", "none"),
        ("12", 12),
        ("-3", -3),
        ("+4", 4),
        ("007", 7),
        ("0x1F", 31),
        ("0o17", 15),
        ("1_000", "1_000"),
        ("0.1", Decimal("0.1")),
        (".5", Decimal("0.5")),
        ("1e3", Decimal(1000)),
        ("1:30", "1:30"),
        ("2031-02-21", "2031-02-21"),
        ("2031-02", "2031-02"),
        ("2031", 2031),
        ("=", "="),
        ("<<", "<<"),
        ("'1'", "1"),
        ('"true"', "true"),
        ('"a\\nb"', "a\nb"),
        ("!!str 12", "12"),
        ("! 12", "12"),
        ("!!int 12", 12),
        ("1" * 400, "1" * 400),
    ],
)
def test_scalars_follow_the_core_schema(text: str, value: object) -> None:
    (found,) = data(f"- {text}")
    assert found == value
    assert isinstance(found, type(value))


def test_a_number_remembers_its_spelling() -> None:
    found = data("[007, 1e3, 0x10, 1.50]")
    assert [getattr(number, "written", str(number)) for number in found] == [
        "007",
        "1e3",
        "0x10",
        "1.50",
    ]


def test_decimals_are_exact() -> None:
    assert data("0.1") + data("0.2") == Decimal("0.3")


def test_keys_are_texts_in_one_normal_form() -> None:
    assert data("{1: a, true: b, ~: c, cafe\u0301: d}") == {
        "1": "a",
        "true": "b",
        "~": "c",
        "caf\u00e9": "d",
    }


def test_block_texts() -> None:
    assert data("a: |\n  one\n  two\nb: >-\n  three\n  four\n") == {
        "a": "one\ntwo\n",
        "b": "three four",
    }


def test_aliases_repeat_a_value() -> None:
    assert data("a: &x {b: [1]}\nc: *x\nd: &y text\n*y : e\n&k key: *k\n") == {
        "a": {"b": [1]},
        "c": {"b": [1]},
        "d": "text",
        "text": "e",
        "key": "key",
    }


# ---------------------------------------------------------------------------- places


def test_every_value_knows_its_place() -> None:
    text = "a: 1\nb:\n  - x\n  - {c: y, d: [z]}\n"
    document = read_document(text, "x.yaml")
    assert document.where(("a",)) == "x.yaml:1:4"
    assert document.where(("b",)) == "x.yaml:2:1"  # the value begins on a later line
    assert document.where(("b", 0)) == "x.yaml:3:5"
    assert document.where(("b", 1, "c")) == "x.yaml:4:9"
    assert document.where(("b", 1, "c"), key=True) == "x.yaml:4:6"
    assert document.where(("b", 1, "d", 0)) == "x.yaml:4:16"
    assert document.where(("b", 1, "d", 7, "e")) == "x.yaml:4:15"
    assert document.where(("q",)) == "x.yaml:1:1"


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_places_with_every_kind_of_line_break(newline: str) -> None:
    text = newline.join(["# a note", "a: 1", "b: [x,", "  y]", ""])
    document = read_document(text, "x.yaml")
    assert document.where(("a",)) == "x.yaml:2:4"
    assert document.where(("b", 1)) == "x.yaml:4:3"


def test_columns_count_characters_and_not_the_byte_order_mark() -> None:
    assert read_document("\ufeffa: x", "x.yaml").where(("a",)) == "x.yaml:1:4"
    assert read_document("{名: x}", "x.yaml").where(("名",)) == "x.yaml:1:5"


def test_paths_as_people_read_them() -> None:
    path = ("parties", "union", "prefers", 2, "case-id", "views.west", "9")
    assert show(path) == 'parties.union.prefers[2].case-id["views.west"]["9"]'


# ---------------------------------------------------------------------------- collected problems


@pytest.mark.parametrize(
    ("text", "place", "what"),
    [
        ("a: 1\na: 2", "x.yaml:2:1", "the key 'a' stands twice"),
        ("{b: {a: 1, a: [2, {c: 3}]}}", "x.yaml:1:12", "the key 'a' stands twice"),
        ("cafe\u0301: 1\ncaf\u00e9: 2", "x.yaml:2:1", "stands twice"),
        ("a: !secret x", "x.yaml:1:4", "the tag !secret has no meaning here"),
        ("a: !!python/object:os.system x", "x.yaml:1:4", "has no meaning here"),
        ("a: !!set {b}", "x.yaml:1:4", "the tag !!set has no meaning here"),
        ("a: !!timestamp 2031-01-01", "x.yaml:1:4", "has no meaning here"),
        ("[a, b]: 1", "x.yaml:1:1", "a list or mapping cannot be a key"),
        ("? {a: 1}\n: 2", "x.yaml:1:3", "a list or mapping cannot be a key"),
        (": 1", "x.yaml:1:1", "a key is missing before ':'"),
        ("a: &x [*x]", "x.yaml:1:8", "the alias *x refers to itself"),
        ("a: &x {b: {c: *x}}", "x.yaml:1:15", "the alias *x refers to itself"),
        ("a: *x", "x.yaml:1:4", "the alias *x refers to nothing"),
    ],
)
def test_a_problem_that_leaves_the_rest_readable(text: str, place: str, what: str) -> None:
    document = read_document(text, "x.yaml")
    (problem,) = document.problems
    assert problem.where == place
    assert what in problem.what


def test_of_repeated_keys_the_first_counts() -> None:
    document = read_document("a: {b: 1}\na: {b: 2, c: 3}\nd: 4", "x.yaml")
    assert document.data == {"a": {"b": 1}, "d": 4}
    assert document.where(("a", "b")) == "x.yaml:1:8"
    assert "line 1" in document.problems[0].hint


# ---------------------------------------------------------------------------- no YAML at all


@pytest.mark.parametrize(
    ("text", "place", "fragment"),
    [
        ("", "x.yaml", "the file is empty"),
        ("# only a note\n", "x.yaml", "the file is empty"),
        ("---\n...\n", "x.yaml", "the file is empty"),
        ("a: 1\n---\nb: 2\n", "x.yaml:2:1", "a second document begins here"),
        ("a: [1, 2", "x.yaml:1:9", "this is not YAML"),
        ("a: [1, 2}\n", "x.yaml:1:9", "A bracket is not closed, or a comma is missing."),
        ("a:\n\t- b", "x.yaml:2:1", "Indent with spaces; a tab cannot indent."),
        ("a: b: c", "x.yaml:1:5", "contains ': ' in quotes"),
        ("a: 'b\nc: d\n", "x.yaml:3:1", "It begins in line 1."),
        ("a: @b", "x.yaml:1:4", "Put the text in quotes."),
        ("a: *", "x.yaml:1:5", "Put the text in quotes."),
        ("a: 1\n b: 2", "x.yaml:2:3", "this is not YAML"),
        ("a: \x07", "x.yaml:1:4", "U+0007 may not stand in a text file"),
        ("a: '\ud800'", "x.yaml", "U+D800"),
        ("%FOO\n---\n%YAML 3.0\n--- a", "x.yaml", ""),
    ],
)
def test_what_cannot_be_read_says_where_and_why(text: str, place: str, fragment: str) -> None:
    found = refusal(text)
    assert place in found
    assert fragment in found


# ---------------------------------------------------------------------------- bounds


@pytest.mark.parametrize(
    "text", ["[" * 5000, "{a: " * 5000, "- " * 5000, "? " * 5000, "[" * 61 + "]" * 61]
)
def test_deep_nesting_is_refused(text: str) -> None:
    assert "nested more than 60 deep" in refusal(text) or "not YAML" in refusal(text)


def test_nesting_within_reason_is_read() -> None:
    assert data("[" * 60 + "]" * 60)


def test_aliases_that_multiply_are_refused_by_size() -> None:
    lines = ["a0: &a0 [" + ", ".join(["laugh"] * 9) + "]"]
    for k in range(1, 12):
        lines.append(f"a{k}: &a{k} [" + ", ".join([f"*a{k - 1}"] * 9) + "]")
    assert "expand" in refusal("\n".join(lines))


def test_many_aliases_of_one_long_text_are_refused_by_size() -> None:
    text = "a: &a " + "x" * 100_000 + "\nb: [" + ", ".join(["*a"] * 60) + "]"
    assert "expand beyond 4 MB" in refusal(text)


def test_too_many_values_are_refused() -> None:
    text = "a: &a [" + "1," * 10_000 + "]\nb: [" + "*a, " * 20 + "]"
    assert "more than 200000 values" in refusal(text)


def test_a_text_above_the_limit_is_refused_before_it_is_read(tmp_path: Path) -> None:
    file = tmp_path / "large.yaml"
    with file.open("wb") as stream:
        stream.seek(3 * 1024 * MAX_SIZE)  # sparse: reading it whole would need 12 GB
        stream.write(b"x")
    with pytest.raises(CaseError, match="larger than 4 MB"):
        read_bytes(file)
    with pytest.raises(CaseError, match="larger than 4 MB"):
        decode(b"x" * (MAX_SIZE + 1), "x.yaml")


# ---------------------------------------------------------------------------- bytes


@pytest.mark.parametrize(
    ("content", "fragment"),
    [
        ("a: é".encode("utf-16"), "UTF-16"),
        ("a: é".encode("utf-16-le"), "UTF-16"),
        ("a: é".encode("utf-16-be"), "UTF-16"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "binary"),
        (b"a: b\x00c", "binary"),
        (b"a: 1\nb: caf\xe9\n", "x.yaml:2:7"),
        (b"\xff\xff", "x.yaml:1:1"),
        (b"a: \xed\xa0\x80", "not UTF-8"),
    ],
)
def test_bytes_that_are_no_utf8_text(content: bytes, fragment: str) -> None:
    with pytest.raises(CaseError) as caught:
        decode(content, "x.yaml")
    assert fragment in str(caught.value)


def test_a_byte_order_mark_is_let_pass() -> None:
    assert data(decode(b"\xef\xbb\xbfa: 1", "x.yaml")) == {"a": 1}


def test_a_file_that_is_not_there_or_is_a_folder(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no file"):
        read_bytes(tmp_path / "none.yaml")
    with pytest.raises(InputError, match="is a folder"):
        read_bytes(tmp_path)
    with pytest.raises(InputError, match="cannot be read"):
        read_bytes(Path("a\0b.yaml"))
    with pytest.raises(InputError, match="cannot be read"):
        read_bytes(tmp_path / ("n" * 5000))
