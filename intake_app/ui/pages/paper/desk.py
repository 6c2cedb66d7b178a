"""What pages need of this machine to print, save, choose files and speak."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from intake_app.ui.system.speech.voice import Voice

if TYPE_CHECKING:
    from collections.abc import Callable

    from intake_app.settings import Settings
    from intake_app.ui.pages.paper.dialogs import FileDialogs
    from intake_app.ui.pages.paper.printers import Printers
    from intake_app.ui.tasks import TaskRunner


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintDesk:
    """Printers, dialogs, settings and voice of this machine.

    Attributes:
        tasks: Renders papers off the GUI thread.
        settings: Returns the settings of the machine.
        remember: Keeps changed settings.
        voice: Reads out what a person sees; silent where nothing else is said.
    """

    tasks: TaskRunner
    printers: Printers
    dialogs: FileDialogs
    settings: Callable[[], Settings]
    remember: Callable[[Settings], None]
    voice: Voice = field(default_factory=lambda: Voice(lambda: None))
