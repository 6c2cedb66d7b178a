"""What the rules of waivers need from the store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.services.reading import read_case

if TYPE_CHECKING:
    from datetime import date

    from intake_app.domain.waiver import Waiver
    from intake_app.store.transaction import Store


def majority_of(store: Store, waiver: Waiver) -> date | None:
    """Return the 18th birthday that ends the lines of a minor; None for adults."""
    return read_case(store, waiver.case_id).majority_on if waiver.is_minor else None
