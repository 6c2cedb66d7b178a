"""Where a line may end: a short form of the Unicode line breaking rules (UAX #14).

Enough for the scripts that the shipped fonts carry: words end at spaces, after hyphens
and dashes, after a slash between words, and after the word separators of Ethiopic; names,
numbers and file marks such as `SE-26-00012-P` stay whole.
"""

from __future__ import annotations

from typing import NamedTuple

_SPACES = " \t"
_HYPHENS = "-‐–—"
_WORD_ENDS = "፡።፣፤፥፦፧፨\u200b"
_NEVER_FIRST = frozenset(".,;:!?)]}%»›”“’،؛؟۔।/\u2069")
_SHORTEST_PART = 2


class Piece(NamedTuple):
    """An unbreakable piece of text: [start, end), then spaces up to `next_start`."""

    start: int
    end: int
    next_start: int
    ends_line: bool


def pieces(text: str) -> list[Piece]:
    """Cut a text into its unbreakable pieces."""
    found: list[Piece] = []
    start = 0
    while start < len(text):
        end = start
        while end < len(text) and text[end] not in " \t\n":
            end += 1
            if end < len(text) and _may_break(text, start, end):
                break
        after = end
        while after < len(text) and text[after] in _SPACES:
            after += 1
        ends_line = after < len(text) and text[after] == "\n"
        after += ends_line
        found.append(Piece(start, end, after, ends_line))
        start = after
    return found


def _may_break(text: str, start: int, at: int) -> bool:
    before, after = text[at - 1], text[at]
    if after in _NEVER_FIRST or after in " \t\n":
        return False
    if before in _WORD_ENDS:
        return True
    if at - start <= _SHORTEST_PART or not (text[at - 2].isalpha() and after.isalpha()):
        return False
    return before in _HYPHENS or before == "/"
