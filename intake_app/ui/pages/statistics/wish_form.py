"""What somebody wants to have counted: period, table, ages, and for whom."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from intake_app.domain.statistics import AgeSet, Period, Span, Topic, period_of
from intake_app.errors import InputError
from intake_app.i18n import _
from intake_app.services.statistics_wish import StatisticsWish
from intake_app.ui.look.fonts import px
from intake_app.ui.pages.day_line import DayLine
from intake_app.ui.pages.statistics.words import SPANS, age_set_words, topic_words
from intake_app.ui.widgets.choice_list import ChoiceList
from intake_app.ui.widgets.flow import FlowLayout
from intake_app.ui.widgets.labels import Label
from intake_app.ui.widgets.segments import Option, Segments
from intake_app.ui.widgets.tick import TickBox

if TYPE_CHECKING:
    from datetime import date

_OWN, _ALL = "own", "all"
_ROUNDED, _EXACT = "rounded", "exact"
_BY_PLACE: Final = frozenset({Topic.UNITS, Topic.SCHOOL_PLACES})
"""Tables in which municipalities can stand in place of units."""


class WishForm(QWidget):
    """The choices above the tables.

    Args:
        today: The office's day.
        parent: Qt's parent.

    Attributes:
        spans: A period with a name, or own days.
        first, last: The own days.
        topic: Which table.
        ages: Which groups of ages, where they matter.
        exactness: To be published, or for the office only.
        municipalities: Instead of units, for the office only.

    Signals:
        changed: Something else is wanted; read `wish()`.
    """

    changed = Signal()

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        spans = [Option(code=span, label=say()) for span, say in SPANS.items()]
        self.spans = Segments([*spans, Option(code=_OWN, label=_("Own days"))])
        self.first, self.last = DayLine(_("From"), today), DayLine(_("Until"), today)
        topics = [Option(code=topic, label=topic_words(topic)) for topic in Topic]
        everything = Option(code=_ALL, label=_("All tables"))
        self.topic = ChoiceList([*topics, everything], _("Table"))
        self.ages = Segments([Option(code=one, label=age_set_words(one)) for one in AgeSet])
        self.exactness = Segments(
            [
                Option(code=_ROUNDED, label=_("To be published (rounded)")),
                Option(code=_EXACT, label=_("For the office only (exact)")),
            ]
        )
        self.municipalities = TickBox(_("Municipalities instead of units"))
        self._own_days = _in_a_row(self.first, self.last)
        self._age_row = _labelled(_("Groups of ages"), self.ages)
        self._show_defaults()
        self._lay_out()
        self._connect()
        self._show_what_matters()

    def wish(self) -> StatisticsWish | None:
        """Return what is wanted; None while the own days are not complete."""
        period = self._period()
        if period is None:
            return None
        code = self.topic.code()
        return StatisticsWish(
            period=period,
            topics=tuple(Topic) if code in {_ALL, ""} else (Topic(code),),
            ages=AgeSet(self.ages.code() or AgeSet.STANDARD),
            is_internal=self.exactness.code() == _EXACT,
            by_municipality=self.municipalities.isChecked(),
        )

    def choices(self) -> str:
        """Return what is chosen; never that exact numbers were, for whoever comes next."""
        days = [self.first.text(), self.last.text()]
        return json.dumps([self.spans.code(), *days, self.topic.code(), self.ages.code()])

    def take_up(self, choices: str) -> None:
        """Choose again what `choices` gave."""
        span, first, last, topic, ages = json.loads(choices)
        self.spans.show_code(span)
        self.first.set_text(first)
        self.last.set_text(last)
        self.topic.show_code(topic)
        self.ages.show_code(ages)
        self._on_changed()

    def _period(self) -> Period | None:
        code = self.spans.code()
        if code != _OWN:
            return period_of(Span(code or Span.THIS_YEAR), self._today)
        try:
            first, last = self.first.day(), self.last.day()
        except InputError:
            return None  # said beside the field
        if first is None or last is None:
            return None
        wrong = _("It lies before the first day.") if last < first else ""
        if last > self._today:
            wrong = _("This day has not come yet.")
        self.last.show_wrong(wrong)
        return None if wrong else Period(first, last)

    def _show_days(self, period: Period) -> None:
        """Let own days begin with those of the span that was chosen before."""
        self.first.show_day(period.first)
        self.last.show_day(period.last)

    def _show_defaults(self) -> None:
        self.spans.show_code(Span.THIS_YEAR)
        self._show_days(period_of(Span.THIS_YEAR, self._today))
        self.topic.show_code(Topic.UNITS)
        self.ages.show_code(AgeSet.STANDARD)
        self.exactness.show_code(_ROUNDED)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(12))
        column.addWidget(_labelled(_("Period"), self.spans))
        column.addWidget(self._own_days)
        self.topic.setMinimumWidth(px(420))
        column.addWidget(_in_a_row(_labelled(_("Table"), self.topic), self._age_row))
        column.addWidget(_labelled(_("For whom"), self.exactness))
        column.addWidget(self.municipalities)

    def _connect(self) -> None:
        self.spans.chosen.connect(self._on_span)
        for chosen in (self.topic, self.ages, self.exactness):
            chosen.chosen.connect(self._on_changed)
        self.municipalities.toggled.connect(self._on_changed)
        for field in (self.first, self.last):
            field.line.left.connect(self._on_left)
            field.line.returnPressed.connect(self._on_changed)

    def _on_span(self) -> None:
        code = self.spans.code()
        if code and code != _OWN:
            self._show_days(period_of(Span(code), self._today))
        self._on_changed()

    def _on_left(self) -> None:
        # A field is left too when the page goes away at locking; nothing is counted then.
        if QApplication.focusWidget() is not None:
            self._on_changed()

    def _on_changed(self) -> None:
        self._show_what_matters()
        self.changed.emit()

    def _show_what_matters(self) -> None:
        code = self.topic.code()
        shown = frozenset(Topic) if code in {_ALL, ""} else {Topic(code)}
        self._own_days.setVisible(self.spans.code() == _OWN)
        self._age_row.setVisible(Topic.UNITS in shown)
        is_exact = self.exactness.code() == _EXACT
        self.municipalities.setVisible(is_exact and not _BY_PLACE.isdisjoint(shown))


def _in_a_row(*fields: QWidget) -> QWidget:
    box = QWidget()
    row = FlowLayout(px(20), box)
    for field in fields:
        row.addWidget(field)
    return box


def _labelled(name: str, choice: QWidget) -> QWidget:
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(px(4))
    column.addWidget(Label(name))
    column.addWidget(choice)
    return box
