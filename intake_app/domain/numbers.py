"""Numbers that people read, type and scan: of cases, waivers and routing slips.

    case     HE-26-000123-S   office prefix, year, running number, check character
    waiver   SE-26-00012-6    the same with five digits; printed on every page
    slip     7Q4M9-2KTXP      nine random characters and a check character

The check character is ISO 7064 Mod 37,36 over the letters and digits before it.  A slip is
carried through town and may be lost, so its number is drawn at random and follows from
nothing; it uses Crockford's alphabet (no I, L, O, U), and a draw whose check character
falls on one of these four is drawn again.

Codes for scanners hold capital letters, digits and the full stop only, because a hand
scanner types them on whatever keyboard layout is set:

    LZ1.<slip>            the cover page of a slip
    LZ1.<slip>.03         its third strip
    SE1.<waiver>.2.4      page 2 of 4 of a waiver, number without hyphens
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from intake_app.errors import InputError

if TYPE_CHECKING:
    from random import Random

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
WAIVER_PREFIX = "SE"
MOST_STATIONS = 12

_CASE_DIGITS = 6
_WAIVER_DIGITS = 5
_SLIP_BODY = 9
_SLIP_HALF = 5
_MOST_PAGES = 99

# What is taken for what on paper: between letters and digits, and within Crockford's alphabet.
_AS_DIGIT = str.maketrans("OQILSBZ", "0011582")
_AS_LETTER = str.maketrans("0158", "OISB")
_AS_CROCKFORD = str.maketrans("OIL", "011")

_IGNORED = re.compile(r"[\s\u00ad\u200b-\u200f\u2066-\u2069/_.\u2010-\u2015\u2212-]+")
_SLIP_CODE = re.compile(r"LZ1\.([0-9A-Z]{10})(?:\.([0-9]{2}))?")
_WAIVER_CODE = re.compile(r"SE1\.([0-9A-Z]{10})\.([1-9][0-9]?)\.([1-9][0-9]?)")


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipCode:
    """What the code on a routing slip says.

    Attributes:
        number: The slip's number without the hyphen.
        station: Number of the strip, None on the cover page.
    """

    number: str
    station: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WaiverPageCode:
    """What the code on a page of a waiver says; scanning all pages shows whether one is lost."""

    number: str
    page: int
    pages: int


def case_number(prefix: str, year: int, sequence: int) -> str:
    """Return the number of a case (Fallnummer), for example `HE-26-000123-S`."""
    if not re.fullmatch(r"[A-Z]{2}", prefix):
        raise ValueError("a case prefix is two capital letters")
    return _numbered(prefix, year, sequence, _CASE_DIGITS)


def waiver_number(year: int, sequence: int) -> str:
    """Return the number of a waiver, for example `SE-26-00012-6`."""
    return _numbered(WAIVER_PREFIX, year, sequence, _WAIVER_DIGITS)


def parse_case_number(typed: str) -> str:
    """Read a case number as people type it.

    Lower case, spaces, any dash or none, missing leading zeros between dashes, and letters
    typed for digits (O for 0, I for 1) are understood.

    Raises:
        InputError: "case_number" for a wrong shape, "check_character" for a mistyped one.
    """
    return _parse_numbered(typed, _CASE_DIGITS, "case_number")


def parse_waiver_number(typed: str) -> str:
    """Read a waiver number as people type it; see `parse_case_number`.

    Raises:
        InputError: "waiver_number" for a wrong shape, "check_character" for a mistyped one.
    """
    number = _parse_numbered(typed, _WAIVER_DIGITS, "waiver_number")
    if not number.startswith(f"{WAIVER_PREFIX}-"):
        raise InputError("waiver_number")
    return number


def new_slip_number(source: Random) -> str:
    """Draw the number of a new routing slip.

    Args:
        source: An unpredictable source, `secrets.SystemRandom()`.

    Returns:
        Ten characters without the hyphen; the caller must still see that it is unused.
    """
    while True:
        body = "".join(source.choices(CROCKFORD, k=_SLIP_BODY))
        check = _check_character(body)
        if check in CROCKFORD:
            return body + check


def format_slip_number(number: str) -> str:
    """Return a slip number as it is printed and read aloud: in two groups of five."""
    return f"{number[:_SLIP_HALF]}-{number[_SLIP_HALF:]}"


def parse_slip_number(typed: str) -> str:
    """Read a slip number as people type it, or the whole code from a scanner.

    Returns:
        Ten characters without the hyphen.

    Raises:
        InputError: "slip_number" for a wrong shape, "check_character" for a mistyped one.
    """
    text = typed.strip().upper()
    if text.startswith("LZ1."):
        text = text.split(".")[1]
    number = _IGNORED.sub("", text).translate(_AS_CROCKFORD)
    if len(number) != _SLIP_BODY + 1 or not set(number) <= set(CROCKFORD):
        raise InputError("slip_number")
    if _check_character(number[:-1]) != number[-1]:
        raise InputError("check_character")
    return number


def slip_code(number: str, station: int | None = None) -> str:
    """Return the code for a slip's cover page, or for one of its strips."""
    if station is None:
        return f"LZ1.{number}"
    if not 1 <= station <= MOST_STATIONS:
        raise ValueError("a slip has stations 1 to 12")
    return f"LZ1.{number}.{station:02d}"


def waiver_page_code(number: str, page: int, pages: int) -> str:
    """Return the code for one page of a waiver."""
    if not 1 <= page <= pages <= _MOST_PAGES:
        raise ValueError("a page lies within its paper")
    return f"SE1.{number.replace('-', '')}.{page}.{pages}"


def is_waiver_page(scanned: str) -> bool:
    """Tell whether a code means to be one of a waiver's pages, read well or not."""
    return scanned.strip().upper().startswith("SE1.")


def parse_code(scanned: str) -> SlipCode | WaiverPageCode:
    """Read the code that a scanner delivers.

    Raises:
        InputError: "code" when it is not one of ours, "check_character" when it was misread.
    """
    text = scanned.strip().upper()
    if found := _SLIP_CODE.fullmatch(text):
        station = int(found[2]) if found[2] else None
        if station is not None and not 1 <= station <= MOST_STATIONS:
            raise InputError("code")
        return SlipCode(number=parse_slip_number(found[1]), station=station)
    if found := _WAIVER_CODE.fullmatch(text):
        page, pages = int(found[2]), int(found[3])
        if page > pages:
            raise InputError("code")
        return WaiverPageCode(number=parse_waiver_number(found[1]), page=page, pages=pages)
    raise InputError("code")


def parse_slip_code(scanned_or_typed: str) -> SlipCode:
    """Read the code of a slip from a scanner, or its number as people type it.

    Raises:
        InputError: As `parse_slip_number`; "code" for the code of another paper.
    """
    text = scanned_or_typed.strip().upper()
    if not text.startswith(("LZ1.", "SE1.")):
        return SlipCode(number=parse_slip_number(text))
    code = parse_code(text)
    if not isinstance(code, SlipCode):
        raise InputError("code")
    return code


def _check_character(body: str) -> str:
    from stdnum.iso7064 import mod_37_36  # noqa: PLC0415 - loads sockets and TLS, at no start

    check: str = mod_37_36.calc_check_digit(body)
    return check


def _numbered(prefix: str, year: int, sequence: int, digits: int) -> str:
    if not 0 < sequence < 10**digits:
        raise ValueError("the running number does not fit")
    body = f"{prefix}{year % 100:02d}{sequence:0{digits}d}"
    return _hyphenated(body + _check_character(body))


def _hyphenated(number: str) -> str:
    return f"{number[:2]}-{number[2:4]}-{number[4:-1]}-{number[-1]}"


def _parse_numbered(typed: str, digits: int, code: str) -> str:
    text = _compact(typed.strip().upper(), digits)
    if len(text) != 2 + 2 + digits + 1:
        raise InputError(code)
    body = text[:2].translate(_AS_LETTER) + text[2:-1].translate(_AS_DIGIT)
    if not re.fullmatch(rf"[A-Z]{{2}}[0-9]{{{2 + digits}}}", body):
        raise InputError(code)
    check = _check_character(body)
    # Any check character can be right, so only what looks the same on paper is equated.
    if text[-1].translate(_AS_CROCKFORD) != check.translate(_AS_CROCKFORD):
        raise InputError("check_character")
    return _hyphenated(body + check)


def _compact(text: str, digits: int) -> str:
    """Drop the separators; between separators the running number may lack leading zeros."""
    groups = [group for group in _IGNORED.split(text) if group]
    if len(groups) == len(("prefix", "year", "sequence", "check")):
        groups[2] = groups[2].rjust(digits, "0")
    return "".join(groups)
