"""From which cases somebody is kept (Befangenheit)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from intake_app.domain.dates import german_date
from intake_app.errors import IntakeError
from intake_app.i18n import _
from intake_app.ui.look.fonts import px
from intake_app.ui.pages.case_number_form import CaseNumberForm
from intake_app.ui.widgets.buttons import Button, ButtonKind
from intake_app.ui.widgets.cards import Card
from intake_app.ui.widgets.labels import Label

if TYPE_CHECKING:
    from intake_app.domain.codes import CaseId
    from intake_app.domain.office import Advisor
    from intake_app.services.bars import BarService


class BarsCard(Card):
    """The cases that one person does not see, named by their numbers only.

    Args:
        bars: Sets and lifts them.
        own_slot: Slot of whoever is at work: nobody lifts what he is kept from himself.

    Signals:
        said: Something good to be said in the bar of the page.
        failed: An `IntakeError` to be reported.
    """

    said = Signal(str)
    failed = Signal(object)

    def __init__(self, bars: BarService, own_slot: str) -> None:
        super().__init__(_("Kept from cases"))
        self._bars = bars
        self._own_slot = own_slot
        self._slot_id = ""
        self._shown: list[QWidget] = []
        self.lifts: list[Button] = []
        self.form = CaseNumberForm(
            _("Keep from this case"), lambda number: bars.set(self._slot_id, number)
        )
        self.form.done.connect(self._on_barred)
        self.form.failed.connect(self.failed)
        self._rows = QVBoxLayout()
        self.content.setSpacing(px(12))
        self.content.addWidget(
            Label(
                _(
                    "Whoever is near to somebody (family, neighbour, friend) finds and sees that "
                    "case nowhere. The reason is not written down."
                ),
                colour="muted",
            )
        )
        self.content.addLayout(self._rows)
        self.content.addWidget(self.form)

    def show_person(self, advisor: Advisor) -> None:
        """Show what somebody is kept from."""
        self._slot_id = advisor.slot_id
        self.form.clear()
        self._read()

    def _read(self) -> None:
        while self._shown:
            row = self._shown.pop()
            row.hide()
            row.deleteLater()
        self.lifts.clear()
        try:
            barred = self._bars.of_advisor(self._slot_id)
        except IntakeError as error:
            self.failed.emit(error)
            return
        for one in barred:
            text = _("{number}, since {day} by {initials}").format(
                number=one.number,
                day=german_date(one.bar.set_at.date()),
                initials=one.bar.set_by,
            )
            self._add_row(text, one.number, one.bar.case_id)

    def _add_row(self, text: str, number: str, case_id: CaseId) -> None:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(Label(text), 1)
        lift = Button(_("Lift"), ButtonKind.QUIET)
        lift.setAccessibleName(_("Lift for {number}").format(number=number))
        lift.clicked.connect(partial(self._on_lift, case_id))
        lift.setVisible(self._slot_id != self._own_slot)
        line.addWidget(lift)
        self._rows.addWidget(row)
        self._shown.append(row)
        self.lifts.append(lift)

    def _on_barred(self) -> None:
        self._read()
        self.said.emit(_("The case is out of sight for this person from now on."))

    def _on_lift(self, case_id: CaseId) -> None:
        try:
            self._bars.lift(self._slot_id, case_id)
        except IntakeError as error:
            self.failed.emit(error)
            return
        self._read()
        self.said.emit(_("Lifted: this person finds the case again."))
