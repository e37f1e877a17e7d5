"""Bad input: what has the wrong type, a word that is not known, or a name that nobody may have."""

from __future__ import annotations

import pytest

from detente.case import parse_case
from tests.case.problems.finding import BASE, only, with_city


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
