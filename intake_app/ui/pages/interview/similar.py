"""Looks for cases of the same person while the names are typed; nothing merges by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from intake_app.errors import IntakeError
from intake_app.services.reading import NAMES

if TYPE_CHECKING:
    from intake_app.domain.codes import CaseId
    from intake_app.form_engine.model import Section
    from intake_app.services.services import Services
    from intake_app.ui.pages.interview.summary import SimilarCases

_AFTER_MS = 400


class SimilarWatch(QObject):
    """Fills the box with similar cases; it is to be seen beside the person's section only.

    Args:
        services: What an advisor can do.
        case_id: The case of the talk.
        box: Where similar cases are shown.
        parent: Qt's parent.

    Signals:
        noticed: The box is to be seen, or no more.
        failed: The `IntakeError` that kept it from looking.
    """

    noticed = Signal(bool)
    failed = Signal(object)

    def __init__(
        self, services: Services, case_id: CaseId, box: SimilarCases, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._case_id = case_id
        self._box = box
        self._discreet = False
        self._asks_names = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_AFTER_MS)
        self._timer.timeout.connect(self.look)

    def look(self) -> None:
        """Look now."""
        try:
            heads = self._services.cases.similar(self._case_id)
        except IntakeError as error:
            self.failed.emit(error)
            return
        self._box.show_heads(heads, discreet=self._discreet)
        self._show()

    def look_soon(self) -> None:
        """Look after a moment without further changes."""
        self._timer.start()

    def stop(self) -> None:
        """Look no more; the page is being left."""
        self._timer.stop()

    def set_discreet(self, *, discreet: bool) -> None:
        """Show initials instead of names."""
        self._discreet = discreet
        self.look()

    def at_section(self, section: Section | None) -> None:
        """Be told which section is open."""
        questions = section.questions if section is not None else ()
        self._asks_names = any(question.id == NAMES for question in questions)
        self._show()

    def _show(self) -> None:
        self._box.setVisible(self._asks_names and bool(self._box.heads()))
        self.noticed.emit(not self._box.isHidden())
