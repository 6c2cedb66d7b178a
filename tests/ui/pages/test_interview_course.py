"""The course of a talk: what stops it, what completes it, and what is known from before."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from intake_app.domain.answers import Answer, AnswerState
from intake_app.domain.case import InterviewState
from intake_app.ui.pages.interview.safety import SafetyBox
from intake_app.ui.pages.interview.section_list import Mark
from intake_app.ui.pages.interview_page import InterviewPage
from tests.ui.pages.talks import WIDE, add_row, choose, field, stored
from tests.ui.screens import settle
from tests.ui.typing import press, type_text


@pytest.fixture
def services(played):
    return played.services


@pytest.fixture
def page(begin):
    return begin()


# Safety.


def child_interprets(page):
    choose(page, "int.mode", "on_site")
    choose(page, "int.adult", "no")
    boxes = [w for w in QApplication.topLevelWidgets() if isinstance(w, SafetyBox)]
    return [box for box in boxes if box.isVisible()]


def test_a_child_that_interprets_stops_the_talk_in_both_languages(page):
    (box,) = child_interprets(page)

    assert "Kinder und Jugendliche dürfen nicht dolmetschen" in box.text.text()
    assert box.other.text()
    assert box.other.text() != box.text.text()
    assert box.focusWidget() is box.keep
    box.reject()
    assert page.block_bar.isVisible()
    assert page.sections.row("A1").state.mark is Mark.BLOCKED
    assert page.sheet.blocks()
    page.show_completion()
    assert not page.completion.complete.isEnabled()


def test_staying_keeps_the_page_and_another_answer_lifts_the_block(page):
    (box,) = child_interprets(page)
    box.keep.click()
    settle()

    choose(page, "int.adult", "yes")

    assert not page.block_bar.isVisible()


def test_the_talk_can_be_interrupted_from_the_box(page, qtbot):
    (box,) = child_interprets(page)

    with qtbot.waitSignal(page.left):
        box.act.click()

    assert stored(page, "int.adult").value == "no"


def test_the_box_is_not_shown_again_for_an_old_block(begin, page, services, shown):
    (box,) = child_interprets(page)
    box.reject()
    settle()

    shown(InterviewPage(services, page.sheet.interview.id), *WIDE)
    settle()

    boxes = [w for w in QApplication.topLevelWidgets() if isinstance(w, SafetyBox)]
    assert not [b for b in boxes if b.isVisible()]


def test_a_talk_in_german_only_has_one_language_everywhere(begin):
    page = begin(language="de")

    (box,) = child_interprets(page)

    assert not box.other.isVisible()
    box.reject()
    assert "nur Deutsch" in " ".join(page.summary.texts())


# Completing.


def test_what_is_missing_is_listed_and_leads_there(page):
    page.actions_bar.complete.click()
    settle()
    links = page.completion.links()
    assert set(page.sheet.missing()) <= set(links)
    assert not page.completion.complete.isEnabled()

    links["meta.place"].click()
    settle()

    assert page.section_view().current_path() == "meta.place"


def fill_required(services, played, page):
    """Copy the answers of the talk that belong to it from the first talk of the case."""
    first = services.interviews.of_case(page.sheet.interview.case_id)[-1]
    sheet = services.interviews.sheet(first.id)
    for path in page.sheet.missing():
        page._talk.answer(path, sheet.reading.answer(path))
    for path in page.sheet.missing():
        page._talk.answer(path, sheet.reading.answer(path))
    assert page.sheet.missing() == ()


def test_a_talk_is_completed_and_the_page_says_so(begin, services, played, qtbot):
    page = begin(played.cases["a-nurse"].case_id)
    fill_required(services, played, page)
    page.show_completion()

    with qtbot.waitSignals([page.completed, page.left]):
        page.completion.complete.click()

    talk = services.interviews.of_case(page.sheet.interview.case_id)[0]
    assert talk.state is InterviewState.COMPLETED


@pytest.mark.parametrize("removes", [False, True])
def test_answers_without_a_question_go_only_when_asked(begin, services, played, removes):
    page = begin(played.cases["a-nurse"].case_id)
    fill_required(services, played, page)
    page._talk.answer("int.mode", Answer(value="none"))
    hidden = page.sheet.hidden_answers()
    assert "int.name" in hidden
    page.show_completion()
    assert not page.completion.remove_hidden.isChecked()

    if removes:
        page.completion.remove_hidden.click()
    page.completion.complete.click()

    kept = stored(page, "int.name").state is not AnswerState.NOT_ASKED
    assert kept is not removes


# A follow-up talk, similar cases, the summary.


def test_a_follow_up_talk_shows_what_is_known(begin, played):
    page = begin(played.cases["a-nurse"].case_id)

    assert field(page, "birth.place").field.line.text() == "Homs"
    assert page.sections.row("A2").state.mark is Mark.DONE
    assert "Syrien" in page.summary.texts()


def test_an_answer_appears_in_the_summary(page):
    assert "Helmstedt" not in page.summary.texts()
    choices = page.sheet.form.question("addr.municipality").choices
    town = next(choice for choice in choices if choice.label == "Helmstedt")

    view = field(page, "addr.municipality")
    type_text(view.field, "Helmstedt")
    press(view.field.list, Qt.Key.Key_Return)
    settle()

    assert stored(page, "addr.municipality").value == town.code
    assert "Helmstedt" in page.summary.texts()


def test_a_similar_case_is_shown_beside_the_person_only(begin, services, qtbot):
    page = begin()
    row = add_row(page, "name.rows")
    for part, name in (("name.family", "Al-Mithali"), ("name.given", "Rima")):
        page._talk.answer(f"{row}/{part}", Answer(value=name))
    qtbot.waitUntil(page.summary.similar.isVisible, timeout=3000)

    (head,) = page.summary.similar.heads()
    assert head.display_name == "Rima Al-Mithali"
    with qtbot.waitSignal(page.case_asked) as asked:
        page.summary.similar._buttons[0].click()
    assert asked.args == [head.case.id]

    page.go_to_section("A8")
    assert not page.summary.similar.isVisible()


def test_discreet_mode_leaves_no_name_in_title_or_summary(begin, played):
    page = begin(played.cases["a-nurse"].case_id)
    assert "Rima" in page.title()

    page.set_discreet(True)

    assert "Rima" not in page.title()
    assert "Rima" not in " ".join(page.summary.texts())
