"""Copy and rehearsal of a large vault against the engine's own copy of the same file.

Slow (filling 1 GB takes minutes), so it runs only when it is named:
`python -m tests.benchmarks copy`.
"""

from __future__ import annotations

import os
import resource
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
        before = timed(bare)(0)
        copied = timed(lambda _number: copies.make(target))(0)
        between = timed(bare)(1)
        peak = peak_mib()
        rehearsed = timed(lambda _number: copies.rehearse())(0)
        after = timed(bare)(2)
        what = f"copy of {size_mb(target):.0f} MB / bare VACUUM INTO"
        yield row(what, copied, mean(before, between), f"peak RSS {peak:.0f} MiB")
        yield row(
            "rehearsal of the copy / bare VACUUM INTO",
            rehearsed,
            mean(between, after),
            f"peak RSS {peak_mib():.0f} MiB",
        )


def row(what, ours, bare, remark):
    return Row(
        what=what,
        ours_ms=1000 * ours.wall,
        bare_ms=1000 * bare.wall,
        ratio=ours.wall / bare.wall,
        aim=1.5,
        remark=f"CPU {ours.cpu / bare.cpu:.2f}x, {remark}",
    )


def mean(one, other):
    return Timing((one.wall + other.wall) / 2, (one.cpu + other.cpu) / 2)


def peak_mib():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def size_mb(folder):
    return sum(file.stat().st_size for file in folder.rglob("store.db")) / 1e6
