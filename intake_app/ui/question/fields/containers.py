"""Fields that hold questions: a group, and a repeat with a card for each row."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from intake_app.domain.answers import AnswerState
from intake_app.form_engine.depth import parts_and_later
from intake_app.form_engine.values import NO_ROWS
from intake_app.i18n import _
from intake_app.ui.look.fonts import px
from intake_app.ui.look.theme import tokens_of
from intake_app.ui.question.deepening import DeepeningFold
from intake_app.ui.question.fields.base import AnswerField
from intake_app.ui.system.keys import first_stop
from intake_app.ui.widgets.buttons import Button
from intake_app.ui.widgets.chips import ToggleChip
from intake_app.ui.widgets.repeat_card import RepeatCard

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QPaintEvent

    from intake_app.domain.answers import Answer
    from intake_app.form_engine.model import Question
    from intake_app.ui.question.fields.base import FieldContext
    from intake_app.ui.question.filled import Filled
    from intake_app.ui.question.part_view import PartView
    from intake_app.ui.widgets.disclosure import Disclosure

    MakeView = Callable[[Question, str, str], PartView]

_BAR = 3


class ContainerField(AnswerField):
    """A field whose answers are those of the questions in it.

    Args:
        question: The group or repeat.
        context: Texts and day.
        path: Path of the question.
        row: Row it stands in, "" outside of repeats.
        make: Builds the view of a part: question, path and row.
    """

    def __init__(
        self, question: Question, context: FieldContext, path: str, row: str, make: MakeView
    ) -> None:
        super().__init__(question, context)
        self.path = path
        self.row = row
        self._make = make

    def typed(self) -> str:
        """Return nothing: the parts have the answers."""
        return ""

    def show_answer(self, answer: Answer) -> None:
        """Do nothing: the parts have the answers."""

    def show_draft(self, text: str) -> None:
        """Do nothing: the parts have the answers."""

    def show_filled(self, filled: Filled) -> None:
        """Show the parts."""
        raise NotImplementedError

    def stops(self) -> Sequence[PartView | Disclosure]:
        """Return the views of the parts and the lines that unfold some, as they are shown."""
        raise NotImplementedError


class GroupField(ContainerField):
    """Parts below one another, held together by a line at their side."""

    def __init__(
        self, question: Question, context: FieldContext, path: str, row: str, make: MakeView
    ) -> None:
        super().__init__(question, context, path, row, make)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), 0, 0, 0)
        column.setSpacing(px(8))
        self._views = [make(part, f"{path}/{part.id}", row) for part in question.parts]
        for view in self._views:
            column.addWidget(view)

    def show_filled(self, filled: Filled) -> None:
        """Show the parts."""
        for view in self._views:
            view.show_filled(filled)

    def stops(self) -> Sequence[PartView | Disclosure]:
        """Return the views of all parts."""
        return tuple(self._views)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the line."""
        painter = QPainter(self)
        bar = QRect(0, 0, _BAR, self.height())
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            bar.moveRight(self.rect().right())
        painter.fillRect(bar, QColor(tokens_of(self.palette()).line))
        painter.end()


class RepeatField(ContainerField):
    """A card per row, one of them open; "+" adds one, and "keine" says that there is none.

    The parts of a row are built when its card is opened for the first time; those that can
    wait are folded behind the others.

    Signals:
        row_added: Path of a new row: the repeat's path and the row's id.
        row_removed: Path of a row that was taken out.
        row_moved: Path of a row that changed its place; read `row_ids`.
    """

    row_added = Signal(str)
    row_removed = Signal(str)
    row_moved = Signal(str)

    def __init__(
        self, question: Question, context: FieldContext, path: str, row: str, make: MakeView
    ) -> None:
        super().__init__(question, context, path, row, make)
        self._cards: dict[str, RepeatCard] = {}
        self._built: dict[str, list[PartView]] = {}
        self._folds: dict[str, DeepeningFold] = {}
        self._open = ""
        self._focus_next = ""
        self._filled: Filled | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        self._column = QVBoxLayout()
        self._column.setSpacing(px(8))
        column.addLayout(self._column)
        line = QHBoxLayout()
        line.setSpacing(px(8))
        self.add = Button(_("Add"), icon="plus")
        self.add.setAccessibleName(f"{self.name}: {self.add.text()}")
        self.add.clicked.connect(self._on_add)
        self.none = ToggleChip(context.texts.german.word("none"))
        self.none.setAccessibleName(f"{self.name}: {context.texts.german.word('none')}")
        self.none.clicked.connect(self._on_none)
        line.addWidget(self.add)
        line.addWidget(self.none)
        line.addStretch(1)
        column.addLayout(line)

    def row_ids(self) -> Sequence[str]:
        """Return the rows in the order shown."""
        return tuple(self._cards)

    def card(self, row: str) -> RepeatCard:
        """Return the card of a row."""
        return self._cards[row]

    def typed(self) -> str:
        """Return that there are no rows, or nothing."""
        return NO_ROWS if self.none.isChecked() and not self._cards else ""

    def show_answer(self, answer: Answer) -> None:
        """Show whether the person said that there is nothing to list."""
        self.none.setChecked(answer.value == NO_ROWS)
        self._show_buttons(answer.state)

    def stops(self) -> Sequence[PartView | Disclosure]:
        """Return what is in all cards that were opened."""
        found: list[PartView | Disclosure] = []
        for row in self._cards:
            found += self._built.get(row, ())
            if row in self._folds:
                found += [self._folds[row].head, *self._folds[row].views()]
        return found

    def show_filled(self, filled: Filled) -> None:
        """Show the rows; the only one is open."""
        self._filled = filled
        rows = list(filled.row_ids(self.path))
        for row in [row for row in self._cards if row not in rows]:
            self._drop(row)
        for row in rows:
            if row not in self._cards:
                self._cards[row] = self._new_card(row)
        self._cards = {row: self._cards[row] for row in rows}
        for place, row in enumerate(rows):
            if self._column.indexOf(self._cards[row]) != place:
                self._column.insertWidget(place, self._cards[row])
        if self._open not in rows:
            self._open = rows[0] if len(rows) == 1 else ""
        for row in rows:
            self._show_card(row)
        self._show_buttons(filled.answer(self.path).state)

    def open_row(self, row: str) -> None:
        """Open the card of a row and close the others."""
        self._open = row
        for each in self._cards:
            self._show_card(each)

    def reveal(self, path: str) -> None:
        """Open the card in which the question at a path stands, and its fold if it must."""
        row = path.removeprefix(f"{self.path}/").partition("/")[0]
        if row not in self._cards:
            return
        if row != self._open:
            self.open_row(row)
        fold = self._folds.get(row)
        if fold is not None and fold.holds(path):
            fold.unfold()

    def _show_card(self, row: str) -> None:
        if self._filled is None:
            return
        card = self._cards[row]
        rows = list(self._cards)
        place = rows.index(row)
        is_open = row == self._open
        if is_open and row not in self._built:
            self._build(row)
        for view in self._built.get(row, ()):
            view.show_filled(self._filled)
        if row in self._folds:
            self._folds[row].show_filled(self._filled)
        card.show_state(
            title=self._title(row, place),
            is_open=is_open,
            is_first=place == 0,
            is_last=place == len(rows) - 1,
        )
        if row == self._focus_next and is_open:
            self._focus_next = ""
            # The layout has to be done first, or the page would scroll to nowhere.
            QTimer.singleShot(0, card, lambda: _focus_first(card))

    def _build(self, row: str) -> None:
        card, entry = self._cards[row], f"{self.path}/{row}"
        first, later = parts_and_later(self.question)
        self._built[row] = [self._make(part, f"{entry}/{part.id}", row) for part in first]
        for view in self._built[row]:
            card.body.addWidget(view)
        if later:
            views = [self._make(part, f"{entry}/{part.id}", row) for part in later]
            self._folds[row] = DeepeningFold(entry, views)
            card.body.addWidget(self._folds[row])

    def _title(self, row: str, place: int) -> str:
        if self._filled is None:
            return ""
        parts = [
            self._filled.display(f"{self.path}/{row}/{part}") for part in self.question.row_title
        ]
        words = " · ".join(part for part in parts if part)
        return words or _("Entry {number}").format(number=place + 1)

    def _new_card(self, row: str) -> RepeatCard:
        card = RepeatCard()
        card.toggled.connect(lambda row=row: self.open_row("" if self._open == row else row))
        card.moved.connect(lambda step, row=row: self._on_moved(row, step))
        card.removed.connect(lambda row=row: self.row_removed.emit(f"{self.path}/{row}"))
        card.is_empty = partial(self._is_empty, row)
        return card

    def _is_empty(self, row: str) -> bool:
        if self._filled is None:
            return True
        below = f"{self.path}/{row}/"
        known = (*self._filled.answers, *self._filled.drafts)
        return not any(path.startswith(below) for path in known)

    def _drop(self, row: str) -> None:
        card = self._cards.pop(row)
        self._built.pop(row, None)
        self._folds.pop(row, None)
        self._column.removeWidget(card)
        card.hide()
        card.deleteLater()

    def _show_buttons(self, state: AnswerState) -> None:
        limit = self.question.max_rows
        self.add.setVisible(limit is None or len(self._cards) < limit)
        self.none.setVisible(not self._cards and self.question.min_rows == 0)
        self.none.setEnabled(state in {AnswerState.ANSWERED, AnswerState.NOT_ASKED})

    def _on_add(self) -> None:
        row = uuid4().hex
        self._open = self._focus_next = row
        self.row_added.emit(f"{self.path}/{row}")

    def _on_moved(self, row: str, step: int) -> None:
        rows = list(self._cards)
        here = rows.index(row)
        rows.insert(here + step, rows.pop(here))
        self._cards = {each: self._cards[each] for each in rows}
        for place, each in enumerate(rows):
            self._column.insertWidget(place, self._cards[each])
        for each in rows:
            self._show_card(each)
        self.row_moved.emit(f"{self.path}/{row}")

    def _on_none(self) -> None:
        self.edited.emit()
        self.settled.emit()


def _focus_first(card: QWidget) -> None:
    body = card.findChild(QWidget, "body")
    target = first_stop(body) if isinstance(body, QWidget) else None
    if target is not None:
        target.setFocus(Qt.FocusReason.TabFocusReason)
