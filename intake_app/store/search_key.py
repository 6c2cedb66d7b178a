"""Keys under which names and numbers are found, whatever spelling was typed.

The same functions make the key when something is stored and when something is sought,
so both sides always agree.
"""

from __future__ import annotations

import re
import unicodedata

_SAME_LETTER = str.maketrans(
    {
        # Latin letters that Unicode does not take apart
        "ł": "l", "đ": "d", "ø": "o", "ı": "i", "ħ": "h", "ŧ": "t", "ŋ": "n", "ə": "a",
        "æ": "ae", "œ": "oe", "þ": "th", "ð": "d",
        # Arabic letters that Arabic, Persian, Urdu and Kurdish keyboards encode differently
        "ة": "ه", "ى": "ي", "ی": "ي", "ې": "ي", "ک": "ك", "ہ": "ه", "ە": "ه", "ھ": "ه",
        "\u0640": "",  # tatweel, a stretched line
        "\u200c": "", "\u200d": "", "\u00ad": "",  # joiners and the soft hyphen
    }
)  # fmt: skip
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_GERMANY = "49"
_SLIP = re.compile(r"^(?:LZ1\.)?([0-9A-Z-]+?)(?:\.\d\d)?$")
_CROCKFORD = str.maketrans("OIL", "011")


def fold(text: str) -> str:
    """Return the text without case, accents, vowel signs and doubled space.

    >>> fold("  Müller-Özgür ")
    'muller-ozgur'
    """
    letters = text.casefold()
    if not letters.isascii():
        apart = unicodedata.normalize("NFKD", letters.translate(_SAME_LETTER))
        letters = "".join(_digit(sign) for sign in apart if not unicodedata.combining(sign))
        letters = letters.translate(_SAME_LETTER)
    return " ".join(letters.split())


def words(text: str) -> list[list[list[str]]]:
    """Take a typed name apart into chunks, each with its possible spellings.

    A chunk is what stands between spaces; a spelling is the list of words in it.
    `Al-Özgür` has the spellings [al, ozgur], [alozgur], [al, oezgur] and [aloezgur].
    """
    return [found for chunk in text.split() if (found := _spellings(chunk))]


def compact(number: str) -> str:
    """Return a case or waiver number as people type it: HE26000123K."""
    return "".join(sign for sign in fold(number) if sign.isalnum()).upper()


def slip_number(typed: str) -> str:
    """Return a slip number without hyphens, as typed (7Q4M9-2KTX3) or scanned (LZ1.….03).

    Letters that people mistake for digits are read as those digits (Crockford base 32).
    """
    scanned = _SLIP.match("".join(typed.upper().split()))
    return scanned.group(1).replace("-", "").translate(_CROCKFORD) if scanned else ""


def phone_digits(phone: str) -> str:
    """Return a phone number with country code and only in digits, "" when it has none.

    >>> phone_digits("0171 / 23 45 67")
    '49171234567'
    """
    digits = "".join(sign for sign in fold(phone) if sign.isdecimal())
    if phone.lstrip().startswith("+"):
        return digits
    if digits.startswith("00"):
        return digits[2:]
    return _GERMANY + digits[1:] if digits.startswith("0") else digits


def _digit(sign: str) -> str:
    value = unicodedata.decimal(sign, None)
    return sign if value is None else str(value)


def _spellings(chunk: str) -> list[list[str]]:
    found: list[list[str]] = []
    lower = unicodedata.normalize("NFC", chunk.casefold())
    for variant in (lower,) if lower.isascii() else (lower, lower.translate(_UMLAUTS)):
        parts = [part for part in re.split(r"[\W_]+", fold(variant)) if part]
        for spelling in (parts, ["".join(parts)]):
            if parts and spelling not in found:
                found.append(spelling)
    return found
