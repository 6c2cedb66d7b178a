"""Fälle: results while typing, a new case only below them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from intake_app.domain.case import CloseReason
from intake_app.ui.pages.cases_page import CasesPage
from intake_app.ui.widgets.buttons import Button
from tests.ui.accessibility import problems
from tests.ui.screens import settle


@pytest.fixture
def page(played, shown):
    page = shown(CasesPage(played.services), 1100, 700)
    page.entered()
    settle()
    return page


def search(page, text):
    page.search(text)
    settle()


def click_row(page, qtbot, row):
    index = page.list.model().index(row, 0)
    place = page.list.visualRect(index).center()
    qtbot.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_before_a_search_the_cases_worked_on_last_are_shown(page):
    assert len(page.list.texts()) == 4
    assert page.list.texts()[0].startswith("Andrii Zrazkovyi")


def test_a_row_says_year_place_languages_last_talk_and_open_steps(page):
    search(page, "rima")

    (row,) = page.list.texts()
    for words in (
        "Rima Al-Mithali",
        "geb. 1992",
        "Helmstedt",
        "Arabisch (Levante)",
        "Gespräch 16.11.2026",
        "offene",
    ):
        assert words in row
    head = page.list.model().index(0, 0).data(Qt.ItemDataRole.UserRole)
    assert head.columns[0] == ("Rima Al-Mithali", "ريما المثالي")
    assert head.columns[2][0] == "AR"


@pytest.mark.parametrize("typed", ["ريما", "al mith", "MH-26-000001", "1992", "0171 3920012"])
def test_a_case_is_found_by_any_spelling_number_year_or_phone(page, typed):
    search(page, typed)

    assert page.list.texts()[0].startswith("Rima Al-Mithali")


def test_enter_opens_the_marked_result_and_arrows_move_the_mark(played, page, qtbot):
    search(page, "m")
    first = page.list.texts()[0]
    page.walk(1)

    with qtbot.waitSignal(page.open_case) as asked:
        page.open_marked()
    opened = played.services.cases.head(asked.args[0])
    assert opened.display_name == page.list.texts()[1].partition(",")[0]
    assert opened.display_name != first.partition(",")[0]


def test_without_a_search_nothing_is_marked_so_enter_opens_nothing(page, qtbot):
    search(page, "")
    with qtbot.assertNotEmitted(page.open_case):
        page.open_marked()


def test_a_click_and_the_enter_key_in_the_list_open_a_case(played, page, qtbot):
    search(page, "lamin")
    with qtbot.waitSignal(page.open_case) as clicked:
        click_row(page, qtbot, 0)
    with qtbot.waitSignal(page.open_case) as entered:
        qtbot.keyClick(page.list, Qt.Key.Key_Return)

    assert clicked.args == entered.args == [played.cases["c-minor"].case_id]


def test_a_new_case_is_offered_after_a_search_only_and_below_the_results(page, qtbot):
    assert not page.below.create_case.isVisible()
    with qtbot.waitSignal(page.search_wanted):
        qtbot.mouseClick(page.below.search_first, Qt.MouseButton.LeftButton)

    search(page, "rima")

    assert page.below.create_case.isVisible()
    assert page.below.y() > page.list.mapTo(page, page.list.rect().bottomLeft()).y()
    with qtbot.waitSignal(page.new_case):
        qtbot.mouseClick(page.below.create_case, Qt.MouseButton.LeftButton)


def test_names_that_sound_alike_stand_beside_the_new_case(played, page, qtbot):
    search(page, "Andrej Srazkovi")

    assert page.list.texts() == []
    assert page.nothing.isVisible()
    (alike,) = [b for b in page.below.alike.findChildren(Button) if b.isVisible()]
    assert alike.text().startswith("Andrii Zrazkovyi, geb. 1981")
    with qtbot.waitSignal(page.open_case) as asked:
        qtbot.mouseClick(alike, Qt.MouseButton.LeftButton)
    assert asked.args == [played.cases["d-engineer"].case_id]


def test_somebody_who_is_shown_already_is_not_suggested_again(page):
    search(page, "Rima Al-Mithali")

    assert len(page.list.texts()) == 1
    assert not page.below.alike.isVisible()


def test_a_new_talk_asks_for_the_person_first(page, qtbot):
    with qtbot.waitSignal(page.search_wanted):
        page.begin_talk()

    assert page.messages.isVisible()
    assert "zuerst" in page.messages.text()


def test_discreet_shows_initials_and_hides_other_spellings(page):
    page.set_discreet(True)

    rows = " ".join(page.list.texts())
    assert "R. A." in rows
    assert "Rima" not in rows
    first = page.list.model().index(3, 0).data(Qt.ItemDataRole.UserRole)
    assert first.columns[0][1] == ""


def test_a_closed_case_says_so(played, page):
    played.services.cases.close(played.cases["a-nurse"].case_id, CloseReason.DONE)
    search(page, "rima")

    assert "geschlossen" in page.list.texts()[0]


def test_an_empty_vault_says_what_will_be_here(services, shown):
    page = shown(CasesPage(services), 900, 600)
    page.entered()
    settle()

    assert page.list.texts() == []
    assert page.below.search_first.isVisible()
    assert problems(page) == []


@pytest.mark.parametrize("text", ["", "rima", "Andrej Srazkovi"])
def test_everything_has_a_name_and_can_be_reached(page, text):
    search(page, text)

    assert problems(page) == []
