"""All questions of one section, below one another in a reading column."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from intake_app.domain.answers import AnswerState
from intake_app.form_engine.depth import core_and_later
from intake_app.form_engine.model import Kind
from intake_app.ui.look.fonts import Role, px
from intake_app.ui.question.deepening import DeepeningFold
from intake_app.ui.question.fields.containers import RepeatField
from intake_app.ui.question.question_view import QuestionView
from intake_app.ui.system.keys import StopKeys, focus_within, order_tabs, show_in_scroll, stops_of
from intake_app.ui.widgets.cards import ReadingColumn
from intake_app.ui.widgets.labels import BilingualLabel, Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intake_app.form_engine.model import Section
    from intake_app.ui.question.fields.base import FieldContext
    from intake_app.ui.question.filled import Filled


class SectionView(QWidget):
    """The questions of a section with the keys that lead through them.

    The core questions come first, in the order of the form; what can wait is folded behind
    them.

    Attributes:
        fold: What can wait; None when nothing can.

    Args:
        section: The section.
        context: Texts, day and initials.
        parent: Qt's parent.

    Signals:
        answered, drafted, row_added, row_removed, row_moved: As of `QuestionView`.
        entered: The focus came to the question at this path (the client view follows).
        left_end: The user went past the last question (+1) or before the first (−1).
    """

    answered = Signal(str)
    drafted = Signal(str)
    row_added = Signal(str)
    row_removed = Signal(str)
    row_moved = Signal(str)
    entered = Signal(str)
    left_end = Signal(int)

    def __init__(
        self, section: Section, context: FieldContext, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.section = section
        self._stops: list[int] = []
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._page = ReadingColumn()
        outer.addWidget(self._page)
        column = self._page.content
        column.setSpacing(px(6))
        title, intro = context.texts.section(section), context.texts.intro(section)
        column.addWidget(
            BilingualLabel(title.german, title.other, context.texts.language, Role.TITLE)
        )
        if intro.german:
            column.addWidget(Label(intro.german, colour="muted"))
        column.addSpacing(px(8))
        self._first, self._later = (
            [QuestionView(q, q.id, context) for q in questions]
            for questions in core_and_later(section.questions)
        )
        self._views = [*self._first, *self._later]
        for view in self._first:
            column.addWidget(view)
        self.fold = DeepeningFold(section.id, self._later) if self._later else None
        if self.fold is not None:
            self.fold.unfolded.connect(self._order_tabs)
            column.addWidget(self.fold)
        for view in self._views:
            view.answered.connect(self.answered)
            view.drafted.connect(self.drafted)
            view.row_added.connect(self.row_added)
            view.row_removed.connect(self.row_removed)
            view.row_moved.connect(self.row_moved)
        column.addStretch(1)
        StopKeys(self, self._key_stops).left_end.connect(self.left_end)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus_changed)

    def show_filled(self, filled: Filled) -> None:
        """Show answers, rows and drafts; hide what does not apply."""
        for view in self._first:
            view.show_filled(filled)
        if self.fold is not None:
            self.fold.show_filled(filled)
        self._order_tabs()

    def _order_tabs(self) -> None:
        stops = [id(stop) for view in self._views for stop in stops_of(view)]
        if stops != self._stops:
            self._stops = stops
            order_tabs(self._page.content_widget())

    def view(self, path: str) -> QuestionView | None:
        """Return the view of a path; None when it is not here or its card is closed."""
        for view in self._views:
            found = view.view(path)
            if found is not None:
                return found
        return None

    def leaves(self) -> Sequence[QuestionView]:
        """Return all questions that can be answered, in the order shown."""
        return [leaf for view in self._views for leaf in view.leaves()]

    def first_open(self) -> str:
        """Return the path of the first question to be seen that was not answered yet.

        When all were, that of the first one; empty when there is none.
        """
        leaves = (leaf for leaf in self.leaves() if leaf.question.kind is not Kind.COMPUTED)
        shown = [leaf for leaf in leaves if leaf.isVisibleTo(self)]
        empty = (leaf for leaf in shown if leaf.answer().state is AnswerState.NOT_ASKED)
        first = next(empty, shown[0] if shown else None)
        return first.path if first is not None else ""

    def commit(self) -> None:
        """Read every field that is being typed into; before leaving, locking or closing."""
        for leaf in self.leaves():
            leaf.commit()

    def reveal(self, path: str) -> None:
        """Open what hides a question: the fold, the card of its entry."""
        if self.fold is not None and self.fold.holds(path):
            self.fold.unfold()
        above = ""
        for step in path.split("/"):
            above = f"{above}/{step}" if above else step
            view = self.view(above)
            if view is not None and isinstance(view.field, RepeatField):
                view.field.reveal(path)

    def go_to(self, path: str) -> None:
        """Lead to a question, out of its fold, and put the focus into it."""
        self.reveal(path)
        view = self.view(path)
        if view is not None:
            show_in_scroll(view)
            view.focus_field()

    def current_path(self) -> str:
        """Return the path of the question with the focus, empty when there is none."""
        return next((leaf.path for leaf in self.leaves() if focus_within(leaf)), "")

    def _key_stops(self) -> Sequence[QWidget]:
        fold = [self.fold.head] if self.fold is not None else []
        first = [stop for view in self._first for stop in view.stops()]
        return [*first, *fold, *(stop for view in self._later for stop in view.stops())]

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is None or not self.isAncestorOf(new):
            return
        path = self.current_path()
        if path:
            self.entered.emit(path)
