from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from intake_app.crash_text import technical_text
from intake_app.ui.crash import CrashHandler
from intake_app.ui.crash_dialog import CrashDialog
from tests.ui.screens import settle

SECRET = "ZZMARKER Haddad"


def a_mistake():
    name = SECRET
    return {}[name]


@pytest.fixture
def caught():
    try:
        a_mistake()
    except KeyError:
        return sys.exc_info()


def test_the_details_name_places_and_types_and_never_values(caught):
    text = technical_text(caught[0], caught[2])

    assert "test_crash.py" in text
    assert "a_mistake" in text
    assert "builtins.KeyError" in text
    assert "ZZMARKER" not in text


def test_the_dialog_says_what_is_safe_and_keeps_the_details_behind_a_button(caught, shown, qtbot):
    dialog = shown(CrashDialog(technical_text(caught[0], caught[2])))
    words = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "davon ist nichts verloren" in words
    assert not dialog.save.isVisible()

    qtbot.mouseClick(dialog.show_details, Qt.MouseButton.LeftButton)

    assert dialog.save.isVisible()
    settle()
    for label in dialog.findChildren(QLabel):
        assert label.height() >= label.heightForWidth(label.width())


@pytest.mark.parametrize("place", ["missing", "a file", "read only"])
def test_details_that_cannot_be_saved_there_are_saved_elsewhere(caught, shown, tmp_path, place):
    dialog = shown(CrashDialog(technical_text(caught[0], caught[2])))
    dialog.show_details.click()
    (tmp_path / "a file").write_text("", encoding="utf-8")
    folder = (
        Path("/proc") if place == "read only" else tmp_path / place
    )  # root may write elsewhere

    dialog.save_to(folder / "intake-app-details.txt")

    assert "anderen Ordner" in dialog.state.text()
    settle()
    for label in dialog.findChildren(QLabel):
        assert label.height() >= label.heightForWidth(label.width())

    dialog.save_to(tmp_path / "intake-app-details.txt")

    assert "gespeichert" in dialog.state.text()
    saved = (tmp_path / "intake-app-details.txt").read_text(encoding="utf-8")
    assert saved == dialog.details()


def test_a_second_mistake_opens_no_second_dialog(caught, qtbot):
    handler = CrashHandler()
    told: list[str] = []
    handler.crashed.connect(told.append)
    for _ in range(2):
        handler.handle(*caught)
    settle()
    dialogs = [w for w in QApplication.topLevelWidgets() if isinstance(w, CrashDialog)]
    assert len(dialogs) == 1
    assert len(told) == 2

    qtbot.mouseClick(dialogs[0].go_on, Qt.MouseButton.LeftButton)
    settle()

    assert not [w for w in QApplication.topLevelWidgets() if isinstance(w, CrashDialog)]
    handler.handle(*caught)
    settle()
    [again] = [w for w in QApplication.topLevelWidgets() if isinstance(w, CrashDialog)]
    again.accept()
    settle()
