"""The cover sheet of a family: its slips are scanned, first names and numbers printed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from intake_app.domain.numbers import format_slip_number
from intake_app.errors import NotFoundError, NotPermittedError
from intake_app.ui.pages.slip.family_page import FamilyPage
from intake_app.ui.widgets.buttons import IconButton
from intake_app.ui.widgets.labels import Label
from tests.printing.reading import page_texts
from tests.ui.accessibility import problems
from tests.ui.screens import settle
from tests.ui.typing import press, type_text

UNKNOWN = "AZJKJ-VCVKM"


@pytest.fixture
def services(played):
    return played.services


@pytest.fixture
def slips(played):
    return [played.cases[key].slip for key in ("a-nurse", "d-engineer")]


@pytest.fixture
def page(services, desk, slips, shown):
    page = shown(FamilyPage(services, desk, slips[0].id), 1100, 700)
    page.entered()
    settle()
    return page


def add(page, text):
    page.code.clear()
    type_text(page.code, text)
    press(page.code, Qt.Key.Key_Return)
    settle()


def words(page):
    return " ".join(label.text() for label in page.findChildren(Label) if label.isVisible())


def test_slips_are_typed_or_scanned_and_each_is_listed_once(page, slips):
    assert page.slips() == [slips[0].id]

    add(page, format_slip_number(slips[1].number))
    page.scanned(f"LZ1.{slips[1].number}")

    assert page.slips() == [slip.id for slip in slips]
    assert page.code.text() == ""
    assert problems(page) == []


def test_the_sheet_shows_first_names_and_numbers_alone(services, page, slips):
    add(page, slips[1].number)

    document = services.family_slips.cover(page.slips())

    text = " ".join(page_texts(document.data))
    assert [word in text for word in ("Rima", "Andrii")] == [True, True]
    assert [word in text for word in ("Mithali", "Zrazkovyi", "1992")] == [False] * 3
    for slip in slips:
        assert format_slip_number(slip.number) in text


def test_what_is_no_slip_is_said_beside_the_field_and_stays_there(page, slips):
    add(page, UNKNOWN)

    assert page.code.is_wrong()
    assert page.code.text() == UNKNOWN
    assert page.slips() == [slips[0].id]
    with pytest.raises(NotFoundError):
        page.scanned(UNKNOWN)


def test_a_slip_that_was_lost_is_not_listed(services, page, slips):
    services.routing.lost(slips[1].id)

    with pytest.raises(NotPermittedError):
        page.scanned(slips[1].number)
    assert page.slips() == [slips[0].id]


def test_what_is_listed_survives_locking_and_one_too_many_is_taken_off(
    services, desk, page, slips, shown
):
    add(page, slips[1].number)
    type_text(page.code, "7Q4")
    again = shown(FamilyPage(services, desk, slips[0].id), 1100, 700)
    again.take_up(page.half_typed())
    assert again.slips() == page.slips()
    assert again.code.text() == "7Q4"

    (remove,) = [b for b in again.findChildren(IconButton) if slips[1].number[:5] in b.toolTip()]
    QTest.mouseClick(remove, Qt.MouseButton.LeftButton)
    settle()

    assert again.slips() == [slips[0].id]


def test_the_journal_names_a_scan_for_each_slip_that_was_scanned_and_no_other(
    services, desk, page, slips, shown
):
    add(page, slips[1].number)
    again = shown(FamilyPage(services, desk, slips[0].id), 1100, 700)
    again.take_up(page.half_typed())

    with services.session.read() as store:
        scans = [entry for entry in store.journal.entries() if entry.act == "slip.scanned"]

    assert again.slips() == page.slips()
    assert [scan.object_id for scan in scans] == [slips[1].number]


def test_names_are_covered_with_the_others(page):
    assert "Rima" in words(page)

    page.set_discreet(True)
    settle()

    assert "Rima" not in words(page)
