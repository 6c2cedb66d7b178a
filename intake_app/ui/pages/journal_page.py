"""Protokoll: who did what and when, for head and data protection."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from intake_app.errors import IntakeError, StorageError
from intake_app.i18n import _
from intake_app.ui.pages.journal.entries_tab import EntriesTab
from intake_app.ui.pages.journal.seals_tab import DAYS, SealsTab
from intake_app.ui.pages.journal.words import act_words, detail_words
from intake_app.ui.pages.paper.print_page import PrintPage
from intake_app.ui.pages.tabbed_page import TabbedPage
from intake_app.ui.widgets.buttons import Button
from intake_app.ui.widgets.confirm import Confirm

if TYPE_CHECKING:
    from collections.abc import Callable

    from intake_app.services.document import Document
    from intake_app.services.services import Services
    from intake_app.ui.pages.paper.desk import PrintDesk

ENTRIES, SEALS = "entries", "seals"
FILE_NAME = "Protokoll.csv"


class JournalPage(TabbedPage):
    """The journal in two tabs; it shows numbers and initials, never a name.

    Args:
        services: Reads the journal.
        desk: Prints, and asks where to save.

    Signals:
        page_asked: A page to be shown above.
    """

    page_asked = Signal(object)

    def __init__(self, services: Services, desk: PrintDesk) -> None:
        self.entries = EntriesTab(services)
        self.seals = SealsTab(services)
        super().__init__(
            _("Journal"),
            _("Parts of the journal"),
            {
                ENTRIES: (_("Entries"), self.entries),
                SEALS: (_("Words of the days"), self.seals),
            },
        )
        self._services = services
        self._desk = desk
        self.export = self.add_action(Button(_("Save as a table …"), icon="save"))
        self.print = self.add_action(Button(_("As pages …"), icon="printer"))
        self.export.clicked.connect(self._ask_about_export)
        self.print.clicked.connect(self._print_entries)
        self.seals.print_asked.connect(self._print_words)

    def entered(self) -> None:
        """Read the journal anew; that it is read stands in it too."""
        try:
            self._services.journal.open()
            self.entries.entered()
            self.seals.entered()
        except IntakeError as error:
            self.report(error)

    def half_typed(self) -> str:
        """Return what the filters ask for."""
        return self.entries.filters()

    def take_up(self, typed: str) -> None:
        """Ask for the same again."""
        self.entries.take_up(typed)

    def _print_entries(self) -> None:
        journal, query = self._services.journal, self.entries.model.query
        self._show(lambda: journal.pages(query, act_words, detail_words))

    def _print_words(self) -> None:
        self._show(lambda: self._services.journal.words_page(DAYS))

    def _show(self, make: Callable[[], Document]) -> None:
        page = PrintPage(self._services, self._desk, make, back=_("Journal"))
        self.page_asked.emit(page)

    def _ask_about_export(self) -> None:
        asking = Confirm(
            self,
            title=_("Save the journal as a readable file?"),
            text=_(
                "The file holds initials, case numbers and acts, and is not encrypted. Whoever "
                "gets it can read it. What the filters show is saved; the journal notes it."
            ),
            act=_("Save readable"),
            keep=_("Leave it"),
            is_dangerous=False,
        )
        asking.confirmed.connect(self._export)
        asking.open()

    def _export(self) -> None:
        path = self._desk.dialogs.save_as(self, FILE_NAME)
        if path is None:
            return
        try:
            path.write_bytes(self._services.journal.export(self.entries.model.query, act_words))
        except IntakeError as error:
            self.report(error)
        except OSError as error:
            self.report(StorageError.of(error))
        else:
            self.say(_("Saved. Please delete the file when it is no longer needed."))
