"""Fills the routing slip from the domain."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from intake_app.printing import slip as slip_paper
from intake_app.printing.slip_data import Slip, SlipStation
from intake_app.services.reading import read_case
from intake_app.services.rendering import GERMAN, imprint, second_wording

if TYPE_CHECKING:
    from collections.abc import Mapping

    from intake_app.domain.codes import PartnerId
    from intake_app.domain.partner import Partner
    from intake_app.domain.slip import RoutingSlip, Station
    from intake_app.services.session import Session
    from intake_app.store.transaction import Store


def render_slip(
    session: Session, store: Store, slip: RoutingSlip, *, large: bool = False
) -> bytes:
    """Return the slip with cover page and strips."""
    partners = {partner.id: partner for partner in store.partners.all()}
    reading = read_case(store, slip.case_id)
    data = Slip(
        number=slip.number,
        name=slip.display_name,
        issued_on=slip.issued_on,
        valid_until=slip.valid_until,
        stations=tuple(
            replace(_station(session, station, partners), sketch=_sketch(store, station))
            for station in slip.stations
        ),
        next_talk=reading.day("end.next"),
        next_time=reading.value("end.next_time"),
    )
    german = session.content.wording(GERMAN)
    other = second_wording(session, slip.language, "routing")
    return slip_paper.render(data, german, other, imprint(session), large=large)


def stamps_of(session: Session, slip: RoutingSlip) -> tuple[str, ...]:
    """Return what became of a slip after it was printed, for its margin."""
    if slip.replaced_by is None:
        return ()
    return (session.content.wording(GERMAN).block("label.stamp.replaced"),)


def _sketch(store: Store, station: Station) -> bytes:
    return store.partners.sketch(station.partner_id) if station.partner_id else b""


def _station(
    session: Session, station: Station, partners: Mapping[PartnerId, Partner]
) -> SlipStation:
    station = station.as_agreed_now
    kind = session.content.library.stations[station.code]
    neutral_purposes = {purpose.code for purpose in kind.purposes if purpose.neutral}
    partner = partners.get(station.partner_id) if station.partner_id else None
    return SlipStation(
        seq=station.seq,
        code=station.code,
        name=station.partner_name,
        address=station.partner_address,
        phone=partner.phone if partner else "",
        bus_stop=partner.bus_stop if partner else "",
        opening_hours=partner.opening_hours if partner else "",
        contact=station.contact,
        purposes=station.purposes,
        neutral=kind.neutral or bool(neutral_purposes & set(station.purposes)),
        bring=station.bring,
        on=station.appointment_on,
        time=station.appointment_time,
        open_hours=station.open_hours,
        companion=station.companion,
    )
