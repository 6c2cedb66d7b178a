"""A card in the middle of the window: what stands there before the vault is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from intake_app.ui.look.fonts import Role, px
from intake_app.ui.widgets.cards import Card
from intake_app.ui.widgets.labels import IconLabel, Label
from intake_app.ui.widgets.notices import Level, Notice
from intake_app.ui.widgets.progress import ProgressRow
from intake_app.ui.widgets.scrolling import make_slim

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

_MARGIN, _SMALL_MARGIN = 24, 8


class CentredCard(QScrollArea):
    """A white card on an empty ground; scrolls where the window is too small for it.

    Args:
        width: Greatest width of the card at 100 %.
        icon: Name of the icon above the title.
        parent: Qt's parent.

    Attributes:
        content: The column inside the card.
        title: Its first line.
        notice: Says what is wrong; hidden until then.
        progress: Says what is being done; hidden until then.
    """

    def __init__(self, width: int, *, icon: str = "lock", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        make_slim(self)
        # Qt's own would make PySide look through every class of widgets for its Python one.
        self.setViewport(QWidget())
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        ground = QWidget()
        self._row = QHBoxLayout(ground)
        middle = QVBoxLayout()
        middle.addStretch(2)
        self.card = Card()
        self.card.setMaximumWidth(px(width))
        middle.addWidget(self.card)
        middle.addStretch(3)
        self._row.addStretch(1)
        self._row.addLayout(middle, 1000)
        self._row.addStretch(1)
        self.setWidget(ground)
        for transparent in (self.viewport(), ground):
            transparent.setAutoFillBackground(False)
        self.content: QVBoxLayout = self.card.content
        self.content.setContentsMargins(px(32), px(28), px(32), px(24))
        self.content.setSpacing(px(12))
        head = QHBoxLayout()
        head.setSpacing(px(12))
        head.addWidget(IconLabel(icon, colour="accent", side=26), 0, Qt.AlignmentFlag.AlignTop)
        self.title = Label("", Role.TITLE)
        head.addWidget(self.title, 1)
        self.content.addLayout(head)
        self.notice = Notice(level=Level.DANGER)
        self.notice.hide()
        self.progress = ProgressRow(can_cancel=False)
        self.progress.hide()

    def add_state(self) -> None:
        """Put the places for what is wrong and what is being done here."""
        self.content.addWidget(self.notice)
        self.content.addWidget(self.progress)

    def say(self, text: str, level: Level = Level.DANGER) -> None:
        """Say something above the buttons; an empty text takes it away."""
        self.notice.setVisible(bool(text))
        if text:
            self.notice.show_text(text, level)
            self.notice.setAccessibleName(text)
            # The layout has to be done first, or the card would scroll to nowhere.
            QTimer.singleShot(0, self, self._show_notice)

    def add_buttons(self, first: QWidget, last: QWidget) -> None:
        """Put two buttons at the two ends of the last row."""
        row = QHBoxLayout()
        row.setContentsMargins(0, px(8), 0, 0)
        row.addWidget(first)
        row.addStretch(1)
        row.addWidget(last)
        self.content.addLayout(row)

    def show_work(self, text: str, *still: QWidget) -> None:
        """Say what is being done, while some parts take no input; an empty text ends it."""
        self.progress.setVisible(bool(text))
        if text:
            self.progress.show_progress(0, 0, text)
        for part in still:
            part.setEnabled(not text)

    def _show_notice(self) -> None:
        """Scroll to what was said, and then to the field it is about."""
        self.ensureWidgetVisible(self.notice)
        focused = QApplication.focusWidget()
        if focused is not None and self.card.isAncestorOf(focused):
            self.ensureWidgetVisible(focused)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave less ground around the card where there is little."""
        super().resizeEvent(event)
        roomy = self.width() > self.card.maximumWidth() + px(2 * _MARGIN)
        margin = px(_MARGIN if roomy else _SMALL_MARGIN)
        self._row.setContentsMargins(margin, margin, margin, margin)
