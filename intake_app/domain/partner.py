"""Partner offices (Stellen) and what a partner of each kind may be offered."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from intake_app.domain.codes import Category, PartnerId


class Offer(StrEnum):
    """How a category is offered to a kind of partner on the waiver."""

    USUAL = "usual"
    ON_REQUEST = "on_request"
    NOT_OFFERED = "not_offered"


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerKind:
    """A kind of partner, P01 to P15, with its limits.

    Attributes:
        person_named: The line must name a person (volunteers, P12).
        narrow: From 14 on a young person may sign a line for it alone (own school, JMD).
        limits: What may be offered; a category that is absent is not offered.
    """

    code: str
    label: str
    person_named: bool = False
    narrow: bool = False
    limits: Mapping[Category, Offer] = field(default_factory=dict)

    def offer(self, category: Category) -> Offer:
        """Tell how the category is offered to partners of this kind."""
        return self.limits.get(category, Offer.NOT_OFFERED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """A named body that data may go to or come from (Stelle).

    Attributes:
        kind: Code of its `PartnerKind`, for example "P03".
        unit: Department or room within the body.
        contact: Function rather than a private name where possible.
        age_recipient: Its public age key ("age1…"), empty when it has none.
        signing_key: Its public Ed25519 key, base64, empty when it has none.
        keys_verified_on: Day on which the keys were compared by words on the phone.
        is_example: Made by the demo; marked "Beispiel" wherever it is shown.
        secrecy_bound: The volunteer's undertaking was seen (needed for P12).
    """

    id: PartnerId
    kind: str
    name: str
    unit: str = ""
    street: str = ""
    zip_code: str = ""
    town: str = ""
    phone: str = ""
    email: str = ""
    contact: str = ""
    bus_stop: str = ""
    opening_hours: str = ""
    age_recipient: str = ""
    signing_key: str = ""
    keys_verified_on: date | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    is_example: bool = False
    secrecy_bound: bool = False

    @property
    def address(self) -> str:
        """Street, postcode and town in one line."""
        place = f"{self.zip_code} {self.town}".strip()
        return ", ".join(part for part in (self.street, place) if part)

    @property
    def full_name(self) -> str:
        """Name with the unit, as printed on papers."""
        return ", ".join(part for part in (self.name, self.unit) if part)
