"""A paper that is drawn while somebody works on it, and never while they type."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from intake_app.i18n import _
from intake_app.ui.look.fonts import Role, px
from intake_app.ui.widgets.labels import IconLabel, Label
from intake_app.ui.widgets.preview import Preview
from intake_app.ui.words.messages import explain

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent, QShowEvent

    from intake_app.errors import IntakeError
    from intake_app.services.document import Document
    from intake_app.ui.tasks import TaskRunner

_AFTER_MS = 400


class LivePaper(QWidget):
    """Renders a document in the background and shows it.

    A wish that comes while a paper is being rendered replaces the one before; only the
    newest is shown.  Nothing is rendered while nobody can see it: a page that is about to
    be taken away must not ask a vault that is closed already.  While names are hidden
    (F12) the paper is covered.

    Args:
        tasks: Runs the rendering.
        parent: Qt's parent.

    Signals:
        shown: The Document that is to be seen now.
    """

    shown = Signal(object)

    def __init__(self, tasks: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._make: Callable[[], Document] | None = None
        self._document: Document | None = None
        self._running = False
        self._stale = False
        self._discreet = False
        self._fits = True
        self._fitting = False
        self.preview = Preview()
        self.preview.zoomed.connect(self._on_zoomed)
        self._words = _Cover()
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.preview)
        self._stack.addWidget(self._words)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._render)

    def show_paper(self, make: Callable[[], Document], *, at_once: bool = False) -> None:
        """Render a document soon; `make` runs on another thread."""
        self._make = make
        self._timer.start(0 if at_once else _AFTER_MS)
        if self._document is None:
            self._words.say(_("The paper is being drawn …"), "document")
            self._show_state()

    def document(self) -> Document | None:
        """Return what is shown, None while there is nothing."""
        return self._document

    def is_settled(self) -> bool:
        """Tell whether what is shown is the newest."""
        return not self._timer.isActive() and not self._running and not self._stale

    def clear(self) -> None:
        """Show nothing."""
        self._timer.stop()
        self._make = None
        self._document = None
        self.preview.clear()

    def set_discreet(self, discreet: bool) -> None:  # noqa: FBT001 - as the frame's signal
        """Cover the paper, because it carries names."""
        self._discreet = discreet
        self._show_state()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the page fill the width until somebody zooms."""
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._fit)

    def showEvent(self, event: QShowEvent) -> None:
        """Render and fit what came while nothing was to be seen."""
        super().showEvent(event)
        if self._stale and not self._running:
            self._timer.start(0)
        QTimer.singleShot(0, self, self._fit)

    def _render(self) -> None:
        if self._running or not self.isVisible():
            self._stale = True
            return
        self._stale = False
        make = self._make
        if make is None:
            return
        self._running = True
        self._tasks.run(make, context=self, done=self._on_done, failed=self._on_failed)

    def _on_done(self, document: Document) -> None:
        self._running = False
        if self._again():
            return
        self._document = document
        self.preview.show_document(document.data)
        self._show_state()
        # The scroll bars know their place only after the layout.
        QTimer.singleShot(0, self, self._fit)
        self.shown.emit(document)

    def _on_failed(self, error: IntakeError) -> None:
        self._running = False
        if self._again():
            return
        self._document = None
        self.preview.clear()
        self._words.say(explain(error), "warn")
        self._show_state()

    def _again(self) -> bool:
        """Render once more when something changed meanwhile."""
        if self._make is None:
            return True
        if self._stale:
            self._render()
        return self._running

    def _show_state(self) -> None:
        if self._discreet and self._document is not None:
            self._words.say(_("The paper is covered while names are hidden (F12)."), "eye_off")
        covered = self._discreet or self._document is None
        self._stack.setCurrentWidget(self._words if covered else self.preview)

    def _fit(self) -> None:
        if self._fits and self.isVisible():
            self._fitting = True
            self.preview.fit_width()
            self._fitting = False

    def _on_zoomed(self) -> None:
        if not self._fitting:
            self._fits = False


class _Cover(QWidget):
    """Words in place of the paper."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(px(24), px(24), px(24), px(24))
        column.setSpacing(px(12))
        self._icon = IconLabel("document", side=32)
        self._text = Label("", Role.LABEL, colour="muted")
        self._text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        column.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._text)
        column.addStretch(1)

    def say(self, text: str, icon: str) -> None:
        """Show an icon and a sentence."""
        self._icon.set_icon(icon, "muted")
        self._text.setText(text)
