"""A labelled field for one day that may stay empty."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtGui import QFontMetrics

from intake_app.domain.dates import german_date
from intake_app.errors import InputError
from intake_app.form_engine.model import Kind, Question
from intake_app.form_engine.values import parse
from intake_app.i18n import _
from intake_app.ui.look.fonts import px
from intake_app.ui.system.keys import bind
from intake_app.ui.widgets.labelled import LabelledLine
from intake_app.ui.words.messages import explain

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_DAY = Question(id="day", kind=Kind.DATE, label="")
_TIME = Question(id="time", kind=Kind.TIME, label="")


class DayLine(LabelledLine):
    """A day, typed as TT.MM.JJJJ or "heute"; the arrow keys count days.

    Args:
        label: What it is.
        today: The office day.
        hint: A word of help, below.
        parent: Qt's parent.
    """

    def __init__(
        self, label: str, today: date, hint: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(label, hint, sample="00.00.00000000", parent=parent)
        self._today = today
        self.setMinimumWidth(min(QFontMetrics(self.font()).horizontalAdvance(label) + 4, px(240)))
        self.line.setPlaceholderText(_("DD.MM.YYYY"))
        self.line.left.connect(self._on_left)
        bind(self.line, "Up", lambda: self._count(1))
        bind(self.line, "Down", lambda: self._count(-1))

    def day(self) -> date | None:
        """Return the day, None when the field is empty.

        Raises:
            InputError: What stands there is no day.
        """
        text = self.text()
        if not text:
            return None
        return date.fromisoformat(parse(_DAY, text, today=self._today))

    def show_day(self, day: date | None) -> None:
        """Show a day, or an empty field."""
        self.set_text(german_date(day) if day else "")
        self.show_wrong("")

    def check(self) -> bool:
        """Say beside the field what is wrong with it; tell whether all is well."""
        try:
            self.day()
        except InputError as error:
            self.show_wrong(explain(error))
            return False
        self.show_wrong("")
        return True

    def _on_left(self) -> None:
        if self.check():
            self.show_day(self.day())

    def _count(self, days: int) -> None:
        if self.check():
            self.show_day(
                (self.day() or self._today - timedelta(days=days)) + timedelta(days=days)
            )
            self.line.textEdited.emit(self.line.text())


class TimeLine(LabelledLine):
    """A time of day, typed as 14:30 or 1430; may stay empty.

    Args:
        label: What it is.
        today: The office day.
        parent: Qt's parent.
    """

    def __init__(self, label: str, today: date, parent: QWidget | None = None) -> None:
        super().__init__(label, sample="00:00000", parent=parent)
        self._today = today
        self.line.setPlaceholderText(_("HH:MM"))
        self.line.left.connect(self._on_left)

    def time(self) -> str:
        """Return the time as "14:30", empty when the field is.

        Raises:
            InputError: What stands there is no time of day.
        """
        text = self.text()
        return parse(_TIME, text, today=self._today) if text else ""

    def check(self) -> bool:
        """Say beside the field what is wrong with it; tell whether all is well."""
        try:
            self.time()
        except InputError as error:
            self.show_wrong(explain(error))
            return False
        self.show_wrong("")
        return True

    def _on_left(self) -> None:
        if self.check():
            self.set_text(self.time())
