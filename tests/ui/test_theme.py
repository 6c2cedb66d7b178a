from __future__ import annotations

import gc

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QFontMetrics, QPalette, QRawFont
from PySide6.QtWidgets import QApplication

from intake_app.ui.look.fonts import FAMILIES, Role, base_font, control_height, font_of
from intake_app.ui.look.icons import icon, icon_names
from intake_app.ui.look.theme import (
    DARK,
    LIGHT,
    MARK_PAIRS,
    TEXT_PAIRS,
    Scheme,
    contrast,
    tokens_of,
)
from intake_app.ui.widgets.buttons import Button, ButtonKind
from intake_app.ui.widgets.labels import Label
from tests.ui.screens import settle

SCHEMES = pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])


def test_contrast_is_that_of_the_standard():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)


@SCHEMES
@pytest.mark.parametrize(("text", "ground"), sorted(set(TEXT_PAIRS)))
def test_every_text_can_be_read_on_its_ground(tokens, text, ground):
    assert contrast(getattr(tokens, text), getattr(tokens, ground)) >= 4.5


@SCHEMES
@pytest.mark.parametrize(("mark", "ground"), sorted(set(MARK_PAIRS)))
def test_every_border_and_ring_can_be_seen_on_its_ground(tokens, mark, ground):
    assert contrast(getattr(tokens, mark), getattr(tokens, ground)) >= 3


def test_a_scheme_can_be_forced(theme):
    theme.apply(Scheme.DARK, 100)
    assert tokens_of(QApplication.palette()) == DARK

    theme.apply(Scheme.LIGHT, 100)
    assert tokens_of(QApplication.palette()) == LIGHT


def test_the_scheme_follows_the_system(theme, qapp, qtbot):
    theme.apply(Scheme.SYSTEM, 100)
    hints = qapp.styleHints()

    try:
        hints.setColorScheme(Qt.ColorScheme.Dark)
        if hints.colorScheme() is not Qt.ColorScheme.Dark:
            hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
            assert theme.tokens == LIGHT
        else:
            assert tokens_of(QApplication.palette()) == DARK
    finally:
        hints.unsetColorScheme()


def test_what_is_on_the_screen_changes_with_the_scheme(theme, shown):
    button = shown(Button("Neues Gespräch", ButtonKind.PRIMARY))
    middle = button.rect().center()
    middle.setX(6)
    light = button.grab().toImage().pixelColor(middle).name()

    theme.apply(Scheme.DARK, 100)
    settle()

    dark = button.grab().toImage().pixelColor(middle).name()
    assert light.upper() in {LIGHT.accent, LIGHT.accent_hover}
    assert dark.upper() in {DARK.accent, DARK.accent_hover}


def test_labels_in_the_colour_of_a_token_follow_the_scheme(theme, shown):
    label = shown(Label("gültig", colour="good"))
    theme.apply(Scheme.DARK, 100)
    settle()

    ink = label.palette().color(QPalette.ColorRole.WindowText)
    assert ink.name().upper() == DARK.good


def test_text_and_controls_grow_with_the_setting(theme, shown):
    label = shown(Label("Fall", Role.TITLE))
    small, low = label.font().pointSizeF(), control_height()

    theme.apply(Scheme.LIGHT, 200)
    settle()

    assert label.font().pointSizeF() == pytest.approx(2 * small)
    assert control_height() == 2 * low == 68


def test_larger_system_text_makes_the_program_larger():
    assert base_font(11.0, 100).pointSizeF() == pytest.approx(10.5)
    assert base_font(16.5, 100).pointSizeF() == pytest.approx(15.75, abs=2)
    assert base_font(8.0, 100).pointSizeF() == pytest.approx(10.5)


def test_the_sizes_are_those_that_were_drawn():
    assert [font_of(role).pointSizeF() for role in (Role.TITLE, Role.SECTION, Role.HINT)] == [
        17.0,
        12.5,
        9.5,
    ]
    assert font_of(Role.TITLE).bold()
    assert not font_of(Role.LABEL).bold()


@pytest.mark.parametrize(
    ("script", "text"),
    [
        ("Latin", "ÄÖÜßğışŁžőàÇ"),
        ("Cyrillic", "ЇжакГґ"),
        ("Arabic", "عربيپچگکی"),
        ("Ethiopic", "ትግርኛ"),
        ("Armenian", "Հայերեն"),
        ("Georgian", "ქართული"),
    ],
)
def test_every_script_is_written_with_a_shipped_font(script, text):
    families = [*FAMILIES]
    for character in text:
        assert any(_has(family, character) for family in families), (script, character)


def _has(family, character):
    font = font_of(Role.LABEL)
    font.setFamilies([family])
    return family in QFontDatabase.families() and QRawFont.fromFont(font).supportsCharacter(
        ord(character)
    )


def test_urdu_is_written_in_nastaliq():
    assert font_of(Role.LABEL, "ur").families()[0] == "Noto Nastaliq Urdu"
    assert (
        QFontMetrics(font_of(Role.LABEL, "ur")).height()
        > QFontMetrics(font_of(Role.LABEL)).height()
    )


@pytest.mark.parametrize("name", icon_names())
def test_every_icon_is_drawn_in_the_colour_of_the_theme(theme, name):
    pixels = icon(name).pixmap(48, 48).toImage()
    colours = {
        pixels.pixelColor(x, y).name().upper()
        for x in range(48)
        for y in range(48)
        if pixels.pixelColor(x, y).alpha() == 255
    }

    assert LIGHT.text in colours
    assert "#000000" not in colours


def test_an_icon_outlives_its_engine(theme):
    icons = [icon("printer") for _ in range(20)]
    gc.collect()

    assert all(not each.pixmap(24, 24).isNull() for each in icons)
