"""Questions that can wait, folded behind the core ones of a section or of an entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.form_engine.depth import Deepening
from intake_app.i18n import _, ngettext
from intake_app.ui.look.fonts import Role, px
from intake_app.ui.system.keys import order_tabs, show_in_scroll
from intake_app.ui.widgets.disclosure import Disclosure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intake_app.ui.question.filled import Filled
    from intake_app.ui.question.part_view import PartView

_NOTHING = Deepening()


class DeepeningFold(QWidget):
    """One line, "Vertiefung – 5 weitere Fragen", and the questions that it opens.

    It opens by itself when somebody answered something in it, when something is half typed or
    required, so that nothing is ever out of sight unnoticed; whoever folds it again still reads
    how many answers are in it.  Its questions are built when it is opened for the first time.

    Args:
        key: Which deepening it is, as `form_engine.depth.deepening` names it.
        views: The questions.
        parent: Qt's parent.

    Signals:
        unfolded: Questions came to be seen.
    """

    unfolded = Signal()

    def __init__(self, key: str, views: Sequence[PartView], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self._views = views
        self._filled: Filled | None = None
        self._calls = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, px(4), 0, px(4))
        column.setSpacing(px(10))
        self.head = Disclosure(Role.LABEL, framed=True)
        self.head.clicked.connect(self._on_head)
        column.addWidget(self.head)
        self._body = QWidget()
        inside = QVBoxLayout(self._body)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(px(6))
        for view in views:
            inside.addWidget(view)
        column.addWidget(self._body)
        self._body.hide()

    @property
    def is_open(self) -> bool:
        """Whether the questions are to be seen."""
        return self.head.is_open

    def views(self) -> Sequence[PartView]:
        """Return the questions."""
        return self._views

    def show_filled(self, filled: Filled) -> None:
        """Show how much is in it, and the questions when it is open."""
        self._filled = filled
        state = filled.deepening.get(self._key, _NOTHING)
        calls = state.calls or any(map(state.holds, filled.drafts))
        is_news, self._calls = calls and not self._calls, calls
        self._show(is_open=self.is_open or is_news)

    def unfold(self) -> None:
        """Let the questions be seen."""
        if not self.is_open:
            self._show(is_open=True)

    def holds(self, path: str) -> bool:
        """Tell whether the question at a path stands in here."""
        return any(path == v.path or path.startswith(f"{v.path}/") for v in self._views)

    def _show(self, *, is_open: bool) -> None:
        if self._filled is None:
            return
        state = self._filled.deepening.get(self._key, _NOTHING)
        was_open = self.is_open
        words = ngettext(
            "In depth – {count} more question", "In depth – {count} more questions", state.asked
        )
        detail = _("{settled} of {asked} answered").format(
            settled=state.settled, asked=state.asked
        )
        self.head.show_words(
            words.format(count=state.asked), detail if state.settled else "", is_open=is_open
        )
        if is_open:
            for view in self._views:
                view.show_filled(self._filled)
        self._body.setVisible(is_open)
        self.setVisible(state.asked > 0)
        if is_open and not was_open:
            order_tabs(self)
            self.unfolded.emit()

    def _on_head(self) -> None:
        self._show(is_open=not self.is_open)
        first = next((view for view in self._views if view.isVisibleTo(self)), None)
        if first is not None:
            # The layout has to be done first, or the page would scroll to nowhere.
            QTimer.singleShot(0, first, lambda: show_in_scroll(first))
