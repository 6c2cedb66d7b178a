"""Whom the office's statistics count, and in which groups: periods, ages, migration.

The program knows the people whom the contact point advises, not the population, so no table
made of this is a statistic of the county.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from intake_app.domain.ages import AgeRange
    from intake_app.domain.dates import PartialDate

GERMANY: Final = frozenset({"DE", "DDDE"})
"""Codes of Germany among the countries; the second one until 1990."""


class Topic(StrEnum):
    """A table of the office's statistics; the value is its short name."""

    UNITS = "T1"
    RESIDENCE = "T2"
    ORIGIN = "T3a"
    MIGRATION = "T3b"
    TALKS = "T4a"
    INTERPRETERS = "T4b"
    GERMAN = "T5a"
    LITERACY = "T5b"
    SCHOOL = "T6a"
    ISCED = "T6b"
    TRAINING = "T7a"
    RECOGNITION = "T7b"
    STEPS = "T8"
    SCHOOL_PLACES = "T9"
    BARRIERS = "T10"
    WAIVERS = "T11"
    REQUESTS = "T12"


@dataclass(frozen=True, slots=True)
class Period:
    """Days of the office, both included; the last one is the reporting day (Stichtag).

    Raises:
        ValueError: The last day lies before the first.
    """

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError("a period ends before it begins")

    def __contains__(self, day: date) -> bool:
        """Tell whether the day lies in it."""
        return self.first <= day <= self.last


class Span(StrEnum):
    """A period that has a name on each day."""

    THIS_YEAR = "this_year"
    LAST_YEAR = "last_year"
    THIS_QUARTER = "this_quarter"
    LAST_QUARTER = "last_quarter"


def period_of(span: Span, today: date) -> Period:
    """Return the days of a span; one that is not over ends today.

    Nobody is counted on a day that has not come, nor made older than they are.
    """
    if span is Span.THIS_YEAR:
        return Period(date(today.year, 1, 1), today)
    if span is Span.LAST_YEAR:
        return Period(date(today.year - 1, 1, 1), date(today.year - 1, 12, 31))
    quarter = date(today.year, today.month - (today.month - 1) % 3, 1)
    if span is Span.THIS_QUARTER:
        return Period(quarter, today)
    last = quarter - timedelta(days=1)
    return Period(date(last.year, last.month - 2, 1), last)


class AgeSet(StrEnum):
    """Which groups of ages a table has."""

    EDUCATION = "education"
    STANDARD = "standard"


_BORDERS: Final[Mapping[AgeSet, tuple[int, ...]]] = MappingProxyType(
    {
        AgeSet.EDUCATION: (0, 3, 6, 10, 16, 18, 27),
        AgeSet.STANDARD: (0, 6, 15, 18, 25, 35, 45, 55, 65),
    }
)
"""The first age of each group."""

YOUNG_ADULTS: Final = (18, 27)
"""First and last age of a group that the county's table of 2016 had; it lies in others."""


def age_labels(ages: AgeSet) -> tuple[str, ...]:
    """Return what the groups are called: "0–2" … "27+"."""
    borders = _BORDERS[ages]
    ends = [f"–{following - 1}" for following in borders[1:]]
    return tuple(f"{first}{end}" for first, end in zip(borders, [*ends, "+"], strict=True))


def age_group(age: AgeRange, ages: AgeSet) -> int | None:
    """Return the place of the group; None when the possible ages lie in more than one."""
    if age.youngest is None or age.oldest is None:
        return None
    groups = {
        sum(1 for border in _BORDERS[ages] if border <= one) - 1
        for one in (age.youngest, age.oldest)
    }
    return groups.pop() if len(groups) == 1 else None


def is_young_adult(age: AgeRange) -> bool:
    """Tell whether every possible age lies between 18 and 27, both included."""
    first, last = YOUNG_ADULTS
    if age.youngest is None or age.oldest is None:
        return False
    return first <= age.youngest and age.oldest <= last


class Background(StrEnum):
    """Whether a definition of migration holds for somebody."""

    YES = "yes"
    ONE_SIDED = "one_sided"  # one parent only; not counted as immigration history
    NO = "no"
    UNKNOWN = "unknown"  # nicht bestimmbar


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """What is known of where somebody and their parents come from.

    Attributes:
        citizenships: Codes of the list "citizenships"; empty when not known.
        birth_country: Code of the list "countries"; empty when not known.
        entry: Since when the person lives in Germany; None when not known.
        parents: "both", "one" or "none" immigrated; empty when not known.
    """

    citizenships: tuple[str, ...] = ()
    birth_country: str = ""
    entry: PartialDate | None = None
    parents: str = ""

    @property
    def immigrated(self) -> bool | None:
        """Whether the person came to Germany from abroad; None when it is not certain."""
        if self.birth_country:
            return self.birth_country not in GERMANY
        # Since when somebody lives in Germany is asked of those only who came.
        return True if self.entry is not None and self.entry.latest is not None else None


def migration_background(origin: Origin) -> Background:
    """Tell whether somebody has a migration background, as the county's plan says it.

    One parent suffices; so does a citizenship that is not German, or having immigrated.
    """
    is_foreign = any(code not in GERMANY for code in origin.citizenships)
    if is_foreign or origin.immigrated or origin.parents in {"both", "one"}:
        return Background.YES
    is_german = bool(origin.citizenships)
    if is_german and origin.immigrated is False and origin.parents == "none":
        return Background.NO
    return Background.UNKNOWN


_SINCE: Final = date(1950, 1, 1)


def immigration_history(origin: Origin) -> Background:
    """Tell whether somebody has an immigration history (Destatis, since 2023).

    Having immigrated since 1950 counts, or both parents; one parent alone is "one-sided" and
    not counted.  When the parents came is not asked, so their year is taken for later.
    """
    entry = origin.entry
    if origin.immigrated:
        if entry is not None and entry.earliest is not None and entry.earliest < _SINCE:
            is_before = entry.latest is not None and entry.latest < _SINCE
            return Background.NO if is_before else Background.UNKNOWN
        return Background.YES
    if origin.parents == "both":
        return Background.YES
    if origin.immigrated is None:
        return Background.UNKNOWN
    by_parents = {"one": Background.ONE_SIDED, "none": Background.NO}
    return by_parents.get(origin.parents, Background.UNKNOWN)
