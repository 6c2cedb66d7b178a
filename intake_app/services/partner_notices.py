"""Telling partners of a deletion or restriction (Mitteilung an Empfänger, Art. 19 DSGVO).

Corrections have a notice of their own (`corrections`), which says what was wrong.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from intake_app.domain.office import DisclosureState, PaperKind
from intake_app.domain.roles import Right
from intake_app.errors import NotFoundError
from intake_app.printing import partner_notice
from intake_app.services.document import Document
from intake_app.services.permissions import needs
from intake_app.services.reading import read_case
from intake_app.services.rendering import GERMAN, imprint
from intake_app.services.session import office_day

if TYPE_CHECKING:
    from datetime import date

    from intake_app.domain.codes import CaseId, PartnerId
    from intake_app.domain.data_rights import NoticeReason
    from intake_app.services.session import Session
    from intake_app.store.transaction import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """A partner that received something about the person (Empfänger).

    Attributes:
        received_on: On which days, in order.
    """

    partner_id: PartnerId
    partner_name: str
    received_on: tuple[date, ...]


class PartnerNoticeService:
    """What the office owes partners that received what is deleted or restricted."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @needs(Right.REQUESTS)
    def recipients(self, case_id: CaseId) -> list[Recipient]:
        """Return who received something about the person, by name."""
        with self._session.read() as store:
            store.cases.get(case_id)
            return _recipients(store, case_id)

    @needs(Right.REQUESTS)
    def notice(self, case_id: CaseId, partner_id: PartnerId, reason: NoticeReason) -> Document:
        """Return the notice to one partner; it must be printed before the case is gone.

        Raises:
            NotFoundError: The partner received nothing ("recipient").
            NotPermittedError: The office has no address ("office_incomplete").
        """
        session = self._session
        with session.read() as store:
            number = store.cases.get(case_id).number
            found = [r for r in _recipients(store, case_id) if r.partner_id == partner_id]
            if not found:
                raise NotFoundError("recipient")
            name = read_case(store, case_id).display_name
            partner = store.partners.get(partner_id)
        data = partner_notice.PartnerNotice(
            reason=reason,
            number=number,
            name=name,
            partner=partner.full_name,
            partner_address=partner.address,
            handed_on=found[0].received_on,
        )
        return Document(
            kind=PaperKind.PARTNER_NOTICE,
            case_id=case_id,
            number=number,
            language=GERMAN,
            data=partner_notice.render(data, session.content.wording(GERMAN), imprint(session)),
        )


def _recipients(store: Store, case_id: CaseId) -> list[Recipient]:
    names: dict[PartnerId, str] = {}
    days: dict[PartnerId, set[date]] = {}
    for row in store.disclosures.of_case(case_id):
        if row.state is DisclosureState.DONE:
            names[row.partner_id] = row.partner_name
            days.setdefault(row.partner_id, set()).add(office_day(row.done_at or row.begun_at))
    found = [
        Recipient(partner_id=one, partner_name=name, received_on=tuple(sorted(days[one])))
        for one, name in names.items()
    ]
    return sorted(found, key=lambda recipient: recipient.partner_name)
