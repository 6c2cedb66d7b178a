"""What a bundle may hold at most, and the ways in which it can be damaged.

Everything is bounded before it is unpacked, so that a bundle made by an attacker, who only
needs our public key to make one, costs no more than reading it once.
"""

from __future__ import annotations

import re
from enum import StrEnum

MOST_FILE_BYTES = 1 << 30
"""Of the sealed file; one GiB is some hundred scanned papers."""

MOST_HEADER_BYTES = 1 << 16
"""Of the age header; a recipient takes 100 bytes, a post-quantum one 1,700."""

MOST_PARTS = 200
MOST_PART_BYTES = 1 << 29
MOST_PART_IN_MEMORY_BYTES = 1 << 28
MOST_MANIFEST_BYTES = 1 << 18
MOST_SIGNATURE_BYTES = 512
MOST_CASE_BYTES = 1 << 24
MOST_JSON_DEPTH = 12
MOST_JSON_SIGNS = 500_000
"""Commas and brackets outside of strings; a value takes fifty times its bytes in memory."""
MOST_NAME_CHARACTERS = 64

_PART_NAME = re.compile(rf"[A-Za-z0-9][A-Za-z0-9._-]{{0,{MOST_NAME_CHARACTERS - 1}}}")
_WINDOWS_DEVICES = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)


class Damage(StrEnum):
    """Why a bundle is refused; the values of `BundleDamagedError.reason`."""

    UNREADABLE = "unreadable"  # the medium does not give it back
    NOT_A_BUNDLE = "not_a_bundle"  # not an age file
    NOT_AUTHENTIC = "not_authentic"  # cut, or changed anywhere
    TOO_LARGE = "too_large"
    STRUCTURE = "structure"  # the archive inside does not follow docs/bundle-format.md
    COMPRESSED = "compressed"  # parts are stored, so that nothing can swell
    NAME = "name"  # a path, a device, or twice the same
    MANIFEST = "manifest"
    SIGNATURE = "signature"
    PART = "part"  # size or hash of a part is not what the manifest says
    CASE = "case"  # case.json does not follow its schema
    CHANGED_MEANWHILE = "changed_meanwhile"  # the file changed between two readings


def is_part_name(name: str) -> bool:
    """Tell whether a name is safe as a file name on every system: no path, no device."""
    return (
        _PART_NAME.fullmatch(name) is not None
        and not name.endswith(".")
        and not _WINDOWS_DEVICES.fullmatch(name)
    )
