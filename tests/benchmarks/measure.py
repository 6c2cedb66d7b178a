"""Pairs of timings taken in turn, so that a drifting machine hits both alike."""

from __future__ import annotations

import time
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the table; times in milliseconds."""

    what: str
    ours_ms: float
    bare_ms: float
    ratio: float
    aim: float
    remark: str = ""

    @property
    def is_above(self) -> bool:
        return self.ratio > self.aim

    def line(self) -> str:
        mark = "ABOVE" if self.is_above else ""
        times = f"{self.ours_ms:>7.2f} ms {self.bare_ms:>7.2f} ms"
        return f"{self.what:<58} {times} {self.ratio:>6.2f}x  {self.aim}x {mark} {self.remark}"


def paired(
    what: str,
    ours: Callable[[int], object],
    bare: Callable[[int], object],
    *,
    rounds: int,
    aim: float,
    warm_up: int = 3,
) -> Row:
    """Time both in turn; the ratio is the median of the ratios pair by pair."""
    pairs: list[tuple[float, float]] = []
    for number in range(warm_up + rounds):
        first, second = _timed(ours, number), _timed(bare, number)
        if number >= warm_up:
            pairs.append((first, second))
    return Row(
        what=what,
        ours_ms=1000 * median(first for first, _ in pairs),
        bare_ms=1000 * median(second for _, second in pairs),
        ratio=median(first / second for first, second in pairs),
        aim=aim,
    )


def _timed(work: Callable[[int], object], number: int) -> float:
    begun = time.perf_counter()
    work(number)
    return time.perf_counter() - begun
