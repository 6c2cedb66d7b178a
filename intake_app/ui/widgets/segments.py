"""Up to five answers side by side, one of which may be chosen.

Arrow keys move, space or Enter chooses, a digit chooses at once, Delete clears.  Moving
does not choose: each choice is stored at once and would leave a trail of wrong answers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from intake_app.ui.look.fonts import Role, control_height, font_of, px
from intake_app.ui.look.icons import paint_icon
from intake_app.ui.widgets.flow import FlowLayout
from intake_app.ui.widgets.labels import direction_of
from intake_app.ui.widgets.painting import PaintedButton, draw_box, draw_ring

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intake_app.ui.look.theme import Tokens


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One answer that can be chosen.

    Attributes:
        code: What is stored.
        label: German text.
        other: The same in the language of the talk, empty when there is none.
        language: Catalogue tag of `other`.
        group: Heading in a list.
        hint: A short explanation.
        keywords: Further words by which a list finds it.
    """

    code: str
    label: str
    other: str = ""
    language: str = ""
    group: str = ""
    hint: str = ""
    keywords: str = ""


_NARROW = 200
"""Texts of choices are wrapped where there is no more room than this."""

_WRAPPED = int(Qt.TextFlag.TextWordWrap.value | Qt.AlignmentFlag.AlignLeading.value)


class Segment(PaintedButton):
    """One of the answers; the mark shows the choice without relying on colour.

    Args:
        option: The answer.
        icon: Name of an icon in place of the empty mark.
        many: Several may be chosen: the empty mark is a square, not a circle.
        compact: Lower, in small letters and German only, for what stands beside an answer.
        parent: Qt's parent.
    """

    def __init__(
        self,
        option: Option,
        *,
        icon: str = "",
        many: bool = False,
        compact: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(option.label.replace("&", "&&"), parent)
        self.option = option
        self._icon = icon
        self._many = many
        self._compact = compact
        self.setCheckable(True)
        self.setAccessibleName(option.label)
        self.setAccessibleDescription(option.other)
        self.setToolTip(option.hint)
        policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def _other(self) -> str:
        if self._compact or self.option.other == self.option.label:
            return ""
        return self.option.other

    def _mark(self) -> str:
        return "check" if self.isChecked() else self._icon

    def sizeHint(self) -> QSize:
        """Return the size of both texts; it does not change when chosen."""
        width = QFontMetrics(self._font(chosen=True)).horizontalAdvance(self.option.label)
        height = px(28) if self._compact else control_height()
        if self._other:
            small = QFontMetrics(font_of(Role.HINT, self.option.language))
            width = max(width, small.horizontalAdvance(self._other))
            height += small.height()
        # Two pixels more than measured, or a text that just fits would be wrapped.
        return QSize(max(width + px(14 + 24 + 10) + 2, px(56)), height)

    def minimumSizeHint(self) -> QSize:
        """Return room for some words; longer texts are wrapped."""
        hint = self.sizeHint()
        return QSize(min(hint.width(), px(_NARROW)), hint.height())

    def heightForWidth(self, width: int) -> int:
        """Return the height of both texts, wrapped where they do not fit."""
        hint = self.sizeHint()
        if width >= hint.width():
            return hint.height()
        room = QRect(0, 0, width - px(14 + 24 + 10), 10_000)
        label, other = self._heights(room)
        return label + other + px(14)

    def _heights(self, room: QRect) -> tuple[int, int]:
        """Return the heights of both texts in a room of this width."""
        font = QFontMetrics(self._font(chosen=True))
        label = font.boundingRect(room, _WRAPPED, self.option.label).height()
        if not self._other:
            return label, 0
        small = QFontMetrics(font_of(Role.HINT, self.option.language))
        return label, small.boundingRect(room, _WRAPPED, self._other).height()

    def paint(self, painter: QPainter, tokens: Tokens) -> None:
        """Draw box, mark and texts."""
        chosen = self.isChecked()
        hot = tokens.hover if self.is_hot else tokens.surface
        fill = tokens.tint if chosen else (hot if self.isEnabled() else tokens.window)
        edge = tokens.accent if chosen else tokens.control
        draw_box(painter, self.rect(), fill=fill, border=edge if self.isEnabled() else tokens.line)
        ink = tokens.accent if chosen else (tokens.text if self.isEnabled() else tokens.muted)
        side = px(16)
        inner = self.rect().adjusted(px(12), 0, -px(12), 0)
        mark = QRect(inner.left(), (self.height() - side) // 2, side, side)
        words = inner.adjusted(side + px(8), 0, 0, 0)
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            mark.moveRight(inner.right())
            words = inner.adjusted(0, 0, -side - px(8), 0)
        if self._mark():
            paint_icon(painter, mark, self._mark(), ink)
        else:
            ring = px(12)
            hole = QRect(0, 0, ring, ring)
            hole.moveCenter(mark.center())
            draw_box(painter, hole, border=tokens.control, radius=3 if self._many else ring / 2)
        self._paint_texts(painter, words, ink, tokens.text if chosen else tokens.muted)
        if self.hasFocus():
            draw_ring(painter, self.rect(), tokens)

    def _font(self, *, chosen: bool) -> QFont:
        font = font_of(Role.HINT if self._compact else Role.LABEL)
        font.setBold(chosen)
        return font

    def _paint_texts(self, painter: QPainter, words: QRect, ink: str, muted: str) -> None:
        painter.setFont(self._font(chosen=self.isChecked()))
        painter.setPen(QColor(ink))
        wrap = Qt.TextFlag.TextWordWrap
        lead = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        if not self._other:
            painter.drawText(words, lead | wrap, self.option.label)
            return
        small = font_of(Role.HINT, self.option.language)
        first, second = self._heights(words)
        top = (self.height() - first - second) // 2
        upper = QRect(words.left(), top, words.width(), first)
        lower = QRect(words.left(), upper.bottom(), words.width(), second)
        painter.drawText(upper, lead | wrap, self.option.label)
        painter.setFont(small)
        painter.setPen(QColor(muted))
        # The edge follows the German text above; the direction is the language's own.
        edge = painter.layoutDirection()
        flush = (
            Qt.AlignmentFlag.AlignRight
            if edge is Qt.LayoutDirection.RightToLeft
            else Qt.AlignmentFlag.AlignLeft
        )
        painter.setLayoutDirection(direction_of(self.option.language))
        absolute = flush | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(lower, absolute | wrap, self._other)


class Segments(QWidget):
    """A choice of one out of a few.

    Signals:
        chosen: The user chose another answer, or none; read `code()`.
    """

    chosen = Signal()

    def __init__(
        self,
        options: Sequence[Option],
        *,
        vertical: bool = False,
        compact: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self) if vertical else FlowLayout(8, self)
        layout.setContentsMargins(0, 0, 0, 0)
        if vertical:
            layout.setSpacing(px(8))
        self._code = ""
        self._segments: list[Segment] = []
        for option in options:
            segment = Segment(option, compact=compact)
            segment.clicked.connect(self._on_clicked)
            layout.addWidget(segment)
            self._segments.append(segment)
        self._move_tab_stop(0)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(not vertical)
        self.setSizePolicy(policy)

    def code(self) -> str:
        """Return the chosen code, empty when nothing is chosen."""
        return self._code

    def show_code(self, code: str) -> None:
        """Show this code as chosen; an empty one clears."""
        self._code = code
        for number, segment in enumerate(self._segments):
            segment.setChecked(bool(code) and segment.option.code == code)
            if segment.isChecked():
                self._move_tab_stop(number)

    def segments(self) -> Sequence[Segment]:
        """Return the buttons in their order."""
        return tuple(self._segments)

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:  # noqa: N802
        """Give the focus to the chosen answer, else to the first."""
        self._stop().setFocus(reason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move with arrows, choose with digits, clear with Delete."""
        key = event.key()
        step = {
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Up: -1,
        }.get(Qt.Key(key), 0)
        if key in {Qt.Key.Key_Left, Qt.Key.Key_Right} and (
            self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        ):
            step = -step
        plain = event.modifiers() in {
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        }
        if step and plain:
            self._move(step)
        elif key in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self._choose("")
        elif plain and event.text().isdigit() and 0 < int(event.text()) <= len(self._segments):
            self._choose(self._segments[int(event.text()) - 1].option.code)
        else:
            super().keyPressEvent(event)

    def _move(self, step: int) -> None:
        here = self._segments.index(self._stop())
        there = (here + step) % len(self._segments)
        self._move_tab_stop(there)
        self._segments[there].setFocus(Qt.FocusReason.TabFocusReason)

    def _stop(self) -> Segment:
        focused = next((s for s in self._segments if s.hasFocus()), None)
        if focused is not None:
            return focused
        return next(s for s in self._segments if s.focusPolicy() is Qt.FocusPolicy.StrongFocus)

    def _move_tab_stop(self, number: int) -> None:
        # One stop for the Tab key; the arrow keys do the rest.
        for other, segment in enumerate(self._segments):
            stop = other == number
            segment.setFocusPolicy(
                Qt.FocusPolicy.StrongFocus if stop else Qt.FocusPolicy.ClickFocus
            )

    def _on_clicked(self) -> None:
        segment = self.sender()
        if not isinstance(segment, Segment):
            return
        # Qt has already toggled it: pressing the chosen answer again takes it back.
        self._choose(segment.option.code if segment.isChecked() else "")

    def _choose(self, code: str) -> None:
        before = self._code
        self.show_code(code)
        if code != before:
            self.chosen.emit()
