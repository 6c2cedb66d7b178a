"""Reads the heads of cases, the most frequent question after the search.

Columns are unpacked and filled in by place, and statements are prepared: fifty heads while
somebody types cost a fifth of a millisecond instead of five.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import Text, and_, bindparam, func, or_, select

from intake_app.domain.case import HIDDEN_STATES, LISTED_STATES, Case, CaseHead, CaseState
from intake_app.domain.codes import CaseId
from intake_app.store.prepared import Prepared, unpeeked
from intake_app.store.tables import CaseRow, InterviewRow, table_of
from intake_app.store.types import moment_of, texts_of, uuid_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from sqlalchemy import ColumnElement

    from intake_app.store.index import CaseOrder
    from intake_app.store.repository import Work

_CASES = table_of(CaseRow).c
_TALKS = table_of(InterviewRow).c
COLUMNS = (
    _CASES.id,
    _CASES.number,
    _CASES.state,
    _CASES.created_at,
    _CASES.created_by,
    _CASES.last_contact_at,
    _CASES.closed_at,
    _CASES.state_reason,
    _CASES.display_name,
    _CASES.original_name,
    _CASES.other_names,
    _CASES.birth_first,
    _CASES.birth_last,
    _CASES.sex,
    _CASES.municipality,
    _CASES.languages,
    _CASES.document_language,
    _CASES.needs_interpreter,
    _CASES.address_protected,
    _CASES.age_uncertain,
    _CASES.open_steps,
    select(func.max(_TALKS.begun_at))
    .where(_TALKS.case_id == _CASES.id)
    .correlate(table_of(CaseRow))
    .scalar_subquery()
    .label("last_talk_at"),
)
"""The columns of a head, in the order in which `to_head` takes them."""

_IDS = func.json_each(bindparam("ids", type_=Text())).table_valued("value")
_CLOSED = func.json_each(bindparam("closed", type_=Text())).table_valued("value")
OPEN = _CASES.id.not_in(select(_CLOSED.c.value))
"""The condition that the case is not closed to whoever works; the parameter `closed`."""

_STATES = {state.value: state for state in CaseState}
# No IN: a prepared statement has a fixed number of parameters.
LISTED = or_(*(_CASES.state == state for state in sorted(LISTED_STATES)))
"""The condition that every list puts on cases."""

FINDABLE = and_(*(_CASES.state != state for state in sorted(HIDDEN_STATES)))
"""The condition that every search puts on cases; a discarded one is found by its number."""

_languages_of = lru_cache(maxsize=1024)(texts_of)
"""Most people share a handful of combinations; codes tell nothing about anybody."""

_ALL = -1
"""Stands for "no limit" in SQLite."""


def _page(*order: ColumnElement[Any], where: Sequence[ColumnElement[bool]]) -> Prepared:
    limit, offset = unpeeked("limit"), unpeeked("offset")
    return Prepared(
        select(*COLUMNS).where(*where, OPEN).order_by(*order).limit(limit).offset(offset)
    )


_BY_IDS = Prepared(select(*COLUMNS).where(_CASES.id.in_(select(_IDS.c.value)), OPEN))
_PAGES: Mapping[CaseOrder, Prepared] = {
    "name": _page(_CASES.sort_name, _CASES.number, where=[LISTED]),
    "number": _page(_CASES.number.desc(), where=[LISTED]),
    "last_contact": _page(_CASES.last_contact_at.desc(), _CASES.number.desc(), where=[LISTED]),
}
_STEP_DUE = _page(
    _CASES.next_step_on,
    _CASES.number,
    where=[_CASES.next_step_on <= bindparam("until"), _CASES.state == CaseState.OPEN],
)
_NO_CONTACT = _page(
    _CASES.last_contact_at,
    _CASES.number,
    where=[_CASES.last_contact_at < bindparam("moment"), LISTED],
)


def by_ids(work: Work, case_ids: Sequence[CaseId]) -> list[CaseHead]:
    """Return the heads in the order of the ids; ids without a case are left out."""
    wanted = json.dumps([case_id.hex for case_id in case_ids])
    rows = _BY_IDS.plain(work.driver, {"ids": wanted, "closed": work.closed_ids})
    found = {head.case.id: head for head in map(to_head, rows)}
    return [found[case_id] for case_id in case_ids if case_id in found]


def page(work: Work, order: CaseOrder, limit: int, offset: int) -> list[CaseHead]:
    """Return one page of the list of all cases, hidden ones left out."""
    values = {"limit": limit, "offset": offset, "closed": work.closed_ids}
    rows = _PAGES[order].plain(work.driver, values)
    return [to_head(row) for row in rows]


def with_step_due(work: Work, until: date, limit: int | None) -> list[CaseHead]:
    """Return the open cases with a step or appointment until the day, soonest first."""
    values = {"until": until, "limit": _ALL if limit is None else limit, "offset": 0}
    rows = _STEP_DUE.plain(work.driver, {**values, "closed": work.closed_ids})
    return [to_head(row) for row in rows]


def without_contact_since(work: Work, moment: datetime) -> list[CaseHead]:
    """Return the cases whose last contact lies before the moment, oldest first."""
    values = {"moment": moment, "limit": _ALL, "offset": 0}
    rows = _NO_CONTACT.plain(work.driver, {**values, "closed": work.closed_ids})
    return [to_head(row) for row in rows]


def to_head(row: Sequence[Any]) -> CaseHead:
    """Return the head that the values of `COLUMNS` make, as the driver gives them."""
    (
        case_id,
        number,
        state,
        created_at,
        created_by,
        last_contact_at,
        closed_at,
        state_reason,
        display_name,
        original_name,
        other_names,
        birth_first,
        birth_last,
        sex,
        municipality,
        languages,
        document_language,
        needs_interpreter,
        address_protected,
        age_uncertain,
        open_steps,
        last_talk_at,
    ) = row
    case = Case(
        CaseId(uuid_of(case_id)),
        number,
        moment_of(created_at),
        created_by,
        moment_of(last_contact_at),
        _STATES[state],
        None if closed_at is None else moment_of(closed_at),
        state_reason,
    )
    return CaseHead(
        case,
        display_name,
        original_name,
        texts_of(other_names),
        (int(birth_first[:4]), int(birth_last[:4])) if birth_first and birth_last else None,
        sex,
        municipality,
        _languages_of(languages),
        document_language,
        needs_interpreter == 1,
        address_protected == 1,
        age_uncertain == 1,
        None if last_talk_at is None else moment_of(last_talk_at),
        open_steps,
    )
