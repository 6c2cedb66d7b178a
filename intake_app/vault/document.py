"""The key file as data, and its one and only spelling.

The file is canonical JSON: sorted keys, no blanks, ASCII, one line feed at the end.  A document
that was read is written again and compared, so nothing that this module does not know (a second
key of one name, other blanks, an unused bit in base64) gets past it.

Two fields are promised to every later version: `v`, its number, and `sum`, the SHA-256 of the
canonical spelling of all other fields.  The sum keeps nobody out; it tells a damaged copy from
an intact one before any passphrase is typed, so that one flipped bit never looks like a wrong
passphrase while the second copy is whole.  Who changed the file on purpose is found by `mac`.
"""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NoReturn, cast
from uuid import UUID

from intake_app.errors import NotFoundError, VaultDamagedError, VaultTooNewError
from intake_app.vault.policy import KdfCost
from intake_app.vault.sealing import KEY_BYTES, SALT_BYTES, SEALED_KEY_BYTES, sealed_length

if TYPE_CHECKING:
    from collections.abc import Mapping

FORMAT: Final = "intake-keyfile"
VERSION: Final = 1
MAX_BYTES: Final = 1 << 20
MAX_SLOTS: Final = 64
MAX_OFFICE_NAME: Final = 120
MAX_LABEL: Final = 12
PRIVATE_BYTES: Final = 2 * KEY_BYTES
"""What a slot seals under its passphrase: the private key and the vault's anchor."""

_ARGON2_VERSION = 19
_MAX_NUMBER = 2**53


class SlotKind(StrEnum):
    """By what a slot is opened."""

    PASSPHRASE = "passphrase"  # noqa: S105 - the name of a kind
    RECOVERY = "recovery"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeySlot:
    """One advisor's or the recovery sheet's way into the vault (Schlüsselfach).

    Attributes:
        slot_id: UUID, the same for as long as the advisor works with the vault.
        label: Initials or a number, never a name; empty for the recovery sheet.
        public_key: X25519; the master key is sealed to it.
        cost: Of Argon2id; None for the recovery key, which needs no stretching.
        salt: For the derivation from passphrase or recovery key.
        sealed_private: Private key and anchor, sealed under the derived key.
    """

    slot_id: str
    kind: SlotKind
    label: str
    public_key: bytes
    cost: KdfCost | None
    salt: bytes
    sealed_private: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Epoch:
    """One master key, sealed to everybody who may hold it.

    Attributes:
        number: Counts the master keys of this vault, from 1.
        master_keys: The sealed master key per slot id.
    """

    number: int
    master_keys: Mapping[str, bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFile:
    """The whole key file.

    Attributes:
        generation: Rises by one with every change; of two copies the higher one counts.
        office_name: For the card before unlocking; authenticated once it is unlocked.
        active: The master key in use.
        pending: The next one, while the database is on its way to a new key.
        mac: Over all other fields, under a key that only an unlocked slot yields.
    """

    vault_id: str
    generation: int
    office_name: str
    slots: tuple[KeySlot, ...]
    active: Epoch
    pending: Epoch | None
    mac: bytes

    def slot(self, slot_id: str) -> KeySlot:
        """Return the slot with this id.

        Raises:
            NotFoundError: There is none.
        """
        for slot in self.slots:
            if slot.slot_id == slot_id:
                return slot
        raise NotFoundError("key slot")


def canonical(value: object) -> bytes:
    """Return the canonical JSON of a value, without line feed."""
    return json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False
    ).encode("ascii")


def authenticated_part(document: KeyFile) -> bytes:
    """Return the bytes that the header MAC covers: everything but the MAC itself."""
    return canonical(_tree(document))


def slot_facts(vault_id: str, slot: KeySlot) -> dict[str, object]:
    """Return what a slot's sealed keys are bound to besides their own use."""
    return {
        "fmt": FORMAT,
        "v": VERSION,
        "vault": vault_id,
        "id": slot.slot_id,
        "kind": slot.kind.value,
        "pub": _base64(slot.public_key),
    }


def kdf_facts(slot: KeySlot) -> dict[str, object]:
    """Return the description of a slot's derivation, as it stands in the file."""
    salt = _base64(slot.salt)
    if slot.cost is None:
        return {"alg": "hkdf-sha256", "salt": salt}
    return {
        "alg": "argon2id",
        "v": _ARGON2_VERSION,
        "m": slot.cost.memory_kib,
        "t": slot.cost.passes,
        "p": slot.cost.lanes,
        "salt": salt,
    }


def serialise(document: KeyFile) -> bytes:
    """Return the bytes of the key file."""
    tree = _tree(document) | {"mac": _base64(document.mac)}
    return canonical(tree | {"sum": _sum(tree)}) + b"\n"


def parse(raw: bytes) -> KeyFile:
    """Read a key file.  Nothing in it is authenticated yet.

    Args:
        raw: The bytes of one copy.

    Returns:
        The document; `serialise` gives the same bytes again.

    Raises:
        VaultTooNewError: A later version wrote it; found out before anything else is looked at.
        VaultDamagedError: It is not a whole key file.
    """
    try:
        tree = _load(raw)
        version = tree.get("v")
        if type(version) is int and VERSION < version < _MAX_NUMBER:
            raise VaultTooNewError(str(version), str(VERSION))
        document = _read_document(_Node(tree))
        spelled_alike = serialise(document) == raw
    except (ValueError, RecursionError):
        raise VaultDamagedError from None
    if not spelled_alike:
        raise VaultDamagedError
    return document


def is_intact(raw: bytes) -> bool:
    """Return whether a copy of this or any later version carries its right sum."""
    try:
        tree = _load(raw)
        return tree.pop("sum", None) == _sum(tree)
    except (ValueError, RecursionError):
        return False


def _tree(document: KeyFile) -> dict[str, object]:
    return {
        "fmt": FORMAT,
        "v": VERSION,
        "vault": document.vault_id,
        "gen": document.generation,
        "office": document.office_name,
        "slots": [
            {
                "id": slot.slot_id,
                "kind": slot.kind.value,
                "label": slot.label,
                "pub": _base64(slot.public_key),
                "kdf": kdf_facts(slot),
                "sk": _base64(slot.sealed_private),
            }
            for slot in document.slots
        ],
        "active": _epoch_tree(document.active),
        "pending": None if document.pending is None else _epoch_tree(document.pending),
    }


def _epoch_tree(epoch: Epoch) -> dict[str, object]:
    return {
        "epoch": epoch.number,
        "keys": {slot_id: _base64(sealed) for slot_id, sealed in epoch.master_keys.items()},
    }


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _sum(tree: Mapping[str, object]) -> str:
    return hashlib.sha256(canonical(tree)).hexdigest()


def _load(raw: bytes) -> dict[str, object]:
    if len(raw) > MAX_BYTES:
        _malformed()
    tree = json.loads(raw.decode("utf-8"))
    if not isinstance(tree, dict) or tree.get("fmt") != FORMAT:
        _malformed()
    return cast("dict[str, object]", tree)


def _malformed() -> NoReturn:
    msg = "not a key file"
    raise ValueError(msg)


class _Node:
    """A JSON object of which each field is asked for with its type."""

    def __init__(self, value: object) -> None:
        if not isinstance(value, dict):
            _malformed()
        self.fields = cast("dict[str, object]", value)

    def text(self, key: str, longest: int) -> str:
        value = self.fields.get(key)
        if not isinstance(value, str) or len(value) > longest or not value.isprintable():
            _malformed()
        return value

    def number(self, key: str) -> int:
        value = self.fields.get(key)
        if type(value) is not int or not 0 < value < _MAX_NUMBER:
            _malformed()
        return value

    def data(self, key: str, length: int) -> bytes:
        value = self.fields.get(key)
        if not isinstance(value, str):
            _malformed()
        data = base64.b64decode(value, validate=True)
        if len(data) != length:
            _malformed()
        return data

    def uuid(self, key: str) -> str:
        value = self.text(key, 36)
        if str(UUID(value)) != value:
            _malformed()
        return value


def _read_document(node: _Node) -> KeyFile:
    entries = node.fields.get("slots")
    if not isinstance(entries, list) or not 0 < len(entries) <= MAX_SLOTS:
        _malformed()
    slots = tuple(_read_slot(_Node(entry)) for entry in entries)
    ids = {slot.slot_id for slot in slots}
    if len(ids) != len(slots) or not node.fields.get("office"):
        _malformed()
    active = _read_epoch(_Node(node.fields.get("active")))
    pending = None
    if node.fields.get("pending") is not None:
        pending = _read_epoch(_Node(node.fields["pending"]))
        if pending.number != active.number + 1 or not pending.master_keys.keys() <= ids:
            _malformed()
    if active.master_keys.keys() != ids:
        _malformed()
    return KeyFile(
        vault_id=node.uuid("vault"),
        generation=node.number("gen"),
        office_name=node.text("office", MAX_OFFICE_NAME),
        slots=slots,
        active=active,
        pending=pending,
        mac=node.data("mac", KEY_BYTES),
    )


def _read_slot(node: _Node) -> KeySlot:
    kind = SlotKind(node.text("kind", MAX_LABEL))
    label = node.text("label", MAX_LABEL)
    kdf = _Node(node.fields.get("kdf"))
    if bool(label) != (kind is SlotKind.PASSPHRASE):
        _malformed()
    cost = None
    if kind is SlotKind.PASSPHRASE:
        cost = KdfCost(memory_kib=kdf.number("m"), passes=kdf.number("t"), lanes=kdf.number("p"))
    return KeySlot(
        slot_id=node.uuid("id"),
        kind=kind,
        label=label,
        public_key=node.data("pub", KEY_BYTES),
        cost=cost,
        salt=kdf.data("salt", SALT_BYTES),
        sealed_private=node.data("sk", sealed_length(PRIVATE_BYTES)),
    )


def _read_epoch(node: _Node) -> Epoch:
    keys = _Node(node.fields.get("keys"))
    if not keys.fields:
        _malformed()
    return Epoch(
        number=node.number("epoch"),
        master_keys={slot_id: keys.data(slot_id, SEALED_KEY_BYTES) for slot_id in keys.fields},
    )
