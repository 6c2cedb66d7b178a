"""Pictures of every main page, made with the real window on the sample talks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QApplication

from intake_app.settings import Settings
from intake_app.ui.application import appearance_of, new_application
from intake_app.ui.machine import Machine
from intake_app.ui.main_window import MainWindow
from intake_app.ui.pages.paper.desk import PrintDesk
from intake_app.ui.pages.paper.dialogs import SystemDialogs
from intake_app.ui.pages.paper.printers import printers_for
from intake_app.ui.tasks import TaskRunner
from intake_app.ui.window import Window

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from intake_app.services.sample_player import Played
    from intake_app.services.services import Services

SIZE = QSize(1280, 800)
ARABIC_TALK = "a-nurse"


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A way in which pages can look."""

    name: str
    settings: Settings


LOOKS = (
    Look(name="light", settings=Settings(theme="light")),
    Look(name="dark", settings=Settings(theme="dark")),
    Look(name="200-percent", settings=Settings(theme="light", text_percent=200)),
)


def take_screenshots(
    services: Services, played: Mapping[str, Played], folder: Path, *, quick: bool = False
) -> list[Path]:
    """Open the pages one after the other and save what is to be seen.

    Args:
        services: Of a vault in which the sample talks were led.
        played: What each talk left behind, by its key.
        folder: Where the pictures go.
        quick: Only the day's page and one section of a talk, in light.
    """
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        application = new_application(["intake-app"])
    folder.mkdir(parents=True, exist_ok=True)
    files: list[Path] = []
    for look in LOOKS[:1] if quick else LOOKS:
        appearance_of(application).apply(look.settings)
        camera = _Camera(services, played, folder, look.name)
        files += camera.take(quick=quick)
    appearance_of(application).apply(Settings())
    return files


class _Camera:
    """Takes pictures in one look."""

    def __init__(
        self, services: Services, played: Mapping[str, Played], folder: Path, look: str
    ) -> None:
        self._services = services
        self._played = played
        self._folder = folder
        self._look = look
        self._files: list[Path] = []

    def take(self, *, quick: bool) -> list[Path]:
        window = Window()
        window.resize(SIZE)
        main = MainWindow(self._services, _desk(window), Machine(), window)
        window.show_content(main.frame)
        window.show()
        main.go_to()
        self._save(window, "today")
        talk = self._played[ARABIC_TALK].interview
        main.open_talk(talk.id)
        self._save(window, "interview-arabic")
        window.close()
        window.deleteLater()
        _settle()
        return self._files

    def _save(self, widget: QWidget, name: str) -> None:
        _settle()
        file = self._folder / f"{name}-{self._look}.png"
        widget.grab().save(str(file))
        self._files.append(file)


def _desk(window: Window) -> PrintDesk:
    machine, tasks = Machine(parent=window), TaskRunner(window)
    return PrintDesk(
        tasks=tasks,
        printers=printers_for(tasks, window),
        dialogs=SystemDialogs(),
        settings=lambda: machine.settings,
        remember=machine.keep,
    )


def _settle() -> None:
    """Let Qt lay out, paint and delete what is due."""
    for _ in range(3):
        QApplication.sendPostedEvents(None, 0)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()
