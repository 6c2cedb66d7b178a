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
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from intake_app.domain.case import CaseState
from intake_app.i18n import _, ngettext
from intake_app.ui.fonts import Role, font_of, px
from intake_app.ui.pages import case_words
from intake_app.ui.pages.discreet import shown_name
from intake_app.ui.pages.moments import day
from intake_app.ui.theme import tokens_of
from intake_app.ui.widgets.painting import draw_box, draw_ring
from intake_app.ui.widgets.scrolling import make_slim

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intake_app.domain.case import CaseHead
    from intake_app.domain.codes import CaseId
    from intake_app.services.session import Content
    from intake_app.ui.theme import Tokens

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
        lines = QFontMetrics(font_of(Role.STRONG)).height()
        lines += QFontMetrics(font_of(Role.HINT)).height()
        return QSize(px(240), lines + px(2 + 2 * 9))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        rect: QRect = option.rect
        tokens = tokens_of(option.palette)
        row: CaseRow = index.data(HEAD_ROLE)
        painter.save()
        self._paint_ground(painter, rect, option, tokens)
        for number, place in _places(rect):
            upper, lower = row.columns[number]
            trailing = number == len(row.columns) - 1
            self._paint_column(painter, place, (upper, lower), tokens, number, trailing=trailing)
        painter.restore()

    @staticmethod
    def _paint_ground(
        painter: QPainter, rect: QRect, option: QStyleOptionViewItem, tokens: Tokens
    ) -> None:
        state: QStyle.StateFlag = option.state
        inner = rect.adjusted(px(4), 1, -px(4), -1)
        if state & QStyle.StateFlag.State_Selected:
            draw_box(painter, inner, fill=tokens.tint)
        elif state & QStyle.StateFlag.State_MouseOver:
            draw_box(painter, inner, fill=tokens.hover)
        if state & QStyle.StateFlag.State_HasFocus:
            draw_ring(painter, inner, tokens)

    @staticmethod
    def _paint_column(
        painter: QPainter,
        place: QRect,
        lines: tuple[str, str],
        tokens: Tokens,
        number: int,
        *,
        trailing: bool,
    ) -> None:
        first = QFontMetrics(font_of(Role.STRONG)).height()
        second = QFontMetrics(font_of(Role.HINT)).height()
        top = place.top() + (place.height() - first - second - px(2)) // 2
        edge = Qt.AlignmentFlag.AlignTrailing if trailing else Qt.AlignmentFlag.AlignLeading
        for text, role, ink, at, height in (
            (lines[0], Role.LABEL if number else Role.STRONG, tokens.text, top, first),
            (lines[1], Role.HINT, tokens.muted, top + first + px(2), second),
        ):
            painter.setFont(font_of(role))
            painter.setPen(QColor(ink))
            line = QRect(place.left(), at, place.width(), height)
            shown = painter.fontMetrics().elidedText(
                text, Qt.TextElideMode.ElideRight, place.width()
            )
            painter.drawText(line, edge | Qt.AlignmentFlag.AlignVCenter, shown)


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


class CaseList(QListView):
    """Cases to choose from; arrow keys mark, Enter or a click opens.

    Args:
        content: Names of municipalities and languages.
        parent: Qt's parent.

    Signals:
        opened: CaseId of the case to open.
    """

    opened = Signal(object)

    def __init__(self, content: Content, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = CaseModel(content)
        self.setModel(self._model)
        self.setItemDelegate(_RowPainter(self))
        self.setAccessibleName(_("Cases"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        make_slim(self)
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
