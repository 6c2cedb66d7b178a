"""Whose slip it is, said on a card before anything of the case is shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from intake_app.domain.slip import NameOnSlip
from intake_app.services.reading import name_on_slip, read_case

if TYPE_CHECKING:
    from datetime import date

    from intake_app.domain.slip import RoutingSlip, Station
    from intake_app.store.transaction import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmation:
    """The card that is shown before a scanned slip opens (forms 5.4).

    Attributes:
        name: First name and initial.
        birth_year: Empty when unknown.
        expired: The slip's validity has ended; it opens all the same.
        station: The station whose code was scanned; None for the code of the whole slip.
        other_case_open: Another case was open: the full question must be asked.
    """

    slip: RoutingSlip
    name: str
    birth_year: str
    municipality: str
    expired: bool
    station: Station | None = None
    other_case_open: bool = False


def card_of(store: Store, slip: RoutingSlip, today: date) -> Confirmation:
    """Return the card of a slip."""
    head = store.cases.head(slip.case_id)
    return Confirmation(
        slip=slip,
        name=name_on_slip(read_case(store, slip.case_id), NameOnSlip.FIRST_AND_INITIAL),
        birth_year=_years(head.birth_years),
        municipality=head.municipality,
        expired=slip.valid_until < today,
    )


def _years(years: tuple[int, int] | None) -> str:
    if years is None:
        return ""
    first, last = years
    return str(first) if first == last else f"{first}–{last}"
