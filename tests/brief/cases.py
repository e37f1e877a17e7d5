"""Small cases for the tests of the brief."""

from __future__ import annotations

from functools import cache

from detente.brief import Brief, write_brief
from detente.case import load, parse_case, shipped_ids
from detente.case.model import Case
from detente.game.engines import beyond_listing

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


def _wide() -> str:
    """A case of 2^28 combinations of options: two sides, fourteen promises each, and a view."""

    def party(key: str, other: str) -> str:
        options = "".join(f"      {key}{n}: Promise {key}{n}\n" for n in range(13))
        wishes = [f"{other}_signs", f"not {key}_signs if not {other}0", f"{key}0 iff {other}0"]
        wishes += [f"{other}{n}" for n in range(4)]
        wishes += [f"{key}{n} iff {other}{n}" for n in range(1, 13)]
        lines = "".join(f"      - {{is: {one}, basis: assumed, doubt: high}}\n" for one in wishes)
        return (
            f"  {key}:\n    name: Side {key.upper()}\n    options:\n{options}"
            f"      {key}_signs: {{does: Side {key.upper()} signs, one_way: up}}\n"
            f"    prefers:\n{lines}"
        )

    return (
        "detente: 1\nid: wide\ntitle: Many promises (invented)\nquestion: Which last?\n"
        f"as_of: 2031-01-01\nparties:\n{party('a', 'b')}{party('b', 'a')}"
        "present: none\nimpossible: [a1 and b2]\n"
        "outcomes:\n  signed: {when: a_signs and b_signs, name: Both have signed}\n"
        "  rest: {when: a0 or not a0, name: Not both have signed}\n"
        "victory: {a: b_signs, b: a_signs}\n"
        "hypotheses: {stubborn: {a: {name: A stubborn side, prefers: [not a0, not a_signs]}}}\n"
        "views: {a: {b: {prefers: [not b_signs, b0]}}}\n"
        "issues:\n  promises: {asks: What is promised first, levels: [nothing, all],"
        " positions: {a: all, b: nothing}, options: [a0, b0]}\n"
    )


#: a case that nobody could list, small enough to be written up in a moment
WIDE = _wide()
#: the shipped cases whose states can be listed, which briefs are written of quickly
LISTED = tuple(name for name in shipped_ids() if not beyond_listing(load(name)))


@cache
def shipped_brief(name: str, basis: str = "all") -> Brief:
    """The brief of a shipped case, written once however many tests read it; of WIDE as "wide"."""
    return write_brief(case(WIDE) if name == "wide" else load(name), basis=basis)
