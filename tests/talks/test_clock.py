"""Days, closed forms and the worth of waiting, against arithmetic done by hand."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.errors import InputError
from detente.talks.closed import Attrition, first_share
from detente.talks.dates import Window, window
from detente.talks.staying import Audience, Limits, Stakes
from detente.talks.survival import day_of_half, share_on, survival

TODAY = date(2031, 3, 1)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2031", "2031-01-01", "2031-12-31"),
        ("2032-02", "2032-02-01", "2032-02-29"),
        ("2031-04-15", "2031-04-15", "2031-04-15"),
        ("2031-04/2031-06", "2031-04-01", "2031-06-30"),
        ("2031-04-15/2032", "2031-04-15", "2032-12-31"),
    ],
)
def test_days_of_a_text(text: str, first: str, last: str) -> None:
    assert window(text) == Window(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize("text", ["", "May", "2031-13", "2031-06/2031-04", "2031/2032/2033"])
def test_what_is_no_date(text: str) -> None:
    with pytest.raises(InputError):
        window(text)


def test_taking_turns() -> None:
    assert first_share(0.9, 0.8) == pytest.approx(0.7142857142857143, abs=1e-9)  # (1-.8)/(1-.72)
    assert first_share(0.0, 0.0) == 1.0  # a last chance for the one, nothing left for the other
    with pytest.raises(ValueError, match="every share"):
        first_share(1, 1)


@given(st.floats(0, 0.99), st.floats(0, 0.99))
def test_a_share_keeps_the_other_just_willing(own: float, other: float) -> None:
    # the other gets exactly what waiting for its own turn would be worth to it
    assert 1 - first_share(own, other) == pytest.approx(other * first_share(other, own), abs=1e-9)


def test_a_war_of_attrition() -> None:
    war = Attrition(value=10, cost=2)
    assert war.hazard == pytest.approx(0.2, abs=1e-9)
    assert war.mean_length == pytest.approx(2.5, abs=1e-9)


def test_when_waiting_stops_being_worth_it() -> None:
    # a deal of 1 at even odds, else what no deal gives then: .6 - .1 a month is what leaving now
    # has over later. After t of 6 months: staying .5 + .5 * (.6 - .1 * 6) - .05 * (6 - t),
    # leaving .6 - .1 * t: staying .2 + .05 t, so leaving is worth more until t = 2.67 – it leaves
    # at once; with a deal at hand (odds 1) staying is .7 + .05 t against .6 - .1 t: it stays
    stakes = Stakes(deal=1, no_deal=0.6, chance=0.5, shift=-0.1, cost=0.05)
    assert stakes.staying(0, 6) == pytest.approx(0.2)
    assert stakes.leaves_at(6) == 0
    assert stakes.staying(4, 6) == pytest.approx(0.5 + 0.5 * 0.0 - 0.05 * 2)
    assert stakes.leaving(4) == pytest.approx(0.6 - 0.1 * 4)
    assert Stakes(deal=1, no_deal=0.6, shift=-0.1, cost=0.05).leaves_at(6) is None
    # no deal grows better by .1 a month: staying .8 throughout, leaving .2 + .1 t: at t = 6 of 12
    growing = Stakes(deal=0.8, no_deal=0.2, shift=0.1)
    assert growing.leaves_at(12) == pytest.approx(6)
    # what waiting has cost and cannot be had back keeps it longer: staying .8 - .1 * (12 - t),
    # leaving .2 + .1 t - .1 t: from -.4 on staying, below .2, so at once; without the grudge too
    assert Stakes(0.8, 0.2, shift=0.1, cost=0.1, sunk=1).leaves_at(12) == 0


@given(
    st.floats(0, 1), st.floats(0, 1), st.floats(0, 1), st.floats(-0.2, 0.2), st.floats(0, 0.2),
    st.floats(0, 1), st.floats(0.1, 24),
)  # fmt: skip
def test_the_day_of_leaving_by_small_steps(
    deal: float, no_deal: float, chance: float, shift: float, cost: float, sunk: float, end: float
) -> None:
    stakes = Stakes(deal, no_deal, chance, shift, cost, sunk)
    found = stakes.leaves_at(end)
    for k in range(201):
        at = end * k / 200
        gap = stakes.staying(at, end) - stakes.leaving(at)
        if found is None or at < found - 1e-6:
            assert gap >= -1e-9
        if found is not None and at > found + 1e-6 and found > 0:
            assert gap <= 1e-9


def test_a_public_demand_locks_in() -> None:
    # backing down is worth .5 less .1, less .05 a month; no deal .2: after (.4 - .2) / .05 = 4
    assert Audience(0.5, 0.1, 0.05).locked_at(0.2, 0.0) == pytest.approx(4)
    assert Audience(0.25, 0.1, 0.05).locked_at(0.2, 0.0) == 0
    assert Audience(0.5, 0.1, 0.0).locked_at(0.2, 0.0) is None
    # a no-deal that grows better locks in as well
    assert Audience(0.5, 0.1, 0.0).locked_at(0.2, 0.05) == pytest.approx(4)


def test_the_first_thing_that_ends_a_stay() -> None:
    patience, season = window("2031-04/2031-06"), window("2031-05-01")
    both = Limits("city", patience, (("season", season),), None, None).stay(TODAY)
    assert (both.until, both.why, both.what) == (
        Window(date(2031, 4, 1), date(2031, 5, 1)), "deadline", "season",
    )  # fmt: skip
    alone = Limits("city", patience, (), None, None).stay(TODAY)
    assert (alone.until, alone.why) == (patience, "patience")
    assert Limits("city", None, (), None, None).stay(TODAY).until is None
    past = Limits("city", patience, (("old", window("2031-01")),), None, None).stay(TODAY)
    assert past.until == patience
    spent = Limits("city", window("2031-01"), (), None, None).stay(TODAY)
    assert spent.until == Window(TODAY, TODAY)
    costly = Limits("city", patience, (), Stakes(0.3, 0.2, cost=0.2), None).stay(TODAY)
    assert (costly.until, costly.why) == (Window(TODAY, TODAY), "costs")


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(1, 6)), min_size=1, max_size=3))
def test_survival_by_listing_every_way(drawn: list[tuple[int, int]]) -> None:
    windows = [
        Window(TODAY + timedelta(first), TODAY + timedelta(first + days - 1))
        for first, days in drawn
    ]
    ways = list(product(*(range(first, first + days) for first, days in drawn)))
    by_hand = {day: sum(min(way) > day for way in ways) / len(ways) for day in range(16)}
    for day, share in by_hand.items():
        assert share_on(windows, TODAY + timedelta(day)) == pytest.approx(share)
    curve = survival(windows, TODAY)
    assert curve[-1].share == 0
    assert [p.day for p in curve] == sorted({p.day for p in curve})
    for point in curve:
        assert point.share == pytest.approx(by_hand[(point.day - TODAY).days])
    half = day_of_half(windows, TODAY)
    assert half == TODAY + timedelta(min(day for day, share in by_hand.items() if share <= 0.5))


def test_a_deadline_of_which_some_days_are_left_still_binds() -> None:
    month = Limits("city", None, (("this month", window("2031-03")),), None, None)
    stay = month.stay(date(2031, 3, 20))
    assert stay.why == "deadline"
    assert stay.until is not None
    assert stay.until.last == date(2031, 3, 31)
