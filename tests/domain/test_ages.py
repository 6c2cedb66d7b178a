from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake_app.domain.ages import (
    UNKNOWN_AGE,
    AgeRange,
    age_on,
    age_range,
    is_minor_or_unsure,
    possible_ages,
    shown_age,
)
from intake_app.domain.dates import Calendar, parse_partial

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("birth", "day", "age"),
    [
        ("2008-11-22", "2026-11-21", 17),
        ("2008-11-22", "2026-11-22", 18),
        ("2008-02-29", "2026-02-28", 17),
        ("2008-02-29", "2026-03-01", 18),
        ("2008-02-29", "2028-02-29", 20),
        ("2027-01-01", "2026-11-22", 0),
    ],
)
def test_a_year_of_life_is_complete_on_the_birthday(birth, day, age):
    assert age_on(date.fromisoformat(birth), date.fromisoformat(day)) == age


@pytest.mark.parametrize(
    ("told", "text", "crossed", "minor"),
    [
        ("22.11.2008", "18", (), False),
        ("23.11.2008", "17", (), True),
        ("2008", "17–18", (18,), True),
        ("2009", "16–17", (), True),
        ("ca. 2010", "13–18", (15, 16, 18), True),
        ("1992", "33–34", (), False),
        ("1999", "26–27", (27,), False),
        ("unbekannt", "", (6, 15, 16, 18, 27), True),
    ],
)
def test_the_age_is_a_range_and_says_what_is_not_certain(told, text, crossed, minor):
    ages = age_range(parse_partial(told), TODAY)

    assert ages.text == text
    assert tuple(age for age in (6, 15, 16, 18, 27) if ages.crosses(age)) == crossed
    assert ages.is_minor_or_unsure is minor
    assert ages.is_unsure is (18 in crossed)


def test_a_year_of_the_solar_calendar_can_cross_eighteen():
    born = parse_partial("1387", Calendar.SOLAR_HIJRI)

    assert age_range(born, TODAY).text == "17–18"


def test_a_border_is_reached_perhaps_or_surely():
    ages = AgeRange(youngest=17, oldest=18)

    assert ages.is_at_least(17) is True
    assert ages.is_at_least(18) is None
    assert ages.is_at_least(19) is False
    assert UNKNOWN_AGE.is_at_least(18) is None


def test_the_official_date_is_shown_but_both_are_possible():
    told, official = parse_partial("2009"), date(2007, 1, 1)

    assert shown_age(told, official, TODAY).text == "19"
    assert shown_age(told, None, TODAY).text == "16–17"
    assert shown_age(None, None, TODAY) == UNKNOWN_AGE
    assert possible_ages(told, official, TODAY).text == "16–19"
    assert is_minor_or_unsure(told, official, TODAY)


def test_a_placeholder_date_leaves_its_whole_year_open():
    official = date(2008, 1, 1)

    assert possible_ages(None, official, TODAY).text == "18"
    assert possible_ages(None, official, TODAY, official_is_placeholder=True).text == "17–18"
    assert not is_minor_or_unsure(None, official, TODAY)
    on_new_year = date(2026, 1, 1)
    assert possible_ages(None, official, on_new_year, official_is_placeholder=True).text == "17–18"


def test_an_unknown_told_date_does_not_blur_the_official_one():
    assert possible_ages(parse_partial("?"), date(1992, 1, 1), TODAY).text == "34"
    assert possible_ages(None, None, TODAY) == UNKNOWN_AGE


@given(
    st.dates(date(1930, 1, 1), date(2026, 11, 22)),
    st.dates(date(2026, 11, 22), date(2060, 12, 31)),
)
def test_the_true_age_lies_within_the_range_of_the_year(born, day):
    ages = age_range(parse_partial(f"{born.year}"), day)

    assert ages.youngest <= age_on(born, day) <= ages.oldest
    assert ages.oldest - ages.youngest <= 1


@given(st.dates(date(1930, 1, 1), date(2026, 11, 22)), st.integers(1, 90))
def test_only_a_range_that_does_not_cross_a_border_is_certain_about_it(born, border):
    ages = age_range(parse_partial(f"ca. {born.year}"), TODAY)

    assert ages.crosses(border) is (ages.is_at_least(border) is None)
