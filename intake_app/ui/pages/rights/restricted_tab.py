"""Restricted cases, by their numbers: only here can a restriction be lifted."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from intake_app.domain.data_rights import RestrictionGround
from intake_app.domain.roles import Right
from intake_app.errors import IntakeError
from intake_app.i18n import _
from intake_app.ui.look.fonts import Role, px
from intake_app.ui.pages.case_words import joined
from intake_app.ui.pages.entries import EntryCard, EntryList
from intake_app.ui.pages.moments import day_and_hour
from intake_app.ui.pages.rights.words import GROUNDS
from intake_app.ui.widgets.buttons import Button
from intake_app.ui.widgets.cards import ReadingColumn
from intake_app.ui.widgets.confirm import Confirm
from intake_app.ui.widgets.labels import Label
from intake_app.ui.widgets.notices import Notice
from intake_app.ui.words.role_words import who_may

if TYPE_CHECKING:
    from intake_app.services.requests import HeldCase
    from intake_app.services.services import Services


class RestrictedTab(ReadingColumn):
    """The list of restricted cases.

    Args:
        services: What an advisor can do.
        parent: Qt's parent.

    Signals:
        said: Something to be said in the bar of the page.
        failed: An `IntakeError` to be reported.
    """

    said = Signal(str)
    failed = Signal(object)

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._services = services
        self._may = services.session.may(Right.RESTRICTED)
        self.cases = EntryList(_("No case is restricted."), first=20, gap=8)
        self.box: Confirm | None = None
        if not self._may:
            self.content.addWidget(Notice(who_may(Right.RESTRICTED)))
        card = EntryCard(_("Restricted cases"))
        card.content.addWidget(self.cases)
        card.setVisible(self._may)
        self.content.addWidget(card)
        self.content.addStretch(1)

    def entered(self) -> None:
        """Read the list anew."""
        if not self._may:
            return
        try:
            found = self._services.requests.restricted()
        except IntakeError as error:
            self.failed.emit(error)
            return
        self.cases.show_entries([self._row(restricted) for restricted in found])

    def _row(self, restricted: HeldCase) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(px(8), px(4), px(8), px(4))
        line.setSpacing(px(12))
        line.addWidget(Label(restricted.number, Role.STRONG))
        ground = GROUNDS[RestrictionGround(restricted.hold.ground)]()
        since = _("since {moment}").format(moment=day_and_hour(restricted.hold.since))
        line.addWidget(Label(joined([ground, since], ", "), colour="muted"), 1)
        lift = Button(_("Lift …"))
        lift.setAccessibleName(f"{lift.text()} {restricted.number}")
        lift.clicked.connect(partial(self._ask, restricted))
        line.addWidget(lift)
        return row

    def _ask(self, restricted: HeldCase) -> None:
        self.box = Confirm(
            self,
            title=_("Lift the restriction of {number}?").format(number=restricted.number),
            text=_(
                "The person must be told before (Article 18 (3) GDPR). Then the case is found "
                "and changed again."
            ),
            act=_("Lift it"),
            keep=_("Leave it restricted"),
            is_dangerous=False,
        )
        self.box.confirmed.connect(partial(self._on_lift, restricted))
        self.box.open()

    def _on_lift(self, restricted: HeldCase) -> None:
        try:
            self._services.requests.lift_restriction(restricted.case_id)
        except IntakeError as error:
            self.failed.emit(error)
            return
        self.entered()
        self.said.emit(_("{number} can be found again.").format(number=restricted.number))
