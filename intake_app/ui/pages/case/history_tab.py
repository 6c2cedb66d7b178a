"""What happened in a case: talks, papers, what left the house, withdrawals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from intake_app.errors import IntakeError
from intake_app.i18n import _
from intake_app.ui.look.fonts import Role, px
from intake_app.ui.pages.case.words import event_icon, event_words
from intake_app.ui.pages.moments import day, hour
from intake_app.ui.widgets.cards import ReadingColumn
from intake_app.ui.widgets.labels import IconLabel, Label

if TYPE_CHECKING:
    from intake_app.domain.codes import CaseId
    from intake_app.services.cases import Event
    from intake_app.services.services import Services

_HOUR = 48


class HistoryTab(QWidget):
    """The history of a case, newest day first.

    Args:
        services: What an advisor can do.
        case_id: The case.

    Signals:
        failed: The `IntakeError` that kept it from being read.
    """

    failed = Signal(object)

    def __init__(self, services: Services, case_id: CaseId) -> None:
        super().__init__()
        self._services = services
        self._case_id = case_id
        self._events: list[Event] = []
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._page = ReadingColumn()
        self._inside: QWidget | None = None
        outer.addWidget(self._page)

    def entered(self) -> None:
        """Read the history anew."""
        try:
            events = self._services.cases.history(self._case_id)
        except IntakeError as error:
            self.failed.emit(error)
            return
        if events != self._events:
            self._events = events
            self._show()

    def lines(self) -> list[str]:
        """Return what is to be read, newest first."""
        return [event_words(event) for event in self._events]

    def _show(self) -> None:
        if self._inside is not None:
            self._page.content.removeWidget(self._inside)
            self._inside.hide()
            self._inside.deleteLater()
        self._inside = QWidget()
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        shown_day = ""
        for event in self._events:
            if day(event.at) != shown_day:
                shown_day = day(event.at)
                heading = Label(shown_day, Role.SECTION)
                heading.setContentsMargins(0, 0 if column.isEmpty() else px(12), 0, 0)
                column.addWidget(heading)
            column.addWidget(_line(event))
        hint = _("Single answers have a history of their own; it stands at the answer.")
        column.addSpacing(px(8))
        column.addWidget(Label(hint, Role.HINT, colour="muted"))
        column.addStretch(1)
        self._page.content.addWidget(self._inside)


def _line(event: Event) -> QWidget:
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(px(12))
    at = Label(hour(event.at), colour="muted", wrap=False)
    at.setMinimumWidth(px(_HOUR))
    line.addWidget(at, 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(IconLabel(event_icon(event)), 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(Label(event_words(event)), 1)
    return row
