"""Between answers and the columns of their rows."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from intake_app.domain.answers import (
    Answer,
    AnswerState,
    Evidence,
    EvidenceKind,
    StoredAnswer,
    ToldBy,
)
from intake_app.domain.codes import InterviewId
from intake_app.store.tables import WHOLE_CASE
from intake_app.store.types import moment_of, uuid_of

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy import Row

ANSWER_COLUMNS = (
    *("case_id", "talk", "path", "form", "value", "state", "evidence", "seen_on", "seen_by"),
    *("uncertain", "told_by", "by", "at"),
)
"""The columns of an answer in the order in which `stored_from` takes them."""

_STATES = {state.value: state for state in AnswerState}
_TELLERS = {teller.value: teller for teller in ToldBy}


def interview_of(talk: UUID) -> InterviewId | None:
    """Return the talk that a column `talk` names, None for the whole case."""
    return None if talk == WHOLE_CASE else InterviewId(talk)


def columns_of(stored: StoredAnswer) -> dict[str, object]:
    """Return what the row of an answer holds besides its key."""
    answer = stored.answer
    evidence = answer.evidence
    return {
        "form": stored.form,
        "value": answer.value,
        # The driver asks around for an adapter of whatever is not exactly a text.
        "state": answer.state.value,
        "evidence": evidence.kind.value if evidence else None,
        "seen_on": evidence.seen_on if evidence else None,
        "seen_by": evidence.seen_by if evidence else "",
        "uncertain": answer.uncertain,
        "told_by": answer.told_by.value,
        "by": stored.by,
        "at": stored.at,
    }


def stored_from(  # noqa: PLR0913, PLR0917 - one for each column
    _case_id: str,
    talk: str,
    path: str,
    form: str,
    value: str | None,
    state: str,
    evidence: str | None,
    seen_on: str | None,
    seen_by: str,
    uncertain: int,
    told_by: str,
    by: str,
    at: str,
) -> StoredAnswer:
    """Return the same from the values of `ANSWER_COLUMNS` as the driver gives them."""
    seen = None
    if evidence is not None:
        day = None if seen_on is None else date.fromisoformat(seen_on)
        seen = Evidence(kind=EvidenceKind(evidence), seen_on=day, seen_by=seen_by)
    answer = Answer(
        value=value,
        state=_STATES[state],
        evidence=seen,
        uncertain=uncertain == 1,
        told_by=_TELLERS[told_by],
    )
    return StoredAnswer(
        path=path,
        answer=answer,
        interview_id=None if talk == WHOLE_CASE.hex else InterviewId(uuid_of(talk)),
        form=form,
        by=by,
        at=moment_of(at),
    )


def answer_of(row: Row[Any]) -> Answer:
    """Return the answer in a row of the answers or of their history."""
    evidence = None
    if row.evidence is not None:
        evidence = Evidence(
            kind=EvidenceKind(row.evidence), seen_on=row.seen_on, seen_by=row.seen_by
        )
    return Answer(
        value=row.value,
        state=AnswerState(row.state),
        evidence=evidence,
        uncertain=row.uncertain,
        told_by=ToldBy(row.told_by),
    )


def stored_of(row: Row[Any]) -> StoredAnswer:
    """Return the answer in a row with where, when and by whom it was given."""
    return StoredAnswer(
        path=row.path,
        answer=answer_of(row),
        interview_id=interview_of(row.talk),
        form=row.form,
        by=row.by,
        at=row.at,
    )
