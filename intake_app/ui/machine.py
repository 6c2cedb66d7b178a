"""This machine's settings while the program runs."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from intake_app.settings import Settings, load_settings, save_settings

if TYPE_CHECKING:
    from pathlib import Path


class Machine(QObject):
    """Reads and keeps the settings of this machine.

    Args:
        file: Where they are kept; None keeps them in memory only, for pictures and tests.
        parent: Qt's parent.

    Signals:
        look_changed: Language, theme or text size changed: build what is shown anew.
    """

    look_changed = Signal()

    def __init__(self, file: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._file = file
        self._settings = load_settings(file) if file is not None else Settings()

    @property
    def settings(self) -> Settings:
        """The settings as they are now."""
        return self._settings

    def keep(self, settings: Settings) -> None:
        """Take other settings; on a disk that cannot be written they hold until the end."""
        before, self._settings = self._settings, settings
        if self._file is not None:
            with contextlib.suppress(OSError):
                save_settings(self._file, settings)
        if _look(before) != _look(settings):
            self.look_changed.emit()


def _look(settings: Settings) -> tuple[str, str, int]:
    return settings.language, settings.theme, settings.text_percent
