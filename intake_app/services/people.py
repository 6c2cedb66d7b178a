"""The people who work with the vault: they come, change, pause, and go.

What a role forbids and what a key prevents are two things.  A role, and being suspended, are
rules of this program: whoever kept a passphrase, has a copy of the vault and writes a program
of their own is stopped by removal only, because only that changes the key.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from intake_app.domain.office import Advisor, AdvisorState
from intake_app.domain.roles import Right, has_administrator
from intake_app.errors import BackupError, InputError, KeyChangeError, NotPermittedError
from intake_app.services.copies import CopyService
from intake_app.services.key_change import change_key
from intake_app.services.permissions import needs
from intake_app.vault.passphrase import six_words

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from datetime import datetime

    from intake_app.domain.office import Role
    from intake_app.services.session import Session
    from intake_app.store.transaction import Store
    from intake_app.vault.folder import VaultFolder

_LEAVING = "people.leaving"
"""Flag that holds the slot of whoever is being removed; a crash leaves it behind."""

_PART_OF_COPY = 0.4
"""Of the time that a change of key takes, with the safety copy before it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstPassphrase:
    """Six words that somebody gets on paper or is told, and replaces at once.

    Attributes:
        passphrase: Shown once and stored nowhere.
    """

    advisor: Advisor
    passphrase: str


class PeopleService:
    """What the administration does with people."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @needs(Right.PEOPLE)
    def all(self) -> list[Advisor]:
        """Return everybody by initials, those who are gone too."""
        with self._session.read() as store:
            return store.office.advisors()

    @needs(Right.PEOPLE)
    def add(self, name: str, initials: str, roles: Collection[Role]) -> FirstPassphrase:
        """Let somebody in; takes most of a second.

        Raises:
            InputError: Name or role is missing ("required"), or the initials are missing, too
                long or those of somebody else, gone or not ("initials_taken").
            NotPermittedError: In a practice vault, or it holds as many people as it can.
        """
        session = self._session
        session.refuse_in_practice()
        session.refuse_read_only()
        name, initials = name.strip(), initials.strip()
        _demand_name_and_role(name, roles)
        with session.read() as store:
            _demand_free(store.office.advisors(), initials)
        passphrase = six_words()
        # The key file first: a slot without a person is found at the next unlocking, and a
        # person without a slot could never come in.
        slot_id = session.folder.add_advisor(session.unlocked, initials, passphrase)
        advisor = Advisor(
            slot_id=slot_id,
            initials=initials,
            name=name,
            roles=frozenset(roles),
            must_change=True,
        )
        self._store(advisor, "advisor.added")
        return FirstPassphrase(advisor=advisor, passphrase=passphrase)

    @needs(Right.PEOPLE)
    def save(self, advisor: Advisor) -> Advisor:
        """Change name, initials and roles; whoever is at work feels it at once.

        Raises:
            InputError: As for `add`.
            NotPermittedError: Nobody would be left to look after people ("last_admin").
        """
        self._session.refuse_read_only()
        advisor = replace(
            advisor, name=advisor.name.strip(), initials=" ".join(advisor.initials.split())
        )
        _demand_name_and_role(advisor.name, advisor.roles)
        before, others = self._among(advisor.slot_id)
        _demand_free(others, advisor.initials)
        changed = replace(
            before, name=advisor.name, initials=advisor.initials, roles=advisor.roles
        )
        _demand_administrator(changed, others)
        if changed.initials != before.initials:
            self._session.folder.rename_advisor(
                self._session.unlocked, changed.slot_id, changed.initials
            )
        self._store(changed, "advisor.changed")
        return changed

    @needs(Right.PEOPLE)
    def suspend(self, slot_id: str) -> Advisor:
        """Keep somebody out for a while: the program refuses, passphrase and records stay.

        The key does not change: it is no protection from somebody who kept a copy of the
        vault.  For that, `remove`.

        Raises:
            NotPermittedError: "own_slot", or "last_admin".
        """
        advisor, others = self._among(slot_id)
        if slot_id == self._session.advisor.slot_id:
            raise NotPermittedError("own_slot")
        suspended = replace(advisor, state=AdvisorState.SUSPENDED)
        _demand_administrator(suspended, others)
        self._store(suspended, "advisor.suspended")
        return suspended

    @needs(Right.PEOPLE)
    def resume(self, slot_id: str) -> Advisor:
        """Let somebody who was suspended in again."""
        advisor, _others = self._among(slot_id)
        resumed = replace(advisor, state=AdvisorState.ACTIVE)
        self._store(resumed, "advisor.resumed")
        return resumed

    @needs(Right.PEOPLE)
    def new_passphrase(self, slot_id: str) -> FirstPassphrase:
        """Give six new words to somebody who forgot the passphrase; takes most of a second.

        Raises:
            NotPermittedError: The own one is changed under "Keys" ("own_slot").
        """
        session = self._session
        session.refuse_in_practice()
        if slot_id == session.advisor.slot_id:
            raise NotPermittedError("own_slot")
        advisor, _others = self._among(slot_id)
        advisor = replace(advisor, must_change=True)
        with session.write() as store:
            store.office.save_advisor(advisor)
        passphrase = six_words()
        session.folder.reset_passphrase(session.unlocked, slot_id, passphrase)
        self._store(advisor, "advisor.passphrase_reset")
        return FirstPassphrase(advisor=advisor, passphrase=passphrase)

    @needs(Right.PEOPLE)
    def remove(self, slot_id: str, progress: Callable[[float], bool]) -> None:
        """Take somebody out for good: the vault gets a new key that they never had.

        Copies of the vault that were made before still open with their passphrase of then.

        Args:
            slot_id: Whose slot.
            progress: Gets the finished part between 0 and 1; False cancels.

        Raises:
            NotPermittedError: "own_slot", "last_admin", or in a practice vault.
            KeyChangeError: It was cancelled or cannot be done now; everything stays.
            BackupError: The safety copy that is made first did not work; everything stays.
            StorageError: There is no room for both copies, or the medium does not take them.
        """
        session = self._session
        session.refuse_in_practice()
        advisor, others = self._among(slot_id)
        if slot_id == session.advisor.slot_id:
            raise NotPermittedError("own_slot")
        gone = _gone(advisor)
        _demand_administrator(gone, others)
        self._copy_first(progress)
        self._note_leaving("advisor.removal_begun", advisor, flag=slot_id)
        try:
            change_key(session, [slot_id], _after_copy(progress))
        except BaseException:
            self._note_leaving("advisor.removal_cancelled", advisor, flag="")
            raise
        with session.write() as store:
            store.office.save_advisor(gone)
            store.office.set_flag(_LEAVING, "")
            store.office.set_generation(session.unlocked.generation)
            session.note(store, "advisor.removed", of=gone.initials)

    @needs(Right.PEOPLE)
    def renew_key(self, progress: Callable[[float], bool]) -> None:
        """Give the vault a new key while everybody stays, after a sheet was lost.

        Raises:
            KeyChangeError: It was cancelled or cannot be done now; everything stays.
            BackupError: The safety copy that is made first did not work; everything stays.
            StorageError: There is no room for both copies, or the medium does not take them.
        """
        self._session.refuse_in_practice()
        self._copy_first(progress)
        change_key(self._session, [], _after_copy(progress))
        with self._session.write() as store:
            store.office.set_generation(self._session.unlocked.generation)
            self._session.note(store, "vault.key_renewed")

    @needs(Right.PEOPLE)
    def unfinished(self) -> Advisor | None:
        """Return whose removal a crash took back, so that it can be begun anew."""
        with self._session.read() as store:
            slot_id = store.office.flag(_LEAVING)
            return store.office.advisor(slot_id) if slot_id else None

    @needs(Right.PEOPLE)
    def let_stay(self) -> None:
        """Forget the removal that a crash took back."""
        advisor = self.unfinished()
        if advisor is not None:
            self._note_leaving("advisor.removal_cancelled", advisor, flag="")

    def _copy_first(self, progress: Callable[[float], bool]) -> None:
        try:
            CopyService(self._session).before_rekey(lambda part: progress(_PART_OF_COPY * part))
        except BackupError as error:
            if error.reason == "cancelled":
                raise KeyChangeError("cancelled") from None
            raise

    def _among(self, slot_id: str) -> tuple[Advisor, list[Advisor]]:
        """Return somebody who is not gone, and all others."""
        with self._session.read() as store:
            advisor = store.office.advisor(slot_id)
            others = [other for other in store.office.advisors() if other.slot_id != slot_id]
        if advisor.state is AdvisorState.REMOVED:
            raise NotPermittedError("advisor_removed")
        return advisor, others

    def _store(self, advisor: Advisor, act: str) -> None:
        session = self._session
        with session.write() as store:
            store.office.save_advisor(advisor)
            store.office.set_generation(session.unlocked.generation)
            session.note(store, act, of=advisor.initials)
        if advisor.slot_id == session.advisor.slot_id:
            session.advisor = advisor
            session.reread_closed()

    def _note_leaving(self, act: str, advisor: Advisor, *, flag: str) -> None:
        with self._session.write() as store:
            store.office.set_flag(_LEAVING, flag)
            store.office.set_generation(self._session.unlocked.generation)
            self._session.note(store, act, of=advisor.initials)


def _after_copy(progress: Callable[[float], bool]) -> Callable[[float], bool]:
    return lambda part: progress(_PART_OF_COPY + (1 - _PART_OF_COPY) * part)


def reconciled(store: Store, folder: VaultFolder, slot_id: str, at: datetime) -> Advisor:
    """Bring the list of people in line with the key file, and return whose slot was opened.

    They differ only after a crash between the two: the key file counts.
    """
    slots = {slot.slot_id: slot.initials for slot in folder.slots()}
    known = {advisor.slot_id: advisor for advisor in store.office.advisors()}
    changes: list[tuple[Advisor, str]] = [
        # The program died before it had shown the first words to anybody.
        (_nobody_yet(missing, slots[missing]), "advisor.added")
        for missing in slots.keys() - known.keys()
    ]
    changes += [
        (replace(advisor, initials=slots[advisor.slot_id]), "advisor.changed")
        for advisor in known.values()
        if slots.get(advisor.slot_id, advisor.initials) != advisor.initials
    ]
    changes += [
        (_gone(advisor), "advisor.removed")
        for advisor in known.values()
        if advisor.slot_id not in slots and advisor.state is not AdvisorState.REMOVED
    ]
    by = slots[slot_id]
    for advisor, act in changes:
        store.office.save_advisor(advisor)
        store.journal.write(at=at, by=by, act=act, object_id=advisor.initials)
        if store.office.flag(_LEAVING) == advisor.slot_id:
            store.office.set_flag(_LEAVING, "")
    return store.office.advisor(slot_id)


def _nobody_yet(slot_id: str, initials: str) -> Advisor:
    return Advisor(
        slot_id=slot_id, initials=initials, name="", roles=frozenset(), must_change=True
    )


def _gone(advisor: Advisor) -> Advisor:
    return replace(advisor, state=AdvisorState.REMOVED, must_change=False)


def _demand_name_and_role(name: str, roles: Collection[Role]) -> None:
    if not name:
        raise InputError("required", "name")
    if not roles:
        raise InputError("required", "role")


def _demand_free(others: Collection[Advisor], initials: str) -> None:
    """Records carry initials: those of somebody who is gone are not given again."""
    if any(other.initials.casefold() == initials.casefold() for other in others):
        raise InputError("initials_taken")


def _demand_administrator(changed: Advisor, others: Collection[Advisor]) -> None:
    if not has_administrator([changed, *others]):
        raise NotPermittedError("last_admin")
