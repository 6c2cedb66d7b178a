"""The journal page, and the line that asks why another advisor's case is opened."""

from __future__ import annotations

import dataclasses

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from intake_app.domain.journal import JournalQuery
from intake_app.domain.office import Advisor, Role
from intake_app.services.cases import AccessReason
from intake_app.ui.look.theme import Scheme
from intake_app.ui.pages.case_page import CasePage
from intake_app.ui.pages.journal.model import ACT, CASE, DETAIL, WHO
from intake_app.ui.pages.journal.words import act_words
from intake_app.ui.pages.journal_page import SEALS, JournalPage
from intake_app.ui.widgets.confirm import Confirm
from tests.services.test_journal_entries import ACTS
from tests.ui.accessibility import problems
from tests.ui.screens import settle


@pytest.fixture
def services(played):
    played.services.session.advisor = dataclasses.replace(
        played.services.session.advisor, roles=frozenset(Role)
    )
    return played.services


@pytest.fixture
def page(services, desk, shown):
    page = shown(JournalPage(services, desk))
    page.entered()
    settle()
    return page


def cells(page, column):
    model = page.entries.model
    return [model.index(row, column).data() for row in range(model.rowCount())]


def test_entries_stand_newest_first_in_words(page, played):
    assert cells(page, ACT)[:2] == ["Protokoll gelesen", "Tresor entsperrt"]
    assert "Gespräch abgeschlossen" in cells(page, ACT)
    assert set(cells(page, WHO)) == {"MB"}
    number = played.services.cases.head(played.cases["a-nurse"].case_id).case.number
    assert number in cells(page, CASE)
    head = played.services.cases.head(played.cases["a-nurse"].case_id)
    assert not any(head.display_name.split()[0] in cell for cell in cells(page, DETAIL))


def test_every_act_of_the_services_has_words(page):
    acts = {act for _prepare, _act, expected in ACTS.values() for act in expected}

    assert len(acts) > 50
    assert [act for act in sorted(acts) if act_words(act) == act] == []


def test_the_filters_narrow_and_can_be_emptied(page, played, qtbot):
    number = played.services.cases.head(played.cases["c-minor"].case_id).case.number
    everything = page.entries.model.rowCount()
    page.entries.case.set_text(number)
    qtbot.keyClick(page.entries.case.line, Qt.Key.Key_Return)
    assert set(cells(page, CASE)) == {number}

    page.entries.case.set_text("")
    page.entries.act.show_code("slip.issued")
    page.entries.act.chosen.emit()
    assert set(cells(page, ACT)) == {"Laufzettel ausgestellt"}

    page.entries.act.show_code("")
    page.entries.first.show_day(played.services.session.today())
    page.entries.search()
    assert 0 < page.entries.model.rowCount() < everything


def test_an_unknown_number_is_said_beside_the_field_and_the_entries_stay(page):
    before = page.entries.model.rowCount()
    page.entries.case.set_text("HE-26-999999-X")
    page.entries.search()

    assert page.entries.model.rowCount() == before
    assert page.entries.case.line.accessibleDescription() == ""
    assert "Einen Fall mit dieser Nummer gibt es nicht." in texts_of(page)


def texts_of(page):
    return " ".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def test_it_is_saved_only_after_a_question_and_as_a_table(page, desk, services, tmp_path, qtbot):
    desk.dialogs.file_path = tmp_path / "aus.csv"
    shown = page.entries.model.rowCount()
    qtbot.mouseClick(page.export, Qt.MouseButton.LeftButton)
    (asking,) = page.findChildren(Confirm)
    assert not desk.dialogs.file_path.exists()

    qtbot.mouseClick(asking.act, Qt.MouseButton.LeftButton)

    lines = desk.dialogs.file_path.read_text("utf-8-sig").splitlines()
    assert len(lines) == shown + 1
    assert "Tresor entsperrt" in lines[2]
    assert desk.dialogs.proposed == "Protokoll.csv"
    assert services.journal.count(JournalQuery(act="journal.exported")) == 1


def test_a_place_that_cannot_be_written_is_said(page, desk, tmp_path, qtbot):
    desk.dialogs.file_path = tmp_path / "no such folder" / "aus.csv"
    qtbot.mouseClick(page.export, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(page.findChildren(Confirm)[0].act, Qt.MouseButton.LeftButton)

    assert page.messages.isVisible()


def test_the_words_of_the_days_are_shown_and_the_journal_is_checked(page, services, qtbot):
    page.open_part(SEALS)
    settle()
    assert page.part() == SEALS
    day = services.journal.seals(1)[0]
    assert " ".join(day.words) in page.seals.text()

    qtbot.mouseClick(page.seals.check, Qt.MouseButton.LeftButton)
    assert page.seals.result.text().startswith("Das Protokoll ist vollständig")

    with services.session.write() as store:
        store.journal._connection.exec_driver_sql("DELETE FROM journal WHERE seq = 5")
    qtbot.mouseClick(page.seals.check, Qt.MouseButton.LeftButton)
    assert "Einträge fehlen: Eintrag 5." in page.seals.result.text()


@pytest.mark.parametrize("part", ["entries", SEALS])
def test_every_control_has_a_name_and_can_be_reached(page, part):
    page.open_part(part)
    settle()

    assert problems(page) == []


def test_with_large_texts_several_entries_are_to_be_seen(page, theme):
    theme.apply(Scheme.LIGHT, 200)
    page.resize(1110, 690)
    settle()

    table = page.entries.table
    assert table.viewport().height() >= 4 * table.rowHeight(0)
    assert problems(page) == []


# Why a case of somebody else is opened.


@pytest.fixture
def others_case(services, played, shown):
    with services.session.write() as store:
        store.office.save_advisor(
            Advisor(slot_id="0", initials="CD", name="C", roles=frozenset({Role.ADVISOR}))
        )
    services.session.advisor = dataclasses.replace(services.session.advisor, initials="CD")
    page = shown(CasePage(services, played.cases["a-nurse"].case_id, {}))
    settle()
    return page


def test_one_press_gives_the_reason_and_the_line_goes(others_case, services, qtbot):
    strip = others_case.reason
    assert strip.isVisible()

    qtbot.mouseClick(strip.reasons[AccessReason.TOGETHER], Qt.MouseButton.LeftButton)
    settle()

    assert others_case.reason is None
    (line,) = services.journal.lines(JournalQuery(act="case.reason_given"), 9)
    assert line.detail == "together"


def test_the_line_can_be_used_by_keys_alone(others_case):
    assert problems(others_case.reason) == []


def test_a_name_in_an_own_reason_is_refused_and_the_line_stays(others_case, services, qtbot):
    strip = others_case.reason
    name = services.cases.head(others_case.case_id).display_name.split()[0]
    strip.text.setText(f"Anruf wegen {name}")
    qtbot.keyClick(strip.text, Qt.Key.Key_Return)

    assert others_case.reason is strip
    assert "ohne Namen" in others_case.messages.text()

    strip.text.setText("Anruf der Schule")
    qtbot.keyClick(strip.text, Qt.Key.Key_Return)
    settle()
    assert others_case.reason is None
    assert QApplication.focusWidget() is not None


def test_the_own_case_asks_nothing(services, played, shown):
    assert shown(CasePage(services, played.cases["a-nurse"].case_id, {})).reason is None


def test_entries_and_words_go_to_paper_like_every_document(
    page, services, played, desk, qtbot, shown
):
    played.clock.forward(minutes=24 * 60)
    services.journal.open()
    with services.session.write() as store:
        services.session.note(store, "journal.read")
    page.entered()
    asked = []
    page.page_asked.connect(asked.append)
    qtbot.mouseClick(page.print, Qt.MouseButton.LeftButton)
    page.open_part(SEALS)
    settle()
    qtbot.mouseClick(page.seals.print, Qt.MouseButton.LeftButton)
    numbers = []
    for preview in asked:
        shown(preview)
        qtbot.waitUntil(lambda shown=preview: shown.live.document() is not None)
        numbers.append(preview.live.document().number)
        qtbot.mouseClick(preview.panel.print, Qt.MouseButton.LeftButton)

    assert [job.title for job in desk.printers.jobs] == numbers
    assert [number[0] for number in numbers] == ["P", "W"]
    acts = [line.act for line in services.journal.lines(JournalQuery(), 2)]
    assert acts == ["paper.sent"] * 2
