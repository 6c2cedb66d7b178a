"""Printing from memory: no file is written on the way to the printer.

On Linux the PDF goes to the standard input of `lp`; elsewhere Qt's printing gets pictures
of the pages.  The job title is the number of the document, never a name: it is shown in
queues and kept in logs.
"""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment

from intake_app.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from intake_app.ui.pages.paper.print_job import PrintJob
    from intake_app.ui.tasks import TaskRunner


class Printers(Protocol):
    """The printers of this machine."""

    def problem(self) -> str:
        """Say in words why nothing can be printed here; empty when it can."""
        ...

    def names(self) -> Sequence[str]:
        """Return the printers that can be chosen; none when the system decides."""
        ...

    def send(
        self, job: PrintJob, *, done: Callable[[], None], failed: Callable[[str], None]
    ) -> None:
        """Print; `failed` gets what the system said, in its own words."""
        ...


def printers_for(tasks: TaskRunner, parent: QObject, platform: str = sys.platform) -> Printers:
    """Return the printers of this machine."""
    if platform.startswith("linux"):
        return SpoolPrinters(parent)
    from intake_app.ui.pages.paper.raster import RasterPrinters  # noqa: PLC0415 - not on Linux

    return RasterPrinters(tasks)


class SpoolPrinters(QObject):
    """Prints through `lp`, as every Linux with CUPS has it.

    Args:
        parent: Owner of the running processes.
        program: Name of the program that prints; `lister` lists the printers.
    """

    def __init__(self, parent: QObject, *, program: str = "lp", lister: str = "lpstat") -> None:
        super().__init__(parent)
        self._program = shutil.which(program)
        self._lister = shutil.which(lister)

    def problem(self) -> str:
        """Say that the program is missing."""
        if self._program is not None:
            return ""
        return _(
            "This computer cannot print yet: the program “lp” (package cups-client) is "
            "missing. You can save the document as a file instead."
        )

    def names(self) -> Sequence[str]:
        """Ask the spooler; it answers at once, and after a second we go on without."""
        if self._lister is None:
            return ()
        asking = QProcess()
        asking.setProcessEnvironment(_plain_environment())
        asking.start(self._lister, ["-e"])
        if not asking.waitForFinished(1000):
            asking.kill()
            return ()
        return tuple(bytes(asking.readAllStandardOutput().data()).decode().split())

    def send(
        self, job: PrintJob, *, done: Callable[[], None], failed: Callable[[str], None]
    ) -> None:
        """Hand the PDF over on the standard input."""
        printing = QProcess(self)
        printing.setProcessEnvironment(_plain_environment())

        def ended(code: int, status: QProcess.ExitStatus) -> None:
            said = bytes(printing.readAllStandardError().data()).decode(errors="replace").strip()
            printing.deleteLater()
            if code == 0 and status is QProcess.ExitStatus.NormalExit:
                done()
            else:
                failed(said)

        def not_started(error: QProcess.ProcessError) -> None:
            if error is QProcess.ProcessError.FailedToStart:
                printing.deleteLater()
                failed(printing.errorString())

        printing.finished.connect(ended)
        printing.errorOccurred.connect(not_started)
        printing.start(self._program or "lp", _arguments(job))
        printing.write(job.data)
        printing.closeWriteChannel()


def _arguments(job: PrintJob) -> list[str]:
    printer = ["-d", job.printer] if job.printer else []
    sides = "one-sided" if job.one_sided else "two-sided-long-edge"
    options = ("media=A4", "print-scaling=none", f"sides={sides}")
    given = [word for option in options for word in ("-o", option)]
    return [*printer, "-t", job.title, "-n", str(job.copies), *given, "--", "-"]


def _plain_environment() -> QProcessEnvironment:
    """Return the environment in which the programs answer in English."""
    environment = QProcessEnvironment.systemEnvironment()
    environment.insert("LC_ALL", "C.UTF-8")
    return environment
