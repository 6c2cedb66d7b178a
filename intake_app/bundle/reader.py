"""Opens bundles: nothing of one is looked at before the whole of it is authentic.

The sealed file is read twice.  The first reading decrypts to nowhere and only finds out
whether the file is whole; the second checks the archive inside, piece by piece, and keeps
manifest, signature and data.  A part is handed out by one more reading.  Plaintext never
touches a disk, and a file that changed between two readings is refused.
"""

from __future__ import annotations

import hashlib
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from intake_app.bundle.archive import ArchiveReader
from intake_app.bundle.bounds import (
    MOST_CASE_BYTES,
    MOST_FILE_BYTES,
    MOST_MANIFEST_BYTES,
    MOST_PART_IN_MEMORY_BYTES,
    MOST_SIGNATURE_BYTES,
    Damage,
)
from intake_app.bundle.case_document import CaseDocument, read_case
from intake_app.bundle.manifest import (
    CASE_NAME,
    MANIFEST_NAME,
    SIGNATURE_NAME,
    Manifest,
    Party,
    read_manifest,
)
from intake_app.bundle.recipients import is_signed_by, own_recipient
from intake_app.bundle.sealing import open_sealed
from intake_app.errors import BundleDamagedError, BundleNotForUsError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from intake_app.bundle.archive import Entry

_ORDER = (MANIFEST_NAME, SIGNATURE_NAME, CASE_NAME)
_KEPT_BYTES = {
    MANIFEST_NAME: MOST_MANIFEST_BYTES,
    SIGNATURE_NAME: MOST_SIGNATURE_BYTES,
    CASE_NAME: MOST_CASE_BYTES,
}


class SenderState(StrEnum):
    """What is known about who sent a bundle."""

    CONFIRMED = "confirmed"  # signed with a key that was compared on the phone
    UNKNOWN = "unknown"  # well signed, but by a key nobody compared (nicht bestätigt)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """Who sent a bundle.

    Attributes:
        party: Name and keys as the bundle itself states them; believe the name only when
            the state is CONFIRMED, and then show the name the key is known under.
    """

    state: SenderState
    party: Party


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """A bundle that is authentic, whole, well signed and meant for us.

    Attributes:
        sha256: Of the sealed file, hex.
    """

    path: Path
    identities: tuple[str, ...]
    sha256: str
    manifest: Manifest
    sender: Sender
    case: CaseDocument

    def read_part(self, name: str, most: int = MOST_PART_IN_MEMORY_BYTES) -> bytes:
        """Return the bytes of one part, when there are not more than `most`.

        Raises:
            KeyError: There is no such part.
            BundleDamagedError: The file changed since it was opened, or the part is too
                large to be shown.
        """
        if self.manifest.part(name).size > most:
            raise BundleDamagedError(Damage.TOO_LARGE)
        contents = _Contents({name: most})
        sha256 = _read(self.path, self.identities, contents)
        if sha256 != self.sha256:
            raise BundleDamagedError(Damage.CHANGED_MEANWHILE)
        return contents.kept(name)


def open_bundle(
    path: Path, identities: Sequence[str], known_verify_keys: AbstractSet[str] = frozenset()
) -> Bundle:
    """Open a bundle and check everything about it.

    Args:
        path: The sealed file.
        identities: The office's secret age keys.
        known_verify_keys: Public signing keys that were compared on the phone.

    Raises:
        BundleNotForUsError: It is sealed to other keys, or was made for another office and
            passed on.
        BundleTooNewError: A later program made it.
        BundleDamagedError: Anything about it is wrong; nothing of it was released.
    """
    with _medium():
        if path.stat().st_size > MOST_FILE_BYTES:
            raise BundleDamagedError(Damage.TOO_LARGE)
    keys = tuple(identities)
    sha256 = sealed_sha256(path, keys)
    contents = _Contents(_KEPT_BYTES)
    if _read(path, keys, contents) != sha256:
        raise BundleDamagedError(Damage.CHANGED_MEANWHILE)
    if contents.names()[: len(_ORDER)] != _ORDER:
        raise BundleDamagedError(Damage.STRUCTURE)

    signed = contents.kept(MANIFEST_NAME)
    manifest = read_manifest(signed)
    if not is_signed_by(signed, contents.kept(SIGNATURE_NAME), manifest.sender.verify_key):
        raise BundleDamagedError(Damage.SIGNATURE)
    _check_meant_for_us(manifest, keys)
    if contents.listing()[2:] != [(p.name, p.size, p.sha256) for p in manifest.parts]:
        raise BundleDamagedError(Damage.PART)
    known = manifest.sender.verify_key in known_verify_keys
    return Bundle(
        path=path,
        identities=keys,
        sha256=sha256,
        manifest=manifest,
        sender=Sender(
            state=SenderState.CONFIRMED if known else SenderState.UNKNOWN, party=manifest.sender
        ),
        case=read_case(contents.kept(CASE_NAME)),
    )


def sealed_sha256(path: Path, identities: Sequence[str]) -> str:
    """Decrypt a bundle to nowhere and return the SHA-256 of the sealed file.

    Raises:
        BundleNotForUsError: It is sealed to other keys.
        BundleDamagedError: It is not authentic to its last byte.
    """
    with _medium(), path.open("rb") as file:
        return open_sealed(file, len, identities)


def file_sha256(path: Path) -> str:
    """Return the SHA-256 of a sealed file that cannot be opened here, for the register.

    Raises:
        BundleDamagedError: The medium does not give it back.
    """
    with _medium(), path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _read(path: Path, identities: Sequence[str], contents: _Contents) -> str:
    archive = ArchiveReader(contents.begin)
    with _medium(), path.open("rb") as file:
        sha256 = open_sealed(file, archive.push, identities)
    archive.finish()
    return sha256


@contextmanager
def _medium() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise BundleDamagedError(Damage.UNREADABLE) from error


def _check_meant_for_us(manifest: Manifest, identities: Sequence[str]) -> None:
    """See that the signed manifest names us.

    Otherwise a receiver could seal a bundle again for somebody else, who would take it for
    sent by the first office.  The sender opens its own bundles for the check after writing.
    """
    ours = {own_recipient(identity) for identity in identities}
    if not ours & {manifest.recipient.age_recipient, manifest.sender.age_recipient}:
        raise BundleNotForUsError


class _Contents:
    """The files of an archive as they come: each hashed, the wanted ones kept."""

    def __init__(self, wanted: dict[str, int]) -> None:
        self._wanted = wanted
        self._files: list[tuple[Entry, _File]] = []

    def begin(self, entry: Entry) -> Callable[[bytes], None]:
        """Take the next file; a wanted one must keep to its bound."""
        most = self._wanted.get(entry.name)
        if most is not None and entry.size > most:
            raise BundleDamagedError(Damage.TOO_LARGE)
        file = _File(is_kept=most is not None)
        self._files.append((entry, file))
        return file.take

    def names(self) -> tuple[str, ...]:
        return tuple(entry.name for entry, _ in self._files)

    def listing(self) -> list[tuple[str, int, str]]:
        return [(entry.name, entry.size, file.sha256) for entry, file in self._files]

    def kept(self, name: str) -> bytes:
        return next(file.data for entry, file in self._files if entry.name == name)


class _File:
    def __init__(self, *, is_kept: bool) -> None:
        self._is_kept = is_kept
        self._hash = hashlib.sha256()
        self._data = bytearray()

    def take(self, piece: bytes) -> None:
        self._hash.update(piece)
        if self._is_kept:
            self._data += piece

    @property
    def data(self) -> bytes:
        return bytes(self._data)

    @property
    def sha256(self) -> str:
        return self._hash.hexdigest()
