"""Bad input: what contradicts itself or another entry."""

from __future__ import annotations

import pytest

from detente.case import parse_case
from tests.case.problems.finding import BASE, GRAPH, only, problems, with_city


@pytest.mark.parametrize(
    ("text", "path", "what"),
    [
        (
            with_city("prefers: [strike]\n    ranking: [strike]"),
            "parties.city.ranking",
            "has 'prefers' already",
        ),
        (
            with_city("weights: {strike: 1}\n    ranking: [strike]"),
            "parties.city.weights",
            "has 'ranking' already",
        ),
        (
            BASE + "views: {city: {union: {prefers: [strike], weights: {strike: 1}}}}",
            "views.city.union.weights",
            "has 'prefers' already",
        ),
        ("parties: {}", "parties", "at least one party"),
        ("title: X", "", "the key 'parties' is missing"),
        (BASE + "states: [s1]", "states", None),
        (
            GRAPH.replace("ranking: [s2, s1]", "options: {x: X}, ranking: [s2, s1]"),
            "parties.leader.options",
            "lists its states",
        ),
        (GRAPH.replace("[s1, s2]\n", "[s1, s2, s1]\n"), "states[2]", "the state 's1' stands twice"),
        (
            GRAPH.replace("{leader: [[s1, s2]]}", "{leader: [[s1, s3]]}"),
            "moves.leader[0][1]",
            "no state called 's3'",
        ),
        (
            GRAPH.replace("{leader: [[s1, s2]]}", "{leeder: [[s1, s2]]}"),
            "moves.leeder",
            "no party called 'leeder'",
        ),
        (
            GRAPH.replace("{leader: [[s1, s2]]}", "{leader: [[s1, s1]]}"),
            "moves.leader[0]",
            "to itself",
        ),
        (
            GRAPH.replace("{leader: [[s1, s2]]}", "{leader: [[s1]]}"),
            "moves.leader[0]",
            "a list of 1 stands here",
        ),
        (
            GRAPH.replace("{leader: [[s1, s2]]}", "{leader: [s1]}"),
            "moves.leader[0]",
            "a pair of states",
        ),
        (GRAPH.replace("[s1, s2]\nmoves", "[]\nmoves"), "states", None),
        (GRAPH + "present: s3", "present", "no state called 's3'"),
        (GRAPH + "present: {s1: true}", "present", "lists its states"),
        (GRAPH + "present: 2", "present", "no state with the code 2"),
        (GRAPH + "impossible: [s3]", "impossible[0]", "no state called 's3'"),
        (
            GRAPH + "views: {leader: {imagined: {rival: {x: X}}}}",
            "views.leader.imagined",
            "lists its states",
        ),
        (GRAPH + "views: {leader: {one_way: {x: up}}}", "views.leader.one_way", "lists its states"),
        (
            GRAPH + "views: {leader: {unseen: [x]}}",
            "views.leader.unseen[0]",
            "no option and no party",
        ),
        (BASE + "moves: {city: [[a, b]]}", "moves", "moves are given, but no states"),
        (
            BASE + "present: {strike: true, union.strike: true}",
            'present["union.strike"]',
            "are the same option",
        ),
        (
            BASE + "views: {city: {unseen: [city]}}",
            "views.city.unseen[0]",
            "cannot leave 'city' out",
        ),
        (
            BASE + "views: {union.city: {unseen: [city]}}",
            'views["union.city"].unseen[0]',
            "cannot leave 'city' out",
        ),
        (
            BASE + "views: {city: {unseen: {union: true}}}",
            "views.city.unseen.union",
            "stands at no level",
        ),
        (
            BASE + "views: {city: {unseen: [strike, union.strike]}}",
            "views.city.unseen[1]",
            "are the same option",
        ),
        (
            BASE + "views: {city: {imagined: {union: {x: X}}, unseen: [x]}}",
            "views.city.unseen[0]",
            "imagined and unseen",
        ),
        (
            BASE + "views: {city: {imagined: {union: {strike: X}}}}",
            "views.city.imagined.union.strike",
            "in the base already",
        ),
        (
            BASE
            + "views:\n  city: {imagined: {union: {x: X}}}\n"
            + "  union: {imagined: {union: {x: {levels: [a, b]}}}}",
            "views.union.imagined.union.x",
            "other levels here than in the view 'city'",
        ),
        (
            BASE + "views: {city: {union: {options: {strike: X}}}}",
            "views.city.union.options",
            "does not describe options anew",
        ),
        (
            BASE + "views: {city: {possible: [strike]}}",
            "views.city.possible[0]",
            "the base does not hold 'strike' impossible",
        ),
        (BASE + "views: {'': {}}", 'views[""]', "names no view"),
        (BASE + "views: {city.: {}}", 'views["city."]', "names no view"),
        (
            BASE + "hypotheses: {h: {city: {options: {offer: {levels: [none, full]}}}}}",
            "hypotheses.h.city.options.offer",
            "other levels in the base",
        ),
        (
            BASE + "statements:\n" + "  - {id: a, party: city, act: offer, gist: g}\n" * 2,
            "statements[1].id",
            "two statements have the id 'a'",
        ),
        (BASE + "issues: {w: {asks: x, levels: [a, b, a]}}", "issues.w.levels[2]", "stands twice"),
        (
            BASE + "issues: {w: {asks: x, levels: [a, b]}}\nvalues: {city: {w: {weight: 1, a: 0}}}",
            "values.city.w",
            "no worth is given for the level 'b'",
        ),
        (
            BASE
            + "issues: {w: {asks: x, levels: [a]}}\nvalues: {city: {w: {weight: 1, a: 0, c: 1}}}",
            "values.city.w.c",
            "called 'c'",
        ),
        (
            BASE + "issues: {w: {asks: x, levels: [a]}}\nvalues: {city: {w: {weight: -1, a: 0}}}",
            "values.city.w.weight",
            "a weight is not negative",
        ),
        (
            BASE
            + "issues: {w: {asks: x, levels: [note, a]}}\n"
            + "values: {city: {w: {weight: 1, note: 0, a: 1}}}",
            "values.city.w",
            "not a level",
        ),
        (
            BASE + "values: {city: {w: {weight: 1}}}",
            "values.city.w",
            "there is no issue called 'w'",
        ),
    ],
)
def test_contradictions(text: str, path: str, what: str | None) -> None:
    if what is None:
        assert problems(text)
        return
    found = only(text)
    assert found.path == path
    assert what in found.what


def test_what_is_lifted_must_be_impossible_for_the_parent() -> None:
    views = (
        "impossible: [strike and reopen]\n"
        "views:\n"
        "  city: {{possible: [{first}], impossible: [offer == full]}}\n"
        "  city.union: {{possible: [{second}]}}\n"
    )
    sound = views.format(first="strike and city.reopen", second="offer = full")
    assert parse_case(BASE + sound).warnings == ()
    found = only(BASE + views.format(first="reopen and strike", second="offer = full"))
    assert "cannot be lifted" in found.what
    assert "strike and reopen" in found.hint
    found = only(BASE + views.format(first="strike and reopen", second="strike and reopen"))
    assert found.what.startswith("city does not hold 'strike and reopen' impossible")
