"""Whom the statistics count and in which groups (forms 9.2)."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake_app.domain.ages import UNKNOWN_AGE, AgeRange, age_range
from intake_app.domain.dates import parse_partial
from intake_app.domain.statistics import (
    AgeSet,
    Background,
    Origin,
    Period,
    Span,
    age_group,
    age_labels,
    immigration_history,
    is_young_adult,
    migration_background,
    period_of,
)

REPORTING_DAY = date(2026, 12, 31)


def ages(youngest, oldest=None):
    return AgeRange(youngest=youngest, oldest=youngest if oldest is None else oldest)


@pytest.mark.parametrize(
    ("today", "span", "first", "last"),
    [
        ("2026-11-29", Span.THIS_YEAR, "2026-01-01", "2026-11-29"),
        ("2026-11-29", Span.LAST_YEAR, "2025-01-01", "2025-12-31"),
        ("2026-11-29", Span.THIS_QUARTER, "2026-10-01", "2026-11-29"),
        ("2026-11-29", Span.LAST_QUARTER, "2026-07-01", "2026-09-30"),
        ("2026-02-01", Span.LAST_QUARTER, "2025-10-01", "2025-12-31"),
        ("2026-01-01", Span.THIS_QUARTER, "2026-01-01", "2026-01-01"),
    ],
)
def test_a_period_with_a_name_never_reaches_into_the_future(today, span, first, last):
    found = period_of(span, date.fromisoformat(today))

    assert found == Period(date.fromisoformat(first), date.fromisoformat(last))


def test_both_ends_of_a_period_belong_to_it_and_it_cannot_end_before_it_begins():
    period = Period(date(2026, 1, 1), date(2026, 3, 31))

    assert date(2026, 1, 1) in period
    assert date(2026, 3, 31) in period
    assert date(2026, 4, 1) not in period
    with pytest.raises(ValueError, match="before it begins"):
        Period(date(2026, 3, 31), date(2026, 1, 1))


def test_the_groups_are_those_of_the_plan():
    assert age_labels(AgeSet.EDUCATION) == (
        *("0–2", "3–5", "6–9", "10–15", "16–17", "18–26", "27+"),
    )
    assert age_labels(AgeSet.STANDARD) == (
        *("0–5", "6–14", "15–17", "18–24", "25–34", "35–44", "45–54", "55–64", "65+"),
    )


@given(st.integers(0, 115), st.sampled_from(AgeSet))
def test_every_age_belongs_to_the_group_whose_name_holds_it(age, age_set):
    label = age_labels(age_set)[age_group(ages(age), age_set)]

    first, _dash, last = label.rstrip("+").partition("–")
    assert int(first) <= age
    assert label.endswith("+") or age <= int(last)


@pytest.mark.parametrize(
    ("told", "age_set", "label"),
    [
        ("1992", AgeSet.STANDARD, "25–34"),  # 34, whatever the day
        ("ca. 1992", AgeSet.STANDARD, None),  # 32 to 36
        ("ca. 1992", AgeSet.EDUCATION, "27+"),
        ("2008", AgeSet.EDUCATION, "18–26"),  # on the last day of the year everybody was 18
        ("1990-1993", AgeSet.STANDARD, None),
        ("unbekannt", AgeSet.STANDARD, None),
    ],
)
def test_an_age_that_crosses_a_border_belongs_to_no_group(told, age_set, label):
    group = age_group(age_range(parse_partial(told), REPORTING_DAY), age_set)

    assert (None if group is None else age_labels(age_set)[group]) == label


def test_an_age_that_nobody_knows_belongs_to_no_group():
    assert age_group(UNKNOWN_AGE, AgeSet.STANDARD) is None
    assert not is_young_adult(UNKNOWN_AGE)


@pytest.mark.parametrize(
    ("age", "expected"),
    [((17, 17), False), ((18, 18), True), ((18, 27), True), ((27, 28), False), ((17, 18), False)],
)
def test_the_young_adults_are_18_to_27_for_certain(age, expected):
    assert is_young_adult(ages(*age)) is expected


SINCE_2015 = parse_partial("2015")
YES, NO = Background.YES, Background.NO
ONE_SIDED, UNKNOWN = Background.ONE_SIDED, Background.UNKNOWN


@pytest.mark.parametrize(
    ("origin", "background", "history"),
    [
        (Origin(citizenships=("SY",), birth_country="SY", entry=SINCE_2015), YES, YES),
        (Origin(citizenships=("SY",)), YES, UNKNOWN),
        (Origin(citizenships=("stateless",), birth_country="DE", parents="both"), YES, YES),
        (Origin(citizenships=("TR",), birth_country="DE", parents="none"), YES, NO),
        (Origin(citizenships=("DE",), birth_country="KZ"), YES, YES),
        (Origin(citizenships=("DE",), birth_country="DE", parents="both"), YES, YES),
        (Origin(citizenships=("DE",), birth_country="DE", parents="one"), YES, ONE_SIDED),
        (Origin(citizenships=("DE",), birth_country="DE", parents="none"), NO, NO),
        (Origin(citizenships=("DE",), birth_country="DDDE", parents="none"), NO, NO),
        (Origin(citizenships=("DE",), birth_country="DE"), UNKNOWN, UNKNOWN),
        (Origin(citizenships=("DE",), parents="none"), UNKNOWN, UNKNOWN),
        (Origin(birth_country="DE", parents="none"), UNKNOWN, NO),
        (Origin(), UNKNOWN, UNKNOWN),
    ],
)
def test_both_definitions_of_migration(origin, background, history):
    assert migration_background(origin) is background
    assert immigration_history(origin) is history


@pytest.mark.parametrize(
    ("entry", "history"),
    [("1948", NO), ("1950", YES), ("1949-1951", UNKNOWN), ("unbekannt", YES)],
)
def test_only_who_came_since_1950_has_an_immigration_history(entry, history):
    origin = Origin(birth_country="PL", entry=parse_partial(entry))

    assert immigration_history(origin) is history


def test_an_unknown_day_of_entry_does_not_say_that_somebody_came():
    assert Origin(entry=parse_partial("unbekannt")).immigrated is None
    assert Origin(entry=SINCE_2015).immigrated is True
