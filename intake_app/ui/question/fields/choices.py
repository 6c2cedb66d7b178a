"""Fields in which something is chosen: one, several, yes or no, a flag, a grid."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from intake_app.domain.answers import AnswerState
from intake_app.errors import InputError
from intake_app.form_engine.values import codes, codes_value, grid
from intake_app.ui.question.fields.base import AnswerField
from intake_app.ui.widgets.choice_list import ChoiceList
from intake_app.ui.widgets.choice_picks import ChoicePicks, PickSegments
from intake_app.ui.widgets.level_grid import LevelGrid
from intake_app.ui.widgets.segments import Segments
from intake_app.ui.widgets.tick import TickBox

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from intake_app.domain.answers import Answer
    from intake_app.form_engine.conditions import AnswerLookup
    from intake_app.form_engine.model import Question
    from intake_app.ui.question.fields.base import FieldContext

SEGMENTS_UP_TO = 5
"""So many choices stand side by side; more become a list that can be searched."""

PICKS_UP_TO = 8
"""So many choices of which several may be chosen stand side by side."""


class _ChosenField(AnswerField):
    """Common to fields where every change is a finished answer."""

    def _hold(self, widget: QWidget) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(widget)
        self.setFocusProxy(widget)

    def _on_chosen(self) -> None:
        self.edited.emit()
        self.settled.emit()


class ChoiceField(_ChosenField):
    """One of several: segmented buttons for a few, a searchable list for many."""

    def __init__(self, question: Question, context: FieldContext) -> None:
        super().__init__(question, context)
        options = context.texts.options(question)
        self.segments: Segments | None = None
        self.list: ChoiceList | None = None
        if len(options) <= SEGMENTS_UP_TO:
            self.segments = Segments(options)
            self.segments.chosen.connect(self._on_chosen)
            self._hold(self.segments)
        else:
            self.list = ChoiceList(options, self.name)
            self.list.chosen.connect(self._on_chosen)
            self.list.strayed.connect(self._on_chosen)
            self._hold(self.list)

    def typed(self) -> str:
        """Return the chosen code, or a text that is no option."""
        if self.segments is not None:
            return self.segments.code()
        if self.list is not None:
            return self.list.stray_text() or self.list.code()
        return ""

    def show_answer(self, answer: Answer) -> None:
        """Show the choice, or the entry that means the state."""
        code = answer.value or _entry_meaning(self.question, answer.state)
        if self.segments is not None:
            self.segments.show_code(code)
        elif self.list is not None:
            self.list.show_code(code)

    def show_draft(self, text: str) -> None:
        """Show a text that is no option."""
        if self.list is not None:
            self.list.show_stray(text)

    def set_wrong(self, *, wrong: bool) -> None:
        """Frame the list."""
        if self.list is not None:
            self.list.set_wrong(wrong=wrong)


class PartnerField(_ChosenField):
    """One of the office's partners; what is stored is the partner's id."""

    def __init__(self, question: Question, context: FieldContext) -> None:
        super().__init__(question, context)
        self.list = ChoiceList(context.partners, self.name)
        self.list.chosen.connect(self._on_chosen)
        self.list.strayed.connect(self._on_chosen)
        self._hold(self.list)

    def typed(self) -> str:
        """Return the partner's id, or a text that names no partner."""
        return self.list.stray_text() or self.list.code()

    def read(self, answers: AnswerLookup | None = None) -> Answer:
        """Return the chosen partner; NOT_ASKED when the field is empty.

        Raises:
            InputError: The text names no partner of the office.
        """
        if self.list.stray_text():
            raise InputError("choice")
        return super().read(answers)

    def show_answer(self, answer: Answer) -> None:
        """Show the partner's name."""
        self.list.show_code(answer.value or "")

    def show_draft(self, text: str) -> None:
        """Show a text that names no partner."""
        self.list.show_stray(text)

    def set_wrong(self, *, wrong: bool) -> None:
        """Frame the list."""
        self.list.set_wrong(wrong=wrong)


class ChoicesField(_ChosenField):
    """Several, in the order of choosing."""

    def __init__(self, question: Question, context: FieldContext) -> None:
        super().__init__(question, context)
        options = context.texts.options(question)
        self.picks: PickSegments | ChoicePicks
        if len(options) <= PICKS_UP_TO:
            self.picks = PickSegments(options)
        else:
            self.picks = ChoicePicks(options, self.name)
            self.picks.strayed.connect(self._on_chosen)
        self.picks.chosen.connect(self._on_chosen)
        self._hold(self.picks)

    def typed(self) -> str:
        """Return the chosen codes; an entry that means a state stands alone."""
        if isinstance(self.picks, ChoicePicks) and self.picks.field.stray_text():
            return self.picks.field.stray_text()
        chosen = self.picks.codes()
        if not chosen:
            return ""
        last = self.question.choice(chosen[-1])
        if last is not None and last.means is not None:
            return codes_value((last.code,))
        return codes_value(tuple(code for code in chosen if not _means(self.question, code)))

    def show_answer(self, answer: Answer) -> None:
        """Show the choice, or the entry that means the state."""
        meant = _entry_meaning(self.question, answer.state)
        self.picks.show_codes(codes(answer.value) or ((meant,) if meant else ()))

    def show_draft(self, text: str) -> None:
        """Show a text that is no option."""
        if isinstance(self.picks, ChoicePicks):
            self.picks.field.show_stray(text)


class YesNoField(_ChosenField):
    """Yes, no, or "weiß nicht"."""

    def __init__(self, question: Question, context: FieldContext) -> None:
        super().__init__(question, context)
        self.segments = Segments(context.texts.yes_no())
        self.segments.chosen.connect(self._on_chosen)
        self._hold(self.segments)

    def typed(self) -> str:
        """Return "yes", "no", "unknown" or nothing."""
        return self.segments.code()

    def show_answer(self, answer: Answer) -> None:
        """Show the choice."""
        unknown = "unknown" if answer.state is AnswerState.UNKNOWN else ""
        self.segments.show_code(answer.value or unknown)

    def show_draft(self, text: str) -> None:
        """Do nothing: nothing can be half chosen."""


class FlagField(_ChosenField):
    """A tick; the question itself is the text beside the box."""

    def __init__(self, question: Question, context: FieldContext) -> None:
        super().__init__(question, context)
        self.box = TickBox(self.name.replace("&", "&&"))
        self.box.setAccessibleName(self.name)
        self.box.setAccessibleDescription(context.texts.label(question).other)
        self.box.clicked.connect(self._on_chosen)
        self._hold(self.box)

    def typed(self) -> str:
        """Return "true", or nothing: an empty box is no answer."""
        return "true" if self.box.isChecked() else ""

    def show_answer(self, answer: Answer) -> None:
        """Show the tick."""
        self.box.setChecked(answer.value == "true")

    def show_draft(self, text: str) -> None:
        """Do nothing: nothing can be half ticked."""


class GridField(_ChosenField):
    """One choice per row, as for the four skills of a language."""

    def __init__(self, question: Question, context: FieldContext) -> None:
        super().__init__(question, context)
        self.grid = LevelGrid(context.texts.rows(question), context.texts.options(question))
        self.grid.chosen.connect(self._on_chosen)
        self._hold(self.grid)

    def typed(self) -> str:
        """Return a JSON object of row and choice, or nothing."""
        chosen = self.grid.codes()
        return json.dumps(chosen) if chosen else ""

    def show_answer(self, answer: Answer) -> None:
        """Show the choices."""
        self.grid.show_codes(grid(answer.value))

    def show_draft(self, text: str) -> None:
        """Do nothing: nothing can be half chosen."""


def _entry_meaning(question: Question, state: AnswerState) -> str:
    for choice in question.choices:
        if choice.means is state:
            return choice.code
    return ""


def _means(question: Question, code: str) -> bool:
    choice = question.choice(code)
    return choice is not None and choice.means is not None
