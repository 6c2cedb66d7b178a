"""The answers of a case as values: what rules and documents read from them.

The ids of questions that have a meaning beyond their form (birth, names, interpreting …)
stand here and in `derived`, and nowhere else.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from intake_app.domain.ages import ADULT, AgeRange, possible_ages, shown_age
from intake_app.domain.answers import NOT_ASKED, Answer
from intake_app.domain.dates import PartialDate
from intake_app.domain.names import PersonName, in_display_order, slip_name
from intake_app.domain.waiver_rules import Talk, add_months

if TYPE_CHECKING:
    from collections.abc import Mapping

    from intake_app.domain.codes import CaseId, InterviewId
    from intake_app.domain.slip import NameOnSlip
    from intake_app.store.transaction import Store

NAMES = "name.rows"
STEPS = "step.rows"
CHILDREN = "fam.children"
WANTS_SCHOOL = "reg.wanted"


@dataclass(frozen=True)
class Reading:
    """All current answers of a case, with those of one talk.

    Attributes:
        answers: By path.
        rows: Ids of the rows of each repeat, by the repeat's path.
    """

    answers: Mapping[str, Answer]
    rows: Mapping[str, tuple[str, ...]]

    def answer(self, path: str) -> Answer:
        """Return an answer, NOT_ASKED when there is none."""
        return self.answers.get(path, NOT_ASKED)

    def value(self, path: str) -> str:
        """Return the canonical value; empty when there is none."""
        return self.answer(path).value or ""

    def codes(self, path: str) -> tuple[str, ...]:
        """Return the chosen codes of a multiple choice, or the one of a single choice."""
        value = self.value(path)
        if value.startswith("["):
            return tuple(json.loads(value))
        return (value,) if value else ()

    def flag(self, path: str) -> bool:
        """Tell whether a flag is set."""
        return self.value(path) == "true"

    def day(self, path: str) -> date | None:
        """Return a full date."""
        value = self.value(path)
        return date.fromisoformat(value) if value else None

    def partial_date(self, path: str) -> PartialDate | None:
        """Return a date that may be known in part only."""
        value = self.value(path)
        return PartialDate.from_canonical(value) if value else None

    def row_ids(self, repeat_path: str) -> tuple[str, ...]:
        """Return the rows of a repeat in their order."""
        return self.rows.get(repeat_path, ())

    @cached_property
    def names(self) -> tuple[PersonName, ...]:
        """The person's names, the one to be shown first."""
        rows = [
            PersonName(
                kind=self.value(f"{NAMES}/{row}/name.kind"),
                family=self.value(f"{NAMES}/{row}/name.family"),
                given=self.value(f"{NAMES}/{row}/name.given"),
                single=self.flag(f"{NAMES}/{row}/name.single"),
            )
            for row in self.row_ids(NAMES)
        ]
        return in_display_order(rows)

    @property
    def display_name(self) -> str:
        """The person's name as shown on screen; empty when none is known yet."""
        return self.names[0].full if self.names else ""

    def age(self, today: date) -> AgeRange:
        """Return the age as shown: from the official date, else from the told one."""
        return shown_age(self.partial_date("birth.value"), self.day("birth.official"), today)

    def possible_ages(self, today: date) -> AgeRange:
        """Return every age that is possible; whatever protects a minor looks at this."""
        return possible_ages(
            self.partial_date("birth.value"),
            self.day("birth.official"),
            today,
            official_is_placeholder=self.value("birth.placeholder") == "yes",
        )

    @property
    def majority_on(self) -> date | None:
        """The latest possible 18th birthday; papers signed by guardians end the day before."""
        told = self.partial_date("birth.value")
        days = [day for day in (told and told.latest, self.day("birth.official")) if day]
        return max(add_months(day, 12 * ADULT) for day in days) if days else None

    @property
    def address_protected(self) -> bool:
        """Whether the address must not be shown, printed or handed over."""
        return self.flag("addr.protected") or self.value("addr.kind") == "shelter"

    @property
    def document_language(self) -> str:
        """Tag of the language for papers beside German; "de" when none was chosen."""
        return self.value("contact.lang") or "de"


def read_case(store: Store, case_id: CaseId, interview_id: InterviewId | None = None) -> Reading:
    """Read the answers of the case and of one talk; of its latest talk when none is named."""
    if interview_id is None:
        talks = store.interviews.of_case(case_id)
        interview_id = talks[0].id if talks else None
    wanted = {None, interview_id}
    answers = {
        path: stored.answer
        for (talk, path), stored in store.answers.of_case(case_id).items()
        if talk in wanted
    }
    rows = {
        path: tuple(row_ids)
        for (talk, path), row_ids in store.answers.all_rows(case_id).items()
        if talk in wanted
    }
    return Reading(answers, rows)


def talk_of(reading: Reading) -> Talk:
    """Return what the talk says about the way of understanding, for the waiver's rules."""
    mode = reading.value("int.mode")
    return Talk(
        interpreted=mode in {"on_site", "phone", "video"},
        machine=mode == "program",
        insufficient=reading.value("int.quality") == "poor",
        cannot_read=reading.flag("alpha.reading_help") or reading.value("alpha.first") == "L4",
    )


def name_on_slip(reading: Reading, shown: NameOnSlip) -> str:
    """Return the person's name as the slip shows it (forms 5.1, lz.display)."""
    return slip_name(reading.names[0], shown) if reading.names else ""
