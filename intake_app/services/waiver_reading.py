"""What the rules of waivers need from the store and the lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.domain.waiver_rules import not_offered
from intake_app.errors import CategoryNotOfferedError
from intake_app.services.reading import read_case

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from intake_app.domain.waiver import Waiver, WaiverLine
    from intake_app.form_engine.model import FormLibrary
    from intake_app.store.transaction import Store


def majority_of(store: Store, waiver: Waiver) -> date | None:
    """Return the 18th birthday that ends the lines of a minor; None for adults."""
    return read_case(store, waiver.case_id).majority_on if waiver.is_minor else None


def refuse_not_offered(lines: Iterable[WaiverLine], library: FormLibrary) -> None:
    """See that no line offers a partner what its kind must not get.

    Raises:
        CategoryNotOfferedError: A line does.
    """
    for line in lines:
        refused = not_offered(line.categories, library.partner_kinds[line.partner_kind])
        if refused:
            raise CategoryNotOfferedError(refused)
