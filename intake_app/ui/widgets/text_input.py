"""Line edit and long text: direction by what is typed, a frame that can say "wrong"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QResizeEvent, QTextOption
from PySide6.QtWidgets import QFrame, QLineEdit, QSizePolicy, QTextEdit, QWidget

from intake_app.ui.fonts import px
from intake_app.ui.icons import paint_icon
from intake_app.ui.theme import tokens_of

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent


class LineEdit(QLineEdit):
    """One line of text.

    Signals:
        left: The focus went elsewhere.
    """

    left = Signal()

    def __init__(self, name: str = "", *, icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self.setAccessibleName(name)
        if icon:
            self.setTextMargins(px(26), 0, 0, 0)

    def set_wrong(self, *, wrong: bool) -> None:
        """Frame the field in the colour of danger, or no more."""
        _set_property(self, "wrong", wrong=wrong)

    def set_width_of(self, sample: str) -> None:
        """Make the field as wide as this text needs."""
        self.ensurePolished()
        self.setFixedWidth(self.fontMetrics().horizontalAdvance(sample) + px(32))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the field was left; a popup menu does not count."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the field and its icon."""
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
        self._max_length = max_length
        self.setAccessibleName(name)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        option = QTextOption()
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDefaultTextOption(option)
        self.document().setDocumentMargin(px(3))
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
        _set_property(self, "wrong", wrong=wrong)

    def remaining(self) -> int | None:
        """Return how many characters are left, None without a limit."""
        return self._max_length - len(self.text()) if self._max_length else None

    def sizeHint(self) -> QSize:
        """Return the size that shows all lines, within bounds."""
        line = self.fontMetrics().lineSpacing()
        around = px(20)
        wanted = int(self.document().size().height()) + px(14)
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

    def _on_text_changed(self) -> None:
        line = self.fontMetrics().lineSpacing()
        too_long = self.document().size().height() > 10 * line + px(10)
        self.setVerticalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAsNeeded
            if too_long
            else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )
        self.updateGeometry()


def _set_property(widget: QWidget, name: str, *, wrong: bool) -> None:
    """Set a property the style sheet looks at, and let it look."""
    if bool(widget.property(name)) == wrong:
        return
    widget.setProperty(name, wrong)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
