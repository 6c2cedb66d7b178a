"""Who may speak to whom: two arrows, each of which may be chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from intake_app.domain.waiver import Direction
from intake_app.ui.widgets.flow import FlowLayout
from intake_app.ui.widgets.segments import Segment

if TYPE_CHECKING:
    from intake_app.ui.pages.waiver.texts import WaiverTexts


class DirectionPicks(QWidget):
    """“We may tell” with an arrow out, “we may ask” with an arrow in.

    Signals:
        chosen: The user changed something; read `direction()`.
    """

    chosen = Signal()

    def __init__(self, texts: WaiverTexts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = FlowLayout(8, self)
        self.tell = Segment(texts.option("directions", "tell"), icon="arrow_right", many=True)
        self.ask = Segment(texts.option("directions", "ask"), icon="arrow_left", many=True)
        for segment in (self.tell, self.ask):
            segment.clicked.connect(self.chosen)
            row.addWidget(segment)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusProxy(self.tell)

    def direction(self) -> Direction | None:
        """Return the direction, None when nothing is chosen."""
        chosen = (self.tell.isChecked(), self.ask.isChecked())
        return {
            (True, True): Direction.BOTH,
            (True, False): Direction.TELL,
            (False, True): Direction.ASK,
        }.get(chosen)

    def show_direction(self, direction: Direction | None) -> None:
        """Show a direction."""
        self.tell.setChecked(direction is not None and direction.may_tell)
        self.ask.setChecked(direction is not None and direction.may_ask)
