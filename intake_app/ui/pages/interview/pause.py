"""Pause and privacy screen: covers the whole window until somebody goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.i18n import _
from intake_app.ui.look.fonts import Role, px
from intake_app.ui.look.theme import tokens_of
from intake_app.ui.widgets.buttons import Button, ButtonKind
from intake_app.ui.widgets.labels import IconLabel, Label

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

_LOCK = Qt.Key.Key_L
_FOCUS_KEYS = frozenset({Qt.Key.Key_Tab, Qt.Key.Key_Backtab})


class PauseCover(QWidget):
    """A neutral sheet over the window; keys below it do nothing, only locking works.

    Args:
        window: The window to cover.

    Signals:
        resumed: The advisor goes on.
    """

    resumed = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setAccessibleName(_("Pause"))
        column = QVBoxLayout(self)
        column.setSpacing(px(12))
        centre = Qt.AlignmentFlag.AlignHCenter
        column.addStretch(1)
        column.addWidget(IconLabel("eye_off", side=48), 0, centre)
        title = Label(_("Pause"), Role.TITLE, wrap=False)
        column.addWidget(title, 0, centre)
        words = Label(_("Everything is stored."), colour="muted", wrap=False)
        column.addWidget(words, 0, centre)
        self.go_on = Button(_("Go on"), ButtonKind.PRIMARY)
        self.go_on.clicked.connect(self.end)
        column.addSpacing(px(8))
        column.addWidget(self.go_on, 0, centre)
        column.addStretch(2)
        self.go_on.installEventFilter(self)
        window.installEventFilter(self)
        self.setGeometry(window.rect())
        self.show()
        self.raise_()
        self.go_on.setFocus()

    def end(self) -> None:
        """Take the cover away."""
        self._window.removeEventFilter(self)
        self.hide()
        self.deleteLater()
        self.resumed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep shortcuts and the focus here; follow the size of the window."""
        if watched is self._window:
            if event.type() == QEvent.Type.Resize:
                self.setGeometry(self._window.rect())
            return False
        if not isinstance(event, QKeyEvent):
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            locks = (
                event.key() == _LOCK and event.modifiers() == Qt.KeyboardModifier.ControlModifier
            )
            if not locks:
                event.accept()
                return True
        elif event.type() == QEvent.Type.KeyPress and event.key() in _FOCUS_KEYS:
            return True
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw a plain ground over everything."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens_of(self.palette()).window))
        painter.end()
