"""Passphrases and recovery keys, as far as no vault is needed for them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from intake_app.i18n import _
from intake_app.printing.page import Imprint
from intake_app.printing.recovery_sheet import RecoverySheet, render
from intake_app.services.permissions import open_to_all
from intake_app.vault import shares
from intake_app.vault.passphrase import Strength, estimate, six_words
from intake_app.vault.recovery import RecoveryKey, group_fits, parse

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
    def recovery_shares(self, recovery_text: str) -> tuple[str, ...]:
        """Return the words of three sheets, any two of which make the key."""
        key = parse(recovery_text)
        try:
            return shares.split(key)
        finally:
            key.wipe()

    @open_to_all
    def share_number(self, text: str) -> int:
        """Return which sheet (1 to 3) was typed.

        Raises:
            RecoverySheetError: It is mistyped.
        """
        return shares.number_of(text)

    @open_to_all
    def share_words(self, text: str) -> tuple[str, ...]:
        """Return typed words as they stand on a sheet, completed where that is certain."""
        return shares.words_of(text)

    @open_to_all
    def joins_to(self, first: str, second: str, recovery_text: str) -> bool:
        """Tell whether two typed sheets make this key: the test before it is used.

        Raises:
            RecoverySheetError: One is mistyped, or they do not belong together.
        """
        key = shares.join(first, second)
        try:
            return key.text == recovery_text
        finally:
            key.wipe()

    @open_to_all
    def share_sheet(self, office: Office, words: str, number: int) -> bytes:
        """Return one of the three sheets as a PDF in memory; the bytes are a secret."""
        data = RecoverySheet(
            title=_("Recovery sheet {number} of 3").format(number=number),
            label=office.name,
            groups=tuple(words.split()),
            code=words.upper().replace(" ", "."),
            instructions=(
                _("Any two of the three sheets open the vault; one alone opens nothing."),
                _("Keep the three in three places, and give no two to the same person."),
                _("Is a sheet lost? Make three new ones in the settings; the old ones end then."),
            ),
            code_label=_("The same words as a code"),
        )
        return self._rendered(data, office)

    @open_to_all
    def proposed_passphrase(self) -> str:
        """Return six words drawn by chance."""
        return six_words()

    @open_to_all
    def recovery_sheet(self, office: Office, recovery_text: str) -> bytes:
        """Return the recovery sheet as a PDF in memory; the bytes are a secret."""
        data = RecoverySheet(
            title=_("Recovery sheet"),
            label=office.name,
            groups=tuple(recovery_text.split("-")),
            code=recovery_text,
            instructions=(
                _("This key opens the vault if every passphrase is forgotten."),
                _("Keep the sheet in a sealed envelope in a safe, away from the computer."),
                _("Whoever holds this sheet and a copy of the vault can read everything in it."),
                _("Is the sheet lost? Make a new one in the settings at once."),
            ),
            code_label=_("The same key as a code"),
        )
        return self._rendered(data, office)

    def _rendered(self, data: RecoverySheet, office: Office) -> bytes:
        # No text for others, so there is nothing on it that had to be released.
        now = self._clock()
        released = replace(office, texts_released_on=now.date())
        imprint = Imprint(office=released, made_at=now, practice=self._is_practice)
        return render(data, self._content.wording("de"), imprint)


def whole_key_text(recovery_text: str) -> str:
    """Return the recovery key in groups; two lines are the words of two sheets.

    Raises:
        RecoverySheetError: A sheet is mistyped, or they do not belong together.
    """
    first, _break, second = recovery_text.partition("\n")
    if not second:
        return recovery_text
    key = shares.join(first, second)
    try:
        return key.text
    finally:
        key.wipe()
