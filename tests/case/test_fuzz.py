"""Whatever the bytes, loading either succeeds or says what is wrong; nothing else comes out."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from detente.case import names, parse_case, restrict
from detente.case.holes import holes
from detente.case.model import Case
from detente.case.reader import read_document
from detente.errors import CaseError

SKETCH = (files("detente.case") / "catalogue" / "harbour-2031.yaml").read_bytes()
GRAPH = b"""\
parties: {leader: {ranking: [s2, [s1, s3]]}, rival: {prefers: [s1 or s3]}}
states: [s1, s2, {id: s3, name: Deadlock}]
moves: {leader: [[s1, s2], [s2, s3]], rival: [[s3, s1]]}
present: s1
same: [s3]
views: {leader: {impossible: [s3], present: s2}}
"""
WORDS = sorted(
    {*Case.model_fields, "detente", "is", "any", "basis", "doubt", "because", "unseen", "imagined"}
    | {"options", "levels", "prefers", "ranking", "weights", "one_way", "city", "union", "strike"}
    | {"not strike", "offer == full", "none", "code 1", "a.b", "city.union", "1", "-1", "0.5"}
)


def survives(data: bytes) -> None:
    """Load, and look at what was loaded; a refusal must carry problems that can be shown."""
    try:
        case = parse_case(data, "x.yaml")
    except CaseError as error:
        assert error.problems
        for problem in error.problems:
            assert problem.what
            assert problem.where.startswith("x.yaml")
            str(problem).encode("utf-8")
        return
    known = names(case)
    for basis in ("reported", "reading", "all"):
        assert names(restrict(case, basis)).options == known.options
    holes(case)


@settings(max_examples=300)
@given(st.binary(max_size=80))
def test_any_bytes(data: bytes) -> None:
    survives(data)


@settings(max_examples=300)
@given(
    st.text(st.sampled_from("ab:-[]{},'\"#&*!|>%@`? \n\t\r0.~=+\u0301é名\ufeff\x07"), max_size=60)
)
def test_any_text_of_marks_that_mean_something(text: str) -> None:
    survives(text.encode())


@settings(max_examples=80)
@given(
    st.sampled_from([SKETCH, GRAPH]),
    st.integers(0, 10_000),
    st.integers(0, 40),
    st.binary(max_size=6)
    | st.sampled_from([b"[", b"}", b"\n", b": ", b"&a ", b"*a", b"- ", b"is"]),
)
def test_a_case_with_something_cut_out_or_put_in(
    data: bytes, start: int, length: int, new: bytes
) -> None:
    start %= len(data)
    survives(data[:start] + new + data[start + length :])


SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(-3, 12), st.floats(), st.sampled_from(WORDS)
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(WORDS), inner, max_size=3)
    ),
    max_leaves=6,
)


@settings(max_examples=120)
@given(st.dictionaries(st.sampled_from(WORDS), VALUES, max_size=6))
def test_any_data_with_the_words_of_the_format(data: dict[str, Any]) -> None:
    survives(json.dumps({"parties": {"city": {"options": {"strike": "S"}}}, **data}).encode())


@settings(max_examples=50)
@given(st.data())
def test_the_sketch_with_any_part_replaced_by_anything(data: st.DataObject) -> None:
    whole = read_document(SKETCH.decode(), "x.yaml").data
    here: Any = whole
    while isinstance(here, dict | list) and here:
        key = data.draw(st.sampled_from(list(here) if isinstance(here, dict) else range(len(here))))
        if not isinstance(here[key], dict | list) or not here[key] or data.draw(st.booleans()):
            here[key] = data.draw(VALUES)
            break
        here = here[key]
    survives(json.dumps(whole, default=float).encode())
