"""A TrueType font with one glyph for every printed cluster of letters.

PDF readers copy and speak text glyph by glyph.  A letter with marks, or a ligature with
shifted parts, is several glyphs; here it becomes one composite glyph, so that each code in
the page stands for exactly one piece of text.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

_KEPT_TABLES = (b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp")
_CHECKSUM_MAGIC = 0xB1B0AFBA
_HEADER = 10  # bytes of a glyph before its outline: number of contours and box
# Flags of a component of a composite glyph.
_ARGS_ARE_WORDS, _ARGS_ARE_OFFSETS, _MORE = 0x0001, 0x0002, 0x0020
_SCALE_SIZES = ((0x0008, 2), (0x0040, 4), (0x0080, 8))


class Part(NamedTuple):
    """A glyph of the subset at an offset in font units."""

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
    def box(self) -> tuple[int, int, int, int] | None:
        if len(self.outline) < _HEADER:
            return None
        return struct.unpack(">4h", self.outline[2:_HEADER])


def cluster_font(subset: bytes, clusters: Sequence[Cluster]) -> bytes:
    """Return a font whose glyph n + 1 is `clusters[n]`; glyph 0 stays .notdef.

    Args:
        subset: A TrueType font with plain and composite glyphs.
        clusters: What to build, with glyph numbers of the subset.
    """
    tables = _read_tables(subset)
    shift = len(clusters)
    old = [_moved(glyph, shift) for glyph in _read_glyphs(tables)]
    built = [_build(cluster, old, shift) for cluster in clusters]
    return _write(tables, [old[0], *built, *old[1:]])


def _read_tables(font: bytes) -> dict[bytes, bytes]:
    count: int = struct.unpack_from(">H", font, 4)[0]
    tables: dict[bytes, bytes] = {}
    for index in range(count):
        tag, _, offset, length = struct.unpack_from(">4sLLL", font, 12 + 16 * index)
        tables[tag] = font[offset : offset + length]
    return tables


def _read_glyphs(tables: dict[bytes, bytes]) -> list[_Glyph]:
    count: int = struct.unpack_from(">H", tables[b"maxp"], 4)[0]
    long_offsets: int = struct.unpack_from(">h", tables[b"head"], 50)[0]
    wide: int = struct.unpack_from(">H", tables[b"hhea"], 34)[0]
    offsets = struct.unpack_from(f">{count + 1}{'L' if long_offsets else 'H'}", tables[b"loca"])
    factor = 1 if long_offsets else 2
    metrics = tables[b"hmtx"]
    glyphs: list[_Glyph] = []
    for index in range(count):
        start, end = offsets[index] * factor, offsets[index + 1] * factor
        advance = struct.unpack_from(">H", metrics, 4 * min(index, wide - 1))[0]
        place = 4 * index + 2 if index < wide else 4 * wide + 2 * (index - wide)
        bearing = struct.unpack_from(">h", metrics, place)[0]
        glyphs.append(_Glyph(tables[b"glyf"][start:end], advance, bearing))
    return glyphs


def _moved(glyph: _Glyph, shift: int) -> _Glyph:
    """Return the glyph with its components renumbered for their new places."""
    outline = glyph.outline
    if len(outline) < _HEADER or struct.unpack_from(">h", outline)[0] >= 0:
        return glyph
    changed = bytearray(outline)
    place = _HEADER
    while True:
        flags, part = struct.unpack_from(">HH", changed, place)
        struct.pack_into(">H", changed, place + 2, part + shift if part else 0)
        place += 4 + (4 if flags & _ARGS_ARE_WORDS else 2)
        place += next((size for flag, size in _SCALE_SIZES if flags & flag), 0)
        if not flags & _MORE:
            return glyph._replace(outline=bytes(changed))


def _build(cluster: Cluster, old: Sequence[_Glyph], shift: int) -> _Glyph:
    inked = [(part, box) for part in cluster.parts if (box := old[part.glyph].box)]
    if not inked:
        return _Glyph(b"", cluster.advance, 0)
    first = inked[0][0]
    if len(inked) == 1 and (first.dx, first.dy) == (0, 0):
        return old[first.glyph]._replace(advance=cluster.advance)
    box = (
        min(box[0] + part.dx for part, box in inked),
        min(box[1] + part.dy for part, box in inked),
        max(box[2] + part.dx for part, box in inked),
        max(box[3] + part.dy for part, box in inked),
    )
    outline = struct.pack(">5h", -1, *box)
    for number, (part, _) in enumerate(inked, start=1):
        flags = _ARGS_ARE_WORDS | _ARGS_ARE_OFFSETS | (_MORE if number < len(inked) else 0)
        glyph = part.glyph + shift if part.glyph else 0
        outline += struct.pack(">HHhh", flags, glyph, part.dx, part.dy)
    return _Glyph(outline, cluster.advance, box[0])


def _write(tables: dict[bytes, bytes], glyphs: Sequence[_Glyph]) -> bytes:
    outlines = [glyph.outline + b"\0" * (-len(glyph.outline) % 4) for glyph in glyphs]
    offsets = [0]
    for outline in outlines:
        offsets.append(offsets[-1] + len(outline))
    head, hhea, maxp = (bytearray(tables[tag]) for tag in (b"head", b"hhea", b"maxp"))
    struct.pack_into(">L", head, 8, 0)  # checksum, filled in at the end
    struct.pack_into(">h", head, 50, 1)  # long offsets
    struct.pack_into(">H", hhea, 34, len(glyphs))
    struct.pack_into(">H", maxp, 4, len(glyphs))
    struct.pack_into(">HH", maxp, 10, 4000, 400)  # most points and contours of a composite
    struct.pack_into(">HH", maxp, 28, 16, 8)  # most components, deepest nesting
    metrics = (struct.pack(">Hh", max(0, g.advance), g.bearing) for g in glyphs)
    written = {
        b"glyf": b"".join(outlines),
        b"head": bytes(head),
        b"hhea": bytes(hhea),
        b"hmtx": b"".join(metrics),
        b"loca": struct.pack(f">{len(offsets)}L", *offsets),
        b"maxp": bytes(maxp),
    }
    return _assemble(written)


def _assemble(tables: dict[bytes, bytes]) -> bytes:
    count = len(_KEPT_TABLES)
    exponent = count.bit_length() - 1
    search = 16 << exponent
    header = struct.pack(">LHHHH", 0x00010000, count, search, exponent, 16 * count - search)
    directory, body = b"", b""
    start = 12 + 16 * count
    head_at = 0
    for tag in _KEPT_TABLES:
        table = tables[tag]
        offset = start + len(body)
        if tag == b"head":
            head_at = offset
        directory += struct.pack(">4sLLL", tag, _checksum(table), offset, len(table))
        body += table + b"\0" * (-len(table) % 4)
    font = bytearray(header + directory + body)
    struct.pack_into(">L", font, head_at + 8, (_CHECKSUM_MAGIC - _checksum(bytes(font))) % 2**32)
    return bytes(font)


def _checksum(table: bytes) -> int:
    padded = table + b"\0" * (-len(table) % 4)
    words: tuple[int, ...] = struct.unpack(f">{len(padded) // 4}L", padded)
    return sum(words) % 2**32
