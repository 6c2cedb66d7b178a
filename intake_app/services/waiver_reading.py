"""What the rules of waivers need from the store and the lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.domain.disclosure import Reason
from intake_app.domain.waiver import Obstacle
from intake_app.domain.waiver_rules import not_offered
from intake_app.errors import CategoryNotOfferedError, DisclosureRefusedError
from intake_app.services.reading import read_case

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from intake_app.domain.codes import PartnerId
    from intake_app.domain.waiver import Waiver, WaiverLine
    from intake_app.form_engine.model import FormLibrary
    from intake_app.store.transaction import Store


def majority_of(store: Store, waiver: Waiver) -> date | None:
    """Return the 18th birthday that ends the lines of a minor; None for adults."""
    return read_case(store, waiver.case_id).majority_on if waiver.is_minor else None


def line_in_force(
    waiver: Waiver, partner_id: PartnerId, today: date, majority_on: date | None
) -> WaiverLine:
    """Return the partner's line that holds today.

    Raises:
        DisclosureRefusedError: There is none; with the reason and the day that decided it.
    """
    refused = DisclosureRefusedError(Reason.NO_LINE.value)
    for line in waiver.lines:
        if line.partner_id == partner_id and line.decision:
            obstacle = waiver.standing(line, today, majority_on=majority_on)
            if obstacle is None:
                return line
            decided = {
                Obstacle.WITHDRAWN: line.withdrawn_at,
                Obstacle.EXPIRED: waiver.last_day(line, majority_on),
            }
            refused = DisclosureRefusedError(obstacle.value, decided.get(obstacle))
    raise refused


def narrow_kinds(library: FormLibrary) -> frozenset[str]:
    """Return the kinds of partner for which a young person may sign alone."""
    return frozenset(code for code, kind in library.partner_kinds.items() if kind.narrow)


def refuse_not_offered(lines: Iterable[WaiverLine], library: FormLibrary) -> None:
    """See that no line offers a partner what its kind must not get.

    Raises:
        CategoryNotOfferedError: A line does.
    """
    for line in lines:
        refused = not_offered(line.categories, library.partner_kinds[line.partner_kind])
        if refused:
            raise CategoryNotOfferedError(refused)
