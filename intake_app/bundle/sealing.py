"""Age files (age-encryption.org/v1) as streams: sealed to public keys, opened with secret ones.

What `open_sealed` hands to the sink is authentic piece by piece, but only its return says
that the file is whole; whoever uses it must not act on anything before.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, BinaryIO, Protocol

import pyrage

from intake_app.bundle.bounds import MOST_FILE_BYTES, MOST_HEADER_BYTES, Damage
from intake_app.errors import BundleDamagedError, BundleNotForUsError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from intake_app.bundle.recipients import Recipient

_AGE_MARK = b"age-encryption.org/v1\n"
_HEADER_END = b"\n--- "
_NOT_FOR_US = "No matching keys found"


class Sink(Protocol):
    """Where bytes go."""

    def write(self, data: bytes, /) -> int:
        """Take all of the bytes and return their number."""
        ...


def seal(pieces: Iterator[bytes], target: Sink, recipients: Sequence[Recipient]) -> None:
    """Write the pieces as an age file, in constant memory.

    An exception that the pieces or the target raise comes out unchanged.
    """
    source = _PieceReader(pieces)
    sink = _GuardedSink(target)
    try:
        pyrage.encrypt_io(source, sink, [recipient.key for recipient in recipients])
    finally:
        _raise_own(source.error, sink.error)


def open_sealed(
    source: BinaryIO,
    take: Callable[[bytes], object],
    identities: Sequence[str],
    most: int = MOST_FILE_BYTES,
) -> str:
    """Decrypt an age file from its beginning and hand the plaintext on in pieces.

    Args:
        source: The sealed file, seekable.
        take: Gets the plaintext; an exception that it raises comes out unchanged.
        identities: Secret age keys of which one must fit.
        most: Largest size of the sealed file, in bytes.

    Returns:
        SHA-256 of the sealed file, hex: the file was authentic to its last byte.

    Raises:
        BundleNotForUsError: It is sealed to other keys.
        BundleDamagedError: It is no age file, too large, cut or changed.
    """
    _check_header(source)
    reader = _HashingReader(source, most)
    sink = _GuardedSink(_Callback(take))
    keys = [pyrage.x25519.Identity.from_str(identity) for identity in identities]
    try:
        pyrage.decrypt_io(reader, sink, keys)
    except (pyrage.DecryptError, OSError) as error:
        _raise_own(reader.error, sink.error)
        if str(error) == _NOT_FOR_US:
            raise BundleNotForUsError from error
        raise BundleDamagedError(Damage.NOT_AUTHENTIC) from error
    _raise_own(reader.error, sink.error)
    return reader.sha256


def _raise_own(*errors: BaseException | None) -> None:
    """Raise the error of our own side of the stream, if there was one.

    The library words an error of the reader as one of its own, and loses one that the
    sink raises while the last block is written: a full disk would pass for success.
    """
    for error in errors:
        if error:
            raise error


def _check_header(source: BinaryIO) -> None:
    """See that the file begins like a binary age file with a header of bounded size."""
    source.seek(0)
    start = source.read(MOST_HEADER_BYTES)
    source.seek(0)
    if not start.startswith(_AGE_MARK):
        raise BundleDamagedError(Damage.NOT_A_BUNDLE)
    if _HEADER_END not in start:
        whole = len(start) < MOST_HEADER_BYTES
        raise BundleDamagedError(Damage.NOT_AUTHENTIC if whole else Damage.TOO_LARGE)


class _PieceReader:
    """Pieces of any size as a file to read from."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._piece = b""
        self._place = 0
        self.error: BaseException | None = None

    def read(self, size: int = -1) -> bytes:
        try:
            while self._place >= len(self._piece):
                self._piece, self._place = next(self._pieces), 0
        except StopIteration:
            return b""
        except BaseException as error:
            self.error = error
            raise
        start = self._place
        self._place = len(self._piece) if size < 0 else start + size
        return self._piece[start : self._place]


class _HashingReader:
    """A file that is read once, within bounds, while its hash is made."""

    def __init__(self, file: BinaryIO, most: int) -> None:
        self._file = file
        self._most = most
        self._hash = hashlib.sha256()
        self._size = 0
        self.error: BaseException | None = None

    @property
    def sha256(self) -> str:
        return self._hash.hexdigest()

    def read(self, size: int = -1) -> bytes:
        try:
            data = self._read_bounded(size)
        except BaseException as error:
            self.error = error
            raise
        self._hash.update(data)
        return data

    def _read_bounded(self, size: int) -> bytes:
        data = self._file.read(size)
        self._size += len(data)
        if self._size > self._most:
            raise BundleDamagedError(Damage.TOO_LARGE)
        return data


class _GuardedSink:
    """Remembers what went wrong behind the library's back."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink
        self.error: BaseException | None = None

    def write(self, data: bytes) -> int:
        if self.error:
            raise self.error
        try:
            self._sink.write(data)
        except BaseException as error:
            self.error = error
            raise
        return len(data)

    def flush(self) -> None:
        """Do nothing: whoever owns the file flushes it."""


class _Callback:
    def __init__(self, take: Callable[[bytes], object]) -> None:
        self._take = take

    def write(self, data: bytes) -> int:
        self._take(data)
        return len(data)
