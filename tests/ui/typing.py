"""Typing any character in tests.

`qtbot.keyClicks` aborts the process at the first character outside ASCII.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget


def type_text(widget: QWidget, text: str) -> None:
    """Type `text` into the widget, or into its focus proxy."""
    target = widget
    while (proxy := target.focusProxy()) is not None:
        target = proxy
    for character in text:
        key = ord(character.upper()) if ord(character) < 128 else Qt.Key.Key_unknown
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, int(key), Qt.KeyboardModifier.NoModifier, character)
            QApplication.sendEvent(target, event)


def press(widget: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier | None = None) -> None:
    """Press and release one key."""
    with_keys = modifiers or Qt.KeyboardModifier.NoModifier
    text = chr(key) if key < 128 and not modifiers else ""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(widget, QKeyEvent(kind, key, with_keys, text))
