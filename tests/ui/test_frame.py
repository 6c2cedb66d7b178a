from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from intake_app.errors import StorageFullError
from intake_app.ui.pages.page import Page
from intake_app.ui.shell.frame import MainFrame, Place
from intake_app.ui.widgets.buttons import Button
from intake_app.ui.widgets.notices import Level
from intake_app.ui.widgets.text_input import LineEdit
from tests.ui.accessibility import problems
from tests.ui.screens import settle
from tests.ui.typing import type_text

CTRL = Qt.KeyboardModifier.ControlModifier


class Desk:
    """A frame with three places whose pages remember what happens to them."""

    def __init__(self, shown):
        self.built: list[str] = []
        self.entered: list[str] = []
        self.frame = MainFrame(
            [
                Place(key=key, caption=caption, icon=icon, build=lambda key=key: self.page(key))
                for key, caption, icon in (
                    ("today", "Heute", "today"),
                    ("cases", "Fälle", "cases"),
                    ("settings", "Einstellungen", "settings"),
                )
            ]
        )
        self.frame.show_advisor("BK")
        self.frame.go("today")
        shown(self.frame, 1280, 760)

    def page(self, key, back=""):
        self.built.append(key)
        page = Page(key, back=back)
        page.content.addWidget(LineEdit("Feld"))
        page.entered = lambda: self.entered.append(key)
        return page


@pytest.fixture
def desk(shown):
    return Desk(shown)


def visible_text(widget):
    settle()
    return " ".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def test_pages_are_built_on_the_first_visit_only(desk, qtbot):
    assert desk.built == ["today"]

    qtbot.mouseClick(desk.frame.rail.button("cases"), Qt.MouseButton.LeftButton)
    desk.frame.go("today")
    desk.frame.go("cases")

    assert desk.built == ["today", "cases"]
    assert desk.entered == ["today", "cases", "today", "cases"]


def test_places_open_by_key(desk, qtbot):
    qtbot.keyClick(desk.frame, Qt.Key.Key_2, CTRL)

    assert desk.frame.place() == "cases"
    assert desk.frame.rail.button("cases").isChecked()
    assert not desk.frame.rail.button("today").isChecked()


def test_the_focus_goes_along_to_the_page_that_opens(desk, qtbot):
    desk.frame.page().findChild(LineEdit).setFocus()
    qtbot.keyClick(desk.frame, Qt.Key.Key_2, CTRL)
    settle()

    assert QApplication.focusWidget() is desk.frame.page().findChild(LineEdit)


def test_ctrl_k_leads_to_the_search_box_and_typing_searches(desk, qtbot):
    desk.frame.page().findChild(QLineEdit).setFocus()
    qtbot.keyClick(desk.frame, Qt.Key.Key_K, CTRL)
    assert desk.frame.topbar.search.hasFocus()

    with qtbot.waitSignal(desk.frame.searched) as signal:
        type_text(desk.frame.topbar.search, " Öztürk")

    assert signal.args == ["Öztürk"]


def test_enter_searches_at_once_and_opens_the_first_result(desk, qtbot):
    desk.frame.topbar.search.setFocus()
    with qtbot.waitSignals([desk.frame.searched, desk.frame.search_entered], order="strict"):
        type_text(desk.frame.topbar.search, "HE-26")
        qtbot.keyClick(desk.frame.topbar.search, Qt.Key.Key_Return)


def test_escape_empties_the_search_box(desk, qtbot):
    type_text(desk.frame.topbar.search, "Haddad")
    with qtbot.waitSignal(desk.frame.searched) as signal:
        qtbot.keyClick(desk.frame.topbar.search, Qt.Key.Key_Escape)

    assert signal.args == [""]
    assert desk.frame.topbar.search.text() == ""


@pytest.mark.parametrize(
    ("key", "modifier", "signal"),
    [
        (Qt.Key.Key_L, CTRL, "lock_asked"),
        (Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier, "help_asked"),
        (Qt.Key.Key_F12, Qt.KeyboardModifier.NoModifier, "privacy_changed"),
    ],
)
def test_lock_help_and_privacy_have_keys_that_work_while_typing(
    desk, qtbot, key, modifier, signal
):
    field = desk.frame.page().findChild(QLineEdit)
    field.setFocus()
    with qtbot.waitSignal(getattr(desk.frame, signal)):
        qtbot.keyClick(field, key, modifier)


def test_privacy_is_a_switch(desk, qtbot):
    seen: list[bool] = []
    desk.frame.privacy_changed.connect(seen.append)
    qtbot.keyClick(desk.frame, Qt.Key.Key_F12)
    assert desk.frame.is_discreet()
    qtbot.keyClick(desk.frame, Qt.Key.Key_F12)

    assert seen == [True, False]


def test_a_page_about_one_thing_lies_on_top_and_goes_when_it_is_left(desk, qtbot):
    case = desk.page("case", back="Fälle")
    desk.frame.push(case)
    assert desk.frame.page() is case

    qtbot.mouseClick(case.back, Qt.MouseButton.LeftButton)

    assert desk.frame.page().title() == "today"


def test_a_page_that_does_not_let_go_stays(desk):
    case = desk.page("case")
    case.can_leave = lambda: False
    desk.frame.push(case)

    assert not desk.frame.go("cases")
    desk.frame.back()
    assert desk.frame.page() is case


def test_a_place_that_was_forgotten_is_built_anew(desk):
    desk.frame.go("cases")

    desk.frame.forget("today")
    settle()
    desk.frame.go("today")

    assert desk.built == ["today", "cases", "today"]


def test_the_title_of_the_window_names_nobody(desk):
    desk.frame.push(desk.page("Amal Haddad"))

    assert desk.frame.windowTitle() == "Intake App"


def test_the_countdown_is_a_quiet_strip(desk):
    desk.frame.show_countdown(20)
    assert "in 20 Sekunden gesperrt" in visible_text(desk.frame)

    desk.frame.show_countdown(0)
    assert "gesperrt" not in visible_text(desk.frame)


def test_an_error_is_said_in_words_under_the_title(desk):
    page = desk.frame.page()
    page.report(StorageFullError())

    assert "kein Platz mehr" in visible_text(page)
    assert page.messages.level is Level.DANGER


def test_good_news_goes_by_itself_and_bad_news_stays(desk, qtbot):
    page = desk.frame.page()
    page.say("Gespeichert.")
    assert page.messages._timer.isActive()

    page.report(StorageFullError())
    assert not page.messages._timer.isActive()
    assert page.messages.isVisible()


def test_what_is_under_the_mouse_stays_there_when_good_news_goes(desk):
    page = desk.frame.page()
    below = Button("Weiter")
    page.content.insertWidget(0, below)
    page.content.addStretch(1)
    settle()
    high = below.mapTo(page, below.rect().center())
    page.say("Gespeichert.")
    settle()
    low = below.mapTo(page, below.rect().center())
    assert low.y() > high.y()

    QTest.mouseMove(below)
    page.messages._timer.timeout.emit()
    settle()
    assert not page.messages.isVisible()
    assert below.mapTo(page, below.rect().center()) == low

    QTest.mouseMove(desk.frame.rail)
    settle()
    assert below.mapTo(page, below.rect().center()) == high


def test_good_news_takes_its_room_along_when_nobody_points_at_the_page(desk):
    page = desk.frame.page()
    QTest.mouseMove(desk.frame.rail)
    before = page.header.height()
    page.say("Gespeichert.")
    settle()

    page.messages._timer.timeout.emit()
    settle()

    assert page.header.height() == before


@pytest.mark.parametrize("size", [(1280, 760), (960, 540), (640, 420)])
def test_every_control_of_the_frame_is_named_and_can_be_hit(desk, size):
    desk.frame.resize(*size)
    settle()

    assert problems(desk.frame) == []


def test_the_rail_is_walked_with_arrow_keys(desk, qtbot):
    desk.frame.rail.button("today").setFocus()
    qtbot.keyClick(desk.frame.rail.button("today"), Qt.Key.Key_Down)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)

    assert desk.frame.place() == "cases"


def test_closing_lets_pages_store_what_is_being_typed(desk, qtbot):
    asked: list[bool] = []
    desk.frame.page().can_leave = lambda: asked.append(True) or True
    with qtbot.waitSignal(desk.frame.closing):
        desk.frame.close()

    assert asked == [True]
