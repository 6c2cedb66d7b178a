"""Every check of the project, one line per step: `python -m tests.check`."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent

# Thousands of answers are forced to the medium; in memory that costs nothing.
MEMORY = Path("/dev/shm")
SCRATCH = [f"--basetemp={MEMORY / 'intake-app-tests'}"] if MEMORY.is_dir() else []

STEPS: tuple[tuple[str, list[str]], ...] = (
    ("format", [f"{BIN}/ruff", "format", "--check", "-q", "."]),
    ("lint", [f"{BIN}/ruff", "check", "-q", "."]),
    ("types (mypy)", [f"{BIN}/mypy"]),
    ("types (basedpyright)", [f"{BIN}/basedpyright", "--level", "error"]),
    ("import contracts", [f"{BIN}/lint-imports"]),
    ("forms and translations", [sys.executable, "-m", "intake_app", "check-forms", "forms"]),
    ("tests", [sys.executable, "-m", "pytest", "-q", "-m", "not soak", "-n", "2", *SCRATCH]),
)


def main() -> int:
    """Run all steps; the first failure ends the run and shows its output."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONDONTWRITEBYTECODE": "1"}
    for name, command in STEPS:
        begun = time.monotonic()
        shown = name == "tests"
        done = subprocess.run(
            command,
            cwd=ROOT,
            env=environment,
            check=False,
            capture_output=not shown,
            text=True,
        )
        seconds = time.monotonic() - begun
        print(f"{'ok' if done.returncode == 0 else 'FAILED'}  {name}  {seconds:.0f} s", flush=True)
        if done.returncode:
            if not shown:
                print(done.stdout, done.stderr, sep="\n")
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
