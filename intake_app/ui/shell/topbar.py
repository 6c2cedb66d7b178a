"""The bar at the top: one search box, privacy, lock, and who is at work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from intake_app.i18n import _
from intake_app.ui.look.fonts import Role, font_of, px
from intake_app.ui.look.theme import tokens_of
from intake_app.ui.widgets.buttons import Button, ButtonKind
from intake_app.ui.widgets.cards import page_margin
from intake_app.ui.widgets.painting import draw_box
from intake_app.ui.widgets.text_input import LineEdit

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

_SEARCH_AFTER_MS = 120
_WORDS_FROM = 820
_AROUND_WORDS = 72
"""Width of the search box beside its words: icon, edges, and space before the key."""


class SearchBox(LineEdit):
    """The one search box of the program.

    Signals:
        searched: What is typed, after a moment of rest; empty when it was cleared.
        entered: Enter was pressed: open the first result.
        walked: An arrow key was pressed: +1 or −1 in the list of results.
    """

    searched = Signal(str)
    entered = Signal()
    walked = Signal(int)

    def __init__(self) -> None:
        super().__init__(_("Search"), icon="search")
        self.setPlaceholderText(_("Search: name, case number, slip, phone …"))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SEARCH_AFTER_MS)
        self._timer.timeout.connect(lambda: self.searched.emit(self.text().strip()))
        self.textEdited.connect(self._on_edited)
        self.returnPressed.connect(self._on_return)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk through the results with arrows, clear with Escape."""
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if event.key() in steps:
            self.walked.emit(steps[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self._timer.stop()
            self.searched.emit("")
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the key that leads here while the box is empty."""
        super().paintEvent(event)
        if self.text() or self.hasFocus():
            return
        words = self.fontMetrics().horizontalAdvance(self.placeholderText() + _("Ctrl+K"))
        if words + px(_AROUND_WORDS) > self.width():
            return
        painter = QPainter(self)
        painter.setFont(font_of(Role.HINT))
        painter.setPen(QColor(tokens_of(self.palette()).muted))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignTrailing
        painter.drawText(self.rect().adjusted(px(12), 0, -px(12), 0), flags, _("Ctrl+K"))
        painter.end()

    def _on_edited(self) -> None:
        self._timer.start()

    def _on_return(self) -> None:
        if self._timer.isActive():
            self._timer.stop()
            self.searched.emit(self.text().strip())
        self.entered.emit()


class Initials(QWidget):
    """Who is at work, as initials in a circle."""

    def __init__(self) -> None:
        super().__init__()
        self._initials = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.hide()

    def show_initials(self, initials: str) -> None:
        """Show initials; empty ones hide the circle."""
        self._initials = initials
        name = _("At work: {initials}").format(initials=initials)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setVisible(bool(initials))
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of the circle."""
        return QSize(px(34), px(34))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw circle and letters."""
        tokens = tokens_of(self.palette())
        painter = QPainter(self)
        draw_box(painter, self.rect(), fill=tokens.tint, radius=self.height() / 2)
        painter.setFont(font_of(Role.HINT))
        painter.setPen(QColor(tokens.accent))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._initials)
        painter.end()


class TopBar(QWidget):
    """Search, privacy, lock, initials.

    Signals:
        privacy_changed: Names shall be initials (True) or whole (False).
        lock_asked: Lock the program.
    """

    privacy_changed = Signal(bool)
    lock_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        self._row = row
        row.setSpacing(px(4))
        self.search = SearchBox()
        self.search.setMaximumWidth(px(560))
        row.addWidget(self.search, 10)
        row.addSpacing(px(8))
        row.addStretch(1)
        self.privacy = Button(_("Discreet"), ButtonKind.QUIET, icon="eye")
        self.privacy.setCheckable(True)
        self.privacy.setToolTip(_("Show initials instead of names (F12)"))
        self.privacy.toggled.connect(self._on_privacy)
        self.lock = Button(_("Lock"), ButtonKind.QUIET, icon="lock")
        self.lock.setToolTip(_("Lock the program (Ctrl+L)"))
        self.lock.clicked.connect(self.lock_asked)
        self.initials = Initials()
        for button in (self.privacy, self.lock):
            button.setAccessibleName(button.text())
            row.addWidget(button)
        row.addSpacing(px(8))
        row.addWidget(self.initials)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the words of the buttons away where there is no room for them."""
        super().resizeEvent(event)
        self._row.setContentsMargins(page_margin(self.width()), px(10), px(16), px(10))
        roomy = self.width() >= px(_WORDS_FROM)
        for button, word in ((self.privacy, _("Discreet")), (self.lock, _("Lock"))):
            if button.text() != (word if roomy else ""):
                button.setText(word if roomy else "")
                button.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the surface and the line below."""
        tokens = tokens_of(self.palette())
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens.surface))
        painter.fillRect(QRect(0, self.height() - 1, self.width(), 1), QColor(tokens.line))
        painter.end()

    def _on_privacy(self, on: bool) -> None:  # noqa: FBT001 - Qt's signal
        self.privacy.set_icon_name("eye_off" if on else "eye")
        self.privacy_changed.emit(on)
