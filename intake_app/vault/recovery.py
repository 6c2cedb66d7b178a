"""The recovery key: 160 random bits that somebody keeps on paper.

Forty letters and digits in Crockford's alphabet, in eight groups of five.  Four symbols of a
group carry 20 bits, the fifth checks them: over the field of 32 elements it finds every single
wrong symbol and every two swapped ones, and since each group has a constant of its own, also
groups typed in each other's place.  Because each group is checked by itself, a typing error is
named by the number of its group.
"""

from __future__ import annotations

import re
import secrets
import unicodedata
from typing import Final

from intake_app.errors import RecoveryKeyError

_ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
# Crockford reads what people mistake: the letter O as zero, I and L as one.
_VALUES: Final = {symbol: value for value, symbol in enumerate(_ALPHABET)} | {
    "O": 0,
    "I": 1,
    "L": 1,
}
_GROUPS = 8
_GROUP_LENGTH = 5
_GROUP_BITS = 20
_SYMBOL_BITS = 5
_BYTES = 20
_REDUCER = 0b100101  # x^5 + x^2 + 1, primitive: powers of 2 run through all 31 non-zero elements
_SEPARATORS = re.compile(r"[\s\-‐-―−.,;:/_]+")


class RecoveryKey:
    """The secret on the recovery sheet (Wiederherstellungsschlüssel).

    Attributes:
        secret: The 20 bytes; empty after `wipe`.
    """

    __slots__ = ("secret",)

    def __init__(self, secret: bytes | bytearray) -> None:
        if len(secret) != _BYTES:
            msg = "a recovery key has 160 bits"
            raise ValueError(msg)
        self.secret = bytearray(secret)

    @classmethod
    def new(cls) -> RecoveryKey:
        """Make a new random recovery key."""
        return cls(secrets.token_bytes(_BYTES))

    @property
    def groups(self) -> tuple[str, ...]:
        """The eight groups as they stand on the sheet."""
        if not self.secret:
            msg = "the recovery key was wiped"
            raise ValueError(msg)
        number = int.from_bytes(self.secret, "big")
        last = _GROUPS - 1
        return tuple(
            _group_text(index, number >> _GROUP_BITS * (last - index) & (1 << _GROUP_BITS) - 1)
            for index in range(_GROUPS)
        )

    @property
    def text(self) -> str:
        """The groups in one line, with hyphens between them."""
        return "-".join(self.groups)

    def wipe(self) -> None:
        """Overwrite the secret."""
        self.secret[:] = bytes(len(self.secret))
        self.secret.clear()

    def __repr__(self) -> str:
        return "RecoveryKey(…)"


def group_fits(number: int, text: str) -> bool:
    """Return whether one group can be right, as soon as it was typed.

    Args:
        number: Of the group, from 1.
        text: As typed.
    """
    try:
        _group_bits(number - 1, _plain(text))
    except RecoveryKeyError:
        return False
    return True


def parse(text: str) -> RecoveryKey:
    """Read a recovery key as somebody typed it.

    Case, spaces and hyphens do not matter; O is read as zero, I and L as one.

    Args:
        text: The typed key.

    Returns:
        The recovery key.  Whether it belongs to a vault, only unlocking tells.

    Raises:
        RecoveryKeyError: It is mistyped; names the first group that cannot be right.
    """
    number = 0
    for index, group in enumerate(_split(text)):
        number = number << _GROUP_BITS | _group_bits(index, group)
    return RecoveryKey(number.to_bytes(_BYTES, "big"))


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).upper().strip()


def _group_bits(index: int, group: str) -> int:
    """Return what one group carries, or say that it is mistyped."""
    values = [_VALUES.get(symbol) for symbol in group]
    data = [value for value in values if value is not None]
    if len(group) != _GROUP_LENGTH or len(data) != _GROUP_LENGTH:
        raise RecoveryKeyError(index + 1)
    if _check_value(index, data[:-1]) != data[-1]:
        raise RecoveryKeyError(index + 1)
    bits = 0
    for value in data[:-1]:
        bits = bits << _SYMBOL_BITS | value
    return bits


def _split(text: str) -> list[str]:
    """Cut the typed text into eight groups, or say which one is the first that is missing.

    The writer's own separators are believed when they make eight groups: then one symbol too
    few or too many stays the fault of its own group and does not shift all that follow.
    """
    parts = [part for part in _SEPARATORS.split(_plain(text)) if part]
    if len(parts) == _GROUPS:
        return parts
    joined = "".join(parts)
    groups = [joined[at : at + _GROUP_LENGTH] for at in range(0, len(joined), _GROUP_LENGTH)]
    if len(groups) > _GROUPS:
        # Nine groups: the first wrong one of the eight is the place where too much was typed.
        groups[_GROUPS - 1 :] = ["".join(groups[_GROUPS - 1 :])]
    elif len(groups) < _GROUPS:
        groups += [""] * (_GROUPS - len(groups))
    return groups


def _group_text(index: int, bits: int) -> str:
    values = [bits >> shift & 31 for shift in (15, 10, 5, 0)]
    return "".join(_ALPHABET[value] for value in [*values, _check_value(index, values)])


def _check_value(index: int, values: list[int]) -> int:
    """Return the check symbol: a weighted sum over the field, and a constant of the group."""
    check = index + 1
    for value in values:
        check = _double(check ^ value)
    return check


def _double(value: int) -> int:
    value <<= 1
    return value ^ _REDUCER if value > 31 else value  # noqa: PLR2004 - the field has 32 elements
