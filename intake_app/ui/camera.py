"""A window that nobody sits at, to take pictures of."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QApplication

from intake_app.settings import Settings
from intake_app.ui.application import appearance_of, new_application
from intake_app.ui.machine import Machine
from intake_app.ui.pages.paper.desk import PrintDesk
from intake_app.ui.pages.paper.dialogs import SystemDialogs
from intake_app.ui.pages.paper.printers import printers_for
from intake_app.ui.shell.main_window import MainWindow
from intake_app.ui.tasks import TaskRunner
from intake_app.ui.window import Window

if TYPE_CHECKING:
    from collections.abc import Iterator

    from intake_app.services.services import Services

SIZE = QSize(1280, 800)
PERSON_SIZE = QSize(960, 600)
_RENDER_MS = 10_000


@contextmanager
def look_of(settings: Settings) -> Iterator[None]:
    """Let the program look as these settings say; afterwards as it does by itself."""
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        application = new_application(["intake-app"])
    appearance_of(application).apply(settings)
    try:
        yield
    finally:
        appearance_of(application).apply(Settings())


@contextmanager
def open_window(services: Services) -> Iterator[tuple[Window, MainWindow, PrintDesk]]:
    """Show the program's window on an unlocked vault, and close it with all that it opened."""
    window = Window()
    window.resize(SIZE)
    machine, tasks = Machine(parent=window), TaskRunner(window)
    desk = PrintDesk(
        tasks=tasks,
        printers=printers_for(tasks, window),
        dialogs=SystemDialogs(),
        settings=lambda: machine.settings,
        remember=machine.keep,
    )
    main = MainWindow(services, desk, machine, window)
    window.show_content(main.content)
    window.show()
    try:
        yield window, main, desk
    finally:
        tasks.wait(_RENDER_MS)
        settle()
        main.close_other_windows()
        window.close()
        window.deleteLater()
        settle()
        del main
        gc.collect()  # papers of pages that refer to each other in circles


def render(desk: PrintDesk) -> None:
    """Let papers be drawn in the background and shown."""
    settle()
    while desk.tasks.is_busy:
        desk.tasks.wait(_RENDER_MS)
        settle()


def settle() -> None:
    """Let Qt lay out, paint and delete what is due."""
    for _ in range(3):
        QApplication.sendPostedEvents(None, 0)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()
