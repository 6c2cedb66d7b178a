"""The routing slip that the person carries between offices (Laufzettel)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from intake_app.errors import InputError, NotFoundError

if TYPE_CHECKING:
    from datetime import datetime

    from intake_app.domain.codes import CaseId, PartnerId, SlipId, StationId

OPEN_HOURS = "open"
"""Stands for an appointment when the person may come in open hours (offene Sprechzeit)."""

LONGEST_DAYS: Final = 365
"""For how many days a slip can be valid at most."""


class SlipState(StrEnum):
    """Life of a slip (Stand)."""

    ISSUED = "issued"  # ausgegeben
    RETURNED = "returned"  # zurück
    LOST = "lost"  # verloren gemeldet
    REPLACED = "replaced"  # ersetzt
    CLOSED = "closed"  # abgeschlossen


VOID: Final = frozenset({SlipState.LOST, SlipState.REPLACED})
"""States of a slip whose number is not valid any more: another one took its place."""


class NameOnSlip(StrEnum):
    """How much of the name the paper shows."""

    FULL = "full"
    FIRST_AND_INITIAL = "first_and_initial"
    NUMBER_ONLY = "number_only"


class MarkKind(StrEnum):
    """The five tick boxes of a station (Vermerk)."""

    DONE = "done"  # erledigt
    NEW_APPOINTMENT = "new_appointment"  # neuer Termin
    DOCUMENT_MISSING = "document_missing"  # Unterlage fehlt
    NOT_RESPONSIBLE = "not_responsible"  # nicht zuständig
    FORWARDED = "forwarded"  # weiter an Station …


_LEAVES_OPEN: Final = frozenset({MarkKind.NEW_APPOINTMENT, MarkKind.DOCUMENT_MISSING})
"""Marks after which the person goes to the same station once more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What an office ticked on its strip, entered after the return (Vermerk).

    Attributes:
        marked_on: Date on the strip.
        missing: Document codes, for DOCUMENT_MISSING.
        forward_to: Next body, for FORWARDED.
        next_on: New appointment, for NEW_APPOINTMENT.
        query: The handwriting is unclear; ask back (Rückfrage).
        text_blacked: The strip carried text about the person that was blacked out.
    """

    kind: MarkKind
    marked_on: date
    stamped: bool = True
    missing: tuple[str, ...] = ()
    forward_to: PartnerId | None = None
    next_on: date | None = None
    query: bool = False
    text_blacked: bool = False
    entered_by: str
    entered_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Station:
    """One office on the way.

    Attributes:
        seq: Two-digit number on the strip, 1 to 12.
        code: Station code S01 to S15, S99 of `forms/routing`.
        partner_name: Name and address as printed, a copy.
        purposes: Purpose codes of the station.
        bring: Document codes of `forms/lists/documents.toml`.
        appointment: ISO day, or day and time ("2026-11-19T10:00"); "open" for open hours,
            empty when nothing was agreed.
        result_internal: Never printed.
    """

    id: StationId
    seq: int
    code: str
    partner_id: PartnerId | None
    partner_name: str
    partner_address: str = ""
    purposes: tuple[str, ...] = ()
    bring: tuple[str, ...] = ()
    contact: str = ""
    appointment: str = ""
    companion: str = ""
    mark: Mark | None = None
    result_internal: str = ""

    @property
    def is_open(self) -> bool:
        """Whether the person still has to go there, or once more."""
        return self.mark is None or self.mark.kind in _LEAVES_OPEN

    @property
    def as_agreed_now(self) -> Station:
        """The station with the new appointment that its office gave, if it gave one."""
        if self.mark is None or self.mark.next_on is None or not self.is_open:
            return self
        return replace(self, appointment=self.mark.next_on.isoformat())

    @property
    def appointment_on(self) -> date | None:
        """Day of the appointment."""
        day = self.appointment.partition("T")[0]
        return date.fromisoformat(day) if day and day != OPEN_HOURS else None

    @property
    def appointment_time(self) -> str:
        """Hour of the appointment, "10:00"; empty when it has none."""
        return self.appointment.partition("T")[2]

    @property
    def open_hours(self) -> bool:
        """Whether the person may come in open hours."""
        return self.appointment == OPEN_HOURS


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutingSlip:
    """A routing slip (Laufzettel): organisation, never content.

    Attributes:
        number: Nine random Crockford characters and a check character, without the hyphen.
        display_name: The name as printed, already shortened as `name_on_slip` says.
        printed_at: When printing was confirmed.
    """

    id: SlipId
    case_id: CaseId
    number: str
    language: str
    issued_on: date
    issued_by: str
    valid_until: date
    name_on_slip: NameOnSlip
    display_name: str
    stations: tuple[Station, ...]
    state: SlipState = SlipState.ISSUED
    printed_at: datetime | None = None
    returned_at: datetime | None = None
    replaced_by: SlipId | None = None

    @property
    def next_station(self) -> Station | None:
        """The first station without a mark that settles it, None when all are done."""
        return next((station for station in self.stations if station.is_open), None)

    def station(self, station_id: StationId) -> Station:
        """Return one of its stations.

        Raises:
            NotFoundError: The slip has no such station.
        """
        for station in self.stations:
            if station.id == station_id:
                return station
        raise NotFoundError("station")

    def with_station(self, changed: Station) -> RoutingSlip:
        """Return the slip with one of its stations changed."""
        stations = tuple(changed if old.id == changed.id else old for old in self.stations)
        return replace(self, stations=stations)


def refuse_unfit_end(valid_until: date, today: date) -> None:
    """Refuse a last day that a slip issued today must not have.

    Raises:
        InputError: The day has passed, or is more than `LONGEST_DAYS` away ("slip_until").
    """
    if not today <= valid_until <= today + timedelta(days=LONGEST_DAYS):
        raise InputError("slip_until")
