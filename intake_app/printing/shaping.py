"""From characters to glyphs with HarfBuzz: joined, ligated, marked letters of a run.

Shapes of boilerplate are kept, because the same waiver text is set many times a day.
What a person said or is called is never kept: text that was inserted between isolates
goes past the cache, so that locking the vault leaves no names in memory through here.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from fontTools.unicodedata import script as _script_of

from intake_app.printing.fonts import face
from intake_app.printing.harfbuzz import hb

_FEATURES = {"kern": True, "liga": True}
_NO_SCRIPT = frozenset({"Zyyy", "Zinh", "Zzzz"})


class Glyph(NamedTuple):
    """A glyph in its place; measures in thousandths of an em.

    Attributes:
        cluster: Index of the first character that it draws, counted from the start of the text.
    """

    glyph: int
    cluster: int
    advance: float
    dx: float
    dy: float


@lru_cache(maxsize=4096)
def script_of(character: str) -> str:
    """Return the ISO 15924 code of a character's script; "" when it belongs to any."""
    code = _script_of(character)
    return "" if code in _NO_SCRIPT else code


def shape(
    key: str, text: str, part: slice, *, level: int, script: str, language: str, keep: bool
) -> tuple[Glyph, ...]:
    """Shape a part of a word, seeing the letters before and after it.

    Args:
        key: Face to shape with.
        text: The whole word.
        part: Which characters of it.
        level: Embedding level; odd runs from right to left.
        script: ISO 15924 code.
        language: BCP 47 tag.
        keep: Whether the result may be kept; False for everything a person told.

    Returns:
        Glyphs from left to right.
    """
    setting = (key, text, part.start, part.stop, level & 1, script, language)
    return _shape_boilerplate(*setting) if keep else _shape(*setting)


def _shape(
    key: str, text: str, start: int, end: int, odd: int, script: str, language: str
) -> tuple[Glyph, ...]:
    font = face(key)
    buffer = hb.Buffer()
    buffer.add_str(text, start, end - start)
    buffer.direction = "rtl" if odd else "ltr"
    buffer.script = script
    buffer.language = language
    buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_GRAPHEMES
    hb.shape(font.hb_font, buffer, _FEATURES)
    scale = font.scale
    return tuple(
        Glyph(
            info.codepoint,
            info.cluster,
            place.x_advance * scale,
            place.x_offset * scale,
            place.y_offset * scale,
        )
        for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    )


_shape_boilerplate = lru_cache(maxsize=20_000)(_shape)
