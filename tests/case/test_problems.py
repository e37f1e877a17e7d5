"""Bad input: each mistake is located, said plainly, and answered with the nearest correct name."""

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


def test_the_sound_cases_are_sound() -> None:
    assert parse_case(BASE).warnings == ()
    assert parse_case(GRAPH).warnings == ()


# ---------------------------------------------------------------------------- shapes and words


@pytest.mark.parametrize(
    ("line", "path", "what", "hint"),
    [
        ("titel: X", "titel", "the key 'titel' has no meaning here", "Did you mean 'title'?"),
        ("value: 3", "value", "the key 'value' has no meaning here", "Did you mean 'values'?"),
        ("qqq: 3", "qqq", "the key 'qqq' has no meaning here", "Known: detente, id"),
        ("title: [a]", "title", "a text is expected, but a list stands here", ""),
        ("title: {was: a}", "title", "a mapping without 'is:' stands here", "under 'is:'"),
        ("title: true", "title", "a text is expected, but true stands here", "Put it in quotes"),
        ("title: {is: a, basis: rumour}", "title.basis", "'rumour' is not one of", "reported"),
        ("title: {is: a, basis: reportd}", "title.basis", "'reportd'", "Did you mean 'reported'?"),
        ("title: {is: a, doubt: 1.5}", "title.doubt", "from 0 to 1, but the number 1.5", ""),
        ("title: {is: a, doubt: little}", "title.doubt", "low, some, high", ""),
        ("title: {is: a, doubt: true}", "title.doubt", "but true stands here", ""),
        ("title: {is: a, because: {b: c}}", "title.because", "a text is expected", ""),
        ("title: {is: a, audience: all}", "title.audience", "'all' is not one of", "party-safe"),
        ("detente: 2", "detente", "the case format is not known", "reads the case format 1"),
        ("detente: true", "detente", "the case format is not known: true", ""),
        ("as_of: yesterday", "as_of", "a date is expected, but 'yesterday'", "2031-04-15"),
        ("as_of: 2031-02-30", "as_of", "a date is expected", ""),
        ("as_of: 2031-13", "as_of", "a date is expected", ""),
        ("as_of: ２０３１", "as_of", "a date is expected", ""),
        ("patience: {city: 2031/2030}", "patience.city", "ends before it begins", "earlier"),
        (
            "patience: {city: 2031/2032/2033}",
            "patience.city",
            "a date or a span",
            "2031-04/2031-06",
        ),
        ("impossible: strike", "impossible", "a list is expected, but 'strike'", "Write ["),
        ("outcomes: [a]", "outcomes", "a mapping is expected, but a list", "{key: value}"),
        ("outcomes: {a: {name: A}}", "outcomes.a", "the key 'when' is missing", ""),
        ("statements: [x]", "statements[0]", "a mapping is expected, but 'x'", ""),
        (
            "statements: [{id: a, party: city, act: thret, gist: g}]",
            "statements[0].act",
            "'thret' is not one of the words",
            "Did you mean 'threat'?",
        ),
        (
            "statements: [{id: a, party: city, act: threat}]",
            "statements[0]",
            "the key 'gist' is missing",
            "",
        ),
        (
            "statements: [{id: {is: a, doubt: no}, party: city, act: threat, gist: g}]",
            "statements[0].id",
            "the mark 'doubt' cannot be 'no'",
            "",
        ),
        ("present: [strike]", "present", "a state is expected, but a list", "joined by '+'"),
        ("present: -1", "present", "a code is not negative", ""),
        ("present: 1.0", "present", "a state is expected, but the number 1.0", ""),
        ("levers: {cost: {bribe: 1}}", "levers.cost.bribe", "'bribe' is not one of", "belief"),
        ("levers: {cost: {belief: -1}}", "levers.cost.belief", "a cost is not negative", ""),
        ("levers: {cost: {belief: .inf}}", "levers.cost.belief", "a finite number", ""),
        ("levers: {cost: {belief: 1e999999}}", "levers.cost.belief", "too large", ""),
        (
            "feelings: {union: {city: {word: a, wishes: bad}}}",
            "feelings.union.city.wishes",
            "'bad'",
            "ill",
        ),
        (
            "board: {doubted: [{by: city, option: strike, of: word}]}",
            "board.doubted[0].of",
            "'word'",
            "",
        ),
        (
            "issues: {w: {asks: a, priority: {city: 0}}}",
            "issues.w.priority.city",
            "a rank is expected",
            "1 is",
        ),
        (
            "issues: {w: {asks: a, urgency: {city: 7}}}",
            "issues.w.urgency.city",
            "the number 7",
            "low",
        ),
        (
            "views: {city: {aware: maybe}}",
            "views.city.aware",
            "true or false is expected",
            "only true",
        ),
        ("views: {city: {imagined: [x]}}", "views.city.imagined", "a mapping is expected", ""),
        ("views: {city: {union: [x]}}", "views.city.union", "a mapping is expected", ""),
        ("views: [x]", "views", "a mapping is expected", ""),
    ],
)
def test_wrong_types_and_words(line: str, path: str, what: str, hint: str) -> None:
    found = only(f"{BASE}{line}\n")
    assert found.path == path
    assert what in found.what
    assert hint in found.hint
    assert found.where.startswith("x.yaml:9:")


@pytest.mark.parametrize(
    ("line", "path", "what", "hint"),
    [
        ("preffers: [strike]", "parties.city.preffers", "has no meaning here", "'prefers'?"),
        ("prefers: strike", "parties.city.prefers", "a list of preferences", "Write a list"),
        ("prefers: [[strike]]", "parties.city.prefers[0][0]", "a list stands here", ""),
        ("prefers: [{basis: reported}]", "parties.city.prefers[0]", "without 'is:' or 'any:'", ""),
        ("prefers: [{any: strike}]", "parties.city.prefers[0].any", "a list is expected", ""),
        ("prefers: [true]", "parties.city.prefers[0]", "but true stands here", "quotes"),
        ("ranking: strike", "parties.city.ranking", "a list of states", "best first"),
        ("ranking: [[[strike]]]", "parties.city.ranking[0][0]", "a list stands here", ""),
        ("ranking: [1.5]", "parties.city.ranking[0]", "the number 1.5", ""),
        ("weights: [1]", "parties.city.weights", "a mapping of weights", "strike: -2"),
        ("weights: {strike: much}", "parties.city.weights.strike", "a number is expected", ""),
        ("at_table: yes", "parties.city.at_table", "but 'yes' stands here", "only true and false"),
        ("voices: Mayor", "parties.city.voices", "a list is expected", ""),
        ("name: {}", "parties.city.name", "without 'is:'", ""),
    ],
)
def test_wrong_types_in_a_party(line: str, path: str, what: str, hint: str) -> None:
    found = only(with_city(line))
    assert found.path == path
    assert what in found.what
    assert hint in found.hint
    assert found.where.startswith("x.yaml:4:")


@pytest.mark.parametrize(
    ("option", "path", "what"),
    [
        ("", "", "a text is expected, but nothing stands here"),
        ("{does: X, one_way: upp}", ".one_way", "a direction is expected, but 'upp'"),
        ("{does: X, one_way: {kind: up}}", ".one_way", "a mapping without 'is:'"),
        ("{does: X, one_way: [maybe]}", ".one_way[0]", "there is no level called 'maybe'"),
        ("{does: X, levels: none}", ".levels", "a list is expected"),
        ("{does: X, levels: [one]}", ".levels", "at least two levels"),
        ("{does: X, levels: []}", ".levels", "at least two levels"),
        ("{does: X, levels: [a, b, a]}", ".levels[2]", "the level 'a' stands twice"),
        ("{does: X, levels: [a, b c]}", ".levels[1]", "cannot be the name of a level"),
        ("{does: X, levels: [a, 'b=']}", ".levels[1]", "cannot be the name of a level"),
        ("{does: X, levels: [a, Not]}", ".levels[1]", "cannot be the name of a level"),
        ("{does: X, level: [a, b]}", ".level", "has no meaning here"),
    ],
)
def test_options(option: str, path: str, what: str) -> None:
    found = only(f"parties: {{city: {{options: {{x: {option}}}}}}}")
    assert found.path == f"parties.city.options.x{path}"
    assert what in found.what


# ---------------------------------------------------------------------------- ids


@pytest.mark.parametrize("name", ["9a", "a b", "a-b", "", "a.b", "é!", "🙂"])
@pytest.mark.parametrize("kind", ["party", "option", "state", "imagined"])
def test_what_is_no_name(name: str, kind: str) -> None:
    quoted = f"'{name}'"
    text = {
        "party": f"parties: {{{quoted}: {{}}}}",
        "option": f"parties: {{city: {{options: {{{quoted}: X}}}}}}",
        "state": f"parties: {{a: {{}}}}\nstates: [{quoted}]",
        "imagined": f"parties: {{a: {{}}}}\nviews: {{a: {{imagined: {{a: {{{quoted}: X}}}}}}}}",
    }[kind]
    assert f"{quoted} cannot be the id of" in only(text).what


@pytest.mark.parametrize(
    "name",
    [
        *("not", "And", "OR", "if", "else", "iff"),
        *("unseen", "imagined", "one_way", "impossible", "possible", "present", "means", "aware"),
        *("expects", "base"),
    ],
)
def test_words_that_name_no_party(name: str) -> None:
    assert "has a meaning of its own" in only(f"parties: {{{name}: {{}}}}").hint


@pytest.mark.parametrize("name", ["not", "And", "OR", "if", "else", "iff", "none", "code", "None"])
def test_words_that_name_no_option(name: str) -> None:
    text = f"parties: {{city: {{options: {{'{name}': X}}}}}}"
    assert "has a meaning of its own" in only(text).hint


@pytest.mark.parametrize("name", ["two words", "a.b", "a/b", "", "../x"])
def test_what_is_no_case_id(name: str) -> None:
    assert "cannot be the id of a case" in only(f"id: '{name}'\n{BASE}").what


@pytest.mark.parametrize("name", ["geneva-2022", "2022", "переговоры-2022", "a_b"])
def test_case_ids_may_have_hyphens(name: str) -> None:
    assert parse_case(f"id: {name}\n{BASE}").id == name


def test_an_id_repeated_in_another_normal_form_is_repeated() -> None:
    text = "parties: {caf\u00e9: {}, cafe\u0301: {}}"
    assert "stands twice" in only(text).what


# ---------------------------------------------------------------------------- names that nobody has


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


# ---------------------------------------------------------------------------- contradictions


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


# ---------------------------------------------------------------------------- warnings


@pytest.mark.parametrize(
    ("text", "path", "what"),
    [
        (
            BASE.replace("{at_table: false}", "{at_table: false, prefers: [strike]}"),
            "parties.shippers.prefers",
            "not at the table",
        ),
        (
            BASE.replace("{at_table: false}", "{at_table: false, options: {x: X}}"),
            "parties.shippers.options",
            "not at the table",
        ),
        (
            BASE + "views: {city: {aware: false}, city.union: {city: {prefers: [strike]}}}",
            "views.city.aware",
            "are ignored",
        ),
        (
            BASE + "views: {city: {unseen: [union]}, city.union: {}}",
            'views["city.union"]',
            "does not see 'union'",
        ),
        (
            with_city("prefers: [sabotage]") + "views: {city: {imagined: {union: {sabotage: X}}}}",
            "parties.city.prefers[0]",
            "imagined by views only",
        ),
        (
            BASE + "impossible: [sabotage]\nviews: {city: {imagined: {union: {sabotage: X}}}}",
            "impossible[0]",
            "imagined by views only",
        ),
        (with_city("ranking: [[], strike]"), "parties.city.ranking[0]", "an empty rung"),
        (
            GRAPH.replace("[[s1, s2]]}\n", "[[s1, s2], [s1, s2]]}\n"),
            "moves.leader[1]",
            "stands twice",
        ),
    ],
)
def test_oddities_warn_and_load(text: str, path: str, what: str) -> None:
    (warning,) = parse_case(text, "x.yaml").warnings
    assert warning.severity == "warning"
    assert warning.path == path
    assert what in warning.what
    assert warning.where.startswith("x.yaml:")


# ---------------------------------------------------------------------------- all at once


MANY = """\
titel: X
parties:
  city:
    options: {reopen: Reopen, reopen: Again, offer: {does: Offer, levels: [none, none]}}
    preffers: [not strike]
  union:
    options: {strike: {does: Strike, one_way: sideways}}
    prefers: [offer == ful, not strik]
impossible: [strke, {is: strike, basis: rumour}]
views: {city: {unoin: {prefers: [strike]}}}
statements: [{id: s1, party: citi, act: bark, gist: !x g}]
"""


def test_all_problems_come_at_once_in_the_order_of_the_file() -> None:
    found = problems(MANY)
    assert [problem.where for problem in found] == [
        "x.yaml:1:1",
        "x.yaml:4:31",
        "x.yaml:4:82",
        "x.yaml:5:5",
        "x.yaml:7:47",
        "x.yaml:8:24",
        "x.yaml:8:33",
        "x.yaml:9:14",
        "x.yaml:9:41",
        "x.yaml:10:16",
        "x.yaml:11:30",
        "x.yaml:11:41",
        "x.yaml:11:53",
    ]


def test_a_problem_says_where_what_and_what_to_try() -> None:
    assert str(problems(MANY)[3]) == (
        "x.yaml:5:5  parties.city.preffers\n"
        "    the key 'preffers' has no meaning here.\n"
        "    Did you mean 'prefers'?"
    )


def test_what_follows_from_another_problem_is_not_said() -> None:
    text = BASE.replace("Strike}", "Strike, pause: [x]}").replace("not strike", "not pause")
    text += "statements: [{id: s1, party: city, act: bark, gist: g, because: [s2]}, {id: s2}]\n"
    text += "outcomes: {a: {when: pause and strike}}\n"
    assert [(problem.path, problem.what.split(",")[0]) for problem in problems(text)] == [
        ("parties.union.options.pause", "a text is expected"),
        ("statements[0].act", "'bark' is not one of the words that may stand here"),
        ("statements[1]", "the key 'party' is missing"),
        ("statements[1]", "the key 'act' is missing"),
        ("statements[1]", "the key 'gist' is missing"),
    ]


def test_positions_after_a_faulty_entry_are_those_of_the_file() -> None:
    text = with_city("prefers: [[x], strike, [y], strik]")
    assert [problem.path for problem in problems(text)] == [
        "parties.city.prefers[0][0]",
        "parties.city.prefers[2][0]",
        "parties.city.prefers[3]",
    ]


def test_a_hopeless_file_lists_as_many_problems_as_anyone_will_read() -> None:
    text = BASE + "impossible:\n" + "  - strik\n" * 1000
    found = problems(text)
    assert len(found) == 201
    assert "only the first 200" in found[-1].what


@pytest.mark.parametrize("text", ["[a, b]", "word", "12", "true", "- parties: {}"])
def test_a_file_that_is_no_mapping(text: str) -> None:
    assert "a case is a mapping" in only(text).what
