"""Strict reading of TOML tables that names the place of every mistake.

The people who write forms are not the people who write this program.  A wrong key or type
is noted in `Problems` and reading goes on with a harmless value, so that an author sees
as many mistakes as possible at once; whoever needs a correct form raises the first one.
"""

from __future__ import annotations

import difflib
import tomllib
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeVar, cast

from intake_app.errors import FormError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from enum import StrEnum
    from pathlib import Path

RawTable = dict[str, Any]

_E = TypeVar("_E", bound="StrEnum")
_T = TypeVar("_T")


class Problems:
    """The mistakes found so far, in the order of reading."""

    def __init__(self) -> None:
        self.found: list[FormError] = []

    def add(self, file: str, where: str, complaint: str) -> None:
        """Note one mistake."""
        self.found.append(FormError(file, where, complaint))

    def raise_first(self) -> None:
        """Raise the first mistake, if there is any."""
        if self.found:
            raise self.found[0]


def read_toml(path: Path, file: str, problems: Problems) -> RawTable | None:
    """Return the content of a TOML file, None (and a problem with the line) when it is none."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        problems.add(file, "", "this file is missing")
    except UnicodeDecodeError:
        problems.add(file, "", "this file is not UTF-8")
    except tomllib.TOMLDecodeError as error:
        problems.add(file, "", str(error))
    return None


class Table:
    """One TOML table, taken out key by key; what is left over is a mistake.

    Attributes:
        file: Path relative to the folder of forms.
        where: Section and question, for the message.
    """

    def __init__(self, data: RawTable, file: str, where: str, problems: Problems) -> None:
        self._left = dict(data)
        self._asked: set[str] = set()
        self.file = file
        self.where = where
        self.problems = problems

    def complain(self, complaint: str) -> None:
        """Note a mistake at this place."""
        self.problems.add(self.file, self.where, complaint)

    def inner(self, data: RawTable, where: str) -> Table:
        """Return a table inside this one, with a place of its own."""
        return Table(data, self.file, where, self.problems)

    def has(self, key: str) -> bool:
        """Tell whether a key is there and not yet taken."""
        return key in self._left

    def required_text(self, key: str) -> str:
        """Take a text that must be there and not be empty."""
        if key not in self._left:
            self._asked.add(key)
            self.complain(f"{key!r} is missing")
            return ""
        text = self._take(key, str, "a text in quotes")
        if text == "":
            self.complain(f"{key!r} is empty")
        return text or ""

    def text(self, key: str, default: str = "") -> str:
        """Take an optional text."""
        text = self._take(key, str, "a text in quotes")
        return default if text is None else text

    def flag(self, key: str, *, default: bool = False) -> bool:
        """Take an optional true or false."""
        flag = self._take(key, bool, "true or false")
        return default if flag is None else flag

    def integer(self, key: str) -> int | None:
        """Take an optional whole number."""
        return self._take(key, int, "a whole number")

    def day(self, key: str) -> date | None:
        """Take an optional TOML date; an ISO text counts too."""
        value = self._pop(key)
        if value is None or (isinstance(value, date) and not isinstance(value, datetime)):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.complain(f"{key!r} must be a date such as 2026-01-31")
            return None

    def texts(self, key: str) -> tuple[str, ...]:
        """Take an optional list of texts, each once."""
        values = self._take(key, list, "a list of texts") or []
        if not all(isinstance(value, str) and value for value in values):
            self.complain(f"{key!r} must be a list of texts")
            return ()
        for twice in sorted({value for value in values if values.count(value) > 1}):
            self.complain(f"{key!r} names {twice!r} twice")
        return tuple(dict.fromkeys(values))

    def raw(self, key: str) -> object:
        """Take whatever is there, None when nothing is."""
        return self._pop(key)

    def table(self, key: str) -> RawTable | None:
        """Take an optional table."""
        return self._take(key, dict, "a table")

    def tables(self, key: str) -> list[RawTable]:
        """Take an optional list of tables."""
        values = self._take(key, list, "a list of tables") or []
        if all(isinstance(value, dict) for value in values):
            return cast("list[RawTable]", values)
        self.complain(f"{key!r} must be a list of tables")
        return []

    def member(self, key: str, members: type[_E], default: _E | None = None) -> _E | None:
        """Take one of fixed words; `default` when the key is not there."""
        if key not in self._left:
            self._asked.add(key)
            return default
        text = self.text(key)
        return self.word(key, text, members) or default

    def member_tuple(self, key: str, members: type[_E]) -> tuple[_E, ...]:
        """Take an optional list of fixed words."""
        words = (self.word(key, text, members) for text in self.texts(key))
        return tuple(word for word in words if word is not None)

    def word(self, key: str, text: str, members: type[_E]) -> _E | None:
        """Return the member that a text names, None (and a problem) when there is none."""
        try:
            return members(text)
        except ValueError:
            self.complain(f"{key!r} cannot be {text!r}{guess(text, members)}")
            return None

    def end(self) -> None:
        """Complain about every key that nobody took."""
        for key in self._left:
            self.complain(f"unknown key {key!r}{guess(key, self._asked)}")
        self._left.clear()

    def _pop(self, key: str) -> object:
        self._asked.add(key)
        return self._left.pop(key, None)

    def _take(self, key: str, kind: type[_T], words: str) -> _T | None:
        value = self._pop(key)
        # In Python true is a number too; in a form it is not.
        if isinstance(value, kind) and not (kind is int and isinstance(value, bool)):
            return value
        if value is not None:
            self.complain(f"{key!r} must be {words}")
        return None


def guess(word: str, words: Iterable[str]) -> str:
    """Return a hint at the word that was probably meant, for the end of a sentence."""
    close = difflib.get_close_matches(word, [str(known) for known in words], n=1)
    return f" (did you mean {close[0]!r}?)" if close else ""


def numbered(tables: Iterable[RawTable]) -> Iterator[tuple[int, RawTable]]:
    """Yield tables with their number from 1, as authors count."""
    yield from enumerate(tables, start=1)
