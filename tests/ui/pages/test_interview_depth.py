"""Core sheet and deepening in a talk: what is folded, and where a later talk goes on."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QLabel

from intake_app.domain.answers import NOT_ASKED, Answer
from intake_app.ui.look.fonts import Role, font_of
from intake_app.ui.pages.case.talks_tab import TalksTab
from intake_app.ui.pages.interview.section_list import Mark
from intake_app.ui.pages.interview_page import InterviewPage
from intake_app.ui.pages.person_view import PersonView
from tests.ui.accessibility import names, problems
from tests.ui.pages.talks import WIDE, add_row, choose, field, stored
from tests.ui.screens import settle
from tests.ui.typing import press, type_text

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def services(played):
    return played.services


@pytest.fixture
def page(begin):
    return begin()


@pytest.fixture
def nurse(played):
    """A case whose core was asked; in depth much is left."""
    return played.cases["a-nurse"]


@pytest.fixture
def forget(services, nurse):
    """Takes answers of the nurse back, as if they had not been asked."""

    def take_back(*paths):
        for path in paths:
            services.interviews.answer(nurse.interview, path, NOT_ASKED, reason="Irrtum")

    return take_back


def fold_of(page, section):
    page.go_to_section(section)
    settle()
    return page.section_view().fold


def key(pressed, modifiers=Qt.KeyboardModifier.NoModifier):
    press(QApplication.focusWidget(), pressed, modifiers)
    settle()


def ctrl(qtbot, pressed):
    qtbot.keyClick(QApplication.focusWidget(), pressed, CTRL)
    settle()


# What is folded.


def test_the_core_stands_there_and_the_rest_is_one_line(page):
    fold = fold_of(page, "A2")
    view = page.section_view()

    assert view.view("person.sex").isVisible()
    assert not view.view("birth.place").isVisible()
    assert fold.head.words() == "Vertiefung – 6 weitere Fragen"
    assert fold.head.detail() == ""
    assert fold.head.accessibleName() == "Vertiefung – 6 weitere Fragen"
    assert fold.head.accessibleDescription() == "geschlossen"


def test_one_question_is_one_question(page):
    assert fold_of(page, "A12").head.words() == "Vertiefung – 1 weitere Frage"


def test_a_section_without_anything_to_deepen_has_no_such_line(page):
    assert fold_of(page, "A17") is None


@pytest.mark.parametrize("how", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_a_key_opens_it_and_closes_it_again(page, how):
    fold = fold_of(page, "A2")
    fold.head.setFocus()

    key(how)
    assert page.section_view().view("birth.place").isVisible()
    assert fold.head.accessibleDescription() == "offen"
    assert problems(page) == []

    key(how)
    assert not page.section_view().view("birth.place").isVisible()
    assert problems(page) == []


def test_tab_leads_from_the_line_to_the_first_question_that_it_opened(page):
    fold = fold_of(page, "A2")
    fold.head.click()
    settle()

    order = names(page)
    here = order.index(fold.head.accessibleName())

    assert order[here + 1] == "In welchem Ort sind Sie geboren?"


def test_how_somebody_lives_is_asked_before_the_address_that_it_protects(page):
    page.go_to_section("A2")
    settle()
    view = page.section_view()

    assert view.view("addr.kind").isVisible()
    assert view.view("addr.kind").y() < view.view("addr.street").y()


def test_ctrl_arrow_stops_at_the_line_and_goes_past_when_it_stays_closed(page, qtbot):
    field(page, "it.skills")

    ctrl(qtbot, Qt.Key.Key_Down)
    fold = page.section_view().fold
    assert fold.head.hasFocus()
    assert not fold.is_open

    ctrl(qtbot, Qt.Key.Key_Down)
    assert page.section_id() == "A13"


def test_ctrl_arrow_leads_into_it_when_it_was_opened(page, qtbot):
    field(page, "it.skills")
    ctrl(qtbot, Qt.Key.Key_Down)
    key(Qt.Key.Key_Return)

    ctrl(qtbot, Qt.Key.Key_Down)

    assert page.section_view().current_path() == "it.level"


def test_what_is_answered_is_open_in_the_next_window_and_counted(page, services, shown):
    view = field(page, "birth.place")
    type_text(view.field, "Homs")
    assert page.can_leave()
    assert stored(page, "birth.place").value == "Homs"

    again = shown(InterviewPage(services, page.sheet.interview.id), *WIDE)

    fold = fold_of(again, "A2")
    assert fold.is_open
    assert again.section_view().view("birth.place").isVisible()
    assert fold.head.detail() == "1 von 6 beantwortet"
    assert fold.head.accessibleName() == "Vertiefung – 6 weitere Fragen, 1 von 6 beantwortet"


def test_whoever_folds_answers_away_still_reads_that_there_are_some(begin, nurse):
    page = begin(nurse.case_id)
    fold = fold_of(page, "A2")
    assert fold.is_open

    fold.head.click()
    choose(page, "person.sex", "diverse")

    assert not fold.is_open
    assert fold.head.detail() == "4 von 5 beantwortet"


def test_what_is_half_typed_is_not_out_of_sight(page, services, shown):
    view = field(page, "person.entry_lk")
    type_text(view.field, "31.02.1990")
    assert page.can_leave()

    again = shown(InterviewPage(services, page.sheet.interview.id), *WIDE)

    assert fold_of(again, "A2").is_open
    assert again.section_view().view("person.entry_lk").field.line.text() == "31.02.1990"


def test_what_the_school_needs_to_know_unfolds_when_a_place_at_school_is_wanted(page):
    page._talk.answer("sch.years", Answer(value="8"))
    fold = fold_of(page, "A8")
    assert not fold.is_open

    page._talk.answer("reg.wanted", Answer(value="yes"))

    assert fold.is_open
    assert page.section_view().view("sch.rows").isVisible()


def test_what_the_program_fills_in_is_counted_but_unfolds_nothing(page):
    fold = fold_of(page, "A8")

    page._talk.answer("sch.highest", Answer(value="S4"))

    assert stored(page, "sch.isced").value == "3"
    assert not fold.is_open
    assert fold.head.detail().startswith("1 von")

    page._talk.answer("sch.isced", Answer(value="2"))
    assert fold.is_open


def test_a_way_to_a_folded_question_opens_the_line(page):
    assert not fold_of(page, "A2").is_open

    page.open_part("birth.place")
    settle()

    assert page.section_view().current_path() == "birth.place"
    assert page.section_view().fold.is_open


def test_the_number_follows_the_answers(page):
    fold = fold_of(page, "A5")
    assert fold.head.words() == "Vertiefung – 2 weitere Fragen"

    page._talk.answer("mob.licence", Answer(value="abroad"))

    assert fold.head.words() == "Vertiefung – 3 weitere Fragen"


# In the entries of a list.


def test_each_entry_has_its_own_line(page):
    row = add_row(page, "job.rows")
    view = page.section_view()

    assert view.view(f"{row}/job.title").isVisible()
    assert not view.view(f"{row}/job.size").isVisible()

    page.go_to(f"{row}/job.size")
    settle()

    assert view.current_path() == f"{row}/job.size"
    assert view.view(f"{row}/job.size").isVisible()


def test_a_way_leads_into_the_closed_entry_and_its_line(page):
    first, _second = add_row(page, "job.rows"), add_row(page, "job.rows")
    assert not page.section_view().view(f"{first}/job.title").isVisible()

    page.go_to(f"{first}/job.lead")
    settle()

    assert page.section_view().view(f"{first}/job.lead").isVisible()


def test_ctrl_arrow_stops_at_the_line_of_an_entry(page, qtbot):
    row = add_row(page, "job.rows")
    field(page, f"{row}/job.kind")

    ctrl(qtbot, Qt.Key.Key_Down)
    key(Qt.Key.Key_Return)
    ctrl(qtbot, Qt.Key.Key_Down)

    assert page.section_view().current_path() == f"{row}/job.kldb"


def test_entries_of_a_folded_list_are_not_folded_again(page):
    row = add_row(page, "contact.trusted")

    for part in ("trusted_name", "trusted_phone", "trusted_role"):
        assert page.section_view().view(f"{row}/contact.{part}").isVisible()


# The list of sections.


def test_a_plus_tells_of_answers_in_depth_once_the_core_is_done(begin, nurse, forget):
    forget("sch.highest")
    page = begin(nurse.case_id)

    done, begun = page.sections.row("A2").state, page.sections.row("A8").state

    assert (done.mark, done.progress) == (Mark.DONE, "+")
    assert "Vertiefung 5 von 6" in page.sections.row("A2").toolTip()
    assert (begun.mark, begun.progress) == (Mark.BEGUN, "2/3")


def test_a_section_of_deepening_only_says_so(page):
    assert page.sections.row("A16").state.note == "Vertiefung"
    assert page.sections.row("A16").accessibleDescription().startswith("Vertiefung")
    assert page.sections.row("A15").state.note == ""


def test_going_on_in_a_first_talk_passes_over_deepening_only(page, qtbot):
    page.go_to_section("A15")
    page.entered()
    settle()

    ctrl(qtbot, Qt.Key.Key_PageDown)

    assert page.section_id() == "A17"


def test_no_title_and_no_mark_is_cut_off_in_a_later_talk(begin, nurse):
    page = begin(nurse.case_id)
    for section in page.sheet.form.sections:
        page.go_to_section(section.id)
        settle()
        row = page.sections.row(section.id)
        place = row.title_place()
        words = QFontMetrics(font_of(Role.STRONG)).boundingRect(
            place, Qt.TextFlag.TextWordWrap, row.state.title
        )
        note = QFontMetrics(font_of(Role.HINT)).horizontalAdvance(row.state.note)

        assert words.height() <= place.height()
        assert words.width() <= place.width()
        assert note <= row.width() - place.left()


# Where it goes on.


def marked(page):
    ids = [section.id for section in page.sheet.form.sections]
    return [key for key in ids if page.sections.row(key).state.goes_on]


def test_a_first_talk_is_not_told_where_it_goes_on(page):
    assert marked(page) == []
    assert not page.messages.isVisible()


def test_a_later_talk_marks_the_first_open_core_question_and_leads_there(begin, nurse, forget):
    forget("sch.highest", "goal.main")
    page = begin(nurse.case_id)

    assert marked(page) == ["A8"]
    assert page.sections.row("A8").state.note == "Hier geht es weiter"
    assert "Weiter geht es bei „Schule“." in page.messages.text()

    page.messages.acted.emit()
    settle()

    assert page.section_view().current_path() == "sch.highest"


def test_the_mark_moves_on_with_the_answers(begin, nurse, forget):
    forget("sch.highest", "goal.main")
    page = begin(nurse.case_id)

    page._talk.answer("sch.highest", Answer(value="S4"))

    assert marked(page) == ["A13"]


def test_from_its_own_questions_a_later_talk_goes_on_to_the_open_ones(begin, nurse, forget, qtbot):
    forget("sch.highest")
    page = begin(nurse.case_id)
    page.entered()
    settle()
    assert page.section_id() == "A0"

    ctrl(qtbot, Qt.Key.Key_PageDown)
    assert page.section_id() == "A1"
    ctrl(qtbot, Qt.Key.Key_PageDown)
    assert page.section_view().current_path() == "sch.highest"
    ctrl(qtbot, Qt.Key.Key_PageDown)
    assert page.section_id() == "A9"


def test_when_the_core_is_done_a_later_talk_goes_on_in_depth(begin, nurse, forget, qtbot):
    forget("birth.place", "birth.country", "person.marital", "person.entry_lk")
    page = begin(nurse.case_id)
    page.go_to_section("A1")
    page.entered()
    settle()
    assert not fold_of(page, "A2").is_open
    page.go_to_section("A1")
    page.entered()
    settle()

    ctrl(qtbot, Qt.Key.Key_PageDown)

    assert page.section_view().current_path() == "birth.place"


def texts(widget):
    return [label.text() for label in widget.findChildren(QLabel)]


def test_completing_says_where_the_next_talk_goes_on(begin, nurse, forget, page):
    page.show_completion()
    begins = "Das nächste Gespräch geht hier weiter: Abschnitt „Person“"
    assert begins in texts(page.completion)

    forget("sch.highest")
    later = begin(nurse.case_id)
    later.show_completion()
    school = "Das nächste Gespräch geht hier weiter: Abschnitt „Schule“"
    assert school in texts(later.completion)

    later._talk.answer("sch.highest", Answer(value="S4"))
    later.show_completion()
    assert f"{begins}, Vertiefung" in texts(later.completion)


def test_the_case_says_where_the_next_talk_goes_on(services, nurse, forget, shown):
    forget("sch.highest")
    tab = shown(TalksTab(services, nurse.case_id), 900, 600)

    tab.entered()

    assert "Das nächste Gespräch geht hier weiter: Abschnitt „Schule“" in texts(tab)


def test_a_case_with_an_open_talk_says_only_where_that_one_was_left(services, nurse, shown):
    services.interviews.begin(nurse.case_id, "ar")
    tab = shown(TalksTab(services, nurse.case_id), 900, 600)

    tab.entered()

    words = " ".join(texts(tab))
    assert "nicht abgeschlossen, Abschnitt „Gespräch“" in words
    assert "geht hier weiter" not in words


# The person's window.


def test_the_person_sees_the_question_that_was_unfolded(begin, content, qtbot):
    view = PersonView(content.wording("ar"))
    qtbot.addWidget(view)
    page = begin(person_view=view)

    field(page, "it.level")

    question = page.sheet.form.question("it.level")
    assert view.shown().text == content.wording("ar").label(question)
