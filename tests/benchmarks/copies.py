"""Copy and rehearsal of a large vault against the engine's own copy of the same file.

Slow (filling 1 GB takes minutes), so it runs only when it is named:
`python -m tests.benchmarks copy`.
"""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path

from intake_app.services.copies import CopyService
from intake_app.store.backup import copy_database
from tests.benchmarks.measure import Row, Timing, timed
from tests.benchmarks.vaults import open_vault
from tests.store.many_cases import fill

CASES = int(os.environ.get("INTAKE_BENCH_CASES", "74000"))
"""So many fill 1 GB; 7,000 fill 95 MB."""
ANSWERS_EACH = 70


def run():
    with open_vault() as (services, _vaults, _path), tempfile.TemporaryDirectory() as folder:
        database = services.session.database
        fill(database, CASES, answers_each=ANSWERS_EACH)
        target = Path(folder)
        copies = CopyService(services.session)

        def bare(_number):
            copy_database(database, target / "bare.db")
            (target / "bare.db").unlink()

        # A machine that is loaded, or whose medium is, changes its pace from minute to minute.
        first = measured(bare)
        copied = measured(lambda _number: copies.make(target))
        second = measured(bare)
        rehearsed = measured(lambda _number: copies.rehearse())
        third = measured(bare)
        what = f"copy of {size_mb(target):.0f} MB / bare VACUUM INTO"
        yield row(what, copied, (first, second))
        yield row("rehearsal of the copy / bare VACUUM INTO", rehearsed, (second, third))


def measured(work):
    """Return how long the work took, and the most memory the process had meanwhile, in MiB."""
    Path("/proc/self/clear_refs").write_text("5", "ascii")  # begins the peak anew, see proc(5)
    timing = timed(work)(0)
    status = Path("/proc/self/status").read_text("ascii")
    return timing, int(re.search(r"VmHWM:\s+(\d+) kB", status)[1]) / 1024


def row(what, ours, bare):
    (ours, peak), peak_of_bare = ours, max(most for _, most in bare)
    bare = mean(*(timing for timing, _ in bare))
    return Row(
        what=what,
        ours_ms=1000 * ours.wall,
        bare_ms=1000 * bare.wall,
        ratio=ours.wall / bare.wall,
        aim=1.5,
        remark=f"CPU {ours.cpu / bare.cpu:.2f}x, peak {peak:.0f} MiB, bare {peak_of_bare:.0f}",
    )


def mean(one, other):
    return Timing((one.wall + other.wall) / 2, (one.cpu + other.cpu) / 2)


def size_mb(folder):
    return sum(file.stat().st_size for file in folder.rglob("store.db")) / 1e6
