"""What became of the copies when the vault got a new key, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.errors import IntakeError
from intake_app.i18n import _

if TYPE_CHECKING:
    from intake_app.services.copies import CopyService


def new_key_words(copies: CopyService) -> str:
    """Say which copies there are after a change of key, and what is still to be done."""
    try:
        comes_by_itself = copies.overview().due
    except IntakeError:  # the page that is open says what is wrong with the vault
        comes_by_itself = False
    if comes_by_itself:
        return _(
            "A copy was made just before; it opens with the old key. One with the new key follows "
            "by itself within a minute."
        )
    return _(
        "A copy was made just before; it opens with the old key. Please make one with the new key "
        "now, for none is made by itself."
    )
