"""This machine's settings while the program runs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from intake_app.settings import Settings, load_settings, save_settings

if TYPE_CHECKING:
    from pathlib import Path

_LOOK = frozenset({"language", "theme", "text_percent"})


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

    def change(self, **changes: Any) -> bool:  # noqa: ANN401 - fields of `Settings`
        """Change settings and keep them; False when they hold only until the program ends."""
        before = self._settings
        self._settings = replace(before, **changes)
        is_kept = self._save()
        if any(getattr(before, name) != getattr(self._settings, name) for name in _LOOK):
            self.look_changed.emit()
        return is_kept

    def _save(self) -> bool:
        if self._file is None:
            return True
        try:
            save_settings(self._file, self._settings)
        except OSError:
            return False
        return True
