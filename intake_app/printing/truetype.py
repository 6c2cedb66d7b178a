"""A TrueType font with one glyph for every printed cluster of letters.

PDF readers copy and speak text glyph by glyph.  A letter with marks, or a ligature with
shifted parts, is several glyphs; here it becomes one composite glyph, so that each code in
the page stands for exactly one piece of text.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

KEPT_TABLES = ("glyf", "head", "hhea", "hmtx", "loca", "maxp")
_CHECKSUM_MAGIC = 0xB1B0AFBA
_HEADER = 10  # bytes of a glyph before its outline: number of contours and box
# Flags of a component of a composite glyph.
_ARGS_ARE_WORDS, _ARGS_ARE_OFFSETS, _MORE = 0x0001, 0x0002, 0x0020
_SCALE_SIZES = ((0x0008, 2), (0x0040, 4), (0x0080, 8))


class Part(NamedTuple):
    """A glyph of the font at an offset in font units."""

    glyph: int
    dx: int
    dy: int


class Cluster(NamedTuple):
    """The parts that make up one printed cluster, and how far it moves the pen."""

    parts: tuple[Part, ...]
    advance: int


class _Glyph(NamedTuple):
    outline: bytes
    advance: int
    bearing: int

    @property
    def box(self) -> tuple[int, int, int, int]:
        return struct.unpack_from(">4h", self.outline, 2)


class Outlines:
    """The glyphs of a font file, without the instructions for screens of old.

    Args:
        tables: Its tables, those of `KEPT_TABLES` at least.
    """

    def __init__(self, tables: Mapping[str, bytes]) -> None:
        self.tables = tables
        count: int = struct.unpack_from(">H", tables["maxp"], 4)[0]
        long: int = struct.unpack_from(">h", tables["head"], 50)[0]
        places = struct.unpack_from(f">{count + 1}{'L' if long else 'H'}", tables["loca"])
        self._places = places if long else tuple(2 * place for place in places)
        self._wide: int = struct.unpack_from(">H", tables["hhea"], 34)[0]
        self._found: dict[int, _Glyph] = {}

    def glyph(self, number: int) -> _Glyph:
        """Return a glyph by its number."""
        found = self._found.get(number)
        if found is None:
            found = self._found[number] = self._read(number)
        return found

    def _read(self, number: int) -> _Glyph:
        metrics, wide = self.tables["hmtx"], self._wide
        advance: int = struct.unpack_from(">H", metrics, 4 * min(number, wide - 1))[0]
        place = 4 * number + 2 if number < wide else 4 * wide + 2 * (number - wide)
        bearing: int = struct.unpack_from(">h", metrics, place)[0]
        outline = self.tables["glyf"][self._places[number] : self._places[number + 1]]
        return _Glyph(_plain(outline), advance, bearing)

    def closed(self, numbers: Iterable[int]) -> list[int]:
        """Return these glyphs and all that they are composed of, ascending."""
        found: set[int] = set()
        waiting = list(numbers)
        while waiting:
            number = waiting.pop()
            if number not in found:
                found.add(number)
                waiting += (part for _, part in _components(self.glyph(number).outline))
        return sorted(found)


def _is_composite(outline: bytes) -> bool:
    return len(outline) >= _HEADER and bool(outline[0] & 0x80)


def _components(outline: bytes) -> Iterator[tuple[int, int]]:
    """Yield the place and the glyph of every component; nothing for a plain glyph."""
    place, flags = _HEADER, _MORE if _is_composite(outline) else 0
    while flags & _MORE:
        flags, part = struct.unpack_from(">HH", outline, place)
        yield place, part
        place += 4 + (4 if flags & _ARGS_ARE_WORDS else 2)
        place += next((size for flag, size in _SCALE_SIZES if flags & flag), 0)


def _plain(outline: bytes) -> bytes:
    """Return an outline without its instructions; no composite of the shipped fonts has any."""
    if len(outline) < _HEADER or _is_composite(outline):
        return outline
    ends = _HEADER + 2 * struct.unpack_from(">h", outline)[0]
    length: int = struct.unpack_from(">H", outline, ends)[0]
    return outline[:ends] + b"\0\0" + outline[ends + 2 + length :]


def cluster_font(outlines: Outlines, clusters: Sequence[Cluster]) -> bytes:
    """Return a font whose glyph n + 1 is `clusters[n]`; glyph 0 stays .notdef.

    The glyphs that clusters are made of follow after them.
    """
    wanted = {part.glyph for cluster in clusters for part in cluster.parts}
    numbers = outlines.closed({0, *wanted})
    shift = len(clusters)
    places = {number: place + shift if place else 0 for place, number in enumerate(numbers)}
    old = {number: _moved(outlines.glyph(number), places) for number in numbers}
    built = [_build(cluster, old, places) for cluster in clusters]
    notdef, *others = old.values()
    return _write(outlines.tables, [notdef, *built, *others])


def _moved(glyph: _Glyph, places: Mapping[int, int]) -> _Glyph:
    """Return the glyph with its components renumbered for their new places."""
    if not _is_composite(glyph.outline):
        return glyph
    changed = bytearray(glyph.outline)
    for place, part in _components(glyph.outline):
        struct.pack_into(">H", changed, place + 2, places[part])
    return glyph._replace(outline=bytes(changed))


def _build(cluster: Cluster, old: Mapping[int, _Glyph], places: Mapping[int, int]) -> _Glyph:
    inked = [part for part in cluster.parts if old[part.glyph].outline]
    if not inked:
        return _Glyph(b"", cluster.advance, 0)
    number, dx, dy = inked[0]
    if len(inked) == 1 and not dx and not dy:
        return _Glyph(old[number].outline, cluster.advance, old[number].bearing)
    boxes = [(part, old[part.glyph].box) for part in inked]
    box = (
        min(box[0] + part.dx for part, box in boxes),
        min(box[1] + part.dy for part, box in boxes),
        max(box[2] + part.dx for part, box in boxes),
        max(box[3] + part.dy for part, box in boxes),
    )
    outline = struct.pack(">5h", -1, *box)
    for number, part in enumerate(inked, start=1):
        flags = _ARGS_ARE_WORDS | _ARGS_ARE_OFFSETS | (_MORE if number < len(inked) else 0)
        outline += struct.pack(">HHhh", flags, places[part.glyph], part.dx, part.dy)
    return _Glyph(outline, cluster.advance, box[0])


def _write(tables: Mapping[str, bytes], glyphs: Sequence[_Glyph]) -> bytes:
    outlines = [glyph.outline + b"\0" * (-len(glyph.outline) % 4) for glyph in glyphs]
    offsets = [0]
    for outline in outlines:
        offsets.append(offsets[-1] + len(outline))
    head, hhea, maxp = (bytearray(tables[tag]) for tag in ("head", "hhea", "maxp"))
    struct.pack_into(">L", head, 8, 0)  # checksum, filled in at the end
    struct.pack_into(">h", head, 50, 1)  # long offsets
    struct.pack_into(">H", hhea, 34, len(glyphs))
    struct.pack_into(">H", maxp, 4, len(glyphs))
    struct.pack_into(">HH", maxp, 10, 4000, 400)  # most points and contours of a composite
    struct.pack_into(">7H", maxp, 14, 1, *[0] * 6)  # nothing for instructions
    struct.pack_into(">HH", maxp, 28, 16, 8)  # most components, deepest nesting
    metrics = [number for glyph in glyphs for number in (max(0, glyph.advance), glyph.bearing)]
    written = {
        "glyf": b"".join(outlines),
        "head": bytes(head),
        "hhea": bytes(hhea),
        "hmtx": struct.pack(">" + "Hh" * len(glyphs), *metrics),
        "loca": struct.pack(f">{len(offsets)}L", *offsets),
        "maxp": bytes(maxp),
    }
    return _assemble(written)


def _assemble(tables: dict[str, bytes]) -> bytes:
    count = len(KEPT_TABLES)
    exponent = count.bit_length() - 1
    search = 16 << exponent
    header = struct.pack(">LHHHH", 0x00010000, count, search, exponent, 16 * count - search)
    directory = b""
    offset = 12 + 16 * count
    head_at = total = 0
    padded: list[bytes] = []
    for tag in KEPT_TABLES:
        table = tables[tag]
        checksum = _checksum(table)
        total += checksum
        if tag == "head":
            head_at = offset
        directory += struct.pack(">4sLLL", tag.encode(), checksum, offset, len(table))
        padded.append(table + b"\0" * (-len(table) % 4))
        offset += len(padded[-1])
    font = bytearray(b"".join([header, directory, *padded]))
    # The tables are whole words, so that the sum of the file is that of its parts.
    total += _checksum(header + directory)
    struct.pack_into(">L", font, head_at + 8, (_CHECKSUM_MAGIC - total) % 2**32)
    return bytes(font)


def _checksum(table: bytes) -> int:
    padded = table + b"\0" * (-len(table) % 4)
    words: tuple[int, ...] = struct.unpack(f">{len(padded) // 4}L", padded)
    return sum(words) % 2**32
