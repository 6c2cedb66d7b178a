"""The keys under which the office receives and signs bundles (eigene Schlüssel)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

WORDS = 6
"""With 2,048 words and more these are at least 66 bits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnKeys:
    """The office's own two pairs of keys.

    Attributes:
        age_identity: Secret age key ("AGE-SECRET-KEY-1…"); `age_recipient` is the public one.
        signing_key: Secret Ed25519 key, base64; `verify_key` is the public one.
    """

    age_identity: str = field(repr=False)
    age_recipient: str
    signing_key: str = field(repr=False)
    verify_key: str


def words_for(digest: bytes, words: Sequence[str]) -> tuple[str, ...]:
    """Return the words that stand for a digest, to be read out or written down.

    Args:
        digest: At least 32 bytes.
        words: The word list; both sides must use the same.
    """
    number = int.from_bytes(digest, "big")
    chosen: list[str] = []
    for _ in range(WORDS):
        number, place = divmod(number, len(words))
        chosen.append(words[place])
    return tuple(chosen)
