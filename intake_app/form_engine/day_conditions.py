"""Conditions on days: how long ago, before another day, a day that stands for an unknown one.

They look at the first and the last day that an answer can mean, so that a year alone is
compared as honestly as a whole date: what may be so or not so is uncertain.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from intake_app.domain.ages import age_range
from intake_app.domain.answers import AnswerState
from intake_app.domain.dates import PartialDate

if TYPE_CHECKING:
    from intake_app.domain.answers import Answer
    from intake_app.form_engine.conditions import AnswerLookup, Derived


@dataclass(frozen=True, slots=True)
class YearsAgo:
    """So many years are completed since the day: for a birth, the age."""

    question: str
    years: int

    def evaluate(self, answers: AnswerLookup, derived: Derived) -> bool | None:
        """Compare with today; not certain when a birthday may lie on either side."""
        told = _told(answers.answer(self.question))
        if told is None or derived.today is None:
            return _without_day(answers.answer(self.question))
        return age_range(told, derived.today).is_at_least(self.years)

    def subjects(self) -> frozenset[str]:
        """Return the question."""
        return frozenset({self.question})


@dataclass(frozen=True, slots=True)
class DaysAgo:
    """The day lies at least so many days back; 1 means that it is past."""

    question: str
    days: int

    def evaluate(self, answers: AnswerLookup, derived: Derived) -> bool | None:
        """Compare with today."""
        span = _span(answers.answer(self.question))
        if span is None or derived.today is None:
            return _without_day(answers.answer(self.question))
        first, last = span
        border = derived.today - timedelta(days=self.days)
        return _certainly(last <= border, first > border)

    def subjects(self) -> frozenset[str]:
        """Return the question."""
        return frozenset({self.question})


@dataclass(frozen=True, slots=True)
class Before:
    """The day lies before that of another question."""

    question: str
    other: str

    def evaluate(self, answers: AnswerLookup, derived: Derived) -> bool | None:  # noqa: ARG002 - the same for every node
        """Compare; a day that is missing lies before nothing."""
        span, bound = _span(answers.answer(self.question)), _span(answers.answer(self.other))
        if span is None or bound is None:
            missing = self.question if span is None else self.other
            return _without_day(answers.answer(missing))
        return _certainly(span[1] < bound[0], span[0] >= bound[1])

    def subjects(self) -> frozenset[str]:
        """Return both questions."""
        return frozenset({self.question, self.other})


@dataclass(frozen=True, slots=True)
class DayIn:
    """Day and month are among these, "01-01" for the first of January."""

    question: str
    days: frozenset[str]

    def evaluate(self, answers: AnswerLookup, derived: Derived) -> bool | None:  # noqa: ARG002 - the same for every node
        """Look at the day; a range of days is not certain."""
        span = _span(answers.answer(self.question))
        if span is None:
            return _without_day(answers.answer(self.question))
        return None if span[0] != span[1] else f"{span[0]:%m-%d}" in self.days

    def subjects(self) -> frozenset[str]:
        """Return the question."""
        return frozenset({self.question})


def _told(answer: Answer) -> PartialDate | None:
    """Return the date of an answer of either kind of date."""
    if not answer.value:
        return None
    if answer.value.startswith("{"):
        return PartialDate.from_canonical(answer.value)
    return PartialDate.of_day(date.fromisoformat(answer.value))


def _span(answer: Answer) -> tuple[date, date] | None:
    told = _told(answer)
    if told is None or told.earliest is None or told.latest is None:
        return None
    return told.earliest, told.latest


def _without_day(answer: Answer) -> bool | None:
    return False if answer.state is AnswerState.NOT_ASKED else None


def _certainly(so: bool, not_so: bool) -> bool | None:  # noqa: FBT001 - two findings
    if so:
        return True
    return False if not_so else None
