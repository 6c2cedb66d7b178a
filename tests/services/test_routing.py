"""The routing slip goes round: issued, scanned, marked, lost, returned."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from intake_app.domain.case import CloseReason
from intake_app.domain.slip import MarkKind, NameOnSlip, SlipState
from intake_app.errors import InputError, NotFoundError, NotPermittedError
from intake_app.services.sample_talks import partner_id
from intake_app.services.slip_drafts import SlipDraft
from tests.printing import reading


@pytest.fixture
def nurse(player, talks):
    return player.play(talks["a-nurse"])


def wished(services, nurse, **changed):
    """What the agreed steps propose."""
    stations = services.routing.proposed_stations(nurse.case_id)
    return replace(SlipDraft(stations=stations, language="ar"), **changed)


def test_stations_follow_from_the_agreed_steps(services, nurse):
    stations = services.routing.proposed_stations(nurse.case_id)

    assert [station.code for station in stations] == ["S04", "S03", "S06", "S09"]
    assert stations[1].partner_name.startswith("Jobcenter Musterheide")
    assert "DOC-A02" in stations[1].bring


def test_the_slip_says_first_name_and_initial_by_default(services, nurse):
    slip = services.routing.issue(nurse.case_id, wished(services, nurse))

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
        services.routing.issue(nurse.case_id, SlipDraft(stations=(), language="ar"))


def test_the_number_alone_may_stand_on_the_slip(services, nurse):
    slip = services.routing.issue(
        nurse.case_id, wished(services, nurse, name_on_slip=NameOnSlip.NUMBER_ONLY)
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
        valid_until=services.session.today() + timedelta(days=200),
    )

    routing.keep_draft(nurse.case_id, changed)
    assert routing.draft(nurse.case_id) == changed

    routing.issue(nurse.case_id, changed)
    assert routing.draft(nurse.case_id) != changed


def test_a_new_slip_proposes_the_steps_that_no_slip_under_way_leads_to(services, nurse):
    routing = services.routing
    assert routing.draft(nurse.case_id).stations == ()

    routing.close(nurse.slip.id)

    assert [station.code for station in routing.draft(nurse.case_id).stations] == [
        station.code for station in routing.proposed_stations(nurse.case_id)
    ]


@pytest.mark.parametrize("days", [0, 14, 365])
def test_the_last_day_of_a_slip_can_be_chosen(services, nurse, days):
    until = services.session.today() + timedelta(days=days)

    slip = services.routing.issue(nurse.case_id, wished(services, nurse, valid_until=until))

    assert services.routing.get(slip.id).valid_until == until
    pages = reading.page_texts(services.papers.slip(slip.id).data)
    assert f"{until:%d.%m.%Y}" in pages[0]


@pytest.mark.parametrize("days", [-1, 366])
def test_a_last_day_that_is_over_or_far_away_is_refused(services, nurse, days):
    until = services.session.today() + timedelta(days=days)
    before = services.routing.of_case(nurse.case_id)

    with pytest.raises(InputError, match="slip_until"):
        services.routing.issue(nurse.case_id, wished(services, nurse, valid_until=until))

    assert services.routing.of_case(nurse.case_id) == before


def test_an_expired_slip_is_found_by_its_code_and_said_to_be_expired(services, nurse, clock):
    today = services.session.today()
    slip = services.routing.issue(nurse.case_id, wished(services, nurse, valid_until=today))
    assert not services.routing.scan(slip.number).expired

    clock.forward(minutes=24 * 60)

    assert services.routing.scan(slip.number).expired


def test_a_draft_of_an_earlier_version_names_no_last_day(services, nurse):
    draft = wished(services, nurse)
    services.routing.keep_draft(nurse.case_id, draft)
    with services.session.write() as store:
        kept = json.loads(store.drafts.all(nurse.case_id)[None, "slip"])
        del kept["valid_until"]
        store.drafts.put(nurse.case_id, None, "slip", json.dumps(kept))

    assert services.routing.draft(nurse.case_id) == draft


@pytest.mark.parametrize("kind", [MarkKind.DONE, MarkKind.NOT_RESPONSIBLE, MarkKind.FORWARDED])
def test_a_settled_station_is_not_carried_on_to_the_slip_that_takes_the_place(
    services, nurse, kind
):
    routing, station = services.routing, nurse.slip.stations[0]
    routing.record_mark(nurse.slip.id, station.id, routing.new_mark(kind))

    new = routing.lost(nurse.slip.id)

    assert [s.code for s in new.stations] == [s.code for s in nurse.slip.stations[1:]]
    assert [s.seq for s in new.stations] == [1, 2, 3]


def test_the_slip_that_takes_the_place_keeps_the_new_appointment_and_the_agreed_days(
    services, nurse
):
    routing = services.routing
    until = services.session.today() + timedelta(days=300)
    old = routing.issue(nurse.case_id, wished(services, nurse, valid_until=until))
    on = services.session.today() + timedelta(days=9)
    mark = routing.new_mark(MarkKind.NEW_APPOINTMENT, next_on=on)
    routing.record_mark(old.id, old.stations[0].id, mark)

    new = routing.lost(old.id)

    assert new.stations[0].appointment_on == on
    assert new.valid_until == until
    assert new.next_station.mark is None


def test_reporting_a_slip_as_lost_keeps_what_is_being_put_together(services, nurse):
    draft = wished(services, nurse, language="uk")
    services.routing.keep_draft(nurse.case_id, draft)

    services.routing.lost(nurse.slip.id)

    assert services.routing.draft(nurse.case_id) == draft


def test_unusable_paper_is_replaced_and_its_number_says_so(services, nurse):
    new = services.routing.replaced(nurse.slip.id)

    old = services.routing.get(nurse.slip.id)
    assert (old.state, old.replaced_by) == (SlipState.REPLACED, new.id)
    assert len(new.stations) == len(old.stations)
    with pytest.raises(NotPermittedError, match="slip_replaced"):
        services.routing.scan(old.number)


def test_a_slip_that_another_one_replaced_stays_as_it_is(services, nurse):
    routing, slip = services.routing, nurse.slip
    routing.lost(slip.id)
    before = routing.get(slip.id)
    mark = routing.new_mark(MarkKind.DONE)

    for act in (
        lambda: routing.lost(slip.id),
        lambda: routing.replaced(slip.id),
        lambda: routing.returned(slip.id),
        lambda: routing.close(slip.id),
        lambda: routing.record_mark(slip.id, slip.stations[0].id, mark),
    ):
        with pytest.raises(NotPermittedError, match="slip_lost"):
            act()

    assert routing.get(slip.id) == before


def test_a_slip_printed_anew_shows_the_new_appointment(services, nurse):
    routing = services.routing
    on = services.session.today() + timedelta(days=17)
    mark = routing.new_mark(MarkKind.NEW_APPOINTMENT, next_on=on)
    routing.record_mark(nurse.slip.id, nurse.slip.stations[1].id, mark)

    pages = reading.page_texts(services.papers.slip(nurse.slip.id).data)

    assert sum(f"{on:%d.%m.%Y}" in page for page in pages) == 2, "on the cover and its strip"


def test_forwarding_to_an_office_that_comes_anyway_adds_no_station(services, nurse):
    routing = services.routing
    mark = routing.new_mark(MarkKind.FORWARDED, forward_to=partner_id("jobcenter"))

    slip = routing.record_mark(nurse.slip.id, nurse.slip.stations[0].id, mark)

    assert len(slip.stations) == len(nurse.slip.stations)


def test_the_sheet_of_a_family_needs_a_slip(services):
    with pytest.raises(NotPermittedError, match="no_slip"):
        services.family_slips.cover([])
