"""The Qt application: language, look and text size of the whole program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTranslator
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from intake_app import paths
from intake_app.i18n import load_catalog, use_catalog
from intake_app.settings import Settings
from intake_app.ui.look.fonts import load_fonts
from intake_app.ui.look.theme import STYLE, THEME, Scheme, Theme
from intake_app.ui.system.file_windows import remember_no_places

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_NAME = "appearance"
SMALLEST_TEXT, LARGEST_TEXT = 100, 200
"""Bounds of the text size, in percent."""


class Appearance(QObject):
    """Language, theme and text size, as this machine's settings say.

    Texts of widgets that exist already do not change; whoever shows them builds them anew.

    Args:
        application: What is dressed.
    """

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        self._translator: QTranslator | None = None
        self.setObjectName(_NAME)
        self.theme = application.findChild(Theme, THEME) or Theme(application)

    def apply(self, settings: Settings) -> None:
        """Show everything that is built from now on in this language, look and size."""
        use_catalog(load_catalog(paths.translations_dir(), settings.language))
        self._speak(settings.language)
        percent = min(max(settings.text_percent, SMALLEST_TEXT), LARGEST_TEXT)
        known = {scheme.value for scheme in Scheme}
        scheme = Scheme(settings.theme) if settings.theme in known else Scheme.SYSTEM
        self.theme.apply(scheme, percent)

    def _speak(self, language: str) -> None:
        """Let Qt's own texts (file dialogs, menus of fields) follow the language."""
        if self._translator is not None:
            self._application.removeTranslator(self._translator)
        translator = QTranslator(self)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        self._translator = translator if translator.load(f"qtbase_{language}", folder) else None
        if self._translator is not None:
            self._application.installTranslator(self._translator)


def new_application(
    argv: Sequence[str],
    settings: Settings | None = None,
    load: Callable[[], object] = load_fonts,
) -> QApplication:
    """Make the application in the look of the settings.

    Numbers and days are German in every language of the program, as on the papers.

    Args:
        argv: Of the process; Qt takes its own options out of it.
        settings: This machine's settings; the defaults when left out.
        load: Makes the shipped fonts known; another one leaves some for later.
    """
    remember_no_places()
    application = QApplication([*argv, STYLE])
    application.setApplicationName("intake-app")
    application.setApplicationDisplayName("Intake App")
    QGuiApplication.setDesktopFileName("intake-app")
    QLocale.setDefault(QLocale(QLocale.Language.German, QLocale.Country.Germany))
    Theme(application, load)
    appearance_of(application).apply(settings or Settings())
    return application


def appearance_of(application: QApplication) -> Appearance:
    """Return what dresses the application; there is one for each."""
    return application.findChild(Appearance, _NAME) or Appearance(application)
