"""Cases that nobody deletes while the office is in a legal dispute about them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from intake_app.domain.dates import german_date
from intake_app.errors import IntakeError
from intake_app.i18n import _
from intake_app.services.session import office_day
from intake_app.ui.look.fonts import Role, px
from intake_app.ui.pages.case_number_form import CaseNumberForm
from intake_app.ui.pages.entries import EntryCard, EntryList
from intake_app.ui.widgets.buttons import Button, ButtonKind
from intake_app.ui.widgets.confirm import Confirm
from intake_app.ui.widgets.labels import Label

if TYPE_CHECKING:
    from intake_app.services.requests import HeldCase
    from intake_app.services.services import Services


class DisputeCard(EntryCard):
    """The list of these cases, and a field to add one.

    Args:
        services: What an advisor can do.
        parent: Qt's parent.

    Signals:
        changed: What is due has changed; says what was done.
        failed: An `IntakeError` to be reported.
    """

    changed = Signal(str)
    failed = Signal(object)

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(_("Not to be deleted: legal dispute"), parent)
        self._requests = services.requests
        self.cases = EntryList(_("No case is held back."), first=20)
        self.form = CaseNumberForm(_("Hold back"), self._hold, ButtonKind.QUIET)
        self.form.done.connect(self._on_held)
        self.form.failed.connect(self.failed)
        self.box: Confirm | None = None
        self.content.addWidget(self.cases)
        below = QVBoxLayout()
        below.setContentsMargins(px(8), px(4), px(8), px(4))
        below.addWidget(self.form)
        self.content.addLayout(below)

    def entered(self) -> None:
        """Read the list anew."""
        try:
            held = self._requests.in_dispute()
        except IntakeError as error:
            self.failed.emit(error)
            return
        self.cases.show_entries([self._row(one) for one in held])

    def _row(self, held: HeldCase) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(px(8), px(4), px(8), px(4))
        line.setSpacing(px(12))
        line.addWidget(Label(held.number, Role.STRONG))
        since = _("since {moment}").format(moment=german_date(office_day(held.hold.since)))
        line.addWidget(Label(since, colour="muted"), 1)
        over = Button(_("It is over …"))
        over.setAccessibleName(f"{over.text()} {held.number}")
        over.clicked.connect(partial(self._ask, held))
        line.addWidget(over)
        return row

    def _hold(self, number: str) -> None:
        self._requests.hold_for_dispute(self._requests.case_of(number))

    def _on_held(self) -> None:
        self.entered()
        self.changed.emit(_("Nobody can delete this case until the dispute is over."))

    def _ask(self, held: HeldCase) -> None:
        self.box = Confirm(
            self,
            title=_("Is the dispute about {number} over?").format(number=held.number),
            text=_("Then the case can be deleted again, at once if its time is over."),
            act=_("It is over"),
            keep=_("Hold it back"),
            is_dangerous=False,
        )
        self.box.confirmed.connect(partial(self._on_over, held))
        self.box.open()

    def _on_over(self, held: HeldCase) -> None:
        try:
            self._requests.end_dispute(held.case_id)
        except IntakeError as error:
            self.failed.emit(error)
            return
        self.entered()
        self.changed.emit(_("{number} can be deleted again.").format(number=held.number))
