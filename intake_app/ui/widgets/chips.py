"""Chips, toggles and badges: small words in a rounded box."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from intake_app.ui.look.fonts import Role, font_of, px
from intake_app.ui.look.icons import paint_icon
from intake_app.ui.look.theme import tokens_of
from intake_app.ui.widgets.flow import FlowLayout
from intake_app.ui.widgets.painting import PaintedButton, draw_box, draw_ring

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from intake_app.ui.look.theme import Tokens
    from intake_app.ui.widgets.segments import Option


class ToggleChip(PaintedButton):
    """A small switch that carries a word; chosen ones show a tick.

    Args:
        text: What it says.
        quiet: Draw no border while it is off.
        parent: Qt's parent.
    """

    def __init__(self, text: str, *, quiet: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(text.replace("&", "&&"), parent)
        self._words = text
        self._quiet = quiet
        self._is_faded = False
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def set_words(self, text: str) -> None:
        """Say something else."""
        self._words = text
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(text)
        self.updateGeometry()

    def set_faded(self, *, faded: bool) -> None:
        """Draw nothing while it is off and without the focus; its place is kept."""
        self._is_faded = faded
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size with room for the tick, so that nothing moves."""
        width = QFontMetrics(font_of(Role.HINT)).horizontalAdvance(self._words)
        return QSize(width + px(14 + 20 + 8) + 2, px(28))

    def minimumSizeHint(self) -> QSize:
        """Return room for some letters: in a narrow window the word is cut."""
        return QSize(min(px(72), self.sizeHint().width()), px(28))

    def paint(self, painter: QPainter, tokens: Tokens) -> None:
        """Draw box, tick and word."""
        if self._is_faded and not (self.isChecked() or self.hasFocus()):
            return
        chosen = self.isChecked()
        hot = self.is_hot
        fill = tokens.tint if chosen else (tokens.hover if hot else None)
        border = tokens.accent if chosen else (None if self._quiet else tokens.control)
        draw_box(painter, self.rect(), fill=fill, border=border, radius=self.height() / 2)
        if not self.isEnabled():
            ink = tokens.muted
        elif chosen:
            ink = tokens.accent
        else:
            ink = tokens.muted if self._quiet else tokens.text
        painter.setFont(font_of(Role.HINT))
        painter.setPen(QColor(ink))
        inner = self.rect().adjusted(px(12), 0, -px(10), 0)
        room = inner.width() - (px(20) if chosen else 0)
        shown = painter.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room)
        if chosen:
            side = px(14)
            mark = QRect(inner.left(), (self.height() - side) // 2, side, side)
            words = inner.adjusted(px(20), 0, 0, 0)
            if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
                mark.moveRight(inner.right())
                words = inner.adjusted(0, 0, -px(20), 0)
            paint_icon(painter, mark, "check", ink)
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
            painter.drawText(words, flags, shown)
        else:
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, shown)
        if self.hasFocus():
            draw_box(painter, self.rect(), border=tokens.accent, width=2, radius=self.height() / 2)


class ChipRow(QWidget):
    """Chips any number of which may be chosen, as categories and purposes of a waiver.

    Signals:
        chosen: The user changed the choice; read `codes()`.
    """

    chosen = Signal()

    def __init__(self, options: Sequence[Option], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = FlowLayout(px(6), self)
        self._chips: dict[str, ToggleChip] = {}
        for option in options:
            chip = ToggleChip(option.label)
            chip.setAccessibleDescription(option.hint or option.other)
            chip.setToolTip(option.hint or option.other)
            chip.clicked.connect(self.chosen)
            layout.addWidget(chip)
            self._chips[option.code] = chip
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def codes(self) -> tuple[str, ...]:
        """Return the chosen codes in the order of the chips."""
        return tuple(code for code, chip in self._chips.items() if chip.isChecked())

    def show_codes(self, codes: Iterable[str]) -> None:
        """Show these as chosen."""
        wanted = set(codes)
        for code, chip in self._chips.items():
            chip.setChecked(code in wanted)

    def count(self) -> int:
        """Return how many chips there are."""
        return len(self._chips)

    def chip(self, code: str) -> ToggleChip:
        """Return the chip of a code."""
        return self._chips[code]


class RemovableChip(PaintedButton):
    """Something chosen that can be taken out again; Delete or a click on the cross.

    Signals:
        removed: The user takes it out.
        moved: The user moves it, by −1 or +1.
    """

    removed = Signal()
    moved = Signal(int)

    def __init__(self, text: str, *, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text.replace("&", "&&"), parent)
        self._words = text
        self.setAccessibleName(self._words)
        self.setAccessibleDescription(hint)
        self.setToolTip(hint)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.ArrowCursor)

    def sizeHint(self) -> QSize:
        """Return the size of word and cross."""
        width = QFontMetrics(font_of(Role.LABEL)).horizontalAdvance(self._words)
        return QSize(width + px(12 + 8 + 16 + 8) + 4, px(30))

    def paint(self, painter: QPainter, tokens: Tokens) -> None:
        """Draw box, word and cross."""
        draw_box(painter, self.rect(), fill=tokens.tint)
        painter.setFont(font_of(Role.LABEL))
        painter.setPen(QColor(tokens.text))
        words = self.rect().adjusted(px(12), 0, -px(32), 0)
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            words = self.rect().adjusted(px(32), 0, -px(12), 0)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
        shown = painter.fontMetrics().elidedText(
            self._words, Qt.TextElideMode.ElideRight, words.width()
        )
        painter.drawText(words, flags, shown)
        paint_icon(painter, self._cross(), "cross", tokens.text if self.is_hot else tokens.muted)
        if self.hasFocus():
            draw_ring(painter, self.rect(), tokens)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take out with Delete, move with Alt and an arrow."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.removed.emit()
        elif event.modifiers() == Qt.KeyboardModifier.AltModifier and event.key() in steps:
            self.moved.emit(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def _cross(self) -> QRect:
        side = px(14)
        left = (
            px(9)
            if self.layoutDirection() is Qt.LayoutDirection.RightToLeft
            else (self.width() - px(9) - side)
        )
        return QRect(left, (self.height() - side) // 2, side, side)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Take out when the cross was pressed."""
        target = self._cross().adjusted(-px(8), -px(8), px(8), px(8))
        super().mouseReleaseEvent(event)
        if target.contains(event.position().toPoint()):
            self.removed.emit()


class Badge(QWidget):
    """A word that says something about a thing: protected, unsure, draft.

    Args:
        text: What it says.
        level: "muted", "accent", "good", "warn" or "danger".
        icon: Name of an icon before the word.
        parent: Qt's parent.
    """

    def __init__(
        self, text: str, level: str = "muted", *, icon: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._text = text
        self._level = level
        self._icon = icon
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def text(self) -> str:
        """Return the word."""
        return self._text

    def sizeHint(self) -> QSize:
        """Return the size of the word."""
        metrics = QFontMetrics(font_of(Role.HINT))
        icon = px(14 + 6) if self._icon else 0
        return QSize(metrics.horizontalAdvance(self._text) + icon + px(16), px(24))

    def paintEvent(self, _event: QEvent) -> None:
        """Draw box and word."""
        tokens = tokens_of(self.palette())
        fills = {"muted": tokens.hover, "accent": tokens.tint}
        fill = fills.get(self._level) or str(getattr(tokens, f"{self._level}_tint"))
        ink = str(getattr(tokens, self._level))
        painter = QPainter(self)
        draw_box(painter, self.rect(), fill=fill, radius=4)
        inner = self.rect().adjusted(px(8), 0, -px(8), 0)
        if self._icon:
            side = px(14)
            place = QRect(inner.left(), (self.height() - side) // 2, side, side)
            if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
                place.moveRight(inner.right())
                inner = inner.adjusted(0, 0, -px(20), 0)
            else:
                inner = inner.adjusted(px(20), 0, 0, 0)
            paint_icon(painter, place, self._icon, ink)
        painter.setFont(font_of(Role.HINT))
        painter.setPen(QColor(ink))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
        painter.drawText(inner, flags, self._text)
        painter.end()
