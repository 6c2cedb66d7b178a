"""Fills the sheet with our own keys for other offices."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from intake_app.bundle.recipients import fingerprint_words
from intake_app.printing import office_sheet
from intake_app.services.rendering import GERMAN, imprint

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
    sender = imprint(session)
    # No text for persons, so there is nothing on it that had to be released.
    released = replace(sender.office, texts_released_on=session.today())
    german = session.content.wording(GERMAN)
    return office_sheet.render(data, german, replace(sender, office=released))
