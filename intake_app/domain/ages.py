"""How old somebody is when the birth date is known only in part (rule AGE).

A range that crosses 18 counts as a minor for consent (a guardian is needed) and as an
adult for the duty to explain; a range that crosses 6, 15, 16 or 27 shows both options.
The told date and the official one may differ: the app does not decide between them, so
whatever protects a minor looks at both (`possible_ages`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from intake_app.domain.dates import PartialDate

ADULT = 18


@dataclass(frozen=True, slots=True, kw_only=True)
class AgeRange:
    """The ages a person can have on a day; both None when nothing is known."""

    youngest: int | None
    oldest: int | None

    @property
    def text(self) -> str:
        """The range for a reader, "17" or "17–18"; empty when nothing is known."""
        if self.youngest is None or self.oldest is None:
            return ""
        if self.youngest == self.oldest:
            return str(self.oldest)
        return f"{self.youngest}–{self.oldest}"

    def crosses(self, border: int) -> bool:
        """Tell whether the person may be younger or not younger than `border`."""
        if self.youngest is None or self.oldest is None:
            return True
        return self.youngest < border <= self.oldest

    def is_at_least(self, age: int) -> bool | None:
        """Tell whether the person has reached `age`; None when it is not certain."""
        if self.youngest is None or self.oldest is None or self.crosses(age):
            return None
        return self.youngest >= age

    @property
    def is_minor_or_unsure(self) -> bool:
        """Whether the person must be treated as a minor for consent."""
        return self.is_at_least(ADULT) is not True

    @property
    def is_unsure(self) -> bool:
        """Whether it is not certain that the person is a minor or an adult."""
        return self.crosses(ADULT)


UNKNOWN_AGE = AgeRange(youngest=None, oldest=None)


def age_on(birth: date, day: date) -> int:
    """Return the completed years of life on a day.

    Who was born on 29 February completes a year at the end of 28 February (§§ 187, 188
    BGB) and is therefore a year older from 1 March on.
    """
    return max(0, day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day)))


def age_range(birth: PartialDate | None, day: date) -> AgeRange:
    """Return the ages that a birth date leaves possible on a day."""
    if birth is None or birth.earliest is None or birth.latest is None:
        return UNKNOWN_AGE
    return AgeRange(youngest=age_on(birth.latest, day), oldest=age_on(birth.earliest, day))


def shown_age(told: PartialDate | None, official: date | None, day: date) -> AgeRange:
    """Return the age for headings: from the official date, else from the told one."""
    if official is None:
        return age_range(told, day)
    age = age_on(official, day)
    return AgeRange(youngest=age, oldest=age)


def possible_ages(
    told: PartialDate | None,
    official: date | None,
    day: date,
    *,
    official_is_placeholder: bool = False,
) -> AgeRange:
    """Return every age that told or official date leave possible.

    Conditions of forms and the protection of minors use this range.

    Args:
        told: The date of birth as the person says it.
        official: The date in German papers.
        day: The day on which the age is asked for.
        official_is_placeholder: The official day and month stand for an unknown day of
            that year (usually 1 January), so the whole year is possible.
    """
    ranges = [age_range(told, day)]
    if official and official_is_placeholder:
        first, last = date(official.year, 1, 1), date(official.year, 12, 31)
        ranges.append(AgeRange(youngest=age_on(last, day), oldest=age_on(first, day)))
    elif official:
        ranges.append(shown_age(None, official, day))
    known = [
        (r.youngest, r.oldest) for r in ranges if r.youngest is not None and r.oldest is not None
    ]
    if not known:
        return UNKNOWN_AGE
    return AgeRange(
        youngest=min(youngest for youngest, _ in known), oldest=max(oldest for _, oldest in known)
    )


def is_minor_or_unsure(told: PartialDate | None, official: date | None, day: date) -> bool:
    """Tell whether guardians must sign: a minor, perhaps a minor, or age unknown."""
    return possible_ages(told, official, day).is_minor_or_unsure
