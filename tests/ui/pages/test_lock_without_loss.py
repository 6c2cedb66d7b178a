"""Locking loses nothing: page, field, cursor, half-typed text and scroll position come back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLineEdit, QTextEdit

from intake_app.ui.widgets.cards import ReadingColumn
from tests.ui.pages.lock_tour import Tour
from tests.ui.screens import settle
from tests.ui.typing import press, type_text


@pytest.fixture
def tour(content, played_template, tmp_path, look):
    tour = Tour(content, played_template, tmp_path)
    yield tour
    tour.shell.close()


def field(page, name, kind=QLineEdit):
    return next(
        one for one in page.findChildren(kind) if one.accessibleName() == name and one.isVisible()
    )


def test_every_kind_of_page_is_open_again_with_its_part(tour):
    for name in tour.stops():
        tour.shell.main.navigation.go("today")
        tour.stops()[name]()
        settle()
        before = type(tour.shell.page), tour.shell.page.part()

        tour.again()

        assert (type(tour.shell.page), tour.shell.page.part()) == before, name


@pytest.mark.parametrize(
    ("stop", "name"),
    [
        ("settings office", "Träger"),
        ("talk A2", "Wann sind Sie geboren?"),
        ("talk A2", "In welchem Ort sind Sie geboren?"),
        ("signed paper", "Nummer auf dem Blatt"),
        ("journal entries", "Fallnummer"),
        ("slips", "Code oder Nummer des Zettels"),
        ("partners", "Nach Name oder Ort filtern"),
        ("partner", "Straße und Hausnummer"),
    ],
)
def test_half_typed_text_and_the_cursor_in_it_are_there_again(tour, stop, name):
    tour.stops()[stop]()
    settle()
    line = field(tour.shell.page, name)
    line.setFocus()
    line.clear()
    type_text(line, "1abcdef")
    line.setSelection(5, -2)

    tour.again()

    line = field(tour.shell.page, name)
    assert line.text() == "1abcdef"
    assert tour.shell.page.focusWidget() is line
    assert (line.selectedText(), line.cursorPosition()) == ("cd", 3)


def test_a_search_for_a_case_and_a_filter_of_offices_hold_after_locking(tour):
    main = tour.shell.main
    main.frame.topbar.search.setFocus()
    type_text(main.frame.topbar.search, "rima")
    press(main.frame.topbar.search, Qt.Key.Key_Return)
    settle()
    main.navigation.go("partners")
    directory = tour.shell.page.directory
    directory.kind.show_code("P05")
    directory.kind.chosen.emit()
    directory.former.click()
    directory.filter.setText("heide")
    filtered = directory.titles()

    tour.again()

    directory = tour.shell.page.directory
    assert (directory.kind.code(), directory.former.isChecked()) == ("P05", True)
    assert directory.titles() == filtered
    page = tour.shell.main.navigation.go("cases")
    assert page.searched() == "rima"
    assert tour.shell.main.frame.topbar.search.text() == "rima"
    assert [head.display_name for head in page._found] == ["Rima Al-Mithali"]


def test_the_cursor_in_a_long_text_is_where_it_was(tour):
    tour.stops()["talk A2"]()
    settle()
    page = tour.shell.page
    for section in page.sheet.form.sections:
        page.go_to_section(section.id)
        settle()
        texts = [t for t in page.findChildren(QTextEdit) if t.isVisible() and not t.isReadOnly()]
        if texts:
            break
    name = texts[0].accessibleName()
    texts[0].setFocus()
    texts[0].setPlainText("erste Zeile\nzweite Zeile")
    cursor = texts[0].textCursor()
    cursor.setPosition(8)
    cursor.setPosition(14, QTextCursor.MoveMode.KeepAnchor)
    texts[0].setTextCursor(cursor)

    tour.again()

    text = field(tour.shell.page, name, QTextEdit)
    assert text.toPlainText() == "erste Zeile\nzweite Zeile"
    assert tour.shell.page.focusWidget() is text
    assert (text.textCursor().anchor(), text.textCursor().position()) == (8, 14)


def test_a_long_page_is_scrolled_as_far_as_before(tour):
    tour.stops()["settings office"]()
    settle()
    tour.shell.window.resize(900, 500)
    settle()

    def bar():
        column = tour.shell.page.office
        areas = [column, *column.findChildren(ReadingColumn)]
        return next(a for a in areas if isinstance(a, ReadingColumn)).verticalScrollBar()

    assert bar().maximum() > 300
    field(tour.shell.page, "Träger").setFocus()
    bar().setValue(250)

    tour.again()
    settle()

    assert bar().value() == 250


def test_what_is_remembered_while_locked_holds_no_text(tour):
    tour.stops()["case steps"]()
    tour.stops()["talk A2"]()
    settle()
    line = field(tour.shell.page, "In welchem Ort sind Sie geboren?")
    line.setFocus()
    type_text(line, "Zzmarker")
    head = tour.services.cases.head(tour.nurse.case_id)

    tour.shell.lock()

    remembered = repr(tour.shell.program._where)
    assert "standing" in remembered
    for secret in ("Zzmarker", *head.display_name.split(), head.original_name):
        assert secret not in remembered


def test_somebody_else_begins_at_the_beginning(tour):
    tour.stops()["settings office"]()
    tour.shell.lock()
    tour.shell.program._entrance.advisor = "somebody else"
    tour.shell.unlock("sechs worte sind genug hier")

    assert tour.shell.main.frame.place() == "today"
