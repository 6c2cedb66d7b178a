"""How a key file is opened, and what proves that it is the right one.

How the keys hang together.  A slot's passphrase (Argon2id) or the recovery key (HKDF) opens the
slot's own X25519 private key; the private key opens the master key, which is sealed to every
slot's public key by HPKE; master key and epoch give the key of the database.  So a master key
can be replaced for everybody who stays without anybody's passphrase.

HPKE in base mode does not say who sealed: whoever may write the folder could seal a master key
of their own to every slot and lay a database of their own beneath.  Therefore the slots share
one more secret, the anchor, sealed together with the private key under the passphrase; the
header's MAC needs both anchor and master key, so only somebody who once held the vault open
can write a header that opens.

Limits that no key file can lift: whoever kept an old copy of the file and the passphrase or
sheet of then still opens that copy.  The database's own generation refuses a copy put back;
against a lost sheet or a spied passphrase only a new master key helps (`changes.begin_removal`).
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from intake_app.errors import VaultTamperedError, WrongPassphraseError
from intake_app.vault import sealing, slots
from intake_app.vault.document import (
    FORMAT,
    VERSION,
    KeyFile,
    KeySlot,
    SlotKind,
    authenticated_part,
)

if TYPE_CHECKING:
    from intake_app.vault.policy import KdfPolicy
    from intake_app.vault.recovery import RecoveryKey

MAX_PASSPHRASE = 1024


@dataclass(slots=True, kw_only=True, eq=False, repr=False)
class Unlocked:
    """The keys of an open vault; wipe them when it is locked.

    Not frozen: it holds buffers that are overwritten, and follows the vault to a new master key.

    Attributes:
        slot_id: The slot that was opened; kind: by what.
        epoch: Number of the master key in use.
        generation: The highest of the key file that these keys have seen.
        pending_master_key: The next master key, while the database is on its way to it.
        anchor: Shared by all slots; see the module's text.
    """

    vault_id: str
    slot_id: str
    kind: SlotKind
    epoch: int
    generation: int
    private_key: bytearray
    master_key: bytearray
    anchor: bytearray
    pending_master_key: bytearray | None = None

    def wipe(self) -> None:
        """Overwrite all keys; the object is of no use afterwards."""
        sealing.wipe(self.private_key, self.master_key, self.anchor)
        self.drop_pending()

    def drop_pending(self) -> None:
        """Overwrite the next master key."""
        if self.pending_master_key is not None:
            sealing.wipe(self.pending_master_key)
            self.pending_master_key = None

    def advance(self) -> None:
        """Take the next master key into use, after the key file did.

        Raises:
            ValueError: There is none.
        """
        if self.pending_master_key is None:
            msg = "there is no next master key"
            raise ValueError(msg)
        sealing.wipe(self.master_key)
        self.master_key, self.pending_master_key = self.pending_master_key, None
        self.epoch += 1

    def require(self) -> None:
        """Refuse to work with keys that were wiped.

        Raises:
            ValueError: They were; a mistake of the program.
        """
        if not self.master_key:
            msg = "the keys were wiped"
            raise ValueError(msg)

    def __repr__(self) -> str:
        return f"Unlocked(slot_id={self.slot_id!r}, epoch={self.epoch})"


def unlock(
    document: KeyFile, policy: KdfPolicy, passphrase: str, slot_id: str | None = None
) -> Unlocked:
    """Open the vault with a passphrase.

    Args:
        document: As read; nothing in it is believed beforehand.
        policy: Bounds for the costs in the document.
        passphrase: As typed.
        slot_id: The advisor's slot; None tries every advisor's in turn, each at full cost.

    Returns:
        The keys.

    Raises:
        WrongPassphraseError: It opens no slot.
        VaultTamperedError: The costs are out of bounds (nothing was spent then), or somebody
            without the keys has changed the document.
        NotFoundError: There is no such slot.
    """
    candidates = document.slots if slot_id is None else (document.slot(slot_id),)
    _check_costs(document, policy)
    if not 0 < len(passphrase) <= MAX_PASSPHRASE:
        raise WrongPassphraseError
    for slot in candidates:
        if slot.kind is SlotKind.PASSPHRASE:
            unlocked = _open(document, slot, slots.passphrase_key(slot, passphrase))
            if unlocked is not None:
                return unlocked
    raise WrongPassphraseError


def unlock_with_recovery_key(
    document: KeyFile, policy: KdfPolicy, recovery_key: RecoveryKey
) -> Unlocked:
    """Open the vault with the recovery key; takes no noticeable time.

    Raises:
        WrongPassphraseError: It is another vault's, or an earlier sheet's.
        VaultTamperedError: Somebody without the keys has changed the document.
    """
    _check_costs(document, policy)
    for slot in document.slots:
        if slot.kind is SlotKind.RECOVERY:
            unlocked = _open(document, slot, slots.recovery_slot_key(slot, recovery_key))
            if unlocked is not None:
                return unlocked
    raise WrongPassphraseError


def verify(document: KeyFile, unlocked: Unlocked) -> None:
    """Check that a document is the one that these keys opened, or a later one of theirs.

    Every change asks this first, so that it never signs what somebody else slipped in.

    Raises:
        VaultTamperedError: It is not.
    """
    if document.generation < unlocked.generation or not is_ours(document, unlocked):
        raise VaultTamperedError


def is_ours(document: KeyFile, unlocked: Unlocked) -> bool:
    """Tell whether a document was made with these keys, now or at an earlier time.

    Of an earlier time it may only be in a copy of the vault.
    """
    unlocked.require()
    return (
        document.vault_id == unlocked.vault_id
        and document.active.number == unlocked.epoch
        and hmac.compare_digest(_mac(document, unlocked.anchor, unlocked.master_key), document.mac)
    )


def stamped(document: KeyFile, anchor: bytearray, master: bytearray) -> KeyFile:
    """Return a changed document with the next generation and its MAC."""
    document = replace(document, generation=document.generation + 1)
    return replace(document, mac=_mac(document, anchor, master))


def database_key(unlocked: Unlocked) -> bytearray:
    """Derive the key of the database; the caller wipes it."""
    unlocked.require()
    return _database_key(unlocked.vault_id, unlocked.epoch, unlocked.master_key)


def journal_key(unlocked: Unlocked) -> bytearray:
    """Derive the key of the journal's marks; the caller wipes it.

    It follows from the anchor and not from the master key, so that marks outlive a change of
    the master key, and a copy of the database's key alone cannot make them.
    """
    unlocked.require()
    return sealing.derive(
        unlocked.anchor, salt=unlocked.vault_id.encode("ascii"), info="intake/v1/journal-marks"
    )


def pending_database_key(unlocked: Unlocked) -> bytearray:
    """Derive the key that the database changes to; the caller wipes it.

    Raises:
        ValueError: No new master key is on its way, or not for this slot.
    """
    if unlocked.pending_master_key is None:
        msg = "there is no next master key"
        raise ValueError(msg)
    return _database_key(unlocked.vault_id, unlocked.epoch + 1, unlocked.pending_master_key)


def _database_key(vault_id: str, epoch: int, master: bytearray) -> bytearray:
    return sealing.derive(
        master, salt=vault_id.encode("ascii"), info=f"intake/v1/sqlcipher-raw-key/{epoch}"
    )


def _check_costs(document: KeyFile, policy: KdfPolicy) -> None:
    for slot in document.slots:
        if slot.cost is not None and not policy.admits(slot.cost):
            raise VaultTamperedError


def _open(document: KeyFile, slot: KeySlot, key: bytearray) -> Unlocked | None:
    """Open everything behind one slot and wipe the derived key; None when it is not the slot's."""
    opened = slots.private_key(document.vault_id, slot, key)
    sealing.wipe(key)
    if opened is None:
        return None
    private, anchor = opened
    unlocked = Unlocked(
        vault_id=document.vault_id,
        slot_id=slot.slot_id,
        kind=slot.kind,
        epoch=document.active.number,
        generation=document.generation,
        private_key=private,
        master_key=bytearray(),
        anchor=anchor,
    )
    try:
        unlocked.master_key = slots.master_key(
            document.vault_id,
            document.active.number,
            slot,
            private,
            document.active.master_keys[slot.slot_id],
        )
        if document.pending is not None and slot.slot_id in document.pending.master_keys:
            unlocked.pending_master_key = slots.master_key(
                document.vault_id,
                document.pending.number,
                slot,
                private,
                document.pending.master_keys[slot.slot_id],
            )
        verify(document, unlocked)
    except VaultTamperedError:
        unlocked.wipe()
        raise
    return unlocked


def _mac(document: KeyFile, anchor: bytearray, master: bytearray) -> bytes:
    secret = anchor + master
    key = sealing.derive(
        secret, salt=document.vault_id.encode("ascii"), info=f"{FORMAT}/{VERSION}/header-mac"
    )
    try:
        return hmac.digest(key, authenticated_part(document), "sha256")
    finally:
        sealing.wipe(secret, key)
