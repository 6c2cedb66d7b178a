"""Words that stand for keys, large, to be read out on the phone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from intake_app.i18n import _
from intake_app.ui.look.fonts import Role, font_of, px
from intake_app.ui.look.theme import tokens_of
from intake_app.ui.widgets.flow import FlowLayout
from intake_app.ui.widgets.painting import draw_box

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent


class _Word(QWidget):
    """One word with its number."""

    def __init__(self, number: int, word: str) -> None:
        super().__init__()
        self._number = str(number)
        self._word = word
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(font_of(Role.TITLE))
        return QSize(metrics.horizontalAdvance(self._word) + px(52), metrics.height() + px(16))

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = tokens_of(self.palette())
        painter = QPainter(self)
        draw_box(painter, self.rect(), fill=tokens.hover)
        number = QRect(px(12), 0, px(16), self.height())
        painter.setFont(font_of(Role.HINT))
        painter.setPen(QColor(tokens.muted))
        painter.drawText(number, Qt.AlignmentFlag.AlignCenter, self._number)
        painter.setFont(font_of(Role.TITLE))
        painter.setPen(QColor(tokens.text))
        words = self.rect().adjusted(px(36), 0, 0, 0)
        painter.drawText(
            words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self._word
        )
        painter.end()


class KeyWords(QWidget):
    """The words in their order, with numbers; a screen reader reads them as one text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words: tuple[str, ...] = ()
        self._flow = FlowLayout(px(8), self)
        # Words of a word list are German, whatever the direction of the program.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_words(self, words: Sequence[str]) -> None:
        """Show these words."""
        self._words = tuple(words)
        while (item := self._flow.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for number, word in enumerate(words, 1):
            self._flow.addWidget(_Word(number, word))
        self.setAccessibleName(_("Words of the keys: {words}").format(words=", ".join(words)))
        self.updateGeometry()

    def words(self) -> tuple[str, ...]:
        """Return the words."""
        return self._words

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the focus ring."""
        if self.hasFocus():
            painter = QPainter(self)
            tokens = tokens_of(self.palette())
            draw_box(painter, self.rect(), border=tokens.accent, width=2)
            painter.end()
