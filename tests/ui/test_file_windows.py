"""Choosing files and folders leaves no trace of where they lie: their names can be names."""

from __future__ import annotations

import os
import subprocess
import sys

NAME = "Familie Mithali"

_CHOOSING = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget
from intake_app.ui.application import new_application
from intake_app.ui.pages.paper.dialogs import SystemDialogs

folder = Path(sys.argv[1])
application = new_application(sys.argv[:1])
window = QWidget()
window.show()
dialogs = SystemDialogs()

def choose(name):
    asking = QApplication.activeModalWidget()
    assert isinstance(asking, QFileDialog), asking
    asking.setDirectory(str(folder))
    asking.findChild(QLineEdit, "fileNameEdit").setText(str(folder / name))
    asking.accept()

for name, ask in (
    ("", dialogs.folder),
    ("Pass Mithali.pdf", dialogs.scan),
    ("fall.age", dialogs.bundle),
    ("neu.pdf", lambda parent: dialogs.save_as(parent, "EB-26-000001.pdf")),
):
    QTimer.singleShot(200, lambda name=name: choose(name))
    assert ask(window) == folder / name
application.quit()
"""


def test_nothing_of_what_was_chosen_lies_on_the_disk(tmp_path):
    home, folder = tmp_path / "home", tmp_path / NAME
    home.mkdir()
    folder.mkdir()
    for name in ("Pass Mithali.pdf", "fall.age"):
        (folder / name).write_bytes(b"x")
    plain = {key: value for key, value in os.environ.items() if not key.startswith("XDG_")}

    subprocess.run(
        [sys.executable, "-c", _CHOOSING, str(folder)],
        env={**plain, "HOME": str(home), "QT_QPA_PLATFORM": "offscreen"},
        check=True,
        timeout=60,
    )

    needles = [b"Mithali", "Mithali".encode("utf-16-le")]
    files = [path for path in home.rglob("*") if path.is_file()]
    found = [path for path in files if any(needle in path.read_bytes() for needle in needles)]
    assert found == []
