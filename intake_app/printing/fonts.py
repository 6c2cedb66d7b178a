"""The shipped fonts: which file draws which character.

Fonts are chosen character by character from a fixed chain, so that an Arabic or Ethiopic
name stands inside German text without anybody asking for it.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from intake_app.paths import resources_dir
from intake_app.printing.harfbuzz import hb

if TYPE_CHECKING:
    from collections.abc import Iterable

_CHAIN = (
    "NotoSans",
    "NotoNaskhArabic",
    "NotoSansEthiopic",
    "NotoSansGeorgian",
    "NotoSansArmenian",
    "NotoSansSymbols2",
)
# Running Urdu text is set in Nastaliq; an Urdu name inside German text stays in Naskh.
_CHAIN_OF_LANGUAGE = {"ur": ("NotoSans", "NotoNastaliqUrdu", *_CHAIN[1:])}
_SINGLE_FILE = {"NotoSansSymbols2": "NotoSansSymbols2-Subset"}

_STEERING = frozenset(
    (
        *b"\n\t",
        *(0xAD, 0x61C, 0xFEFF),
        *range(0x200B, 0x2010),  # joiners and marks
        *range(0x2028, 0x202F),  # separators, embeddings
        *range(0x2060, 0x2070),  # word joiner, isolates
        *range(0xFE00, 0xFE10),  # variation selectors
    )
)
_UNITS = 1000
# The small letters of Naskh are a good deal smaller than the Latin ones at the same size.
_OPTICAL_SCALE = {"NotoNaskhArabic": 1.12}
# Ascent and descent that running text really uses, where the file's own would tear lines apart.
_LINE_EXTENT = {"NotoNaskhArabic": (1.0, -0.5)}


class Face:
    """One font file, opened once.

    Attributes:
        key: File name without ending.
        hb_font: The HarfBuzz font.
        optical_scale: Enlargement that makes its letters look as large as Latin ones.
        ascent: Height of its lines above the base line in em, enlarged; `descent` (negative)
            below it.
    """

    def __init__(self, key: str) -> None:
        path = resources_dir() / "fonts" / f"{key}.ttf"
        self.key = key
        self.hb_face: Any = hb.Face(path.read_bytes())
        self.hb_font: Any = hb.Font(self.hb_face)
        self.units_per_em: int = self.hb_face.upem
        self.characters = frozenset[int](self.hb_face.unicodes)
        family = key.partition("-")[0]
        self.optical_scale = _OPTICAL_SCALE.get(family, 1.0)
        extents = self.hb_font.get_font_extents("ltr")
        own = (extents.ascender / self.units_per_em, extents.descender / self.units_per_em)
        ascent, descent = _LINE_EXTENT.get(family, own)
        self.ascent, self.descent = ascent * self.optical_scale, descent * self.optical_scale
        self._advances: dict[int, float] = {}
        self.space_glyph: int = self.hb_font.get_nominal_glyph(ord(" ")) or 0

    @property
    def scale(self) -> float:
        """Thousandths of an em per font unit."""
        return _UNITS / self.units_per_em

    @property
    def space(self) -> float:
        """Width of a space in thousandths of an em of the line, enlarged."""
        return self.advance(self.space_glyph) * self.optical_scale

    def advance(self, glyph: int) -> float:
        """Return the advance width of a glyph in thousandths of its own em."""
        width = self._advances.get(glyph)
        if width is None:
            width = self.hb_font.get_glyph_h_advance(glyph) * self.scale
            self._advances[glyph] = width
        return width


@cache
def face(key: str) -> Face:
    """Return the face of a font file; the file is read when it is first needed."""
    return Face(key)


@cache
def chain(language: str, *, bold: bool) -> tuple[str, ...]:
    """Return the keys of the faces in the order in which they are tried."""
    weight = "Bold" if bold else "Regular"
    families = _CHAIN_OF_LANGUAGE.get(language, _CHAIN)
    return tuple(_SINGLE_FILE.get(family, f"{family}-{weight}") for family in families)


@lru_cache(maxsize=65536)
def face_for(character: str, language: str, *, bold: bool) -> str | None:
    """Return the key of the first face that has the character, None when there is none."""
    point = ord(character)
    for key in chain(language, bold=bold):
        if point in face(key).characters:
            return key
    return None


def has_no_shape(character: str) -> bool:
    """Tell whether a character only steers the text (joiners, direction marks, breaks)."""
    return ord(character) in _STEERING


def missing_characters(text: str) -> str:
    """Return the characters of `text` that no shipped font can draw, each once.

    Names and other free texts are checked with this when they are typed, so that nobody
    meets the gap at the printer.
    """
    found: dict[str, None] = {}
    for character in unicodedata.normalize("NFC", text):
        if has_no_shape(character):
            continue
        if (
            face_for(character, "", bold=False) is None
            or face_for(character, "", bold=True) is None
        ):
            found[character] = None
    return "".join(found)


def line_metrics(keys: Iterable[str]) -> tuple[float, float]:
    """Return ascent and descent, in em, of a line set in these faces."""
    faces = [face(key) for key in keys] or [face("NotoSans-Regular")]
    return max(item.ascent for item in faces), min(item.descent for item in faces)
