"""One slip in a list: whose it is, how long it is under way, and the line of dots."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from intake_app.ui.look.fonts import Role, px
from intake_app.ui.widgets.labels import ElidedLabel, Label
from intake_app.ui.widgets.painting import PaintedButton, draw_box, draw_ring
from intake_app.ui.widgets.stepper import Stepper, StepState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPainter

    from intake_app.ui.look.theme import Tokens


class SlipRow(PaintedButton):
    """A card that can be pressed.

    Args:
        title: Whose slip it is.
        detail: What is to know beside the name, at the end of the line.
        level: Token of the colour of `detail`.
        steps: Stations and how far they are.
        below: One more line, empty for none.
    """

    def __init__(
        self,
        title: str,
        detail: str,
        steps: Sequence[tuple[str, StepState]],
        *,
        level: str = "muted",
        below: str = "",
    ) -> None:
        super().__init__()
        self._title = title
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(12), px(16), px(12))
        column.setSpacing(px(8))
        line = QHBoxLayout()
        line.setSpacing(px(12))
        line.addWidget(ElidedLabel(title, Role.STRONG), 1)
        line.addWidget(Label(detail, Role.HINT, colour=level, wrap=False))
        column.addLayout(line)
        self._stepper = Stepper(steps)
        column.addWidget(self._stepper)
        if below:
            column.addWidget(ElidedLabel(below, Role.HINT, colour="muted"))
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        words = (title, detail, self._stepper.accessibleName(), below)
        self.setAccessibleName(", ".join(part for part in words if part))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def title(self) -> str:
        """Return whose slip it is."""
        return self._title

    def sizeHint(self) -> QSize:
        """Return the size of what is inside."""
        layout = self.layout()
        return layout.sizeHint() if layout is not None else QSize()

    def minimumSizeHint(self) -> QSize:
        """Return the least size of what is inside."""
        layout = self.layout()
        return layout.minimumSize() if layout is not None else QSize()

    def paint(self, painter: QPainter, tokens: Tokens) -> None:
        """Draw the surface."""
        fill = tokens.hover if self.is_hot or self.isDown() else tokens.surface
        draw_box(painter, self.rect(), fill=fill, border=tokens.line)
        if self.hasFocus():
            draw_ring(painter, self.rect(), tokens)
