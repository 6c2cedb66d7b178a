"""Datenschutz: requests of persons, deletions, restricted cases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget

from intake_app.errors import IntakeError
from intake_app.i18n import _
from intake_app.ui.fonts import px
from intake_app.ui.page import Page
from intake_app.ui.pages.rights.erasure_tab import ErasureTab
from intake_app.ui.pages.rights.requests_tab import RequestsTab
from intake_app.ui.pages.rights.restricted_tab import RestrictedTab
from intake_app.ui.pages.rights.words import ERASURE, REQUESTS, RESTRICTED
from intake_app.ui.widgets.cards import page_margin
from intake_app.ui.widgets.tabs import Tabs

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from intake_app.services.services import Services
    from intake_app.ui.pages.paper.desk import PrintDesk

_KEYS = (REQUESTS, ERASURE, RESTRICTED)


class RightsPage(Page):
    """What the office owes the persons whose data it keeps, in three tabs.

    Args:
        services: What an advisor can do.
        desk: Printers, dialogs, and background work.

    Signals:
        page_asked: A page to be shown above.
    """

    page_asked = Signal(object)

    def __init__(self, services: Services, desk: PrintDesk) -> None:
        super().__init__(_("Data protection"))
        self._services = services
        self.requests = RequestsTab(services, desk)
        self.erasure = ErasureTab(services, desk)
        self.restricted = RestrictedTab(services)
        words = [_("Requests"), _("Deleting"), _("Restricted")]
        self.tabs = Tabs(words, _("Parts of data protection"))
        self._stack = QStackedWidget()
        self._row = QHBoxLayout()
        self._row.addWidget(self.tabs, 1)
        self.content.addLayout(self._row)
        for tab in (self.requests, self.erasure, self.restricted):
            self._stack.addWidget(tab)
            tab.said.connect(self.say)
            tab.failed.connect(self.report)
        self.content.addWidget(self._stack, 1)
        self.tabs.currentChanged.connect(self._on_tab)
        self.requests.page_asked.connect(self.page_asked)
        self.erasure.page_asked.connect(self.page_asked)
        self.requests.erasure_asked.connect(self.propose_erasure)

    def tab(self) -> str:
        """Return which tab is open: REQUESTS, ERASURE or RESTRICTED."""
        return _KEYS[self.tabs.currentIndex()]

    def part(self) -> str:
        """Return the tab that is open."""
        return self.tab()

    def open_part(self, part: str) -> None:
        """Open a tab."""
        if part in _KEYS:
            self.tabs.setCurrentIndex(_KEYS.index(part))

    def entered(self) -> None:
        """Read the open tab anew."""
        self._open().entered()

    def can_leave(self) -> bool:
        """Forget a passphrase that was typed."""
        self.erasure.forget()
        return True

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

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the tabs flush with the title."""
        super().resizeEvent(event)
        margin = page_margin(self.width())
        self._row.setContentsMargins(margin - px(8), 0, margin, 0)

    def _open(self) -> RequestsTab | ErasureTab | RestrictedTab:
        if self.tab() == REQUESTS:
            return self.requests
        return self.erasure if self.tab() == ERASURE else self.restricted

    def _on_tab(self, index: int) -> None:
        self.erasure.forget()
        self._stack.setCurrentIndex(index)
        self._open().entered()
