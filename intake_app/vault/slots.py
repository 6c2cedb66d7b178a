"""One key slot: how it is made, and how it is opened."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import TYPE_CHECKING

from intake_app.errors import VaultTamperedError
from intake_app.vault import sealing
from intake_app.vault.document import (
    FORMAT,
    VERSION,
    KeySlot,
    SlotKind,
    canonical,
    kdf_facts,
    slot_facts,
)

if TYPE_CHECKING:
    from intake_app.vault.policy import KdfCost
    from intake_app.vault.recovery import RecoveryKey


def passphrase_key(slot: KeySlot, passphrase: str) -> bytearray:
    """Derive what opens an advisor's slot; the caller has checked the slot's cost.

    Returns:
        The key, to be wiped by the caller.

    Raises:
        ValueError: It is the slot of the recovery sheet.
    """
    if slot.cost is None:
        msg = "the recovery sheet has no passphrase"
        raise ValueError(msg)
    return sealing.key_from_passphrase(passphrase, slot.cost, slot.salt)


def recovery_slot_key(slot: KeySlot, recovery_key: RecoveryKey) -> bytearray:
    """Derive what opens the recovery sheet's slot.

    Returns:
        The key, to be wiped by the caller.
    """
    return sealing.derive(
        recovery_key.secret, salt=slot.salt, info=f"{FORMAT}/{VERSION}/recovery-key"
    )


def new_slot(
    kind: SlotKind, label: str, *, cost: KdfCost | None, slot_id: str | None = None
) -> tuple[KeySlot, bytearray]:
    """Make a slot with a new key pair that is not sealed yet; see `with_private_key`.

    Returns:
        The slot and its private key, to be wiped by the caller.
    """
    private, public = sealing.new_key_pair()
    slot = KeySlot(
        slot_id=slot_id or str(uuid.uuid4()),
        kind=kind,
        label=label,
        public_key=public,
        cost=cost,
        salt=sealing.random_salt(),
        sealed_private=b"",
    )
    return slot, private


def with_private_key(
    vault_id: str, slot: KeySlot, key: bytearray, private: bytearray, anchor: bytearray
) -> KeySlot:
    """Return the slot with private key and anchor sealed under a derived key, which is wiped."""
    secret = private + anchor
    sealed = sealing.seal(key, secret, _private_context(vault_id, slot))
    sealing.wipe(key, secret)
    return replace(slot, sealed_private=sealed)


def private_key(
    vault_id: str, slot: KeySlot, key: bytearray
) -> tuple[bytearray, bytearray] | None:
    """Open a slot's private key and anchor; None when the derived key is not the slot's."""
    secret = sealing.unseal(key, slot.sealed_private, _private_context(vault_id, slot))
    if secret is None:
        return None
    private, anchor = secret[: sealing.KEY_BYTES], secret[sealing.KEY_BYTES :]
    sealing.wipe(secret)
    return private, anchor


def sealed_master_key(vault_id: str, epoch: int, slot: KeySlot, master: bytearray) -> bytes:
    """Seal a master key to a slot; needs nobody's passphrase."""
    return sealing.seal_to(slot.public_key, master, _master_context(vault_id, epoch, slot))


def master_key(
    vault_id: str, epoch: int, slot: KeySlot, private: bytearray, sealed: bytes
) -> bytearray:
    """Open the master key that was sealed to a slot.

    Raises:
        VaultTamperedError: It was sealed to another slot, for another vault, or not at all.
    """
    master = sealing.unseal_own(private, sealed, _master_context(vault_id, epoch, slot))
    if master is None:
        raise VaultTamperedError
    return master


def _private_context(vault_id: str, slot: KeySlot) -> bytes:
    facts = slot_facts(vault_id, slot)
    return canonical(facts | {"kdf": kdf_facts(slot), "use": "slot-private-key"})


def _master_context(vault_id: str, epoch: int, slot: KeySlot) -> bytes:
    return canonical(slot_facts(vault_id, slot) | {"epoch": epoch, "use": "master-key"})
