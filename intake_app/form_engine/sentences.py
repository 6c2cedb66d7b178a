"""Cuts a text into its sentences, for reading it out one by one."""

from __future__ import annotations

import re
from typing import Final

_END: Final = re.compile("[.!?。؟۔։።][»”“\"')]*[ \n\t]+(?=\\S)")
_INSERTED: Final = re.compile("\u2068[^\u2069]*\u2069")


def sentences_of(text: str) -> list[str]:
    """Return the sentences of a text, in any of the scripts that the forms come in.

    What was inserted between isolates (names, addresses, dates) is never cut, and neither
    is a line before a small letter: "18. urodzin" is one number.
    """
    hidden = _INSERTED.sub(lambda found: "x" * len(found[0]), text)
    cuts = [found.end() for found in _END.finditer(hidden) if not hidden[found.end()].islower()]
    parts = [text[start:end] for start, end in zip([0, *cuts], [*cuts, None], strict=True)]
    return [part.strip() for part in parts if part.strip()]


def side_by_side(german: str, other: str) -> list[tuple[str, str]]:
    """Return the sentences of a text in two languages, each beside its own.

    A translation in more or fewer sentences (plain language has more) gets the whole German
    text beside each of its own: a wrong pair would be worse than a long one.

    Args:
        german: The text in German.
        other: The text in the other language, "" for German alone.
    """
    if not other:
        return [(sentence, "") for sentence in sentences_of(german)]
    left, right = sentences_of(german), sentences_of(other)
    if len(left) == len(right):
        return list(zip(left, right, strict=True))
    return [(german, sentence) for sentence in right]
