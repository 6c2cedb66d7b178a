"""What belongs to one station of a slip: what for, what to bring, when, with whom."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from intake_app.domain.slip import OPEN_HOURS
from intake_app.i18n import _
from intake_app.ui.look.fonts import px
from intake_app.ui.pages.day_line import DayLine, TimeLine
from intake_app.ui.widgets.choice_picks import ChoicePicks, PickSegments
from intake_app.ui.widgets.labelled import LabelledLine
from intake_app.ui.widgets.labels import Label
from intake_app.ui.widgets.notices import Level, Notice
from intake_app.ui.widgets.segments import Option, Segments

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from intake_app.domain.slip import Station
    from intake_app.form_engine.directories import StationKind
    from intake_app.form_engine.model import Form
    from intake_app.form_engine.wording import Wording

_NONE, _OPEN, _FIXED = "none", "open", "fixed"


class StationEditor(QWidget):
    """The fields of a station; the questions are those of the form "routing".

    Args:
        station: As it stands now.
        kind: Its kind, with purposes and the papers that belong to each.
        form: The form "routing".
        german: The wording of record.
        today: The office day.

    Signals:
        changed: The station was changed; read `station()`.
    """

    changed = Signal()

    def __init__(
        self, station: Station, kind: StationKind, form: Form, german: Wording, today: date
    ) -> None:
        super().__init__()
        self._station = station
        self._kind = kind
        self._today = today

        def words(question: str) -> str:
            return german.label(form.question(question))

        self.purposes = PickSegments(
            [
                Option(code=p.code, label=german.list_label("station_purposes", p.code))
                for p in kind.purposes
            ]
        )
        papers = form.question("st.bring").choices
        self.bring = ChoicePicks(
            [Option(code=c.code, label=german.list_label("documents", c.code)) for c in papers],
            words("st.bring"),
        )
        self.contact = LabelledLine(words("st.contact"), german.hint(form.question("st.contact")))
        self.contact.line.setMaxLength(form.question("st.contact").max_length or 80)
        self.when = Segments(
            [
                Option(code=_FIXED, label=words("st.appt_date")),
                Option(code=_OPEN, label=_("Open hours")),
                Option(code=_NONE, label=_("Nothing agreed")),
            ]
        )
        self.day = DayLine(_("Day"), today)
        self.time = TimeLine(words("st.appt_time"), today)
        self.companion = Segments(
            [
                Option(code=c.code, label=german.list_label("companions", c.code))
                for c in form.question("st.companion").choices
            ]
        )
        self._lay_out(kind, words)
        self._show()
        self._connect()

    def station(self) -> Station:
        """Return the station as it was changed; a day that is none leaves it as it was."""
        return self._station

    def _lay_out(self, kind: StationKind, words: Callable[[str], str]) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, px(4), 0, 0)
        column.setSpacing(px(12))
        if kind.remark:
            column.addWidget(Notice(kind.remark, Level.INFO))
        if kind.purposes:
            column.addLayout(_part(words("st.purpose"), self.purposes))
        column.addLayout(_part(words("st.bring"), self.bring))
        column.addLayout(_part(_("When"), self.when))
        self._moment = QWidget()
        moment = QHBoxLayout(self._moment)
        moment.setContentsMargins(0, 0, 0, 0)
        moment.setSpacing(px(12))
        moment.addWidget(self.day)
        moment.addWidget(self.time)
        moment.addStretch(1)
        column.addWidget(self._moment)
        column.addLayout(_part(words("st.companion"), self.companion))
        column.addWidget(self.contact)

    def _show(self) -> None:
        station = self._station
        self.purposes.show_codes(station.purposes)
        self.bring.show_codes(station.bring)
        self.contact.set_text(station.contact)
        on = station.appointment_on
        fixed = _FIXED if on else _NONE
        when = _OPEN if station.open_hours else fixed
        self.when.show_code(when)
        self.day.show_day(on)
        self.time.set_text(station.appointment_time)
        self._moment.setVisible(when == _FIXED)
        self.companion.show_code(station.companion)

    def _connect(self) -> None:
        self.purposes.chosen.connect(self._on_purposes)
        self.when.chosen.connect(self._on_when)
        for picked in (self.bring, self.companion):
            picked.chosen.connect(self._on_others)
        self.contact.line.left.connect(self._on_others)
        for moment in (self.day, self.time):
            moment.line.left.connect(self._on_moment)

    def commit(self) -> None:
        """Take over what is being typed, before the page goes."""
        self._on_others()
        if self.when.code() == _FIXED:
            self._on_moment()

    def _on_purposes(self) -> None:
        """Take the papers along that a newly chosen purpose needs."""
        station, codes = self._station, self.purposes.codes()
        new = [
            p for p in self._kind.purposes if p.code in codes and p.code not in station.purposes
        ]
        wanted = [paper for purpose in new for paper in purpose.bring]
        bring = tuple(dict.fromkeys((*station.bring, *wanted)))
        self.bring.show_codes(bring)
        self._take(replace(station, purposes=codes, bring=bring))

    def _on_others(self) -> None:
        self._take(
            replace(
                self._station,
                bring=self.bring.codes(),
                contact=self.contact.text(),
                companion=self.companion.code(),
            )
        )

    def _on_when(self) -> None:
        when = self.when.code()
        self._moment.setVisible(when == _FIXED)
        if when == _FIXED:
            self.day.setFocus()
            self._on_moment()
        else:
            self._take(replace(self._station, appointment=OPEN_HOURS if when == _OPEN else ""))

    def _on_moment(self) -> None:
        if not (self.day.check() and self.time.check()):
            return
        day, time = self.day.day(), self.time.time()
        moment = "T".join(part for part in (day.isoformat() if day else "", time) if part)
        self._take(replace(self._station, appointment=moment if day else ""))

    def _take(self, changed: Station) -> None:
        if changed != self._station:
            self._station = changed
            self.changed.emit()


def _part(text: str, field: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(px(4))
    column.addWidget(Label(text))
    column.addWidget(field)
    return column
