"""`python -m tests.benchmarks [name …]`: print one table of medians and ratios."""

from __future__ import annotations

import os
import sys

from tests.benchmarks import (
    answers,
    batch,
    bundles,
    copies,
    papers,
    printers,
    search,
    start,
    unlock,
)

BENCHES = {
    "answer": answers.run,
    "search": search.run,
    "start": start.run,
    "unlock": unlock.run,
    "paper": papers.run,
    "printers": printers.run,
    "bundle": bundles.run,
}

SLOW = {"copy": copies.run, "batch": batch.run}
"""Run only when they are named: they take minutes."""


def main(names: list[str]) -> int:
    """Run the named benchmarks, or all quick ones; a ratio above its aim is marked."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    print(f"{'what':<58} {'ours':>10} {'bare':>10} {'ratio':>7}  aim")
    above = 0
    for name in names or list(BENCHES):
        for row in {**BENCHES, **SLOW}[name]():
            print(row.line(), flush=True)
            above += row.is_above
    return 1 if above else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
