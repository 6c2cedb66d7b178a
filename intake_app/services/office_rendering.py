"""Fills the sheet with our own keys for other offices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.bundle.recipients import fingerprint_words
from intake_app.printing import office_sheet
from intake_app.services.rendering import GERMAN, own_imprint

if TYPE_CHECKING:
    from intake_app.services.session import Session


def render_office_sheet(session: Session) -> bytes:
    """Return "Unser Stellenblatt": both public keys with the words that stand for them."""
    with session.read() as store:
        keys = store.office.own_keys()
    data = office_sheet.OfficeSheet(
        age_recipient=keys.age_recipient,
        signing_key=keys.verify_key,
        words=fingerprint_words(keys.age_recipient, keys.verify_key, session.content.words),
        as_of=session.today(),
    )
    return office_sheet.render(data, session.content.wording(GERMAN), own_imprint(session))
