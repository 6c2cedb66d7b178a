"""Hand scanners: codes that arrive as very fast typing.

A scanner types as if it were a keyboard with a US layout, while the computer has a German
one: Y and Z change places and signs turn into others.  The native scan codes of the keys
do not change, so the text is read from them.  A scanner that was set to the layout of the
computer types the right text; the check character tells which of the two is meant.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QLineEdit, QTextEdit
from shiboken6 import isValid

from intake_app.domain.numbers import parse_code
from intake_app.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable

GAP_MS = 35
"""Longest pause between two keys of a scan; nobody types that fast for long."""

SHORTEST = 6
"""Fewest characters of a scan."""

_SURELY_A_SCAN = 2
"""Fast keys after which it is no person; our codes begin with two letters."""

_ROWS = {2: "1234567890-=", 16: "qwertyuiop[]", 30: "asdfghjkl;'", 44: "zxcvbnm,./"}
"""Characters of a US keyboard by the scan code of the first key (set 1, as evdev has it)."""

_SHIFTED = {
    **dict(zip("1234567890", "!@#$%^&*()", strict=True)),
    **dict(zip("-=[];',./", '_+{}:"<>?', strict=True)),
}
_PLAIN = {base + place: sign for base, row in _ROWS.items() for place, sign in enumerate(row)}

_ENDS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab})
"""Scanners are set to end a code with one of these."""

_OFFSET = 8 if sys.platform.startswith("linux") else 0
"""X11 and Wayland count scan codes from 8; Windows gives them as they are."""


def us_character(native_scan_code: int, *, shift: bool) -> str:
    """Return what a US keyboard has on a key, empty for keys without a character."""
    plain = _PLAIN.get(native_scan_code - _OFFSET, "")
    return _SHIFTED.get(plain, plain.upper()) if shift else plain


def key_place(native_scan_code: int) -> tuple[int, int] | None:
    """Return row (0 to 2, the letters) and place of a key, None for any other key."""
    code = native_scan_code - _OFFSET
    for number, base in enumerate((16, 30, 44)):
        place = code - base
        if 0 <= place < len(_ROWS[base]):
            return number, place
    return None


@dataclass(slots=True)
class _Burst:
    by_code: list[str] = field(default_factory=list)
    by_text: list[str] = field(default_factory=list)
    before: _Before | None = None

    def clear(self) -> None:
        self.by_code.clear()
        self.by_text.clear()
        self.before = None

    def text(self) -> str:
        by_code, by_text = "".join(self.by_code), "".join(self.by_text)
        # Keys sent by another program carry no scan code; then the text is all there is.  A
        # scanner may be set to the layout of the computer; then the text is right.
        if not all(self.by_code) or (not _is_ours(by_code) and _is_ours(by_text)):
            return by_text
        return by_code


class _Before:
    """What the field with the focus held before the burst."""

    def __init__(self, target: QLineEdit | QTextEdit) -> None:
        self._target = target
        if isinstance(target, QLineEdit):
            self._text, self._cursor = target.text(), target.cursorPosition()
        else:
            self._text, self._cursor = target.toPlainText(), target.textCursor().position()

    def put_back(self) -> None:
        """Show it again, if the field is still there."""
        if not isValid(self._target):
            return
        if isinstance(self._target, QLineEdit):
            self._target.setText(self._text)
            self._target.setCursorPosition(self._cursor)
            return
        self._target.setPlainText(self._text)
        cursor = self._target.textCursor()
        cursor.setPosition(self._cursor)
        self._target.setTextCursor(cursor)


def _is_ours(text: str) -> bool:
    try:
        parse_code(text)
    except InputError:
        return False
    return True


class ScanFilter(QObject):
    """Watches a window for bursts of keys that end with Enter (or Tab).

    Install it with `watch`, on the window and not on the application: there, every event
    of every widget would pass through it.  The last key of a scan is swallowed.  Its
    characters have reached the text field that has the focus by then, so the field gets
    back what it held before; anything but a text field does not get them at all, since a
    digit might choose an answer.

    Args:
        parent: Qt's parent.
        now_ms: A clock for tests.

    Signals:
        scanned: The text of a scan.
    """

    scanned = Signal(str)

    def __init__(
        self, parent: QObject | None = None, now_ms: Callable[[], int] | None = None
    ) -> None:
        super().__init__(parent)
        timer = QElapsedTimer()
        timer.start()
        self._now_ms = now_ms or timer.elapsed
        self._last_ms = 0
        self._burst = _Burst()

    def watch(self, window: QWindow) -> None:
        """Watch the keys of a window."""
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Collect fast keys; swallow the key that ends a scan."""
        if (
            event.type() != QEvent.Type.KeyPress
            or not isinstance(event, QKeyEvent)
            or not isinstance(watched, QWindow)
        ):
            return False
        now = self._now_ms()
        if now - self._last_ms > GAP_MS:
            self._burst.clear()
        self._last_ms = now
        if event.key() in _ENDS or event.text() in {"\r", "\n"}:
            return self._end()
        return bool(event.text()) and not event.isAutoRepeat() and self._collect(event)

    def _collect(self, event: QKeyEvent) -> bool:
        target = QApplication.focusWidget()
        is_text = isinstance(target, (QLineEdit, QTextEdit))
        if not self._burst.by_text and isinstance(target, (QLineEdit, QTextEdit)):
            self._burst.before = _Before(target)
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self._burst.by_code.append(us_character(event.nativeScanCode(), shift=shift))
        self._burst.by_text.append(event.text())
        return not is_text and len(self._burst.by_text) > _SURELY_A_SCAN

    def _end(self) -> bool:
        text, before = self._burst.text(), self._burst.before
        self._burst.clear()
        if len(text) < SHORTEST:
            return False
        if before is not None:
            before.put_back()
        self.scanned.emit(text)
        return True
