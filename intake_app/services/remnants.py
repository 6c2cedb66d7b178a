"""What is left of deleted things between the rows of a page (Reste), and when it goes.

A deletion leaves a mark in its own transaction, which stays until the file was written anew.
A small file is written anew at once, a large one when nobody has typed for a while; whatever
comes between, a crash or a reader, the mark is still there at the next moment of rest.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Final
from uuid import uuid4

from intake_app.domain.roles import Right
from intake_app.errors import NotPermittedError, StorageError, VaultInUseError
from intake_app.services.permissions import needs
from intake_app.store.engine import settle

if TYPE_CHECKING:
    from collections.abc import Callable

    from intake_app.services.session import Session
    from intake_app.store.transaction import Store

WHILE_WAITING: Final = 64 * 1024 * 1024
"""Bytes of a file that is written anew in the time that nobody notices."""

_DUE: Final = "remnants.due"


def leave_remnants(store: Store) -> None:
    """Remember, together with a deletion, that the file has to be written anew."""
    store.office.set_flag(_DUE, uuid4().hex)


def settle_remnants(session: Session, *, largest: int | None = None) -> None:
    """Write the file anew after a deletion; when that cannot be now it stays due.

    Args:
        session: At work; its transaction with the deletion is committed.
        largest: Bytes up to which whoever deleted waits for it.
    """
    with contextlib.suppress(VaultInUseError, StorageError, NotPermittedError):
        _settle(session, largest=largest)


class RemnantService:
    """Writes the file anew when nobody is disturbed by it."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @needs(Right.SIGN_IN)
    def are_due(self) -> bool:
        """Tell whether something that was deleted may have left remnants."""
        if self._session.is_read_only:
            return False
        with self._session.read() as store:
            return bool(store.office.flag(_DUE))

    @needs(Right.SIGN_IN)
    def settle(self, go_on: Callable[[], bool] = lambda: True) -> bool:
        """Write the file anew if that is due; nobody can write meanwhile.

        Args:
            go_on: Asked again and again; False stops, nothing is lost, and it stays due.

        Returns:
            Whether nothing is due any more.

        Raises:
            VaultInUseError: Somebody is reading or writing meanwhile; it stays due.
            StorageError: There is no room for it, or the medium does not take it; it stays due.
        """
        if not self.are_due():
            return True
        if not _settle(self._session, go_on=go_on):
            return False
        with self._session.write() as store:
            self._session.note(store, "vault.rewritten")
        return True


def _settle(
    session: Session, *, largest: int | None = None, go_on: Callable[[], bool] = lambda: True
) -> bool:
    with session.gate.passing(write=True):
        with session.read() as store:
            mark = store.office.flag(_DUE)
        is_new = settle(session.database, largest=largest, go_on=go_on)
        if is_new:
            with session.write() as store:
                if store.office.flag(_DUE) == mark:  # else something was deleted meanwhile
                    store.office.set_flag(_DUE, "")
    return is_new
