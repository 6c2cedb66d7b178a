"""A small medium of its own, which can be filled and made read-only: a tmpfs, so only for root."""

from __future__ import annotations

import os
import subprocess
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.faults.injection import NotPermittedHereError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PAGE = 4096
AMPLE = "size=64m"


@dataclass(frozen=True, slots=True)
class Medium:
    """A mounted medium."""

    path: Path

    def leave_free(self, pages):
        """Make the medium so small that only this many pages are free."""
        state = os.statvfs(self.path)
        used = (state.f_blocks - state.f_bfree) * state.f_frsize
        self._set(f"size={used + pages * PAGE}")

    def make_room(self):
        self._set(AMPLE)

    def forbid_writing(self):
        self._set("ro")

    def allow_writing(self):
        self._set("rw")

    def _set(self, option):
        _call("mount", "-o", f"remount,{option}", str(self.path))


@contextmanager
def mounted(path: Path) -> Iterator[Medium]:
    """Mount a new medium for the time of the block.

    Raises:
        NotPermittedHereError: We may not mount anything here.
    """
    path.mkdir(parents=True, exist_ok=True)
    _call("mount", "-t", "tmpfs", "-o", AMPLE, "tmpfs", str(path))
    try:
        yield Medium(path)
    finally:
        _call("umount", str(path))


def _call(*command):
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode:
        raise NotPermittedHereError(f"{' '.join(command[:2])}: {done.stderr.strip()}")
