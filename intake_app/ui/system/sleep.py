"""Locking when the computer goes to sleep or its desktop is locked (Linux).

logind tells of sleep, and of desktops that say they are locked; screen savers that do not
tell logind say it on the bus of the session.  For Windows see `windows_session`.  Elsewhere,
and where there is no bus, nothing is heard; the idle time locks then.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import SLOT, QObject, Signal, Slot
from PySide6.QtDBus import QDBusConnection

_SERVICE = "org.freedesktop.login1"
_PATH = "/org/freedesktop/login1"
_SAVERS = ("freedesktop", "gnome", "cinnamon", "mate", "xfce")
"""Desktops whose screen saver has an interface of its own."""
_PROPERTIES = "org.freedesktop.DBus.Properties"


class SleepWatch(QObject):
    """Listens to logind and to the screen saver.

    Args:
        parent: Qt's parent.
        bus: The bus of logind; the system's when left out.
        desktop: The bus of the screen saver; the session's when left out.

    Signals:
        leaving: Nobody will sit here in a moment: lock.
    """

    leaving = Signal()

    def __init__(
        self,
        parent: QObject | None = None,
        bus: QDBusConnection | None = None,
        desktop: QDBusConnection | None = None,
    ) -> None:
        super().__init__(parent)
        if not sys.platform.startswith("linux"):
            return
        self._hear_logind(bus or QDBusConnection.systemBus())
        saver = desktop or QDBusConnection.sessionBus()
        for name in _SAVERS if saver.isConnected() else ():
            interface, slot = f"org.{name}.ScreenSaver", SLOT("on_saver(bool)")
            saver.connect("", "", interface, "ActiveChanged", self, slot)  # type: ignore[call-overload]  # as below

    def _hear_logind(self, bus: QDBusConnection) -> None:
        self._bus = bus
        if bus.isConnected():
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

    @Slot(bool)
    def on_saver(self, begins: bool) -> None:  # noqa: FBT001 - the screen saver's signal
        """Tell that the screen is being covered; uncovering it is nothing."""
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
