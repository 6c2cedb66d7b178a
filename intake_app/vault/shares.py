"""The recovery key on three sheets, any two of which are enough (SLIP-39).

One sheet alone says nothing about the key: it is a point on a line, and two points make it.
So a single sheet may be lost or stolen without harm.  The words are those of SatoshiLabs'
standard (SLIP-0039); each is told from all others by its first four letters, and three words of
each sheet are a checksum over the rest.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from intake_app.errors import RecoverySheetError
from intake_app.vault.recovery import RecoveryKey

if TYPE_CHECKING:
    from shamir_mnemonic import Share

SHEETS: Final = 3
NEEDED: Final = 2
WORDS_ON_SHEET: Final = 23

_LETTERS_ENOUGH = 4
_BETWEEN = re.compile(r"[^a-z]+")


def split(key: RecoveryKey) -> tuple[str, ...]:
    """Return the words of three new sheets for a key; sheets of two splittings do not mix."""
    from shamir_mnemonic import generate_mnemonics  # noqa: PLC0415 - needed once in a year

    # The key is random through and through: stretching it would add nothing.
    groups = generate_mnemonics(1, [(NEEDED, SHEETS)], bytes(key.secret), iteration_exponent=0)
    return tuple(groups[0])


def join(first: str, second: str) -> RecoveryKey:
    """Return the key that two sheets make.

    Args:
        first: Words of one sheet as typed or scanned: abbreviated, with any signs between.
        second: Words of another sheet.

    Raises:
        RecoverySheetError: A sheet is mistyped, both are the same, or they do not belong
            together.
    """
    from shamir_mnemonic import MnemonicError, combine_mnemonics  # noqa: PLC0415 - see above

    shares = [_read(text, number) for number, text in enumerate((first, second), start=1)]
    if shares[0].index == shares[1].index and shares[0].identifier == shares[1].identifier:
        raise RecoverySheetError(2, "same")
    try:
        secret = combine_mnemonics([share.mnemonic() for share in shares])
        return RecoveryKey(secret)
    except (MnemonicError, ValueError):
        raise RecoverySheetError(0, "mixed") from None


def number_of(text: str) -> int:
    """Return which of the three sheets was typed.

    Raises:
        RecoverySheetError: It is mistyped.
    """
    number: int = _read(text, 0).index + 1
    return number


def words_of(text: str) -> tuple[str, ...]:
    """Return the words as they stand on the sheet; what is not known stays as it was typed."""
    return tuple(_completed(word) or word for word in _typed(text))


def _read(text: str, sheet: int) -> Share:
    from shamir_mnemonic import MnemonicError, Share  # noqa: PLC0415 - see above

    typed = _typed(text)
    for place, word in enumerate(typed, start=1):
        if not _completed(word):
            raise RecoverySheetError(sheet, "word", place)
    if len(typed) != WORDS_ON_SHEET:
        raise RecoverySheetError(sheet, "length", len(typed))
    try:
        return Share.from_mnemonic(" ".join(_completed(word) for word in typed))
    except MnemonicError:
        raise RecoverySheetError(sheet, "checksum") from None


def _typed(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKC", text).casefold()
    return [word for word in _BETWEEN.split(plain) if word]


def _completed(word: str) -> str:
    """Return the word of the list, "" when it is none or may be several."""
    # A scanner that types on a German keyboard swaps y and z.
    for spelling in (word, word.translate(_SWAPPED)):
        found = [one for one in _words() if one.startswith(spelling)]
        if spelling in found:
            return spelling
        if len(found) == 1:
            return found[0]
        stem = spelling[:_LETTERS_ENOUGH]
        near = [one for one in _words() if one.startswith(stem)]
        if len(stem) == _LETTERS_ENOUGH and len(near) == 1:
            return near[0]  # the end of the word was misread
    return ""


def _words() -> tuple[str, ...]:
    from shamir_mnemonic.wordlist import WORDLIST  # noqa: PLC0415 - see above

    return tuple(WORDLIST)


_SWAPPED = str.maketrans("yz", "zy")
