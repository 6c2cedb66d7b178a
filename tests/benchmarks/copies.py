"""Copy and rehearsal of a large vault against the engine's own copy of the same file.

Slow (filling 1 GB takes minutes), so it runs only when it is named:
`python -m tests.benchmarks copy`.
"""

from __future__ import annotations

import os
import resource
import tempfile
import time
from pathlib import Path

from intake_app.services.copies import CopyService
from intake_app.store.backup import copy_database
from tests.benchmarks.measure import Row
from tests.benchmarks.vaults import open_vault
from tests.store.many_cases import fill

CASES = int(os.environ.get("INTAKE_BENCH_CASES", "60000"))
ANSWERS_EACH = 70


def run():
    with open_vault() as (services, _vaults, _path), tempfile.TemporaryDirectory() as folder:
        database = services.session.database
        fill(database, CASES, answers_each=ANSWERS_EACH)
        target = Path(folder)
        copies = CopyService(services.session)
        bare = timed(lambda: copy_database(database, target / "bare.db"))
        (target / "bare.db").unlink()
        before = peak_mib()
        copied = timed(lambda: copies.make(target))
        rehearsed = timed(copies.rehearse)
        remark = f"{(peak_mib() - before):.0f} MiB more at the peak"
        yield row(f"copy of {size_mb(target):.0f} MB / bare VACUUM INTO", copied, bare, remark)
        yield row("rehearsal of the copy / bare VACUUM INTO", rehearsed, bare)


def row(what, ours, bare, remark=""):
    return Row(
        what=what,
        ours_ms=1000 * ours,
        bare_ms=1000 * bare,
        ratio=ours / bare,
        aim=1.5,
        remark=remark,
    )


def timed(work):
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def peak_mib():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def size_mb(folder):
    return sum(file.stat().st_size for file in folder.rglob("store.db")) / 1e6
