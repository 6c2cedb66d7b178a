"""Rotation of copies: 7 days, 4 weeks, 3 months, 90 days, whatever the days were like."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake_app.domain.copies import OLDEST, CopyRhythm, is_due, kept

TODAY = date(2026, 11, 28)
NOON = datetime(2026, 11, 28, 12)  # noqa: DTZ001 - copies are named by the office's clock

moments = st.sets(
    st.datetimes(min_value=NOON - timedelta(days=400), max_value=NOON + timedelta(days=30)),
    max_size=60,
)


@given(moments)
def test_only_copies_that_are_there_stay_and_there_are_few(made):
    staying = kept(made, TODAY)

    assert staying <= made
    assert len([m for m in staying if m.date() < TODAY]) <= 7 + 4 + 3
    assert {m for m in made if m.date() == TODAY} <= staying


@given(moments)
def test_nothing_older_than_ninety_days_stays(made):
    assert all(TODAY - moment.date() <= OLDEST for moment in kept(made, TODAY))


@given(moments)
def test_the_newest_copy_that_is_young_enough_always_stays(made):
    young = [m for m in made if timedelta(0) <= TODAY - m.date() <= OLDEST]

    if young:
        assert max(young) in kept(made, TODAY)


@given(moments)
def test_rotating_twice_is_rotating_once(made):
    once = kept(made, TODAY)

    assert kept(once, TODAY) == once


@given(moments)
def test_copies_from_a_wrong_clock_stay_and_take_no_place(made):
    future = {moment for moment in made if moment.date() > TODAY}

    assert future <= kept(made, TODAY)
    assert kept(made, TODAY) - future == kept(made - future, TODAY)


@given(st.lists(st.integers(0, 3), min_size=120, max_size=200))
def test_day_after_day_the_days_the_weeks_and_the_months_before_are_there(pattern):
    """However many copies a day has, rotation each day keeps what the promise says."""
    there: set[datetime] = set()
    made_days: list[date] = []
    for number, count in enumerate(pattern):
        day = TODAY + timedelta(days=number)
        there |= {datetime(day.year, day.month, day.day, 8 + n) for n in range(count)}  # noqa: DTZ001
        if count:
            made_days.append(day)
        there = set(kept(there, day))
        days = {moment.date() for moment in there}
        assert days.issuperset(made_days[-7:]) or any(
            day - late > OLDEST for late in made_days[-7:]
        )
        weeks = {on.isocalendar()[:2] for on in made_days if day - on <= timedelta(days=28)}
        assert len({on.isocalendar()[:2] for on in days} & weeks) >= min(4, len(weeks))


def test_a_year_of_daily_copies_leaves_seven_days_four_weeks_three_months():
    year = [NOON - timedelta(days=days) for days in range(365)]

    ages = sorted((TODAY - moment.date()).days for moment in kept(year, TODAY))

    # Saturday: the Sundays before, and the last days of October and September.
    assert ages == [0, 1, 2, 3, 4, 5, 6, 13, 20, 28, 59]


@pytest.mark.parametrize(
    ("rhythm", "days_ago", "due"),
    [
        (CopyRhythm.DAILY, None, True),
        (CopyRhythm.DAILY, 0, False),
        (CopyRhythm.DAILY, 1, True),
        (CopyRhythm.WEEKLY, 6, False),
        (CopyRhythm.WEEKLY, 7, True),
        (CopyRhythm.NEVER, None, False),
        (CopyRhythm.NEVER, 400, False),
    ],
)
def test_a_copy_is_due_once_a_day_or_once_a_week(rhythm, days_ago, due):
    last_on = None if days_ago is None else TODAY - timedelta(days=days_ago)

    assert is_due(rhythm, last_on, TODAY) is due
