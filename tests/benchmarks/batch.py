"""Many waivers one after another: memory must not grow with them (own process).

Slow (a minute), so it runs only when it is named: `python -m tests.benchmarks batch`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from intake_app.paths import resources_dir
from intake_app.services.sample_player import SamplePlayer
from intake_app.services.sample_talks import sample_talks
from tests.benchmarks.measure import Row
from tests.benchmarks.vaults import open_vault

FEW = 50
MANY = int(os.environ.get("INTAKE_BENCH_PAPERS", "500"))
FIRST_AIM_MS = 500.0
ROOT = Path(__file__).resolve().parents[2]


def run():
    demo = resources_dir() / "demo"
    with open_vault() as (services, _vaults, path):
        player = SamplePlayer(services, services.session._clock, demo)
        player.add_partners()
        player.play(next(talk for talk in sample_talks(demo) if talk.key == "a-nurse"))
        services.session.close()
        done = subprocess.run(
            [sys.executable, "-m", "tests.benchmarks.batch_process", path, str(FEW), str(MANY)],
            check=True,
            capture_output=True,
            text=True,
            cwd=ROOT,
        )
    found = json.loads(done.stdout)
    yield Row(
        what=f"peak memory after {MANY} waivers / after {FEW}",
        ours_ms=found["peak_many_mb"],
        bare_ms=found["peak_few_mb"],
        ratio=found["peak_many_mb"] / found["peak_few_mb"],
        aim=1.05,
        unit="MB",
        remark=f"{found['each_ms']:.0f} ms each",
    )
    yield Row(
        what="first waiver after unlocking, in a new process / aimed at",
        ours_ms=found["first_ms"],
        bare_ms=FIRST_AIM_MS,
        ratio=found["first_ms"] / FIRST_AIM_MS,
        aim=1.0,
        remark=f"CPU {found['first_cpu_ms']:.0f} ms; vault open at {found['ready_ms']:.0f} ms",
    )
