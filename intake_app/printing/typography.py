"""Sizes, colours and the grid of all printed pages, in points."""

from __future__ import annotations

from typing import Final, NamedTuple

from intake_app.i18n import is_right_to_left

MM: Final = 72 / 25.4
PAGE_WIDTH: Final = 210 * MM
PAGE_HEIGHT: Final = 297 * MM
MARGIN: Final = 16 * MM
TEXT_WIDTH: Final = PAGE_WIDTH - 2 * MARGIN
GUTTER: Final = 11 * MM
COLUMN: Final = (TEXT_WIDTH - GUTTER) / 2


class Color(NamedTuple):
    """A colour in sRGB, 0 to 1."""

    red: float
    green: float
    blue: float

    @classmethod
    def of(cls, code: str) -> Color:
        """Read a code such as "1D5FA6"."""
        red, green, blue = (int(code[start : start + 2], 16) / 255 for start in (0, 2, 4))
        return cls(round(red, 3), round(green, 3), round(blue, 3))


INK: Final = Color.of("1B1F24")
MUTED: Final = Color.of("57606A")
ACCENT: Final = Color.of("1A4F8B")
LINE: Final = Color.of("C4CCD4")
HAIR: Final = Color.of("DFE4E9")
FRAME: Final = Color.of("7C8792")
TINT: Final = Color.of("EFF3F8")
WARN: Final = Color.of("B3261E")

FINE: Final = 8.0
SMALL: Final = 9.0
BODY: Final = 10.0
LARGE: Final = 11.5
SECTION: Final = 12.0
TITLE: Final = 16.0

LARGE_PRINT: Final = 1.7
"""By how much the large-print variant (Großdruck) of a paper for a person is larger.

Running text has 17 points then, as associations of people with poor sight recommend (at
least 16); both languages take the full width, one below the other.
"""
LEAST_LARGE: Final = 14.0
"""Size of small print in the large-print variant."""
MOST_LARGE: Final = 24.0
"""Size of its title: headings need not grow as much as what stands below them."""

_LEADING: Final = 1.38


def scaled(size: float, scale: float) -> float:
    """Return the size of letters in a paper that is set smaller or larger as a whole.

    Args:
        size: Size at a scale of 1.
        scale: `LARGE_PRINT`, 1, or less to save a page.
    """
    if scale > 1:
        return max(size, min(MOST_LARGE, max(LEAST_LARGE, size * scale)))
    return min(size, max(FINE, size * scale))


def leading_factor(ascent: float, descent: float) -> float:
    """Return the distance of base lines, in em, for letters of this height and depth."""
    return max(_LEADING, ascent - descent)


def runs_right_to_left(language: str) -> bool:
    """Tell whether a page in this language is read from right to left."""
    return language.partition("_")[0] == "prs" or is_right_to_left(language)


def bcp47(language: str) -> str:
    """Return the tag that a screen reader understands for one of our catalogue tags."""
    base, _, region = language.partition("_")
    if region == "simple":
        return base
    return f"{base}-{region}" if region else base
