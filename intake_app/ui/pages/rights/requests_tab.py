"""The register of requests: what came in, what is due, and a card to answer one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from intake_app.domain.data_rights import DUE_SOON_DAYS, IdentityCheck, RequestKind
from intake_app.domain.dates import german_date
from intake_app.errors import InputError, IntakeError, NotFoundError
from intake_app.i18n import _
from intake_app.ui.look.fonts import Role, px
from intake_app.ui.pages.case_words import joined, near_day
from intake_app.ui.pages.day_line import DayLine
from intake_app.ui.pages.entries import Entry, EntryList
from intake_app.ui.pages.rights.columns import ListsAndCard
from intake_app.ui.pages.rights.request_card import RequestCard
from intake_app.ui.pages.rights.words import IDENTITIES, KINDS, OUTCOMES, options
from intake_app.ui.widgets.buttons import Button, ButtonKind
from intake_app.ui.widgets.cards import Card
from intake_app.ui.widgets.labelled import LabelledLine
from intake_app.ui.widgets.labels import Label
from intake_app.ui.widgets.segments import Segments
from intake_app.ui.words.messages import explain

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from intake_app.domain.data_rights import DataRequest
    from intake_app.services.services import Services
    from intake_app.ui.pages.paper.desk import PrintDesk


class RequestsTab(ListsAndCard):
    """Requests at the left, the chosen or a new one at the right.

    Args:
        services: What an advisor can do.
        desk: Printers, dialogs, and background work.
        parent: Qt's parent.

    Signals:
        erasure_asked: Number of a case whose deletion shall be proposed.
    """

    erasure_asked = Signal(str)

    def __init__(self, services: Services, desk: PrintDesk, parent: QWidget | None = None) -> None:
        self._new = Card(_("New request"))
        super().__init__(self._new, parent)
        self._services = services
        self._desk = desk
        today = services.session.today()
        self.kind = Segments(options(KINDS))
        self.number = LabelledLine(
            _("Case number"), _("Empty when nothing is stored about the person")
        )
        self.received = DayLine(_("Received on"), today)
        self.received.show_day(today)
        self.identity = Segments(options(IDENTITIES))
        self.enter = Button(_("Enter request"), ButtonKind.PRIMARY)
        self.enter.clicked.connect(self._on_enter)
        self.open_ones = EntryList(_("No request is open."), first=20)
        self.done = EntryList(_("No request was answered yet."), first=10)
        self.card: RequestCard | None = None
        self._lay_out()

    def entered(self) -> None:
        """Read the register anew."""
        try:
            requests = self._services.requests.all()
        except IntakeError as error:
            self.failed.emit(error)
            return
        self.open_ones.show_entries([self._entry(r) for r in requests if r.is_open])
        self.done.show_entries([self._entry(r) for r in requests if not r.is_open])

    def begin(self, number: str) -> None:
        """Enter a request about a case."""
        self._show_card(None)
        self.number.set_text(number)
        self.kind.setFocus()

    def show_request(self, request: DataRequest) -> None:
        """Open a request to answer it."""
        card = RequestCard(self._services, self._desk, request)
        card.page_asked.connect(self.page_asked)
        card.erasure_asked.connect(self.erasure_asked)
        card.failed.connect(self.failed)
        card.changed.connect(self._on_changed)
        card.closed.connect(lambda: self._show_card(None))
        self._show_card(card)

    def _on_changed(self, text: str, request: DataRequest | None) -> None:
        self.entered()
        if not text:
            return
        if request is None:
            self._show_card(None)
        else:
            self.show_request(request)
        self.said.emit(text)

    def _on_enter(self) -> None:
        if not self.kind.code():
            self.said.emit(_("Please choose what is asked for."))
            self.kind.setFocus()
            return
        if not self.received.check():
            self.received.setFocus()
            return
        try:
            request = self._services.requests.register(
                RequestKind(self.kind.code()),
                case_number=self.number.text(),
                received_on=self.received.day(),
                identity=IdentityCheck(self.identity.code() or IdentityCheck.PENDING),
            )
        except NotFoundError:
            self.number.show_wrong(_("No case has this number. Compare it once more."))
            self.number.setFocus()
            return
        except InputError as error:
            self.received.show_wrong(explain(error))
            self.received.setFocus()
            return
        except IntakeError as error:
            self.failed.emit(error)
            return
        self.number.set_text("")
        self.kind.show_code("")
        self.identity.show_code("")
        self.entered()
        self.show_request(request)
        self.said.emit(
            _("Entered. It has to be answered by {day}.").format(day=german_date(request.due_on))
        )

    def _entry(self, request: DataRequest) -> Entry:
        today = self._services.session.today()
        title = joined([KINDS[request.kind](), request.case_number or _("no case")], " · ")
        received = _("received on {day}").format(day=german_date(request.received_on))
        if request.is_open:
            late = request.due_on < today
            soon = (request.due_on - today).days <= DUE_SOON_DAYS
            mark = near_day(request.due_on, today)
            entry = Entry(
                title,
                received,
                mark=_("late, {day}").format(day=mark) if late else mark,
                level="danger" if late else "warn" if soon else "muted",
                icon="document",
            )
        else:
            outcome = OUTCOMES[request.outcome]() if request.outcome else ""
            day = german_date(request.done_on) if request.done_on else ""
            entry = Entry(
                title, joined([received, outcome, request.reason], ", "), mark=day, icon="check"
            )
        entry.clicked.connect(lambda: self.show_request(request))
        return entry

    def _show_card(self, card: RequestCard | None) -> None:
        self.replace_card(self.card, card)
        self.card = card
        if card is not None:
            card.setFocus()

    def _lay_out(self) -> None:
        self.add_list(_("Open requests"), self.open_ones)
        self.add_list(_("Answered"), self.done)
        self._new.content.setSpacing(px(12))
        self._new.content.addWidget(Label(_("What is asked for?"), Role.STRONG))
        self._new.content.addWidget(self.kind)
        self._new.content.addWidget(self.number)
        self._new.content.addWidget(self.received)
        self._new.content.addWidget(Label(_("How do you know who asks?"), Role.STRONG))
        self._new.content.addWidget(self.identity)
        self._new.content.addWidget(
            Label(_("Do not copy identity cards; having seen one is enough."), colour="muted")
        )
        self._new.content.addWidget(self.enter, 0, Qt.AlignmentFlag.AlignLeading)
