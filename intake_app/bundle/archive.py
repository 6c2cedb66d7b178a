"""The archive inside a bundle: a zip with nothing in it that can be read in two ways.

Every part is stored, not compressed, with size and check sum in front of it; parts follow
one another without gaps, the directory at the end repeats them in the same order, and
nothing comes before, between or after.  Any zip program opens it, and it can be written
and checked as a stream.  Sizes are known before the first byte, so nothing can swell.

Field names and numbers are those of PKWARE's APPNOTE.TXT, sections 4.3.7, 4.3.12, 4.3.16.
"""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from intake_app.bundle.bounds import (
    MOST_NAME_CHARACTERS,
    MOST_PART_BYTES,
    MOST_PARTS,
    Damage,
    is_part_name,
)
from intake_app.errors import BundleDamagedError

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator

PIECE_BYTES = 1 << 18

_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_LOCAL_MARK, _CENTRAL_MARK, _END_MARK = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
_VERSION = 20
_STORED = 0
# Midnight of 1 January 1980, the earliest a zip can say: dates of parts tell nobody anything.
_TIME, _DATE = 0, 0x21


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of the archive, as its headers describe it."""

    name: str
    size: int
    crc: int

    @property
    def header(self) -> bytes:
        """What stands before its bytes."""
        name = self.name.encode("ascii")
        fields = (_VERSION, 0, _STORED, _TIME, _DATE, self.crc, self.size, self.size)
        return _LOCAL.pack(_LOCAL_MARK, *fields, len(name), 0) + name

    def directory_record(self, offset: int) -> bytes:
        """Return what stands in the directory for it."""
        name = self.name.encode("ascii")
        fields = (_VERSION, _VERSION, 0, _STORED, _TIME, _DATE, self.crc, self.size, self.size)
        return _CENTRAL.pack(_CENTRAL_MARK, *fields, len(name), 0, 0, 0, 0, 0, offset) + name


def write_archive(files: Iterable[tuple[Entry, Iterator[bytes]]]) -> Iterator[bytes]:
    """Yield the bytes of an archive; each file's pieces are asked for when it is its turn."""
    directory = bytearray()
    offset = count = 0
    for entry, pieces in files:
        directory += entry.directory_record(offset)
        yield entry.header
        yield from pieces
        offset += len(entry.header) + entry.size
        count += 1
    yield bytes(directory)
    yield _END.pack(_END_MARK, 0, 0, count, count, len(directory), offset, 0)


class ArchiveReader:
    """Checks an archive that is pushed in pieces, and shows its files as they come.

    Args:
        on_file: Called when a file begins; returns what takes its pieces, or None when
            they are only checked.
    """

    def __init__(self, on_file: Callable[[Entry], Callable[[bytes], None] | None]) -> None:
        self._on_file = on_file
        self._held = bytearray()
        self._is_complete = False
        self._parser = self._parse()
        self._wanted = next(self._parser)

    def push(self, data: bytes) -> None:
        """Take the next bytes.

        Raises:
            BundleDamagedError: They cannot belong to an archive of this format.
        """
        self._held += data
        while len(self._held) >= self._wanted:
            if self._is_complete:
                if self._held:
                    raise BundleDamagedError(Damage.STRUCTURE)
                return
            taken = bytes(self._held[: self._wanted])
            del self._held[: self._wanted]
            try:
                self._wanted = self._parser.send(taken)
            except StopIteration:
                self._is_complete, self._wanted = True, 0

    def finish(self) -> None:
        """See that the archive is complete.

        Raises:
            BundleDamagedError: It breaks off.
        """
        if not self._is_complete or self._held:
            raise BundleDamagedError(Damage.STRUCTURE)

    def _parse(self) -> Generator[int, bytes, None]:
        """Ask for so many bytes by yielding their number, and get exactly these."""
        directory = bytearray()
        names: set[str] = set()
        offset = 0
        while True:
            mark = yield len(_LOCAL_MARK)
            if mark != _LOCAL_MARK:
                break
            rest = yield _LOCAL.size - len(mark)
            entry = yield from self._read_entry(mark + rest)
            if len(names) >= MOST_PARTS or entry.name.casefold() in names:
                raise BundleDamagedError(Damage.NAME)
            names.add(entry.name.casefold())
            yield from self._read_content(entry)
            directory += entry.directory_record(offset)
            offset += len(entry.header) + entry.size
        end = _END.pack(_END_MARK, 0, 0, len(names), len(names), len(directory), offset, 0)
        tail = bytes(directory) + end
        if mark != tail[: len(mark)] or (yield len(tail) - len(mark)) != tail[len(mark) :]:
            raise BundleDamagedError(Damage.STRUCTURE)

    def _read_entry(self, header: bytes) -> Generator[int, bytes, Entry]:
        fields = _LOCAL.unpack(header)
        method, crc, size, name_length = fields[3], fields[6], fields[8], fields[9]
        if method != _STORED:
            raise BundleDamagedError(Damage.COMPRESSED)
        if name_length > MOST_NAME_CHARACTERS or size > MOST_PART_BYTES:
            raise BundleDamagedError(Damage.TOO_LARGE)
        name = (yield name_length).decode("ascii", errors="replace")
        if not is_part_name(name):
            raise BundleDamagedError(Damage.NAME)
        entry = Entry(name, size, crc)
        # There is one way to write these headers, so there is one way to read them.
        if header != entry.header[: len(header)]:
            raise BundleDamagedError(Damage.STRUCTURE)
        return entry

    def _read_content(self, entry: Entry) -> Generator[int, bytes, None]:
        take = self._on_file(entry)
        left, crc = entry.size, 0
        while left:
            piece = yield min(left, PIECE_BYTES)
            crc = zlib.crc32(piece, crc)
            left -= len(piece)
            if take:
                take(piece)
        if crc != entry.crc:
            raise BundleDamagedError(Damage.PART)
