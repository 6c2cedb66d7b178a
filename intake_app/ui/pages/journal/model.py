"""The entries as a table that reads only what is looked at."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from intake_app.domain.journal import JournalQuery
from intake_app.i18n import _
from intake_app.ui.pages.journal.words import act_words, detail_words
from intake_app.ui.pages.moments import day, hour

if TYPE_CHECKING:
    from intake_app.domain.journal import JournalLine
    from intake_app.services.journal import JournalService

_PAGE = 100
_PAGES_KEPT = 20

DAY, HOUR, WHO, CASE, ACT, DETAIL = range(6)


class JournalModel(QAbstractTableModel):
    """Entries that fit a query, newest first.

    Args:
        journal: Where they are read.
    """

    def __init__(self, journal: JournalService) -> None:
        super().__init__()
        self._journal = journal
        self._query = JournalQuery()
        self._count = 0
        self._pages: OrderedDict[int, list[JournalLine]] = OrderedDict()
        self._headers = (
            _("Day"),
            _("Time"),
            _("Who"),
            _("Case"),
            _("What was done"),
            _("Detail"),
        )

    @property
    def query(self) -> JournalQuery:
        """Which entries are shown."""
        return self._query

    def show_query(self, query: JournalQuery) -> None:
        """Show the entries that fit.

        Raises:
            IntakeError: The case is unknown; what was shown stays.
        """
        count = self._journal.count(query)
        self.beginResetModel()
        self._query, self._count = query, count
        self._pages.clear()
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return how many entries there are."""
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self._headers)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:  # noqa: ANN401 - Qt's signature
        """Return the title of a column."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._headers[section]
        return None

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:  # noqa: ANN401 - Qt's signature
        """Return what stands in a cell."""
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return None
        line = self._line(index.row())
        return _cell(line, index.column()) if line is not None else None

    def _line(self, row: int) -> JournalLine | None:
        number, place = divmod(row, _PAGE)
        if number not in self._pages:
            self._pages[number] = self._journal.lines(self._query, _PAGE, number * _PAGE)
            if len(self._pages) > _PAGES_KEPT:
                self._pages.popitem(last=False)
        lines = self._pages[number]
        return lines[place] if place < len(lines) else None


def _cell(line: JournalLine, column: int) -> str:
    if column == DAY:
        return day(line.at)
    if column == HOUR:
        return hour(line.at)
    if column == WHO:
        return line.by or "–"
    if column == CASE:
        return line.case_number
    if column == ACT:
        return act_words(line.act)
    return detail_words(line.act, line.detail)
