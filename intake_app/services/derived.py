"""Values that follow from several answers and that conditions of forms ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.domain.ages import ADULT, age_range
from intake_app.form_engine.conditions import Derived
from intake_app.services.reading import CHILDREN

if TYPE_CHECKING:
    from datetime import date

    from intake_app.services.reading import Reading

EU_AND_EQUAL = frozenset(
    (
        *("AT", "BE", "BG", "CY", "CZ", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE"),
        *("IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK"),
        *("CH", "IS", "LI", "NO"),
    )
)
"""Member states of the EU and the four whose citizens need no residence permit either."""

_FREE_STATUS = frozenset({"DE", "DE-SA", "EU", "EWR-CH"})


def derive(reading: Reading, today: date) -> Derived:
    """Compute the fixed derived values from the answers so far; None is "not certain"."""
    ages = reading.possible_ages(today)
    known = reading.value("birth.value") or reading.value("birth.official")
    children = _children(reading, today)
    country = reading.value("birth.country")
    return Derived(
        age_min=ages.youngest,
        age_max=ages.oldest,
        minor_or_unsure=ages.is_minor_or_unsure if known else None,
        children_count=len(children),
        youngest_child_age=_youngest(children),
        german_or_eu=_german_or_eu(reading),
        born_abroad=None if not country else country != "DE",
        today=today,
    )


def _children(reading: Reading, today: date) -> list[int | None]:
    """Return the youngest possible age of each child that may be under 18."""
    found: list[int | None] = []
    for row in reading.row_ids(CHILDREN):
        ages = age_range(reading.partial_date(f"{CHILDREN}/{row}/child.birth"), today)
        if ages.youngest is None or ages.youngest < ADULT:
            found.append(ages.youngest)
    return found


def _youngest(children: list[int | None]) -> int | None:
    known = [age for age in children if age is not None]
    return min(known) if known and len(known) == len(children) else None


def _german_or_eu(reading: Reading) -> bool | None:
    status = reading.value("res.status")
    citizenships = set(reading.codes("person.citizenships"))
    if status in _FREE_STATUS or citizenships & (EU_AND_EQUAL | {"DE"}):
        return True
    return False if status or citizenships else None
