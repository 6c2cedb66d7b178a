"""Dates that are known only in part, in the calendar in which they were told (2.4, "pdate").

People know the year, the month, "about 1990", or a day of another calendar.  A
`PartialDate` keeps what was told and the first and last Gregorian day it can mean, so
that ages, lists and statistics never pretend to know more.

What a person tells and what German papers say are two questions; nothing here merges
them.  Whether a date lies in the future is a check of the form, not of this module.
"""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from convertdate import coptic, islamic, persian

from intake_app.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping

ABOUT_YEARS = 2
ABOUT_MONTHS = 3
ABOUT_DAYS = 15
"""How far "about" reaches to each side, by the precision of what was told."""

_EARLIEST_YEAR, _LATEST_YEAR = 1850, 2150
"""Gregorian years outside are a typing error or the wrong calendar."""

_ETHIOPIC_AHEAD_OF_COPTIC = 276


class Calendar(StrEnum):
    """Calendar in which a date was told."""

    GREGORIAN = "gregorian"
    SOLAR_HIJRI = "solar_hijri"  # Afghanistan, Iran
    HIJRI = "hijri"  # Islamic lunar calendar, tabular
    ETHIOPIC = "ethiopic"  # Ethiopia, Eritrea; thirteen months

    @property
    def months(self) -> int:
        """How many months a year has."""
        return 13 if self is Calendar.ETHIOPIC else 12


class Precision(StrEnum):
    """How exactly the date is known (Genauigkeit)."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    ABOUT = "about"  # ungefähr
    PERIOD = "period"  # Zeitraum
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class DateWords:
    """The words around a date in one language; `about` holds the field {date}."""

    about: str
    unknown: str
    calendars: Mapping[Calendar, str] = field(default_factory=dict)


GERMAN_WORDS = DateWords(
    about="ca. {date}",
    unknown="unbekannt",
    calendars=MappingProxyType(
        {
            Calendar.SOLAR_HIJRI: "Sonnenkalender",
            Calendar.HIJRI: "islamischer Kalender",
            Calendar.ETHIOPIC: "äthiopischer Kalender",
        }
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PartialDate:
    """A date with its precision (ungenaues Datum).

    Attributes:
        earliest: First Gregorian day it can mean; None only when nothing is known.
        latest: Last Gregorian day it can mean.
        calendar: Calendar of `told_text`.
        told_text: What was told, in its own calendar with Western digits and without words:
            "1371", "05/1371", "12.05.1371", "1988–1990"; empty when nothing is known.
    """

    earliest: date | None
    latest: date | None
    precision: Precision
    calendar: Calendar = Calendar.GREGORIAN
    told_text: str = ""

    def __post_init__(self) -> None:
        unknown = self.precision is Precision.UNKNOWN
        if unknown != (self.earliest is None) or unknown != (self.latest is None):
            raise ValueError("a date has no days exactly when it is unknown")
        if self.earliest and self.latest and self.earliest > self.latest:
            raise ValueError("the first possible day lies after the last")

    @classmethod
    def of_day(cls, day: date) -> PartialDate:
        """Return the exactly known Gregorian day."""
        return cls(earliest=day, latest=day, precision=Precision.DAY, told_text=german_date(day))

    @classmethod
    def from_canonical(cls, text: str) -> PartialDate:
        """Read the text that `to_canonical` wrote.

        Raises:
            ValueError: The text is no canonical partial date.
        """
        data = json.loads(text)
        if not isinstance(data, dict) or data.keys() != _KEYS:
            raise ValueError("not a canonical partial date")
        first, last = data["earliest"], data["latest"]
        return cls(
            earliest=None if first is None else date.fromisoformat(str(first)),
            latest=None if last is None else date.fromisoformat(str(last)),
            precision=Precision(data["precision"]),
            calendar=Calendar(data["calendar"]),
            told_text=str(data["told"]),
        )

    def to_canonical(self) -> str:
        """Return the one text under which this date is stored (compact JSON, sorted keys)."""
        data = {
            "calendar": self.calendar.value,
            "earliest": self.earliest.isoformat() if self.earliest else None,
            "latest": self.latest.isoformat() if self.latest else None,
            "precision": self.precision.value,
            "told": self.told_text,
        }
        return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    @property
    def years(self) -> tuple[int, int] | None:
        """First and last possible Gregorian year, None when nothing is known."""
        if self.earliest is None or self.latest is None:
            return None
        return self.earliest.year, self.latest.year

    def in_words(self, words: DateWords = GERMAN_WORDS) -> str:
        """Return the date for a reader: "ca. 1990", "1371 (Sonnenkalender), 21.03.1992–…".

        Days are written the German way with Western digits in every language.
        """
        if self.earliest is None or self.latest is None:
            return words.unknown
        told = self.told_text
        if self.precision is Precision.ABOUT:
            told = words.about.replace("{date}", told)
        if self.calendar is Calendar.GREGORIAN:
            return told
        span = german_date(self.earliest)
        if self.latest != self.earliest:
            span += "–" + german_date(self.latest)
        return f"{told} ({words.calendars.get(self.calendar, self.calendar.value)}), {span}"


_KEYS = {"calendar", "earliest", "latest", "precision", "told"}


def german_date(day: date) -> str:
    """Return the day as German papers write it, 24.12.1992."""
    return f"{day.day:02}.{day.month:02}.{day.year:04}"


def western_digits(text: str) -> str:
    """Return the text with the decimal digits of every script as 0 to 9."""
    return "".join(
        str(unicodedata.decimal(char)) if unicodedata.category(char) == "Nd" else char
        for char in text
    )


class _Told(NamedTuple):
    """One told date, still in its own calendar."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def text(self) -> str:
        if self.month is None:
            return f"{self.year:04}"
        if self.day is None:
            return f"{self.month:02}/{self.year:04}"
        return f"{self.day:02}.{self.month:02}.{self.year:04}"

    @property
    def precision(self) -> Precision:
        if self.month is None:
            return Precision.YEAR
        return Precision.MONTH if self.day is None else Precision.DAY


def parse_partial(text: str, calendar: Calendar = Calendar.GREGORIAN) -> PartialDate:
    """Read a date as people type it, in digits of any script.

    Understands 1992, 03/1992, März 1992 (Gregorian only), 24.12.1992, 1992-12-24,
    00.00.1992 (as German papers print an unknown day), "ca. 1990", "um 1990", "1988-1990",
    "zwischen 1988 und 1990" and "unbekannt".  Around "ca." lie two years (three months,
    fifteen days) to each side.

    Args:
        text: As typed.
        calendar: Calendar in which the numbers are meant.

    Raises:
        InputError: "date" when it is no date, "year" when the year has not four digits,
            "far_year" when it fits no living memory (often the wrong calendar).
    """
    plain = _plain(text)
    if plain in _UNKNOWN_WORDS:
        return PartialDate(
            earliest=None, latest=None, precision=Precision.UNKNOWN, calendar=calendar
        )
    about = _ABOUT.fullmatch(plain)
    first, last = _ends(about["date"] if about else plain, calendar)
    earliest, latest = _first_day(first, calendar), _last_day(last, calendar)
    told, precision = first.text, first.precision
    if first != last:
        told, precision = f"{first.text}–{last.text}", Precision.PERIOD
    if about:
        earliest, latest = _widened(first, last, calendar)
        precision = Precision.ABOUT
    if earliest > latest:
        raise InputError("date")
    if not (earliest.year >= _EARLIEST_YEAR and latest.year <= _LATEST_YEAR):
        raise InputError("far_year")
    return PartialDate(
        earliest=earliest, latest=latest, precision=precision, calendar=calendar, told_text=told
    )


_UNKNOWN_WORDS = frozenset({"unbekannt", "?", "weiß nicht", "weiss nicht", "unknown"})
_ABOUT = re.compile(r"(?:ca\.?|circa|zirka|um|etwa|ungefähr|about|~)\s*(?P<date>.+)")
_PERIOD = re.compile(r"(?:zwischen\s+)?(?P<first>.+?)\s*(?:-|\bbis\b|\bund\b)\s*(?P<last>.+)")
_DAY_FIRST = re.compile(r"(?:(?:(\d{1,2})[./-] ?)?(\d{1,2})[./-] ?)?(\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})[./-](\d{1,2})(?:[./-](\d{1,2}))?")
_DIGITS_ONLY = re.compile(r"(\d\d)(\d\d)(\d{4})")
_NAMED_MONTH = re.compile(r"(?:(\d{1,2})\.? ?)?([a-zä]{3,9})\.? (\d{4})")
_SHORT_YEAR = re.compile(r"(?:\d{1,2}[./-] ?){0,2}\d{2}")
_MONTHS = ("jan", "feb", "mär", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "dez")
_FULL_MONTHS = (
    "januar", "februar", "märz", "april", "mai", "juni", "juli", "august", "september",
    "oktober", "november", "dezember",
)  # fmt: skip


def _plain(text: str) -> str:
    """Remove direction marks, unify dashes and digits, lower case, single spaces."""
    visible = "".join(char for char in text if unicodedata.category(char) != "Cf")
    dashes = re.sub("[‐‑‒–—−]", "-", western_digits(visible))
    return " ".join(unicodedata.normalize("NFC", dashes).lower().split())


def _ends(text: str, calendar: Calendar) -> tuple[_Told, _Told]:
    single = _told(text, calendar)
    if single:
        return single, single
    period = _PERIOD.fullmatch(text)
    if period:
        first, last = _told(period["first"], calendar), _told(period["last"], calendar)
        if first and last:
            return first, last
    raise InputError("year" if _SHORT_YEAR.fullmatch(text) else "date")


def _told(text: str, calendar: Calendar) -> _Told | None:
    if match := _DAY_FIRST.fullmatch(text) or _DIGITS_ONLY.fullmatch(text):
        day, month, year = match.groups()
    elif match := _YEAR_FIRST.fullmatch(text):
        year, month, day = match.groups()
    elif calendar is Calendar.GREGORIAN and (match := _NAMED_MONTH.fullmatch(text)):
        day, name, year = match.groups()
        month = _month_number(name)
        if month is None:
            return None
    else:
        return None
    # German papers print 00 for a month or day that is not known.
    told = _Told(int(year), int(month or 0) or None, int(day or 0) or None)
    return None if told.day and not told.month else told


def _month_number(name: str) -> str | None:
    for number, (short, full) in enumerate(zip(_MONTHS, _FULL_MONTHS, strict=True), start=1):
        if name in {short, full, short + "t"} or (name == "maerz" and number == 3):  # noqa: PLR2004 - the third month
            return str(number)
    return None


def _first_day(told: _Told, calendar: Calendar) -> date:
    return _gregorian(calendar, told.year, told.month or 1, told.day or 1)


def _last_day(told: _Told, calendar: Calendar) -> date:
    month = told.month or calendar.months
    day = told.day or _month_length(calendar, told.year, month)
    return _gregorian(calendar, told.year, month, day)


def _widened(first: _Told, last: _Told, calendar: Calendar) -> tuple[date, date]:
    if first.precision is Precision.DAY:
        reach = timedelta(days=ABOUT_DAYS)
        return _first_day(first, calendar) - reach, _last_day(last, calendar) + reach
    if first.precision is Precision.MONTH:
        return (
            _first_day(_moved(first, -ABOUT_MONTHS, calendar), calendar),
            _last_day(_moved(last, ABOUT_MONTHS, calendar), calendar),
        )
    return (
        _first_day(_Told(first.year - ABOUT_YEARS), calendar),
        _last_day(_Told(last.year + ABOUT_YEARS), calendar),
    )


def _moved(told: _Told, months: int, calendar: Calendar) -> _Told:
    if told.month is None:
        return told
    index = told.year * calendar.months + told.month - 1 + months
    return _Told(index // calendar.months, index % calendar.months + 1)


def _gregorian(calendar: Calendar, year: int, month: int, day: int) -> date:
    """Convert one day; InputError "date" when the calendar has no such day."""
    if not 1 <= month <= calendar.months:
        raise InputError("date")
    if not 1 <= day <= _month_length(calendar, year, month):
        raise InputError("date")
    try:
        if calendar is Calendar.SOLAR_HIJRI:
            return _solar_new_year(year) + timedelta(days=_solar_days_before(month) + day - 1)
        if calendar is Calendar.HIJRI:
            return date(*islamic.to_gregorian(year, month, day))
        if calendar is Calendar.ETHIOPIC:
            return date(*coptic.to_gregorian(year - _ETHIOPIC_AHEAD_OF_COPTIC, month, day))
        return date(year, month, day)
    except (ValueError, OverflowError) as error:
        raise InputError("far_year") from error


def _month_length(calendar: Calendar, year: int, month: int) -> int:
    try:
        if calendar is Calendar.SOLAR_HIJRI:
            if month < calendar.months:
                return _solar_days_before(month + 1) - _solar_days_before(month)
            whole_year = _solar_new_year(year + 1) - _solar_new_year(year)
            return whole_year.days - _solar_days_before(month)
        if calendar is Calendar.HIJRI:
            return int(islamic.month_length(year, month))
        if calendar is Calendar.ETHIOPIC:
            return int(coptic.month_length(year - _ETHIOPIC_AHEAD_OF_COPTIC, month))
        following = date(year + month // 12, month % 12 + 1, 1)
        return (following - timedelta(days=1)).day
    except (ValueError, OverflowError) as error:
        raise InputError("far_year") from error


@lru_cache(maxsize=512)
def _solar_new_year(year: int) -> date:
    """First day of a Solar Hijri year; cached, since the equinox takes 50 ms to find."""
    return date(*persian.to_gregorian(year, 1, 1))


def _solar_days_before(month: int) -> int:
    """Days of a Solar Hijri year before a month: six months of 31 days, then of 30."""
    return 31 * (month - 1) if month <= 7 else 186 + 30 * (month - 7)  # noqa: PLR2004 - the calendar's own numbers
