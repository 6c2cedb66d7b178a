from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from convertdate import islamic, persian
from hypothesis import given, settings
from hypothesis import strategies as st

from intake_app.domain.dates import (
    Calendar,
    DateWords,
    PartialDate,
    Precision,
    german_date,
    parse_partial,
    western_digits,
)
from intake_app.errors import InputError


@pytest.mark.parametrize(
    ("typed", "earliest", "latest", "precision", "shown"),
    [
        ("1992", "1992-01-01", "1992-12-31", "year", "1992"),
        ("03/1992", "1992-03-01", "1992-03-31", "month", "03/1992"),
        ("3.1992", "1992-03-01", "1992-03-31", "month", "03/1992"),
        ("02/1992", "1992-02-01", "1992-02-29", "month", "02/1992"),
        ("12/1992", "1992-12-01", "1992-12-31", "month", "12/1992"),
        ("1992-03", "1992-03-01", "1992-03-31", "month", "03/1992"),
        ("März 1992", "1992-03-01", "1992-03-31", "month", "03/1992"),
        ("Sept. 1992", "1992-09-01", "1992-09-30", "month", "09/1992"),
        ("24.12.1992", "1992-12-24", "1992-12-24", "day", "24.12.1992"),
        ("24. 12. 1992", "1992-12-24", "1992-12-24", "day", "24.12.1992"),
        ("24/12/1992", "1992-12-24", "1992-12-24", "day", "24.12.1992"),
        ("24121992", "1992-12-24", "1992-12-24", "day", "24.12.1992"),
        ("1992-12-24", "1992-12-24", "1992-12-24", "day", "24.12.1992"),
        ("24. Dezember 1992", "1992-12-24", "1992-12-24", "day", "24.12.1992"),
        ("ca. 1990", "1988-01-01", "1992-12-31", "about", "ca. 1990"),
        ("CA 1990", "1988-01-01", "1992-12-31", "about", "ca. 1990"),
        ("um 1990", "1988-01-01", "1992-12-31", "about", "ca. 1990"),
        ("~1990", "1988-01-01", "1992-12-31", "about", "ca. 1990"),
        ("ca. 01/1990", "1989-10-01", "1990-04-30", "about", "ca. 01/1990"),
        ("etwa 15.06.1990", "1990-05-31", "1990-06-30", "about", "ca. 15.06.1990"),
        ("ca. 1988-1990", "1986-01-01", "1992-12-31", "about", "ca. 1988–1990"),
        ("1988-1990", "1988-01-01", "1990-12-31", "period", "1988–1990"),
        ("1988 – 1990", "1988-01-01", "1990-12-31", "period", "1988–1990"),
        ("1988 bis 1990", "1988-01-01", "1990-12-31", "period", "1988–1990"),
        ("zwischen 1988 und 1990", "1988-01-01", "1990-12-31", "period", "1988–1990"),
        ("05/1988-1990", "1988-05-01", "1990-12-31", "period", "05/1988–1990"),
        ("00.00.1992", "1992-01-01", "1992-12-31", "year", "1992"),
        ("00.03.1992", "1992-03-01", "1992-03-31", "month", "03/1992"),
        ("۱۹۹۲", "1992-01-01", "1992-12-31", "year", "1992"),
        ("٢٤/١٢/١٩٩٢", "1992-12-24", "1992-12-24", "day", "24.12.1992"),
        ("\u200f١٩٩٢\u200f", "1992-01-01", "1992-12-31", "year", "1992"),
    ],
)
def test_people_type_dates_in_many_ways(typed, earliest, latest, precision, shown):
    parsed = parse_partial(typed)

    assert parsed.earliest == date.fromisoformat(earliest)
    assert parsed.latest == date.fromisoformat(latest)
    assert parsed.precision is Precision(precision)
    assert parsed.in_words() == shown


@pytest.mark.parametrize("typed", ["unbekannt", "Unbekannt ", "?", "weiß nicht"])
def test_unknown_is_an_answer_of_its_own(typed):
    parsed = parse_partial(typed)

    assert parsed.precision is Precision.UNKNOWN
    assert (parsed.earliest, parsed.latest, parsed.years) == (None, None, None)
    assert parsed.in_words() == "unbekannt"
    assert PartialDate.from_canonical(parsed.to_canonical()) == parsed


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "date"),
        ("gestern", "date"),
        ("31.02.1992", "date"),
        ("29.02.1991", "date"),
        ("13/1992", "date"),
        ("24.00.1992", "date"),
        ("1990-1988", "date"),
        ("ca.", "date"),
        ("1992 oder so", "date"),
        ("Hamal 1992", "date"),
        ("1988 bis gestern", "date"),
        ("92", "year"),
        ("24.12.92", "year"),
        ("1371", "far_year"),
        ("0000", "far_year"),
        ("9999", "far_year"),
    ],
)
def test_what_is_no_date_is_refused(typed, code):
    with pytest.raises(InputError) as caught:
        parse_partial(typed)

    assert (caught.value.code, caught.value.detail) == (code, "")


@pytest.mark.parametrize(
    ("calendar", "typed", "earliest", "latest", "shown"),
    [
        (
            "solar_hijri", "1371", "1992-03-21", "1993-03-20",
            "1371 (Sonnenkalender), 21.03.1992–20.03.1993",
        ),
        (
            "solar_hijri", "۱۳۷۱/۰۵/۱۲", "1992-08-03", "1992-08-03",
            "12.05.1371 (Sonnenkalender), 03.08.1992",
        ),
        # 1403 was a leap year, 1404 is none: its twelfth month has 29 days.
        ("solar_hijri", "30.12.1403", "2025-03-20", "2025-03-20", None),
        ("solar_hijri", "12/1404", "2026-02-20", "2026-03-20", None),
        ("hijri", "1412", "1991-07-13", "1992-07-01", None),
        ("hijri", "01.09.1445", "2024-03-11", "2024-03-11", None),
        ("ethiopic", "01.01.1985", "1992-09-11", "1992-09-11", None),
        ("ethiopic", "01.01.2000", "2007-09-12", "2007-09-12", None),
        # The thirteenth month has five days, and six before a leap year.
        ("ethiopic", "13/1985", "1993-09-06", "1993-09-10", None),
        ("ethiopic", "06.13.1987", "1995-09-11", "1995-09-11", None),
        (
            "ethiopic", "1985", "1992-09-11", "1993-09-10",
            "1985 (äthiopischer Kalender), 11.09.1992–10.09.1993",
        ),
        ("ethiopic", "ca. 12/1985", "1993-05-09", "1993-11-09", None),
        (
            "solar_hijri", "ca. 1371", "1990-03-21", "1995-03-20",
            "ca. 1371 (Sonnenkalender), 21.03.1990–20.03.1995",
        ),
    ],
)  # fmt: skip
def test_dates_are_told_in_other_calendars(calendar, typed, earliest, latest, shown):
    parsed = parse_partial(typed, Calendar(calendar))

    assert parsed.earliest == date.fromisoformat(earliest)
    assert parsed.latest == date.fromisoformat(latest)
    assert parsed.calendar is Calendar(calendar)
    if shown:
        assert parsed.in_words() == shown


@pytest.mark.parametrize(
    ("calendar", "typed", "code"),
    [
        ("solar_hijri", "30.12.1404", "date"),
        ("solar_hijri", "31.07.1371", "date"),
        ("solar_hijri", "13/1371", "date"),
        ("hijri", "30.02.1412", "date"),
        ("ethiopic", "06.13.1985", "date"),
        ("ethiopic", "14/1985", "date"),
        ("solar_hijri", "März 1371", "date"),
        ("solar_hijri", "1992", "far_year"),
        ("solar_hijri", "9999", "far_year"),
        ("hijri", "0001", "far_year"),
        ("ethiopic", "0005", "far_year"),
    ],
)
def test_days_that_a_calendar_does_not_have_are_refused(calendar, typed, code):
    with pytest.raises(InputError) as caught:
        parse_partial(typed, Calendar(calendar))

    assert caught.value.code == code


def test_the_words_around_a_date_follow_the_language():
    words = DateWords(
        about="приблизно {date}", unknown="невідомо", calendars={Calendar.HIJRI: "хіджра"}
    )

    assert parse_partial("ca. 1990").in_words(words) == "приблизно 1990"
    assert parse_partial("?").in_words(words) == "невідомо"
    assert parse_partial("01.09.1445", Calendar.HIJRI).in_words(words) == (
        "01.09.1445 (хіджра), 11.03.2024"
    )


def test_years_are_the_first_and_last_possible():
    assert parse_partial("1371", Calendar.SOLAR_HIJRI).years == (1992, 1993)


@pytest.mark.parametrize(
    "text",
    [
        "1992",
        "[]",
        "{}",
        '{"calendar":"gregorian","earliest":"1992-01-01","latest":null,"precision":"year","told":""}',
        '{"calendar":"mayan","earliest":null,"latest":null,"precision":"unknown","told":""}',
        (
            '{"calendar":"gregorian","earliest":"1993-01-01","latest":"1992-01-01",'
            '"precision":"year","told":""}'
        ),
    ],
)
def test_a_damaged_value_is_not_read(text):
    with pytest.raises(ValueError, match=r".+"):
        PartialDate.from_canonical(text)


DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@given(DAYS)
def test_a_whole_day_comes_back_as_shown(day):
    parsed = parse_partial(german_date(day))

    assert parsed == PartialDate.of_day(day)
    assert (parsed.earliest, parsed.latest) == (day, day)
    assert PartialDate.from_canonical(parsed.to_canonical()) == parsed


@settings(deadline=None)  # finding the equinox takes 50 ms
@given(DAYS, st.sampled_from(["", "ca. "]), st.sampled_from(list(Calendar)), st.integers(0, 40))
def test_what_is_stored_comes_back_and_stays_one_text(day, about, calendar, span):
    first = {
        Calendar.GREGORIAN: day.year,
        Calendar.SOLAR_HIJRI: 1300 + day.year % 100,
        Calendar.HIJRI: 1400 + day.year % 50,
        Calendar.ETHIOPIC: day.year - 8,
    }[calendar]
    typed = about + (f"{first}-{first + span}" if span else f"{first}")
    parsed = parse_partial(typed, calendar)
    stored = parsed.to_canonical()

    assert PartialDate.from_canonical(stored) == parsed
    assert PartialDate.from_canonical(stored).to_canonical() == stored
    assert json.loads(stored)["calendar"] == calendar.value
    assert parsed.earliest < parsed.latest


@settings(deadline=None, max_examples=25)
@given(st.integers(1300, 1420), st.integers(1, 366))
def test_solar_hijri_days_are_those_of_convertdate(year, number):
    new_year = date(*persian.to_gregorian(year, 1, 1))
    day = new_year + timedelta(days=number - 1)
    told = persian.from_gregorian(day.year, day.month, day.day)
    typed = f"{told[2]}.{told[1]}.{told[0]}"

    assert parse_partial(typed, Calendar.SOLAR_HIJRI).earliest == day


@given(DAYS)
def test_hijri_days_are_those_of_convertdate(day):
    year, month, number = islamic.from_gregorian(day.year, day.month, day.day)

    assert parse_partial(f"{number}.{month}.{year}", Calendar.HIJRI).earliest == day


@given(st.integers(1850, 2090), st.integers(1, 13))
def test_ethiopic_months_follow_one_another_without_a_gap(year, month):
    this = parse_partial(f"{month}/{year}", Calendar.ETHIOPIC)
    following = f"{month + 1}/{year}" if month < 13 else f"1/{year + 1}"

    assert parse_partial(following, Calendar.ETHIOPIC).earliest == this.latest + timedelta(days=1)


def test_digits_of_every_script_are_read():
    assert western_digits("۱۳۷۱ ١٩٩٢ ९ a") == "1371 1992 9 a"
