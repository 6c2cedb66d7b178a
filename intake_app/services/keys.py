"""Passphrases and recovery keys, as far as no vault is needed for them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from intake_app.i18n import _
from intake_app.printing import recovery_sheet
from intake_app.printing.page import Imprint
from intake_app.services.permissions import open_to_all
from intake_app.vault.passphrase import Strength, estimate, six_words
from intake_app.vault.recovery import RecoveryKey, group_fits

if TYPE_CHECKING:
    from intake_app.domain.office import Office
    from intake_app.services.session import Clock, Content

__all__ = ["KeyService", "Strength"]


class KeyService:
    """Judges passphrases, makes recovery keys and the sheets they are printed on."""

    def __init__(self, content: Content, clock: Clock, *, is_practice: bool = False) -> None:
        self._content = content
        self._clock = clock
        self._is_practice = is_practice

    @open_to_all
    def strength(self, passphrase: str, *known: str) -> Strength:
        """Estimate how long guessing the passphrase takes; `known` are words near the person."""
        return estimate(passphrase, known)

    @open_to_all
    def new_recovery_text(self) -> str:
        """Return a new recovery key in groups; the sheet is printed before the vault is made."""
        return RecoveryKey.new().text

    @open_to_all
    def recovery_group_fits(self, number: int, text: str) -> bool:
        """Tell whether one group of a recovery key (from 1) can be right, while it is typed."""
        return group_fits(number, text)

    @open_to_all
    def proposed_passphrase(self) -> str:
        """Return six words drawn by chance."""
        return six_words()

    @open_to_all
    def recovery_sheet(self, office: Office, recovery_text: str) -> bytes:
        """Return the recovery sheet as a PDF in memory; the bytes are a secret."""
        data = recovery_sheet.RecoverySheet(
            title=_("Recovery sheet"),
            label=office.name,
            groups=tuple(recovery_text.split("-")),
            instructions=(
                _("This key opens the vault if every passphrase is forgotten."),
                _("Keep the sheet in a sealed envelope in a safe, away from the computer."),
                _("Whoever holds this sheet and a copy of the vault can read everything in it."),
                _("Is the sheet lost? Make a new one in the settings at once."),
            ),
            code_label=_("The same key as a code"),
        )
        # No text for others, so there is nothing on it that had to be released.
        now = self._clock()
        released = replace(office, texts_released_on=now.date())
        imprint = Imprint(office=released, made_at=now, practice=self._is_practice)
        return recovery_sheet.render(data, self._content.wording("de"), imprint)
