"""What an open vault does by itself: copies, signs of life, and no remnants of what went."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from intake_app.errors import BackupError, IntakeError

if TYPE_CHECKING:
    from datetime import date

    from intake_app.services.copies import BackupResult
    from intake_app.services.services import Services
    from intake_app.ui.tasks import Progress, TaskRunner

_EVERY_MS = 60_000
_FIRST_MS = 20_000
_TICKS_AFTER_FAILURE = 15


class VaultWatch(QObject):
    """Copies in the background while people work, and tries again later when it fails.

    Args:
        services: Of the open vault.
        tasks: Background work.
        parent: Qt's parent.

    Signals:
        copied: A copy was made.
        failed: The `IntakeError` because of which none was made; the next try comes by itself.
    """

    copied = Signal()
    failed = Signal(object)

    def __init__(
        self, services: Services, tasks: TaskRunner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._tasks = tasks
        self._running: Progress | None = None
        self._tidying: Progress | None = None
        self._looked_on: date | None = None
        self._wait = 0
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Begin to watch; the first copy waits until the first page is there."""
        self._timer.start()
        QTimer.singleShot(_FIRST_MS, self, self.look)

    def stop(self) -> None:
        """End what is running, for the vault is being locked."""
        self._timer.stop()
        if self._running is not None:
            self._running.cancel()
        self.make_way()

    def look(self) -> None:
        """Give a sign of life, make a copy if one is due, and once a day let old ones go."""
        self._services.session.beat()
        self._wait = max(0, self._wait - 1)
        if self._running is not None or self._wait or not self._timer.isActive():
            return
        copies = self._services.copies
        try:
            is_due = copies.overview().due
        except IntakeError:
            return  # the page that is open says what is wrong with the vault
        today = self._services.session.today()
        if is_due or today != self._looked_on:
            self._looked_on = today
            self._running = self._tasks.run_long(
                lambda progress: copies.make_if_due(progress.part),
                context=self,
                done=self._on_done,
                failed=self._on_failed,
                progress=lambda _done, _total: None,
                cancelled=self._on_cancelled,
            )

    def tidy(self) -> None:
        """Remove remnants of what was deleted: nobody types, so nobody has to wait."""
        if self._running is not None or self._tidying is not None or not self._timer.isActive():
            return
        remnants = self._services.remnants
        try:
            are_due = remnants.are_due()
        except IntakeError:
            return  # as above
        if are_due:
            self._tidying = self._tasks.run_long(
                lambda progress: remnants.settle(lambda: progress.part(0)),
                context=self,
                done=self._on_tidied,
                failed=self._on_tidied,  # the next quiet moment tries again
                progress=lambda _done, _total: None,
                cancelled=lambda: self._on_tidied(None),
            )

    def make_way(self) -> None:
        """Stop tidying: somebody wants to write."""
        if self._tidying is not None:
            self._tidying.cancel()

    def _on_tidied(self, _result: object) -> None:
        self._tidying = None

    def _on_done(self, made: BackupResult | None) -> None:
        self._running = None
        if made is not None:
            self.copied.emit()

    def _on_failed(self, error: IntakeError) -> None:
        self._running = None
        self._wait = _TICKS_AFTER_FAILURE
        if not (isinstance(error, BackupError) and error.reason == "cancelled"):
            self.failed.emit(error)

    def _on_cancelled(self) -> None:
        self._running = None
