"""The whole demo leaves nothing readable on the disk but what was exported on purpose."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MARKERS = ("Zzmarkerfam", "Zzmarkergiven", "Zzmarkerstreet", "Zzmarkergoal", "Zzmarkertask")


def _holding(folder, needles):
    found = []
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink():
            content = path.read_bytes()
            found += [(path.relative_to(folder), n) for n in needles if n in content]
    return found


def test_after_the_whole_demo_no_file_holds_a_name_or_an_answer(tmp_path):
    home, temp, work = tmp_path / "home", tmp_path / "temp", tmp_path / "work"
    for folder in (home, temp, work):
        folder.mkdir()
    surroundings = {
        **{k: v for k, v in os.environ.items() if not k.startswith("XDG_")},
        "HOME": str(home),
        "USERPROFILE": str(home),
        "TMPDIR": str(temp),
        "XDG_RUNTIME_DIR": str(temp),
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONPATH": str(ROOT),
    }

    done = subprocess.run(
        [sys.executable, "-m", "tests.journeys.marked_demo", str(work), *MARKERS],
        cwd=work,
        env=surroundings,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr[-2000:]
    assert "found by name" in done.stdout
    needles = [m.encode(code) for m in MARKERS for code in ("utf-8", "utf-16-le", "utf-16-be")]
    needles += [m.upper().encode() for m in MARKERS] + [m.lower().encode() for m in MARKERS]
    assert _holding(tmp_path, needles) == []
    assert not any(marker.lower() in (done.stdout + done.stderr).lower() for marker in MARKERS)
    assert (work / "vault" / "store.db").stat().st_size > 100_000
    # What was searched is there: the count of failed tries, a copy, a crash report, settings.
    assert len((work / "vault" / "store.tries").read_text().splitlines()) == 2
    assert any(folder.glob("store.db") for folder in work.glob("Intake-Sicherung-*"))
    assert "builtins.KeyError" in (work / "crash.txt").read_text()
    assert len(list(home.rglob("settings.toml"))) == 1
