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
_NUMBER: Final = re.compile(_PHONE)
_KEPT_TOGETHER: Final = re.compile(r"(?<=[§.]) |(?<=Satz) ")


def isolate_citations(text: str) -> str:
    """Return the text with every citation and phone number between isolates."""
    return _PIECE.sub(_isolated, text)


def with_whole_numbers(text: str) -> str:
    """Return the text with phone numbers that do not break over two lines."""
    return _NUMBER.sub(lambda found: _unbroken(found[0]), text)


def _isolated(found: re.Match[str]) -> str:
    piece = found[0]
    together = _unbroken(piece) if found["phone"] else _KEPT_TOGETHER.sub(_NO_BREAK_SPACE, piece)
    return f"{_LEFT_TO_RIGHT_ISOLATE}{together}{_POP_ISOLATE}"


def _unbroken(number: str) -> str:
    return number.replace(" ", _NO_BREAK_SPACE)
