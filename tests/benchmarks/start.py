"""From start to a window that is ready, against an empty PySide6 window; whole processes."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from intake_app.settings import Settings, save_settings
from intake_app.vault.policy import RECOMMENDED
from tests.benchmarks.measure import Timing, paired
from tests.benchmarks.vaults import open_vault

ROOT = Path(__file__).resolve().parents[2]


def run():
    with (
        open_vault(RECOMMENDED) as (services, _vaults, path),
        tempfile.TemporaryDirectory() as home,
    ):
        services.session.close()
        save_settings(Path(home, "intake-app", "settings.toml"), Settings(vault=str(path)))
        # The second start of somebody who has the program: Python keeps what it compiled.
        environment = {
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "XDG_CONFIG_HOME": home,
            "PYTHONPYCACHEPREFIX": str(Path(home, "compiled")),
        }
        environment.pop("PYTHONDONTWRITEBYTECODE", None)

        def started(what):
            command = [sys.executable, "-m", "tests.benchmarks.start_process", what, str(path)]
            begun = time.perf_counter()
            process = subprocess.Popen(command, cwd=ROOT, env=environment)
            _pid, status, used = os.wait4(process.pid, 0)
            wall = time.perf_counter() - begun
            process.returncode = os.waitstatus_to_exitcode(status)
            if process.returncode:
                raise subprocess.CalledProcessError(process.returncode, command)
            return Timing(wall, used.ru_utime + used.ru_stime)

        yield paired(
            "window ready to unlock / empty PySide6 window",
            lambda _number: started("ours"),
            lambda _number: started("empty"),
            rounds=15,
            aim=2.0,
            warm_up=2,
        )
