"""Where the next talk of a case goes on, and how it leads there."""

from __future__ import annotations

from datetime import timedelta

import pytest

from intake_app.domain.answers import NOT_ASKED, Answer
from intake_app.form_engine.model import Depth


@pytest.fixture
def nurse(player, talks):
    """A case in which every core question was asked."""
    return player.play(talks["a-nurse"])


@pytest.fixture
def next_day(clock, services):
    clock.move_to(services.session.today() + timedelta(days=1), "09:00")


def place_of(services, case_id):
    place = services.interviews.goes_on_at(case_id)
    return (place.section.id, place.question.id) if place is not None else None


def test_a_case_without_a_talk_has_no_place_to_go_on(services):
    assert services.interviews.goes_on_at(services.cases.create()) is None


def test_a_first_talk_that_ended_early_goes_on_at_the_core(services):
    case_id = services.cases.create()
    services.interviews.begin(case_id, "ar")

    place = services.interviews.goes_on_at(case_id)

    assert (place.section.id, place.path) == ("A2", "name.rows")


def test_when_the_core_was_asked_it_goes_on_in_depth(services, nurse):
    place = services.interviews.goes_on_at(nurse.case_id)

    assert place.question.depth is Depth.DEEPENING
    assert place.path == "contact.trusted"


def test_a_core_question_that_is_open_again_comes_before_everything_in_depth(services, nurse):
    services.interviews.answer(nurse.interview, "sch.highest", NOT_ASKED, reason="Irrtum")

    assert place_of(services, nurse.case_id) == ("A8", "sch.highest")


def test_a_later_talk_begins_with_its_own_questions_and_leads_to_where_the_last_one_stopped(
    services, nurse, next_day
):
    services.interviews.answer(nurse.interview, "sch.highest", NOT_ASKED, reason="Irrtum")
    talk = services.interviews.begin(nurse.case_id, "ar")
    sheet = services.interviews.sheet(talk.id)

    assert sheet.earlier_at == nurse.interview.begun_at
    assert talk.section == "A0"
    assert sheet.section_beside("A0", 1) == "A1"
    assert sheet.section_beside("A1", 1) == "A8"
    assert sheet.section_beside("A8", 1) == "A9"
    assert sheet.section_beside("A8", -1) == "A7"


def test_a_first_talk_goes_from_section_to_section(services):
    talk = services.interviews.begin(services.cases.create(), "ar")
    sheet = services.interviews.sheet(talk.id)

    assert sheet.earlier_at is None
    assert sheet.section_beside("A1", 1) == "A2"
    assert sheet.section_beside("A15", 1) == "A17"
    assert sheet.section_beside("A19", 1) == ""


def test_a_later_talk_with_nothing_open_goes_from_section_to_section(services, nurse, next_day):
    talk = services.interviews.begin(nurse.case_id, "ar")
    while (place := services.interviews.sheet(talk.id).goes_on_at) is not None:
        services.interviews.answer(talk, place.path, Answer(state=place.question.quick[0]))
    sheet = services.interviews.sheet(talk.id)

    assert sheet.section_beside("A1", 1) == "A2"


def test_the_day_says_where_a_talk_of_today_goes_on(services, nurse, clock):
    services.interviews.answer(nurse.interview, "sch.highest", NOT_ASKED, reason="Irrtum")
    on = services.interviews.sheet(nurse.interview.id).reading.day("end.next")
    clock.move_to(on - timedelta(days=1), "09:00")
    (before,) = services.today.load().appointments
    assert before.goes_on_at is None

    clock.move_to(on, "09:00")

    (appointment,) = services.today.load().appointments
    assert appointment.goes_on_at.section.id == "A8"
