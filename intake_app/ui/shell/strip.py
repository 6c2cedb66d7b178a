"""The coloured frame around a vault in which one works otherwise than usual.

Nobody takes the practice case for the real vault, or a vault that is only read for one that
remembers what is typed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from intake_app.i18n import _
from intake_app.ui.look.fonts import Role, px
from intake_app.ui.look.theme import tokens_of
from intake_app.ui.widgets.buttons import Button
from intake_app.ui.widgets.labels import IconLabel, Label

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from intake_app.services.session import Session

_WIDTH = 4


class Strip(QWidget):
    """A strip that says what is different, and its colour around everything inside.

    Args:
        inside: What it is about.
        word: What is different, in a word.
        text: And in a sentence.
        act: What the button says that ends it.
        parent: Qt's parent.

    Signals:
        ended: The button was pressed.
    """

    ended = Signal()

    def __init__(
        self, inside: QWidget, *, word: str, text: str, act: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(_WIDTH, 0, _WIDTH, _WIDTH)
        column.setSpacing(0)
        self._line = QWidget()
        row = QHBoxLayout(self._line)
        row.setContentsMargins(px(20), px(6), px(12), px(6))
        row.setSpacing(px(12))
        row.addWidget(IconLabel("info", colour="warn", side=18))
        row.addWidget(Label(word, Role.STRONG, colour="warn", wrap=False))
        row.addWidget(Label(text), 1)
        self.end = Button(act)
        self.end.clicked.connect(self.ended)
        row.addWidget(self.end)
        column.addWidget(self._line)
        column.addWidget(inside, 1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the frame and the ground of the strip."""
        tokens = tokens_of(self.palette())
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens.warn))
        inside = self.rect().adjusted(_WIDTH, 0, -_WIDTH, -_WIDTH)
        painter.fillRect(inside, QColor(tokens.window))
        strip = QRect(self._line.geometry()).adjusted(0, _WIDTH, 0, 0)
        painter.fillRect(strip, QColor(tokens.warn_tint))
        painter.end()


def strip_around(inside: QWidget, session: Session) -> Strip:
    """Return the strip around the practice case, or around a vault that is only read."""
    if session.is_practice:
        return Strip(
            inside,
            word=_("PRACTICE"),
            text=_("Invented people; everything here is thrown away afterwards."),
            act=_("End practice"),
        )
    return Strip(
        inside,
        word=_("Reading only"),
        text=_("You can look at everything and print what is there. Nothing can be changed."),
        act=_("Lock"),
    )
