from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale, QSize
from PySide6.QtWidgets import QApplication, QLabel

from intake_app.settings import Settings, load_settings
from intake_app.ui.application import appearance_of
from intake_app.ui.look.theme import Scheme
from intake_app.ui.machine import Machine
from intake_app.ui.window import Window
from tests.ui.screens import settle


def test_the_window_stands_where_it_stood_before(qtbot):
    first, second = Window(), Window()
    for window in (first, second):
        qtbot.addWidget(window)
    first.show()
    first.resize(QSize(700, 500))
    settle()
    second.return_to(first.place())
    assert second.size() == QSize(700, 500)


def test_a_place_that_cannot_be_read_is_no_problem(qtbot):
    window = Window()
    qtbot.addWidget(window)
    usual = window.size()
    window.return_to("äöü no geometry")
    assert window.size() == usual


def test_the_window_fits_a_small_screen(qtbot):
    window = Window()
    qtbot.addWidget(window)
    room = window.screen().availableSize()
    assert window.width() <= room.width()
    assert window.height() <= room.height()


def test_what_was_shown_before_is_gone(qtbot):
    window = Window()
    qtbot.addWidget(window)
    first = QLabel("Rima Al-Mithali")
    gone = []
    first.destroyed.connect(lambda: gone.append(1))
    window.show_content(first)
    window.show_content(QLabel("other"))
    settle()
    assert gone == [1]


def test_qt_speaks_the_language_of_the_program(qapp, theme, look):
    appearance = appearance_of(qapp)
    for language, word in (("de", "Abbrechen"), ("en", "Cancel")):
        appearance.apply(Settings(language=language, theme="light"))
        assert QCoreApplication.translate("QPlatformTheme", "Cancel") == word
    theme.apply(Scheme.LIGHT, 100)


def test_settings_out_of_bounds_are_brought_back(qapp, theme, look):
    appearance_of(qapp).apply(Settings(theme="pink", text_percent=900))
    assert QApplication.font().pointSizeF() < 30
    theme.apply(Scheme.LIGHT, 100)


def test_days_and_numbers_are_german_in_every_language(theme):
    assert QLocale().toString(1234.5, "f", 1) == "1.234,5"


def test_the_settings_of_the_machine_hold_nothing_about_people(tmp_path):
    machine = Machine(tmp_path / "settings.toml")
    machine.keep(Settings(vault="/home/x/Intake-App"))
    assert load_settings(tmp_path / "settings.toml").vault == "/home/x/Intake-App"
    assert set(Settings.__dataclass_fields__) == {
        "vault",
        "language",
        "theme",
        "text_percent",
        "printer",
        "spool_hint_seen",
        "window",
        "on_screen_keyboard",
    }
