"""Lets transactions through, and holds them back while the database is exchanged."""

from __future__ import annotations

from collections import Counter
from contextlib import contextmanager
from threading import Condition, get_ident
from typing import TYPE_CHECKING

from intake_app.errors import KeyChangeError, NotPermittedError, StorageFullError

if TYPE_CHECKING:
    from collections.abc import Iterator

_PATIENCE_S = 10.0


class Gate:
    """What every transaction of a session passes.

    A thread that is inside passes again, so that nobody waits for himself.
    """

    def __init__(self) -> None:
        self._changed = Condition()
        self._inside: Counter[int] = Counter()
        self._writers = 0
        self._refuses_writers = False
        self._is_shut = False
        self._leads_nowhere = False

    def give_up(self) -> None:
        """Refuse everybody from now on: the medium does not give the database back."""
        self._leads_nowhere = True

    @contextmanager
    def passing(self, *, write: bool) -> Iterator[None]:
        """Be inside; wait for the moment of an exchange.

        Raises:
            NotPermittedError: Nothing can be written at present ("key_change").
            StorageFullError: The medium failed during an exchange; unlock again.
        """
        thread = get_ident()
        with self._changed:
            if write and self._refuses_writers:
                raise NotPermittedError("key_change")
            self._changed.wait_for(lambda: not self._is_shut or self._inside[thread])
            if self._leads_nowhere:
                raise StorageFullError
            self._inside[thread] += 1
            self._writers += write
        try:
            yield
        finally:
            with self._changed:
                self._inside[thread] -= 1
                self._writers -= write
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
                if not self._changed.wait_for(lambda: not self._inside.total(), _PATIENCE_S):
                    raise KeyChangeError("busy")
            yield
        finally:
            with self._changed:
                self._is_shut = False
                self._changed.notify_all()
