"""Routing slips with their stations and marks."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from intake_app.domain.case import CaseState
from intake_app.domain.codes import CaseId, PartnerId, SlipId, StationId
from intake_app.domain.slip import Mark, MarkKind, NameOnSlip, RoutingSlip, SlipState, Station
from intake_app.store.paper_tables import MarkRow, SlipRow, StationRow
from intake_app.store.repository import Repository
from intake_app.store.search_key import slip_number
from intake_app.store.tables import CaseRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from uuid import UUID


class SlipRepository(Repository):
    """Reads and writes routing slips (Laufzettel)."""

    def add(self, slip: RoutingSlip) -> None:
        """Store a new slip."""
        self._enter(slip.case_id)
        self._session.add(_to_row(slip))
        self._session.flush()
        self._save_stations(slip)

    def save(self, slip: RoutingSlip) -> None:
        """Replace a stored slip, its stations and marks.

        Raises:
            NotFoundError: There is no such slip.
        """
        self._enter(slip.case_id)
        self._found(self._session.get(SlipRow, slip.id), "slip")
        self._session.merge(_to_row(slip))
        self._session.flush()
        self._save_stations(slip)

    def get(self, slip_id: SlipId) -> RoutingSlip:
        """Return the slip.

        Raises:
            NotFoundError: There is no such slip.
        """
        row = self._found(self._session.get(SlipRow, slip_id), "slip")
        self._enter(CaseId(row.case_id))
        return self._with_stations([row])[0]

    def by_number(self, number: str) -> RoutingSlip | None:
        """Return the slip with the number, as typed, printed or scanned; None if there is none."""
        query = select(SlipRow).where(SlipRow.number == slip_number(number))
        slip = next(iter(self._with_stations(self._session.scalars(query).all())), None)
        if slip is not None:
            self._enter(slip.case_id)
        return slip

    def of_case(self, case_id: CaseId) -> list[RoutingSlip]:
        """Return all slips of the case, oldest first."""
        self._enter(case_id)
        query = select(SlipRow).where(SlipRow.case_id == case_id)
        ordered = query.order_by(SlipRow.issued_on, SlipRow.number)
        return self._with_stations(self._session.scalars(ordered).all())

    def under_way(self) -> list[RoutingSlip]:
        """Return the slips of open cases that people carry, the one that ends first at the top.

        Nobody waits for a slip of a case that was closed; its code is found all the same.
        """
        open_case = select(CaseRow.id).where(CaseRow.state == CaseState.OPEN)
        query = select(SlipRow).where(
            SlipRow.state == SlipState.ISSUED, SlipRow.case_id.in_(open_case)
        )
        ordered = query.order_by(SlipRow.valid_until, SlipRow.number)
        return self._open_ones(self._with_stations(self._session.scalars(ordered).all()))

    def _save_stations(self, slip: RoutingSlip) -> None:
        of_slip = select(StationRow.id).where(StationRow.slip_id == slip.id)
        marked = [station.id for station in slip.stations if station.mark]
        self._session.execute(
            delete(MarkRow).where(
                MarkRow.station_id.in_(of_slip), MarkRow.station_id.not_in(marked)
            )
        )
        self._session.execute(
            delete(StationRow).where(
                StationRow.slip_id == slip.id,
                StationRow.id.not_in([station.id for station in slip.stations]),
            )
        )
        for position, station in enumerate(slip.stations):
            self._session.merge(_to_station_row(slip.id, position, station))
            self._session.flush()
            if station.mark:
                self._session.merge(_to_mark_row(station.id, station.mark))
        self._session.flush()

    def _with_stations(self, rows: Sequence[SlipRow]) -> list[RoutingSlip]:
        query = (
            select(StationRow, MarkRow)
            .outerjoin(MarkRow, MarkRow.station_id == StationRow.id)
            .where(StationRow.slip_id.in_([row.id for row in rows]))
            .order_by(StationRow.position)
        )
        stations: defaultdict[UUID, list[Station]] = defaultdict(list)
        for station, mark in self._session.execute(query):
            stations[station.slip_id].append(_to_station(station, mark))
        return [_to_domain(row, stations[row.id]) for row in rows]


def _to_row(slip: RoutingSlip) -> SlipRow:
    return SlipRow(
        id=slip.id,
        case_id=slip.case_id,
        number=slip.number,
        language=slip.language,
        issued_on=slip.issued_on,
        issued_by=slip.issued_by,
        valid_until=slip.valid_until,
        name_on_slip=slip.name_on_slip,
        display_name=slip.display_name,
        state=slip.state,
        printed_at=slip.printed_at,
        returned_at=slip.returned_at,
        replaced_by=slip.replaced_by,
    )


def _to_domain(row: SlipRow, stations: Iterable[Station]) -> RoutingSlip:
    return RoutingSlip(
        id=SlipId(row.id),
        case_id=CaseId(row.case_id),
        number=row.number,
        language=row.language,
        issued_on=row.issued_on,
        issued_by=row.issued_by,
        valid_until=row.valid_until,
        name_on_slip=NameOnSlip(row.name_on_slip),
        display_name=row.display_name,
        stations=tuple(stations),
        state=SlipState(row.state),
        printed_at=row.printed_at,
        returned_at=row.returned_at,
        replaced_by=SlipId(row.replaced_by) if row.replaced_by else None,
    )


def _to_station_row(slip_id: SlipId, position: int, station: Station) -> StationRow:
    return StationRow(
        id=station.id,
        slip_id=slip_id,
        position=position,
        seq=station.seq,
        code=station.code,
        partner_id=station.partner_id,
        partner_name=station.partner_name,
        partner_address=station.partner_address,
        purposes=station.purposes,
        bring=station.bring,
        contact=station.contact,
        appointment=station.appointment,
        companion=station.companion,
        result_internal=station.result_internal,
    )


def _to_station(row: StationRow, mark: MarkRow | None) -> Station:
    return Station(
        id=StationId(row.id),
        seq=row.seq,
        code=row.code,
        partner_id=PartnerId(row.partner_id) if row.partner_id else None,
        partner_name=row.partner_name,
        partner_address=row.partner_address,
        purposes=row.purposes,
        bring=row.bring,
        contact=row.contact,
        appointment=row.appointment,
        companion=row.companion,
        mark=_to_mark(mark) if mark else None,
        result_internal=row.result_internal,
    )


def _to_mark_row(station_id: StationId, mark: Mark) -> MarkRow:
    return MarkRow(
        station_id=station_id,
        kind=mark.kind,
        marked_on=mark.marked_on,
        stamped=mark.stamped,
        missing=mark.missing,
        forward_to=mark.forward_to,
        next_on=mark.next_on,
        query=mark.query,
        text_blacked=mark.text_blacked,
        entered_by=mark.entered_by,
        entered_at=mark.entered_at,
    )


def _to_mark(row: MarkRow) -> Mark:
    return Mark(
        kind=MarkKind(row.kind),
        marked_on=row.marked_on,
        stamped=row.stamped,
        missing=row.missing,
        forward_to=PartnerId(row.forward_to) if row.forward_to else None,
        next_on=row.next_on,
        query=row.query,
        text_blacked=row.text_blacked,
        entered_by=row.entered_by,
        entered_at=row.entered_at,
    )
