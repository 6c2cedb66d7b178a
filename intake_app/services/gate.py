"""Lets transactions through, and holds them back while the database is exchanged."""

from __future__ import annotations

from contextlib import contextmanager
from threading import Condition, Lock, get_ident
from typing import TYPE_CHECKING

from intake_app.errors import KeyChangeError, NotPermittedError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

    from intake_app.errors import StorageError

_PATIENCE_S = 10.0


class Gate:
    """What every transaction of a session passes.

    A thread that is inside passes again, so that nobody waits for himself.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._changed = Condition(self._lock)
        self._inside: dict[int, int] = {}
        self._writers = 0
        self._refuses_writers = False
        self._is_shut = False
        self._end: StorageError | None = None

    def give_up(self, why: StorageError) -> None:
        """Refuse everybody from now on: the medium does not give the database back."""
        self._end = why

    def passing(self, *, write: bool) -> Passing:
        """Be inside for the length of a `with`; wait for the moment of an exchange.

        Raises:
            NotPermittedError: Nothing can be written at present ("key_change").
            StorageError: The medium failed during an exchange; unlock again.
        """
        return Passing(self, write=write)

    def enter(self, *, write: bool) -> None:
        """Go inside, as `passing` says; `leave` follows in the same thread."""
        thread = get_ident()
        with self._lock:
            if write and self._refuses_writers:
                raise NotPermittedError("key_change")
            if self._is_shut:
                self._changed.wait_for(lambda: not self._is_shut or thread in self._inside)
            if self._end is not None:
                raise type(self._end)
            self._inside[thread] = self._inside.get(thread, 0) + 1
            self._writers += write

    def leave(self, *, write: bool) -> None:
        """Go outside."""
        thread = get_ident()
        with self._lock:
            times = self._inside.pop(thread) - 1
            if times:
                self._inside[thread] = times
            self._writers -= write
            if self._is_shut or self._refuses_writers:
                self._changed.notify_all()

    @contextmanager
    def without_writers(self) -> Iterator[None]:
        """Let nobody write meanwhile; whoever is writing comes to his end first.

        Raises:
            KeyChangeError: Somebody writes for too long, or is alone here already ("busy").
        """
        with self._changed:
            if self._refuses_writers:
                raise KeyChangeError("busy")
            self._refuses_writers = True
        try:
            with self._changed:
                if not self._changed.wait_for(lambda: not self._writers, _PATIENCE_S):
                    raise KeyChangeError("busy")
            yield
        finally:
            with self._changed:
                self._refuses_writers = False

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Let nobody be inside meanwhile; others wait, so it must be short.

        Raises:
            KeyChangeError: Somebody stays inside for too long ("busy").
        """
        with self._changed:
            self._is_shut = True
        try:
            with self._changed:
                if not self._changed.wait_for(lambda: not self._inside, _PATIENCE_S):
                    raise KeyChangeError("busy")
            yield
        finally:
            with self._changed:
                self._is_shut = False
                self._changed.notify_all()


class Passing:
    """The time of one transaction inside the gate; made for every answer, so a plain class."""

    __slots__ = ("_gate", "_write")

    def __init__(self, gate: Gate, *, write: bool) -> None:
        self._gate = gate
        self._write = write

    def __enter__(self) -> None:
        self._gate.enter(write=self._write)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._gate.leave(write=self._write)
