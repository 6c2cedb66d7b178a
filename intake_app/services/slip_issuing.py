"""Issues routing slips, and new ones in the place of those that are of no use any more."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final
from uuid import uuid4

from intake_app.domain.codes import SlipId, StationId
from intake_app.domain.numbers import MOST_STATIONS, new_slip_number
from intake_app.domain.slip import VOID, RoutingSlip, refuse_unfit_end
from intake_app.errors import NotPermittedError
from intake_app.services.reading import name_on_slip, read_case
from intake_app.services.slip_drafts import SlipDraft

if TYPE_CHECKING:
    from datetime import date

    from intake_app.domain.codes import CaseId
    from intake_app.domain.slip import SlipState
    from intake_app.services.session import Session
    from intake_app.store.transaction import Store

_TRIES: Final = 20


def usual_end(session: Session, store: Store) -> date:
    """Return the last day of a slip that is issued today, if nobody chooses another."""
    return session.today() + timedelta(days=store.office.load().slip_days)


def issued_slip(session: Session, store: Store, case_id: CaseId, wished: SlipDraft) -> RoutingSlip:
    """Store a new slip and return it.

    Raises:
        InputError: Its last day has passed or is more than a year away ("slip_until").
        NotPermittedError: There is no station ("no_station") or more than twelve.
    """
    today = session.today()
    if not wished.stations:
        raise NotPermittedError("no_station")
    if len(wished.stations) > MOST_STATIONS:
        raise NotPermittedError("too_many_stations")
    if wished.valid_until is not None:
        refuse_unfit_end(wished.valid_until, today)
    slip = RoutingSlip(
        id=SlipId(uuid4()),
        case_id=case_id,
        number=_free_number(store),
        language=wished.language,
        issued_on=today,
        issued_by=session.by,
        valid_until=wished.valid_until or usual_end(session, store),
        name_on_slip=wished.name_on_slip,
        display_name=name_on_slip(read_case(store, case_id), wished.name_on_slip),
        stations=tuple(
            replace(station, seq=number) for number, station in enumerate(wished.stations, 1)
        ),
    )
    store.slips.add(slip)
    session.note(store, "slip.issued", case_id, slip.number)
    return slip


def renewed_slip(
    session: Session, store: Store, old: RoutingSlip, state: SlipState
) -> RoutingSlip:
    """Store a new slip for the open stations of an old one, whose number becomes invalid.

    Args:
        session: The vault.
        store: The running transaction.
        old: The slip that is of no use any more.
        state: Why: lost or replaced.

    Raises:
        NotPermittedError: Every station is settled ("no_station"), or another slip has taken
            its place already ("slip_lost", "slip_replaced").
    """
    refuse_void(old)
    stations = [
        replace(station.as_agreed_now, id=StationId(uuid4()), mark=None)
        for station in old.stations
        if station.is_open
    ]
    wished = SlipDraft(
        stations=tuple(stations),
        language=old.language,
        name_on_slip=old.name_on_slip,
        # Nobody loses days that were agreed because a paper is gone.
        valid_until=max(old.valid_until, usual_end(session, store)),
    )
    new = issued_slip(session, store, old.case_id, wished)
    store.slips.save(replace(old, state=state, replaced_by=new.id))
    session.note(store, f"slip.{state.value}", old.case_id, old.number)
    return new


def refuse_void(slip: RoutingSlip) -> None:
    """Refuse a slip whose place another one took.

    Raises:
        NotPermittedError: It was reported lost ("slip_lost") or replaced ("slip_replaced").
    """
    if slip.state in VOID:
        raise NotPermittedError(f"slip_{slip.state.value}")


def _free_number(store: Store) -> str:
    for _ in range(_TRIES):
        number = new_slip_number(secrets.SystemRandom())
        if store.slips.by_number(number) is None:
            return number
    raise AssertionError("no free slip number: the random source is broken")
