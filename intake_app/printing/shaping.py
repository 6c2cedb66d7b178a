"""From characters to glyphs with HarfBuzz: joined, ligated, marked letters of a run.

Shapes of boilerplate are kept, because the same waiver text is set many times a day.
What a person said or is called is never kept: text that was inserted between isolates
goes past the cache, so that locking the vault leaves no names in memory through here.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from fontTools.unicodedata import script as _script_of

from intake_app.printing.bidi import BIDI_CONTROLS
from intake_app.printing.fonts import face
from intake_app.printing.harfbuzz import hb

if TYPE_CHECKING:
    from intake_app.printing.fonts import Face

_FEATURES = {"kern": True, "liga": True}
_NO_SCRIPT = frozenset({"Zyyy", "Zinh", "Zzzz"})


_Glyph: TypeAlias = tuple[int, int, int, int]
"""Number, advance and offsets of a glyph in font units."""


class PlacedGlyph(NamedTuple):
    """A glyph inside its cluster; offsets in thousandths of an em."""

    glyph: int
    dx: float
    dy: float


class Shape(NamedTuple):
    """What a cluster looks like and how far it moves the pen, in thousandths of an em."""

    glyphs: tuple[PlacedGlyph, ...]
    advance: float


class Cluster(NamedTuple):
    """The smallest piece of text that can be copied: a letter with marks, a ligature.

    Attributes:
        start: Index of its first character in the word.
        x: Distance from the left end of the run, in thousandths of the font's own em.
        advance: Room it takes in this run, kerning included.
        shape: Its glyphs.
        text: Its characters, without bidi controls.
        look: Stands for shape and text in a face: what differs in neither has the same one.
    """

    start: int
    x: float
    advance: float
    shape: Shape
    text: str
    look: str


class Shaped(NamedTuple):
    """A shaped part of a word.

    Attributes:
        clusters: Its visible clusters in logical order.
        width: Width in thousandths of an em of the line, with the font's enlargement.
        missing: Characters that the font cannot draw.
    """

    clusters: tuple[Cluster, ...]
    width: float
    missing: str


_NOTHING = Shaped((), 0.0, "")


@lru_cache(maxsize=4096)
def script_of(character: str) -> str:
    """Return the ISO 15924 code of a character's script; "" when it belongs to any."""
    code = _script_of(character)
    return "" if code in _NO_SCRIPT else code


def shape(
    key: str, text: str, part: slice, *, level: int, script: str, language: str, keep: bool
) -> Shaped:
    """Shape a part of a word, seeing the letters before and after it.

    Args:
        key: Face to shape with.
        text: The whole word.
        part: Which characters of it.
        level: Embedding level; odd runs from right to left.
        script: ISO 15924 code.
        language: BCP 47 tag.
        keep: Whether the result may be kept; False for everything a person told.
    """
    if not text[part].translate(BIDI_CONTROLS):
        return _NOTHING  # a sign of steering between what was inserted and its surroundings
    setting = (key, text, part.start, part.stop, level & 1, script, language)
    return _shape_boilerplate(*setting) if keep else _shape(*setting)


def _shape(
    key: str, text: str, start: int, end: int, odd: int, script: str, language: str
) -> Shaped:
    font = face(key)
    buffer = hb.Buffer()
    buffer.add_str(text, start, end - start)
    buffer.direction = "rtl" if odd else "ltr"
    buffer.script = script
    buffer.language = language
    buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_GRAPHEMES
    hb.shape(font.hb_font, buffer, _FEATURES)
    scale = font.scale
    groups: list[tuple[int, list[_Glyph]]] = []
    for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        glyph = (info.codepoint, place.x_advance, place.x_offset, place.y_offset)
        if groups and groups[-1][0] == info.cluster:
            groups[-1][1].append(glyph)
        else:
            groups.append((info.cluster, [glyph]))
    starts = sorted(first for first, _ in groups)
    end_of = dict(zip(starts, [*starts[1:], end], strict=True))
    found: list[Cluster] = []
    missing = ""
    x = 0.0
    for first, glyphs in groups:
        visible = text[first : end_of[first]].translate(BIDI_CONTROLS)
        if len(glyphs) == 1:
            number, units, dx, dy = glyphs[0]
            advance = units * scale
            is_missing = not number
            placed = _placed(glyphs, font) if dx or dy else _plain(key, number)
            look = f"{placed}{visible}" if dx or dy else plain_look(number, visible)
        else:
            advance = sum(units for _, units, _, _ in glyphs) * scale
            is_missing = any(not glyph for glyph, _, _, _ in glyphs)
            placed = _placed(glyphs, font)
            look = f"{placed}{visible}"
        if visible:
            found.append(Cluster(first, x, advance, placed, visible, look))
            if is_missing:
                missing += visible
        x += advance
    if odd:
        found.sort(key=lambda cluster: cluster.start)
    return Shaped(tuple(found), x * font.optical_scale, missing)


_shape_boilerplate = lru_cache(maxsize=20_000)(_shape)


def plain_look(glyph: int, text: str) -> str:
    """Return the look of a cluster that is one glyph at its own place."""
    return f"{glyph}.{text}"


@lru_cache(maxsize=20_000)
def _plain(key: str, glyph: int) -> Shape:
    """Return a glyph alone: kerning moves the pen in the text, it does not make another one."""
    return Shape((PlacedGlyph(glyph, 0, 0),), max(0.0, face(key).advance(glyph)))


def _placed(glyphs: list[_Glyph], font: Face) -> Shape:
    x = 0.0
    placed: list[PlacedGlyph] = []
    for glyph, advance, dx, dy in glyphs:
        placed.append(PlacedGlyph(glyph, x + dx * font.scale, dy * font.scale))
        x += advance * font.scale
    return Shape(tuple(placed), max(0.0, x))
