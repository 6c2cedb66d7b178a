"""What the day's page is told: appointments, steps, unfinished hand-overs, the last copy."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest

from intake_app.domain.answers import Answer
from intake_app.domain.codes import DisclosureId
from intake_app.domain.dates import PartialDate
from intake_app.domain.office import Disclosure, DisclosureState
from intake_app.services.today import MISSED_FOR, STEP_AHEAD


@pytest.fixture
def today(services):
    return services.session.today()


@pytest.fixture
def talk(services):
    case_id = services.cases.create()
    return services.interviews.begin(case_id, "ar")


def answer(services, talk, path, value):
    services.interviews.answer(talk, path, Answer(value=value))


def agree_step(services, talk, kind, by, partner=None):
    row = services.interviews.add_row(talk, "step.rows")
    answer(services, talk, f"step.rows/{row}/step.kind", kind)
    answer(services, talk, f"step.rows/{row}/step.by", by.isoformat())
    if partner is not None:
        answer(services, talk, f"step.rows/{row}/step.partner", str(partner.id))
    return row


def test_an_agreed_appointment_shows_with_its_hour(services, talk, today):
    answer(services, talk, "end.next", (today + timedelta(days=3)).isoformat())
    answer(services, talk, "end.next_time", "10:30")

    (appointment,) = services.today.load().appointments

    assert (appointment.on, appointment.time) == (today + timedelta(days=3), "10:30")
    assert not appointment.missed


def test_an_appointment_is_missed_the_day_after_and_forgotten_later(services, talk, today, clock):
    answer(services, talk, "end.next", today.isoformat())
    clock.move_to(today + timedelta(days=1), "09:00")
    (appointment,) = services.today.load().appointments
    assert appointment.missed

    clock.move_to(today + MISSED_FOR + timedelta(days=1), "09:00")
    assert services.today.load().appointments == ()


def test_a_later_talk_settles_the_appointment_of_the_one_before(services, talk, today, clock):
    answer(services, talk, "end.next", today.isoformat())
    clock.forward(minutes=30)
    services.interviews.begin(talk.case_id, "ar")

    assert services.today.load().appointments == ()


def test_an_appointment_that_is_far_away_is_not_shown(services, talk, today):
    answer(services, talk, "end.next", (today + STEP_AHEAD + timedelta(days=1)).isoformat())

    assert services.today.load().appointments == ()


def test_steps_show_by_day_with_their_office_until_they_are_done(services, talk, today, clock):
    office = services.partners.save(services.partners.new("P03", "Jobcenter Musterheide"))
    later = agree_step(services, talk, "jobcenter", today + timedelta(days=2), office)
    agree_step(services, talk, "other", today)
    agree_step(services, talk, "other", today + STEP_AHEAD + timedelta(days=5))
    clock.move_to(today + timedelta(days=1), "09:00")

    steps = services.today.load().steps

    assert [(step.kind, step.partner_name, step.overdue) for step in steps] == [
        ("other", "", True),
        ("jobcenter", "Jobcenter Musterheide", False),
    ]
    services.steps.set_state(talk.case_id, later, "done")
    assert [step.kind for step in services.today.load().steps] == ["other"]


def test_a_hand_over_that_was_only_begun_shows_with_its_case(services, talk):
    office = services.partners.save(services.partners.new("P03", "Jobcenter Musterheide"))
    row = Disclosure(
        id=DisclosureId(uuid4()),
        case_id=talk.case_id,
        partner_id=office.id,
        partner_name=office.full_name,
        waiver_ids=(),
        way="bundle",
        categories=frozenset(),
        paths=(),
        state=DisclosureState.BEGUN,
        begun_at=services.session.now(),
        by="MB",
    )
    with services.session.write() as store:
        store.disclosures.add(row)

    (handover,) = services.today.load().handovers
    assert (handover.head.case.id, handover.disclosure.id) == (talk.case_id, row.id)

    services.handover.cancel(row.id)
    assert services.today.load().handovers == ()


def test_a_copy_of_the_vault_is_due_until_there_is_one_and_a_week_later(services, tmp_path, clock):
    assert services.today.load().backup_due
    services.copies.make(tmp_path)
    assert not services.today.load().backup_due

    clock.forward(minutes=8 * 24 * 60)
    today = services.today.load()
    assert today.backup_due
    assert today.last_backup_at is not None


def test_who_has_come_of_age_is_asked_for_a_paper_of_their_own(services, player, talks, clock):
    boy = player.play(talks["c-minor"])
    birthday = services.session.today() + timedelta(days=3)
    born = date(birthday.year - 18, birthday.month, birthday.day)
    for path, value in (
        ("birth.official", born.isoformat()),
        ("birth.value", PartialDate.of_day(born).to_canonical()),
    ):
        services.interviews.answer(boy.interview, path, Answer(value=value), reason="Papier")
    assert not [w for w in services.today.load().waivers if w.now_adult]

    clock.move_to(birthday, "09:00")

    (entry,) = [w for w in services.today.load().waivers if w.now_adult]
    assert (entry.waiver.id, entry.ends_on) == (boy.waiver.id, birthday)
    assert services.waivers.in_force(boy.waiver) == ()
    clock.move_to(birthday + timedelta(days=30), "09:00")
    assert not [w for w in services.today.load().waivers if w.now_adult]
