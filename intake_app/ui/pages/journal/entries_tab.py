"""The entries of the journal with their filters, and the way to take them out."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QTableView, QVBoxLayout, QWidget

from intake_app.domain.journal import JournalQuery
from intake_app.errors import IntakeError
from intake_app.i18n import _, ngettext
from intake_app.ui.look.fonts import Role, font_of, px
from intake_app.ui.pages.day_line import DayLine
from intake_app.ui.pages.journal.model import ACT, CASE, DAY, DETAIL, HOUR, WHO, JournalModel
from intake_app.ui.pages.journal.words import act_words
from intake_app.ui.widgets.choice_list import ChoiceList
from intake_app.ui.widgets.flow import FlowLayout
from intake_app.ui.widgets.labelled import LabelledLine
from intake_app.ui.widgets.labels import Label
from intake_app.ui.widgets.scrolling import FittingScroll, make_slim
from intake_app.ui.widgets.segments import Option

if TYPE_CHECKING:
    from intake_app.services.services import Services

_SAMPLES = {DAY: "00.00.0000", HOUR: "00:00", WHO: "WWWW", CASE: "WW-00-000000-W"}
_CELL_ROOM = 28
_DETAIL = 180
_ROWS_SEEN = 6
"""How many entries are to be seen at least."""


class EntriesTab(QWidget):
    """What was done, by day, case number, person and act.

    Args:
        services: Reads the journal.

    Attributes:
        first, last: Days, both included.
        case: Number of a case.
        who: Initials.
        act: What was done.
        table: The entries, newest first.

    Signals:
        failed: An error that the page words.
    """

    failed = Signal(object)

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self.model = JournalModel(services.journal)
        today = services.session.today()
        self.first = DayLine(_("From"), today)
        self.last = DayLine(_("Until"), today)
        self.case = LabelledLine(_("Case number"), sample=_SAMPLES[CASE])
        self.who = ChoiceList([], _("Who"), placeholder=_("Everybody"))
        self.act = ChoiceList([], _("What was done"), placeholder=_("Everything"))
        self.table = QTableView()
        self._counted = Label(role=Role.HINT, colour="muted", wrap=False)
        self._lay_out()
        self._connect()

    def entered(self) -> None:
        """Read the journal anew."""
        people, acts = self._services.journal.known()
        self.who.model().show_options([Option(code=one, label=one) for one in people if one])
        by_words = sorted((act_words(act), act) for act in acts)
        self.act.model().show_options([Option(code=act, label=word) for word, act in by_words])
        self.search()

    def query(self) -> JournalQuery:
        """Return what the filters ask for.

        Raises:
            InputError: A day is none.
        """
        return JournalQuery(
            first_day=self.first.day(),
            last_day=self.last.day(),
            case_number=self.case.text(),
            by=self.who.code(),
            act=self.act.code(),
        )

    def filters(self) -> str:
        """Return what stands in the filters, empty when nothing does."""
        lines = [field.text() for field in (self.first, self.last, self.case)]
        filters = [*lines, self.who.code(), self.act.code()]
        return json.dumps(filters) if any(filters) else ""

    def take_up(self, filters: str) -> None:
        """Show what `filters` gave, and search."""
        *lines, who, act = json.loads(filters)
        for field, text in zip((self.first, self.last, self.case), lines, strict=True):
            field.set_text(text)
        self.who.show_code(who)
        self.act.show_code(act)
        self.search()

    def search(self) -> None:
        """Show what the filters ask for."""
        if not (self.first.check() and self.last.check()):
            return
        self.case.show_wrong("")
        try:
            self.model.show_query(self.query())
        except IntakeError:
            self.case.show_wrong(_("There is no case of this number."))
            return
        count = self.model.rowCount()
        words = ngettext("{count} entry", "{count} entries", count)
        self._counted.setText(words.format(count=f"{count:,}".replace(",", ".")))
        self.table.scrollToTop()

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        inside = QWidget()
        outer.addWidget(FittingScroll(inside))
        column = QVBoxLayout(inside)
        column.setContentsMargins(px(24), px(16), px(24), px(16))
        column.setSpacing(px(12))
        filters = QWidget()
        row = FlowLayout(px(12), filters)
        for field in (self.first, self.last, self.case):
            row.addWidget(field)
        for choice, name in ((self.who, _("Who")), (self.act, _("What was done"))):
            row.addWidget(_labelled(choice, name))
        column.addWidget(filters)
        column.addWidget(self._counted)
        self._dress_table()
        column.addWidget(self.table, 1)

    def _dress_table(self) -> None:
        table = self.table
        table.setModel(self.model)
        table.setAccessibleName(_("Entries of the journal"))
        table.verticalHeader().hide()
        metrics = QFontMetrics(font_of(Role.LABEL))
        row = metrics.height() + px(12)
        table.verticalHeader().setDefaultSectionSize(row)
        # With large texts the filters take the whole window: the page scrolls then.
        table.setMinimumHeight(row * _ROWS_SEEN)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setAlternatingRowColors(True)
        table.setTabKeyNavigation(False)
        table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        table.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        table.setCornerButtonEnabled(False)
        make_slim(table)
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        for column, sample in _SAMPLES.items():
            table.setColumnWidth(column, metrics.horizontalAdvance(sample) + px(_CELL_ROOM))
        longest = metrics.horizontalAdvance(act_words("case.reason_given"))
        table.setColumnWidth(ACT, longest + px(_CELL_ROOM))
        table.setColumnWidth(DETAIL, px(_DETAIL))
        header.setStretchLastSection(True)

    def _connect(self) -> None:
        for field in (self.first, self.last, self.case):
            field.line.left.connect(self._on_left)
            field.line.returnPressed.connect(self.search)
        self.who.chosen.connect(self.search)
        self.act.chosen.connect(self.search)

    def _on_left(self) -> None:
        # A field is left too when the page goes away at locking; nothing is read then.
        if QApplication.focusWidget() is not None:
            self.search()


def _labelled(choice: ChoiceList, name: str) -> QWidget:
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(px(4))
    column.addWidget(Label(name))
    choice.setMinimumWidth(px(180))
    column.addWidget(choice)
    return box
