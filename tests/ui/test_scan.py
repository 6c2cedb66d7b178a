from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from intake_app.ui.system.scan import ScanFilter, key_place, us_character
from intake_app.ui.widgets.segments import Option, Segments
from intake_app.ui.widgets.text_input import LineEdit, LongText

CODE = "LZ1.7Q4M92KTX3"
PROVEN = "LZ1.KQSYQX0EYD"
"""A code whose check character is right."""

EVDEV = {
    **dict(zip("1234567890", range(2, 12), strict=True)),
    **dict(zip("qwertyuiop", range(16, 26), strict=True)),
    **dict(zip("asdfghjkl", range(30, 39), strict=True)),
    **dict(zip("zxcvbnm,.", range(44, 53), strict=True)),
}


class Desk:
    """A window with fields and a scanner; time passes only when told."""

    def __init__(self, shown):
        self.now_ms = 10_000
        self.page = QWidget()
        column = QVBoxLayout(self.page)
        self.line, self.text = LineEdit("Zeile"), LongText("Text")
        self.choice = Segments([Option(code=c, label=c) for c in "abc"])
        for widget in (self.line, self.text, self.choice):
            column.addWidget(widget)
        shown(self.page)
        self.filter = ScanFilter(now_ms=lambda: self.now_ms)
        self.filter.watch(self.page.windowHandle())
        self.codes: list[str] = []
        self.filter.scanned.connect(self.codes.append)

    def type(self, text, gap_ms=8, *, layout="us", with_codes=True):
        """Let keys arrive one after the other, as X11 reports them."""
        for character in text:
            self.now_ms += gap_ms
            shift = character.isupper()
            code = EVDEV[character.lower()] + 8 if with_codes else 0
            written = character
            if layout == "de":
                swapped = {"z": "y", "y": "z", "Z": "Y", "Y": "Z"}
                written = swapped.get(character, character)
            self._send(written, code, shift=shift)

    def enter(self, gap_ms=8):
        self.now_ms += gap_ms
        self._send("\r", 36, key=Qt.Key.Key_Return)

    def _send(self, text, native, *, shift=False, key=None):
        modifier = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key or ord(text.upper()), modifier, native, 0, 0, text)
            QApplication.sendEvent(self.page.windowHandle(), event)


@pytest.fixture
def desk(shown):
    return Desk(shown)


def test_a_scan_is_read_by_its_keys_whatever_layout_the_computer_has(desk):
    desk.line.setFocus()
    desk.type(CODE, layout="de")
    desk.enter()

    assert desk.codes == [CODE]


def test_a_scanner_that_was_set_to_the_layout_of_the_computer_is_understood(desk):
    desk.line.setFocus()
    # It presses the key on which a German keyboard has the character.
    desk.type(PROVEN.translate(str.maketrans("YZ", "ZY")), layout="de")
    desk.enter()

    assert desk.codes == [PROVEN]


def test_keys_without_codes_are_read_by_their_text(desk):
    desk.line.setFocus()
    desk.type(CODE, with_codes=False)
    desk.enter()

    assert desk.codes == [CODE]


def test_the_field_gets_back_what_it_held(desk):
    desk.line.setText("Haddad")
    desk.line.setFocus()
    desk.line.selectAll()
    desk.type(CODE)
    desk.enter()
    assert desk.line.text() == "Haddad"

    desk.text.setText("Ziel: Pflege")
    desk.text.setFocus()
    desk.type(CODE)
    desk.enter()
    assert desk.text.text() == "Ziel: Pflege"
    assert desk.codes == [CODE, CODE]


def test_a_scan_chooses_no_answer(desk):
    desk.choice.setFocus()
    desk.type(CODE)
    desk.enter()

    assert desk.choice.code() == ""
    assert desk.codes == [CODE]


def test_typing_is_no_scan(desk):
    desk.line.setFocus()
    desk.type("haddad", gap_ms=90)
    desk.enter(gap_ms=90)

    assert desk.codes == []
    assert desk.line.text() == "haddad"


def test_a_few_fast_keys_are_no_scan(desk):
    desk.line.setFocus()
    desk.type("asdf")
    desk.enter()

    assert desk.codes == []
    assert desk.line.text() == "asdf"


def test_a_slow_key_before_the_scan_does_not_belong_to_it(desk):
    desk.line.setFocus()
    desk.type("x", gap_ms=200)
    desk.now_ms += 500
    desk.type(CODE)
    desk.enter()

    assert desk.codes == [CODE]
    assert desk.line.text() == "x"


def test_an_answer_chosen_by_a_digit_is_still_chosen(desk):
    desk.choice.setFocus()
    desk.type("2", gap_ms=300)

    assert desk.choice.code() == "b"


def test_signs_of_the_us_layout():
    assert us_character(EVDEV["."] + 8, shift=False) == "."
    assert us_character(EVDEV["1"] + 8, shift=True) == "!"
    assert us_character(999, shift=False) == ""
    assert key_place(EVDEV["q"] + 8) == (0, 0)
    assert key_place(EVDEV["m"] + 8) == (2, 6)
    assert key_place(EVDEV["1"] + 8) is None
