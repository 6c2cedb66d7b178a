"""Keys of those who send and receive bundles.

A recipient is an age key.  The type is kept open: beside X25519 ("age1…") the hybrid
post-quantum recipients ("age1tagpq1…") and keys on a token ("age1tag1…") are accepted, since
German guidance asks for hybrids by 2030/31 (BSI TR-02102-1).

A key that came by mail proves nothing.  Both sides therefore read the same six words to each
other on the phone; they stand for the encryption key and the signing key together.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyrage
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

from intake_app.domain.keys import OwnKeys, words_for
from intake_app.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

_FINGERPRINT_CONTEXT = b"intake-app key fingerprint v1\n"
_SIGNATURE_CONTEXT = b"intake-app bundle manifest v1\n"
_POST_QUANTUM = "age1tagpq1"
_HARDWARE = "age1tag1"
_KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class Recipient:
    """A public key to which bundles are sealed.

    Attributes:
        text: The key as people pass it on, in lower case.
        key: What `pyrage` makes of it.
    """

    text: str
    key: object

    @property
    def is_post_quantum(self) -> bool:
        """Whether it resists a quantum computer; such a key tolerates no weaker one beside it."""
        return self.text.startswith(_POST_QUANTUM)


def new_own_keys() -> OwnKeys:
    """Make the two pairs of keys of an office: X25519 to receive, Ed25519 to sign."""
    identity = pyrage.x25519.Identity.generate()
    signing_key = Ed25519PrivateKey.generate()
    return OwnKeys(
        age_identity=str(identity),
        age_recipient=str(identity.to_public()),
        signing_key=_encode(signing_key.private_bytes_raw()),
        verify_key=_encode(signing_key.public_key().public_bytes_raw()),
    )


def parse_recipient(text: str) -> Recipient:
    """Read a recipient's public key.

    Raises:
        InputError: "secret_key" when somebody pasted the secret half, else "recipient".
    """
    typed = "".join(text.split()).lower()
    if typed.startswith("age-secret-key"):
        raise InputError("secret_key")
    kind = pyrage.x25519.Recipient
    if typed.startswith(_POST_QUANTUM):
        kind = pyrage.tagpq.Recipient
    elif typed.startswith(_HARDWARE):
        kind = pyrage.tag.Recipient
    try:
        return Recipient(typed, kind.from_str(typed))
    except pyrage.RecipientError as error:
        raise InputError("recipient") from error


def check_recipient(text: str) -> str:
    """Return a recipient's public key as it is stored.

    Raises:
        InputError: As `parse_recipient`.
    """
    return parse_recipient(text).text


def check_verify_key(text: str) -> str:
    """Return an office's public signing key (base64) as it is stored.

    Raises:
        InputError: "signing_key" when it is none.
    """
    typed = "".join(text.split())
    if _decode(typed, _KEY_BYTES) is None:
        raise InputError("signing_key")
    return typed


def own_recipient(age_identity: str) -> str:
    """Return the public key that belongs to the office's secret age key."""
    return str(pyrage.x25519.Identity.from_str(age_identity).to_public())


def seal_to(partner_recipient: str, own: OwnKeys) -> tuple[Recipient, ...]:
    """Return the keys a bundle is sealed to: the partner's, and where possible our own.

    Our own lets the finished file be opened once more for the check after writing.  A
    post-quantum key tolerates no other beside it; then only `reader.file_sha256` is left.

    Raises:
        InputError: As `parse_recipient`.
    """
    partner = parse_recipient(partner_recipient)
    if partner.is_post_quantum:
        return (partner,)
    return (partner, parse_recipient(own.age_recipient))


def fingerprint_words(
    age_recipient: str, verify_key: str, words: Sequence[str]
) -> tuple[str, ...]:
    """Return the words that stand for a pair of public keys, to read out on the phone.

    Args:
        age_recipient: The encryption key.
        verify_key: The signing key; empty for a partner that has none.
        words: The word list; both offices must use the same.
    """
    keys = f"{age_recipient.lower()}\n{verify_key}\n".encode()
    return words_for(hashlib.sha256(_FINGERPRINT_CONTEXT + keys).digest(), words)


def sign_manifest(manifest: bytes, signing_key: str) -> bytes:
    """Return the Ed25519 signature of the sending office over the manifest's bytes."""
    key = Ed25519PrivateKey.from_private_bytes(base64.b64decode(signing_key, validate=True))
    return key.sign(_SIGNATURE_CONTEXT + manifest)


def is_signed_by(manifest: bytes, signature: bytes, verify_key: str) -> bool:
    """Tell whether the holder of the key signed exactly these bytes."""
    key = _decode(verify_key, _KEY_BYTES)
    if key is None:
        return False
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, _SIGNATURE_CONTEXT + manifest)
    except (InvalidSignature, ValueError):
        return False
    return True


def _encode(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _decode(text: str, size: int) -> bytes | None:
    try:
        data = base64.b64decode(text.encode("ascii"), validate=True)
    except (UnicodeEncodeError, binascii.Error):
        return None
    # Two texts for one key would let a known key pass for an unknown one.
    return data if len(data) == size and _encode(data) == text else None
