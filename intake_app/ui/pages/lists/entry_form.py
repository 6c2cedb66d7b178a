"""The form of an entry or a hint: its words, its day, and how long it holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from intake_app.i18n import _
from intake_app.ui.look.fonts import Role, px
from intake_app.ui.pages.day_line import DayLine
from intake_app.ui.widgets.buttons import Button, ButtonKind
from intake_app.ui.widgets.cards import Card
from intake_app.ui.widgets.choice_list import ChoiceList
from intake_app.ui.widgets.labelled import LabelledLine
from intake_app.ui.widgets.labels import Label
from intake_app.ui.widgets.text_input import LongText
from intake_app.ui.words.messages import explain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from intake_app.errors import InputError
    from intake_app.ui.widgets.segments import Option


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What stands in the form.

    Attributes:
        question: Id of the question that a hint stands below.
        label: Words of an entry.
        text: Hint of an entry, or words of a hint.
    """

    question: str = ""
    label: str = ""
    text: str = ""
    as_of: date | None = None
    valid_from: date | None = None
    valid_to: date | None = None


class EntryForm(Card):
    """One entry of a list, the end of a shipped one, or a hint.

    Args:
        title: What is entered.
        today: The office day.
        questions: What a hint can stand below; empty for entries of a list.

    Signals:
        entered: The form is filled and its days are days; read `typed()`.
        closed: Nobody wants to change anything now.
    """

    entered = Signal()
    closed = Signal()

    def __init__(self, title: str, today: date, questions: Sequence[Option] = ()) -> None:
        super().__init__(title)
        self._is_hint = bool(questions)
        self._shown = Label("", Role.STRONG)
        self.question = ChoiceList(questions, _("Question of the talk"))
        self.label = LabelledLine(_("Words"), _("As they are offered and printed, in German."))
        self.text = LongText(_("Hint"), max_length=600)
        self.as_of = DayLine(_("Last looked at (Stand)"), today)
        self.valid_from = DayLine(_("First day"), today)
        self.valid_to = DayLine(_("Last day"), today)
        self.store = Button(_("&Store"), ButtonKind.PRIMARY)
        self.close_form = Button(_("Cancel"), ButtonKind.QUIET)
        self._asked = _field(_("Question of the talk"), self.question)
        self._hint = _field(_("Text") if self._is_hint else _("Hint"), self.text)
        self._wrong = Label("", Role.HINT, colour="danger")
        self._lay_out()
        self.store.clicked.connect(self._on_store)
        self.close_form.clicked.connect(self.closed)

    def show_typed(self, typed: Typed, *, shipped: str = "") -> None:
        """Show an entry; of a shipped one, named by its words, only the last day changes."""
        self._shown.setText(shipped)
        self._shown.setVisible(bool(shipped))
        self._asked.setVisible(self._is_hint)
        self.label.setVisible(not shipped and not self._is_hint)
        for part in (self._hint, self.as_of, self.valid_from):
            part.setVisible(not shipped)
        self.question.show_code(typed.question)
        self.label.set_text(typed.label)
        self.label.show_wrong("")
        self.text.setText(typed.text)
        self._say("")
        self.as_of.show_day(typed.as_of)
        self.valid_from.show_day(typed.valid_from)
        self.valid_to.show_day(typed.valid_to)

    def focus_first(self) -> None:
        """Put the focus where one begins."""
        first: tuple[QWidget, ...] = (self.question, self.label.line, self.valid_to.line)
        next(field for field in first if not field.isHidden() and field.isVisible()).setFocus()

    def typed(self) -> Typed:
        """Return what stands in the form.

        Raises:
            InputError: A day is none.
        """
        return Typed(
            question=self.question.code(),
            label=self.label.text(),
            text=self.text.text(),
            as_of=self.as_of.day(),
            valid_from=self.valid_from.day(),
            valid_to=self.valid_to.day(),
        )

    def texts(self) -> dict[str, str]:
        """Return what stands in the fields, whether it can be stored or not."""
        return {
            "question": self.question.code(),
            "text": self.text.text(),
            **{name: line.text() for name, line in self._lines().items()},
        }

    def show_texts(self, texts: Mapping[str, str]) -> None:
        """Show what stood in the fields before."""
        self.question.show_code(texts["question"])
        self.text.setText(texts["text"])
        for name, line in self._lines().items():
            line.set_text(texts[name])

    def show_refusal(self, error: InputError) -> None:
        """Say why it was refused, beside its field where there is one."""
        field = self._lines().get(error.detail)
        if field is not None:
            field.show_wrong(explain(error))
            field.setFocus()
            return
        self._say(explain(error))
        (self.question if error.detail == "question_id" else self.text).setFocus()

    def _lines(self) -> dict[str, LabelledLine]:
        return {
            "label": self.label,
            "as_of": self.as_of,
            "valid_from": self.valid_from,
            "valid_to": self.valid_to,
        }

    def _say(self, text: str) -> None:
        self._wrong.setText(text)
        self._wrong.setVisible(bool(text))

    def _lay_out(self) -> None:
        self.content.setSpacing(px(12))
        for widget in (self._shown, self._asked, self.label, self._hint, self._wrong):
            self.content.addWidget(widget)
        days = QHBoxLayout()
        days.setSpacing(px(12))
        for day in (self.as_of, self.valid_from, self.valid_to):
            days.addWidget(day)
        days.addStretch(1)
        self.content.addLayout(days)
        self.content.addWidget(
            Label(
                _(
                    "Nothing is deleted, because answers name it: what is over gets a last day "
                    "and is not offered any more."
                ),
                Role.HINT,
                colour="muted",
            )
        )
        buttons = QHBoxLayout()
        buttons.setSpacing(px(8))
        buttons.addWidget(self.store)
        buttons.addWidget(self.close_form)
        buttons.addStretch(1)
        self.content.addLayout(buttons)

    def _on_store(self) -> None:
        self._say("")
        checked = [day.check() for day in (self.as_of, self.valid_from, self.valid_to)]
        if all(checked):
            self.entered.emit()


def _field(label: str, field: QWidget) -> QWidget:
    """Return a field with its label above it."""
    both = QWidget()
    column = QVBoxLayout(both)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(px(4))
    column.addWidget(Label(label))
    column.addWidget(field)
    return both
