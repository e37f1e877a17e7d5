"""`detente talks` on whole cases."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest
from click.testing import CliRunner

import detente
from detente.case import parse_case
from detente.cli import main
from detente.errors import CaseError, InputError
from detente.talks import as_known_on, time_talks
from detente.talks.talks import Moved

QUAY = """\
detente: 1
id: quay
title: The quay
as_of: 2031-03-01
parties:
  city: {options: {sell: Sell}, prefers: [sell, not strike]}
  union: {options: {strike: Strike}, prefers: [not sell, strike]}
  shippers: {at_table: false}
present: none
walk_away: {union: sell and strike}
tracks:
  talks:
    name: The talks
    parties: [city, union]
    sessions:
      - {date: 2031-02-20, mood: {city: hopeful}}
      - {date: 2031-04-02, mood: {city: bitter}, result: {is: nothing, basis: reported}}
deadlines:
  - {what: The season opens, date: 2031-05-01, binds: [city]}
  - {what: An election, date: 2031-06}
patience: {union: {until: 2031-04/2031-06}}
statements:
  - {id: s1, party: city, act: threat, gist: will sell, date: 2031-02-21}
  - {id: s2, party: city, act: offer, gist: will talk, date: 2031-04-02}
"""


def rows(kind: str, *args: Any, **more: Any) -> list[dict[str, Any]]:
    found = time_talks(parse_case(QUAY), *args, **more)
    return [row for row in found.to_rows() if row["kind"] == kind]


def test_who_stays_until_when() -> None:
    stays = {row["party"]: row for row in rows("stay")}
    assert set(stays) == {"city", "union"}
    assert (stays["city"]["latest"], stays["city"]["why"]) == ("2031-05-01", "deadline")
    assert (stays["union"]["earliest"], stays["union"]["latest"]) == ("2031-04-01", "2031-06-30")
    [end] = rows("end")
    assert (end["earliest"], end["latest"], end["binds"]) == ("2031-04-01", "2031-05-01", ["city"])
    assert end["sessions_left"] == 1


def test_where_leaving_leads() -> None:
    exits = {row["party"]: row for row in rows("exit")}
    # the city sells: better for it; the union's own worst comes about
    assert exits["city"]["state"] == {"city.sell": True, "union.strike": False}
    assert exits["city"]["effects"] == {"city": 1, "union": -1}
    # the union expects both to happen, and not what it could do by itself
    assert exits["union"]["state"] == {"city.sell": True, "union.strike": True}


def test_what_would_move_the_end() -> None:
    changes = {(row["moves"], row["party"]): row["days"] for row in rows("change")}
    assert changes == {("deadline", "city"): 30, ("patience", "union"): 0}


def test_supposing_other_dates() -> None:
    moved = Moved((("season", "2031-08-01"),), (("union", "2031-07-10"),), (("talks", "2031-07"),))
    [end] = rows("end", moved=moved)
    assert (end["latest"], end["binds"], end["sessions_left"]) == ("2031-07-10", ["union"], 2)
    with pytest.raises(InputError, match="no deadline 'Easter'"):
        rows("end", moved=Moved(deadlines=(("Easter", "2031"),)))
    with pytest.raises(InputError, match="no party 'harbour'"):
        rows("end", moved=Moved(patience=(("harbour", "2031"),)))
    with pytest.raises(InputError, match="no track 'walks'"):
        rows("end", moved=Moved(sessions=(("walks", "2031"),)))
    with pytest.raises(InputError, match="no date"):
        rows("end", moved=Moved(patience=(("union", "soon"),)))


def test_the_case_as_known_on_a_day() -> None:
    case = as_known_on(parse_case(QUAY), date(2031, 3, 1))
    assert [one.id for one in case.statements] == ["s1"]
    first, second = case.tracks["talks"].sessions
    assert first.mood
    assert not second.mood
    assert second.result is None
    assert [d.what.value for d in case.deadlines] == ["The season opens", "An election"]
    later = as_known_on(parse_case(QUAY), date(2031, 4, 2))
    assert len(later.statements) == 2
    assert later.tracks["talks"].sessions[1].mood


def test_waiting_that_costs_more_than_it_may_bring() -> None:
    clock = "clock: {union: {deal: 0.8, no_deal: 0.2, shift: 0.2}}\n"
    # no deal grows better by .2 a month until it is worth .8: after 3 months, on 31 May at the
    # latest days; its patience lasts until the end of June
    found = time_talks(parse_case(QUAY + clock))
    stay = next(stay for stay in found.stays if stay.party == "union")
    assert stay.why == "costs"
    assert stay.until is not None
    assert stay.until.last == date(2031, 5, 31)


@pytest.mark.parametrize(
    ("clock", "what"),
    [("{union: {chance: 2}}", "between 0 and 1"), ("{union: {cost: -1}}", "not negative"),
     ("{onion: {cost: 1}}", "no party called 'onion'")],
)  # fmt: skip
def test_mistakes_are_located(clock: str, what: str) -> None:
    with pytest.raises(CaseError, match=what):
        parse_case(QUAY + f"clock: {clock}\n")


def test_without_a_day_to_count_from() -> None:
    case = parse_case("parties: {a: {options: {x: X}, prefers: [x]}}\nid: a\ntitle: A\n")
    with pytest.raises(InputError, match="no day to count from"):
        time_talks(case)
    open_end = time_talks(case, on="2031-03-01")
    assert open_end.ends is None
    assert open_end.curve == ()


def test_the_command() -> None:
    answer = CliRunner().invoke(main, ["talks", "harbour-2031"])
    assert answer.exit_code == 0
    assert "all are still talking until" in answer.output
    answer = CliRunner().invoke(main, ["talks", "harbour-2031", "--json", "--on", "2031-02-21"])
    kinds = [json.loads(line)["kind"] for line in answer.stdout.splitlines()]
    assert {"stay", "end", "survival"} <= set(kinds)
    assert CliRunner().invoke(main, ["talks", "harbour-2031", "--move", "x"]).exit_code == 2
    assert CliRunner().invoke(main, ["talks", "harbour-2031", "--on", "soon"]).exit_code == 1


@pytest.mark.parametrize("case", ["geneva-2022", "harbour-2031"])
def test_shipped_cases_answer(case: str) -> None:
    found = time_talks(detente.load(case))
    assert found.ends is not None
    assert str(found)


WAITING = """\
id: waiting
title: Waiting
as_of: 2031-01-01
parties:
  a: {options: {x: X}, prefers: [x]}
  b: {options: {y: Y}, prefers: [y]}
patience: {a: {until: 2032-01-01}}
clock: {a: {deal: 0.8, chance: 0.1, no_deal: 0.2, shift: 0.1}}
"""


def test_looking_later_moves_nothing_else() -> None:
    case = parse_case(WAITING)
    ends = set()
    for day in ("2031-01-01", "2031-06-01", "2031-11-01"):
        found = time_talks(as_known_on(case, date.fromisoformat(day)), on=day, since=case.as_of)
        stay = found.stays[0]
        assert stay.until is not None
        ends.add(stay.until.last)
    # the same day within a day of rounding, from wherever it is seen
    assert max(ends) - min(ends) <= timedelta(days=1)


def test_whoever_is_not_told_of_is_not_taken_to_stay() -> None:
    assert "those of whom the case says something are still talking" in str(
        time_talks(parse_case(WAITING))
    )


def test_what_is_past_is_said_to_be() -> None:
    text = WAITING.split("patience", maxsplit=1)[0]
    ended = time_talks(parse_case(text + "patience: {a: {until: 2029-01}}\n"))
    assert ended.stays[0].why == "past"
    assert "ended before this day" in str(ended)
    gone = "deadlines: [{what: An old day, date: 2029-05, binds: [b]}]\n"
    old = time_talks(parse_case(text + gone))
    assert old.ends is None
    assert "no deadline" in str(old)
    assert "past: An old day" in str(old)


def test_the_last_days_of_the_calendar() -> None:
    text = WAITING.replace("2032-01-01}", "9999-12-31}").replace("shift: 0.1", "backing_down: 0.9")
    found = time_talks(parse_case(text.replace("chance: 0.1", "public_growth: 0.00000001")))
    assert found.ends is not None
    assert found.ends.last == date.max


def test_what_is_held_against_the_other_is_known_from_its_day_on() -> None:
    text = QUAY + "grievances: [{event: A fire, when: 2031-03-10, readings: {city: a crime}}]\n"
    assert as_known_on(parse_case(text), date(2031, 3, 9)).grievances == []
    assert len(as_known_on(parse_case(text), date(2031, 3, 10)).grievances) == 1
