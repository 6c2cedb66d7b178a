"""The routing slip goes round: issued, scanned, marked, lost, returned."""

from __future__ import annotations

from dataclasses import replace

import pytest

from intake_app.domain.case import CloseReason
from intake_app.domain.slip import MarkKind, NameOnSlip, SlipState
from intake_app.errors import InputError, NotFoundError, NotPermittedError
from intake_app.services.sample_talks import partner_id
from intake_app.services.slip_drafts import SlipDraft


@pytest.fixture
def nurse(player, talks):
    return player.play(talks["a-nurse"])


def test_stations_follow_from_the_agreed_steps(services, nurse):
    stations = services.routing.proposed_stations(nurse.case_id)

    assert [station.code for station in stations] == ["S04", "S03", "S06", "S09"]
    assert stations[1].partner_name.startswith("Jobcenter Musterheide")
    assert "DOC-A02" in stations[1].bring


def test_the_slip_says_first_name_and_initial_by_default(services, nurse):
    slip = services.routing.issue(
        nurse.case_id, services.routing.proposed_stations(nurse.case_id), "ar"
    )

    assert slip.display_name == "Rima A."
    assert (slip.valid_until - slip.issued_on).days == 60


@pytest.mark.parametrize("form", ["LZ1.{n}", "LZ1.{n}.02", "{n}", "{dashed}", "{lower}"])
def test_a_code_is_found_as_scanned_and_as_typed(services, nurse, form):
    number = nurse.slip.number
    code = form.format(n=number, dashed=f"{number[:5]}-{number[5:]}", lower=number.lower())

    card = services.routing.scan(code)

    assert card.slip.id == nurse.slip.id
    assert (card.name, card.birth_year) == ("Rima A.", "1992")
    assert (card.station.seq if card.station else None) == (2 if code.endswith(".02") else None)


def test_scanning_while_another_case_is_open_asks_first(services, nurse):
    other = services.cases.create()

    assert services.routing.scan(nurse.slip.number, open_case=other).other_case_open
    assert not services.routing.scan(nurse.slip.number, open_case=nurse.case_id).other_case_open


def test_a_misread_and_an_unknown_code_are_told_apart(services, nurse):
    wrong = "0" if nurse.slip.number[0] != "0" else "1"

    with pytest.raises(InputError):
        services.routing.scan(wrong + nurse.slip.number[1:])
    with pytest.raises(InputError):
        services.routing.scan("https://example.org/x")


def test_done_closes_the_agreed_step(services, nurse):
    station = nurse.slip.stations[1]

    services.routing.record_mark(
        nurse.slip.id, station.id, services.routing.new_mark(MarkKind.DONE)
    )

    states = {s.partner_id: s.state for s in services.steps.of_case(nurse.case_id)}
    assert states[partner_id("jobcenter")] == "done"
    assert states[partner_id("iq_network")] == "open"


def test_the_next_station_is_the_first_that_is_not_settled(services, nurse):
    first, second, *_rest = nurse.slip.stations
    routing = services.routing
    slip = routing.record_mark(nurse.slip.id, first.id, routing.new_mark(MarkKind.DONE))
    assert slip.next_station.id == second.id

    slip = routing.record_mark(
        nurse.slip.id,
        second.id,
        routing.new_mark(MarkKind.DOCUMENT_MISSING, missing=["DOC-A04"]),
    )

    assert slip.next_station.id == second.id


def test_forwarding_adds_a_station(services, nurse):
    mark = services.routing.new_mark(
        MarkKind.FORWARDED, forward_to=partner_id("employment_agency")
    )

    slip = services.routing.record_mark(nurse.slip.id, nurse.slip.stations[1].id, mark)

    assert slip.stations[-1].partner_name.startswith("Agentur für Arbeit")
    assert slip.stations[-1].seq == 5


def test_a_lost_slip_is_blocked_and_a_new_one_takes_the_open_stations(services, nurse):
    routing = services.routing
    routing.record_mark(nurse.slip.id, nurse.slip.stations[0].id, routing.new_mark(MarkKind.DONE))

    new = routing.lost(nurse.slip.id)

    assert len(new.stations) == 3
    assert new.number != nurse.slip.number
    with pytest.raises(NotPermittedError) as refused:
        routing.scan(nurse.slip.number)
    assert refused.value.rule == "slip_lost"


def test_a_returned_slip_is_no_longer_under_way(services, nurse):
    assert [slip.id for _, slip in services.routing.under_way()] == [nurse.slip.id]

    services.routing.returned(nurse.slip.id)

    assert services.routing.under_way() == []
    assert services.routing.get(nurse.slip.id).state is SlipState.RETURNED


def test_nobody_waits_for_the_slip_of_a_closed_case_but_it_is_still_known(services, nurse):
    services.cases.close(nurse.case_id, CloseReason.MOVED_AWAY)

    assert services.routing.under_way() == []
    assert services.routing.scan(nurse.slip.number).slip.id == nurse.slip.id
    services.cases.reopen(nurse.case_id)
    assert [slip.id for _, slip in services.routing.under_way()] == [nurse.slip.id]


def test_a_slip_given_back_stays_under_way_until_its_last_station(services, nurse):
    routing = services.routing
    assert routing.given_back(nurse.slip.id).state is SlipState.ISSUED

    for station in nurse.slip.stations:
        routing.record_mark(nurse.slip.id, station.id, routing.new_mark(MarkKind.DONE))

    assert routing.given_back(nurse.slip.id).state is SlipState.RETURNED
    assert routing.under_way() == []


def test_a_slip_without_a_station_is_not_issued(services, nurse):
    with pytest.raises(NotPermittedError):
        services.routing.issue(nurse.case_id, (), "ar")


def test_the_number_alone_may_stand_on_the_slip(services, nurse):
    slip = services.routing.issue(
        nurse.case_id,
        services.routing.proposed_stations(nurse.case_id),
        "ar",
        NameOnSlip.NUMBER_ONLY,
    )

    assert slip.display_name == ""
    assert slip.number not in services.cases.head(nurse.case_id).case.number


def test_the_number_finds_nothing_in_an_empty_vault(services):
    with pytest.raises((NotFoundError, InputError)):
        services.routing.scan("7Q4M9-2KTX3")


def test_a_corrected_mark_does_not_add_the_same_station_twice(services, nurse):
    routing, station = services.routing, nurse.slip.stations[1]
    mark = routing.new_mark(MarkKind.FORWARDED, forward_to=partner_id("employment_agency"))
    routing.record_mark(nurse.slip.id, station.id, mark)

    slip = routing.record_mark(nurse.slip.id, station.id, replace(mark, query=True))

    assert len(slip.stations) == len(nurse.slip.stations) + 1


def test_a_slip_being_put_together_is_kept_until_it_is_issued(services, nurse):
    routing = services.routing
    stations = routing.proposed_stations(nurse.case_id)
    changed = SlipDraft(
        stations=(replace(stations[0], appointment="2026-12-03T10:30"), stations[1]),
        language="uk",
        name_on_slip=NameOnSlip.NUMBER_ONLY,
    )

    routing.keep_draft(nurse.case_id, changed)
    assert routing.draft(nurse.case_id) == changed

    routing.issue(nurse.case_id, changed.stations, changed.language, changed.name_on_slip)
    assert routing.draft(nurse.case_id) != changed


def test_a_new_slip_proposes_the_steps_that_no_slip_under_way_leads_to(services, nurse):
    routing = services.routing
    assert routing.draft(nurse.case_id).stations == ()

    routing.close(nurse.slip.id)

    assert [station.code for station in routing.draft(nurse.case_id).stations] == [
        station.code for station in routing.proposed_stations(nurse.case_id)
    ]
