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
    """One line of the table; times in milliseconds, or what else has a unit."""

    what: str
    ours_ms: float
    bare_ms: float
    ratio: float
    aim: float
    remark: str = ""
    unit: str = "ms"

    @property
    def is_above(self) -> bool:
        return self.ratio > self.aim

    def line(self) -> str:
        mark = "ABOVE" if self.is_above else ""
        times = f"{self.ours_ms:>7.2f} {self.unit} {self.bare_ms:>7.2f} {self.unit}"
        return f"{self.what:<58} {times} {self.ratio:>6.2f}x  {self.aim}x {mark} {self.remark}"


@dataclass(frozen=True, slots=True)
class Missing:
    """A line for what cannot be measured here, because the other program is not there."""

    what: str
    is_above: bool = False

    def line(self) -> str:
        return f"{self.what:<58} not installed"


@dataclass(frozen=True, slots=True)
class Timing:
    """What one call took, in seconds: on the clock, and of the processors.

    Waiting for the medium is in the first only, other programs' work in neither of the
    second: a machine that is loaded shows in the difference.
    """

    wall: float
    cpu: float


def paired(
    what: str,
    ours: Callable[[int], Timing],
    bare: Callable[[int], Timing],
    *,
    rounds: int,
    aim: float,
    warm_up: int = 3,
) -> Row:
    """Time both in turn; the ratio is the median of the ratios pair by pair."""
    pairs = [(ours(number), bare(number)) for number in range(warm_up + rounds)][warm_up:]
    cpu = median(first.cpu / second.cpu for first, second in pairs)
    return Row(
        what=what,
        ours_ms=1000 * median(first.wall for first, _ in pairs),
        bare_ms=1000 * median(second.wall for _, second in pairs),
        ratio=median(first.wall / second.wall for first, second in pairs),
        aim=aim,
        remark=f"CPU {cpu:.2f}x",
    )


def timed(work: Callable[[int], object]) -> Callable[[int], Timing]:
    """Return a function that does the work and tells how long it took."""

    def measured(number: int) -> Timing:
        wall, cpu = time.perf_counter(), time.process_time()
        work(number)
        return Timing(time.perf_counter() - wall, time.process_time() - cpu)

    return measured
