"""The composition root of the window."""

from __future__ import annotations

import sys
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from intake_app import paths
from intake_app.ui.application import new_application
from intake_app.ui.crash import CrashHandler
from intake_app.ui.entrance.entrance import Entrance
from intake_app.ui.entrance.rooms import Rooms
from intake_app.ui.look.fonts import load_first_fonts, load_other_fonts
from intake_app.ui.machine import Machine
from intake_app.ui.pages.paper.desk import PrintDesk
from intake_app.ui.pages.paper.dialogs import SystemDialogs
from intake_app.ui.pages.paper.printers import printers_for
from intake_app.ui.program import Program
from intake_app.ui.system.display import missing_display
from intake_app.ui.system.speech.voice import Voice, engine_of_system
from intake_app.ui.tasks import TaskRunner
from intake_app.ui.window import Window

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

NO_DISPLAY = 1


def run(vault: Path | None) -> int:
    """Open the window and return the exit code when it was closed.

    Args:
        vault: Folder of the vault; the one in the settings when left out.
    """
    missing = missing_display()
    if missing:
        sys.stderr.write(f"{missing}\n")
        return NO_DISPLAY
    application, window = opened(vault)
    window.show()
    return application.exec()


def opened(vault: Path | None) -> tuple[QApplication, Window]:
    """Return the program with its window, which only has to be shown."""
    machine = Machine(paths.settings_file())
    application = new_application(sys.argv, machine.settings, load=load_first_fonts)
    CrashHandler(application).install()
    window = Window()
    tasks = TaskRunner(window)
    desk = PrintDesk(
        tasks=tasks,
        printers=printers_for(tasks, window),
        dialogs=SystemDialogs(),
        settings=lambda: machine.settings,
        remember=machine.keep,
        voice=Voice(engine_of_system, window),
    )
    application.aboutToQuit.connect(desk.voice.close)
    entrance = Entrance(window, machine, desk, proposed=paths.proposed_vault_dir(), vault=vault)
    program = Program(window, machine, desk, entrance, load_rooms)
    window.return_to(machine.settings.window)
    window.drawn.connect(load_other_fonts)
    window.drawn.connect(partial(_watch_sleep, program, application, window))
    window.closing.connect(lambda: machine.keep(replace(machine.settings, window=window.place())))
    program.start()
    return application, window


def _watch_sleep(program: Program, application: QApplication, window: Window) -> None:
    from intake_app.ui.system.sleep import SleepWatch  # noqa: PLC0415 - the window is shown before

    SleepWatch(program).leaving.connect(program.lock)
    if sys.platform == "win32":
        from intake_app.ui.system.windows_session import WindowsSession  # noqa: PLC0415 - Windows

        session = WindowsSession(application, int(window.winId()), program)
        session.leaving.connect(program.lock)


def load_rooms() -> Rooms:
    """Import services and pages; takes a second, on another thread."""
    from intake_app import composition  # noqa: PLC0415 - the window is shown before
    from intake_app.services.services import services_for  # noqa: PLC0415 - as above
    from intake_app.ui.entrance.first_start import FirstStart  # noqa: PLC0415 - as above
    from intake_app.ui.entrance.recovery_card import RecoveryCard  # noqa: PLC0415 - as above
    from intake_app.ui.entrance.restore_card import RestoreCard  # noqa: PLC0415 - as above
    from intake_app.ui.shell.main_window import MainWindow  # noqa: PLC0415 - as above

    return Rooms(
        vaults=composition.vault_service(),
        practices=composition.practice_service(),
        services_for=services_for,
        main_window=MainWindow,
        first_start=FirstStart,
        recovery=RecoveryCard,
        restore=RestoreCard,
    )
