"""Seals a bundle (Fallpaket) in a stream: the parts go through memory in small pieces.

The file appears under its name whole or not at all.  It is written beside it as `.partial`,
forced to the medium, and then takes its name; names say nothing about the person.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
import sys
import zlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO, Protocol

from intake_app.bundle.archive import PIECE_BYTES, Entry, write_archive
from intake_app.bundle.bounds import (
    MOST_CASE_BYTES,
    MOST_FILE_BYTES,
    MOST_PART_BYTES,
    MOST_PARTS,
    is_part_name,
)
from intake_app.bundle.case_document import write_case
from intake_app.bundle.manifest import (
    CASE_NAME,
    MANIFEST_NAME,
    README_NAME,
    SIGNATURE_NAME,
    Manifest,
    PartEntry,
    write_manifest,
)
from intake_app.bundle.readme import README
from intake_app.bundle.recipients import sign_manifest
from intake_app.bundle.sealing import seal
from intake_app.domain.codes import NEVER_IN_BUNDLE
from intake_app.domain.numbers import CROCKFORD
from intake_app.vault.files import medium_errors, sync_folder

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from intake_app.bundle.case_document import CaseDocument
    from intake_app.bundle.recipients import Recipient
    from intake_app.bundle.sealing import Sink
    from intake_app.domain.codes import Category

_NAME_CHARACTERS = 10
_EARLY_BYTES = 1 << 23
_HASHING_THREADS = 2
_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


class PartSource(Protocol):
    """Where the bytes of a part come from; they are read twice, first in another thread."""

    def open(self) -> BinaryIO:
        """Open the bytes from their beginning."""
        ...


@dataclass(frozen=True, slots=True)
class MemorySource:
    """A part that lies in memory."""

    data: bytes

    def open(self) -> BinaryIO:
        """Open the bytes from their beginning."""
        return BytesIO(self.data)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A file to be sent.

    Attributes:
        name: Neutral file name, for example "kompetenzprofil.pdf".
        label: What it is, in German.
        categories: Which data it holds.
    """

    name: str
    media_type: str
    label: str
    categories: frozenset[Category]
    source: PartSource

    @classmethod
    def pdf(cls, name: str, label: str, categories: frozenset[Category], data: bytes) -> Part:
        """Return a PDF from memory as a part."""
        return cls(
            name=name,
            media_type="application/pdf",
            label=label,
            categories=categories,
            source=MemorySource(data),
        )


def new_bundle_name() -> str:
    """Return a file name for a new bundle that says nothing about the person."""
    return f"Fallpaket-{''.join(secrets.choice(CROCKFORD) for _ in range(_NAME_CHARACTERS))}.age"


def save_bundle(
    path: Path,
    manifest: Manifest,
    case: CaseDocument,
    parts: Sequence[Part],
    recipients: Sequence[Recipient],
    signing_key: str,
) -> None:
    """Write a bundle so that the file is there whole or not at all.

    Open it once more before telling anybody: `reader.open_bundle` with the office's own key
    sees that the medium took every byte, and gives the hash for the register.  What a crash
    left behind of an earlier attempt goes with the next one to the same path.

    Args:
        path: Where it goes, best named by `new_bundle_name`; the folder must exist.
        manifest: What the bundle says about itself; its parts are filled in here.
        case: The released facts.
        parts: PDFs and other files.
        recipients: Whom it is sealed to, see `recipients.seal_to`.
        signing_key: The office's secret signing key.

    Raises:
        StorageError: There is no room, or the medium does not take it.
    """
    partial = path.with_name(f"{path.name}.partial")
    with medium_errors():
        try:
            partial.unlink(missing_ok=True)
            descriptor = os.open(partial, _NEW_FILE, 0o600)
            with open(descriptor, "wb") as file:  # noqa: PTH123 - a descriptor has no Path
                sink = _EarlySink(file)
                write_bundle(sink, manifest, case, parts, recipients, signing_key)
                sink.sync()
            partial.replace(path)
            sync_folder(path.parent)
        except BaseException:
            with contextlib.suppress(OSError):
                partial.unlink(missing_ok=True)
            raise


def write_bundle(
    target: Sink,
    manifest: Manifest,
    case: CaseDocument,
    parts: Sequence[Part],
    recipients: Sequence[Recipient],
    signing_key: str,
) -> None:
    """Write a bundle to an open file; see `save_bundle`."""
    everything = (
        Part(
            name=CASE_NAME,
            media_type="application/json",
            label="Angaben als Daten",
            categories=frozenset(answer.category for answer in case.answers),
            source=MemorySource(write_case(case)),
        ),
        Part(
            name=README_NAME,
            media_type="text/plain",
            label="Hinweise zum Öffnen",
            categories=frozenset(),
            source=MemorySource(README.encode()),
        ),
        *parts,
    )
    _check_names([part.name for part in everything])
    if any(part.categories & NEVER_IN_BUNDLE for part in everything):
        raise ValueError("a part holds data that never travel in a bundle")
    with ThreadPoolExecutor(_HASHING_THREADS) as pool:
        measured = list(pool.map(_measure, everything))
    _check_sizes([entry.size for _, entry, _ in measured])
    content = write_manifest(replace(manifest, parts=tuple(found for _, _, found in measured)))
    signature = sign_manifest(content, signing_key)
    files = [
        (_entry_of(MANIFEST_NAME, content), iter([content])),
        (_entry_of(SIGNATURE_NAME, signature), iter([signature])),
        *((entry, _pieces(part, entry)) for part, entry, _ in measured),
    ]
    seal(write_archive(files), target, recipients)


def _check_names(names: list[str]) -> None:
    folded = {name.casefold() for name in names}
    if len(folded) != len(names) or {MANIFEST_NAME, SIGNATURE_NAME} & folded:
        raise ValueError("a part's name stands twice")
    if not all(is_part_name(name) for name in names):
        raise ValueError("a part's name is no plain file name")


def _check_sizes(sizes: list[int]) -> None:
    """See that no bundle is written that the other side would have to refuse."""
    fits = (
        len(sizes) <= MOST_PARTS - 2
        and sizes[0] <= MOST_CASE_BYTES
        and max(sizes) <= MOST_PART_BYTES
        and sum(sizes) <= MOST_FILE_BYTES * 63 // 64
    )
    if not fits:
        raise ValueError("the bundle is larger than its format allows")


def _measure(part: Part) -> tuple[Part, Entry, PartEntry]:
    size, crc, digest = 0, 0, hashlib.sha256()
    with part.source.open() as file:
        while piece := file.read(PIECE_BYTES):
            size += len(piece)
            crc = zlib.crc32(piece, crc)
            digest.update(piece)
    found = PartEntry(
        name=part.name,
        media_type=part.media_type,
        label=part.label,
        categories=part.categories,
        size=size,
        sha256=digest.hexdigest(),
    )
    return part, Entry(part.name, size, crc), found


def _entry_of(name: str, data: bytes) -> Entry:
    return Entry(name, len(data), zlib.crc32(data))


def _pieces(part: Part, entry: Entry) -> Iterator[bytes]:
    left = entry.size
    with part.source.open() as file:
        while piece := file.read(PIECE_BYTES):
            left -= len(piece)
            yield piece
    if left:
        raise ValueError("a part changed while it was written")


class _EarlySink:
    """Sends what was written on to the medium at once, instead of all of it at the end.

    That hides most of the medium's time behind the encryption.  It also empties the
    system's copy, so that opening the file for the check reads what the medium holds.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._waiting = 0

    def write(self, data: bytes) -> int:
        self._file.write(data)
        self._waiting += len(data)
        if self._waiting >= _EARLY_BYTES:
            self._file.flush()
            self._let_go()
        return len(data)

    def sync(self) -> None:
        """Force everything to the medium."""
        self._file.flush()
        os.fsync(self._file.fileno())
        self._let_go()

    def _let_go(self) -> None:
        self._waiting = 0
        if sys.platform == "linux":
            os.posix_fadvise(self._file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
