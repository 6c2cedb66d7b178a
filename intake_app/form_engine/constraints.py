"""Hard rules of single answers: what a form refuses to store (constraint)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from intake_app.domain.dates import PartialDate
from intake_app.form_engine.model import Check, Constraint, Kind, Question

if TYPE_CHECKING:
    from datetime import date

    from intake_app.form_engine.conditions import AnswerLookup

_Span = tuple[str, str]
"""First and last possible moment as sortable ISO texts."""


def broken_constraint(
    question: Question, value: str, *, today: date, answers: AnswerLookup | None = None
) -> Constraint | None:
    """Return the first constraint that a canonical value certainly breaks.

    A partial date breaks one only when every day it can mean does.

    Args:
        question: The question that the value answers.
        value: Canonical value.
        today: The office day.
        answers: The other answers; without them comparisons with other questions are
            left out.
    """
    for constraint in question.constraints:
        if _is_broken(constraint, question.kind, value, today, answers):
            return constraint
    return None


def _is_broken(
    constraint: Constraint, kind: Kind, value: str, today: date, answers: AnswerLookup | None
) -> bool:
    if constraint.check is Check.PATTERN:
        return re.fullmatch(constraint.operand, value) is None
    span = _span(kind, value)
    bound = _bound(constraint, kind, today, answers)
    if span is None or bound is None:
        return False
    first, last = span
    if constraint.check is Check.NOT_FUTURE:
        return first > bound
    return last <= bound if constraint.check is Check.AFTER else last < bound


def _bound(
    constraint: Constraint, kind: Kind, today: date, answers: AnswerLookup | None
) -> str | None:
    """Return what the value is compared with, None when it is not known."""
    if constraint.check is Check.NOT_FUTURE:
        return today.isoformat()
    if constraint.check is Check.MAX_AGE_YEARS:
        return _years_before(today, int(constraint.operand)).isoformat()
    other = answers.answer(constraint.operand).value if answers else None
    span = _span(kind, other) if other else None
    return span[0] if span else None


def _span(kind: Kind, value: str) -> _Span | None:
    """Return the first and last moment of a date, partial date or time."""
    if kind is Kind.TIME or not value.startswith("{"):
        return value, value
    partial = PartialDate.from_canonical(value)
    if partial.earliest is None or partial.latest is None:
        return None
    return partial.earliest.isoformat(), partial.latest.isoformat()


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February
        return day.replace(year=day.year - years, day=28)
