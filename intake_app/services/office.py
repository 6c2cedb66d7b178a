"""Settings of the office, its people and its own keys."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from intake_app.bundle.recipients import fingerprint_words
from intake_app.domain.journal import CLOCK_CONFIRMED
from intake_app.domain.roles import Right
from intake_app.errors import InputError, NotPermittedError, WrongPassphraseError
from intake_app.services.permissions import needs
from intake_app.vault.recovery import parse as parse_recovery_key

if TYPE_CHECKING:
    from intake_app.domain.journal import ClockReason
    from intake_app.domain.office import Advisor, Office
    from intake_app.services.session import Session


class OfficeService:
    """What belongs to the office as a whole."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @needs(Right.SIGN_IN)
    def load(self) -> Office:
        """Return the settings of the office."""
        with self._session.read() as store:
            return store.office.load()

    @needs(Right.OFFICE)
    def save(self, office: Office) -> None:
        """Keep the settings; the name also goes into the key file, for the unlock card.

        Raises:
            InputError: The name is missing ("required") or the prefix is not two letters.
        """
        if not office.name.strip():
            raise InputError("required", "name")
        if not (len(office.case_prefix) == 2 and office.case_prefix.isascii()):  # noqa: PLR2004
            raise InputError("prefix")
        with self._session.write() as store:
            renamed = store.office.load().name != office.name
            store.office.save(office)
            self._session.note(store, "office.saved")
        if renamed:
            self._session.folder.rename_office(self._session.unlocked, office.name)
            self._remember_key_file("vault.renamed")

    @needs(Right.OFFICE)
    def confirm_clock(self, reason: ClockReason) -> None:
        """Answer for the clock of this computer ("Die Uhr stimmt").

        Entries of the journal from days that have not come yet hold the day of the office
        there; from now on it follows the clock again.  What is deleted by itself, after a leap
        over many days without an entry, waits for this too.

        Raises:
            NotPermittedError: The clock fits the journal ("clock_right").
        """
        session = self._session
        if not session.doubts_clock():
            raise NotPermittedError("clock_right")
        with session.write() as store:
            session.note(store, CLOCK_CONFIRMED, of=reason.value)
        session.follow_clock()

    @needs(Right.SIGN_IN)
    def advisors(self) -> list[Advisor]:
        """Return the people who work with this vault."""
        with self._session.read() as store:
            return store.office.advisors()

    @needs(Right.SIGN_IN)
    def change_passphrase(self, old: str, new: str) -> None:
        """Give the advisor at work a new passphrase.

        Raises:
            WrongPassphraseError: The old one does not open the advisor's slot.
            NotPermittedError: A practice vault has no passphrase of its own ("practice").
        """
        self._session.refuse_in_practice()
        self._session.refuse_read_only()
        folder, unlocked = self._session.folder, self._session.unlocked
        folder.unlock(old, unlocked.slot_id).wipe()
        folder.change_passphrase(unlocked, new)
        self._remember_key_file("advisor.passphrase_changed")
        self._note_own_passphrase()

    @needs(Right.SIGN_IN)
    def choose_passphrase(self, new: str) -> None:
        """Replace the first passphrase, which somebody else has seen, by an own one.

        Raises:
            NotPermittedError: The present one is an own one already ("own_passphrase").
            InputError: It is the first one again ("same_passphrase").
        """
        self._session.refuse_read_only()
        if not self._session.advisor.must_change:
            raise NotPermittedError("own_passphrase")
        folder, unlocked = self._session.folder, self._session.unlocked
        try:
            folder.unlock(new, unlocked.slot_id).wipe()
        except WrongPassphraseError:
            folder.change_passphrase(unlocked, new)
            self._remember_key_file("advisor.passphrase_changed")
            self._note_own_passphrase()
        else:
            raise InputError("same_passphrase")

    @needs(Right.PEOPLE)
    def replace_recovery_key(self, recovery_text: str) -> None:
        """Let a new, printed and confirmed recovery key open the vault instead of the old one.

        The key is tried on the vault before the office relies on it.

        Raises:
            NotPermittedError: A practice vault has no recovery sheet ("practice").
        """
        self._session.refuse_in_practice()
        self._session.refuse_read_only()
        key = parse_recovery_key(recovery_text)
        try:
            self._session.folder.replace_recovery_key(self._session.unlocked, key)
        finally:
            key.wipe()
        self._session.folder.recover(recovery_text).wipe()
        self._remember_key_file("vault.recovery_key_replaced")

    @needs(Right.SIGN_IN)
    def keep_draft(self, where: str, text: str) -> None:
        """Keep what is half typed on a page while the vault is locked."""
        with self._session.write() as store:
            store.office.set_flag(f"draft.{where}", text)

    @needs(Right.SIGN_IN)
    def take_draft(self, where: str) -> str:
        """Return what was half typed on a page, and forget it."""
        with self._session.read() as store:
            text = store.office.flag(f"draft.{where}")
        if text and not self._session.is_read_only:
            self.keep_draft(where, "")
        return text

    @needs(Right.SIGN_IN)
    def public_keys(self) -> tuple[str, str]:
        """Return what partners need: the key to seal bundles to, and the one to check them."""
        with self._session.read() as store:
            keys = store.office.own_keys()
        return keys.age_recipient, keys.verify_key

    @needs(Right.SIGN_IN)
    def key_words(self) -> tuple[str, ...]:
        """Return the words that stand for the office's own public keys."""
        with self._session.read() as store:
            keys = store.office.own_keys()
        return fingerprint_words(keys.age_recipient, keys.verify_key, self._session.content.words)

    def _note_own_passphrase(self) -> None:
        session = self._session
        if session.advisor.must_change:
            session.advisor = replace(session.advisor, must_change=False)
            with session.write() as store:
                store.office.save_advisor(session.advisor)
            session.reread_closed()

    def _remember_key_file(self, act: str) -> None:
        """Let the database know the newest key file, so that an older one is noticed."""
        with self._session.write() as store:
            store.office.set_generation(self._session.unlocked.generation)
            self._session.note(store, act)
