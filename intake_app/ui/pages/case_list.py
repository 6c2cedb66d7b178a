"""A list of cases to choose from; drawn, so that fifty rows cost no more than five."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from intake_app.domain.case import CaseState
from intake_app.i18n import _, ngettext
from intake_app.ui.look.fonts import Role, px
from intake_app.ui.look.theme import tokens_of
from intake_app.ui.pages import case_words
from intake_app.ui.pages.discreet import shown_name
from intake_app.ui.pages.moments import day
from intake_app.ui.widgets.drawn_list import (
    DrawnList,
    height_of,
    paint_ground,
    paint_two_lines,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QPainter

    from intake_app.domain.case import CaseHead
    from intake_app.domain.codes import CaseId
    from intake_app.services.session import Content

HEAD_ROLE = Qt.ItemDataRole.UserRole
_PAD = 12
_GAP = 16
_SHOWN_FROM = (0, 300, 700, 440)
"""Width of a row from which each column is shown."""

_NARROWEST = (0, 132, 132, 156)
_SHARES = (0.0, 0.2, 0.18, 0.2)
"""Share of the width for all columns but the first, which takes the rest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRow:
    """What one row says, in four columns of two lines.

    Attributes:
        columns: Upper and lower line of each column.
        spoken: All of it in words, for the screen reader.
    """

    columns: tuple[tuple[str, str], ...]
    spoken: str


def row_of(head: CaseHead, content: Content, *, discreet: bool) -> CaseRow:
    """Return what the list says about a case."""
    name = shown_name(head.display_name, discreet=discreet)
    spellings = () if discreet else case_words.other_spellings(head)
    place = case_words.municipality(head, content)
    talk = _("talk {day}").format(day=day(head.last_talk_at)) if head.last_talk_at else ""
    steps = ngettext("{count} open step", "{count} open steps", head.open_steps)
    steps = steps.format(count=head.open_steps) if head.open_steps else ""
    if head.case.state is not CaseState.OPEN:
        steps = _("closed")
    columns = (
        (name, "  ".join(spellings)),
        (case_words.born(head), place),
        (case_words.language_codes(head, content), head.case.number),
        (talk or _("no talk yet"), steps),
    )
    words = (name, *columns[1], case_words.language_names(head, content), *columns[3])
    return CaseRow(columns=columns, spoken=case_words.joined(words, ", "))


class CaseModel(QAbstractListModel):
    """The cases found, in their order."""

    def __init__(self, content: Content) -> None:
        super().__init__()
        self._content = content
        self._heads: tuple[CaseHead, ...] = ()
        self._discreet = False
        self._rows: dict[int, CaseRow] = {}

    def show_heads(self, heads: Sequence[CaseHead], *, discreet: bool) -> None:
        """Show these cases."""
        self.beginResetModel()
        self._heads, self._discreet = tuple(heads), discreet
        self._rows.clear()
        self.endResetModel()

    def head(self, row: int) -> CaseHead | None:
        """Return the case of a row, None when there is no such row."""
        return self._heads[row] if 0 <= row < len(self._heads) else None

    def row(self, number: int) -> CaseRow:
        """Return what a row says."""
        if number not in self._rows:
            head = self._heads[number]
            self._rows[number] = row_of(head, self._content, discreet=self._discreet)
        return self._rows[number]

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return how many cases there are."""
        return 0 if parent.isValid() else len(self._heads)

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:  # noqa: ANN401 - Qt's signature
        """Return the words of a row."""
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self.row(index.row()).spoken
        return self.row(index.row()) if role == HEAD_ROLE else None


class _RowPainter(QStyledItemDelegate):
    """Draws the columns that fit; the name always."""

    def sizeHint(
        self,
        option: QStyleOptionViewItem,  # noqa: ARG002 - Qt's signature
        index: QModelIndex | QPersistentModelIndex,  # noqa: ARG002
    ) -> QSize:
        return QSize(px(240), height_of(Role.STRONG, Role.HINT) + px(2 * 9))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        row: CaseRow = index.data(HEAD_ROLE)
        tokens = tokens_of(option.palette)
        painter.save()
        paint_ground(painter, option)
        for number, place in _places(option.rect):
            upper = Role.LABEL if number else Role.STRONG
            trailing = number == len(row.columns) - 1
            edge = Qt.AlignmentFlag.AlignTrailing if trailing else Qt.AlignmentFlag.AlignLeading
            paint_two_lines(painter, place, row.columns[number], upper, tokens, edge)
        painter.restore()


def _places(rect: QRect) -> list[tuple[int, QRect]]:
    """Return the columns that fit, with their places; they stand alike in every row."""
    inner = rect.adjusted(px(4 + _PAD), 0, -px(4 + _PAD), 0)
    shown = [n for n, from_width in enumerate(_SHOWN_FROM) if inner.width() >= px(from_width)]
    room = inner.width() - px(_GAP) * (len(shown) - 1)
    widths = {n: max(px(_NARROWEST[n]), round(room * _SHARES[n])) for n in shown[1:]}
    places, left = [], inner.left()
    for number in shown:
        width = widths.get(number, room - sum(widths.values()))
        places.append((number, QRect(left, inner.top(), width, inner.height())))
        left += width + px(_GAP)
    return places


class CaseList(DrawnList):
    """Cases to choose from; arrow keys mark, Enter or a click opens.

    Args:
        content: Names of municipalities and languages.
        parent: Qt's parent.

    Signals:
        opened: CaseId of the case to open.
    """

    opened = Signal(object)

    def __init__(self, content: Content, parent: QWidget | None = None) -> None:
        self._model = CaseModel(content)
        super().__init__(_("Cases"), self._model, _RowPainter(), parent)
        self.clicked.connect(self._open)

    def show_heads(
        self, heads: Sequence[CaseHead], *, discreet: bool = False, mark_first: bool = False
    ) -> None:
        """Show these cases; the first may be marked so that Enter opens it."""
        self._model.show_heads(heads, discreet=discreet)
        if mark_first and heads:
            self.setCurrentIndex(self._model.index(0, 0))
        self.scrollToTop()

    def sizeHint(self) -> QSize:
        """Return the height of all rows."""
        rows = self._model.rowCount()
        return QSize(px(480), rows * max(self.sizeHintForRow(0), 0) + px(4))

    def minimumSizeHint(self) -> QSize:
        """Return room for one row and a half; the rest scrolls."""
        return QSize(px(240), px(90))

    def texts(self) -> list[str]:
        """Return what the rows say, as a screen reader speaks them."""
        return [self._model.row(number).spoken for number in range(self._model.rowCount())]

    def walk(self, step: int) -> None:
        """Mark the next case, or the one before."""
        here = self.currentIndex().row()
        there = max(0, min(here + step, self._model.rowCount() - 1))
        self.setCurrentIndex(self._model.index(there, 0))

    def marked(self) -> CaseId | None:
        """Return the marked case, None when there is none."""
        head = self._model.head(self.currentIndex().row())
        return head.case.id if head else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    def _open(self, index: QModelIndex | QPersistentModelIndex) -> None:
        head = self._model.head(index.row())
        if head is not None:
            self.opened.emit(head.case.id)
