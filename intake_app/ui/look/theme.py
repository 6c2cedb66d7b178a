"""Colours: the one place where the look is decided.

Fusion with an own palette.  The widgets of `ui.widgets` paint themselves with the tokens of
their palette (`tokens_of`), so nobody has to be told when the scheme changes.  There is no
style sheet: it would be matched against every widget and made a page a third slower.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from intake_app.ui.look.fonts import base_font, load_fonts

if TYPE_CHECKING:
    from collections.abc import Callable

STYLE = "-style=Fusion"
"""Argument of the application with which every widget is drawn alike on all systems.

`setStyle` would hand the style back, and for that PySide makes all names of `QStyle`.
"""

THEME = "theme"
"""Name of the application's one theme: PySide finds a child by its name much faster."""

_MIDDLE = 0.5
_SRGB_LINEAR_BELOW = 0.04045


class Scheme(StrEnum):
    """Which tokens are used."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """The named colours of one scheme, as "#RRGGBB".

    Attributes:
        window: Behind everything; `surface` is the colour of cards and fields.
        control: Border of a field or button (3:1 against window and surface); `line` only
            divides and carries no meaning.
        tint: Surface of something chosen; `hover` of something under the pointer.
        *_tint: Background of a message of that level; the text on it is `text`.
    """

    window: str
    surface: str
    text: str
    muted: str
    line: str
    control: str
    accent: str
    accent_hover: str
    on_accent: str
    tint: str
    hover: str
    good: str
    warn: str
    danger: str
    good_tint: str
    warn_tint: str
    danger_tint: str
    is_dark: bool


LIGHT = Tokens(
    window="#F5F6F8",
    surface="#FFFFFF",
    text="#1B1F24",
    muted="#57606A",
    line="#D4DAE1",
    control="#848D98",
    accent="#1D5FA6",
    accent_hover="#174F8C",
    on_accent="#FFFFFF",
    tint="#E6EFF8",
    hover="#EDF1F5",
    good="#1A7F37",
    warn="#8A5D00",
    danger="#B3261E",
    good_tint="#EAF6EC",
    warn_tint="#FBF1DC",
    danger_tint="#FBE9E7",
    is_dark=False,
)

DARK = Tokens(
    window="#15181C",
    surface="#1E2329",
    text="#E8ECF0",
    muted="#A3ADB8",
    line="#39424D",
    control="#6F7B88",
    accent="#72ADF4",
    accent_hover="#8FBFF8",
    on_accent="#0E1621",
    tint="#24364B",
    hover="#282F37",
    good="#56C98C",
    warn="#E6B450",
    danger="#FF8F85",
    good_tint="#1B3427",
    warn_tint="#382E17",
    danger_tint="#3F2523",
    is_dark=True,
)

TEXT_PAIRS = (
    *((text, ground) for text in ("text", "muted") for ground in ("window", "surface")),
    *((text, ground) for text in ("text", "muted") for ground in ("tint", "hover")),
    *(
        (text, ground)
        for text in ("accent", "good", "warn", "danger")
        for ground in ("window", "surface")
    ),
    ("accent", "tint"),
    ("accent", "hover"),
    ("danger", "hover"),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    *((text, f"{text}_tint") for text in ("good", "warn", "danger")),
    *(
        (text, ground)
        for text in ("text", "muted")
        for ground in ("good_tint", "warn_tint", "danger_tint")
    ),
)
"""Every (text, background) the widgets use; each must reach 4.5:1 (WCAG 2.2, 1.4.3)."""

MARK_PAIRS = (
    ("control", "window"),
    ("control", "surface"),
    ("accent", "window"),
    ("accent", "surface"),
    ("accent", "hover"),
    ("accent", "tint"),
    ("on_accent", "accent"),
)
"""Every (border, indicator or focus ring, background); each must reach 3:1 (1.4.11)."""


def contrast(foreground: str, background: str) -> float:
    """Return the contrast ratio of two colours as WCAG 2.2 defines it, 1 to 21."""
    lighter, darker = sorted((_luminance(foreground), _luminance(background)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    value = QColor(colour)
    linear = [
        part / 12.92 if part <= _SRGB_LINEAR_BELOW else ((part + 0.055) / 1.055) ** 2.4
        for part in (value.redF(), value.greenF(), value.blueF())
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def tokens_of(palette: QPalette) -> Tokens:
    """Return the tokens a palette was made from; widgets paint with these."""
    is_dark = palette.color(QPalette.ColorRole.Window).lightnessF() < _MIDDLE
    return DARK if is_dark else LIGHT


def palette_of(tokens: Tokens) -> QPalette:
    """Return the palette for Qt's own widgets."""
    role = QPalette.ColorRole
    palette = QPalette()
    for which, colour in {
        role.Window: tokens.window,
        role.WindowText: tokens.text,
        role.Base: tokens.surface,
        role.AlternateBase: tokens.hover,
        role.Text: tokens.text,
        role.Button: tokens.surface,
        role.ButtonText: tokens.text,
        role.ToolTipBase: tokens.surface,
        role.ToolTipText: tokens.text,
        role.PlaceholderText: tokens.muted,
        role.Highlight: tokens.accent,
        role.HighlightedText: tokens.on_accent,
        role.Accent: tokens.accent,
        role.Link: tokens.accent,
        role.LinkVisited: tokens.accent,
        role.Mid: tokens.line,
        role.Dark: tokens.control,
        role.Light: tokens.surface,
        role.Midlight: tokens.hover,
        role.Shadow: tokens.line,
        role.BrightText: tokens.danger,
    }.items():
        palette.setColor(which, QColor(colour))
    for which in (role.Text, role.ButtonText, role.WindowText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(tokens.muted))
    palette.setColor(QPalette.ColorGroup.Disabled, role.Base, QColor(tokens.window))
    return palette


class Theme(QObject):
    """Puts palette and fonts on the application, and keeps them on.

    Args:
        application: What is dressed.
        load: Makes the shipped fonts known; another one leaves some for later.

    Signals:
        changed: Colours or text size changed; pixmaps made from tokens are stale.
    """

    changed = Signal()

    def __init__(self, application: QApplication, load: Callable[[], object] = load_fonts) -> None:
        super().__init__(application)
        self.setObjectName(THEME)
        self._application = application
        self._scheme = Scheme.SYSTEM
        self._percent = 100
        self._is_on = False
        # Read before our own font replaces it: it carries the user's wish for larger text.
        self._system_pt = application.font().pointSizeF()
        load()
        application.styleHints().colorSchemeChanged.connect(self._on_system_changed)

    @property
    def tokens(self) -> Tokens:
        """The tokens in use."""
        if self._scheme is Scheme.SYSTEM:
            system = self._application.styleHints().colorScheme()
            return DARK if system is Qt.ColorScheme.Dark else LIGHT
        return DARK if self._scheme is Scheme.DARK else LIGHT

    def apply(self, scheme: Scheme, text_percent: int) -> None:
        """Show everything in this scheme and text size (100 to 200 %)."""
        wanted = (scheme, text_percent)
        if wanted != (self._scheme, self._percent) or not self._is_on:
            self._scheme, self._percent = wanted
            self._put_on()

    def _on_system_changed(self) -> None:
        if self._scheme is Scheme.SYSTEM:
            self._put_on()

    def _put_on(self) -> None:
        self._is_on = True
        font = base_font(self._system_pt, self._percent)
        self._application.setPalette(palette_of(self.tokens))
        self._application.setFont(font)
        # Qt itself tells only widgets that have no font of their own.
        for widget in self._application.allWidgets():
            QApplication.sendEvent(widget, QEvent(QEvent.Type.StyleChange))
        self.changed.emit()
