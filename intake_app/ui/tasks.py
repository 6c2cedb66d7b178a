"""Work that would freeze the window, done on another thread."""

from __future__ import annotations

import time
from dataclasses import dataclass
from itertools import count
from threading import Event
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Qt, QThreadPool, Signal
from shiboken6 import isValid

from intake_app.errors import IntakeError

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

_PROGRESS_EVERY_S = 0.05
_PARTS = 1000


class TaskCancelledError(Exception):
    """The user stopped the work; raised inside the job by its `Progress`."""


class Progress:
    """Given to a long job: it reports how far it is and learns that it shall stop.

    Args:
        report: Takes done and total, on the worker's thread.
    """

    def __init__(self, report: Callable[[int, int], None]) -> None:
        self._report = report
        self._stop = Event()
        self._next_at = 0.0

    def __call__(self, done: int, total: int) -> None:
        """Report; a total of 0 means that nobody knows.

        Raises:
            TaskCancelledError: The user does not want the result any more.
        """
        if self._stop.is_set():
            raise TaskCancelledError
        now = time.monotonic()
        if done == total or now >= self._next_at:
            self._next_at = now + _PROGRESS_EVERY_S
            self._report(done, total)

    def part(self, fraction: float) -> bool:
        """Report a part of the whole, 0 to 1; False when the job shall stop by itself."""
        if not self._stop.is_set():
            self(round(fraction * _PARTS), _PARTS)
        return not self._stop.is_set()

    def cancel(self) -> None:
        """Ask the job to stop at its next report."""
        self._stop.set()


@dataclass(frozen=True, slots=True)
class _Asker:
    context: QObject
    done: Callable[[Any], None]
    failed: Callable[[IntakeError], None]
    progress: Callable[[int, int], None] | None = None
    cancelled: Callable[[], None] | None = None


class TaskRunner(QObject):
    """Runs plain functions on a thread pool and brings the result back.

    The function must not touch a widget or share a database session; it returns its
    result or raises.  What follows happens on the GUI thread, and not at all when
    `context` (the window that asked) is gone by then.
    """

    _ended = Signal(int, object, object)
    _moved = Signal(int, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._numbers = count()
        self._askers: dict[int, _Asker] = {}
        self._ended.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._moved.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        job: Callable[[], T],
        *,
        context: QObject,
        done: Callable[[T], None],
        failed: Callable[[IntakeError], None],
    ) -> None:
        """Start `job`; call `done` with its result or `failed` with its error.

        Any exception but an `IntakeError` is a bug and is raised again on the GUI
        thread, where the crash dialog gets it.
        """
        self._start(job, _Asker(context, done, failed))

    def run_long(
        self,
        job: Callable[[Progress], T],
        *,
        context: QObject,
        done: Callable[[T], None],
        failed: Callable[[IntakeError], None],
        progress: Callable[[int, int], None],
        cancelled: Callable[[], None],
    ) -> Progress:
        """Start a job that reports how far it is; return what stops it.

        Args:
            job: Gets a `Progress` to call with done and total.
            context: The window that asks.
            done: Called with the result.
            failed: Called with an error.
            progress: Called with done and total, 20 times a second at most.
            cancelled: Called instead of `done` when the job stopped on request.
        """
        asker = _Asker(context, done, failed, progress, cancelled)
        number = next(self._numbers)
        report = Progress(lambda done, total: self._moved.emit(number, (done, total)))
        self._start(lambda: job(report), asker, number)
        return report

    def wait(self, timeout_ms: int) -> bool:
        """Wait for all jobs, before the vault is locked; False if time ran out."""
        return self._pool.waitForDone(timeout_ms)

    @property
    def is_busy(self) -> bool:
        """Whether a job has not been delivered yet."""
        return bool(self._askers)

    def _start(self, job: Callable[[], T], asker: _Asker, number: int | None = None) -> None:
        # The worker knows the asker by number only: if it held the last reference to a
        # closed window, the window would be destroyed on the wrong thread.
        key = next(self._numbers) if number is None else number
        self._askers[key] = asker

        def work() -> None:
            result, error = None, None
            try:
                result = job()
            except Exception as caught:  # noqa: BLE001 - raised again in _deliver
                error = caught
            self._ended.emit(key, result, error)

        self._pool.start(work)

    def _show(self, number: int, how_far: tuple[int, int]) -> None:
        asker = self._askers.get(number)
        if asker is not None and asker.progress is not None and isValid(asker.context):
            asker.progress(*how_far)

    def _deliver(self, number: int, result: object, error: Exception | None) -> None:
        asker = self._askers.pop(number)
        if error is not None and not isinstance(error, (IntakeError, TaskCancelledError)):
            raise error
        if not isValid(asker.context):
            return
        if isinstance(error, TaskCancelledError):
            if asker.cancelled is not None:
                asker.cancelled()
        elif isinstance(error, IntakeError):
            asker.failed(error)
        else:
            asker.done(result)
