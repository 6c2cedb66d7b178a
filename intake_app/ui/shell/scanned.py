"""Where a code leads that a hand scanner read, wherever somebody is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from intake_app.domain.numbers import is_waiver_page
from intake_app.errors import IntakeError
from intake_app.ui.pages.slip.family_page import FamilyPage
from intake_app.ui.pages.slips_page import SlipsPage
from intake_app.ui.pages.waiver.page_check import PageCheckPage
from intake_app.ui.shell import ways

if TYPE_CHECKING:
    from collections.abc import Callable

    from intake_app.services.services import Services
    from intake_app.ui.pages.slip_page import SlipPage
    from intake_app.ui.shell.navigation import Navigation, Way


class ScannedCodes(QObject):
    """Shows the slip or the page of a waiver, or hands the code to the page that waits for it.

    Args:
        services: What an advisor can do.
        navigation: Leads from page to page.
        slip_page: Makes a page for a slip.
        to_waiver: Opens a waiver.
        parent: Qt's parent.
    """

    def __init__(
        self,
        services: Services,
        navigation: Navigation,
        *,
        slip_page: Callable[[], SlipPage],
        to_waiver: Way,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._navigation = navigation
        self._slip_page = slip_page
        self._to_waiver = to_waiver

    def take(self, code: str) -> None:
        """Show what was read, or say on the present page what is wrong with it."""
        shown = self._navigation.frame.page()
        if is_waiver_page(code):
            self._navigation.attempt(self._check_page, code)
        elif isinstance(shown, FamilyPage):
            self._navigation.attempt(shown.scanned, code)
        else:
            self._show_slip(code)

    def _show_slip(self, code: str) -> None:
        frame = self._navigation.frame
        page = self._slip_page()
        case_id = ways.case_at_hand(frame.pushed())
        try:
            page.show_card(code, self._services.cases.head(case_id) if case_id else None)
        except IntakeError as error:
            page.deleteLater()
            shown = frame.page()
            if isinstance(shown, SlipsPage):
                shown.refuse(error)
            else:
                self._navigation.report(error)
            return
        self._navigation.push(page)

    def _check_page(self, code: str) -> None:
        """Take one more page of the paper that is being checked, or begin with it."""
        shown = self._navigation.frame.page()
        if isinstance(shown, PageCheckPage):
            shown.scanned(code)
            return
        page = PageCheckPage(self._services, code)
        page.waiver_asked.connect(self._to_waiver)
        self._navigation.push(page)
