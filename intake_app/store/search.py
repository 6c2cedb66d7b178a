"""Finds cases by name, number, slip, phone and birth date while somebody types.

Names lie in a full-text index (FTS5), numbers and phones in key columns; both are asked in
one statement.  Each part of it stops at `limit` hits, so the shortest prefix costs no more
than a rare name.  Better matches come first: numbers, then whole words, then the beginning
of the sorted name, then the beginning of any word; equals are sorted by name.

Birth dates are words of the index too (`d19920312`), so "Ahmad 1992" finds both at once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import Integer, bindparam, column, func, select, text

from intake_app.domain.codes import CaseId
from intake_app.domain.name_search import SOUND_MARK, closest, sound_key
from intake_app.store import heads, search_key
from intake_app.store.prepared import Prepared, unpeeked
from intake_app.store.repository import Repository
from intake_app.store.tables import CaseRow, table_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from sqlalchemy import ColumnElement, Connection, Row

    from intake_app.domain.case import CaseHead

DDL = (
    "CREATE VIRTUAL TABLE case_search USING fts5(words, tokenize='ascii', prefix='1 2 3')",
    # Deleted words leave the index at once instead of waiting for a merge.
    "INSERT INTO case_search(case_search, rank) VALUES ('secure-delete', 1)",
)
"""The only statements that are particular to SQLite; migrations carry their own copy."""

_CASES = table_of(CaseRow)
_CASE = select(_CASES).where(_CASES.c.id == bindparam("case_id"))
_WORDS = text("SELECT words FROM case_search WHERE rowid = :row_no")
_INDEX = text("INSERT INTO case_search(rowid, words) VALUES (:row_no, :words)")
_SIGNPOSTS = text("SELECT term FROM case_search_idx WHERE term >= x'30' AND term < x'31'")
_ANY_WITH = text("SELECT rowid FROM case_search WHERE case_search MATCH :words LIMIT 1")
_BUILD_ANEW = text("INSERT INTO case_search(case_search) VALUES ('rebuild')")
_FORGET = text("DELETE FROM case_search WHERE rowid = :row_no")

_BORN_IN = select(
    _CASES.c.id, _CASES.c.display_name, _CASES.c.original_name, _CASES.c.other_names
).where(
    _CASES.c.row_no.in_(
        text("SELECT rowid FROM case_search WHERE case_search MATCH :born LIMIT :most")
    )
)

_AFTER_ALL = "\U0010ffff"
_LONGEST_RANGE_YEARS = 30
_MOST_COMPARED = 1000
"""So many people of one year are compared by spelling, while somebody types."""

_PHONE_MIN_DIGITS = 5
_SHORTEST_SIGNPOST = 2
_LONGEST_TYPED = 200
_SLIP_MIN_SIGNS = 4
_SLIP_SIGNS = 10
_DAY = re.compile(r"^(\d{1,2})[./](\d{1,2})[./](\d{4})$")
_ISO_DAY = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})$")
_MONTH = re.compile(r"^(\d{1,2})[./](\d{4})$")
_YEAR = re.compile(r"^(1[89]|20)\d\d$")

# "+:limit" for the reason that `prepared.unpeeked` gives.
_BY_CASE_NUMBER = """
    SELECT row_no, 0 AS tier FROM (SELECT row_no FROM cases
    WHERE number_key >= :number AND number_key < :number_end ORDER BY number_key LIMIT +:limit)"""
_BY_RUNNING_NUMBER = """
    SELECT row_no, 0 AS tier FROM (SELECT row_no FROM cases
    WHERE number_seq = :running ORDER BY row_no DESC LIMIT +:limit)"""
_BY_WAIVER = """
    SELECT c.row_no, 0 AS tier FROM (SELECT case_id FROM waivers
    WHERE number_key >= :number AND number_key < :number_end ORDER BY number_key LIMIT +:limit) w
    JOIN cases c ON c.id = w.case_id"""
_BY_SLIP = """
    SELECT c.row_no, 0 AS tier FROM (SELECT case_id FROM slips
    WHERE number >= :slip AND number < :slip_end ORDER BY number LIMIT +:limit) s
    JOIN cases c ON c.id = s.case_id"""
_BY_PHONE = """
    SELECT row_no, 1 AS tier FROM (SELECT row_no FROM cases
    WHERE phone_key >= :phone AND phone_key < :phone_end ORDER BY phone_key LIMIT +:limit)"""
_BY_WHOLE_WORDS = """
    SELECT rowid AS row_no, 2 AS tier FROM (SELECT rowid FROM case_search
    WHERE case_search MATCH :whole ORDER BY rowid DESC LIMIT +:limit)"""
_BY_SORTED_NAME = """
    SELECT row_no, 3 AS tier FROM (SELECT row_no FROM cases
    WHERE sort_name >= :sorted AND sort_name < :sorted_end ORDER BY sort_name, number
    LIMIT +:limit)"""
_BY_WORD_BEGINNINGS = """
    SELECT rowid AS row_no, 4 AS tier FROM (SELECT rowid FROM case_search
    WHERE case_search MATCH :beginnings ORDER BY rowid DESC LIMIT +:limit)"""


@dataclass(slots=True)
class _Query:
    """The parts of one statement, with their parameters."""

    parts: list[str] = field(default_factory=list)
    values: dict[str, str | int] = field(default_factory=dict)

    def add(self, part: str, **values: str | int) -> None:
        self.parts.append(part)
        self.values.update(values)

    def add_range(self, part: str, name: str, start: str) -> None:
        self.add(part, **{name: start, f"{name}_end": start + _AFTER_ALL})


@cache
def _ids(parts: tuple[str, ...]) -> Prepared:
    return _best(parts, _CASES.c.id)


@cache
def _heads(parts: tuple[str, ...]) -> Prepared:
    return _best(parts, *heads.COLUMNS)


def _best(parts: tuple[str, ...], *columns: ColumnElement[Any]) -> Prepared:
    """Put the parts together; there are few combinations, and each is prepared once."""
    row_no, tier = column("row_no", Integer), column("tier", Integer)
    hits = text(" UNION ALL ".join(parts)).columns(row_no, tier).cte("hits")
    return Prepared(
        select(*columns)
        .join_from(hits, _CASES, _CASES.c.row_no == hits.c.row_no)
        .where(heads.FINDABLE, heads.OPEN)
        .group_by(_CASES.c.row_no)
        .order_by(func.min(hits.c.tier), _CASES.c.sort_name, _CASES.c.number)
        .limit(unpeeked("limit"))
    )


class SearchRepository(Repository):
    """The search over all cases (Suche)."""

    def find(self, typed: str, limit: int = 50) -> list[CaseId]:
        """Return the cases that fit what was typed so far, best first.

        Args:
            typed: Any spelling of names, a case, waiver or slip number (also as scanned), a
                phone number, a birth date or year, or names and a birth date together.
            limit: How many to return at most.
        """
        return self._find(_query(typed[:_LONGEST_TYPED]), limit)

    def heads(self, typed: str, limit: int = 50) -> list[CaseHead]:
        """Return the heads of the cases that `find` finds, with one statement."""
        query = _query(typed[:_LONGEST_TYPED])
        if not query.parts:
            return []
        statement = _heads(tuple(query.parts))
        rows = statement.plain(self._driver, self._values(query, limit))
        return [heads.to_head(row) for row in rows]

    def similar(self, case_id: CaseId, limit: int = 10) -> list[CaseId]:
        """Return other cases that may be of the same person, for a look only.

        Cases with all words of one of the names come first, then those with a name that
        sounds the same; that needs the sound keys of `domain.name_search.search_keys`
        among the words of `index`.  Last come people born in the same year whose names are
        spelled alike.

        Raises:
            NotFoundError: There is no such case.
        """
        self._enter(case_id)
        row = self._row(case_id)
        content = self._connection.scalar(_WORDS, {"row_no": row.row_no})
        sounds = [word for word in (content or "").split() if word.startswith(SOUND_MARK)]
        names = [name for name in (row.display_name, row.original_name, *row.other_names) if name]
        found = self._find(_similar(names, sounds), limit + 1)
        if row.birth_first and row.birth_last and len(found) <= limit:
            found += self._spelled_alike(names, row.birth_first, row.birth_last, limit)
        return [found_id for found_id in dict.fromkeys(found) if found_id != case_id][:limit]

    def sounding(self, name: str, limit: int = 10) -> list[CaseId]:
        """Return the cases with a name that sounds like this one, for a look only."""
        key = sound_key(name)
        return self._find(_similar([], [f"{SOUND_MARK}{key}"]), limit) if key else []

    def index(self, case_id: CaseId, words: Iterable[str]) -> None:
        """Let the case be found by these names from now on, and by nothing else.

        Birth dates are taken from the index columns, so call it after `save_index`.

        Args:
            case_id: The case.
            words: Names in every spelling and script, as they are written.

        Raises:
            NotFoundError: There is no such case.
        """
        row = self._row(case_id)
        content = document(
            words, _birth_ranges(row.birth_first, row.birth_last, row.birth_official)
        )
        self._connection.execute(_FORGET, {"row_no": row.row_no})
        self._connection.execute(_INDEX, {"row_no": row.row_no, "words": content})

    def _spelled_alike(
        self, names: list[str], first: date, last: date, limit: int
    ) -> list[CaseId]:
        years = range(first.year, last.year + 1)[:_LONGEST_RANGE_YEARS]
        born = " OR ".join(f'"d{year}"*' for year in years)
        rows = self._connection.execute(_BORN_IN, {"born": born, "most": _MOST_COMPARED}).all()
        spellings = {
            CaseId(row.id): [row.display_name, row.original_name, *row.other_names]
            for row in rows
            if row.id not in self._work.closed
        }
        return closest(names, spellings)[: limit + 1]

    def _find(self, query: _Query, limit: int) -> list[CaseId]:
        if not query.parts:
            return []
        statement = _ids(tuple(query.parts))
        rows = statement.rows(self._driver, self._values(query, limit))
        return [CaseId(row_id) for (row_id,) in rows]

    def _values(self, query: _Query, limit: int) -> dict[str, str | int]:
        return {**query.values, "limit": limit, "closed": self._work.closed_ids}

    def _row(self, case_id: CaseId) -> Row[Any]:
        row = self._connection.execute(_CASE, {"case_id": case_id}).first()
        return self._found(row, "case")


def purge(connection: Connection, row_no: int) -> None:
    """Take a case out of the full-text index and every word of it out of the file.

    Takes a second in 100,000 cases when a word happens to divide two pages of the index:
    it stays there as a signpost, even with secure-delete, until the index is built anew.
    """
    words = (connection.scalar(_WORDS, {"row_no": row_no}) or "").split()
    connection.execute(_FORGET, {"row_no": row_no})
    if any(_is_left_over(connection, part) for part in _signposts(connection, words)):
        connection.execute(_BUILD_ANEW)


def _signposts(connection: Connection, words: Iterable[str]) -> set[str]:
    """Return the signposts of the index that are one of the words, or its beginning."""
    signs = {bytes(term)[1:] for (term,) in connection.execute(_SIGNPOSTS)}
    found = {sign for sign in signs if any(word.encode().startswith(sign) for word in words)}
    return {sign.decode(errors="ignore") for sign in found if len(sign) >= _SHORTEST_SIGNPOST}


def _is_left_over(connection: Connection, beginning: str) -> bool:
    return connection.scalar(_ANY_WITH, {"words": f'"{beginning}"*'}) is None


def document(names: Iterable[str], births: Iterable[tuple[date, date]]) -> str:
    """Return the words of the full-text index for names and ranges of birth dates."""
    found: dict[str, None] = {}
    for name in names:
        for chunk in search_key.words(name):
            for spelling in chunk:
                found.update(dict.fromkeys(spelling))
    for first, last in births:
        found.update(dict.fromkeys(_birth_words(first, last)))
    return " ".join(found)


def _birth_ranges(
    first: date | None, last: date | None, official: date | None
) -> Iterator[tuple[date, date]]:
    if first and last:
        yield first, last
    if official:
        yield official, official


def _birth_words(first: date, last: date) -> list[str]:
    if first == last:
        return [f"d{first:%Y%m%d}"]
    if (first.year, first.month) == (last.year, last.month):
        return [f"d{first:%Y%m}"]
    return [f"d{year}" for year in range(first.year, last.year + 1)[:_LONGEST_RANGE_YEARS]]


def _query(typed: str) -> _Query:
    query = _Query()
    _add_numbers(query, typed.strip())
    _add_phone(query, typed.strip())
    _add_names(query, typed)
    return query


def _add_numbers(query: _Query, typed: str) -> None:
    if not any(map(str.isdigit, typed)):
        return  # a name, as with nearly every letter; folding it here too would cost most
    signs = search_key.compact(typed)
    if not signs.isascii() or not any(sign.isdigit() for sign in signs):
        return
    if signs.isdigit() and len(signs) <= 6:  # noqa: PLR2004 - digits of a running number
        query.add(_BY_RUNNING_NUMBER, running=int(signs))
    if signs[:2].isalpha() and signs[2:3].isdigit():
        query.add_range(_BY_CASE_NUMBER, "number", signs)
        query.add_range(_BY_WAIVER, "number", signs)
    slip = search_key.slip_number(typed)
    if _SLIP_MIN_SIGNS <= len(slip) <= _SLIP_SIGNS:
        query.add_range(_BY_SLIP, "slip", slip)


def _add_phone(query: _Query, typed: str) -> None:
    if not re.fullmatch(r"[+\d\s()/.-]+", typed):
        return
    digits = search_key.phone_digits(typed)
    if len(digits) >= _PHONE_MIN_DIGITS:
        query.add_range(_BY_PHONE, "phone", digits)


def _add_names(query: _Query, typed: str) -> None:
    born: list[str] = []
    named: list[str] = []
    for chunk in typed.split():
        word = _birth_word(chunk)
        born += [word] if word else []
        named += [] if word else [chunk]
    names = [chunk for chunk in search_key.words(" ".join(named)) if chunk]
    dates = [f'"{word}"*' for word in born]
    if not names and not dates:
        return
    whole = [_any_of(spellings, "") for spellings in names]
    beginnings = [_any_of(spellings, "*") for spellings in names]
    query.add(_BY_WHOLE_WORDS, whole=" AND ".join(whole + dates))
    if names:
        query.add(_BY_WORD_BEGINNINGS, beginnings=" AND ".join(beginnings + dates))
    if names and not dates:
        query.add_range(_BY_SORTED_NAME, "sorted", search_key.fold(typed))


def _similar(names: Iterable[str], sounds: Iterable[str]) -> _Query:
    query = _Query()
    whole = [
        " AND ".join(_any_of(spellings, "") for spellings in chunks)
        for name in names
        if (chunks := search_key.words(name))
    ]
    if whole:
        query.add(_BY_WHOLE_WORDS, whole=" OR ".join(f"({name})" for name in whole))
    alike = " OR ".join(f'"{sound}"' for sound in sounds)
    if alike:
        query.add(_BY_WORD_BEGINNINGS, beginnings=alike)
    return query


def _any_of(spellings: list[list[str]], ending: str) -> str:
    options = (" AND ".join(f'"{word}"{ending}' for word in spelling) for spelling in spellings)
    return "(" + " OR ".join(f"({option})" for option in options) + ")"


def _birth_word(chunk: str) -> str | None:
    plain = search_key.fold(chunk)
    if match := _DAY.match(plain):
        day, month, year = match.groups()
    elif match := _ISO_DAY.match(plain):
        year, month, day = match.groups()
    elif match := _MONTH.match(plain):
        (month, year), day = match.groups(), ""
    elif _YEAR.match(plain):
        year, month, day = plain, "", ""
    else:
        return None
    return f"d{year}{month.zfill(2) if month else ''}{day.zfill(2) if day else ''}"
