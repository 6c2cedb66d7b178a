"""Line edit and long text: direction by what is typed, a frame that can say "wrong"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPalette, QResizeEvent, QTextOption
from PySide6.QtWidgets import QFrame, QLineEdit, QSizePolicy, QTextEdit, QWidget

from intake_app.ui.look.fonts import control_height, px
from intake_app.ui.look.icons import paint_icon
from intake_app.ui.look.theme import tokens_of
from intake_app.ui.widgets.painting import RING, draw_box
from intake_app.ui.widgets.scrolling import make_slim

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent


_TEXT_GAP = 2
"""What a line edit adds to its margins by itself."""


class LineEdit(QLineEdit):
    """One line of text.

    Signals:
        left: The focus went elsewhere.
    """

    left = Signal()

    def __init__(self, name: str = "", *, icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self._is_wrong = False
        self._sample = ""
        self._at_end = 0
        self.setAccessibleName(name)
        self.setFrame(False)
        _clear_base(self)
        self._fit()

    def set_wrong(self, *, wrong: bool) -> None:
        """Frame the field in the colour of danger, or no more."""
        self._is_wrong = wrong
        self.update()

    def is_wrong(self) -> bool:
        """Tell whether the frame says that something is wrong."""
        return self._is_wrong

    def set_width_of(self, sample: str) -> None:
        """Make the field as wide as this text needs."""
        self._sample = sample
        self._fit()

    def keep_free_at_end(self, length: int) -> None:
        """Keep room for a sign at the trailing edge, in pixels at 100 %."""
        self._at_end = length
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the field was left; a popup menu does not count."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the field and its icon."""
        painter = QPainter(self)
        _draw_field(painter, self, self.rect(), is_wrong=self._is_wrong)
        painter.end()
        super().paintEvent(event)
        if not self._icon:
            return
        painter = QPainter(self)
        side = px(18)
        place = QRect(px(10), (self.height() - side) // 2, side, side)
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            place.moveRight(self.width() - px(10))
        paint_icon(painter, place, self._icon, tokens_of(self.palette()).muted)
        painter.end()

    def _fit(self) -> None:
        start = px(36 if self._icon else 10)
        end = px(10 + self._at_end)
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            start, end = end, start
        self.setTextMargins(start - _TEXT_GAP, 0, end - _TEXT_GAP, 0)
        self.setFixedHeight(control_height())
        if self._sample:
            self.setFixedWidth(self.fontMetrics().horizontalAdvance(self._sample) + px(24))


class LongText(QTextEdit):
    """Several lines; grows with its text from three lines to ten.

    A `QTextEdit`, because `QPlainTextEdit` never aligns Arabic to the right.

    Signals:
        left: The focus went elsewhere.
    """

    left = Signal()

    def __init__(
        self, name: str = "", *, max_length: int = 0, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        make_slim(self)
        self._max_length = max_length
        self._is_wrong = False
        self.setAccessibleName(name)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        option = QTextOption()
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDefaultTextOption(option)
        self.document().setDocumentMargin(px(9))
        _clear_base(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self._on_text_changed)

    def text(self) -> str:
        """Return the text."""
        return self.toPlainText()

    def setText(self, text: str) -> None:  # noqa: N802 - as QLineEdit has it
        """Show another text; never markup."""
        self.setPlainText(text)

    def set_wrong(self, *, wrong: bool) -> None:
        """Frame the field in the colour of danger, or no more."""
        self._is_wrong = wrong
        self.viewport().update()

    def remaining(self) -> int | None:
        """Return how many characters are left, None without a limit."""
        return self._max_length - len(self.text()) if self._max_length else None

    def sizeHint(self) -> QSize:
        """Return the size that shows all lines, within bounds."""
        line = self.fontMetrics().lineSpacing()
        around = px(20)
        wanted = int(self.document().size().height()) + 2
        height = max(3 * line + around, min(wanted, 10 * line + around))
        return QSize(px(320), height)

    def minimumSizeHint(self) -> QSize:
        """Return the height that is needed, at any width."""
        return QSize(px(120), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap again and take the height that is needed then."""
        super().resizeEvent(event)
        self.updateGeometry()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the field was left; a popup menu does not count."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Type no further than the limit; leave page keys to the page."""
        full = self._max_length and len(self.text()) >= self._max_length
        replaces = self.textCursor().hasSelection()
        if full and not replaces and event.text() and event.text().isprintable():
            event.accept()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Measure again when the text size changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the field."""
        painter = QPainter(self.viewport())
        _draw_field(painter, self, self.viewport().rect(), is_wrong=self._is_wrong)
        painter.end()
        super().paintEvent(event)

    def _on_text_changed(self) -> None:
        line = self.fontMetrics().lineSpacing()
        too_long = self.document().size().height() > 10 * line + px(10)
        self.setVerticalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAsNeeded
            if too_long
            else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )
        self.updateGeometry()


def _clear_base(widget: QLineEdit | QTextEdit) -> None:
    """Keep Qt from filling the field: it is drawn with round corners."""
    palette = widget.palette()
    palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
    widget.setPalette(palette)
    if isinstance(widget, QTextEdit):
        widget.viewport().setAutoFillBackground(False)


def _draw_field(
    painter: QPainter, field: QLineEdit | QTextEdit, rect: QRect, *, is_wrong: bool
) -> None:
    tokens = tokens_of(field.palette())
    if not field.isEnabled() or field.isReadOnly():
        draw_box(painter, rect, fill=tokens.window, border=tokens.line)
        return
    focused = field.hasFocus()
    edge = tokens.accent if focused else tokens.control
    if is_wrong:
        edge = tokens.danger
    draw_box(painter, rect, fill=tokens.surface, border=edge, width=RING if focused else 1)
