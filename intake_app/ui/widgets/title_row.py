"""The title of a page beside what can be done there; nothing of it is cut off.

A title may end in a number that is read out on the phone.  Where it does not fit it is set
smaller, then in two lines; where that is not enough the buttons go below it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QWidget

from intake_app.ui.look.fonts import Role, font_of, px
from intake_app.ui.look.theme import tokens_of

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

_SMALLER: Final = Role.SECTION
_MOST_LINES: Final = 2
_HIGH: Final = 10_000
_WRAPPED: Final = (
    Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
)


class TitleLabel(QWidget):
    """A title that is set smaller, then in more lines, where it does not fit.

    Args:
        text: What it says.
        parent: Qt's parent.
    """

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = text
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(text)

    def text(self) -> str:
        """Return the title."""
        return self._text

    def setText(self, text: str) -> None:  # noqa: N802 - as QLabel has it
        """Show another title."""
        self._text = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def fits_in(self, width: int) -> bool:
        """Tell whether it can be read in so much width, in two lines at most."""
        metrics = QFontMetrics(font_of(_SMALLER))
        longest = max(map(metrics.horizontalAdvance, self._text.split()), default=0)
        lines = self._bounds(_SMALLER, width).height() / metrics.lineSpacing()
        return longest <= width and lines < _MOST_LINES + 0.5

    def sizeHint(self) -> QSize:
        """Return the size in one line."""
        metrics = QFontMetrics(font_of(Role.TITLE))
        return QSize(metrics.horizontalAdvance(self._text) + 2, metrics.height())

    def minimumSizeHint(self) -> QSize:
        """Return room for a few letters."""
        return QSize(min(px(48), self.sizeHint().width()), px(24))

    def heightForWidth(self, width: int) -> int:
        """Return the height that it needs."""
        return self._bounds(self._role(width), width).height()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the title."""
        painter = QPainter(self)
        painter.setFont(font_of(self._role(self.width())))
        painter.setPen(QColor(tokens_of(self.palette()).text))
        painter.drawText(self.rect(), int(_WRAPPED), self._text)
        painter.end()

    def _role(self, width: int) -> Role:
        return Role.TITLE if self.sizeHint().width() <= width else _SMALLER

    def _bounds(self, role: Role, width: int) -> QRect:
        metrics = QFontMetrics(font_of(role))
        return metrics.boundingRect(QRect(0, 0, max(1, width), _HIGH), int(_WRAPPED), self._text)


class TitleRow(QWidget):
    """A way back, the title, and the buttons of a page.

    Attributes:
        title: The title.
        leading: What stands before it.
        buttons: What can be done; the primary one last.
    """

    def __init__(self, title: str) -> None:
        super().__init__()
        gap = px(8)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(gap)
        self.title = TitleLabel(title)
        self.leading = QHBoxLayout()
        self.leading.setSpacing(gap)
        self.leading.addWidget(self.title, 1)
        self._row.addLayout(self.leading, 1)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(gap)
        self._row.addLayout(self.buttons)
        self._row.setAlignment(self.buttons, Qt.AlignmentFlag.AlignLeading)

    def event(self, event: QEvent) -> bool:
        """Look again when a button came, went, or says something else."""
        done = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest:
            self._arrange()
        return done

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons below the title where both have no room."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        gap = self._row.spacing()
        before = self.leading.sizeHint().width() - self.title.sizeHint().width()
        room = self.width() - before - self.buttons.sizeHint().width() - gap
        beside = self.title.fits_in(room)
        directions = QBoxLayout.Direction
        wanted = directions.LeftToRight if beside else directions.TopToBottom
        if self._row.direction() is not wanted:
            self._row.setDirection(wanted)
