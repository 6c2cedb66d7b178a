"""What may be kept as a scan, and what a file really is (Anlagen)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from intake_app.domain.retention import latest_attachment_day
from intake_app.errors import InputError, NotPermittedError

if TYPE_CHECKING:
    from datetime import date

LARGEST: Final = 10 * 1024 * 1024
"""Bytes; a page in grey at 200 dpi takes less than one million."""

LARGEST_SIDE: Final = 12_000
"""Pixels; more is no scan of a page, and would take a gigabyte to show."""

NEVER_SCANNED: Final = frozenset({"DOC-A01", "DOC-A02", "DOC-D03"})
"""Passport and residence papers: seen is enough (section 20 of the Passport Act)."""

PDF, PNG, JPEG = "application/pdf", "image/png", "image/jpeg"

_PNG_START: Final = b"\x89PNG\r\n\x1a\n"
_PNG_END: Final = b"IEND\xaeB`\x82"
_JPEG_SIZES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_TAIL: Final = 1024


def recognise(data: bytes) -> str:
    """Return the media type of a file, from its bytes and never from its name.

    Raises:
        InputError: It is empty or of another kind ("scan_kind"), cut off ("scan_damaged"), or
            larger than a scan is ("scan_large").
    """
    if len(data) > LARGEST:
        raise InputError("scan_large")
    if data.startswith(b"%PDF-"):
        if b"%%EOF" not in data[-_TAIL:]:
            raise InputError("scan_damaged")
        return PDF
    if data.startswith(_PNG_START):
        _check(_png_size(data), ends_well=data.endswith(_PNG_END))
        return PNG
    if data.startswith(b"\xff\xd8\xff"):
        _check(_jpeg_size(data), ends_well=data.rstrip(b"\0").endswith(b"\xff\xd9"))
        return JPEG
    raise InputError("scan_kind")


def refuse_unfit(
    document: str, reason: str, *, consented: bool, delete_on: date, today: date
) -> None:
    """Refuse a scan that must not be kept.

    Raises:
        NotPermittedError: It is a passport or residence paper ("scan_never"), or reason
            ("reason_needed") or consent ("scan_consent") are missing.
        InputError: The day of deletion is not after today or more than six months away
            ("scan_day").
    """
    if document in NEVER_SCANNED:
        raise NotPermittedError("scan_never")
    if not reason.strip():
        raise NotPermittedError("reason_needed")
    if not consented:
        raise NotPermittedError("scan_consent")
    if not today < delete_on <= latest_attachment_day(today):
        raise InputError("scan_day")


def _check(size: tuple[int, int], *, ends_well: bool) -> None:
    if not ends_well or min(size) < 1:
        raise InputError("scan_damaged")
    if max(size) > LARGEST_SIDE:
        raise InputError("scan_large")


def _png_size(data: bytes) -> tuple[int, int]:
    if data[12:16] != b"IHDR":
        return 0, 0
    return int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")


def _jpeg_size(data: bytes) -> tuple[int, int]:
    """Return width and height from the frame header; zeros when there is none."""
    place = 2
    while place + 9 <= len(data) and data[place] == 0xFF:  # noqa: PLR2004 - marker byte
        marker, length = data[place + 1], int.from_bytes(data[place + 2 : place + 4], "big")
        if marker in _JPEG_SIZES:
            height = int.from_bytes(data[place + 5 : place + 7], "big")
            return int.from_bytes(data[place + 7 : place + 9], "big"), height
        place += 2 + length
    return 0, 0
