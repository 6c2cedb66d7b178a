"""Letters about requests of persons: more time, done, refused (Art. 12 (3) and (4), 21 DSGVO).

A letter says what the register says, so it comes after the answer or the extension was entered.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from intake_app.domain.case import CaseState
from intake_app.domain.data_rights import IdentityCheck, Outcome
from intake_app.domain.office import PaperKind
from intake_app.domain.roles import Right
from intake_app.errors import NotFoundError, NotPermittedError
from intake_app.printing import request_letter
from intake_app.services.document import Document
from intake_app.services.permissions import needs
from intake_app.services.reading import read_case
from intake_app.services.rendering import GERMAN, imprint, second_wording

if TYPE_CHECKING:
    from intake_app.domain.codes import CaseId
    from intake_app.domain.data_rights import DataRequest, RequestId
    from intake_app.services.reading import Reading
    from intake_app.services.session import Session
    from intake_app.store.transaction import Store


class RequestLetterService:
    """What an advisor can write to somebody who asked for something."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @needs(Right.REQUESTS)
    def answer(self, request_id: RequestId, recipient: str = "") -> Document:
        """Return the letter that says how a request ended, or that it takes longer.

        In German and in the language of the case.

        Args:
            request_id: A request that was answered or extended.
            recipient: Name and address, line by line; it stands on the letter and nowhere
                else. Empty takes the name from the case, or leaves lines to write on where
                the case is gone or closed to whoever writes; then the letter is in German.

        Raises:
            NotPermittedError: It was not made sure who asks ("identity_open"), nothing was
                decided yet ("request_open"), the person took the request back
                ("request_over"), or the office has no address ("office_incomplete").
        """
        session = self._session
        with session.read() as store:
            request = store.requests.get(request_id)
            _refuse_unready(request)
            person = _person(store, request.case_id)
        language = person.document_language if person else GERMAN
        lines = recipient.splitlines() or [person.display_name if person else ""]
        letter = request_letter.RequestLetter(
            number=request.letter_number,
            recipient=tuple(line.strip() for line in lines if line.strip()),
            kind=request.kind,
            asked_on=request.received_on,
            outcome=request.outcome,
            until=request.due_on,
            # The reason of an extension does not explain that all was done.
            reason="" if request.outcome is Outcome.GRANTED else request.reason,
        )
        german = session.content.wording(GERMAN)
        other = second_wording(session, language, "waiver")
        return Document(
            kind=PaperKind.REQUEST_LETTER,
            case_id=request.case_id if person else None,
            number=letter.number,
            language=language,
            data=request_letter.render(letter, german, other, imprint(session)),
        )


def _person(store: Store, case_id: CaseId | None) -> Reading | None:
    """Return what is known of the person; None where there is no case that may be read."""
    if case_id is None:
        return None
    with suppress(NotFoundError, NotPermittedError):
        if store.cases.get(case_id).state is not CaseState.ERASED:
            return read_case(store, case_id)
    return None


def _refuse_unready(request: DataRequest) -> None:
    if request.outcome is Outcome.WITHDRAWN:
        raise NotPermittedError("request_over")
    if request.is_open and not request.extended:
        raise NotPermittedError("request_open")
    if request.identity is IdentityCheck.PENDING:
        raise NotPermittedError("identity_open")
