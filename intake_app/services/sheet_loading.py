"""Reads the sheet of a talk from the store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.errors import NotFoundError
from intake_app.services.reading import read_case
from intake_app.services.sheet import Sheet

if TYPE_CHECKING:
    from intake_app.domain.case import Interview
    from intake_app.domain.codes import CaseId
    from intake_app.services.session import Session
    from intake_app.store.transaction import Store

INTERVIEW_FORM = "competence"


def load_sheet(session: Session, store: Store, interview: Interview) -> Sheet:
    """Return everything about a talk: answers, rows, half-typed input."""
    drafts = {
        path: text
        for (talk, path), text in store.drafts.all(interview.case_id).items()
        if talk in {None, interview.id}
    }
    talks = store.interviews.of_case(interview.case_id)
    earlier = [talk.begun_at for talk in talks if talk.begun_at < interview.begun_at]
    return Sheet(
        interview=interview,
        form=session.content.form(INTERVIEW_FORM),
        reading=read_case(store, interview.case_id, interview.id),
        drafts=drafts,
        today=session.today(),
        advisor=session.by,
        case_number=store.cases.get(interview.case_id).number,
        partner_names={str(p.id): p.full_name for p in store.partners.all()},
        earlier_at=max(earlier, default=None),
    )


def latest_sheet(session: Session, store: Store, case_id: CaseId) -> Sheet:
    """Return the sheet of the latest talk of a case.

    Raises:
        NotFoundError: There was no talk yet.
    """
    talks = store.interviews.of_case(case_id)
    if not talks:
        raise NotFoundError("interview")
    return load_sheet(session, store, max(talks, key=lambda talk: talk.begun_at))
