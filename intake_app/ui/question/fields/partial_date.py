"""A date that is known only in part, in the calendar in which it was told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from intake_app.domain.answers import NOT_ASKED, Answer
from intake_app.domain.dates import Calendar, PartialDate, Precision, german_date, parse_partial
from intake_app.errors import InputError
from intake_app.form_engine.values import to_answer
from intake_app.i18n import _
from intake_app.ui.look.fonts import Role, px
from intake_app.ui.question.fields.base import AnswerField
from intake_app.ui.widgets.labels import Label
from intake_app.ui.widgets.segments import Option, Segments
from intake_app.ui.widgets.text_input import LineEdit

if TYPE_CHECKING:
    from intake_app.form_engine.conditions import AnswerLookup
    from intake_app.form_engine.model import Question
    from intake_app.ui.question.fields.base import FieldContext

_DIVIDER = "|"


class PartialDateField(AnswerField):
    """Free text as "1992", "03/1992" or "ca. 1990", a calendar, and what it means for us.

    Below the line stands the first and the last day of our calendar that it can mean, so
    that advisor and person can see whether it was understood.
    """

    def __init__(self, question: Question, context: FieldContext) -> None:
        super().__init__(question, context)
        self.line = LineEdit(self.name)
        self.line.set_width_of("00.00.0000–00.00.0000 00")
        self.line.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.line.setPlaceholderText(_("1992, 03/1992, ca. 1990 …"))
        self.range = Label(role=Role.HINT, colour="muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(6))
        first = QHBoxLayout()
        first.setSpacing(px(12))
        first.addWidget(self.line)
        first.addWidget(self.range, 1)
        column.addLayout(first)
        self.calendars = Segments(self._calendar_options(), compact=True)
        self.calendars.show_code(question.calendars[0].value if question.calendars else "")
        column.addWidget(self.calendars)
        self.calendars.setVisible(len(question.calendars) > 1)
        self.setFocusProxy(self.line)
        self.line.textEdited.connect(self._on_edited)
        self.line.left.connect(self.settled)
        self.line.returnPressed.connect(self.settled)
        self.calendars.chosen.connect(self._on_calendar)

    def calendar(self) -> Calendar:
        """Return the calendar in which the date is told."""
        return Calendar(self.calendars.code() or Calendar.GREGORIAN.value)

    def typed(self) -> str:
        """Return the text."""
        return self.line.text()

    def read(self, answers: AnswerLookup | None = None) -> Answer:
        """Return the answer in the chosen calendar; NOT_ASKED when the line is empty.

        Raises:
            InputError: What was typed is no date of this calendar.
        """
        if not self.typed().strip():
            return NOT_ASKED
        return to_answer(
            self.question,
            self.typed(),
            today=self.context.today,
            calendar=self.calendar(),
            answers=answers,
        )

    def draft(self) -> str:
        """Return calendar and text."""
        return f"{self.calendar().value}{_DIVIDER}{self.typed()}" if self.typed().strip() else ""

    def show_answer(self, answer: Answer) -> None:
        """Show what was told, in its calendar."""
        if answer.value is None:
            self._show("", self.calendar())
            return
        told = PartialDate.from_canonical(answer.value)
        text = told.told_text
        if told.precision is Precision.ABOUT:
            text = self.context.texts.german.word("about").format(date=text)
        elif told.precision is Precision.UNKNOWN:
            text = self.context.texts.german.word("date_unknown")
        self._show(text, told.calendar)

    def show_draft(self, text: str) -> None:
        """Show calendar and text as they were typed."""
        calendar, divider, typed = text.partition(_DIVIDER)
        if divider and calendar in set(Calendar):
            self._show(typed, Calendar(calendar))
        else:
            self._show(text, self.calendar())

    def set_wrong(self, *, wrong: bool) -> None:
        """Frame the line."""
        self.line.set_wrong(wrong=wrong)

    def _show(self, text: str, calendar: Calendar) -> None:
        if text != self.line.text() and not self._means_the_same(text, calendar):
            self.line.setText(text)
        if calendar in self.question.calendars:
            self.calendars.show_code(calendar.value)
        self._show_range()

    def _means_the_same(self, text: str, calendar: Calendar) -> bool:
        """Tell whether the line says the same in other words and is being typed into."""
        if not self.line.hasFocus():
            return False
        try:
            return parse_partial(self.typed(), self.calendar()) == parse_partial(text, calendar)
        except InputError:
            return False

    def _calendar_options(self) -> list[Option]:
        texts = self.context.texts
        return [
            Option(
                code=calendar.value,
                label=texts.german.word(f"calendar.{calendar.value}"),
                other=texts.other.word(f"calendar.{calendar.value}") if texts.other else "",
                language=texts.language,
            )
            for calendar in self.question.calendars
        ]

    def _on_edited(self) -> None:
        self._show_range()
        self.edited.emit()

    def _on_calendar(self) -> None:
        if not self.calendars.code():
            self.calendars.show_code(self.question.calendars[0].value)
        self._show_range()
        self.edited.emit()
        self.settled.emit()

    def _show_range(self) -> None:
        self.range.setText(self._range_words())

    def _range_words(self) -> str:
        if not self.typed().strip():
            return ""
        try:
            told = parse_partial(self.typed(), self.calendar())
        except InputError:
            return ""
        if told.earliest is None or told.latest is None:
            return ""
        if told.earliest == told.latest:
            if told.calendar is Calendar.GREGORIAN:
                return ""
            return f"= {german_date(told.earliest)}"
        span = _("{first} to {last}")
        return span.format(first=german_date(told.earliest), last=german_date(told.latest))
