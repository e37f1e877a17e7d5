"""Dates that words mention, worked out by hand. 11 January 2022 was a Tuesday."""

from __future__ import annotations

import pytest

from detente.reading.acts.dates import mentioned_date

TODAY = "2022-01-11"


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("as suspended since 2019", "2019"),
        ("on 10 January 2022", "2022-01-10"),
        ("on January 10, 2022", "2022-01-10"),
        ("on the 3rd of March", "2022-03-03"),
        ("2022-06-29", "2022-06-29"),
        ("on Monday", "2022-01-10"),
        ("on Wednesday", "2022-01-12"),
        ("on Saturday", "2022-01-08"),
        ("by Saturday", "2022-01-15"),
        ("next Tuesday", "2022-01-18"),
        ("last Tuesday", "2022-01-04"),
        ("by June", "2022-06"),
        ("in December", "2021-12"),
        ("by December", "2022-12"),
        ("last June", "2021-06"),
        ("in June 2030", "2030-06"),
        ("tomorrow", "2022-01-12"),
        ("yesterday", "2022-01-10"),
        ("next week", "2022-01-17"),
        ("last month", "2021-12"),
        ("next year", "2023"),
        ("within ten days", "2022-01-21"),
        ("in three weeks", "2022-02-01"),
        ("two years ago", "2020"),
        ("after the war of 2008, by 1 March", "2022-03-01"),
        ("it may rain and they march on", None),
        ("this week's talks", None),
        ("on 31 February 2022", None),
        ("about 2019 troops", None),
        ("nothing at all", None),
    ],
)
def test_a_date_is_resolved_against_the_date_of_the_document(words: str, date: str | None) -> None:
    assert mentioned_date(words, TODAY) == date


@pytest.mark.parametrize("today", [None, "2022", "2022-01", "yesterday"])
def test_without_a_day_for_today_only_full_dates_are_found(today: str | None) -> None:
    assert mentioned_date("on Monday, next week, in June", today) is None
    assert mentioned_date("in June 2030", today) == "2030-06"


def test_ends_of_the_calendar_are_no_error() -> None:
    assert mentioned_date("last week, yesterday", "0001-01-01") is None
    assert mentioned_date("in 999 years", "9999-12-31") is None
