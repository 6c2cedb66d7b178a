"""The tab Laufzettel: stations from the agreed steps, ordered, changed, issued."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt

from intake_app.domain.slip import NameOnSlip, SlipState
from intake_app.services.sample_talks import partner_id
from intake_app.ui.pages.slip_tab import SlipTab
from intake_app.ui.widgets.chips import Badge
from tests.ui.accessibility import problems
from tests.ui.screens import settle
from tests.ui.typing import type_text


@pytest.fixture
def case_id(played):
    """The nurse, whose slip came back and was closed: three steps are still open."""
    played.services.routing.close(played.cases["a-nurse"].slip.id)
    return played.cases["a-nurse"].case_id


@pytest.fixture
def tab(played, case_id, shown):
    tab = shown(SlipTab(played.services, case_id), 1000, 1200)
    tab.entered()
    settle()
    return tab


def names(tab):
    return [station.partner_name.split()[0] for station in tab.editor.list.stations()]


def click(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    settle()


def add(tab, code):
    tab.editor.adding.show_code(code)
    tab.editor.adding.chosen.emit()
    settle()


def test_stations_come_from_the_open_agreed_steps(tab):
    assert names(tab) == ["IQ-Netzwerk", "Volkshochschule", "Kita"]
    assert "Abschluss einschätzen" in tab.editor.list.cards()[0].about()
    assert "Mitbringen: Lebenslauf" in tab.editor.list.cards()[0].about()


def test_the_order_changes_by_button_and_by_key(tab, qtbot):
    click(qtbot, tab.editor.list.cards()[0].down)
    assert names(tab) == ["Volkshochschule", "IQ-Netzwerk", "Kita"]

    kita = tab.editor.list.cards()[2]
    kita.handle.setFocus()
    qtbot.keyClick(kita.handle, Qt.Key.Key_Up)
    assert names(tab) == ["Volkshochschule", "Kita", "IQ-Netzwerk"]

    tab.activateWindow()
    kita.edit.setFocus()
    qtbot.keyClick(kita.edit, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert names(tab) == ["Kita", "Volkshochschule", "IQ-Netzwerk"]
    assert [station.seq for station in tab.editor.list.stations()] == [1, 2, 3]


def test_a_card_is_dragged_to_another_place(tab, qtbot):
    first, _second, third = tab.editor.list.cards()
    start = QPoint(10, 10)
    below = first.handle.mapFromGlobal(third.mapToGlobal(QPoint(10, third.height() - 4)))

    qtbot.mousePress(first.handle, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(first.handle, below)
    first.handle.dragged.emit(third.mapToGlobal(QPoint(10, third.height() - 4)))
    settle()
    qtbot.mouseRelease(first.handle, Qt.MouseButton.LeftButton, pos=start)

    assert names(tab) == ["Volkshochschule", "Kita", "IQ-Netzwerk"]


def test_a_station_gets_purpose_papers_appointment_and_companion(tab, qtbot):
    card = tab.editor.list.cards()[1]
    click(qtbot, card.edit)
    editor = card.editor
    click(qtbot, editor.purposes.segment("S06.placement"))
    assert "DOC-A08" in editor.station().bring

    editor.when.show_code("fixed")
    editor.when.chosen.emit()
    type_text(editor.day.line, "3.12.2026")
    type_text(editor.time.line, "930")
    editor.time.line.left.emit()
    editor.companion.show_code("yes")
    editor.companion.chosen.emit()

    station = tab.editor.list.stations()[1]
    assert station.purposes == ("S06.register", "S06.placement")
    assert station.appointment == "2026-12-03T09:30"
    assert station.companion == "yes"
    assert "03.12." in card.about()


def test_open_hours_take_the_place_of_an_appointment(tab, qtbot):
    card = tab.editor.list.cards()[0]
    click(qtbot, card.edit)
    card.editor.when.show_code("open")
    card.editor.when.chosen.emit()

    assert tab.editor.list.stations()[0].open_hours
    assert "offene Sprechzeit" in card.about()


def test_a_day_that_is_none_is_told_and_changes_nothing(tab, qtbot):
    card = tab.editor.list.cards()[0]
    click(qtbot, card.edit)
    card.editor.when.show_code("fixed")
    card.editor.when.chosen.emit()
    type_text(card.editor.day.line, "31.02.2027")
    card.editor.day.line.left.emit()

    assert card.editor.day.line.is_wrong()
    assert tab.editor.list.stations()[0].appointment == ""


def test_an_office_of_the_directory_is_added_with_its_address(tab):
    add(tab, str(partner_id("employment_agency")))

    last = tab.editor.list.stations()[-1]
    assert last.code == "S02"
    assert last.partner_address
    assert tab.editor.list.cards()[-1].editor is not None


def test_a_kind_without_an_address_is_added_too(tab):
    add(tab, "kind:S14")

    assert tab.editor.list.stations()[-1].partner_name == "Familienkasse, Krankenkasse, Bank"


def test_a_station_is_removed(tab, qtbot):
    click(qtbot, tab.editor.list.cards()[1].remove)

    assert names(tab) == ["IQ-Netzwerk", "Kita"]


def test_without_a_station_nothing_can_be_issued(tab, qtbot):
    while tab.editor.list.cards():
        click(qtbot, tab.editor.list.cards()[0].remove)

    assert not tab.editor.issue.isEnabled()


def test_twelve_stations_are_the_most(tab):
    for _ in range(9):
        add(tab, "kind:S99")

    assert len(tab.editor.list.cards()) == 12
    assert not tab.editor.adding.isVisible()


def test_issuing_stores_the_slip_and_asks_for_the_printer(played, tab, case_id, qtbot):
    tab.editor.name_shown.show_code(NameOnSlip.NUMBER_ONLY)
    tab.editor.name_shown.chosen.emit()
    tab.editor.language.show_code("uk")
    tab.editor.language.chosen.emit()

    with qtbot.waitSignal(tab.print_asked) as asked:
        click(qtbot, tab.editor.issue)

    slip = played.services.routing.get(asked.args[0])
    assert slip.case_id == case_id
    assert slip.state is SlipState.ISSUED
    assert [s.partner_name.split()[0] for s in slip.stations] == [
        "IQ-Netzwerk",
        "Volkshochschule",
        "Kita",
    ]
    assert (slip.language, slip.name_on_slip) == ("uk", NameOnSlip.NUMBER_ONLY)
    assert slip.display_name == ""
    assert tab.editor is None
    assert tab.issued()[0].slip.id == slip.id
    assert tab.another.isVisible()


def test_what_is_put_together_is_there_again_in_a_new_tab(played, tab, case_id, shown, qtbot):
    click(qtbot, tab.editor.list.cards()[0].down)
    card = tab.editor.list.cards()[0]
    click(qtbot, card.edit)
    card.editor.contact.line.selectAll()
    type_text(card.editor.contact.line, "Zimmer 7")
    assert tab.can_leave()

    again = shown(SlipTab(played.services, case_id), 1000, 900)
    again.entered()

    assert names(again) == names(tab)
    assert again.editor.list.stations()[0].contact == "Zimmer 7"

    click(qtbot, again.editor.start_anew)
    assert names(again) == ["IQ-Netzwerk", "Volkshochschule", "Kita"]


def enter_until(tab, text):
    tab.editor.until.line.selectAll()
    type_text(tab.editor.until.line, text)
    tab.editor.until.line.left.emit()
    settle()


def test_the_last_day_is_the_usual_one_until_another_is_chosen(played, tab, case_id, qtbot):
    today = played.services.session.today()
    assert tab.editor.until.day() == played.services.routing.usual_end()
    assert tab.editor.draft().valid_until is None
    chosen = today + timedelta(days=100)

    enter_until(tab, f"{chosen:%d.%m.%Y}")
    click(qtbot, tab.editor.issue)

    assert tab.issued()[0].slip.valid_until == chosen


@pytest.mark.parametrize("days", [-1, 366])
def test_a_last_day_that_cannot_be_is_told_and_issues_nothing(played, tab, case_id, qtbot, days):
    before = played.services.routing.of_case(case_id)
    day = played.services.session.today() + timedelta(days=days)

    enter_until(tab, f"{day:%d.%m.%Y}")
    click(qtbot, tab.editor.issue)

    assert tab.editor.until.line.is_wrong()
    assert played.services.routing.of_case(case_id) == before


def test_an_appointment_after_the_last_day_is_told(played, tab):
    card = tab.editor.list.cards()[1]
    card.edit.setChecked(True)
    late = played.services.routing.usual_end() + timedelta(days=1)
    card.editor.when.show_code("fixed")
    card.editor.when.chosen.emit()
    type_text(card.editor.day.line, f"{late:%d.%m.%Y}")
    card.editor.day.line.left.emit()
    settle()
    assert "Station 2" in tab.editor.too_late()

    enter_until(tab, f"{late:%d.%m.%Y}")

    assert tab.editor.too_late() == ""


def test_a_chosen_last_day_is_there_again_in_a_new_tab(played, tab, case_id, shown):
    chosen = played.services.session.today() + timedelta(days=7)
    enter_until(tab, f"{chosen:%d.%m.%Y}")

    again = shown(SlipTab(played.services, case_id), 1000, 1200)
    again.entered()

    assert again.editor.until.day() == chosen


def test_a_slip_past_its_day_or_without_effect_says_so(played, shown, qtbot):
    slip = played.cases["c-minor"].slip
    played.clock.move_to(slip.valid_until + timedelta(days=1), "09:00")
    tab = shown(SlipTab(played.services, slip.case_id), 1000, 700)
    tab.entered()
    settle()
    assert "abgelaufen" in [badge.text() for badge in tab.issued()[0].findChildren(Badge)]

    played.services.routing.lost(slip.id)
    tab.entered()
    settle()

    by_id = {card.slip.id: card for card in tab.issued()}
    assert by_id[slip.id].marks.text() == "Zeigen"
    assert not by_id[slip.id].print_again.isVisible()


def test_issued_slips_show_their_state_and_lead_to_marks_and_printer(played, shown, qtbot):
    slip = played.cases["c-minor"].slip
    tab = shown(SlipTab(played.services, slip.case_id), 1000, 700)
    tab.entered()
    settle()
    (card,) = tab.issued()

    with qtbot.waitSignal(tab.open_slip) as marks:
        click(qtbot, card.marks)
    with qtbot.waitSignal(tab.print_asked) as paper:
        click(qtbot, card.print_again)
    assert marks.args == paper.args == [slip.id]
    assert tab.editor is None
    click(qtbot, tab.another)
    assert tab.editor is not None


def test_everything_has_a_name_and_can_be_reached(tab, qtbot):
    click(qtbot, tab.editor.list.cards()[0].edit)
    add(tab, "kind:S08")

    assert problems(tab) == []
