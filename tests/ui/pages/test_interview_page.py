"""Leading a talk, as an advisor does: what is typed and clicked is in the vault."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from intake_app.domain.answers import Answer, AnswerState
from intake_app.domain.case import InterviewState
from intake_app.ui.look.fonts import Role, font_of
from intake_app.ui.look.theme import Scheme
from intake_app.ui.pages.interview.safety import SafetyBox
from intake_app.ui.pages.interview.section_list import Mark
from intake_app.ui.pages.interview_page import InterviewPage
from intake_app.ui.pages.person_view import PersonView
from tests.ui.accessibility import problems
from tests.ui.screens import settle
from tests.ui.typing import press, type_text

NARROW, WIDE = (700, 480), (1280, 760)


@pytest.fixture
def services(played):
    return played.services


@pytest.fixture
def begin(services, shown):
    """Begins a talk and shows its page; it is left before the vault is locked."""
    pages = []

    def make(case_id=None, language="ar", size=WIDE, **others):
        case = case_id or services.cases.create()
        talk = services.interviews.begin(case, language)
        page = shown(InterviewPage(services, talk.id, **others), *size)
        pages.append(page)
        settle()
        return page

    yield make
    for page in pages:
        page.can_leave()


@pytest.fixture
def page(begin):
    return begin()


def stored(page, path):
    """What a new reading of the vault finds."""
    sheet = page._services.interviews.sheet(page.sheet.interview.id)
    return sheet.reading.answer(path)


def field(page, path):
    page.go_to(path)
    settle()
    return page.section_view().view(path)


def choose(page, path, code):
    view = field(page, path)
    segments = view.field.segments.segments()
    next(s for s in segments if s.option.code == code).click()
    settle()


def add_row(page, path):
    field(page, path).field.add.click()
    settle()
    row = page.sheet.reading.row_ids(path)[-1]
    return f"{path}/{row}"


# Storing.


def test_a_click_is_in_the_vault_at_once(page):
    choose(page, "person.sex", "female")

    assert stored(page, "person.sex").value == "female"


def test_a_typed_answer_is_stored_when_the_field_is_left(page):
    view = field(page, "birth.place")
    type_text(view.field, "Homs")
    press(view.field.line, Qt.Key.Key_Return)

    assert stored(page, "birth.place").value == "Homs"


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
    assert not page.completion.complete.isEnabled() or page.sheet.blocks()


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


# Windows.


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


def test_a_talk_in_german_only_has_one_language_everywhere(begin):
    page = begin(language="de")

    (box,) = child_interprets(page)

    assert not box.other.isVisible()
    box.reject()
    assert "nur Deutsch" in " ".join(page.summary.texts())
