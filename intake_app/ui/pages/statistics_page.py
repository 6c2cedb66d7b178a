"""Statistik: counted tables, on the screen, on paper and as a file; nobody sees a case here."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.domain.counted_tables import german_number
from intake_app.domain.dates import german_date
from intake_app.errors import IntakeError, StorageError
from intake_app.i18n import _, ngettext
from intake_app.ui.look.fonts import px
from intake_app.ui.pages.page import Page
from intake_app.ui.pages.paper.print_page import PrintPage
from intake_app.ui.pages.statistics.counts_view import CountsView
from intake_app.ui.pages.statistics.wish_form import WishForm
from intake_app.ui.pages.statistics.words import german_words, statistics_words
from intake_app.ui.widgets.buttons import Button
from intake_app.ui.widgets.cards import Line, page_margin
from intake_app.ui.widgets.confirm import Confirm
from intake_app.ui.widgets.labels import Label
from intake_app.ui.widgets.notices import Level, Notice
from intake_app.ui.widgets.scrolling import FittingScroll

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from intake_app.services.services import Services
    from intake_app.services.statistics_wish import Statistics, StatisticsWish
    from intake_app.ui.pages.paper.desk import PrintDesk

FILE_NAME: Final = "Statistik.csv"


class StatisticsPage(Page):
    """Choices above, tables below.

    Rounded numbers are what the page begins with and comes back with after locking; exact ones
    are asked for on purpose, and the journal tells of them.

    Args:
        services: Count.
        desk: Prints, asks where to save, and works off the window's thread.

    Attributes:
        form: What is wanted.
        export: Saves the tables for a spreadsheet.
        print: Shows them as they are printed.

    Signals:
        page_asked: A page to be shown above.
    """

    page_asked = Signal(object)

    def __init__(self, services: Services, desk: PrintDesk) -> None:
        super().__init__(_("Statistics"))
        self._services = services
        self._desk = desk
        self._wish: StatisticsWish | None = None
        self._counted: Statistics | None = None
        self.export = self.add_action(Button(_("Save as a table …"), icon="save"))
        self.print = self.add_action(Button(_("As pages …"), icon="printer"))
        self.form = WishForm(services.session.today())
        self._counts = Label(colour="muted")
        self._warning = Notice(
            _(
                "Exact numbers can show who it is, in a village sooner than in a town. They stay "
                "in the office; the journal notes which tables you looked at."
            ),
            Level.WARN,
        )
        self._warning.hide()
        self._tables = QVBoxLayout()
        self._views: list[CountsView] = []
        self._lay_out()
        self.form.changed.connect(self._count)
        self.export.clicked.connect(self._ask_about_export)
        self.print.clicked.connect(self._print)

    def entered(self) -> None:
        """Count anew: meanwhile somebody may have led a talk."""
        self._wish = None
        self._count()

    def half_typed(self) -> str:
        """Return what is chosen."""
        return self.form.choices()

    def take_up(self, typed: str) -> None:
        """Choose the same again."""
        self.form.take_up(typed)

    def is_settled(self) -> bool:
        """Tell whether what is shown is what is wanted."""
        return self._counted is not None and self._counted.wish == self.form.wish()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the choices flush with the title."""
        super().resizeEvent(event)
        margin = page_margin(self.width())
        self._column.setContentsMargins(margin, px(8), margin, px(16))

    def _lay_out(self) -> None:
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setSpacing(px(16))
        self._tables.setSpacing(px(24))
        self._column.addWidget(self.form)
        self._column.addWidget(Line())
        self._column.addWidget(self._warning)
        self._column.addWidget(self._counts)
        self._column.addLayout(self._tables, 1)
        self._column.addStretch(0)
        self.content.addWidget(FittingScroll(inside))

    def _count(self) -> None:
        wish = self.form.wish()
        if wish is None or wish == self._wish:
            return
        self._wish = wish
        self._desk.tasks.run(
            partial(self._services.statistics.count, wish, statistics_words()),
            context=self,
            done=self._show,
            failed=self.report,
        )

    def _show(self, counted: Statistics) -> None:
        if counted.wish != self._wish:  # something else was chosen meanwhile
            return
        self._counted = counted
        for view in self._views:
            self._tables.removeWidget(view)
            view.hide()
            view.deleteLater()
        self._views = [CountsView(table) for table in counted.tables]
        for view in self._views:
            self._tables.addWidget(view)
        self._warning.setVisible(counted.wish.is_internal)
        period = counted.wish.period
        words = ngettext(
            "{count} person had a talk from {first} to {last}.",
            "{count} people had a talk from {first} to {last}.",
            counted.people,
        )
        self._counts.setText(
            words.format(
                count=german_number(counted.people),
                first=german_date(period.first),
                last=german_date(period.last),
            )
        )

    def _print(self) -> None:
        if self._wish is None:
            return
        make = partial(self._services.statistics.pages, self._wish, german_words())
        page = PrintPage(self._services, self._desk, make, back=_("Statistics"))
        self.page_asked.emit(page)

    def _ask_about_export(self) -> None:
        if self._wish is None:
            return
        exact = _(
            "The file holds exact numbers, which can show who it is, and is not encrypted. It is "
            "for the office only; the journal notes that it was saved."
        )
        rounded = _(
            "The file holds rounded numbers of the tables that are to be seen, in German, and is "
            "not encrypted. The journal notes that it was saved."
        )
        asking = Confirm(
            self,
            title=_("Save the tables as a readable file?"),
            text=exact if self._wish.is_internal else rounded,
            act=_("Save readable"),
            keep=_("Leave it"),
            is_dangerous=False,
        )
        asking.confirmed.connect(partial(self._export, self._wish))
        asking.open()

    def _export(self, wish: StatisticsWish) -> None:
        path = self._desk.dialogs.save_as(self, FILE_NAME)
        if path is None:
            return
        try:
            path.write_bytes(self._services.statistics.export(wish, german_words()))
        except IntakeError as error:
            self.report(error)
        except OSError as error:
            self.report(StorageError.of(error))
        else:
            self.say(_("Saved. The file can be read by everybody who has it."))
