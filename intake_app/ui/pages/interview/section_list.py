"""The sections of a talk at its left: where one is, what is done, what is closed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QSizePolicy, QStyle, QVBoxLayout, QWidget

from intake_app.i18n import _
from intake_app.ui.look.fonts import Role, font_of, px
from intake_app.ui.look.icons import paint_icon
from intake_app.ui.widgets.painting import PaintedButton, draw_box, draw_ring
from intake_app.ui.widgets.scrolling import FittingScroll

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QAbstractButton

    from intake_app.ui.look.theme import Tokens

_WIDTH = 224
_ROW = 34
_BEFORE, _BEHIND = 32, 8


class Mark(Enum):
    """What stands before a section."""

    UNTOUCHED = auto()
    BEGUN = auto()
    DONE = auto()
    CLOSED = auto()
    BLOCKED = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionState:
    """How far a section has come.

    Attributes:
        key: Id of the section.
        title: Its German heading.
        settled: How many of its core questions are settled; `asked` how many there are.
        deeper_settled: The same of its deepening questions; `deeper_asked` how many.
        note: Small words below the title, empty for none.
        goes_on: The note says that one goes on here.
    """

    key: str
    title: str
    mark: Mark
    settled: int = 0
    asked: int = 0
    deeper_settled: int = 0
    deeper_asked: int = 0
    note: str = ""
    goes_on: bool = False

    @property
    def progress(self) -> str:
        """What stands behind the title, empty when there is nothing to say.

        Once the core is done a "+" says that there are answers in depth; how many is in words.
        """
        if self.mark is Mark.BEGUN:
            return f"{self.settled}/{self.asked}"
        if self.mark is Mark.DONE and self.deeper_settled:
            return "+"
        return ""

    @property
    def in_words(self) -> str:
        """The same for the screen reader and the tool tip."""
        if self.mark is Mark.CLOSED:
            return _("still closed")
        if self.mark is Mark.BLOCKED:
            return _("stopped")
        words = _("{settled} of {asked} questions answered")
        if self.deeper_settled:
            words = _(
                "{settled} of {asked} questions answered, in depth {deeper_settled} of "
                "{deeper_asked}"
            )
        return words.format(
            settled=self.settled,
            asked=self.asked,
            deeper_settled=self.deeper_settled,
            deeper_asked=self.deeper_asked,
        )


_ICONS = {Mark.DONE: ("check", "good"), Mark.CLOSED: ("lock", "muted")}


class SectionRow(PaintedButton):
    """One section; the open one is tinted and bold."""

    def __init__(self, state: SectionState) -> None:
        super().__init__()
        self.state = state
        self._heights: dict[tuple[int, int], int] = {}
        self.setCheckable(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._tell()

    def show_state(self, state: SectionState) -> None:
        """Show how far the section has come; nothing is drawn anew when nothing changed."""
        if state != self.state:
            self.state = state
            self._heights.clear()
            self._tell()
            self.updateGeometry()
            self.update()

    def nextCheckState(self) -> None:  # noqa: N802 - Qt's name
        """Leave the check mark to the list: a section stays open until another opens."""

    def sizeHint(self) -> QSize:
        """Return the size of a row: as high as its title in bold, so that nothing moves."""
        return QSize(px(_WIDTH - 24), self._height(px(_WIDTH - 24)))

    def heightForWidth(self, width: int) -> int:
        """Return the height of the title in so narrow a list; a scroll bar takes room of it."""
        return self._height(width)

    def minimumSizeHint(self) -> QSize:
        """Return room for some letters."""
        return QSize(px(120), self.sizeHint().height())

    def title_place(self) -> QRect:
        """Return where the title stands, between mark and progress."""
        below = self._note_height()
        return QRect(px(_BEFORE), 0, self._title_width(self.width()), self.height() - below)

    def paint(self, painter: QPainter, tokens: Tokens) -> None:
        """Draw mark, title and progress."""
        is_open = self.isChecked()
        if is_open:
            draw_box(painter, self.rect(), fill=tokens.tint)
        elif self.is_hot:
            draw_box(painter, self.rect(), fill=tokens.hover)
        side = px(16)
        mark = QRect(px(8), (self.height() - side) // 2, side, side)
        row = self.rect().adjusted(0, 0, -px(_BEHIND), 0)
        self._paint_mark(painter, self._turned(mark), tokens)
        trailing = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignTrailing
        painter.setFont(font_of(Role.HINT))
        painter.setPen(QColor(tokens.muted))
        painter.drawText(self._turned(row), trailing, self.state.progress)
        painter.setFont(font_of(Role.STRONG if is_open else Role.LABEL))
        closed = self.state.mark is Mark.CLOSED
        painter.setPen(QColor(tokens.muted if closed else tokens.text))
        leading = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
        wrapped = leading | Qt.TextFlag.TextWordWrap
        painter.drawText(self._turned(self.title_place()), wrapped, self.state.title)
        self._paint_note(painter, tokens)
        if self.hasFocus():
            draw_ring(painter, self.rect(), tokens)

    def _paint_note(self, painter: QPainter, tokens: Tokens) -> None:
        if not self.state.note:
            return
        height = self._note_height()
        place = QRect(px(_BEFORE), self.height() - height, self.width(), height - px(4))
        place.setRight(self.width() - px(_BEHIND))
        painter.setFont(font_of(Role.HINT))
        painter.setPen(QColor(tokens.accent if self.state.goes_on else tokens.muted))
        wrapped = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading
        painter.drawText(self._turned(place), wrapped, self.state.note)

    def _paint_mark(self, painter: QPainter, place: QRect, tokens: Tokens) -> None:
        if self.state.mark in _ICONS:
            name, colour = _ICONS[self.state.mark]
            paint_icon(painter, place, name, str(getattr(tokens, colour)))
            return
        if self.state.mark is Mark.BLOCKED:
            paint_icon(painter, place, "stop", tokens.danger)
            return
        dot = QRect(0, 0, px(10), px(10))
        dot.moveCenter(place.center())
        begun = self.state.mark is Mark.BEGUN
        draw_box(
            painter,
            dot,
            fill=tokens.accent if begun else None,
            border=None if begun else tokens.control,
            width=1.5,
            radius=dot.width() / 2,
        )

    def _tell(self) -> None:
        self.setAccessibleName(self.state.title)
        words = ", ".join(part for part in (self.state.note, self.state.in_words) if part)
        self.setAccessibleDescription(words)
        self.setToolTip(words)

    def _turned(self, place: QRect) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), self.rect(), place)

    def _title_width(self, width: int) -> int:
        used = QFontMetrics(font_of(Role.HINT)).horizontalAdvance(self.state.progress)
        return width - px(_BEFORE + _BEHIND) - (used + px(6) if used else 0)

    def _note_height(self) -> int:
        if not self.state.note:
            return 0
        return QFontMetrics(font_of(Role.HINT)).height() + px(4)

    def _height(self, width: int) -> int:
        # Qt asks twenty times while a talk opens; the text size is part of what was asked.
        asked = width, px(1000)
        if asked not in self._heights:
            self._heights[asked] = self._measured(width)
        return self._heights[asked]

    def _measured(self, width: int) -> int:
        room = QRect(0, 0, self._title_width(width), px(10 * _ROW))
        metrics = QFontMetrics(font_of(Role.STRONG))
        title = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, self.state.title)
        return max(px(_ROW), title.height() + px(8)) + self._note_height()


class SectionList(FittingScroll):
    """All sections of the form, one of them open.

    Signals:
        chosen: Id of the section that was pressed.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(px(12), px(8), px(12), px(12))
        self._column.setSpacing(px(2))
        self._column.addStretch(1)
        super().__init__(inside, parent)
        self.setAccessibleName(_("Sections of the talk"))
        self._rows: dict[str, SectionRow] = {}

    def show_states(self, states: Sequence[SectionState], current: str) -> None:
        """Show how far all sections have come and which one is open."""
        for state in states:
            if state.key in self._rows:
                self._rows[state.key].show_state(state)
            else:
                self._rows[state.key] = self._add(state)
        for key, row in self._rows.items():
            row.setChecked(key == current)
            stop = key == current or (not current and row is next(iter(self._rows.values())))
            row.setFocusPolicy(Qt.FocusPolicy.StrongFocus if stop else Qt.FocusPolicy.ClickFocus)
        if current in self._rows:
            self.ensureWidgetVisible(self._rows[current], 0, px(_ROW))

    def row(self, key: str) -> SectionRow:
        """Return the row of a section."""
        return self._rows[key]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move with the arrow keys; Enter opens."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        rows: list[QAbstractButton] = list(self._rows.values())
        here = next((n for n, row in enumerate(rows) if row.hasFocus()), None)
        if step and here is not None:
            rows[max(0, min(here + step, len(rows) - 1))].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Return the width of the list."""
        return QSize(px(_WIDTH), px(400))

    def _add(self, state: SectionState) -> SectionRow:
        row = SectionRow(state)
        row.clicked.connect(lambda: self.chosen.emit(state.key))
        self._column.insertWidget(len(self._rows), row)
        return row
