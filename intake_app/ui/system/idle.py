"""Locking after a time without a key or a click.

The watcher sits on the window, not on the application, where it would see every paint.
Thirty seconds before the end it says so, and any key or movement stops the countdown.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal

COUNTDOWN_S = 30
"""How long the countdown is shown before the program locks."""

QUIET_S = 20
"""Seconds without a key after which work may be done that keeps others from writing."""

_ACTIVITY = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)


class IdleWatch(QObject):
    """Counts seconds without activity.

    Signals:
        counting: So many seconds are left; 0 when the countdown was stopped.
        expired: The time is over: lock.
        quiet: Nobody did anything for some seconds; again as long as that lasts.
        active: Somebody is here again after a quiet moment.
    """

    counting = Signal(int)
    expired = Signal()
    quiet = Signal()
    active = Signal()

    def __init__(self, parent: QObject | None = None, *, tick_ms: int = 1000) -> None:
        super().__init__(parent)
        self._idle_s = 0
        self._allowed_s = 0
        self._timer = QTimer(self)
        self._timer.setInterval(tick_ms)
        self._timer.timeout.connect(self.tick)

    def watch(self, window: QObject) -> None:
        """Take keys and clicks in this window as activity."""
        window.installEventFilter(self)

    def start(self, minutes: int) -> None:
        """Count anew and lock after `minutes`, 0 for never."""
        self._allowed_s = minutes * 60
        self.touch()
        self._timer.start()

    def stop(self) -> None:
        """Count no more, as long as the program is locked."""
        self._timer.stop()
        self.touch()

    def touch(self) -> None:
        """Count from the beginning: somebody is here."""
        was_counting = self._allowed_s and self._left() <= COUNTDOWN_S
        was_quiet = self._idle_s >= QUIET_S
        self._idle_s = 0
        if was_counting:
            self.counting.emit(0)
        if was_quiet:
            self.active.emit()

    def tick(self) -> None:
        """Let one second pass."""
        self._idle_s += 1
        if self._idle_s % QUIET_S == 0:
            self.quiet.emit()
        if not self._allowed_s:
            return
        left = self._left()
        if left <= 0:
            self._timer.stop()
            self._idle_s = 0
            self.expired.emit()
        elif left <= COUNTDOWN_S:
            self.counting.emit(left)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002 - Qt's signature
        """Notice activity; nothing is swallowed."""
        if event.type() in _ACTIVITY:
            self.touch()
        return False

    def _left(self) -> int:
        return self._allowed_s - self._idle_s
