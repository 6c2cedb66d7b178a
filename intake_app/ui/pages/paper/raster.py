"""Printing where there is no `lp`: every page as a picture through Qt."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QObject, QRectF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter

from intake_app.i18n import _
from intake_app.ui.widgets.pdf_pages import POINTS_PER_INCH, PdfPages

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QImage
    from PySide6.QtPrintSupport import QPrinter

    from intake_app.errors import IntakeError
    from intake_app.ui.pages.paper.print_job import PrintJob
    from intake_app.ui.tasks import TaskRunner

DPI = 300


class RasterPrinters(QObject):
    """Paints each page with 300 dots per inch; pages are drawn off the GUI thread.

    Args:
        tasks: Runs the drawing.
        to_pdf: Print into this file instead, for tests.
    """

    def __init__(self, tasks: TaskRunner, *, to_pdf: str = "") -> None:
        super().__init__()
        self._tasks = tasks
        self._to_pdf = to_pdf

    def problem(self) -> str:
        """Say that this Qt cannot print."""
        if _has_printing():
            return ""
        return _(
            "This installation cannot print. You can save the document as a file and print "
            "it with another program."
        )

    def names(self) -> Sequence[str]:
        """Return what the system lists."""
        if not _has_printing():
            return ()
        from PySide6.QtPrintSupport import QPrinterInfo  # noqa: PLC0415 - not in every Qt

        return tuple(QPrinterInfo.availablePrinterNames())

    def send(
        self, job: PrintJob, *, done: Callable[[], None], failed: Callable[[str], None]
    ) -> None:
        """Draw page after page and paint it."""
        printer = self._printer(job)
        painter = QPainter()
        if not painter.begin(printer):
            failed("")
            return
        pages = PdfPages(job.data)

        def paint(number: int, page: QImage) -> None:
            if number:
                printer.newPage()
            painter.drawImage(QRectF(painter.viewport()), page)
            go_on(number + 1)

        def stop(error: IntakeError) -> None:
            painter.end()
            pages.close()
            failed(str(error))

        def go_on(number: int) -> None:
            if number == len(pages):
                painter.end()
                pages.close()
                done()
                return
            self._tasks.run(
                lambda: pages.image(number, DPI / POINTS_PER_INCH),
                context=self,
                done=lambda page: paint(number, page),
                failed=stop,
            )

        go_on(0)

    def _printer(self, job: PrintJob) -> QPrinter:
        from PySide6.QtPrintSupport import QPrinter  # noqa: PLC0415 - not in every Qt

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        if self._to_pdf:
            printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
            printer.setOutputFileName(self._to_pdf)
        elif job.printer:
            printer.setPrinterName(job.printer)
        printer.setDocName(job.title)
        printer.setCopyCount(job.copies)
        printer.setResolution(DPI)
        printer.setFullPage(True)
        printer.setPageLayout(
            QPageLayout(
                QPageSize(QPageSize.PageSizeId.A4),
                QPageLayout.Orientation.Portrait,
                QMarginsF(0, 0, 0, 0),
            )
        )
        two_sided = QPrinter.DuplexMode.DuplexLongSide
        printer.setDuplex(QPrinter.DuplexMode.DuplexNone if job.one_sided else two_sided)
        return printer


def _has_printing() -> bool:
    """Tell whether this Qt brings printing; some builds leave it out."""
    return find_spec("PySide6.QtPrintSupport") is not None
