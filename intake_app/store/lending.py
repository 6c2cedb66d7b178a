"""The connection that one transaction leaves for the next.

The pool of SQLAlchemy takes as long to lend a connection and to take it back as SQLite takes
to change a row, and one after the other is what an advisor at work makes of them.  The
last one therefore stays outside of the pool, until the next wants it or the engine is closed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlalchemy.engine.interfaces import DBAPIConnection
    from sqlalchemy.pool import PoolProxiedConnection


class Lent(NamedTuple):
    """A connection from the pool, and the driver's own one in it."""

    pooled: PoolProxiedConnection
    driver: DBAPIConnection


class Spare:
    """What was lent and not taken back, of one engine; empty at first.

    Threads share it: taking and leaving are one step each.
    """

    def __init__(self) -> None:
        self._left: list[Lent] = []

    def borrow(self, engine: Engine) -> Lent:
        """Return the connection that was left, or one from the engine's pool."""
        try:
            return self._left.pop()
        except IndexError:
            pooled = engine.raw_connection()
            driver = pooled.driver_connection
            if driver is None:
                raise RuntimeError("the pool lent a closed connection") from None
            return Lent(pooled, driver)

    def leave(self, lent: Lent) -> None:
        """Take a connection back; what was not committed is undone."""
        if self._left:
            lent.pooled.close()
            return
        if lent.driver.in_transaction:
            lent.driver.rollback()
        self._left.append(lent)

    def give_back(self) -> None:
        """Give what was left back to the pool."""
        while self._left:
            self._left.pop().pooled.close()

    def close(self) -> None:
        """Close what was left, after the pool was."""
        while self._left:
            self._left.pop().pooled.invalidate()
