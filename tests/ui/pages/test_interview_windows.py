"""The windows of a talk: summary and sections beside it, the pause, and the person's window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from intake_app.ui.pages.person_view import PersonView
from tests.ui.pages.talks import NARROW, field
from tests.ui.screens import settle


@pytest.fixture
def services(played):
    return played.services


@pytest.fixture
def page(begin):
    return begin()


def test_the_summary_folds_away_and_can_be_opened(begin, qtbot):
    page = begin(size=(960, 600))
    assert not page.summary.isVisible()

    page.actions_bar.summary.click()
    assert page.summary.isVisible()

    page.resize(1280, 700)
    settle()
    assert page.summary.isVisible()
    assert not page.actions_bar.summary.isVisible()


def test_where_it_is_narrow_the_sections_are_behind_their_name(begin):
    page = begin(size=NARROW)
    settle()
    assert not page.sections.isVisible()

    page._layout.bar.name.click()
    page.sections.row("A8").click()
    settle()

    assert page.section_id() == "A8"
    assert not page.sections.isVisible()


def test_pause_covers_the_window_and_keys_below_do_nothing(page, qtbot):
    page.go_to_section("A2")
    page.pause()
    cover = page._cover

    assert cover.isVisible()
    assert cover.size() == page.window().size()
    qtbot.keyClick(
        QApplication.focusWidget(), Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier
    )
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert page.section_id() == "A2"
    assert cover.go_on.hasFocus()

    cover.go_on.click()
    assert page._cover is None


@pytest.fixture
def person_view(content, qtbot):
    view = PersonView(content.wording("ar"))
    qtbot.addWidget(view)
    return view


def test_the_second_window_follows_the_question(begin, person_view, content):
    page = begin(person_view=person_view)
    question = page.sheet.form.question("birth.value")

    field(page, "birth.value")
    assert person_view.shown().text == content.wording("ar").label(question)

    field(page, "meta.place")
    assert person_view.shown().text == ""

    field(page, "birth.value")
    page.pause()
    assert person_view.shown().text == ""


def test_a_click_on_its_button_does_not_empty_the_second_window(
    begin, person_view, content, qtbot
):
    page = begin(person_view=person_view)
    field(page, "birth.value")

    page.actions_bar.person_view.setFocus()
    page.actions_bar.person_view.setChecked(True)
    settle()

    question = page.sheet.form.question("birth.value")
    assert person_view.shown().text == content.wording("ar").label(question)
    page.actions_bar.person_view.setChecked(False)


def test_the_second_window_shows_a_question_again_after_another_section(
    begin, person_view, content
):
    page = begin(person_view=person_view)
    words = content.wording("ar").label(page.sheet.form.question("birth.value"))
    field(page, "birth.value")

    page.go_to_section("A8")
    assert person_view.shown().text != words
    field(page, "birth.value")

    assert person_view.shown().text == words


def test_leaving_the_page_leaves_nothing_on_the_second_window(begin, person_view):
    page = begin(person_view=person_view)
    field(page, "birth.value")

    page.can_leave()

    assert person_view.shown().text == ""
