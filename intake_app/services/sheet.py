"""All answers of one talk and what follows from them, as one immutable value.

The interview page keeps a sheet, replaces it with `with_answer` the moment the service has
stored an answer, and asks it what to show; no page computes a rule of a form.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from intake_app.domain.answers import AnswerState
from intake_app.form_engine.answer_view import AnswerView
from intake_app.form_engine.completeness import missing_in, not_asked, progress
from intake_app.form_engine.depth import (
    Deepening,
    deepening,
    deeper_progress,
    goes_on_at,
    section_beside,
)
from intake_app.form_engine.display import display_answer
from intake_app.form_engine.model import Need, Scope, TextFormat
from intake_app.form_engine.relevance import Shown, Visibility, visible
from intake_app.services import language_deviation
from intake_app.services.derived import derive
from intake_app.services.proposals import proposals
from intake_app.services.reading import WANTS_SCHOOL, Reading

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date, datetime

    from intake_app.domain.answers import Answer
    from intake_app.domain.case import Interview
    from intake_app.form_engine.conditions import Derived
    from intake_app.form_engine.model import Form, Section
    from intake_app.form_engine.wording import Wording


@dataclass(frozen=True)
class Sheet:
    """One talk with all its answers (Bogen, ausgefüllt).

    Attributes:
        form: The form in the version in which it is shown.
        reading: Answers and rows of the case and of this talk.
        drafts: Half-typed input by path.
        advisor: Initials of the one at work.
        case_number: Number of the case.
        partner_names: The office's partners by id, as answers name them.
        earlier_at: When the talk before this one was begun; None in the first of a case.
    """

    interview: Interview
    form: Form
    reading: Reading
    drafts: Mapping[str, str]
    today: date
    advisor: str
    case_number: str
    partner_names: Mapping[str, str]
    earlier_at: datetime | None = None

    # What changed: every method returns a new sheet.

    def with_answer(self, path: str, answer: Answer) -> Sheet:
        """Return the sheet after an answer was stored; its half-typed input is gone."""
        answers = {**self.reading.answers, path: answer}
        if answer.state is AnswerState.NOT_ASKED:
            del answers[path]
        drafts = {key: text for key, text in self.drafts.items() if key != path}
        return replace(self, reading=Reading(answers, self.reading.rows), drafts=drafts)

    def with_draft(self, path: str, text: str) -> Sheet:
        """Return the sheet after half-typed input was kept; empty text forgets it."""
        drafts = {key: kept for key, kept in self.drafts.items() if key != path}
        return replace(self, drafts={**drafts, path: text} if text else drafts)

    def with_interview(self, interview: Interview) -> Sheet:
        """Return the sheet of the same talk in a new state."""
        return replace(self, interview=interview)

    # What follows.

    @cached_property
    def derived(self) -> Derived:
        """Values that conditions ask for."""
        return derive(self.reading, self.today)

    @cached_property
    def answers(self) -> AnswerView:
        """The answers as the form engine looks at them."""
        return AnswerView(self.form, self.reading.answers, self.reading.rows)

    @cached_property
    def visibility(self) -> Visibility:
        """Everything that is shown, in the order of the talk."""
        return visible(self.answers, self.derived)

    @cached_property
    def _shown_paths(self) -> frozenset[str]:
        return self.visibility.paths()

    @cached_property
    def _blocks(self) -> tuple[Shown, ...]:
        return self.visibility.blocks()

    @property
    def is_about_school(self) -> bool:
        """Whether the talk is about a place at a school."""
        return self.is_shown(WANTS_SCHOOL) and self.reading.value(WANTS_SCHOOL) == "yes"

    @cached_property
    def deepening(self) -> Mapping[str, Deepening]:
        """What can wait for a later talk, by id of the section or path of the entry."""
        reading = self.reading
        proposed = proposals(reading, self.today).items()
        filled_in = frozenset(path for path, value in proposed if reading.value(path) == value)
        purposes = {Need.RECORD, Need.SLIP, Need.WAIVER}
        if self.is_about_school:
            purposes.add(Need.SCHOOL)
        return deepening(self.visibility, filled_in, frozenset(purposes))

    @cached_property
    def goes_on_at(self) -> Shown | None:
        """The question at which the next talk goes on; None when everything was asked."""
        return goes_on_at(self.visibility)

    @cached_property
    def resumes_at(self) -> Shown | None:
        """The question at which this talk takes up an earlier one; None in a first talk."""
        return self.goes_on_at if self.earlier_at is not None else None

    @cached_property
    def _left_open(self) -> tuple[str, ...]:
        return tuple(not_asked(self.visibility))

    def is_shown(self, path: str) -> bool:
        """Tell whether the question at the path applies."""
        return path in self._shown_paths

    def is_open(self, section: Section) -> bool:
        """Tell whether the section may be opened yet (duty notice before residence)."""
        return section.id in self.visibility.open_sections

    def in_section(self, section_id: str) -> tuple[Shown, ...]:
        """Return what is shown of a section; groups and repeats before their parts."""
        return self.visibility.in_section(section_id)

    def progress(self, section_id: str) -> tuple[int, int]:
        """Return how many core questions of a section are settled, and how many there are."""
        return progress(self.visibility, section_id)

    def deeper_progress(self, section_id: str) -> tuple[int, int]:
        """Return how many deepening questions are settled, and how many there are."""
        return deeper_progress(self.visibility, section_id)

    def section_beside(self, here: str, step: int) -> str:
        """Return the section to which one goes on (+1) or back (−1), "" beyond the ends.

        A later talk begins with its own questions, as every talk; from these one goes on to
        where the last one stopped.
        """
        there = section_beside(self.visibility, here, step)
        if step < 0 or self.resumes_at is None or not (here and there):
            return there
        is_beginning = self.form.section(here).scope is Scope.TALK
        return self.resumes_at.section.id if is_beginning and self._is_of_case(there) else there

    def missing(self, need: Need = Need.RECORD) -> tuple[str, ...]:
        """Return the paths of required questions that are not settled."""
        return tuple(missing_in(self.visibility, need))

    def blocks(self) -> tuple[Shown, ...]:
        """Return the questions whose safety notes stop the talk."""
        return self._blocks

    def left_open(self) -> tuple[str, ...]:
        """Return the paths of core questions that were not asked."""
        return self._left_open

    def hidden_answers(self) -> tuple[str, ...]:
        """Return the paths of stored answers whose question no longer applies."""
        return tuple(path for path in sorted(self.reading.answers) if not self.is_shown(path))

    def in_form_order(self) -> Iterator[tuple[str, Answer]]:
        """Yield all stored answers in the order of the form, hidden ones at the end."""
        for shown in self.visibility.shown:
            if shown.path in self.reading.answers:
                yield shown.path, self.reading.answers[shown.path]
        for path in self.hidden_answers():
            yield path, self.reading.answers[path]

    # Texts.

    def display(self, path: str, wording: Wording) -> str:
        """Return the answer at a path for a reader; empty when it was not asked."""
        answer = self.reading.answer(path)
        if answer.state is AnswerState.NOT_ASKED:
            return ""
        question = self.form.place_at(path).question
        if question.format is TextFormat.PARTNER and answer.value:
            return self.partner_names.get(answer.value, "")
        return display_answer(question, answer, wording)

    def computed(self, name: str, path: str, wording: Wording) -> str:
        """Return a value that the program computes (`compute` of the question at the path)."""
        if name == "age":
            return self.reading.age(self.today).text
        if name == "language_deviation":
            row = path.rpartition("/")[0]
            return language_deviation.in_words(self.form, self.reading, row, wording)
        values = {
            "case_no": self.case_number,
            "advisor": self.interview.begun_by,
            "form_version": self.interview.form,
            "open_questions": str(len(self.left_open())),
            "days_without_school": self._days_without_school(),
        }
        return values[name]

    def _is_of_case(self, section_id: str) -> bool:
        return self.form.section(section_id).scope is Scope.CASE

    def _days_without_school(self) -> str:
        """Return the days from asking for a place to the first day at school, or to today."""
        asked_on, start = self.reading.day("reg.asked_on"), self.reading.day("pu.start")
        return str(((start or self.today) - asked_on).days) if asked_on else ""
