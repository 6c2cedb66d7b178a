"""Datenschutz: requests of persons, deletions, restricted cases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from intake_app.errors import IntakeError
from intake_app.i18n import _
from intake_app.ui.pages.rights.erasure_tab import ErasureTab
from intake_app.ui.pages.rights.requests_tab import RequestsTab
from intake_app.ui.pages.rights.restricted_tab import RestrictedTab
from intake_app.ui.pages.rights.words import ERASURE, REQUESTS, RESTRICTED
from intake_app.ui.pages.tabbed_page import TabbedPage

if TYPE_CHECKING:
    from intake_app.services.services import Services
    from intake_app.ui.pages.paper.desk import PrintDesk


class RightsPage(TabbedPage):
    """What the office owes the persons whose data it keeps, in three tabs.

    Args:
        services: What an advisor can do.
        desk: Printers, dialogs, and background work.

    Signals:
        page_asked: A page to be shown above.
    """

    page_asked = Signal(object)

    def __init__(self, services: Services, desk: PrintDesk) -> None:
        self.requests = RequestsTab(services, desk)
        self.erasure = ErasureTab(services, desk)
        self.restricted = RestrictedTab(services)
        super().__init__(
            _("Data protection"),
            _("Parts of data protection"),
            {
                REQUESTS: (_("Requests"), self.requests),
                ERASURE: (_("Deleting"), self.erasure),
                RESTRICTED: (_("Restricted"), self.restricted),
            },
        )
        self._services = services
        for tab in (self.requests, self.erasure, self.restricted):
            tab.said.connect(self.say)
            tab.failed.connect(self.report)
        self.requests.page_asked.connect(self.page_asked)
        self.erasure.page_asked.connect(self.page_asked)
        self.requests.erasure_asked.connect(self.propose_erasure)

    def entered(self) -> None:
        """Read the open tab anew."""
        self._open().entered()

    def can_leave(self) -> bool:
        """Forget a passphrase that was typed."""
        self.erasure.forget()
        return True

    def before_other_tab(self) -> None:
        """Forget a passphrase that was typed."""
        self.erasure.forget()

    def tab_opened(self) -> None:
        """Read the tab that was opened."""
        self.entered()

    def begin_request(self, number: str) -> None:
        """Enter a request about a case."""
        self.open_part(REQUESTS)
        self.requests.begin(number)

    def propose_erasure(self, number: str) -> None:
        """Show what the deletion of a case would take."""
        try:
            case_id = self._services.requests.case_of(number)
        except IntakeError as error:
            self.report(error)
            return
        self.open_part(ERASURE)
        self.erasure.propose(case_id)

    def _open(self) -> RequestsTab | ErasureTab | RestrictedTab:
        if self.part() == REQUESTS:
            return self.requests
        return self.erasure if self.part() == ERASURE else self.restricted
