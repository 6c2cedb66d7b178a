"""The words of a statistic that stand in no form: titles, units, notes below the tables.

Whoever shows a table gives them, in the language of the reader; what people answered is named
by the code lists of the forms, in German.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from intake_app.domain.data_rights import Outcome, RequestKind
    from intake_app.domain.statistics import Background, Topic


class Term(StrEnum):
    """A word or note that the program needs; those with fields name them."""

    TITLE = "title"
    STAMP = "stamp"
    PEOPLE = "people"
    TALKS = "talks"
    STEPS = "steps"
    LINES = "lines"
    REQUESTS = "requests"
    TOTAL = "total"
    OTHERS = "others"
    UNSTATED = "unstated"
    NOT_ASSIGNABLE = "not_assignable"
    YOUNG_ADULTS = "young_adults"  # {first}, {last}
    UNIT = "unit"
    MIGRATION = "migration"
    IMMIGRATION = "immigration"
    APPLIES = "applies"
    PARTNER_KIND = "partner_kind"
    NO_PARTNER = "no_partner"
    REQUEST_KIND = "request_kind"
    OUTCOME = "outcome"
    RUNNING = "running"
    SCHOOL_PLACE = "school_place"
    STARTED = "started"
    WAITING = "waiting"
    DECISION = "decision"
    ASKED = "asked"
    GIVEN = "given"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"

    SCOPE = "note.scope"  # {first}, {last}
    AS_STORED = "note.as_stored"  # {today}
    ROUNDED = "note.rounded"
    INTERNAL = "note.internal"
    UNSTATED_NOTE = "note.unstated"
    AGE = "note.age"  # {day}
    YOUNG_ADULTS_NOTE = "note.young_adults"
    SEVERAL = "note.several"
    TOO_FEW = "note.too_few"  # {fewest}
    ORIGIN = "note.origin"
    BACKGROUND = "note.background"
    INTERPRETED = "note.interpreted"
    MINUTES = "note.minutes"  # {minutes}, {count}
    OWN_ESTIMATE = "note.own_estimate"
    TRAINING = "note.training"
    RECOGNITION = "note.recognition"
    AGREED = "note.agreed"
    STEP_DAYS = "note.step_days"  # {days}, {count}
    SCHOOL_DAYS = "note.school_days"  # {days}, {count}
    LINES_NOTE = "note.lines"
    ALL_REQUESTS = "note.all_requests"
    REQUEST_DAYS = "note.request_days"  # {days}, {count}
    NO_MEDIAN = "note.no_median"  # {fewest}


@dataclass(frozen=True, slots=True, kw_only=True)
class StatisticsWords:
    """All of them in one language."""

    topics: Mapping[Topic, str]
    terms: Mapping[Term, str]
    backgrounds: Mapping[Background, str]
    requests: Mapping[RequestKind, str]
    outcomes: Mapping[Outcome, str]

    def say(self, term: Term, **fields: object) -> str:
        """Return a word, or a note with its fields filled in."""
        return self.terms[term].format(**fields)
