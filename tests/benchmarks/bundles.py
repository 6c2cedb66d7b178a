"""A bundle of 200 MB of generated parts against the bare age library, at constant memory."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from tests.benchmarks.measure import Row

MEGABYTES = 200
ROUNDS = 5
_PIECE = 1 << 20


class Generated(io.RawIOBase):
    """Bytes that are made while they are read."""

    def __init__(self, size: int) -> None:
        self._left = size
        self._piece = bytes(range(256)) * (_PIECE // 256)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        count = min(len(buffer), self._left, _PIECE)
        buffer[:count] = self._piece[:count]
        self._left -= count
        return count


def run():
    pairs = [(_in_own_process("ours"), _in_own_process("bare")) for _ in range(ROUNDS)]
    peak = max(ours["peak_mb"] for ours, _ in pairs)
    yield Row(
        what=f"bundle of {MEGABYTES} MB / bare age library",
        ours_ms=1000 * median(ours["seconds"] for ours, _ in pairs),
        bare_ms=1000 * median(bare["seconds"] for _, bare in pairs),
        ratio=median(ours["seconds"] / bare["seconds"] for ours, bare in pairs),
        aim=1.3,
        remark=f"peak {peak:.0f} MB",
    )


def _in_own_process(name: str) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.bundle_process", name, str(MEGABYTES)],
        check=True,
        capture_output=True,
        text=True,
        cwd=Path(__file__).resolve().parents[2],
    )
    result: dict[str, float] = json.loads(done.stdout)
    return result


def scratch_file() -> Path:
    """Return a new file in a folder of its own."""
    return Path(tempfile.mkdtemp(prefix="intake-bench-")) / "bundle.age"
