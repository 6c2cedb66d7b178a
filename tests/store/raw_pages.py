"""Decrypts every page of a vault's files by hand, as a forensic examiner with the key would.

SQLCipher 4 with a raw key: AES-256-CBC, a random vector and an HMAC-SHA512 in the last 80
bytes of each page, the first 16 bytes of the file are the salt.  The write-ahead log holds
frames of the same pages.  Nothing here uses SQLite, so pages that are free count as well.
"""

from __future__ import annotations

import hashlib
import hmac
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PAGE, RESERVE, SALT = 4096, 80, 16
VECTOR = 16
WAL_HEADER, FRAME_HEADER = 32, 24


def pages(database: Path, key: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the place and the plain content of every page of the database and of its log."""
    content = database.read_bytes()
    assert len(content) % PAGE == 0
    salt = content[:SALT]
    mac_key = hashlib.pbkdf2_hmac("sha512", key, bytes(byte ^ 0x3A for byte in salt), 2, 32)
    for number in range(1, len(content) // PAGE + 1):
        page = content[(number - 1) * PAGE : number * PAGE]
        yield f"page {number}", _decrypted(page, number, key, mac_key)
    log = database.with_name(database.name + "-wal")
    frames = log.read_bytes()[WAL_HEADER:] if log.exists() else b""
    size = FRAME_HEADER + PAGE
    for place in range(len(frames) // size):
        frame = frames[place * size : (place + 1) * size]
        number = int.from_bytes(frame[:4], "big")
        yield f"frame {place}", _decrypted(frame[FRAME_HEADER:], number, key, mac_key)


def holding(database: Path, key: bytes, needles: tuple[str, ...]) -> dict[str, set[str]]:
    """Return the places at which each text is found, in UTF-8 or UTF-16, in any case."""
    found: dict[str, set[str]] = {}
    for place, page in pages(database, key):
        for needle in needles:
            spellings = {needle, needle.lower(), needle.upper()}
            codes = ("utf-8", "utf-16-le", "utf-16-be")
            if any(text.encode(code) in page for text in spellings for code in codes):
                found.setdefault(needle, set()).add(place)
    return found


def _decrypted(page: bytes, number: int, key: bytes, mac_key: bytes) -> bytes:
    start = SALT if number == 1 else 0
    body, rest = page[start : PAGE - RESERVE], page[PAGE - RESERVE :]
    vector, mac = rest[:VECTOR], rest[VECTOR:]
    said = hmac.new(mac_key, body + vector + number.to_bytes(4, "little"), "sha512").digest()
    # Whoever decrypts with a wrong key or offset finds nothing too, and must not call it proof.
    assert said == mac, f"page {number} does not authenticate"
    decryptor = Cipher(algorithms.AES256(key), modes.CBC(vector)).decryptor()
    return decryptor.update(body) + decryptor.finalize()
