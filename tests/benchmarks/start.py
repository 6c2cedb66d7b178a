"""From start to a window that is ready, against an empty PySide6 window; whole processes."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from intake_app.vault.policy import RECOMMENDED
from tests.benchmarks.measure import paired
from tests.benchmarks.vaults import open_vault

ROOT = Path(__file__).resolve().parents[2]


def run():
    with (
        open_vault(RECOMMENDED) as (services, _vaults, path),
        tempfile.TemporaryDirectory() as home,
    ):
        services.session.close()

        def start(what):
            subprocess.run(
                [sys.executable, "-m", "tests.benchmarks.start_process", what, str(path)],
                check=True,
                cwd=ROOT,
                env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": home},
            )

        yield paired(
            "window ready to unlock / empty PySide6 window",
            lambda _number: start("ours"),
            lambda _number: start("empty"),
            rounds=11,
            aim=2.0,
            warm_up=2,
        )
