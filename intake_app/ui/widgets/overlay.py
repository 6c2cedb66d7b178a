"""A panel that floats over the window, anchored to a field.

It is a child of the window and not a window of its own: the field keeps the keyboard
focus, no window manager decides where it appears, and a hidden desktop shows nothing of
it.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QApplication, QFrame, QWidget
from shiboken6 import isValid

from intake_app.ui.look.fonts import px
from intake_app.ui.look.theme import tokens_of
from intake_app.ui.widgets.painting import draw_box

_EDGE = 8
_WATCHED = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Move,
        QEvent.Type.Resize,
        QEvent.Type.Hide,
    }
)


class Overlay(QFrame):
    """A panel below (or above) its anchor; closes on Escape and on a click elsewhere.

    Attributes:
        may_cover_anchor: Where there is no room beside the anchor, lie over it; else the
            panel is made smaller.

    Signals:
        closed: It was open and is not any more.
    """

    closed = Signal()

    def __init__(self, anchor: QWidget) -> None:
        super().__init__(anchor)
        self._anchor = anchor
        self._wanted = QSize()
        self.may_cover_anchor = False
        anchor.destroyed.connect(self.deleteLater)
        self.hide()
        margin = px(8)
        self.setContentsMargins(margin, margin, margin, margin)

    def is_open(self) -> bool:
        """Tell whether the panel is to be seen."""
        return not self.isHidden()

    def open_for(self, width: int, height: int) -> None:
        """Show the panel with this size, smaller where the window has no room for it."""
        window = self._anchor.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        self._wanted = QSize(width, height)
        self._place()
        application = QApplication.instance()
        if self.isHidden() and application is not None:
            application.installEventFilter(self)
        self.show()
        self.raise_()

    def open_fitting(self) -> None:
        """Show the panel as large as its content needs."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.open_for(layout.sizeHint().width(), layout.sizeHint().height())

    def close_panel(self) -> None:
        """Put the panel away."""
        if self.isHidden():
            return
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
        self.hide()
        self.closed.emit()

    def paintEvent(self, _event: QEvent) -> None:
        """Draw the panel's surface."""
        tokens = tokens_of(self.palette())
        painter = QPainter(self)
        draw_box(painter, self.rect(), fill=tokens.surface, border=tokens.control)
        painter.end()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Close when the user turns to something else; follow the anchor when it moves."""
        kind = event.type()
        if kind not in _WATCHED or not isValid(self) or not isValid(self._anchor):
            return False
        if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                self.close_panel()
                return True
        elif kind == QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent):
            self._on_press(watched, event)
        elif isinstance(watched, QWidget) and self._carries_anchor(watched):
            if kind == QEvent.Type.Hide:
                self.close_panel()
            else:
                self._place()
        return False

    def _on_press(self, watched: QObject, event: QMouseEvent) -> None:
        if not isinstance(watched, QWidget):
            return
        place = event.globalPosition().toPoint()
        inside = any(
            widget.rect().contains(widget.mapFromGlobal(place)) for widget in (self, self._anchor)
        )
        if not inside:
            self.close_panel()

    def _carries_anchor(self, widget: QWidget) -> bool:
        return widget is self._anchor or widget.isAncestorOf(self._anchor)

    def _place(self) -> None:
        window = self._anchor.window()
        edge = px(_EDGE)
        top_left = self._anchor.mapTo(window, QPoint(0, 0))
        below = window.height() - top_left.y() - self._anchor.height() - edge
        above = top_left.y() - edge
        width = min(self._wanted.width(), window.width() - 2 * edge)
        height = min(self._wanted.height(), window.height() - 2 * edge)
        if not self.may_cover_anchor:
            height = max(min(height, max(below, above)), min(height, px(80)))
        gap = px(2)
        if below >= height or below >= above:
            y = top_left.y() + self._anchor.height() + gap
        else:
            y = top_left.y() - height - gap
        y = min(y, window.height() - height - edge)
        x = top_left.x()
        if self._anchor.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            x += self._anchor.width() - width
        x = max(edge, min(x, window.width() - width - edge))
        self.setGeometry(x, max(y, edge), width, height)
