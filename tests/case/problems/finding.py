"""Sound cases, and the problems of what is made of them."""

from __future__ import annotations

import pytest

from detente.case import parse_case
from detente.errors import CaseError, Problem

#: a sound case in the option form; tests replace or append to it
BASE = """\
parties:
  city:
    options: {reopen: Reopen, offer: {does: Offer, levels: [none, low, full]}}
    prefers: [not strike]
  union:
    options: {strike: Strike}
    prefers: [offer == full]
  shippers: {at_table: false}
"""
SAID = "statements: [{{id: a, party: city, act: offer, gist: g, {}}}]\n"
GRAPH = """\
parties: {leader: {ranking: [s2, s1]}, rival: {ranking: [[s1, s2]]}}
states: [s1, s2]
moves: {leader: [[s1, s2]]}
"""


def problems(text: str) -> tuple[Problem, ...]:
    with pytest.raises(CaseError) as caught:
        parse_case(text, "x.yaml")
    return caught.value.problems


def only(text: str) -> Problem:
    found = problems(text)
    assert len(found) == 1, "\n".join(map(str, found))
    return found[0]


def with_city(line: str) -> str:
    return BASE.replace("    prefers: [not strike]\n", f"    {line}\n")
