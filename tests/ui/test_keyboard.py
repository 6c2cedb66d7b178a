"""The small on-screen keyboards: every letter of a language, by pointer and by the real keys."""

from __future__ import annotations

import unicodedata

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from intake_app.ui.widgets.keyboard import ScreenKeyboard
from intake_app.ui.widgets.keyboard_layouts import (
    ARABIC,
    ETHIOPIC,
    UKRAINIAN,
    layout_for,
    syllables_of,
)
from intake_app.ui.widgets.text_input import LineEdit
from tests.ui.screens import settle
from tests.ui.typing import press


def a_keyboard(shown, layout):
    page = QWidget()
    column = QVBoxLayout(page)
    line = LineEdit("Name")
    column.addWidget(line)
    column.addStretch(1)
    shown(page, 800, 500)
    line.setFocus()
    return line, ScreenKeyboard(line, layout)


def key_named(keyboard, name):
    return next(key for key in keyboard.findChildren(QWidget) if key.accessibleName() == name)


def test_letters_of_another_script_are_typed_with_the_pointer(shown, qtbot):
    line, keyboard = a_keyboard(shown, ARABIC)
    keyboard.show_keyboard(with_keys=False)
    for letter in ("ح", "د", "ا", "د"):
        qtbot.mouseClick(key_named(keyboard, letter), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(key_named(keyboard, "Letzten Buchstaben löschen"), Qt.MouseButton.LeftButton)

    assert line.text() == "حدا"
    assert line.hasFocus()
    assert keyboard.is_open()


def test_a_capital_letter_comes_once(shown, qtbot):
    line, keyboard = a_keyboard(shown, UKRAINIAN)
    keyboard.show_keyboard(with_keys=False)
    qtbot.mouseClick(key_named(keyboard, "Großbuchstabe"), Qt.MouseButton.LeftButton)
    for letter in ("о", "л"):
        qtbot.mouseClick(key_named(keyboard, letter), Qt.MouseButton.LeftButton)

    assert line.text() == "Ол"


def test_the_real_keys_type_the_letters_in_their_places(shown):
    line, keyboard = a_keyboard(shown, UKRAINIAN)
    keyboard.show_keyboard(with_keys=True)
    for code, shift in ((36, True), (37, False)):  # J and K of a German keyboard, X11
        modifier = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
        event = QKeyEvent(QEvent.Type.KeyPress, 0, modifier, code + 8, 0, 0, "j")
        QApplication.sendEvent(line, event)

    assert line.text() == "Ол"


def test_a_syllable_is_chosen_in_the_row_of_its_consonant(shown, qtbot):
    line, keyboard = a_keyboard(shown, ETHIOPIC)
    keyboard.show_keyboard(with_keys=False)
    for consonant, syllable in (("ሰ", "ሰ"), ("ለ", "ላ"), ("መ", "ም")):
        qtbot.mouseClick(consonants(keyboard)[consonant], Qt.MouseButton.LeftButton)
        settle()
        qtbot.mouseClick(syllables(keyboard)[syllable], Qt.MouseButton.LeftButton)

    assert line.text() == "ሰላም"
    assert line.hasFocus()


def test_the_real_keys_choose_a_consonant_and_the_digits_its_syllable(shown):
    line, keyboard = a_keyboard(shown, ETHIOPIC)
    keyboard.show_keyboard(with_keys=True)
    typed = ((24, "o"), (2, "1"), (17, "w"), (5, "4"), (16, "q"), (8, "7"), (3, "2"))
    for code, text in typed:
        modifier = Qt.KeyboardModifier.NoModifier
        event = QKeyEvent(QEvent.Type.KeyPress, 0, modifier, code + 8, 0, 0, text)
        QApplication.sendEvent(line, event)

    assert line.text() == "ቀላሆሁ"


def consonants(keyboard):
    return {key.letter: key for key in keyboard._keys}


def syllables(keyboard):
    return {key.letter: key for key in keyboard._syllables.keys if key.isVisible()}


# What names in a language are written with, beyond the letters that the neighbours have too.
LETTERS = {
    "ar": "ابتثجحخدذرزسشصضطظعغفقكلمنهويةىءأإآؤئ",
    "fa": "آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیئء",
    "fa_AF": "آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیئء",
    "ps": "آابپتټثجځچڅحخدډذرړزژږسشښصضطظعغفقکګلمنڼوهیيېۍئء",
    "ckb": "ئابپتجچحخدرڕزژسشعغفڤقکگلڵمنهەوۆیێ",
    "ur": "آابپتٹثجچحخدڈذرڑزژسشصضطظعغفقکگلمنںوہھءیےئؤ",
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя'",
    "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "bg": "абвгдежзийклмнопрстуфхцчшщъьюя",
    "bs": "абвгдђежзијклљмнњопрстћуфхцчџш",
}


@pytest.mark.parametrize("language", LETTERS)
def test_every_letter_of_a_language_has_a_key(language):
    keys = {letter for row in layout_for(language).all_rows() for key in row for letter in key}
    assert set(LETTERS[language]) - keys == set()


def test_each_letter_has_one_key_and_each_row_its_room_on_a_keyboard():
    for language in (*LETTERS, "ti"):
        rows = layout_for(language).all_rows()
        keys = [key for row in rows for key in row]
        assert len(keys) == len(set(keys)), language
        room = zip(rows, (12, 11, 10), strict=False)
        assert all(len(row) <= most for row, most in room), language


def test_every_syllable_of_tigrinya_and_amharic_can_be_chosen():
    reached = {
        syllable
        for row in ETHIOPIC.all_rows()
        for consonant in row
        for syllable in syllables_of(consonant)
    }
    for name in ("ኣስመራ", "ዮሃንስ", "ጽጌረዳ", "ቍስማ", "ሙሉጌታ", "ኽዋኽብቲ", "ሓጎስ", "ቘ", "ኧ", "ቷ", "ፏ"):
        assert set(name) <= reached, name
    assert all(unicodedata.category(syllable) == "Lo" for syllable in reached)
    assert syllables_of("ለ") == tuple("ለሉሊላሌልሎሏ")
    assert syllables_of("ቐ")[-5:] == tuple("ቘቚቛቜቝ")


def test_the_keyboard_is_that_of_the_language():
    assert layout_for("ti") is layout_for("am") is ETHIOPIC
    assert layout_for("ar") is ARABIC
    assert layout_for("fa_AF").name == "فارسی"
    assert layout_for("en") is None
    assert layout_for("de_simple") is None


def test_escape_puts_the_keyboard_away(shown):
    line, keyboard = a_keyboard(shown, ARABIC)
    keyboard.show_keyboard(with_keys=False)
    press(line, Qt.Key.Key_Escape)

    assert not keyboard.is_open()
