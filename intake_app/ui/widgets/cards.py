"""Surfaces: a card, a page column with a greatest width, an empty page's first words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from intake_app.ui.look.fonts import Role, column_width, px
from intake_app.ui.look.theme import tokens_of
from intake_app.ui.widgets.buttons import Button, ButtonKind
from intake_app.ui.widgets.labels import IconLabel, Label
from intake_app.ui.widgets.painting import draw_box
from intake_app.ui.widgets.scrolling import make_slim

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

PAGE_MARGIN = 24
"""Space around the content of a page."""

GROUP_GAP = 16
"""Space between groups on a page."""

_ROOMY = 560


def page_margin(width: int) -> int:
    """Return the space at the sides of a page of this width."""
    return px(PAGE_MARGIN) if width >= px(_ROOMY) else px(12)


class Card(QWidget):
    """A white box with a thin line around it; put the content into `content`.

    Args:
        title: Heading, empty for none.
        parent: Qt's parent.
    """

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.content = QVBoxLayout(self)
        margin = px(16)
        self.content.setContentsMargins(margin, margin, margin, margin)
        self.content.setSpacing(px(8))
        if title:
            self.content.addWidget(Label(title, Role.SECTION))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the surface."""
        tokens = tokens_of(self.palette())
        painter = QPainter(self)
        draw_box(painter, self.rect(), fill=tokens.surface, border=tokens.line)
        painter.end()


class Line(QWidget):
    """A thin line that divides."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return one pixel."""
        return QSize(1, 1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the line."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens_of(self.palette()).line))
        painter.end()


class ReadingColumn(QScrollArea):
    """A page that scrolls, with its content no wider than is good to read.

    Put the content into `content`.

    Args:
        greatest_width: In pixels at the present text size; 0 for the column of questions.
        parent: Qt's parent.
    """

    def __init__(self, greatest_width: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._greatest_width = greatest_width
        make_slim(self)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        self._line = QHBoxLayout(inside)
        self._column = QWidget()
        self.content = QVBoxLayout(self._column)
        self.content.setContentsMargins(0, 0, 0, 0)
        self.content.setSpacing(px(GROUP_GAP))
        self._line.addWidget(self._column, 1)
        self._line.addStretch(0)
        self._line.setSpacing(0)
        self.setWidget(inside)
        for transparent in (self.viewport(), inside):
            transparent.setAutoFillBackground(False)
        self._fit()

    def content_widget(self) -> QWidget:
        """Return the widget that `content` lays out."""
        return self._column

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the column at the leading edge."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        margin = page_margin(self.width())
        self._line.setContentsMargins(margin, margin, margin, margin)
        self._column.setMaximumWidth(self._greatest_width or column_width())


class Columns(QWidget):
    """Widgets side by side, below one another where the window is narrow.

    Args:
        narrow_below: Width at 100 % under which they stand below one another.
        parent: Qt's parent.
    """

    def __init__(self, narrow_below: int = 760, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._narrow_below = narrow_below
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(px(GROUP_GAP))

    def add(self, widget: QWidget, stretch: int = 1) -> None:
        """Add a column."""
        self._box.addWidget(widget, stretch, Qt.AlignmentFlag.AlignTop)

    def is_narrow(self) -> bool:
        """Tell whether the columns stand below one another."""
        return self._box.direction() is QBoxLayout.Direction.TopToBottom

    def minimumSizeHint(self) -> QSize:
        """Return the width of one column: narrow windows need no more."""
        items = (self._box.itemAt(number) for number in range(self._box.count()))
        widest = max((item.minimumSize().width() for item in items if item), default=0)
        return QSize(widest, self._box.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Change between side by side and below one another."""
        super().resizeEvent(event)
        narrow = event.size().width() < px(self._narrow_below)
        directions = QBoxLayout.Direction
        self._box.setDirection(directions.TopToBottom if narrow else directions.LeftToRight)


class EmptyState(QWidget):
    """What an empty page says: what will be here, and the first step.

    Args:
        title: What will be here.
        text: One or two sentences.
        icon: Name of the icon above them.
        action: Text of the button, empty for none; it is `button`.
        parent: Qt's parent.
    """

    def __init__(
        self,
        title: str,
        text: str,
        *,
        icon: str = "cases",
        action: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(24), px(40), px(24), px(40))
        column.setSpacing(px(8))
        center = Qt.AlignmentFlag.AlignHCenter
        column.addStretch(1)
        column.addWidget(IconLabel(icon, side=40), 0, center)
        heading = Label(title, Role.SECTION)
        heading.setAlignment(center)
        column.addSpacing(px(4))
        column.addWidget(heading)
        words = Label(text, colour="muted")
        words.setAlignment(center)
        column.addWidget(words)
        self.button: Button | None = None
        if action:
            self.button = Button(action, ButtonKind.PRIMARY)
            column.addSpacing(px(8))
            column.addWidget(self.button, 0, center)
        column.addStretch(2)
