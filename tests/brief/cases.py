"""Small cases for the tests of the brief."""

from __future__ import annotations

from functools import cache

from detente.brief import Brief, write_brief
from detente.case import load, parse_case
from detente.case.model import Case

HOSTILE = "<script>alert('x')</script> & \"quotes\" | *stars* _lines_ [a](http://evil) `code` #"

TWO_BY_TWO = """
detente: 1
id: pd
title: Two cooperate or not
question: Can cooperation last?
parties:
  row: {name: Row, options: {defect: Row defects}, prefers: [not column.defect, row.defect]}
  column:
    name: Column
    options: {defect: Column defects}
    prefers: [not row.defect, column.defect]
present: row.defect + column.defect
"""

ONLY_PARTIES = """
detente: 1
id: bare
title: Only names
parties:
  a: {name: Ana}
  b: {name: Bruno}
"""

WITH_HOLE = """
detente: 1
id: hole
title: One side says nothing
parties:
  a: {name: Ana, options: {go: Go first}, prefers: [go]}
  b: {name: Bruno, options: {follow: Follow}}
present: none
"""

GRAPH = """
detente: 1
id: graph
title: A list of states
question: Where does it rest?
parties:
  leader: {name: The leader, ranking: [s3, s1, s2]}
  follower: {name: The follower, ranking: [s3, s2, s1]}
states: [s1, s2, {id: s3, name: Deal}]
moves: {leader: [[s1, s2], [s2, s3]], follower: [[s3, s1]]}
present: s1
"""

ARABIC = """
detente: 1
id: right-to-left
title: محادثات المياه
question: هل يمكن الاتفاق؟
parties:
  north: {name: الشمال, options: {release: إطلاق المياه}, prefers: [claim, not release]}
  south: {name: הדרום, options: {claim: תביעה}, prefers: [release, not claim]}
present: none
"""


def hostile() -> Case:
    """A case in which every text tries to be markup."""
    text = HOSTILE.replace("'", "''")
    return parse_case(
        f"""
detente: 1
id: hostile
title: '{text}'
question: '{text}'
handling: '{text}'
as_of: 2030-01-01
parties:
  a:
    name: '{text}'
    voices: ['{text}']
    options: {{go: '{text}'}}
    prefers: [{{is: go, because: ['{text}', s1]}}]
  b: {{name: Bruno, options: {{stay: '{text}'}}, prefers: [not a.go, stay]}}
  c: {{name: '{text}', at_table: false}}
present: none
outcomes: {{gone: {{when: go, name: '{text}'}}}}
hypotheses:
  other:
    a: {{name: '{text}', prefers: [not go]}}
    expects: [{{what: '{text}', weight: for}}]
views: {{b: {{a: {{prefers: [not go]}}, means: {{word: go}}}}}}
stories:
  a: {{kind: '{text}', says: '{text}', roles: {{b: '{text}', a: '{text}'}}, note: '{text}'}}
meanings: {{'{text}': {{a: '{text}', b: go}}}}
issues:
  i:
    asks: '{text}'
    levels: [low, high]
    positions: {{a: high, b: low}}
    priority: {{a: 1, b: 2}}
victory: {{a: go, b: stay}}
grievances: [{{event: '{text}', when: 2019, readings: {{a: '{text}'}}, note: '{text}'}}]
feelings: {{a: {{b: {{word: '{text}'}}}}}}
tracks:
  t:
    name: '{text}'
    place: '{text}'
    parties: [a, b]
    sessions: [{{date: 2029-12-01, mood: {{a: '{text}'}}}}]
deadlines: [{{what: '{text}', date: 2031-01-01, binds: [a]}}]
patience: {{a: {{until: 2031-01, note: '{text}'}}}}
statements:
  - id: s1
    by: '{text}'
    party: a
    act: demand
    target: b
    gist: '{text}'
    date: 2029-12-01
    source: book
    at: '{text}'
    basis: reported
sources: {{book: {{title: '{text}', url: 'javascript:alert(1)', note: '{text}'}}}}
""",
        "hostile.yaml",
    )


def case(text: str) -> Case:
    """A case from a text."""
    return parse_case(text, "test.yaml")


def crowd(parties: int = 20, acting: int = 4) -> Case:
    """Many parties, of whom a few can act and have issues, stories and views."""
    lines = ["detente: 1", "id: crowd", "title: Many", "question: What holds?", "parties:"]
    for p in range(parties):
        act = f", options: {{o{p}: Do {p}}}, prefers: [not o{(p + 1) % acting}, o{p}]"
        lines.append(f"  p{p}: {{name: Party {p}{act if p < acting else ''}}}")
    everyone = ", ".join(f"p{p}: low" for p in range(parties))
    ranks = ", ".join(f"p{p}: {1 + p % 5}" for p in range(parties))
    lines += [
        "present: none",
        "views: {" + ", ".join(f"p{p}: {{p0: {{prefers: [o0]}}}}" for p in range(1, acting)) + "}",
        "stories: {" + ", ".join(f"p{p}: {{kind: kind {p}}}" for p in range(acting)) + "}",
        f"issues: {{one: {{asks: One, levels: [low, high], positions: {{{everyone}}}, "
        f"priority: {{{ranks}}}}}}}",
    ]
    return parse_case("\n".join(lines) + "\n", "crowd.yaml")


def large(options: int = 14) -> Case:
    """More states than anyone would list."""
    names = [f"o{k}" for k in range(options)]
    half = options // 2
    lines = ["detente: 1", "id: large", "title: Large", "question: What holds?", "parties:"]
    for party, own, other in (("a", names[:half], names[half:]), ("b", names[half:], names[:half])):
        does = ", ".join(f"{name}: Do {name}" for name in own)
        wants = f"not {other[0]}, {own[0]} if {other[1]}, not {own[1]}"
        lines.append(f"  {party}: {{name: Party {party}, options: {{{does}}}, prefers: [{wants}]}}")
    lines += ["present: none", "views: {a: {b: {prefers: [o1]}}}"]
    return parse_case("\n".join(lines) + "\n", "large.yaml")


@cache
def shipped_brief(name: str, basis: str = "all") -> Brief:
    """The brief of a shipped case, written once however many tests read it."""
    return write_brief(load(name), basis=basis)
