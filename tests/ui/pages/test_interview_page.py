"""Leading a talk, as an advisor does: what is typed and clicked is in the vault."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from intake_app.domain.answers import Answer, AnswerState
from intake_app.ui.look.fonts import Role, font_of
from intake_app.ui.look.theme import Scheme
from intake_app.ui.pages.interview.section_list import Mark
from intake_app.ui.pages.interview_page import InterviewPage
from tests.ui.accessibility import problems
from tests.ui.pages.talks import WIDE, add_row, choose, field, stored
from tests.ui.screens import settle
from tests.ui.typing import press, type_text


@pytest.fixture
def services(played):
    return played.services


@pytest.fixture
def page(begin):
    return begin()


# Storing.


def test_a_click_is_in_the_vault_at_once(page):
    choose(page, "person.sex", "female")

    assert stored(page, "person.sex").value == "female"


def test_a_typed_answer_is_stored_when_the_field_is_left(page):
    view = field(page, "birth.place")
    type_text(view.field, "Homs")
    press(view.field.line, Qt.Key.Key_Return)

    assert stored(page, "birth.place").value == "Homs"


def test_a_letter_of_another_script_in_a_name_is_pointed_out_and_stored(page):
    row = add_row(page, "name.rows")
    view = field(page, f"{row}/name.given")
    type_text(view.field, "Ri\u043ca")
    press(view.field.line, Qt.Key.Key_Return)

    assert stored(page, f"{row}/name.given").value == "Ri\u043ca"
    assert view.field.hint.isVisible()
    assert "„\u043c“ (aus einer anderen Schrift)" in view.field.hint.text()

    view.field.line.clear()
    type_text(view.field, "Rima")
    press(view.field.line, Qt.Key.Key_Return)

    assert not view.field.hint.isVisible()


def test_what_is_being_typed_is_stored_before_the_page_goes(page):
    view = field(page, "birth.place")
    type_text(view.field, "Home")

    assert page.can_leave()

    assert stored(page, "birth.place").value == "Home"


def test_a_state_is_one_key(page, qtbot):
    field(page, "birth.value")

    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F8)

    assert stored(page, "birth.value").state is AnswerState.DECLINED


def test_input_that_is_no_answer_is_kept_and_there_again(page, services, shown):
    view = field(page, "birth.official")
    type_text(view.field, "31.02.1990")
    press(view.field.line, Qt.Key.Key_Return)
    assert stored(page, "birth.official").state is AnswerState.NOT_ASKED

    again = shown(InterviewPage(services, page.sheet.interview.id), *WIDE)

    view = field(again, "birth.official")
    assert view.field.line.text() == "31.02.1990"
    assert view.problem()


def test_a_new_entry_is_a_row_with_what_the_office_knows(page):
    row = add_row(page, "step.rows")

    assert stored(page, f"{row}/step.state").value == "open"


def test_the_difference_from_the_self_assessment_follows_what_is_entered(services, shown):
    talk = services.interviews.begin(services.cases.create(), "ar")
    path = f"asl.rows/{services.interviews.add_row(talk, 'asl.rows')}"
    for question, value in {"lang.german": '{"reading":"A2"}', f"{path}/asl.lang": "deu"}.items():
        services.interviews.answer(talk, question, Answer(value=value))
    page = shown(InterviewPage(services, talk.id), *WIDE)
    assert field(page, f"{path}/asl.diff").field.shown() == "noch nichts"

    result = field(page, f"{path}/asl.result").field.grid
    result.setFocus()
    QTest.mouseClick(result.cell("reading", "B1"), Qt.MouseButton.LeftButton)
    settle()

    assert field(page, f"{path}/asl.diff").field.shown() == "Lesen: A2 → B1"
    assert page.can_leave()


def test_an_entry_can_be_taken_out_and_moved(page):
    first, second = add_row(page, "lang.rows"), add_row(page, "lang.rows")
    rows = [row.rpartition("/")[2] for row in (first, second)]
    repeat = field(page, "lang.rows").field

    repeat.card(rows[1]).up.click()
    settle()
    sheet = page._services.interviews.sheet(page.sheet.interview.id)
    assert sheet.reading.row_ids("lang.rows") == (rows[1], rows[0])

    repeat.card(rows[0]).remove.click()
    settle()
    sheet = page._services.interviews.sheet(page.sheet.interview.id)
    assert sheet.reading.row_ids("lang.rows") == (rows[1],)


def test_a_partner_is_chosen_from_the_list_of_the_office(page, services):
    partner = services.partners.all()[0]
    row = add_row(page, "step.rows")
    view = field(page, f"{row}/step.partner")

    type_text(view.field, partner.name[:6])
    press(view.field.list, Qt.Key.Key_Down)
    press(view.field.list, Qt.Key.Key_Return)
    settle()

    chosen = stored(page, f"{row}/step.partner").value
    assert chosen in {str(p.id) for p in services.partners.all()}


def test_an_error_is_said_in_the_page_and_the_input_stays(page, services):
    services.cases.discard(page.sheet.interview.case_id, "test")
    view = field(page, "birth.place")

    type_text(view.field, "Homs")
    press(view.field.line, Qt.Key.Key_Return)

    assert page.messages.isVisible()
    assert view.field.line.text() == "Homs"


# Ways.


def test_keys_lead_from_question_to_question_and_from_section_to_section(page, qtbot):
    page.go_to_section("A2")
    page.entered()
    settle()
    here = page.section_view().current_path()

    qtbot.keyClick(
        QApplication.focusWidget(), Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier
    )
    settle()
    assert page.section_view().current_path() != here

    qtbot.keyClick(
        QApplication.focusWidget(), Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier
    )
    settle()
    assert page.section_id() == "A6"


@pytest.mark.parametrize("section", ["A0", "A1", "A2", "A8", "A10", "A18"])
def test_a_section_begins_where_the_keys_work(page, section):
    page.sections.row(section).click()
    settle()
    focused = QApplication.focusWidget()

    assert page.section_view().isAncestorOf(focused)
    assert focused.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_keys_lead_out_of_a_closed_section_and_back_from_the_completion(page, qtbot):
    ctrl = Qt.KeyboardModifier.ControlModifier
    page.sections.row("A3").click()
    settle()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_PageDown, ctrl)
    settle()
    assert page.section_id() == "A15"

    page.show_completion()
    settle()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_PageUp, ctrl)
    settle()
    assert page.section_id() == "A19"


def test_after_the_last_section_comes_the_completion(page, qtbot):
    page.go_to_section("A19")
    page.entered()
    settle()

    qtbot.keyClick(
        QApplication.focusWidget(), Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier
    )

    assert page.section_id() == ""
    assert page.completion.isVisible()


def test_the_talk_goes_on_where_it_was_left(page, services, shown):
    page.sections.row("A8").click()

    again = shown(InterviewPage(services, page.sheet.interview.id), *WIDE)

    assert again.section_id() == "A8"


def test_a_section_shows_how_far_it_has_come(page):
    assert page.sections.row("A2").state.mark is Mark.UNTOUCHED

    choose(page, "person.sex", "female")

    assert page.sections.row("A2").state.mark is Mark.BEGUN
    assert page.sections.row("A2").state.settled == 1


def test_residence_stays_closed_until_the_duty_to_inform_was_told(page):
    page.sections.row("A3").click()
    settle()
    assert page.section_view() is None
    assert page.sections.row("A3").state.mark is Mark.CLOSED

    field(page, "meta.duty_notice").field.box.click()
    page.sections.row("A3").click()
    settle()

    assert page.section_view().view("res.status").isVisible()


def test_the_closed_section_leads_to_the_question_that_opens_it(page):
    page.sections.row("A3").click()
    settle()

    page._closed.button().click()
    settle()

    assert page.section_view().current_path() == "meta.duty_notice"


@pytest.mark.parametrize("open_section", ["A0", "A14"])
def test_no_title_of_a_section_is_cut_off(page, open_section):
    choose(page, "health.counsel", "no")
    page.go_to_section(open_section)
    settle()
    for section in page.sheet.form.sections:
        row = page.sections.row(section.id)
        words = QFontMetrics(font_of(Role.STRONG)).boundingRect(
            row.title_place(), Qt.TextFlag.TextWordWrap, row.state.title
        )

        assert words.height() <= row.height()
        assert words.width() <= row.title_place().width()


# Looks.


@pytest.mark.parametrize("section", ["A0", "A2", "A6", "A18"])
def test_everything_has_a_name_and_can_be_reached(begin, played, section):
    page = begin(played.cases["a-nurse"].case_id)
    page.go_to_section(section)
    settle()

    assert problems(page) == []


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("section", ["A0", "A1", "A2", "A6", "A10", "A4"])
def test_no_section_is_wider_than_the_window(begin, played, theme, section, percent):
    theme.apply(Scheme.LIGHT, percent)
    page = begin(played.cases["d-engineer"].case_id, "uk", size=(1196, 600))
    page.go_to_section(section)
    settle()

    area = page.section_view()._page

    assert area.widget().minimumSizeHint().width() <= area.viewport().width()


def test_a_completed_talk_is_not_written_to_by_looking_at_it(services, played, shown):
    talk = played.cases["a-nurse"].interview
    before = replace(services.interviews.sheet(talk.id).interview)

    page = shown(InterviewPage(services, talk.id), *WIDE)
    page.go_to_section("A8")

    assert services.interviews.sheet(talk.id).interview == before
