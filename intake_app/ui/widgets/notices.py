"""Quiet messages: a bar under the title, a banner that stays, a note at a question."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from intake_app.i18n import _
from intake_app.ui.look.fonts import Role, px
from intake_app.ui.look.theme import tokens_of
from intake_app.ui.widgets.buttons import Button, ButtonKind, IconButton
from intake_app.ui.widgets.labels import IconLabel, Label
from intake_app.ui.widgets.painting import RADIUS, draw_box

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

_STAYS_MS = 6000
_BAR = 3


class Level(StrEnum):
    """How serious a message is."""

    INFO = "accent"
    GOOD = "good"
    WARN = "warn"
    DANGER = "danger"


_ICONS = {Level.INFO: "info", Level.GOOD: "check", Level.WARN: "warn", Level.DANGER: "stop"}


class Notice(QWidget):
    """A text on a tinted ground with an icon that says how serious it is.

    Args:
        text: What it says.
        level: How serious it is.
        title: A short heading, empty for none.
        other: The text in the language of the talk, empty for none.
        language: Catalogue tag of `other`.
        parent: Qt's parent.

    Attributes:
        line: Icon and words side by side; a button goes behind them.
        words: The texts below one another.
    """

    def __init__(
        self,
        text: str = "",
        level: Level = Level.INFO,
        *,
        title: str = "",
        other: str = "",
        language: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._level = level
        self.line = QHBoxLayout(self)
        self.line.setContentsMargins(px(12), px(8), px(8), px(8))
        self.line.setSpacing(px(12))
        self._icon = IconLabel(_ICONS[level], colour=level.value)
        self.line.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        self.words = QVBoxLayout()
        self.words.setContentsMargins(0, 0, 0, 0)
        self.words.setSpacing(px(4))
        if title:
            self.words.addWidget(Label(title, Role.STRONG))
        self._text = Label(text)
        self.words.addWidget(self._text)
        if other and other != text:
            self.words.addWidget(Label(other, colour="muted", language=language))
        self.line.addLayout(self.words, 1)
        # Not "Maximum": that cuts at the height which the text has in a wide place.
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def level(self) -> Level:
        """How serious it is."""
        return self._level

    def text(self) -> str:
        """Return what it says."""
        return self._text.text()

    def show_text(self, text: str, level: Level) -> None:
        """Say something else."""
        self._level = level
        self._text.setText(text)
        self._icon.set_icon(_ICONS[level], level.value)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the tinted ground with a bar of full colour at the leading edge."""
        tokens = tokens_of(self.palette())
        tint = tokens.tint if self._level is Level.INFO else f"{self._level.value}_tint"
        painter = QPainter(self)
        fill = tint if tint.startswith("#") else str(getattr(tokens, tint))
        bar, rest = QRect(self.rect()), QRect(self.rect())
        bar.setWidth(2 * RADIUS)
        rest.setLeft(_BAR)
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            bar.moveRight(self.rect().right())
            rest.moveLeft(0)
        draw_box(painter, bar, fill=str(getattr(tokens, self._level.value)))
        draw_box(painter, rest, fill=fill)
        inner = rest.adjusted(0, 0, -2 * RADIUS, 0)
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            inner = rest.adjusted(2 * RADIUS, 0, 0, 0)
        painter.fillRect(inner, QColor(fill))
        painter.end()


class MessageBar(Notice):
    """The quiet bar under the title of a page.

    Good news goes away by itself; everything else stays until it is closed or replaced.  Its
    room stays empty as long as the mouse is over the page: else what somebody is about to
    click would slip away from under the mouse.

    Args:
        page: What it says something on.

    Signals:
        acted: The button with the offered action was pressed.
    """

    acted = Signal()

    def __init__(self, page: QWidget) -> None:
        super().__init__(parent=page)
        self._page = page
        page.installEventFilter(self)
        self.line.setAlignment(self._icon, Qt.AlignmentFlag.AlignVCenter)
        self._action = Button("", ButtonKind.QUIET)
        self._action.clicked.connect(self.acted)
        self._action.hide()
        close = IconButton("cross", _("Close message"))
        close.clicked.connect(self.hide)
        self.line.addWidget(self._action, 0, Qt.AlignmentFlag.AlignVCenter)
        self.line.addWidget(close, 0, Qt.AlignmentFlag.AlignVCenter)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._go)
        self.hide()

    def say(self, text: str, level: Level = Level.GOOD, *, action: str = "") -> None:
        """Show a message, with a button for what can be done about it."""
        self._keep_room(keep=False)
        self.show_text(text, level)
        self.setAccessibleName(text)
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self._action.updateGeometry()
        self.show()
        self._timer.stop()
        if level is Level.GOOD and not action:
            self._timer.start(_STAYS_MS)

    def withdraw_error(self) -> None:
        """Take away what said that something is wrong, once it is mended."""
        if self.level is Level.DANGER:
            self._go()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Give its room back when the mouse leaves the page, or the page goes."""
        if event.type() in {QEvent.Type.Leave, QEvent.Type.Hide}:
            self._keep_room(keep=False)
        return False

    def _go(self) -> None:
        self._keep_room(keep=self._page.underMouse())
        self.hide()

    def _keep_room(self, *, keep: bool) -> None:
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(keep)
        self.setSizePolicy(policy)


class Banner(QWidget):
    """A coloured strip over the whole width that does not go away, as ÜBUNG.

    Args:
        text: What it says.
        level: How serious it is.
        parent: Qt's parent.
    """

    def __init__(
        self, text: str, level: Level = Level.WARN, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._level = level
        line = QHBoxLayout(self)
        line.setContentsMargins(px(24), px(6), px(12), px(6))
        line.setSpacing(px(12))
        line.addWidget(IconLabel(_ICONS[level], colour=level.value, side=18))
        self._label = Label(text, Role.STRONG)
        line.addWidget(self._label, 1)
        self.line = line
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    def text(self) -> str:
        """Return what it says."""
        return self._label.text()

    def setText(self, text: str) -> None:  # noqa: N802 - as QLabel has it
        """Say something else."""
        self._label.setText(text)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the strip."""
        tokens = tokens_of(self.palette())
        tint = "tint" if self._level is Level.INFO else f"{self._level.value}_tint"
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(getattr(tokens, tint)))
        edge = self.rect()
        edge.setTop(edge.bottom())
        painter.fillRect(edge, QColor(getattr(tokens, self._level.value)))
        painter.end()
