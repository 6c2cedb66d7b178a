"""What follows from other answers and is filled in for the advisor, who may change it.

Begin and end of a talk give the interpreter's minutes, a school certificate gives its ISCED
level, the consent a day on which to look at the health limits again.  A proposal fills an
empty field and follows its sources as long as nobody wrote something else there.
"""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING, Final

from intake_app.domain.waiver_rules import add_months
from intake_app.services.reading import WANTS_SCHOOL

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from intake_app.services.reading import Reading

SOURCES: Final = frozenset(
    {
        *("int.mode", "meta.talk_start", "meta.talk_end"),
        *("sch.highest", "sch.years"),
        *("health.consent", WANTS_SCHOOL),
    }
)
"""Ids of the questions from which something follows."""

REVIEW_AFTER_MONTHS: Final = 6
_INTERPRETED: Final = frozenset({"on_site", "phone", "video"})
_MOST_MINUTES: Final = 480
_FOUR_YEARS: Final = 8
"""In half years, as the list "school_years" counts."""

_ISCED: Final = {
    "S0": "0", "S2": "1", "S3": "2", "S4": "3", "S5": "3",
    "D2": "2", "D3": "2", "D4": "2", "D5": "3", "D6": "3",
}  # fmt: skip
"""Level of each school certificate; what is not here is left to the advisor."""


def proposals(reading: Reading, today: date) -> dict[str, str]:
    """Return the values that follow from the answers, by path."""
    return dict(_proposals(reading, today))


def _proposals(reading: Reading, today: date) -> Iterator[tuple[str, str]]:
    minutes = _minutes(reading)
    if minutes:
        yield "int.minutes", str(minutes)
    level = _isced(reading)
    if level:
        yield "sch.isced", level
    if reading.value("health.consent") == "yes":
        yield "health.review", add_months(today, REVIEW_AFTER_MONTHS).isoformat()
    if reading.value(WANTS_SCHOOL) == "yes":
        yield "reg.asked_on", today.isoformat()


def _minutes(reading: Reading) -> int:
    """Return how long the talk was, 0 when that is not known or nobody interpreted."""
    begin, end = reading.value("meta.talk_start"), reading.value("meta.talk_end")
    if reading.value("int.mode") not in _INTERPRETED or not begin or not end:
        return 0
    first, last = time.fromisoformat(begin), time.fromisoformat(end)
    minutes = (last.hour - first.hour) * 60 + last.minute - first.minute
    return minutes if 0 < minutes <= _MOST_MINUTES else 0


def _isced(reading: Reading) -> str:
    certificate, years = reading.value("sch.highest"), reading.value("sch.years")
    if certificate == "S1" and years:
        return "0" if int(years) <= _FOUR_YEARS else "1"
    return _ISCED.get(certificate, "")
