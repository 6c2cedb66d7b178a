"""The five tick boxes of a strip as large buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from intake_app.domain.slip import MarkKind
from intake_app.ui.look.fonts import Role, font_of, px
from intake_app.ui.look.icons import paint_icon
from intake_app.ui.pages.slip.words import MARK_ICONS
from intake_app.ui.widgets.flow import FlowLayout
from intake_app.ui.widgets.painting import PaintedButton, draw_box, draw_ring

if TYPE_CHECKING:
    from collections.abc import Mapping

    from intake_app.form_engine.wording import Wording
    from intake_app.ui.look.theme import Tokens

_WIDTH = 132
_WRAP = int(Qt.TextFlag.TextWordWrap.value | Qt.AlignmentFlag.AlignCenter.value)


class MarkButton(PaintedButton):
    """One mark: its picture, its word, and the digit that presses it.

    Args:
        kind: The mark.
        word: As it stands on the strip.
        digit: The key.
    """

    def __init__(self, kind: MarkKind, word: str, digit: int) -> None:
        super().__init__(word.replace("&", "&&"))
        self.kind = kind
        self._word = word
        self._digit = str(digit)
        self.setCheckable(True)
        self.setAccessibleName(word)
        self.setAccessibleDescription(self._digit)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return a size that a finger hits, with room for two lines."""
        lines = 2 * QFontMetrics(font_of(Role.STRONG)).height()
        return QSize(px(_WIDTH), px(12 + 24 + 4 + 8) + lines)

    def paint(self, painter: QPainter, tokens: Tokens) -> None:
        """Draw box, picture, word and digit."""
        chosen = self.isChecked()
        hot = tokens.hover if self.is_hot else tokens.surface
        border = tokens.accent if chosen else tokens.control
        draw_box(
            painter,
            self.rect(),
            fill=tokens.tint if chosen else hot,
            border=border,
            width=2 if chosen else 1,
        )
        ink = tokens.accent if chosen else tokens.text
        side = px(24)
        picture = QRect((self.width() - side) // 2, px(12), side, side)
        paint_icon(painter, picture, MARK_ICONS[self.kind], ink)
        painter.setFont(font_of(Role.STRONG if chosen else Role.LABEL))
        painter.setPen(QColor(ink))
        words = self.rect().adjusted(px(8), px(12 + 24 + 2), -px(8), -px(6))
        painter.drawText(words, _WRAP, self._word)
        painter.setFont(font_of(Role.CAPTION))
        painter.setPen(QColor(tokens.muted))
        corner = self.rect().adjusted(px(8), px(6), -px(8), 0)
        painter.drawText(
            corner, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading, self._digit
        )
        if self.hasFocus():
            draw_ring(painter, self.rect(), tokens)


class MarkButtons(QWidget):
    """The marks side by side; arrow keys move, digits choose.

    Args:
        german: The wording of record.
        parent: Qt's parent.

    Signals:
        chosen: The `MarkKind` that was pressed.
    """

    chosen = Signal(object)

    def __init__(self, german: Wording, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        flow = FlowLayout(px(8), self)
        buttons = {
            kind: MarkButton(kind, german.list_label("marks", kind), digit)
            for digit, kind in enumerate(MarkKind, 1)
        }
        self.buttons: Mapping[MarkKind, MarkButton] = buttons
        for button in buttons.values():
            button.clicked.connect(lambda _=False, kind=button.kind: self._choose(kind))
            flow.addWidget(button)
        self.setFocusProxy(buttons[MarkKind.DONE])
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def kind(self) -> MarkKind | None:
        """Return what is chosen, None when nothing is."""
        return next((kind for kind, button in self.buttons.items() if button.isChecked()), None)

    def show_kind(self, kind: MarkKind | None) -> None:
        """Show this one as chosen, or none."""
        for other, button in self.buttons.items():
            button.setChecked(other is kind)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose with a digit, move with arrows."""
        kinds = list(self.buttons)
        text = event.text()
        if text.isdecimal() and 0 < int(text) <= len(kinds):
            self._choose(kinds[int(text) - 1])
            return
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
        if event.key() in steps:
            buttons = list(self.buttons.values())
            here = next((n for n, button in enumerate(buttons) if button.hasFocus()), 0)
            there = (here + steps[Qt.Key(event.key())]) % len(buttons)
            buttons[there].setFocus(Qt.FocusReason.TabFocusReason)
            return
        super().keyPressEvent(event)

    def _choose(self, kind: MarkKind) -> None:
        self.show_kind(kind)
        self.chosen.emit(kind)
