"""Einstellungen: the office, locking and keys, the copy of the vault, this machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from intake_app.i18n import _
from intake_app.ui.fonts import px
from intake_app.ui.page import Page
from intake_app.ui.pages.people.people_tab import PeopleTab
from intake_app.ui.pages.settings.copy_tab import CopyTab
from intake_app.ui.pages.settings.machine_tab import MachineTab
from intake_app.ui.pages.settings.office_tab import OfficeTab
from intake_app.ui.pages.settings.security_tab import SecurityTab
from intake_app.ui.widgets.cards import page_margin
from intake_app.ui.widgets.notices import Level
from intake_app.ui.widgets.tabs import Tabs

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from intake_app.services.services import Services
    from intake_app.ui.machine import Machine
    from intake_app.ui.pages.paper.desk import PrintDesk

OFFICE, PEOPLE, SECURITY = "office", "people", "security"
COPY, MACHINE = "copy", "machine"
_KEYS = (OFFICE, PEOPLE, SECURITY, COPY, MACHINE)


class SettingsPage(Page):
    """The settings in five tabs; everything is stored as soon as a field is left.

    Args:
        services: What an advisor can do.
        desk: Printers, dialogs, and background work.
        machine: The settings of this machine.

    Signals:
        lock_times_changed: Other times hold until the program locks.
        practice_asked: Look at the practice case.
        working: What is being done with the whole vault; "" when it is over.
    """

    lock_times_changed = Signal()
    working = Signal(str)
    practice_asked = Signal()

    def __init__(self, services: Services, desk: PrintDesk, machine: Machine) -> None:
        super().__init__(_("Settings"))
        session = services.session
        self.office = OfficeTab(services)
        self.people = PeopleTab(services, desk)
        self.security = SecurityTab(services, desk)
        self.copy = CopyTab(services, desk)
        self.machine = MachineTab(machine, session.folder.path, is_practice=session.is_practice)
        words = [
            _("Office"),
            _("People"),
            _("Keys"),
            _("Copies"),
            _("Computer"),
        ]
        self.tabs = Tabs(words, _("Parts of the settings"))
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()

    def tab(self) -> str:
        """Return which tab is open: OFFICE, PEOPLE, SECURITY, COPY or MACHINE."""
        return _KEYS[self.tabs.currentIndex()]

    def part(self) -> str:
        """Return the tab that is open."""
        return self.tab()

    def open_part(self, part: str) -> None:
        """Open a tab."""
        if part in _KEYS:
            self.tabs.setCurrentIndex(_KEYS.index(part))

    def entered(self) -> None:
        """Read anew what may have changed elsewhere."""
        self.people.entered()
        self.security.entered()
        self.copy.show_last()

    def can_leave(self) -> bool:
        """Store what is being typed; passphrases are forgotten."""
        self.office.commit()
        self.people.forget()
        self.security.forget()
        return True

    def half_typed(self) -> str:
        """Return data of the office that could not be stored."""
        return self.office.half_typed()

    def take_up(self, typed: str) -> None:
        """Show them again."""
        self.office.take_up(typed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the tabs flush with the title."""
        super().resizeEvent(event)
        margin = page_margin(self.width())
        self._row.setContentsMargins(margin - px(8), 0, margin, 0)

    def _lay_out(self) -> None:
        self._row = QHBoxLayout()
        self._row.addWidget(self.tabs, 1)
        self.content.addLayout(self._row)
        tabs: tuple[QWidget, ...] = (
            self.office,
            self.people,
            self.security,
            self.copy,
            self.machine,
        )
        for tab in tabs:
            self._stack.addWidget(tab)
        self.content.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._on_tab)
        self.office.stored.connect(lambda: self.say(_("Stored.")))
        self.security.stored.connect(self._on_lock_times)
        self.security.said.connect(lambda text: self.say(text, Level.INFO))
        self.people.said.connect(self.say)
        self.people.key_changing.connect(self.working)
        self.security.key_changing.connect(self.working)
        self.copy.said.connect(self.say)
        for tab in (self.office, self.people, self.security, self.copy):
            tab.failed.connect(self.report)
        self.machine.practice_asked.connect(self.practice_asked)

    def _on_tab(self, index: int) -> None:
        self.can_leave()
        self._stack.setCurrentIndex(index)

    def _on_lock_times(self) -> None:
        self.say(_("Stored."))
        self.lock_times_changed.emit()
