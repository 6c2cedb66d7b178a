"""JSON as bundles use it: written in one way, read with bounds and without leniency."""

from __future__ import annotations

import json
import re
from datetime import date, datetime
from typing import TYPE_CHECKING, NoReturn, TypeVar
from uuid import UUID

from intake_app.bundle.bounds import MOST_JSON_DEPTH, MOST_JSON_SIGNS

if TYPE_CHECKING:
    from collections.abc import Callable

Json = dict[str, "Json"] | list["Json"] | str | int | float | bool | None

_T = TypeVar("_T")
# One that is not closed goes to the end; else each quote in it would be tried as a beginning.
_STRING = re.compile(rb'"(?:[^"\\]|\\.)*+(?:"|\\?\Z)', re.DOTALL)
_COMMA = ord(",")
_NO_SIGNS = bytes(set(range(256)) - set(b"[]{},"))


class StrictJsonError(ValueError):
    """The text is not JSON, or not of the shape that was asked for."""


def write_json(value: Json) -> bytes:
    """Return the value as UTF-8 JSON that people can read."""
    return (json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False) + "\n").encode()


def read_json(data: bytes) -> Json:
    """Read JSON with bounded depth and number of values, each key once and no NaN.

    Raises:
        StrictJsonError: It is none, too deep, too much, or ambiguous.
    """
    _refuse_bombs(data)
    try:
        text = data.decode("utf-8")
        value: Json = json.loads(text, object_pairs_hook=_object, parse_constant=_refuse)
        if "\\u" in text:
            # Half a surrogate pair can be escaped, but never stored or printed.
            json.dumps(value, ensure_ascii=False).encode("utf-8")
    except ValueError as error:
        raise StrictJsonError("no JSON") from error
    return value


class JsonObject:
    """A JSON object whose members are taken by name and kind; what is left over is an error."""

    def __init__(self, value: Json) -> None:
        if not isinstance(value, dict):
            raise StrictJsonError("an object is expected")
        self._left = dict(value)

    def text(self, name: str, *, most: int = 2000) -> str:
        """Take a text."""
        value = self._take(name)
        if not isinstance(value, str) or len(value) > most:
            raise StrictJsonError(name)
        return value

    def number(self, name: str, *, most: int) -> int:
        """Take a whole number from 0 to `most`."""
        value = self._take(name)
        # True is an int in Python.
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= most:
            raise StrictJsonError(name)
        return value

    def truth(self, name: str) -> bool:
        """Take true or false."""
        value = self._take(name)
        if not isinstance(value, bool):
            raise StrictJsonError(name)
        return value

    def day(self, name: str) -> date:
        """Take an ISO date in its long form."""
        return self._read(name, _long_date)

    def optional_day(self, name: str) -> date | None:
        """Take an ISO date or null."""
        return None if self._takes_null(name) else self.day(name)

    def moment(self, name: str) -> datetime:
        """Take an ISO date and time with its zone."""
        moment = self._read(name, datetime.fromisoformat)
        if moment.tzinfo is None:
            raise StrictJsonError(name)
        return moment

    def uuid(self, name: str) -> UUID:
        """Take a UUID."""
        return self._read(name, UUID)

    def object(self, name: str) -> JsonObject:
        """Take an object."""
        return JsonObject(self._take(name))

    def optional_object(self, name: str) -> JsonObject | None:
        """Take an object or null."""
        return None if self._takes_null(name) else self.object(name)

    def texts(self, name: str, *, most: int = 100) -> tuple[str, ...]:
        """Take a list of texts."""
        values = self._list(name, most)
        if not all(isinstance(value, str) for value in values):
            raise StrictJsonError(name)
        return tuple(str(value) for value in values)

    def objects(self, name: str, *, most: int) -> tuple[JsonObject, ...]:
        """Take a list of objects."""
        return tuple(JsonObject(value) for value in self._list(name, most))

    def end(self) -> None:
        """See that nothing is left over."""
        if self._left:
            raise StrictJsonError("unknown member")

    def _list(self, name: str, most: int) -> list[Json]:
        value = self._take(name)
        if not isinstance(value, list) or len(value) > most:
            raise StrictJsonError(name)
        return value

    def _take(self, name: str) -> Json:
        if name not in self._left:
            raise StrictJsonError(name)
        return self._left.pop(name)

    def _takes_null(self, name: str) -> bool:
        if self._left.get(name, name) is not None:
            return False
        del self._left[name]
        return True

    def _read(self, name: str, parse: Callable[[str], _T]) -> _T:
        try:
            return parse(self.text(name, most=40))
        except ValueError as error:
            raise StrictJsonError(name) from error


def _long_date(text: str) -> date:
    day = date.fromisoformat(text)
    # Python reads short forms and weeks as well.
    if day.isoformat() != text:
        raise ValueError("not the long form")
    return day


def _refuse_bombs(data: bytes) -> None:
    """Refuse what would cost much to parse, without parsing it."""
    if data.count(b'"') > 2 * MOST_JSON_SIGNS:
        raise StrictJsonError("too much")
    signs = _STRING.sub(b"", data).translate(None, _NO_SIGNS)
    if len(signs) > MOST_JSON_SIGNS:
        raise StrictJsonError("too much")
    depth = 0
    for sign in signs:
        if sign != _COMMA:
            depth += 1 if sign in b"[{" else -1
        if depth > MOST_JSON_DEPTH:
            raise StrictJsonError("too deep")


def _object(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise StrictJsonError("a key stands twice")
    return members


def _refuse(_: str) -> NoReturn:
    raise StrictJsonError("not a number")
