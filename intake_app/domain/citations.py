"""Citations of German law and phone numbers inside text that is read from right to left.

A citation such as „§ 25 Abs. 2 AufenthG“ consists of signs, numbers and Latin words that
the Unicode bidi algorithm would set one by one into a right-to-left sentence, in the wrong
order.  Between isolates it stays one piece that is read from left to right.
"""

from __future__ import annotations

import re
from typing import Final

_LEFT_TO_RIGHT_ISOLATE: Final = "\u2066"
_POP_ISOLATE: Final = "\u2069"
_NO_BREAK_SPACE: Final = "\u00a0"

_BLANK: Final = r"[ \u00a0]"
_PART: Final = (
    r"(?:\d+[a-z]?|Abs\.|Absatz|Satz|Nr\.|Nummer|Buchst\.|Buchstabe|lit\.|Alt\.|[a-z])(?![^\W\d_])"
)
_BETWEEN: Final = rf"(?:,?{_BLANK}|,|[–-]|{_BLANK}(?:und|oder|bis){_BLANK})"
_LAW: Final = rf"(?:SGB{_BLANK}[IVX]+|[A-ZÄÖÜ][A-Za-zÄÖÜäöü]*[BGO](?:/EU)?)(?![^\W\d_])"
_CITATION: Final = rf"(?:§§?|Art\.)(?:{_BETWEEN}{_PART})+(?:{_BLANK}{_LAW})?"
_PHONE: Final = r"(?:\+|\b0)\d[\d \u00a0/()-]{3,}\d\b"

_PIECE: Final = re.compile(rf"(?<![\u2066\u2068])(?:{_CITATION}|(?P<phone>{_PHONE}))")
_BLANKS: Final = re.compile(" ")
_KEPT_TOGETHER: Final = re.compile(r"(?<=[§.]) |(?<=Satz) ")


def isolate_citations(text: str) -> str:
    """Return the text with every citation and phone number between isolates."""
    return _PIECE.sub(_isolated, text)


def _isolated(found: re.Match[str]) -> str:
    kept = _BLANKS if found["phone"] else _KEPT_TOGETHER
    together = kept.sub(_NO_BREAK_SPACE, found[0])
    return f"{_LEFT_TO_RIGHT_ISOLATE}{together}{_POP_ISOLATE}"
