"""Everything that is stored about a person, in words: what an access copy lists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from intake_app.domain.answers import AnswerState, EvidenceKind, ToldBy
from intake_app.domain.dates import german_date
from intake_app.form_engine.display import display_answer
from intake_app.form_engine.model import AskedOf, Kind, TextFormat
from intake_app.services.session import office_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

    from intake_app.domain.answers import Answer, AnswerChange, StoredAnswer
    from intake_app.domain.codes import InterviewId
    from intake_app.form_engine.model import Form, Question
    from intake_app.form_engine.wording import Wording

_NO_ANSWER = frozenset({Kind.GROUP, Kind.REPEAT, Kind.COMPUTED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One stored answer in words.

    Attributes:
        value: The canonical value; None where it is blacked out or there is none.
        text: The answer in German words; says so where it is blacked out.
        source: Who said it or what it was seen in, in words.
        is_blanked: It is about somebody else.
        reason: For an earlier answer: why it was replaced.
    """

    section: str
    path: str
    label: str
    value: str | None
    text: str
    source: str
    at: datetime
    interview_id: InterviewId | None
    is_blanked: bool
    reason: str = ""


class Teller:
    """Puts stored answers into words.

    Args:
        form: The form with the questions; an answer to a question that it does not know any
            more is told with its path.
        german: German texts.
        partner_names: The office's partners by id, as answers name them.
    """

    def __init__(self, form: Form, german: Wording, partner_names: Mapping[str, str]) -> None:
        self._form = form
        self._german = german
        self._partners = partner_names
        self._order = {question.id: place for place, question in enumerate(form.questions())}

    def current(self, stored: Iterable[StoredAnswer]) -> list[Told]:
        """Return current answers in the order of the form."""
        told = [
            self._told(one.path, one.answer, one.at, one.interview_id)
            for one in stored
            if not self._is_container(one.path)
        ]
        return sorted(told, key=lambda one: self._place(one.path))

    def earlier(self, changes: Iterable[AnswerChange]) -> list[Told]:
        """Return answers that were replaced or removed, in the order in which it happened."""
        return [
            self._told(change.path, change.old, change.replaced_at, None, change.reason)
            for change in changes
            if not self._is_container(change.path)
        ]

    def half_typed(
        self, drafts: Mapping[tuple[InterviewId | None, str], str]
    ) -> Iterator[tuple[str, str]]:
        """Yield label and text of input that is no answer yet."""
        for (_, path), text in drafts.items():
            question = self._question(path)
            is_third = question is not None and question.third_person
            yield self.label(path), self.say("R-L.blanked") if is_third else text

    def label(self, path: str) -> str:
        """Return the question at a path in words."""
        question = self._question(path)
        if question is None:
            return path.rpartition("/")[2]
        return self._german.label(question)

    def answer(self, path: str, answer: Answer) -> str:
        """Return an answer in words, whoever it is about."""
        question = self._question(path)
        if question is None:
            return answer.value or ""
        if question.format is TextFormat.PARTNER and answer.value:
            return self._partners.get(answer.value, "")
        return display_answer(question, answer, self._german)

    def say(self, text_id: str, **fields: str) -> str:
        """Return a German text of the forms."""
        return self._german.block(text_id, **fields)

    def _told(
        self,
        path: str,
        answer: Answer,
        at: datetime,
        interview_id: InterviewId | None,
        reason: str = "",
    ) -> Told:
        question = self._question(path)
        is_blanked = (
            question is not None and question.third_person and answer.state is AnswerState.ANSWERED
        )
        return Told(
            section=self._section(path),
            path=path,
            label=self.label(path),
            value=None if is_blanked else answer.value,
            text=self.say("R-L.blanked") if is_blanked else self.answer(path, answer),
            source=f"{self._source(question, answer)}, {german_date(office_day(at))}",
            at=at,
            interview_id=interview_id,
            is_blanked=is_blanked,
            reason=reason,
        )

    def _source(self, question: Question | None, answer: Answer) -> str:
        if answer.told_by is ToldBy.COMPANION:
            return self.say("R-L.companion")
        if answer.evidence and answer.evidence.kind is EvidenceKind.ASSESSED:
            return self.say("R-L.assessed")
        if answer.evidence and answer.evidence.kind is not EvidenceKind.STATED:
            return self.say("R-L.seen")
        by_office = question is not None and question.asked_of is AskedOf.ADVISOR
        return self.say("R-L.office" if by_office else "R-L.told")

    def _question(self, path: str) -> Question | None:
        question_id = path.rpartition("/")[2]
        return self._form.question(question_id) if question_id in self._form else None

    def _is_container(self, path: str) -> bool:
        question = self._question(path)
        return question is not None and question.kind in _NO_ANSWER

    def _section(self, path: str) -> str:
        if self._question(path) is None:
            return ""
        return self._german.section_title(self._form.place_at(path).section)

    def _place(self, path: str) -> tuple[int, str, int]:
        first, *rest = path.split("/")
        last = self._order.get(path.rpartition("/")[2], len(self._order))
        return self._order.get(first, last), rest[0] if rest else "", last
