"""Bad input: names that nobody has are answered with the nearest correct one, at their place."""

from __future__ import annotations

import pytest

from tests.case.problems.finding import BASE, SAID, only, with_city


@pytest.mark.parametrize(
    ("line", "path", "name", "hint"),
    [
        ("impossible: [reopen and strik]", "impossible[0]", "strik", "strike"),
        ("same: [strik]", "same[0]", "strik", "strike"),
        ("outcomes: {a: {when: strik}}", "outcomes.a.when", "strik", "strike"),
        ("victory: {city: strik}", "victory.city", "strik", "strike"),
        ("victory: {citi: strike}", "victory.citi", "citi", "city"),
        ("sells: {citi: strike}", "sells.citi", "citi", "city"),
        ("walk_away: {city: strik}", "walk_away.city", "strik", "strike"),
        ("walk_away: {citi: 1}", "walk_away.citi", "citi", "city"),
        ("present: strik", "present", "strik", "strike"),
        ("present: {strik: true}", "present.strik", "strik", "strike"),
        ("present: {offer: ful}", "present.offer", "ful", "full"),
        ("present: offer=ful", "present", "ful", "full"),
        ("stories: {citi: x}", "stories.citi", "citi", "city"),
        (
            "stories: {city: {kind: x, roles: {unon: y}}}",
            "stories.city.roles.unon",
            "unon",
            "union",
        ),
        ("meanings: {peace: {citi: x}}", "meanings.peace.citi", "citi", "city"),
        ("issues: {w: {asks: x, positions: {citi: y}}}", "issues.w.positions.citi", "citi", "city"),
        (
            "issues: {w: {asks: x, levels: [lo, hi], positions: {city: h}}}",
            "issues.w.positions.city",
            "h",
            "hi",
        ),
        ("issues: {w: {asks: x, options: [strik]}}", "issues.w.options[0]", "strik", "strike"),
        (
            "grievances: [{event: x, readings: {citi: y}}]",
            "grievances[0].readings.citi",
            "citi",
            "city",
        ),
        ("feelings: {union: {citi: hope}}", "feelings.union.citi", "citi", "city"),
        ("board: {positions: {citi: {strike: true}}}", "board.positions.citi", "citi", "city"),
        ("board: {positions: {city: {offer: ful}}}", "board.positions.city.offer", "ful", "full"),
        ("board: {intentions: {strik: true}}", "board.intentions.strik", "strik", "strike"),
        (
            "board: {doubted: [{by: citi, option: strike, of: intention}]}",
            "board.doubted[0].by",
            "citi",
            "city",
        ),
        ("tracks: {t: {name: T, parties: [citi]}}", "tracks.t.parties[0]", "citi", "city"),
        (
            "tracks: {t: {name: T, sessions: [{date: 2031, mood: {citi: x}}]}}",
            "tracks.t.sessions[0].mood.citi",
            "citi",
            "city",
        ),
        (
            "deadlines: [{what: x, date: 2031, binds: [citi]}]",
            "deadlines[0].binds[0]",
            "citi",
            "city",
        ),
        ("patience: {citi: 2031}", "patience.citi", "citi", "city"),
        ("levers: {never: [strik]}", "levers.never[0]", "strik", "strike"),
        ("levers: {guarantors: [shipers]}", "levers.guarantors[0]", "shipers", "shippers"),
        (
            "statements: [{id: a, party: citi, act: offer, gist: g}]",
            "statements[0].party",
            "citi",
            "city",
        ),
        (
            "statements: [{id: a, party: city, target: unon, act: offer, gist: g}]",
            "statements[0].target",
            "unon",
            "union",
        ),
        (
            SAID.format("issue: wage") + "issues: {wages: {asks: x}}",
            "statements[0].issue",
            "wage",
            "wages",
        ),
        (
            SAID.format("source: gazete") + "sources: {gazette: G}",
            "statements[0].source",
            "gazete",
            "gazette",
        ),
        (
            SAID.format("track: sid") + "tracks: {side: {name: S}}",
            "statements[0].track",
            "sid",
            "side",
        ),
        (
            "statements: [{id: s1, party: city, act: offer, gist: g, because: [s7]}]",
            "statements[0].because[0]",
            "s7",
            "s1",
        ),
        ("hypotheses: {h: {citi: {prefers: [strike]}}}", "hypotheses.h.citi", "citi", "city"),
        (
            "hypotheses: {h: {city: {prefers: [strik]}}}",
            "hypotheses.h.city.prefers[0]",
            "strik",
            "strike",
        ),
        (
            "hypotheses: {h: {city: {options: {ofer: x}}}}",
            "hypotheses.h.city.options.ofer",
            "ofer",
            "offer",
        ),
        ("hypotheses: {h: {expect: [x]}}", "hypotheses.h.expect", "neither a party", "expects"),
        ("views: {city: {unsen: [strike]}}", "views.city.unsen", "neither a party", "unseen"),
        ("views: {city: {means: {calm: not}}}", "views.city.means.calm", "is expected", ""),
        ("title: {is: x, doubt: .nan}", "title.doubt", ".nan", ""),
        ("views: {citi: {}}", "views.citi", "citi", "city"),
        ("views: {city.unon: {}}", 'views["city.unon"]', "unon", "union"),
        ("views: {city: {unon: {prefers: [strike]}}}", "views.city.unon", "unon", "union"),
        (
            "views: {city: {union: {prefers: [strik]}}}",
            "views.city.union.prefers[0]",
            "strik",
            "strike",
        ),
        ("views: {city: {unseen: [strik]}}", "views.city.unseen[0]", "strik", "strike"),
        ("views: {city: {unseen: {strik: true}}}", "views.city.unseen.strik", "strik", "strike"),
        ("views: {city: {unseen: {offer: ful}}}", "views.city.unseen.offer", "ful", "full"),
        ("views: {city: {imagined: {unon: {x: X}}}}", "views.city.imagined.unon", "unon", "union"),
        ("views: {city: {one_way: {strik: up}}}", "views.city.one_way.strik", "strik", "strike"),
        ("views: {city: {one_way: {offer: [ful]}}}", "views.city.one_way.offer[0]", "ful", "full"),
        ("views: {city: {impossible: [strik]}}", "views.city.impossible[0]", "strik", "strike"),
        ("views: {city: {possible: [strik]}}", "views.city.possible[0]", "strik", "strike"),
        ("views: {city: {present: {strik: true}}}", "views.city.present.strik", "strik", "strike"),
    ],
)
def test_unknown_names(line: str, path: str, name: str, hint: str) -> None:
    found = only(f"{BASE}{line}\n")
    assert found.path == path
    assert name in found.what
    assert hint in found.hint
    assert found.where.startswith("x.yaml:9:")


@pytest.mark.parametrize(
    ("line", "column", "what"),
    [
        ("prefers: [not strik]", 19, "no party has an option called 'strik'"),
        ("prefers: ['strike and not strik']", 31, "no party has an option called 'strik'"),
        ("prefers: [strike and]", 25, "the end stands here"),
        ("prefers: [(strike]", 15, "a closing parenthesis is missing"),
        ("prefers: [offer == ful]", 24, "option 'offer' has no level 'ful'"),
        ("prefers: [offer >]", 22, "a level is expected after '>'"),
        ("prefers: [strike else offer]", 22, "'else' is not expected here"),
        ("prefers: [strike + offer]", 22, "'+' is not expected here"),
        ("weights: {strik: 1}", 15, "no party has an option called 'strik'"),
        ("ranking: [strike, strik]", 23, "no party has an option called 'strik'"),
        ("ranking: [offer]", 15, "option 'offer' has more than two levels"),
        ("ranking: [none, code 12]", 21, "there is no state with the code 12"),
        ("ranking: [none, 12]", 21, "there is no state with the code 12"),
        ("ranking: [strike + strike]", 24, "stands twice in one state"),
        ("ranking: [none, [strike, 0]]", 30, "the state 'code 0' stands on two rungs"),
        ("ranking: [[none, 0]]", 22, "the state 'code 0' stands twice on one rung"),
        ("ranking: [strike, offer=none + strike]", 23, "stands on two rungs"),
    ],
)
def test_expressions_and_states_are_located_at_the_word(line: str, column: int, what: str) -> None:
    found = only(with_city(line))
    assert what in found.what
    assert found.where == f"x.yaml:4:{column}"


def test_a_bare_name_that_two_parties_have_is_ambiguous() -> None:
    text = "parties: {a: {options: {go: X}, prefers: [go]}, b: {options: {go: Y}, prefers: [a.go]}}"
    found = only(text)
    assert found.what == "'go' is ambiguous"
    assert found.hint == "Write one of: a.go, b.go."
