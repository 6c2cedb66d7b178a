"""Column types that SQLAlchemy lacks, and the one JSON form that the store writes."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID, SafeUUID

from sqlalchemy import DateTime, Text
from sqlalchemy.types import TypeDecorator

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.engine import Dialect


_NEW = object.__new__
_SET = object.__setattr__
_WITHOUT_ZONE = len("2026-01-01 00:00:00.000000")


def canonical_json(value: object) -> str:
    """Return the JSON text of a value that is the same on every machine.

    Keys are sorted, no space is added, letters stay letters; so the text can be hashed
    and compared.
    """
    return json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in UTC; a datetime without a zone is refused.

    SQLite has no such type and stores text, which sorts by time because it is always UTC
    with microseconds.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn an aware moment into one in UTC."""
        del dialect
        return None if value is None else _in_utc(value)

    def bind_processor(self, dialect: Dialect) -> Callable[[Any], Any] | None:
        """Return what writes a moment; in one step for SQLite, as with every answer."""
        return _written if dialect.name == "sqlite" else super().bind_processor(dialect)

    def result_processor(
        self, dialect: Dialect, coltype: object
    ) -> Callable[[Any], datetime | None] | None:
        """Return what reads a moment; in one step for SQLite, as lists read many."""
        return _moment if dialect.name == "sqlite" else super().result_processor(dialect, coltype)


class TextList(TypeDecorator[tuple[str, ...]]):
    """An ordered list of texts in one column, for lists that no query looks into."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> str | None:
        """Write the list as a JSON array."""
        del dialect
        return None if value is None else canonical_json(list(value))

    def result_processor(
        self, dialect: Dialect, coltype: object
    ) -> Callable[[Any], tuple[str, ...] | None]:
        """Return what reads the JSON array; anything else in the column is a bug."""
        del dialect, coltype
        return _texts


def _in_utc(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    return moment if moment.tzinfo is UTC else moment.astimezone(UTC)


def _written(moment: datetime | None) -> str | None:
    if moment is None:
        return None
    return _in_utc(moment).isoformat(sep=" ", timespec="microseconds")[:_WITHOUT_ZONE]


def uuid_of(stored: str) -> UUID:
    """Return the key that the driver gives as 32 digits, which the program itself wrote.

    Filled in like a pickled one: the constructor looks at six ways to give a UUID, and takes
    as long as all other columns of a row together.
    """
    made = _NEW(UUID)
    _SET(made, "int", int(stored, 16))
    _SET(made, "is_safe", SafeUUID.unknown)
    return made


def moment_of(stored: str) -> datetime:
    """Return the moment that the driver gives as text."""
    return datetime.fromisoformat(stored + "+00:00")


def _moment(stored: str | None) -> datetime | None:
    return None if stored is None else moment_of(stored)


def _texts(stored: str | None) -> tuple[str, ...] | None:
    return None if stored is None else texts_of(stored)


def texts_of(stored: str) -> tuple[str, ...]:
    """Return the list that the driver gives as a JSON array."""
    if stored == "[]":
        return ()
    if "\\" not in stored and stored.startswith('["') and stored.endswith('"]'):
        # Without an escape sign every quotation mark is the border of a text.
        return tuple(stored[2:-2].split('","'))
    items: Any = json.loads(stored)
    if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
        raise ValueError("the column holds no list of texts")
    return tuple(items)
