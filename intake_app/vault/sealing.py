"""The cryptographic steps of the key file, each a function of its own.

Secrets travel in `bytearray`s that their owner wipes.  What Python and the library leave beyond
reach: a passphrase is a `str` from the moment it is typed, and HPKE hands out its plaintext as
`bytes`; both are released at once, but nobody overwrites them.
"""

from __future__ import annotations

import os
import unicodedata
from typing import TYPE_CHECKING, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from intake_app.errors import VaultTamperedError

if TYPE_CHECKING:
    from intake_app.vault.policy import KdfCost

KEY_BYTES: Final = 32
SALT_BYTES: Final = 16
SEALED_KEY_BYTES: Final = 32 + KEY_BYTES + 16
"""Length of a key sealed by HPKE: encapsulated key, ciphertext, tag."""

_NONCE_BYTES = 12
_TAG_BYTES = 16
_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


def sealed_length(plain: int) -> int:
    """Return how long so many bytes become by `seal`."""
    return _NONCE_BYTES + plain + _TAG_BYTES


def wipe(*buffers: bytearray) -> None:
    """Overwrite secrets with zeros and empty the buffers."""
    for buffer in buffers:
        buffer[:] = bytes(len(buffer))
        buffer.clear()


def random_key() -> bytearray:
    """Return 32 random bytes."""
    return bytearray(os.urandom(KEY_BYTES))


def random_salt() -> bytes:
    """Return 16 random bytes, not secret."""
    return os.urandom(SALT_BYTES)


def key_from_passphrase(passphrase: str, cost: KdfCost, salt: bytes) -> bytearray:
    """Derive a key from a passphrase by Argon2id (RFC 9106), version 1.3.

    Takes most of a second and the memory that the cost names; never on the GUI's thread.

    Args:
        passphrase: As typed; NFC, so that a macOS keyboard opens what a Windows one closed.
        cost: Checked against the policy by the caller, before this spends anything.
        salt: 16 bytes.

    Returns:
        The key, to be wiped by the caller.
    """
    # A lone surrogate must not end in a UnicodeError: that would carry the passphrase along.
    secret = bytearray(unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass"))
    key = bytearray(KEY_BYTES)
    try:
        Argon2id(
            salt=salt,
            length=KEY_BYTES,
            iterations=cost.passes,
            lanes=cost.lanes,
            memory_cost=cost.memory_kib,
        ).derive_into(_readable(secret), key)
    finally:
        wipe(secret)
    return key


def derive(secret: bytearray, *, salt: bytes, info: str) -> bytearray:
    """Derive a key from a secret of full strength by HKDF-SHA-256 (RFC 5869).

    Returns:
        The key, to be wiped by the caller.
    """
    key = bytearray(KEY_BYTES)
    HKDF(
        algorithm=hashes.SHA256(), length=KEY_BYTES, salt=salt, info=info.encode("ascii")
    ).derive_into(secret, key)
    return key


def seal(key: bytearray, plain: bytearray, context: bytes) -> bytes:
    """Encrypt by AES-256-GCM under a fresh nonce, bound to its context.

    Returns:
        Nonce, ciphertext and tag.
    """
    nonce = os.urandom(_NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, plain, context)


def unseal(key: bytearray, sealed: bytes, context: bytes) -> bytearray | None:
    """Decrypt what `seal` made; None if key, context or bytes are not those of then."""
    plain = bytearray(len(sealed) - _NONCE_BYTES - _TAG_BYTES)
    try:
        AESGCM(key).decrypt_into(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], context, plain)
    except InvalidTag:
        return None
    return plain


def new_key_pair() -> tuple[bytearray, bytes]:
    """Make an X25519 key pair.

    Returns:
        The private key, to be wiped by the caller, and the public key.
    """
    private = random_key()
    public = X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()
    return private, public


def seal_to(public: bytes, secret: bytearray, context: bytes) -> bytes:
    """Seal a key to the holder of a private key by HPKE (RFC 9180, base mode).

    Raises:
        VaultTamperedError: The public key is one that no honest program writes.
    """
    try:
        return _SUITE.encrypt(secret, X25519PublicKey.from_public_bytes(public), context)
    except ValueError:
        raise VaultTamperedError from None


def unseal_own(private: bytearray, sealed: bytes, context: bytes) -> bytearray | None:
    """Open what `seal_to` made; None if key, context or bytes are not those of then."""
    try:
        return bytearray(
            _SUITE.decrypt(sealed, X25519PrivateKey.from_private_bytes(private), context)
        )
    except InvalidTag:
        return None


def _readable(secret: bytearray) -> bytes:
    # The library reads any buffer here, its type stub knows only bytes; a copy could not be wiped.
    return secret  # type: ignore[return-value]
