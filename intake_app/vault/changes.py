"""Making a key file, and changing who may open it.

Pure functions: each takes a document and returns a new one with a higher generation.  Each
refuses a document that the holder's keys do not authenticate.
"""

from __future__ import annotations

import unicodedata
import uuid
from dataclasses import replace
from typing import TYPE_CHECKING

from intake_app.errors import InputError, NotPermittedError
from intake_app.vault import sealing, slots
from intake_app.vault.document import (
    MAX_LABEL,
    MAX_OFFICE_NAME,
    MAX_SLOTS,
    Epoch,
    KeyFile,
    KeySlot,
    SlotKind,
)
from intake_app.vault.keyfile import MAX_PASSPHRASE, Unlocked, stamped, verify

if TYPE_CHECKING:
    from collections.abc import Collection

    from intake_app.vault.policy import KdfPolicy
    from intake_app.vault.recovery import RecoveryKey


def create(
    *,
    office_name: str,
    initials: str,
    passphrase: str,
    recovery_key: RecoveryKey,
    policy: KdfPolicy,
) -> tuple[KeyFile, Unlocked]:
    """Make the key file of a new vault with one advisor and the recovery sheet.

    Args:
        office_name: Shown on the card before unlocking.
        initials: Of the first advisor.
        passphrase: Of the first advisor.
        recovery_key: To be printed on the sheet.
        policy: Costs of the passphrase.

    Returns:
        The document, and the keys of the vault, opened by the advisor's slot.

    Raises:
        InputError: A text is empty, too long, or has characters that do not print.
    """
    _check_passphrase(passphrase)
    vault_id, anchor, master = str(uuid.uuid4()), sealing.random_key(), sealing.random_key()
    draft = KeyFile(
        vault_id=vault_id,
        generation=0,
        office_name=_checked(office_name, MAX_OFFICE_NAME),
        slots=(),
        active=Epoch(number=1, master_keys={}),
        pending=None,
        mac=b"",
    )
    label = _checked(initials, MAX_LABEL)
    slot, private = slots.new_slot(SlotKind.PASSPHRASE, label, cost=policy.cost)
    unlocked = Unlocked(
        vault_id=vault_id,
        slot_id=slot.slot_id,
        kind=slot.kind,
        epoch=1,
        generation=1,
        private_key=private,
        master_key=master,
        anchor=anchor,
    )
    key = slots.passphrase_key(slot, passphrase)
    slot = slots.with_private_key(vault_id, slot, key, private, anchor)
    document = _with_slot(draft, unlocked, slot)
    document = _with_slot(document, unlocked, _sheet(document, unlocked, recovery_key))
    return stamped(document, anchor, master), unlocked


def change_passphrase(
    document: KeyFile, unlocked: Unlocked, passphrase: str, policy: KdfPolicy
) -> KeyFile:
    """Give the opened advisor's slot a new passphrase.

    Raises:
        InputError: The passphrase is empty or too long.
        ValueError: The vault was opened by the recovery key; see `reset_passphrase`.
    """
    _check_passphrase(passphrase)
    verify(document, unlocked)
    slot = _advisor(document, unlocked.slot_id)
    slot = replace(slot, cost=policy.cost, salt=sealing.random_salt())
    slot = slots.with_private_key(
        document.vault_id,
        slot,
        slots.passphrase_key(slot, passphrase),
        unlocked.private_key,
        unlocked.anchor,
    )
    return _stamped(_with_replaced(document, slot), unlocked)


def reset_passphrase(
    document: KeyFile, unlocked: Unlocked, slot_id: str, passphrase: str, policy: KdfPolicy
) -> KeyFile:
    """Give an advisor who forgot theirs a new passphrase.

    The slot keeps id and initials and gets a new key pair, for nobody can open the old one.

    Raises:
        InputError: The passphrase is empty or too long.
        NotFoundError: There is no such advisor.
        NotPermittedError: "removal_pending"; see `add_advisor`.
    """
    _check_passphrase(passphrase)
    verify(document, unlocked)
    old = _advisor(document, slot_id)
    slot = _advisor_slot(document, unlocked, old.label, passphrase, policy, slot_id)
    return _stamped(_with_slot(document, unlocked, slot), unlocked)


def add_advisor(
    document: KeyFile, unlocked: Unlocked, initials: str, passphrase: str, policy: KdfPolicy
) -> tuple[KeyFile, str]:
    """Add a slot for one more advisor.

    Returns:
        The document and the id of the new slot.

    Raises:
        InputError: A text is empty or too long, or the initials are taken.
        NotPermittedError: "too_many_slots", or "removal_pending" when the opened slot is the
            one that is being removed.
    """
    _check_passphrase(passphrase)
    verify(document, unlocked)
    if len(document.slots) >= MAX_SLOTS:
        raise NotPermittedError("too_many_slots")
    label = _free_label(document, initials)
    slot = _advisor_slot(document, unlocked, label, passphrase, policy)
    return _stamped(_with_slot(document, unlocked, slot), unlocked), slot.slot_id


def replace_recovery_key(
    document: KeyFile, unlocked: Unlocked, recovery_key: RecoveryKey
) -> KeyFile:
    """Let a new recovery sheet open the vault, and the earlier one no more.

    Raises:
        NotPermittedError: "removal_pending"; see `add_advisor`.
    """
    verify(document, unlocked)
    sheet = _sheet(document, unlocked, recovery_key)
    return _stamped(_with_slot(document, unlocked, sheet), unlocked)


def rename_office(document: KeyFile, unlocked: Unlocked, office_name: str) -> KeyFile:
    """Change the name on the card before unlocking.

    Raises:
        InputError: The name is empty, too long, or has characters that do not print.
    """
    verify(document, unlocked)
    name = _checked(office_name, MAX_OFFICE_NAME)
    return _stamped(replace(document, office_name=name), unlocked)


def rename_advisor(document: KeyFile, unlocked: Unlocked, slot_id: str, initials: str) -> KeyFile:
    """Change an advisor's initials.

    Raises:
        InputError: They are empty, too long or taken.
        NotFoundError: There is no such advisor.
    """
    verify(document, unlocked)
    slot = _advisor(document, slot_id)
    slot = replace(slot, label=_free_label(document, initials, besides=slot_id))
    return _stamped(_with_replaced(document, slot), unlocked)


def begin_removal(
    document: KeyFile, unlocked: Unlocked, slot_ids: Collection[str]
) -> tuple[KeyFile, bytearray]:
    """Announce a new master key that some advisors will not get.

    Until `finish_removal` both keys are there and everybody still opens the vault, so the
    database can change its key in between and a crash leaves nobody outside.

    Args:
        document: The present document.
        unlocked: The keys.
        slot_ids: Whom to remove; nobody, to change the master key only.

    Returns:
        The document and the next master key.

    Raises:
        NotPermittedError: "removal_pending", "own_slot" or "last_advisor".
        NotFoundError: There is no such advisor.
    """
    verify(document, unlocked)
    if document.pending is not None:
        raise NotPermittedError("removal_pending")
    removed = {_advisor(document, slot_id).slot_id for slot_id in slot_ids}
    if unlocked.slot_id in removed:
        raise NotPermittedError("own_slot")
    staying = [slot for slot in document.slots if slot.slot_id not in removed]
    if all(slot.kind is SlotKind.RECOVERY for slot in staying):
        raise NotPermittedError("last_advisor")
    master = sealing.random_key()
    pending = Epoch(number=document.active.number + 1, master_keys={})
    for slot in staying:
        pending = _with_master(document.vault_id, pending, slot, master)
    return _stamped(replace(document, pending=pending), unlocked), master


def cancel_removal(document: KeyFile, unlocked: Unlocked) -> KeyFile:
    """Forget the next master key; only while the database still has the present one."""
    verify(document, unlocked)
    return _stamped(replace(document, pending=None), unlocked)


def finish_removal(document: KeyFile, unlocked: Unlocked) -> KeyFile:
    """Take the next master key into use, after the database did; whoever lacks it is out.

    Raises:
        NotPermittedError: "no_removal_pending", or "removal_pending" when the opened slot is
            the one that is being removed.
    """
    verify(document, unlocked)
    if document.pending is None:
        raise NotPermittedError("no_removal_pending")
    if unlocked.pending_master_key is None:
        raise NotPermittedError("removal_pending")
    staying = document.pending.master_keys.keys()
    document = replace(
        document,
        slots=tuple(slot for slot in document.slots if slot.slot_id in staying),
        active=document.pending,
        pending=None,
    )
    return stamped(document, unlocked.anchor, unlocked.pending_master_key)


def _stamped(document: KeyFile, unlocked: Unlocked) -> KeyFile:
    return stamped(document, unlocked.anchor, unlocked.master_key)


def _check_passphrase(passphrase: str) -> None:
    if not passphrase:
        raise InputError("required")
    if len(passphrase) > MAX_PASSPHRASE:
        raise InputError("too_long", str(MAX_PASSPHRASE))


def _checked(text: str, longest: int) -> str:
    text = unicodedata.normalize("NFC", " ".join(text.split()))
    if not text:
        raise InputError("required")
    if len(text) > longest:
        raise InputError("too_long", str(longest))
    for character in text:
        if not character.isprintable():
            raise InputError("unknown_character", f"U+{ord(character):04X}")
    return text


def _free_label(document: KeyFile, initials: str, besides: str = "") -> str:
    label = _checked(initials, MAX_LABEL)
    taken = {slot.label.casefold() for slot in document.slots if slot.slot_id != besides}
    if label.casefold() in taken:
        raise InputError("initials_taken")
    return label


def _advisor(document: KeyFile, slot_id: str) -> KeySlot:
    slot = document.slot(slot_id)
    if slot.kind is not SlotKind.PASSPHRASE:
        msg = "not the slot of an advisor"
        raise ValueError(msg)
    return slot


def _advisor_slot(
    document: KeyFile,
    unlocked: Unlocked,
    label: str,
    passphrase: str,
    policy: KdfPolicy,
    slot_id: str | None = None,
) -> KeySlot:
    slot, private = slots.new_slot(SlotKind.PASSPHRASE, label, cost=policy.cost, slot_id=slot_id)
    key = slots.passphrase_key(slot, passphrase)
    slot = slots.with_private_key(document.vault_id, slot, key, private, unlocked.anchor)
    sealing.wipe(private)
    return slot


def _sheet(document: KeyFile, unlocked: Unlocked, recovery_key: RecoveryKey) -> KeySlot:
    """Return a slot for a new recovery sheet; it takes the place of the earlier one."""
    earlier = [slot.slot_id for slot in document.slots if slot.kind is SlotKind.RECOVERY]
    slot, private = slots.new_slot(
        SlotKind.RECOVERY, "", cost=None, slot_id=earlier[0] if earlier else None
    )
    key = slots.recovery_slot_key(slot, recovery_key)
    slot = slots.with_private_key(document.vault_id, slot, key, private, unlocked.anchor)
    sealing.wipe(private)
    return slot


def _with_replaced(document: KeyFile, slot: KeySlot) -> KeyFile:
    return replace(
        document,
        slots=tuple(slot if old.slot_id == slot.slot_id else old for old in document.slots),
    )


def _with_slot(document: KeyFile, unlocked: Unlocked, slot: KeySlot) -> KeyFile:
    """Return the document with a slot added or replaced, and every master key sealed to it."""
    known = any(old.slot_id == slot.slot_id for old in document.slots)
    pending = document.pending
    if pending is not None:
        if unlocked.pending_master_key is None:
            raise NotPermittedError("removal_pending")
        if not known or slot.slot_id in pending.master_keys:
            pending = _with_master(document.vault_id, pending, slot, unlocked.pending_master_key)
    active = _with_master(document.vault_id, document.active, slot, unlocked.master_key)
    if known:
        document = _with_replaced(document, slot)
    else:
        document = replace(document, slots=(*document.slots, slot))
    return replace(document, active=active, pending=pending)


def _with_master(vault_id: str, epoch: Epoch, slot: KeySlot, master: bytearray) -> Epoch:
    sealed = slots.sealed_master_key(vault_id, epoch.number, slot, master)
    return replace(epoch, master_keys={**epoch.master_keys, slot.slot_id: sealed})
