"""Locking when the computer goes to sleep or its desktop is locked (Linux, logind).

For Windows see `windows_session`.  Elsewhere, and where there is no system bus, nothing is
heard; the idle time locks then.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import SLOT, QObject, Signal, Slot
from PySide6.QtDBus import QDBusConnection

_SERVICE = "org.freedesktop.login1"
_PATH = "/org/freedesktop/login1"
_PROPERTIES = "org.freedesktop.DBus.Properties"


class SleepWatch(QObject):
    """Listens to logind.

    Args:
        parent: Qt's parent.
        bus: The bus; the system's when left out.

    Signals:
        leaving: Nobody will sit here in a moment: lock.
    """

    leaving = Signal()

    def __init__(self, parent: QObject | None = None, bus: QDBusConnection | None = None) -> None:
        super().__init__(parent)
        if not sys.platform.startswith("linux"):
            return
        self._bus = bus or QDBusConnection.systemBus()
        if self._bus.isConnected():
            self._hear(_PATH, f"{_SERVICE}.Manager", "PrepareForSleep", SLOT("on_sleep(bool)"))
            # Any path: which session is ours is not known to programs of a shared desktop.
            self._hear("", f"{_SERVICE}.Session", "Lock", SLOT("on_lock()"))
            # Desktops that lock by themselves only say so afterwards.
            changed = SLOT("on_changed(QString,QVariantMap,QStringList)")
            self._hear("", _PROPERTIES, "PropertiesChanged", changed)

    @Slot(bool)
    def on_sleep(self, begins: bool) -> None:  # noqa: FBT001 - logind's signal
        """Tell that the computer goes to sleep; waking up is nothing."""
        if begins:
            self.leaving.emit()

    @Slot()
    def on_lock(self) -> None:
        """Tell that the desktop is being locked."""
        self.leaving.emit()

    @Slot(str, "QVariantMap", "QStringList")
    def on_changed(self, interface: str, changed: dict[str, object], _unsaid: list[str]) -> None:
        """Tell that a desktop says it is locked."""
        if interface == f"{_SERVICE}.Session" and changed.get("LockedHint") is True:
            self.leaving.emit()

    def _hear(self, path: str, interface: str, signal: str, slot: str) -> None:
        # The stub asks for bytes, the call takes text only.
        self._bus.connect(_SERVICE, path, interface, signal, self, slot)  # type: ignore[call-overload]
