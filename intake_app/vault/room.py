"""Room on the media of a vault, asked for before something large is written."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from typing import TYPE_CHECKING, Final

from intake_app.errors import StorageFullError

if TYPE_CHECKING:
    from pathlib import Path

SPARE: Final = 1 << 20
"""Bytes that stay free beside what is asked for: key files, names, entries of the journal."""


def demand_room(*wanted: tuple[Path, int]) -> None:
    """Check that what is to be written fits; what goes to the same drive is added up.

    It spares people a long wait that can only end in vain, and tells them what is lacking.
    Whoever else fills the drive meanwhile is met by the writing itself.

    Args:
        wanted: Folders, existing or to be made, and how many bytes are to go there.

    Raises:
        StorageFullError: They do not fit; says how many bytes are missing.
    """
    needed: Counter[int] = Counter()
    free: dict[int, int] = {}
    for folder, size in wanted:
        place = nearest(folder)
        try:
            drive = place.stat().st_dev
            free[drive] = shutil.disk_usage(place).free
        except OSError:
            continue  # what is wrong there is told when it is to be written
        needed[drive] += size
    missing = max((needed[drive] + SPARE - free[drive] for drive in needed), default=0)
    if missing > 0:
        raise StorageFullError(missing)


def nearest(path: Path) -> Path:
    """Return the path, or the nearest folder above it that exists."""
    # Path.exists raises where a medium fails.
    return next((place for place in (path, *path.parents) if os.path.exists(place)), path)  # noqa: PTH110
