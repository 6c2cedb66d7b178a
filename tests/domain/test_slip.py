"""The routing slip: which office is next."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from intake_app.domain.codes import CaseId, SlipId, StationId
from intake_app.domain.slip import Mark, MarkKind, NameOnSlip, RoutingSlip, Station
from tests.domain.builders import NOON, TODAY

SETTLING = [MarkKind.DONE, MarkKind.NOT_RESPONSIBLE, MarkKind.FORWARDED]
WAITING = [MarkKind.NEW_APPOINTMENT, MarkKind.DOCUMENT_MISSING]


def a_station(seq, kind=None):
    mark = kind and Mark(kind=kind, marked_on=TODAY, entered_by="BM", entered_at=NOON)
    return Station(
        id=StationId(UUID(int=seq)),
        seq=seq,
        code="S03",
        partner_id=None,
        partner_name="Jobcenter Musterstadt",
        mark=mark,
    )


def a_slip(*stations):
    return RoutingSlip(
        id=SlipId(UUID(int=1)),
        case_id=CaseId(UUID(int=1)),
        number="7Q4M92KTYA",
        language="ar",
        issued_on=TODAY,
        issued_by="BM",
        valid_until=TODAY + timedelta(days=60),
        name_on_slip=NameOnSlip.FIRST_AND_INITIAL,
        display_name="Amina A.",
        stations=stations,
    )


def test_the_first_station_without_a_mark_is_next():
    slip = a_slip(a_station(1, MarkKind.DONE), a_station(2), a_station(3))

    assert slip.next_station == slip.stations[1]


@pytest.mark.parametrize("kind", WAITING)
def test_a_station_that_wants_the_person_back_stays_next(kind):
    slip = a_slip(a_station(1, kind), a_station(2))

    assert slip.next_station == slip.stations[0]


@pytest.mark.parametrize("kind", SETTLING)
def test_a_settled_station_is_behind_the_person(kind):
    slip = a_slip(a_station(1, kind), a_station(2))

    assert slip.next_station == slip.stations[1]


def test_every_mark_either_settles_a_station_or_keeps_it():
    assert {*SETTLING, *WAITING} == set(MarkKind)


def test_a_slip_whose_stations_are_settled_has_no_next():
    slip = a_slip(*[a_station(n, kind) for n, kind in enumerate(SETTLING, 1)])

    assert slip.next_station is None


def test_the_order_of_the_way_is_a_suggestion():
    """An office visited early does not hide an earlier one that is still open."""
    slip = a_slip(a_station(1), a_station(2, MarkKind.DONE))

    assert slip.next_station == slip.stations[0]
    assert replace(slip, stations=slip.stations[1:]).next_station is None
