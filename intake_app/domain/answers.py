"""An answer to one question, with its state and evidence (Antwort).

A value is one canonical text per kind of question (code, ISO date, decimal, JSON list of
codes in order of priority …); `form_engine.values` reads and writes it.

A path names a question inside a case: `person.sex`; a part of a group
`contact.phone/number`; a question of a repeat row `job.rows/<row>/job.title`, where
<row> is a client-made id.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime

    from intake_app.domain.codes import InterviewId


class AnswerState(StrEnum):
    """The four states of every field; an absent answer counts as not asked."""

    ANSWERED = "answered"
    UNKNOWN = "unknown"  # weiß nicht
    DECLINED = "declined"  # keine Angabe
    NOT_ASKED = "not_asked"


class EvidenceKind(StrEnum):
    """What an answer rests on (Nachweis)."""

    STATED = "stated"  # nach eigener Angabe
    SEEN = "seen"  # Unterlage gesehen
    CERTIFIED_COPY = "certified_copy"  # beglaubigte Kopie liegt vor
    ASSESSED = "assessed"  # eingeschätzt durch Fachkraft


class ToldBy(StrEnum):
    """Who gave the answer."""

    PERSON = "person"
    COMPANION = "companion"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What was seen, when and by whom; `seen_on` and `seen_by` only for documents."""

    kind: EvidenceKind
    seen_on: date | None = None
    seen_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The answer to one question.

    Attributes:
        value: Canonical text; None in every state but ANSWERED.
        uncertain: The advisor is not sure of it (poor understanding, say).
    """

    value: str | None = None
    state: AnswerState = AnswerState.ANSWERED
    evidence: Evidence | None = None
    uncertain: bool = False
    told_by: ToldBy = ToldBy.PERSON

    def __post_init__(self) -> None:
        if (self.value is None) == (self.state is AnswerState.ANSWERED):
            raise ValueError("an answer has a value exactly when its state is 'answered'")


NOT_ASKED = Answer(state=AnswerState.NOT_ASKED)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredAnswer:
    """An answer as it lies in the vault.

    Attributes:
        interview_id: Set for questions of scope "talk", None for scope "case".
        form: Form and version under which it was given, for example "competence 2026-1".
    """

    path: str
    answer: Answer
    interview_id: InterviewId | None
    form: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerChange:
    """One step in the history of an answer: the old answer and why it was replaced."""

    path: str
    old: Answer
    replaced_by: str
    replaced_at: datetime
    reason: str
