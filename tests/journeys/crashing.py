"""Makes every kind of mistake with a marked name in its message and its variables.

Run as a program of its own: what it prints and saves is searched for the name.
"""

from __future__ import annotations

import gc
import sys
import threading
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel

from intake_app.settings import Settings
from intake_app.ui.application import new_application
from intake_app.ui.crash import CrashHandler
from intake_app.ui.crash_dialog import CrashDialog
from intake_app.ui.tasks import TaskRunner


class Unraisable:
    def __init__(self, name: str) -> None:
        self.name = name

    def __del__(self) -> None:
        raise ValueError(self.name)


def fail(name: str) -> None:
    street = f"{name}straße 1"
    raise ValueError(f"{name} wohnt in der {street}")


def main(name: str, report: Path) -> None:
    application = new_application(["intake-app"], Settings())
    handler = CrashHandler(application)
    handler.install()
    told: list[str] = []
    handler.crashed.connect(told.append)
    tasks = TaskRunner(application)

    def in_a_slot() -> None:
        fail(name)

    QTimer.singleShot(0, in_a_slot)
    settle(told, 1)
    tasks.run(lambda: fail(name), context=application, done=nothing, failed=nothing)
    settle(told, 2)
    thread = threading.Thread(target=fail, args=(name,))
    thread.start()
    thread.join()
    settle(told, 3)
    Unraisable(name)
    gc.collect()
    settle(told, 4)
    dialog = next(w for w in QApplication.topLevelWidgets() if isinstance(w, CrashDialog))
    words = [label.text() for label in dialog.findChildren(QLabel)]
    report.write_text("\n".join([dialog.details(), *words, dialog.windowTitle(), *told]))
    dialog.accept()
    sys.stdout.write(f"{len(told)} told\n")


def nothing(_given: object) -> None:
    raise AssertionError("the job does not end")


def settle(told: list[str], until: int) -> None:
    for _ in range(2000):
        QApplication.processEvents()
        if len(told) >= until:
            return
        threading.Event().wait(0.005)
    raise AssertionError(f"only {len(told)} of {until} mistakes were told")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
