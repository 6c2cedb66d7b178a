"""Who received something about a person and must be told (Art. 19 GDPR)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.errors import IntakeError
from intake_app.i18n import _
from intake_app.ui.look.fonts import Role, px
from intake_app.ui.pages.paper.print_page import PrintPage
from intake_app.ui.widgets.buttons import Button
from intake_app.ui.widgets.labels import Label

if TYPE_CHECKING:
    from intake_app.domain.codes import CaseId
    from intake_app.domain.data_rights import NoticeReason
    from intake_app.services.partner_notices import Recipient
    from intake_app.services.services import Services
    from intake_app.ui.pages.paper.desk import PrintDesk


class Recipients(QWidget):
    """A button for each office that has to be told; says so where there is none.

    Args:
        services: Make the notices.
        desk: Prints them.
        case_id: The case.
        reason: What happens to it.

    Attributes:
        buttons: One for each office, by its name.

    Signals:
        page_asked: A page to be shown above.
    """

    page_asked = Signal(object)

    def __init__(
        self, services: Services, desk: PrintDesk, case_id: CaseId, reason: NoticeReason
    ) -> None:
        super().__init__()
        self._services = services
        self._desk = desk
        self._case_id = case_id
        self._reason = reason
        self.buttons: dict[str, Button] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        try:
            found = services.partner_notices.recipients(case_id)
        except IntakeError:
            # Closed to whoever looks; what closes it is said where the case is asked for.
            return
        column.addWidget(Label(_("Who has to be told?"), Role.STRONG))
        if not found:
            column.addWidget(Label(_("No office received anything."), colour="muted"))
            return
        column.addWidget(
            Label(
                _(
                    "These offices received something and have to be told (Article 19 GDPR). "
                    "Print it before: afterwards the name is gone or hidden."
                ),
                colour="muted",
            )
        )
        for recipient in found:
            text = _("Notice to {office} …").format(office=recipient.partner_name)
            button = Button(text, icon="printer")
            button.clicked.connect(partial(self._on_notice, recipient))
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)
            self.buttons[recipient.partner_name] = button

    def _on_notice(self, recipient: Recipient) -> None:
        make = partial(
            self._services.partner_notices.notice,
            self._case_id,
            recipient.partner_id,
            self._reason,
        )
        page = PrintPage(self._services, self._desk, make, back=_("Data protection"))
        self.page_asked.emit(page)
