"""Locking when Windows goes to sleep or its desktop is locked.

Written after the documentation of `WTSRegisterSessionNotification` and `WM_POWERBROADCAST` and
type-checked; it was not run on Windows yet.  The messages are read by one function that needs
no Windows, so that at least their meaning is tested.
"""

from __future__ import annotations

import ctypes
import sys
from ctypes import wintypes
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QObject, Signal

if TYPE_CHECKING:
    from PySide6.QtCore import QCoreApplication
    from shiboken6 import VoidPtr

WM_POWERBROADCAST, PBT_APMSUSPEND = 0x0218, 0x0004
WM_WTSSESSION_CHANGE, WTS_SESSION_LOCK = 0x02B1, 0x7
WTS_CONSOLE_DISCONNECT, WTS_REMOTE_DISCONNECT = 0x2, 0x4
_LEAVING = {WTS_SESSION_LOCK, WTS_CONSOLE_DISCONNECT, WTS_REMOTE_DISCONNECT}
_THIS_SESSION = 0


def is_leaving(message: int, word: int) -> bool:
    """Tell whether a message of Windows says that nobody will sit here in a moment."""
    if message == WM_POWERBROADCAST:
        return word == PBT_APMSUSPEND
    return message == WM_WTSSESSION_CHANGE and word in _LEAVING


class WindowsSession(QObject):
    """Listens to the messages of a window.

    Args:
        application: Gets the messages of all its windows.
        window: Native handle of the main window (`winId`).
        parent: Qt's parent.

    Signals:
        leaving: Nobody will sit here in a moment: lock.
    """

    leaving = Signal()

    def __init__(
        self, application: QCoreApplication, window: int, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._filter = _Messages(self)
        application.installNativeEventFilter(self._filter)
        if sys.platform == "win32":
            ctypes.windll.wtsapi32.WTSRegisterSessionNotification(
                wintypes.HWND(window), _THIS_SESSION
            )

    def hear(self, message: int, word: int) -> None:
        """Take a message of Windows."""
        if is_leaving(message, word):
            self.leaving.emit()


class _Messages(QAbstractNativeEventFilter):
    """Reads the messages; nothing is swallowed."""

    def __init__(self, session: WindowsSession) -> None:
        super().__init__()
        self._session = session

    def nativeEventFilter(  # noqa: N802 - Qt's name
        self, kind: QByteArray | bytes | bytearray | memoryview, message: VoidPtr | int
    ) -> tuple[bool, int]:
        """Look at one message."""
        name = bytes(kind.data() if isinstance(kind, QByteArray) else kind)
        if name.startswith(b"windows"):
            # The stub does not know that the pointer is a number as well.
            read = wintypes.MSG.from_address(int(message))  # type: ignore[arg-type]
            self._session.hear(int(read.message), int(read.wParam))
        return False, 0
