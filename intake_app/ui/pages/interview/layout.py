"""How the parts of a talk share the window: the outer ones fold away where it is narrow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from intake_app.ui.look.fonts import px
from intake_app.ui.pages.interview.bars import Drawer, InterviewActions, SectionBar

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from intake_app.ui.pages.interview.section_list import SectionList
    from intake_app.ui.pages.interview.summary import SummaryPanel

_SUMMARY_FROM = 1010
"""Width of the page, a window of 1100 without the rail, from which the summary is shown."""

_LIST_FROM = 760
_WORDS_FROM = 860


class TalkLayout(QWidget):
    """Sections, questions and summary side by side.

    Below a width of 1100 for the window the summary becomes a drawer that a button opens;
    where it is narrower still, so does the list of sections.

    Args:
        sections: At the left.
        middle: What gets the room that is left.
        summary: At the right.
        actions: Holds the button that opens the summary.
        parent: Qt's parent.

    Signals:
        stepped: One section back (−1) or on (+1).
    """

    stepped = Signal(int)

    def __init__(
        self,
        sections: SectionList,
        middle: QWidget,
        summary: SummaryPanel,
        actions: InterviewActions,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._sections, self._summary, self._actions = sections, summary, actions
        self.bar = SectionBar()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        self._row = QHBoxLayout()
        self._row.setSpacing(0)
        self._row.addWidget(sections)
        self._row.addWidget(middle, 1)
        self._row.addWidget(summary)
        column.addLayout(self._row, 1)
        self._drawers = {
            sections: Drawer(self.bar.name),
            summary: Drawer(actions.summary),
        }
        self.bar.stepped.connect(self.stepped)
        self.bar.list_asked.connect(lambda: self._toggle(sections))
        actions.summary_asked.connect(self.toggle_summary)
        sections.chosen.connect(self._drawers[sections].close_panel)
        summary.open_asked.connect(self._drawers[summary].close_panel)

    def toggle_summary(self) -> None:
        """Open the drawer with the summary, or close it; nothing where it is shown anyway."""
        self._toggle(self._summary)

    def is_folded(self, part: QWidget) -> bool:
        """Tell whether a part is in its drawer."""
        return self._row.indexOf(part) < 0

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold and unfold."""
        super().resizeEvent(event)
        width = event.size().width()
        self._fold(self._summary, folded=width < px(_SUMMARY_FROM))
        self._fold(self._sections, folded=width < px(_LIST_FROM))
        self.bar.setVisible(width < px(_LIST_FROM))
        self._actions.summary.setVisible(width < px(_SUMMARY_FROM))
        self._actions.set_roomy(roomy=width >= px(_WORDS_FROM))

    def _fold(self, part: SectionList | SummaryPanel, *, folded: bool) -> None:
        if folded == self.is_folded(part):
            part.setFixedWidth(part.sizeHint().width())
            return
        if folded:
            self._row.removeWidget(part)
            part.hide()
            return
        self._drawers[part].close_panel()
        self._row.insertWidget(0 if part is self._sections else self._row.count(), part)
        part.setFixedWidth(part.sizeHint().width())
        part.show()

    def _toggle(self, part: SectionList | SummaryPanel) -> None:
        if not self.is_folded(part):
            return
        drawer = self._drawers[part]
        if drawer.is_open():
            drawer.close_panel()
        else:
            drawer.hold(part)
