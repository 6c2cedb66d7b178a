"""What belongs to a mark: its day, missing papers, the next office, doubts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from intake_app.domain.codes import PartnerId
from intake_app.domain.slip import MarkKind
from intake_app.i18n import _
from intake_app.ui.look.fonts import px
from intake_app.ui.pages.day_line import DayLine
from intake_app.ui.widgets.buttons import Button, ButtonKind
from intake_app.ui.widgets.choice_list import ChoiceList
from intake_app.ui.widgets.choice_picks import ChoicePicks
from intake_app.ui.widgets.labelled import LabelledLine
from intake_app.ui.widgets.labels import Label
from intake_app.ui.widgets.segments import Option
from intake_app.ui.widgets.tick import TickBox

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from intake_app.domain.slip import Station
    from intake_app.form_engine.model import Form
    from intake_app.form_engine.wording import Wording

_LONGEST_RESULT = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class EnteredMark:
    """What the advisor read from the strip."""

    kind: MarkKind
    marked_on: date
    missing: tuple[str, ...]
    forward_to: PartnerId | None
    next_on: date | None
    stamped: bool
    query: bool
    text_blacked: bool
    result: str


class MarkDetails(QWidget):
    """Fields that fit the chosen mark; the questions are those of the form.

    Args:
        form: The form "routing".
        german: The wording of record.
        today: The office day.
        station: The station; its papers stand first among those that can be missing.
        partners: Id and name of each partner.

    Signals:
        entered: What was entered, an `EnteredMark`.
        given_up: Nothing shall be entered.
    """

    entered = Signal(object)
    given_up = Signal()

    def __init__(
        self,
        form: Form,
        german: Wording,
        *,
        today: date,
        station: Station,
        partners: Sequence[Option],
    ) -> None:
        super().__init__()
        self._today = today
        self._station = station
        self._kind = MarkKind.DONE

        def words(question: str) -> str:
            return german.label(form.question(question))

        self.day = DayLine(words("st.date"), today)
        self.next_on = DayLine(words("st.next_on"), today)
        self.missing = ChoicePicks(_papers(station, form, german), words("st.missing"))
        self.forward = ChoiceList(partners, words("st.forward"))
        self.stamp = TickBox(words("st.stamp"))
        self.query = TickBox(words("st.query"))
        self.blacked = TickBox(words("st.text_blacked"))
        self.result = LabelledLine(_("Result (only for us, never printed)"))
        self.result.line.setMaxLength(_LONGEST_RESULT)
        self._wrong = Label(colour="danger")
        self._wrong.hide()
        self.enter = Button(_("Enter mark"), ButtonKind.PRIMARY)
        self.give_up = Button(_("Not now"), ButtonKind.QUIET)
        self._missing_part = _part(words("st.missing"), self.missing)
        self._forward_part = _part(words("st.forward"), self.forward)
        self._lay_out()
        self.enter.clicked.connect(self._on_enter)
        self.give_up.clicked.connect(self.given_up)
        for field in (self.day, self.next_on, self.result):
            field.line.returnPressed.connect(self._on_enter)

    def start(self, kind: MarkKind) -> None:
        """Ask what belongs to this mark; what was entered before stands in the fields."""
        station, mark = self._station, self._station.mark
        self.day.show_day(mark.marked_on if mark else self._today)
        self.next_on.show_day(mark.next_on if mark else None)
        self.missing.show_codes(mark.missing if mark else ())
        self.forward.show_code(str(mark.forward_to) if mark and mark.forward_to else "")
        self.stamp.setChecked(mark.stamped if mark else True)
        self.query.setChecked(bool(mark and mark.query))
        self.blacked.setChecked(bool(mark and mark.text_blacked))
        self.result.set_text(station.result_internal)
        self.show_kind(kind)

    def show_kind(self, kind: MarkKind) -> None:
        """Show the fields that fit this mark; what was typed stays."""
        self._kind = kind
        self.next_on.setVisible(kind is MarkKind.NEW_APPOINTMENT)
        self._missing_part.setVisible(kind is MarkKind.DOCUMENT_MISSING)
        self._forward_part.setVisible(kind is MarkKind.FORWARDED)
        self._say("")

    def _entered_mark(self) -> EnteredMark:
        kind = self._kind
        forward = self.forward.code() if kind is MarkKind.FORWARDED else ""
        return EnteredMark(
            kind=kind,
            marked_on=self.day.day() or self._today,
            missing=self.missing.codes() if kind is MarkKind.DOCUMENT_MISSING else (),
            forward_to=PartnerId(UUID(forward)) if forward else None,
            next_on=self.next_on.day() if kind is MarkKind.NEW_APPOINTMENT else None,
            stamped=self.stamp.isChecked(),
            query=self.query.isChecked(),
            text_blacked=self.blacked.isChecked(),
            result=self.result.text(),
        )

    def _check(self) -> bool:
        if not self.day.check() or not self.next_on.check():
            return False
        day = self.day.day()
        if day and day > self._today:
            self.day.show_wrong(_("This day lies in the future."))
            return False
        asks_back = self.query.isChecked()
        if self._kind is MarkKind.FORWARDED and not self.forward.code() and not asks_back:
            self._say(_("Which office comes next? If it cannot be read, tick “ask back”."))
            self.forward.setFocus()
            return False
        self._say("")
        return True

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        days = QHBoxLayout()
        days.setSpacing(px(16))
        days.addWidget(self.day)
        days.addWidget(self.next_on)
        days.addStretch(1)
        column.addLayout(days)
        column.addWidget(self._missing_part)
        column.addWidget(self._forward_part)
        column.addWidget(self._wrong)
        for box in (self.stamp, self.query, self.blacked):
            column.addWidget(box)
        column.addWidget(self.result)
        buttons = QHBoxLayout()
        buttons.setSpacing(px(8))
        buttons.addWidget(self.enter)
        buttons.addWidget(self.give_up)
        buttons.addStretch(1)
        column.addLayout(buttons)

    def _on_enter(self) -> None:
        if self._check():
            self.entered.emit(self._entered_mark())

    def _say(self, problem: str) -> None:
        self._wrong.setText(problem)
        self._wrong.setVisible(bool(problem))


def _papers(station: Station, form: Form, german: Wording) -> list[Option]:
    question = form.question("st.missing")
    options = [
        Option(
            code=choice.code,
            label=german.choice(question, choice.code),
            group=_("To be brought to this station")
            if choice.code in station.bring
            else _("Other papers"),
        )
        for choice in question.choices
    ]
    return sorted(options, key=lambda option: option.code not in station.bring)


def _part(text: str, field: QWidget) -> QWidget:
    part = QWidget()
    column = QVBoxLayout(part)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(px(4))
    column.addWidget(Label(text))
    column.addWidget(field)
    return part
