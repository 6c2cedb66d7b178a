"""The colour profile that PDF/A asks for: sRGB, computed instead of shipped as a file."""

from __future__ import annotations

import struct
from functools import cache

_TABLE_STEPS = 1024
# sRGB primaries and white point, adapted to D50 (IEC 61966-2-1).
_WHITE = (0.9642, 1.0, 0.8249)
_PRIMARIES = {
    b"rXYZ": (0.43607, 0.22249, 0.01392),
    b"gXYZ": (0.38515, 0.71687, 0.09708),
    b"bXYZ": (0.14307, 0.06061, 0.71410),
}


@cache
def srgb_profile() -> bytes:
    """Return an ICC profile (version 2.1, display class) for sRGB."""
    name = b"sRGB\0"
    description = struct.pack(">4sLL", b"desc", 0, len(name)) + name + b"\0" * 78
    curve = struct.pack(">4sLL", b"curv", 0, _TABLE_STEPS) + b"".join(
        struct.pack(">H", round(_linear(step / (_TABLE_STEPS - 1)) * 65535))
        for step in range(_TABLE_STEPS)
    )
    tags = {
        b"desc": description,
        b"cprt": struct.pack(">4sL", b"text", 0) + b"No copyright\0",
        b"wtpt": _xyz(_WHITE),
        **{tag: _xyz(value) for tag, value in _PRIMARIES.items()},
        **dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve),
    }
    directory, body = struct.pack(">L", len(tags)), b""
    start = 128 + 4 + 12 * len(tags)
    places: dict[bytes, int] = {}
    for tag, data in tags.items():
        if data not in places:
            places[data] = start + len(body)
            body += data + b"\0" * (-len(data) % 4)
        directory += struct.pack(">4sLL", tag, places[data], len(data))
    header = struct.pack(
        ">L4sL4s4s4s12s4s4sL4sL8sL12s4s44x",
        start + len(body),
        *(b"\0" * 4, 0x02100000, b"mntr", b"RGB ", b"XYZ "),
        struct.pack(">6H", 2026, 1, 1, 0, 0, 0),
        *(b"acsp", b"\0" * 4, 0, b"\0" * 4, 0, b"\0" * 8, 0),
        struct.pack(">3l", *(round(value * 65536) for value in _WHITE)),
        b"\0" * 4,
    )
    return header + directory + body


def _xyz(values: tuple[float, float, float]) -> bytes:
    numbers = (round(value * 65536) for value in values)
    return struct.pack(">4sL3l", b"XYZ ", 0, *numbers)


def _linear(value: float) -> float:
    """Return the light that a coded sRGB value stands for."""
    low = 0.04045
    return float(value / 12.92 if value <= low else ((value + 0.055) / 1.055) ** 2.4)
