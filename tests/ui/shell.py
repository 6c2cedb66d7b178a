"""The real window with the real program in it; only keys are cheap and printers of paper."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtTest import QSignalSpy, QTest

from intake_app.domain.office import Office
from intake_app.paths import resources_dir
from intake_app.services.practice import PracticeService
from intake_app.services.services import services_for
from intake_app.services.vaults import VaultService
from intake_app.ui.entrance.entrance import Entrance
from intake_app.ui.entrance.first_start import FirstStart
from intake_app.ui.entrance.recovery_card import RecoveryCard
from intake_app.ui.entrance.restore_card import RestoreCard
from intake_app.ui.entrance.rooms import Rooms
from intake_app.ui.machine import Machine
from intake_app.ui.pages.paper.desk import PrintDesk
from intake_app.ui.program import Program
from intake_app.ui.shell.main_window import MainWindow
from intake_app.ui.tasks import TaskRunner
from intake_app.ui.window import Window
from tests.conftest import CHEAP
from tests.ui.screens import settle

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from intake_app.errors import IntakeError
    from intake_app.ui.pages.page import Page
    from intake_app.ui.pages.paper.print_job import PrintJob

PASSPHRASE = "kornfeld eigelb kutscher legende vormittag vielmals"
OFFICE = Office(name="Anlaufstelle Übungsstadt", lock_minutes=5, lock_minutes_talk=15)

_STEP_MS, _PATIENCE = 10, 3000


@dataclass
class Paper:
    """A printer that takes everything, or says why not."""

    jobs: list[PrintJob] = field(default_factory=list)
    refuses: str = ""
    missing: str = ""

    def problem(self) -> str:
        return self.missing

    def names(self):
        return ()

    def send(self, job, *, done, failed) -> None:
        self.jobs.append(job)
        if self.refuses:
            failed(self.refuses)
        else:
            done()


@dataclass
class Dialogs:
    """Somebody who answers every dialog with the same path."""

    answer: Path | None = None

    def folder(self, parent):
        return self.answer

    def bundle(self, parent):
        return self.answer

    def scan(self, parent):
        return self.answer

    def picture(self, parent):
        return self.answer

    def translation(self, parent):
        return self.answer

    def save_as(self, parent, name):
        return self.answer


class Shell:
    """A started program, used as its user does."""

    def __init__(self, content, clock, folder: Path, *, load_fails: IntakeError | None = None):
        self.folder = folder
        self.printer, self.dialogs = Paper(), Dialogs()
        self.window = Window()
        self.tasks = TaskRunner(self.window)
        self.settings_file = folder / "config" / "settings.toml"
        self.machine = Machine(self.settings_file, self.window)
        self.proposed = folder / "documents" / "Intake-App"
        self.temporary = folder / "temporary"
        self.temporary.mkdir(exist_ok=True)
        self.vaults = VaultService(content, clock, CHEAP)
        self.practices = PracticeService(
            content, clock, CHEAP, resources_dir() / "demo", self.temporary
        )
        self.desk = PrintDesk(
            tasks=self.tasks,
            printers=self.printer,
            dialogs=self.dialogs,
            settings=lambda: self.machine.settings,
            remember=self.machine.keep,
        )
        self._load_fails = load_fails
        entrance = Entrance(self.window, self.machine, self.desk, proposed=self.proposed)
        self.program = Program(self.window, self.machine, self.desk, entrance, self._load)

    def _load(self) -> Rooms:
        if self._load_fails is not None:
            raise self._load_fails
        return Rooms(
            vaults=self.vaults,
            practices=self.practices,
            services_for=services_for,
            main_window=MainWindow,
            first_start=FirstStart,
            recovery=RecoveryCard,
            restore=RestoreCard,
        )

    def start(self) -> None:
        """Start the program and show its window, loaded."""
        drawn = QSignalSpy(self.window.drawn)
        self.program.start()
        self.window.show()
        self.window.activateWindow()
        assert QTest.qWaitForWindowActive(self.window)
        self.wait(lambda: drawn.count() > 0)

    def wait(self, until: Callable[[], bool] | None = None) -> None:
        """Wait for all work in the background, however slow the machine is."""
        settle()
        for _ in range(_PATIENCE):
            if not self.tasks.is_busy and self.tasks.wait(0) and (until is None or until()):
                break
            self.tasks.wait(20_000)
            QTest.qWait(_STEP_MS)
        else:
            raise AssertionError("it never came to an end")
        settle()

    @property
    def card(self):
        """The card that is shown before the vault is open."""
        return self.window.content()

    @property
    def main(self) -> MainWindow:
        main = self.program.main
        assert main is not None
        return main

    @property
    def page(self) -> Page:
        page = self.main.frame.page()
        assert page is not None
        return page

    def unlock(self, passphrase: str) -> None:
        """Type the passphrase and press the button."""
        self.card.passphrase.set_text(passphrase)
        self.card.unlock.click()
        self.wait()

    def lock(self) -> None:
        """Press the button that locks."""
        self.main.frame.topbar.lock.click()
        self.wait(lambda: not self.program.holds_vault)

    def close(self) -> None:
        """Close the window."""
        self.window.close()
        self.wait()
        self.window.deleteLater()
        settle()


def begin_talk(shell):
    services = shell.main._services
    talk = services.interviews.begin(services.cases.create(), "ar")
    shell.main.open_talk(talk.id)
    settle()
    return shell.page
