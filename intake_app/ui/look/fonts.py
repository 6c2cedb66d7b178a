"""The shipped fonts and the scale of text sizes.

Nothing depends on fonts of the system: the families below are loaded from
`resources/fonts` and named as fallbacks of every font, one per script.
"""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication

from intake_app import paths

if TYPE_CHECKING:
    from pathlib import Path

BASE_PT = 10.5
"""Size of labels and fields at 100 %."""

FAMILIES = (
    "Noto Sans",
    "Noto Naskh Arabic",
    "Noto Sans Ethiopic",
    "Noto Sans Armenian",
    "Noto Sans Georgian",
)
"""Families of every font, in the order in which a character is looked up."""

_FIRST = ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf")
_NASTALIQ = "Noto Nastaliq Urdu"

_REFERENCE_PT = 9.0 if sys.platform == "win32" else 11.0
"""Size of the system's font where the user asked for nothing else."""


class Role(StrEnum):
    """What a text is for; decides size and weight."""

    TITLE = "title"
    SECTION = "section"
    STRONG = "strong"
    LABEL = "label"
    HINT = "hint"
    CAPTION = "caption"


_POINTS = {
    Role.TITLE: 17.0,
    Role.SECTION: 12.5,
    Role.STRONG: 10.5,
    Role.LABEL: 10.5,
    Role.HINT: 9.5,
    Role.CAPTION: 8.5,
}
_BOLD = frozenset({Role.TITLE, Role.SECTION, Role.STRONG})


def load_fonts() -> None:
    """Make the shipped fonts known to Qt; call once, after the application exists."""
    load_first_fonts()
    load_other_fonts()


def load_first_fonts() -> None:
    """Make those fonts known in which the first card is written, the texts of the program."""
    for name in _FIRST:
        QFontDatabase.addApplicationFont(str(_folder() / name))


def load_other_fonts() -> None:
    """Make the rest known, as soon as somebody can type: it takes as long as the first card."""
    for file in sorted(_folder().glob("*.ttf")):
        if file.name not in _FIRST:
            QFontDatabase.addApplicationFont(str(file))


def _folder() -> Path:
    return paths.resources_dir() / "fonts"


def base_font(system_pt: float, text_percent: int) -> QFont:
    """Return the application's font.

    Args:
        system_pt: Size of the system's font; a user who made it larger gets larger text.
        text_percent: The program's own setting, 100 to 200.
    """
    follow = min(max(system_pt / _REFERENCE_PT, 1.0), 2.0)
    font = QFont()
    font.setFamilies(list(FAMILIES))
    font.setPointSizeF(BASE_PT * follow * text_percent / 100)
    font.setStyleHint(QFont.StyleHint.SansSerif)
    return font


def font_of(role: Role, language: str = "de") -> QFont:
    """Return the font of a role at the present text size.

    Args:
        role: What the text is for.
        language: Catalogue tag; Urdu is set in Nastaliq, as its readers expect.
    """
    font = QFont(QGuiApplication.font())
    font.setPointSizeF(font.pointSizeF() * _POINTS[role] / BASE_PT)
    font.setBold(role in _BOLD)
    if language == "ur":
        font.setFamilies([_NASTALIQ, *FAMILIES])
    return font


def px(length: float) -> int:
    """Return what `length` logical pixels at 100 % are at the present text size."""
    return round(length * QGuiApplication.font().pointSizeF() / BASE_PT)


def control_height() -> int:
    """Return the height of a field or button, 34 at 100 %."""
    return px(34)


def column_width() -> int:
    """Return the greatest width of the reading column, 720 at 100 %."""
    return px(720)
