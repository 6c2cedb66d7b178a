"""The tabs of a case that its page does not build itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from intake_app.ui.pages import case_page
from intake_app.ui.pages.documents_tab import DocumentsTab
from intake_app.ui.pages.slip_tab import SlipTab
from intake_app.ui.pages.waivers_tab import WaiversTab

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from intake_app.domain.codes import CaseId
    from intake_app.services.services import Services
    from intake_app.ui.pages.paper.desk import PrintDesk


class CaseTabs(QObject):
    """Builds them, and says where somebody wants to go from there.

    Args:
        services: What an advisor can do.
        desk: Printers, dialogs, and background work.
        parent: Qt's parent.

    Signals:
        page_asked: A page to be shown above.
        slip_asked: SlipId of the slip to open.
        print_asked: SlipId of the slip to print.
        family_asked: SlipId of the slip with which the cover sheet of a family begins.
        failed: An `IntakeError` to be reported.
    """

    page_asked = Signal(object)
    slip_asked = Signal(object)
    print_asked = Signal(object)
    family_asked = Signal(object)
    failed = Signal(object)

    def __init__(self, services: Services, desk: PrintDesk, parent: QObject) -> None:
        super().__init__(parent)
        self._services = services
        self._desk = desk

    def makers(self) -> dict[str, Callable[[CaseId], QWidget]]:
        """Return how each tab of `case_page` is built."""
        return {
            case_page.WAIVERS: self._waivers,
            case_page.SLIPS: self._slips,
            case_page.PAPERS: self._documents,
        }

    def _waivers(self, case_id: CaseId) -> QWidget:
        tab = WaiversTab(self._services, self._desk, case_id)
        tab.page_asked.connect(self.page_asked)
        tab.failed.connect(self.failed)
        return tab

    def _slips(self, case_id: CaseId) -> QWidget:
        tab = SlipTab(self._services, case_id)
        tab.print_asked.connect(self.print_asked)
        tab.open_slip.connect(self.slip_asked)
        tab.family_asked.connect(self.family_asked)
        tab.failed.connect(self.failed)
        return tab

    def _documents(self, case_id: CaseId) -> QWidget:
        tab = DocumentsTab(self._services, self._desk, case_id)
        tab.page_asked.connect(self.page_asked)
        tab.failed.connect(self.failed)
        return tab
