"""The sheet that lists the routing slips of a family (Familien-Deckblatt)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.domain.office import PaperKind
from intake_app.domain.roles import Right
from intake_app.domain.slip import NameOnSlip
from intake_app.errors import NotPermittedError
from intake_app.printing import family_slips
from intake_app.services.document import Document
from intake_app.services.permissions import needs
from intake_app.services.reading import read_case
from intake_app.services.rendering import GERMAN, imprint, second_wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intake_app.domain.codes import SlipId
    from intake_app.domain.slip import RoutingSlip
    from intake_app.services.session import Session
    from intake_app.store.transaction import Store


class FamilySlipService:
    """What an advisor can do for a family that has several slips.

    Who belongs together is kept nowhere: the advisor scans the slips that lie on the table.
    """

    def __init__(self, session: Session) -> None:
        self._session = session

    @needs(Right.COUNSEL)
    def cover(self, slip_ids: Sequence[SlipId]) -> Document:
        """Return the sheet with first names and numbers, in the language of the first slip.

        A slip that shows its number alone shows no name here either.

        Raises:
            NotPermittedError: No slip was scanned ("no_slip").
        """
        if not slip_ids:
            raise NotPermittedError("no_slip")
        session = self._session
        with session.read() as store:
            slips = [store.slips.get(slip_id) for slip_id in slip_ids]
            listed = tuple((_first_name(store, slip), slip.number) for slip in slips)
        first = slips[0]
        german = session.content.wording(GERMAN)
        other = second_wording(session, first.language, "routing")
        data = family_slips.FamilySlips(slips=listed)
        return Document(
            kind=PaperKind.FAMILY_SLIPS,
            case_id=first.case_id,
            number=first.number,
            language=first.language,
            data=family_slips.render(data, german, other, imprint(session)),
        )


def _first_name(store: Store, slip: RoutingSlip) -> str:
    names = read_case(store, slip.case_id).names
    if slip.name_on_slip is NameOnSlip.NUMBER_ONLY or not names:
        return ""
    return names[0].first
