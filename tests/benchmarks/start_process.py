"""Opens a window, waits until it is drawn, and ends (own process)."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget


class EndWhenDrawn(QObject):
    """Ends the process with the first paint of a window; nothing is shut down."""

    def eventFilter(self, _watched, event):
        if event.type() is QEvent.Type.Paint:
            os._exit(0)
        return False


def empty() -> None:
    application = QApplication(sys.argv[:1])
    ending = EndWhenDrawn(application)
    application.installEventFilter(ending)
    window = QWidget()
    window.resize(900, 600)
    window.show()
    application.exec()


def ours(vault: Path) -> None:
    from intake_app import app  # noqa: PLC0415 - its import is measured
    from intake_app.ui.application import new_application as started  # noqa: PLC0415

    def watched(*arguments):
        application = started(*arguments)
        application.installEventFilter(EndWhenDrawn(application))
        return application

    setattr(app, "new_application", watched)  # noqa: B010 - not exported for others
    app.run(vault)


if __name__ == "__main__":
    if sys.argv[1] == "ours":
        ours(Path(sys.argv[2]))
    else:
        empty()
