"""Timeline: days, lanes, and what a day knew."""

from __future__ import annotations

from datetime import date

from detente.case import parse_case
from detente.workbench.screens.timeline.days import days_of, events_of, resting_on_later
from tests.workbench.conftest import Bench

TEXT = """\
title: Days
as_of: 2031-03-05
parties:
  a: {options: {x: X}, prefers: [{is: x, because: [late]}, {is: not z, because: [early, late]}]}
  b: {options: {z: Z}, prefers: [{is: z, because: [gazette]}]}
tracks: {t: {name: Talks, parties: [a, b], sessions: [{date: 2031-02-20}, {date: 2031-03}]}}
deadlines: [{what: Season opens, date: 2031-05-01, binds: [b]}]
patience: {b: {until: 2031-04/2031-06}}
statements:
  - {id: early, by: A, party: a, act: demand, gist: wants x, date: 2031-02-20, basis: reported}
  - {id: late, by: A, party: a, act: threat, gist: will do x, date: 2031-03-04, basis: reported}
  - {id: undated, by: B, party: b, act: refusal, gist: no, basis: reported}
sources: {gazette: {title: Gazette}}
"""


def test_days_are_those_with_something_on_them() -> None:
    case = parse_case(TEXT)
    days = ["2031-02-20", "2031-03-01", "2031-03-04", "2031-03-05", "2031-05-01"]
    assert [day.isoformat() for day in days_of(case)] == days
    kinds = ["session", "statement", "session", "statement", "deadline"]
    assert [one.kind for one in events_of(case)] == kinds


def test_an_entry_rests_on_later_words_if_all_its_statements_are_later() -> None:
    case = parse_case(TEXT)
    later = [("a, statements of preference, place 1", ("late",))]
    assert resting_on_later(case, date(2031, 3, 3)) == later
    assert resting_on_later(case, date(2031, 3, 4)) == []
    both = resting_on_later(case, date(2031, 2, 1))
    assert [said for _, said in both] == [("late",), ("early", "late")]


def test_the_slider_shows_what_was_known(bench: Bench) -> None:
    case = bench.write(TEXT)
    now = bench.get(f"/case/{case.slot}/timeline")
    assert "3 of 3 statements are in the case" in now
    then = bench.get(f"/case/{case.slot}/timeline?on=0")
    assert "As known on 2031-02-20" in then
    assert "2 of 3 statements had been made by then" in then
    assert "1 entry rests" in then
    for strange in ("99", "-1", "x", "٣", "1e9"):
        assert "The case as it is" in bench.get(f"/case/{case.slot}/timeline?on={strange}")


def test_dates_are_changed_where_they_stand(bench: Bench) -> None:
    case = bench.write(TEXT)
    back = f"/case/{case.slot}/timeline"
    page = bench.act(case, "deadline.set", place="0", date="2031-06-01", back=back)
    assert "2031-06-01" in page and "Season opens" in page
    page = bench.act(case, "session.add", track="t", date="2031-04-02", back=back)
    assert "2031-04-02" in page
    page = bench.act(case, "patience.set", party="a", until="soon", status=422, back=back)
    assert "soon" in page
    assert "patience: {b: {until: 2031-04/2031-06}}" in case.line("main").text


def test_a_case_without_dates_says_how_to_begin(bench: Bench) -> None:
    case = bench.open("chicken")
    page = bench.get(f"/case/{case.slot}/timeline")
    assert "has a date yet" in page


def test_events_can_be_taken_along(bench: Bench) -> None:
    case = bench.write(TEXT)
    table = bench.get(f"/case/{case.slot}/table/timeline/events.csv")
    assert "2031-05-01,deadline,Season opens,b" in table
