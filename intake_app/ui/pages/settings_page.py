"""Einstellungen: the office, locking and keys, the copy of the vault, this machine."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from intake_app.i18n import _
from intake_app.ui.pages.lists.lists_tab import ListsTab
from intake_app.ui.pages.people.people_tab import PeopleTab
from intake_app.ui.pages.settings.copy_tab import CopyTab
from intake_app.ui.pages.settings.machine_tab import MachineTab
from intake_app.ui.pages.settings.office_tab import OfficeTab
from intake_app.ui.pages.settings.security_tab import SecurityTab
from intake_app.ui.pages.tabbed_page import TabbedPage
from intake_app.ui.pages.translations.translations_tab import TranslationsTab
from intake_app.ui.widgets.notices import Level

if TYPE_CHECKING:
    from intake_app.services.services import Services
    from intake_app.ui.machine import Machine
    from intake_app.ui.pages.paper.desk import PrintDesk

OFFICE, PEOPLE, SECURITY = "office", "people", "security"
LISTS, TRANSLATIONS = "lists", "translations"
COPY, MACHINE = "copy", "machine"


class SettingsPage(TabbedPage):
    """The settings in seven tabs; everything is stored as soon as a field is left.

    Args:
        services: What an advisor can do.
        desk: Printers, dialogs, and background work.
        machine: The settings of this machine.

    Signals:
        lock_times_changed: Other times hold until the program locks.
        content_changed: Lists, hints or translations are different now.
        practice_asked: Look at the practice case.
        working: What is being done with the whole vault; "" when it is over.
    """

    lock_times_changed = Signal()
    content_changed = Signal()
    working = Signal(str)
    practice_asked = Signal()

    def __init__(self, services: Services, desk: PrintDesk, machine: Machine) -> None:
        session = services.session
        self.office = OfficeTab(services)
        self.people = PeopleTab(services, desk)
        self.lists = ListsTab(services)
        self.translations = TranslationsTab(services, desk)
        self.security = SecurityTab(services, desk)
        self.copy = CopyTab(services, desk)
        self.machine = MachineTab(machine, session.folder.path, is_practice=session.is_practice)
        super().__init__(
            _("Settings"),
            _("Parts of the settings"),
            {
                OFFICE: (_("Office"), self.office),
                PEOPLE: (_("People"), self.people),
                LISTS: (_("Lists"), self.lists),
                TRANSLATIONS: (_("Translations"), self.translations),
                SECURITY: (_("Keys"), self.security),
                COPY: (_("Copies"), self.copy),
                MACHINE: (_("Computer"), self.machine),
            },
        )
        self._connect()

    def entered(self) -> None:
        """Read anew what may have changed elsewhere."""
        self.people.entered()
        self.lists.entered()
        self.security.entered()
        self.copy.show_last()
        if self.part() == TRANSLATIONS:
            self.translations.entered()

    def can_leave(self) -> bool:
        """Store what is being typed; passphrases are forgotten."""
        self.office.commit()
        self.people.forget()
        self.security.forget()
        self.copy.forget()
        return True

    def half_typed(self) -> str:
        """Return what was typed and could not be stored, or is not finished."""
        typed = {
            OFFICE: self.office.half_typed(),
            LISTS: self.lists.half_typed(),
            TRANSLATIONS: self.translations.half_typed(),
        }
        kept = {part: half for part, half in typed.items() if half}
        return json.dumps(kept, ensure_ascii=False) if kept else ""

    def take_up(self, typed: str) -> None:
        """Show it again."""
        kept = json.loads(typed)
        if OFFICE in kept:
            self.office.take_up(kept[OFFICE])
        if LISTS in kept:
            self.lists.take_up(kept[LISTS])
        if TRANSLATIONS in kept:
            self.translations.take_up(kept[TRANSLATIONS])

    def _connect(self) -> None:
        self.office.stored.connect(lambda: self.say(_("Stored.")))
        self.security.stored.connect(self._on_lock_times)
        self.security.said.connect(lambda text: self.say(text, Level.INFO))
        self.people.said.connect(self.say)
        self.people.key_changing.connect(self.working)
        self.security.key_changing.connect(self.working)
        for telling in (self.copy, self.lists, self.translations):
            telling.said.connect(self.say)
        for changing in (self.lists, self.translations):
            changing.said.connect(self.content_changed)
        for tab in (
            self.office,
            self.people,
            self.lists,
            self.translations,
            self.security,
            self.copy,
        ):
            tab.failed.connect(self.report)
        self.machine.practice_asked.connect(self.practice_asked)

    def before_other_tab(self) -> None:
        """Store what is being typed; passphrases are forgotten."""
        self.can_leave()

    def tab_opened(self) -> None:
        """Count anew what is translated."""
        if self.part() == TRANSLATIONS:
            self.translations.entered()

    def _on_lock_times(self) -> None:
        self.say(_("Stored."))
        self.lock_times_changed.emit()
