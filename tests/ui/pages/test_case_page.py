"""The page of a case: at a glance, talks and corrections, steps, history, the end."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from intake_app.domain.answers import Answer
from intake_app.domain.case import CaseState
from intake_app.domain.dates import Calendar, parse_partial
from intake_app.services.sample_talks import partner_id
from intake_app.services.steps import add_inform_step
from intake_app.ui.look.theme import Scheme
from intake_app.ui.pages.case_page import CasePage
from intake_app.ui.widgets.chips import Badge
from intake_app.ui.widgets.confirm import Confirm
from tests.ui.accessibility import problems
from tests.ui.screens import settle
from tests.ui.typing import press, type_text


class OtherTab(QWidget):
    """A tab as colleagues make it."""

    def __init__(self, case_id):
        super().__init__()
        self.case_id = case_id
        self.seen = []

    def entered(self):
        self.seen.append("entered")

    def set_discreet(self, discreet):
        self.seen.append(discreet)


@pytest.fixture
def services(played):
    return played.services


@pytest.fixture
def open_case(services, shown):
    def make(case_id, tabs=None, size=(1196, 740)):
        built = dict.fromkeys(("waivers", "slips", "documents"), OtherTab)
        page = shown(CasePage(services, case_id, built if tabs is None else tabs), *size)
        page.entered()
        settle()
        return page

    return make


@pytest.fixture
def nurse(open_case, played):
    return open_case(played.cases["a-nurse"].case_id)


@pytest.fixture
def engineer(open_case, played):
    return open_case(played.cases["d-engineer"].case_id)


# The head.


def test_the_head_says_who_it_is(nurse):
    texts = " ".join(nurse.head_view.texts())

    assert nurse.title() == "Rima Al-Mithali"
    assert "ريما المثالي" in texts
    assert nurse._shown_head.case.number in texts
    assert "34" in texts
    assert "AR" in texts
    assert "Sprachmittlung nötig" in texts


def test_what_protects_the_person_is_a_badge(open_case, services, played):
    case_id = played.cases["c-minor"].case_id
    talk = services.interviews.begin(case_id, "en")
    services.interviews.answer(talk, "addr.protected", Answer(value="true"))

    texts = open_case(case_id).head_view.texts()

    assert "Anschrift geschützt" in texts


def test_an_age_that_is_not_certain_is_a_range_with_a_badge(open_case, services):
    case_id = services.cases.create()
    talk = services.interviews.begin(case_id, "de")
    year = services.session.today().year - 18
    value = parse_partial(str(year), Calendar.GREGORIAN).to_canonical()
    services.interviews.answer(talk, "birth.value", Answer(value=value))

    texts = open_case(case_id).head_view.texts()

    assert "17–18 Jahre" in texts
    assert "Alter nicht sicher" in texts


def test_discreet_shows_initials_and_no_original_script(nurse):
    nurse.set_discreet(True)

    shown = " ".join([nurse.title(), *nurse.head_view.texts()])
    assert "R. A." in shown
    assert "Rima" not in shown
    assert "ريما" not in shown


# Tabs.


def test_other_tabs_are_built_when_they_are_visited(nurse):
    assert nurse.built("waivers") is None

    nurse.go_to_tab("waivers")
    tab = nurse.built("waivers")
    assert tab.case_id == nurse.case_id
    assert tab.seen == [False, "entered"]

    nurse.set_discreet(True)
    assert tab.seen[-1] is True


def test_the_tab_comes_back_after_locking(nurse, open_case):
    nurse.go_to_tab("steps")

    again = open_case(nurse.case_id)
    again.open_part(nurse.part())

    assert again.tab() == "steps"


def test_arrow_keys_walk_through_the_tabs(nurse, qtbot):
    nurse.tabs.setFocus()

    qtbot.keyClick(nurse.tabs, Qt.Key.Key_Right)

    assert nurse.tab() == "waivers"


# Talks.


def test_a_new_case_begins_with_its_first_talk(open_case, services, qtbot):
    page = open_case(services.cases.create())
    card = page.talks.new_talk
    assert card.isVisible()
    assert not card.begin.isEnabled()

    type_text(card.language, "Arabisch")
    press(card.language, Qt.Key.Key_Return)
    with qtbot.waitSignal(page.talk_asked) as asked:
        card.begin.click()

    sheet = services.interviews.sheet(asked.args[0])
    assert sheet.interview.language == "ar"
    assert sheet.reading.value("meta.kind") == "first"


def test_a_follow_up_talk_proposes_language_and_kind(engineer, services, qtbot):
    engineer.talk_button.click()
    card = engineer.talks.new_talk
    assert card.isVisible()

    with qtbot.waitSignal(engineer.talk_asked) as asked:
        card.begin.click()

    sheet = services.interviews.sheet(asked.args[0])
    assert sheet.interview.language == "uk"
    assert sheet.reading.value("meta.kind") == "follow_up"


def test_an_open_talk_is_continued_not_begun_again(open_case, services, played, qtbot):
    case_id = played.cases["a-nurse"].case_id
    talk = services.interviews.begin(case_id, "ar")
    page = open_case(case_id)

    with qtbot.waitSignal(page.talk_asked) as asked:
        page.talk_button.click()

    assert asked.args == [talk.id]


def test_a_child_begins_a_case_of_its_own_in_the_language_of_the_parent(nurse, services, qtbot):
    card = nurse.talks.children_card
    assert card.isVisible()

    with qtbot.waitSignal(nurse.talk_asked) as asked:
        card.buttons["r1"].click()

    sheet = services.interviews.sheet(asked.args[0])
    assert sheet.interview.case_id != nurse.case_id
    assert sheet.interview.language == "ar"
    assert sheet.reading.display_name == "Sami"


def test_the_names_of_children_are_hidden_with_all_names(nurse):
    nurse.set_discreet(True)
    assert [label.text() for label in nurse.talks.children_card.names()] == ["S.", "L."]

    nurse.set_discreet(False)
    assert [label.text() for label in nurse.talks.children_card.names()] == ["Sami", "Lin"]


def test_where_no_child_was_named_none_is_offered(open_case, services, played):
    page = open_case(played.cases["c-minor"].case_id)

    assert not page.talks.children_card.isVisible()


def read(page, services):
    talk = services.interviews.of_case(page.case_id)[0]
    page.talks.buttons[talk.id].click()
    for _ in range(8):
        settle()
    return page.talks.talk_view


def test_a_completed_talk_can_be_read(nurse, services):
    view = read(nurse, services)

    assert view.isVisible()
    assert view.sheet.reading.value("birth.place") == "Homs"
    assert problems(nurse) == []


def test_a_correction_needs_a_reason_and_keeps_the_old_answer(nurse, services, qtbot):
    view = read(nurse, services)
    view.pen("birth.place").click()
    settle()
    card = view.correction
    card.view.field.line.clear()
    type_text(card.view.field, "Hama")

    card.keep.click()
    assert card.wrong.isVisible()
    assert (
        services.interviews.sheet(view.sheet.interview.id).reading.value("birth.place") == "Homs"
    )

    type_text(card.reason, "Im Pass steht Hama")
    card.keep.click()
    settle()

    talk = view.sheet.interview
    assert services.interviews.sheet(talk.id).reading.value("birth.place") == "Hama"
    (change,) = services.interviews.history(talk, "birth.place")
    assert (change.old.value, change.reason) == ("Homs", "Im Pass steht Hama")
    assert view.correction is None


def test_a_correction_can_be_left(nurse, services):
    view = read(nurse, services)
    view.pen("birth.place").click()
    settle()

    view.correction.cancel.click()

    assert view.correction is None
    assert services.interviews.history(view.sheet.interview, "birth.place") == []


def test_partners_are_named_and_not_numbered(nurse, services):
    view = read(nurse, services)
    names = {p.full_name for p in services.partners.all()}
    labels = {label.text() for label in view.findChildren(QWidget) if hasattr(label, "text")}

    assert names & {text if isinstance(text, str) else "" for text in labels}


# Steps.


def test_a_step_is_done_with_one_click(nurse, services):
    nurse.go_to_tab("steps")
    tab = nurse.built("steps")
    row, card = next((r, c) for r, c in tab.cards().items() if c.step.is_open)

    card.menu().actions()[2].trigger()
    settle()

    step = next(s for s in services.steps.of_case(nurse.case_id) if s.row == row)
    assert step.state == "done"
    assert list(tab.cards())[-1] == row


def test_the_step_that_is_due_first_stands_first(engineer):
    engineer.go_to_tab("steps")
    steps = [card.step for card in engineer.built("steps").cards().values()]
    days = [step.due_on for step in steps if step.is_open]

    assert days == sorted(days)


def test_a_step_says_whether_a_waiver_for_its_office_is_in_force(nurse, services, played):
    nurse.go_to_tab("steps")
    tab = nurse.built("steps")
    office = partner_id("iq_network")

    def said():
        cards = [card for card in tab.cards().values() if card.step.partner_id == office]
        return [
            words
            for card in cards
            for badge in card.findChildren(Badge)
            if "Entbindung" in (words := badge.text())
        ]

    assert said() == ["Entbindung gilt"]

    services.waivers.withdraw(played.cases["a-nurse"].waiver.id, how="oral")
    tab.entered()

    assert said() == ["keine Entbindung für diese Stelle"]


def test_the_day_of_a_step_is_changed_by_typing_it(nurse, services):
    nurse.go_to_tab("steps")
    row, card = next(iter(nurse.built("steps").cards().items()))
    card.ask_day()
    card.day.clear()
    type_text(card.day, "4.1.2027")
    press(card.day, Qt.Key.Key_Return)
    settle()

    step = next(s for s in services.steps.of_case(nurse.case_id) if s.row == row)
    assert step.due_on == date(2027, 1, 4)


def test_a_day_that_is_none_is_said_beside_the_field(nurse, services):
    nurse.go_to_tab("steps")
    row, card = next(iter(nurse.built("steps").cards().items()))
    before = card.step.due_on
    card.ask_day()
    card.day.clear()
    type_text(card.day, "31.2.2027")
    card.keep_day.click()
    settle()

    assert card._wrong.isVisible()
    step = next(s for s in services.steps.of_case(nurse.case_id) if s.row == row)
    assert step.due_on == before


def test_what_the_office_must_do_after_a_withdrawal_is_said_in_words(open_case, services, played):
    case_id = played.cases["a-nurse"].case_id
    partner = services.partners.all()[0]
    with services.session.write() as store:
        add_inform_step(store, services.session, case_id, partner.id)
    page = open_case(case_id)
    page.go_to_tab("steps")

    titles = " ".join(
        label.text() for label in page.built("steps").findChildren(QWidget) if _is_label(label)
    )

    assert "Stelle informieren" in titles
    assert "inform_partner" not in titles


def _is_label(widget):
    return type(widget).__name__ == "Label"


# History.


def test_the_history_is_told_in_words(engineer):
    engineer.go_to_tab("history")
    lines = engineer.built("history").lines()

    assert any(line.startswith("Gespräch begonnen von MB") for line in lines)
    assert any("widerrufen" in line for line in lines)
    assert any(line.startswith("Laufzettel") and "gedruckt" in line for line in lines)
    assert lines[-1].startswith("Fall ")


# Closing, opening again, discarding.


def state(services, page):
    return services.cases.head(page.case_id).case.state


def test_a_case_is_closed_with_a_reason_and_can_be_opened_again(nurse, services):
    nurse.ask_close()
    panel = nurse.panel()
    assert not panel.act.isEnabled()

    panel.reasons.segments()[1].click()
    panel.act.click()
    settle()
    assert state(services, nurse) is CaseState.CLOSED
    assert "weggezogen" in nurse.closed_notice.text()
    assert not nurse.talk_button.isVisible()

    nurse.closed_notice.reopen.click()
    settle()
    assert state(services, nurse) is CaseState.OPEN
    assert nurse.talk_button.isVisible()
    assert nurse.talk_button.shortcut().toString() == "Alt+N"


def test_leaving_it_open_changes_nothing(nurse, services):
    nurse.ask_close()
    nurse.panel().keep.click()

    assert state(services, nurse) is CaseState.OPEN
    assert nurse.panel() is None


def confirm_box():
    boxes = [w for w in QApplication.topLevelWidgets() if isinstance(w, Confirm)]
    return next(box for box in boxes if box.isVisible())


def test_discarding_asks_for_a_reason_and_once_more(open_case, services, qtbot):
    page = open_case(services.cases.create())
    page.ask_discard()
    panel = page.panel()
    assert not panel.act.isEnabled()
    type_text(panel.reason, "doppelt angelegt")
    panel.act.click()

    box = confirm_box()
    assert box.focusWidget() is box.keep
    box.keep.click()
    assert state(services, page) is CaseState.OPEN

    panel.act.click()
    with qtbot.waitSignals([page.gone, page.left]):
        confirm_box().act.click()

    assert state(services, page) is CaseState.DISCARDED


def test_a_case_with_papers_is_not_discarded(nurse, services):
    nurse.ask_discard()
    type_text(nurse.panel().reason, "doppelt")
    nurse.panel().act.click()
    confirm_box().act.click()
    settle()

    assert state(services, nurse) is CaseState.OPEN
    assert nurse.messages.isVisible()


# Looks.


@pytest.mark.parametrize("tab", ["talks", "steps", "history"])
@pytest.mark.parametrize(("percent", "size"), [(100, (876, 486)), (200, (1110, 690))])
def test_every_tab_can_be_used_in_a_small_window_and_with_large_text(
    open_case, played, theme, tab, percent, size
):
    theme.apply(Scheme.LIGHT, percent)
    page = open_case(played.cases["d-engineer"].case_id, size=size)
    page.go_to_tab(tab)
    settle()

    assert problems(page) == []
    assert page.minimumSizeHint().width() <= size[0]


def test_overdue_is_said_and_not_only_coloured(engineer, played):
    played.clock.forward(minutes=60 * 24 * 60)
    engineer.go_to_tab("steps")
    settle()

    badges = [w.text() for w in engineer.findChildren(QWidget) if type(w).__name__ == "Badge"]
    assert any(text.startswith("überfällig seit") for text in badges)
