"""Every check of the project, one line per step: `python -m tests.check`."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent

# Thousands of answers are forced to the medium; in memory that costs nothing.
MEMORY = Path("/dev/shm")
SCRATCH = MEMORY if MEMORY.is_dir() else None

STEPS: tuple[tuple[str, list[str]], ...] = (
    ("format", [f"{BIN}/ruff", "format", "--check", "-q", "."]),
    ("lint", [f"{BIN}/ruff", "check", "-q", "."]),
    ("types (mypy)", [f"{BIN}/mypy"]),
    ("types (basedpyright)", [f"{BIN}/basedpyright", "--level", "error"]),
    ("import contracts", [f"{BIN}/lint-imports"]),
    ("forms and translations", [sys.executable, "-m", "intake_app", "check-forms", "forms"]),
    ("tests", [sys.executable, "-m", "pytest", "-q", "-m", "not soak", "-n", "2"]),
)


def main() -> int:
    """Run all steps; the first failure ends the run and shows its output."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONDONTWRITEBYTECODE": "1"}
    # A folder of its own, so that runs in two checkouts leave one another alone.
    with tempfile.TemporaryDirectory(prefix="intake-app-tests-", dir=SCRATCH) as scratch:
        for name, command in STEPS:
            begun = time.monotonic()
            shown = name == "tests"
            done = subprocess.run(
                [*command, f"--basetemp={scratch}/tests"] if shown else command,
                cwd=ROOT,
                env=environment,
                check=False,
                capture_output=not shown,
                text=True,
            )
            seconds = time.monotonic() - begun
            verdict = "ok" if done.returncode == 0 else "FAILED"
            print(f"{verdict}  {name}  {seconds:.0f} s", flush=True)
            if done.returncode:
                if not shown:
                    print(done.stdout, done.stderr, sep="\n")
                return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
