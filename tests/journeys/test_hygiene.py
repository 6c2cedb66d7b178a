"""A mistake of the program tells places and types, and nothing of what was typed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MARKER = "Zzmarkername"


def run(work, *arguments):
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=work,
        env={
            **{k: v for k, v in os.environ.items() if not k.startswith("XDG_")},
            "HOME": str(work),
            "TMPDIR": str(work),
            "QT_QPA_PLATFORM": "offscreen",
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONPATH": str(ROOT),
        },
        capture_output=True,
        text=True,
        check=False,
    )


def test_no_mistake_of_the_window_shows_prints_or_stores_a_name(tmp_path):
    report = tmp_path / "report.txt"

    done = run(tmp_path, "-m", "tests.journeys.crashing", MARKER, str(report))

    assert done.returncode == 0, done.stderr
    assert done.stdout == "4 told\n"
    told = report.read_text()
    # A slot, a worker, a thread, and an object that fails while it is thrown away.
    assert told.count("builtins.ValueError") == 5  # once more in the dialog
    assert "crashing.py" in told
    assert "davon ist nichts verloren" in told
    for file in tmp_path.rglob("*"):
        assert not file.is_file() or MARKER.encode() not in file.read_bytes(), file
    assert MARKER not in done.stdout + done.stderr


def test_no_mistake_of_the_command_line_prints_a_name(tmp_path):
    code = (
        "import sys; from intake_app import cli\n"
        "cli.main(['compile-catalogues'])\n"
        "name = sys.argv[1]\n"
        "raise ValueError(f'{name} was here')\n"
    )

    done = run(tmp_path, "-c", code, MARKER)

    assert done.returncode == 1
    assert MARKER not in done.stdout + done.stderr
    assert done.stderr.rstrip().endswith("builtins.ValueError")


def test_an_error_of_the_program_itself_names_rules_and_places_only(tmp_path):
    vault = tmp_path / MARKER
    vault.mkdir()

    done = subprocess.run(
        [sys.executable, "-m", "intake_app", "verify", str(vault), "--passphrase-stdin"],
        cwd=ROOT,
        input=f"{MARKER}\n",
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert MARKER not in done.stdout + done.stderr
