"""What the statistics read: answers of many cases at once, by their key, in a few statements.

Only cases that lists show are counted: a restricted, discarded or erased one is nowhere, and
one that is closed to whoever works neither.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import Text, and_, bindparam, func, select

from intake_app.domain.answers import Answer, AnswerState
from intake_app.domain.codes import CaseId, InterviewId
from intake_app.domain.office import office_day
from intake_app.store.heads import LISTED, OPEN
from intake_app.store.paper_tables import WaiverLineRow, WaiverRow
from intake_app.store.prepared import Prepared
from intake_app.store.repository import Repository
from intake_app.store.tables import WHOLE_CASE, AnswerRow, CaseRow, InterviewRow, table_of
from intake_app.store.types import moment_of, uuid_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_CASES = table_of(CaseRow).c
_TALKS = table_of(InterviewRow).c
_ANSWERS = table_of(AnswerRow).c
_WAIVERS = table_of(WaiverRow).c
_LINES = table_of(WaiverLineRow).c
_IDS = func.json_each(bindparam("ids", type_=Text())).table_valued("value", name="ids")
_PATHS = func.json_each(bindparam("paths", type_=Text())).table_valued("value", name="paths")
_OF_CASES = _ANSWERS.case_id.in_(select(_IDS.c.value))
_NOTHING_TAKEN = "[]"
_SAID = (_ANSWERS.path, _ANSWERS.value, _ANSWERS.state, _ANSWERS.at)

_LED = Prepared(
    select(_TALKS.id, _TALKS.case_id, _TALKS.begun_at, _ANSWERS.value)
    .join(table_of(CaseRow), _CASES.id == _TALKS.case_id)
    .outerjoin(
        table_of(AnswerRow),
        and_(
            _ANSWERS.case_id == _TALKS.case_id,
            _ANSWERS.talk == _TALKS.id,
            _ANSWERS.path == bindparam("day_path", type_=Text()),
        ),
    )
    .where(LISTED, OPEN)
)
# With case, talk and path given, each answer is one step down the tree in which they lie.
_OF_CASE = Prepared(
    select(_ANSWERS.case_id, *_SAID).where(
        _OF_CASES, _ANSWERS.talk == WHOLE_CASE, _ANSWERS.path.in_(select(_PATHS.c.value))
    )
)
_BELOW = Prepared(
    select(_ANSWERS.case_id, *_SAID).where(
        _OF_CASES,
        _ANSWERS.talk == WHOLE_CASE,
        _ANSWERS.path > bindparam("first", type_=Text()),
        _ANSWERS.path < bindparam("last", type_=Text()),
    )
)
_OF_TALK = Prepared(
    select(_ANSWERS.talk, *_SAID)
    .select_from(table_of(InterviewRow))
    .join(
        table_of(AnswerRow),
        and_(_ANSWERS.case_id == _TALKS.case_id, _ANSWERS.talk == _TALKS.id),
    )
    .where(
        _TALKS.case_id.in_(select(_IDS.c.value)),
        _ANSWERS.path.in_(select(_PATHS.c.value)),
    )
)
_ASKED = Prepared(
    select(
        _LINES.partner_kind,
        _LINES.decision,
        _WAIVERS.signature.is_not(None).label("is_signed"),
        _WAIVERS.refused_at.is_not(None).label("is_refused"),
        _LINES.withdrawn_at.is_not(None).label("is_withdrawn"),
        _LINES.withdrawn_categories,
    )
    .join(table_of(WaiverRow), _WAIVERS.id == _LINES.waiver_id)
    .join(table_of(CaseRow), _CASES.id == _WAIVERS.case_id)
    .where(
        LISTED,
        OPEN,
        _WAIVERS.void_at.is_(None),
        _WAIVERS.printed_on >= bindparam("first_day", type_=_WAIVERS.printed_on.type),
        _WAIVERS.printed_on <= bindparam("last_day", type_=_WAIVERS.printed_on.type),
    )
)


@dataclass(frozen=True, slots=True)
class LedTalk:
    """A talk that was led.

    Attributes:
        day: As it was entered; the day on which the talk was begun when nobody entered one.
    """

    id: InterviewId
    case_id: CaseId
    day: date


@dataclass(frozen=True, slots=True)
class Said:
    """An answer with the moment at which it was given."""

    path: str
    answer: Answer
    at: datetime


@dataclass(frozen=True, slots=True)
class AskedLine:
    """What became of one line of a waiver that was printed.

    Attributes:
        is_signed: The waiver was signed.
        is_refused: Somebody did not want to sign it.
        is_withdrawn: The line was taken back, in whole or in part.
    """

    partner_kind: str
    decision: bool | None
    is_signed: bool
    is_refused: bool
    is_withdrawn: bool


class StatisticsRepository(Repository):
    """Reads for counting; it never gives a name or a number of a case."""

    def talks(self, day_path: str) -> list[LedTalk]:
        """Return all talks of the cases that lists show.

        Args:
            day_path: Path of the answer that holds a talk's day.
        """
        values = {"day_path": day_path, "closed": self._work.closed_ids}
        return [
            LedTalk(
                InterviewId(uuid_of(talk)),
                CaseId(uuid_of(case_id)),
                date.fromisoformat(day) if day else office_day(moment_of(begun_at)),
            )
            for talk, case_id, begun_at, day in _LED.plain(self._driver, values)
        ]

    def of_cases(
        self, case_ids: Iterable[CaseId], paths: Iterable[str]
    ) -> Iterator[tuple[CaseId, Said]]:
        """Yield the answers at some paths that belong to whole cases."""
        values = {"ids": _json(case_ids), "paths": json.dumps(sorted(paths))}
        for case_id, *said in _OF_CASE.plain(self._driver, values):
            yield CaseId(uuid_of(case_id)), _said(*said)

    def below(self, case_ids: Iterable[CaseId], repeat: str) -> Iterator[tuple[CaseId, Said]]:
        """Yield the answers in the rows of a repeat that belongs to whole cases."""
        # "0" is the sign behind "/": what begins with the repeat's path lies between.
        values = {"ids": _json(case_ids), "first": f"{repeat}/", "last": f"{repeat}0"}
        for case_id, *said in _BELOW.plain(self._driver, values):
            yield CaseId(uuid_of(case_id)), _said(*said)

    def of_talks(
        self, case_ids: Iterable[CaseId], paths: Iterable[str]
    ) -> Iterator[tuple[InterviewId, Said]]:
        """Yield the answers at some paths that belong to the talks of some cases."""
        values = {"ids": _json(case_ids), "paths": json.dumps(sorted(paths))}
        for talk, *said in _OF_TALK.plain(self._driver, values):
            yield InterviewId(uuid_of(talk)), _said(*said)

    def asked_lines(self, first: date, last: date) -> list[AskedLine]:
        """Return the lines of waivers that were printed on one of these days; no misprints."""
        days = {"first_day": first, "last_day": last, "closed": self._work.closed_ids}
        return [
            AskedLine(
                kind,
                None if decision is None else bool(decision),
                bool(is_signed),
                bool(is_refused),
                bool(withdrawn) or taken != _NOTHING_TAKEN,
            )
            for kind, decision, is_signed, is_refused, withdrawn, taken in _ASKED.plain(
                self._driver, days
            )
        ]


def _json(case_ids: Iterable[CaseId]) -> str:
    return json.dumps([case_id.hex for case_id in case_ids])


def _said(path: str, value: str | None, state: str, at: str) -> Said:
    return Said(path, Answer(value=value, state=AnswerState(state)), moment_of(at))
