"""Problems come all at once in the order of the file; oddities warn and load."""

from __future__ import annotations

import pytest

from detente.case import parse_case
from tests.case.problems.finding import BASE, GRAPH, only, problems, with_city


def test_the_sound_cases_are_sound() -> None:
    assert parse_case(BASE).warnings == ()
    assert parse_case(GRAPH).warnings == ()


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
