"""From start to a window that is ready, against an empty PySide6 window; whole processes."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from statistics import median

from intake_app.settings import Settings, save_settings
from intake_app.vault.policy import RECOMMENDED
from tests.benchmarks.measure import paired
from tests.benchmarks.vaults import open_vault

ROOT = Path(__file__).resolve().parents[2]
ROUNDS, WARM_UP = 15, 2


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
        cpu: dict[str, list[float]] = {"ours": [], "empty": []}

        def start(what):
            command = [sys.executable, "-m", "tests.benchmarks.start_process", what, str(path)]
            process = subprocess.Popen(command, cwd=ROOT, env=environment)
            _pid, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            if process.returncode:
                raise subprocess.CalledProcessError(process.returncode, command)
            cpu[what].append(used.ru_utime + used.ru_stime)

        row = paired(
            "window ready to unlock / empty PySide6 window",
            lambda _number: start("ours"),
            lambda _number: start("empty"),
            rounds=ROUNDS,
            aim=2.0,
            warm_up=WARM_UP,
        )
        pairs = zip(cpu["ours"][WARM_UP:], cpu["empty"][WARM_UP:], strict=True)
        yield replace(row, remark=f"CPU {median(ours / bare for ours, bare in pairs):.2f}x")
