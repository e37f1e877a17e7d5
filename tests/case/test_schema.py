"""The JSON Schema admits what loads and refuses what is wrong in shape."""

from __future__ import annotations

import json
from decimal import Decimal
from importlib.resources import files
from typing import Any

import jsonschema
import pytest

from detente.case import parse_case, schema, shipped_ids
from detente.case.reader import read_document
from detente.case.scaffold import new_case
from detente.errors import CaseError

SCHEMA = schema()
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def as_json(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: as_json(item) for key, item in value.items()}
    if isinstance(value, list):
        return [as_json(item) for item in value]
    return float(value) if isinstance(value, Decimal) else value


def admits(text: str) -> bool:
    return bool(VALIDATOR.is_valid(as_json(read_document(text, "x.yaml").data)))


def loads(text: str) -> bool:
    try:
        parse_case(text)
    except CaseError:
        return False
    return True


def test_it_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert json.loads(json.dumps(SCHEMA)) == SCHEMA
    assert not any("__" in name for name in SCHEMA["$defs"])


@pytest.mark.parametrize("name", shipped_ids())
def test_every_shipped_case_is_admitted(name: str) -> None:
    text = (files("detente.case") / "catalogue" / f"{name}.yaml").read_text(encoding="utf-8")
    data = as_json(read_document(text, "x.yaml").data)
    assert [error.message for error in VALIDATOR.iter_errors(data)] == []


def test_the_new_case_is_admitted() -> None:
    assert admits(new_case("Talks"))


PARTIES = "parties: {city: {options: {a: A, b: B}}}\n"


@pytest.mark.parametrize(
    "line",
    [
        "title: {is: T, basis: reading, doubt: high, because: s1, note: n, audience: public}",
        "title: 2031",
        "title: {is: T, because: [s1, 3]}",
        "as_of: 2031",
        "present: 3",
        "present: a + b",
        "present: {a: true, b: {is: false, doubt: 0.5}}",
        "present: {is: a, basis: reported}",
        "impossible: [a and b, {is: a, doubt: low}]",
        "outcomes: {o: {when: a}}",
        "hypotheses: {h: {city: {weights: {a: 1.5, b: {is: 2, doubt: low}}}}}",
        "hypotheses: {h: {expects: [x, {is: y, note: n}, {what: z, weight: for}]}}",
        "hypotheses: {h: {city: {ranking: [a, [b, none], 3]}}}",
        "hypotheses: {h: {city: {ranking: [a, {is: [0, b], doubt: low}]}}}",
        "hypotheses: {h: {city: {prefers: [a, {any: [a, b], doubt: low}, {is: b}]}}}",
        "views: {city: {unseen: [a, {is: b, doubt: low}]}}",
        "views: {city: {unseen: {a: true, b: {basis: reported}}}}",
        "views: {city: {one_way: {a: up, b: [false]}, aware: {is: true, note: n}}}",
        "views: {city: {imagined: {city: {c: C, d: {is: D}, e: {levels: [x, y]}}}}}",
        "stories: {city: hostage-taking}",
        "stories: {city: {kind: x, roles: {city: {is: y, doubt: high}}}}",
        "walk_away: {city: 0.5}",
        "walk_away: {city: {is: a and not b, doubt: low}}",
        "grievances: [{event: x, when: 1999/2001-02}]",
        "feelings: {city: {city: hope}}",
        "patience: {city: 2031-04/2031-06}",
        "statements: [{id: s, party: city, act: threat, gist: {is: g, basis: reported}}]",
        "sources: {g: Gazette, h: {title: H, url: 'https://example.org'}}",
        "issues: {i: {asks: x, levels: [1, 2], urgency: {city: medium}}}",
        "issues: {i: {asks: x, priority: {city: {is: 1, doubt: low}}}}",
    ],
)
def test_what_loads_is_admitted(line: str) -> None:
    assert loads(PARTIES + line)
    assert admits(PARTIES + line)


@pytest.mark.parametrize(
    "line",
    [
        "titel: T",
        "title: [T]",
        "title: {basis: reported}",
        "title: {is: T, basis: rumour}",
        "title: {is: T, doubt: 2}",
        "as_of: yesterday",
        "detente: 2",
        "present: [a]",
        "present: 1.5",
        "impossible: a",
        "outcomes: {o: {name: O}}",
        "hypotheses: {h: {city: {preffers: [a]}}}",
        "hypotheses: {h: {city: {weights: {a: much}}}}",
        "views: {city: {one_way: {a: sideways}}}",
        "views: {city: {aware: 1}}",
        "patience: {city: soon}",
        "statements: [{id: s, party: city, act: bark, gist: g}]",
        "statements: [{id: s, party: city, act: threat}]",
        "issues: {i: {asks: x, priority: {city: 0}}}",
        "feelings: {city: {city: {word: x, wishes: bad}}}",
    ],
)
def test_what_is_wrong_in_shape_is_refused_by_both(line: str) -> None:
    assert not loads(PARTIES + line)
    assert not admits(PARTIES + line)


def test_a_case_needs_parties_alone() -> None:
    assert admits(PARTIES)
    assert not admits("title: T")
