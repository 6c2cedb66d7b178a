"""Whoever is kept from a case finds it nowhere, through any service; others do as before."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace

import pytest

from intake_app import errors
from intake_app.domain.answers import Answer
from intake_app.domain.office import Role
from intake_app.services.services import services_for
from tests.conftest import PASSPHRASE

OWN = "ein eigener langer satz mit bäumen"


@pytest.fixture
def nurse(player, talks):
    """A whole case: talk, waiver, slip, papers; the slip is still under way."""
    return player.play(talks["a-nurse"])


@pytest.fixture
def barred(services, nurse, vaults, vault_path):
    """The services of somebody who is kept from the case, after her own unlocking."""
    petra = services.people.add("Petra Muster", "PM", {Role.ADVISOR})
    number = services.cases.head(nurse.case_id).case.number
    services.bars.set(petra.advisor.slot_id, number)
    services.session.close()
    session = vaults.unlock(vault_path, petra.passphrase)
    session_services = services_for(session)
    session_services.office.change_passphrase(petra.passphrase, OWN)
    yield session_services
    session.close()


@contextmanager
def refused(*rules):
    with pytest.raises(errors.NotPermittedError) as caught:
        yield
    assert caught.value.rule in (rules or ("case_barred",))


def of(heads, case_id):
    return [head for head in heads if head.case.id == case_id]


@pytest.fixture
def known(services, nurse):
    """Everything by which the case could be found, read before anybody is kept from it."""
    with services.session.read() as store:
        index = store.cases.index_row(nurse.case_id)
        papers = store.papers.of_case(nurse.case_id)
        waivers = store.waivers.of_case(nurse.case_id)
        slips = store.slips.of_case(nurse.case_id)
        talks = store.interviews.of_case(nurse.case_id)
    head = services.cases.head(nurse.case_id)
    return {
        "name": head.display_name,
        "number": head.case.number,
        "phone": index.phone_key,
        "paper": papers[0],
        "waiver": waivers[0],
        "slip": slips[0],
        "talk": talks[0],
    }


def test_the_case_is_found_by_nothing(known, barred, nurse):
    for typed in (
        known["name"],
        known["name"].split()[0][:3],
        known["number"],
        known["slip"].number,
        known["waiver"].number,
        known["phone"] or known["number"],
        "",
    ):
        assert of(barred.cases.search(typed), nurse.case_id) == [], typed
    assert of(barred.cases.sounding(known["name"]), nurse.case_id) == []


def test_it_is_no_suggestion_for_a_case_of_the_same_name(known, barred, nurse):
    case_id = barred.cases.create()
    interview = barred.interviews.begin(case_id, "ar")
    given, *rest = known["name"].replace(",", "").split()
    barred.interviews.answer(interview, "name.family", Answer(value=given))
    if rest:
        barred.interviews.answer(interview, "name.given", Answer(value=rest[0]))

    assert of(barred.cases.similar(case_id), nurse.case_id) == []


def test_the_day_and_the_lists_do_not_show_it(known, barred, nurse):
    today = barred.today.load()
    shown = {
        entry.head.case.id
        for column in (
            today.appointments,
            today.talks,
            today.slips,
            today.steps,
            today.waivers,
            today.handovers,
        )
        for entry in column
    }
    assert nurse.case_id not in shown
    assert of([head for head, _slip in barred.routing.under_way()], nurse.case_id) == []


def test_a_scanned_slip_says_that_somebody_else_works_on_the_case(known, barred):
    with refused("slip_barred"):
        barred.routing.scan(known["slip"].number)


def test_every_service_that_reads_a_case_refuses_it(known, barred, nurse):
    case_id, talk, waiver, slip = nurse.case_id, known["talk"], known["waiver"], known["slip"]
    calls = [
        lambda: barred.cases.open(case_id),
        lambda: barred.cases.head(case_id),
        lambda: barred.cases.age(case_id),
        lambda: barred.cases.similar(case_id),
        lambda: barred.cases.history(case_id),
        lambda: barred.interviews.of_case(case_id),
        lambda: barred.interviews.kinds(case_id),
        lambda: barred.interviews.sheet(talk.id),
        lambda: barred.interviews.history(talk, "addr.town"),
        lambda: barred.steps.of_case(case_id),
        lambda: barred.waivers.get(waiver.id),
        lambda: barred.waivers.of_case(case_id),
        lambda: barred.waivers.circumstances(case_id),
        lambda: barred.waivers.read_aloud(waiver.id),
        lambda: barred.routing.get(slip.id),
        lambda: barred.routing.of_case(case_id),
        lambda: barred.routing.proposed_stations(case_id),
        lambda: barred.papers.of_case(case_id),
        lambda: barred.papers.waiver(waiver.id),
        lambda: barred.papers.slip(slip.id),
        lambda: barred.papers.competence(case_id),
        lambda: barred.papers.summary(case_id),
        lambda: barred.papers.notice(case_id),
        lambda: barred.papers.interpreter(case_id),
        lambda: barred.handover.of_case(case_id),
    ]
    for call in calls:
        with refused():
            call()


def test_every_service_that_changes_a_case_refuses_it(known, barred, nurse):
    case_id, talk, waiver, slip = nurse.case_id, known["talk"], known["waiver"], known["slip"]
    calls = [
        lambda: barred.interviews.begin(case_id, "ar"),
        lambda: barred.interviews.answer(
            talk, "addr.town", Answer(value="Anderswo"), reason="Umzug"
        ),
        lambda: barred.interviews.keep_draft(talk, "addr.town", "And"),
        lambda: barred.cases.discard(case_id, "versehentlich"),
        lambda: barred.waivers.misprint(waiver.id),
        lambda: barred.routing.returned(slip.id),
        lambda: barred.routing.lost(slip.id),
    ]
    for call in calls:
        with refused():
            call()


def test_the_bar_and_its_lifting_stand_in_the_journal_and_the_case_is_back(
    known, barred, nurse, vaults, vault_path
):
    slot_id = barred.session.advisor.slot_id
    barred.session.close()
    admin = services_for(vaults.unlock(vault_path, PASSPHRASE))
    (bar,) = admin.bars.of_advisor(slot_id)
    assert bar.number == known["number"]
    assert bar.bar.set_by == "MB"
    admin.bars.lift(slot_id, bar.bar.case_id)
    with admin.session.read() as store:
        told = [
            (entry.act, entry.by, entry.object_id, entry.case_id)
            for entry in store.journal.entries()
            if entry.act.startswith("case.bar")
        ]
    assert told == [
        ("case.bar_lifted", "MB", "PM", nurse.case_id),
        ("case.barred", "MB", "PM", nurse.case_id),
    ]
    assert admin.cases.head(nurse.case_id).case.number == known["number"]
    admin.session.close()

    again = services_for(vaults.unlock(vault_path, OWN))
    assert of(again.cases.search(known["number"]), nurse.case_id)
    again.session.close()


def test_an_own_bar_holds_at_once_and_is_not_lifted_by_oneself(services, nurse):
    number = services.cases.head(nurse.case_id).case.number
    own = services.session.advisor.slot_id

    services.bars.set(own, number)

    with refused():
        services.cases.head(nurse.case_id)
    with refused("own_bar"):
        services.bars.lift(own, nurse.case_id)


def test_the_head_decides_by_the_number_without_seeing_the_case(services, nurse):
    number = services.cases.head(nurse.case_id).case.number
    petra = services.people.add("Petra Muster", "PM", {Role.ADVISOR})
    session = services.session
    session.advisor = replace(session.advisor, roles=frozenset({Role.HEAD}))

    services.bars.set(petra.advisor.slot_id, number.lower().replace("-", " "))

    assert [one.number for one in services.bars.of_advisor(petra.advisor.slot_id)] == [number]
    with pytest.raises(errors.NotFoundError):
        services.bars.set(petra.advisor.slot_id, "HE-26-999999-X")
    with pytest.raises(errors.NotPermittedError):
        services.cases.head(nurse.case_id)


def test_pages_of_the_list_stay_full_when_a_case_is_left_out(services):
    cases = [services.cases.create() for _ in range(5)]
    own = services.session.advisor.slot_id
    services.bars.set(own, services.cases.head(cases[2]).case.number)

    with services.session.read() as store:
        first = store.cases.heads_page("number", 2, 0)
        second = store.cases.heads_page("number", 2, 2)

    assert [head.case.id for head in (*first, *second)] == [
        cases[4],
        cases[3],
        cases[1],
        cases[0],
    ]
