"""The short lines beside a talk, and what else the pages of case and talk ask for."""

from __future__ import annotations

from datetime import date

import pytest

from intake_app.domain.answers import Answer, AnswerState
from intake_app.domain.case import CloseReason
from intake_app.domain.dates import Calendar, parse_partial
from intake_app.services.overview import overview


@pytest.fixture
def nurse(player, talks):
    return player.play(talks["a-nurse"])


def lines_of(services, talk):
    sheet = services.interviews.sheet(talk.id)
    german = services.session.content.wording("de")
    return {group.section.id: group.lines for group in overview(sheet, german)}


def test_the_overview_says_in_a_few_lines_who_the_person_is(services, nurse):
    lines = lines_of(services, nurse.interview)

    assert "Syrien" in lines["A2"]
    assert "Deutsch · A1 – A2" in lines["A6"]
    assert any("7" in line and "Krankenschwester" in line for line in lines["A10"])
    assert len(lines["A18"]) == 4


def test_nothing_is_said_about_what_was_not_answered(services):
    talk = services.interviews.begin(services.cases.create(), "ar")

    assert lines_of(services, talk) == {}


def test_an_answer_whose_question_no_longer_applies_is_not_in_the_overview(services, nurse):
    talk = services.interviews.begin(nurse.case_id, "ar")
    services.interviews.answer(talk, "int.mode", Answer(value="on_site"))
    services.interviews.answer(talk, "int.language", Answer(value="ara"))
    services.interviews.answer(talk, "int.mode", Answer(value="none"))

    assert lines_of(services, talk)["A1"] == ("keine nötig",)


def test_a_declined_answer_is_not_in_the_overview(services):
    talk = services.interviews.begin(services.cases.create(), "ar")
    services.interviews.answer(talk, "addr.municipality", Answer(value="03154028"))
    services.interviews.answer(talk, "person.citizenships", Answer(state=AnswerState.DECLINED))

    assert len(lines_of(services, talk)["A2"]) == 1


def test_a_new_step_is_open_without_being_told_so(services):
    talk = services.interviews.begin(services.cases.create(), "de")
    row = services.interviews.add_row(talk, "step.rows")

    sheet = services.interviews.sheet(talk.id)

    assert sheet.reading.value(f"step.rows/{row}/step.state") == "open"


def test_the_kind_of_a_talk_can_be_chosen(services):
    case_id = services.cases.create()
    first = services.interviews.begin(case_id, "de")
    short = services.interviews.begin(case_id, "de", "short")

    assert services.interviews.kinds(case_id) == {first.id: "first", short.id: "short"}


def test_the_day_of_a_step_can_be_moved(services, nurse):
    step = services.steps.of_case(nurse.case_id)[0]

    services.steps.set_due(nurse.case_id, step.row, date(2027, 1, 4))

    assert services.steps.of_case(nurse.case_id)[0].due_on == date(2027, 1, 4)


def test_the_age_is_a_range_where_only_a_year_is_known(services):
    talk = services.interviews.begin(services.cases.create(), "de")
    assert services.cases.age(talk.case_id).text == ""
    year = parse_partial("1990", Calendar.GREGORIAN).to_canonical()

    services.interviews.answer(talk, "birth.value", Answer(value=year))

    assert services.cases.age(talk.case_id).text == "35–36"


def test_of_events_of_the_same_moment_the_later_one_stands_first(services):
    case_id = services.cases.create()
    services.interviews.begin(case_id, "de")
    services.cases.close(case_id, CloseReason.DONE)

    events = [(event.kind, event.what) for event in services.cases.history(case_id)]

    assert events == [("case", "closed"), ("talk", "begun"), ("case", "created")]


def test_half_typed_input_stands_in_the_sheet_until_it_is_an_answer(services):
    talk = services.interviews.begin(services.cases.create(), "de")
    sheet = services.interviews.sheet(talk.id).with_draft("birth.official", "31.02.")

    assert sheet.drafts == {"birth.official": "31.02."}
    assert sheet.with_draft("birth.official", "").drafts == {}
    assert sheet.with_answer("birth.official", Answer(value="1990-02-28")).drafts == {}
