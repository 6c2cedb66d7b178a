"""One request: make sure who asks, do what is asked for, note how it ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from intake_app.domain.data_rights import (
    IdentityCheck,
    NoticeReason,
    Outcome,
    RequestKind,
    RestrictionGround,
)
from intake_app.domain.dates import german_date
from intake_app.errors import IntakeError
from intake_app.i18n import _
from intake_app.ui.look.fonts import Role, px
from intake_app.ui.pages.paper.print_page import PrintPage
from intake_app.ui.pages.rights.recipients import Recipients
from intake_app.ui.pages.rights.words import GROUNDS, IDENTITIES, KINDS, OUTCOMES, options
from intake_app.ui.widgets.buttons import Button, ButtonKind
from intake_app.ui.widgets.cards import Card
from intake_app.ui.widgets.flow import FlowLayout
from intake_app.ui.widgets.labelled import LabelledLine
from intake_app.ui.widgets.labels import Label
from intake_app.ui.widgets.notices import Level, Notice
from intake_app.ui.widgets.segments import Segments
from intake_app.ui.widgets.text_input import LongText

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from intake_app.domain.data_rights import DataRequest
    from intake_app.services.document import Document
    from intake_app.services.services import Services
    from intake_app.ui.pages.paper.desk import PrintDesk


class RequestCard(Card):
    """A request that is open, or what became of it.

    Args:
        services: What an advisor can do.
        desk: Printers, dialogs, and background work.
        request: The request.
        parent: Qt's parent.

    Signals:
        page_asked: A page to be shown above.
        erasure_asked: Number of a case whose deletion shall be proposed.
        changed: The request is another one now: words for the bar, and the request where
            there is more to do with it, else None.
        closed: Enough seen.
        failed: An `IntakeError` to be reported.
    """

    page_asked = Signal(object)
    erasure_asked = Signal(str)
    changed = Signal(str, object)
    closed = Signal()
    failed = Signal(object)

    def __init__(
        self,
        services: Services,
        desk: PrintDesk,
        request: DataRequest,
        parent: QWidget | None = None,
    ) -> None:
        number = request.case_number or _("no case")
        super().__init__(f"{KINDS[request.kind]()} · {number}", parent)
        self._services = services
        self._desk = desk
        self._request = request
        self.identity = Segments(options(IDENTITIES))
        known = request.identity is not IdentityCheck.PENDING
        self.identity.show_code(request.identity.value if known else "")
        self.identity.chosen.connect(self._on_identity)
        self.show_copy = Button(_("Access copy: look and print …"), icon="printer")
        self.show_copy.clicked.connect(self._on_copy)
        self.recipient = LongText(_("Name and address for the letter"))
        self.letter = Button(_("Letter that nothing is stored …"), icon="printer")
        self.letter.clicked.connect(self._on_letter)
        self.tell = Button(_("Letter to the person …"), icon="printer")
        self.tell.clicked.connect(self._on_tell)
        self.save_copy = Button(_("Save as PDF and data …"), icon="save")
        self.save_copy.clicked.connect(self._on_save)
        self._written = Notice(
            _("The files are written. Everybody can read them: give them to the person only."),
            Level.WARN,
        )
        self._written.hide()
        self.ground = Segments(options(GROUNDS), vertical=True)
        self.restrict = Button(_("Restrict the case now"), ButtonKind.DANGER)
        self.restrict.clicked.connect(self._on_restrict)
        self.erase = Button(_("To the deletion …"), icon="trash")
        self.erase.clicked.connect(lambda: self.erasure_asked.emit(request.case_number))
        self.outcome = Segments(options(OUTCOMES))
        self.reason = LabelledLine(
            _("Reason"), _("Needed for a refusal. No names: it stays in the register.")
        )
        self.answer = Button(_("Note the answer"), ButtonKind.PRIMARY)
        self.answer.clicked.connect(self._on_answer)
        self.extend = Button(_("Two more months"), ButtonKind.QUIET)
        self.extend.clicked.connect(self._on_extend)
        self.close_card = Button(_("Back to new requests"), ButtonKind.QUIET)
        self.close_card.clicked.connect(self.closed)
        self._lay_out()

    def _lay_out(self) -> None:
        request, add = self._request, self.content.addWidget
        self.content.setSpacing(px(12))
        received = _("Received on {day}, to be answered by {due}.").format(
            day=german_date(request.received_on), due=german_date(request.due_on)
        )
        add(Label(received, colour="muted"))
        if not request.is_open:
            outcome = OUTCOMES[request.outcome]() if request.outcome else ""
            add(Label(", ".join(part for part in (outcome, request.reason) if part)))
            if request.outcome is not Outcome.WITHDRAWN:
                self._add_letter(self.tell, _("Empty takes the name from the case."))
            add(self.close_card, 0, Qt.AlignmentFlag.AlignLeading)
            return
        add(Label(_("How do you know who asks?"), Role.STRONG))
        add(self.identity)
        if request.extended:
            self._add_letter(self.tell, _("Empty takes the name from the case."))
        self._add_act()
        add(Label(_("How did it end?"), Role.STRONG))
        add(self.outcome)
        add(self.reason)
        row = FlowLayout(8)
        for button in (self.answer, self.extend, self.close_card):
            row.addWidget(button)
        self.extend.setVisible(not request.extended)
        self.content.addLayout(row)

    def _add_act(self) -> None:
        """Offer what the kind of request asks for."""
        if not self._request.case_id:
            if self._request.kind is RequestKind.ACCESS:
                self._add_letter(
                    self.letter,
                    _("Empty leaves lines to write on. Search before, in other spellings too."),
                )
            return
        row = FlowLayout(8)
        acts: dict[RequestKind, tuple[Button, ...]] = {
            RequestKind.ACCESS: (self.show_copy, self.save_copy),
            RequestKind.ERASURE: (self.erase,),
            RequestKind.RESTRICTION: (self.restrict,),
            RequestKind.OBJECTION: (self.restrict,),
        }
        if self._request.kind is RequestKind.OBJECTION:
            # Article 18 (1) d: restricted until it is known whose reasons weigh more.
            self.ground.show_code(RestrictionGround.OBJECTION.value)
        if self._request.kind in {RequestKind.RESTRICTION, RequestKind.OBJECTION}:
            self.content.addWidget(Label(_("Why?"), Role.STRONG))
            self.content.addWidget(self.ground)
            self.content.addWidget(
                Label(
                    _(
                        "Nobody finds or changes a restricted case. The head or the data "
                        "protection officer can lift that."
                    ),
                    colour="muted",
                )
            )
            recipients = Recipients(
                self._services, self._desk, self._request.case_id, NoticeReason.RESTRICTION
            )
            recipients.page_asked.connect(self.page_asked)
            self.content.addWidget(recipients)
        if self._request.kind is RequestKind.RECTIFICATION:
            self.content.addWidget(
                Label(
                    _(
                        "Correct the answer in the talk, with the reason. Offices that received "
                        "the old answer are listed under the steps of the case."
                    ),
                    colour="muted",
                )
            )
        for button in acts.get(self._request.kind, ()):
            row.addWidget(button)
        self.content.addLayout(row)
        self.content.addWidget(self._written)

    def _add_letter(self, button: Button, hint: str) -> None:
        add = self.content.addWidget
        add(Label(_("Name and address for the letter"), Role.STRONG))
        add(self.recipient)
        add(Label(_("Stands on the paper only and is not stored.") + " " + hint, colour="muted"))
        add(button, 0, Qt.AlignmentFlag.AlignLeading)

    # What is done.

    def _on_identity(self) -> None:
        code = self.identity.code()
        if code:
            self._attempt(
                lambda: self._services.requests.identify(self._request.id, IdentityCheck(code)), ""
            )

    def _on_copy(self) -> None:
        access, request_id = self._services.access, self._request.id
        self._show(lambda: access.prepare(request_id).document)

    def _on_letter(self) -> None:
        access, request_id = self._services.access, self._request.id
        recipient = self.recipient.toPlainText()
        self._show(lambda: access.nothing_stored(request_id, recipient))

    def _on_tell(self) -> None:
        letters, request_id = self._services.request_letters, self._request.id
        recipient = self.recipient.toPlainText()
        self._show(lambda: letters.answer(request_id, recipient))

    def _show(self, make: Callable[[], Document]) -> None:
        page = PrintPage(self._services, self._desk, make, back=_("Requests"))
        self.page_asked.emit(page)

    def _on_save(self) -> None:
        folder = self._desk.dialogs.folder(self)
        if folder is None:
            return
        access, request_id = self._services.access, self._request.id
        self.save_copy.setEnabled(False)
        self._desk.tasks.run(
            lambda: access.save(access.prepare(request_id), folder),
            context=self,
            done=lambda _files: self._on_saved(),
            failed=self._on_not_saved,
        )

    def _on_saved(self) -> None:
        self.save_copy.setEnabled(True)
        self._written.show()

    def _on_not_saved(self, error: IntakeError) -> None:
        self.save_copy.setEnabled(True)
        self.failed.emit(error)

    def _on_restrict(self) -> None:
        case_id = self._request.case_id
        if case_id is None or not self.ground.code():
            self.ground.setFocus()
            return
        ground = RestrictionGround(self.ground.code())

        def restrict() -> DataRequest:
            self._services.requests.restrict(case_id, ground)
            return self._request

        self._attempt(restrict, _("The case is restricted. Now note the answer to the request."))

    def _on_answer(self) -> None:
        if not self.outcome.code():
            self.outcome.setFocus()
            return
        outcome = Outcome(self.outcome.code())
        self._attempt(
            lambda: self._services.requests.answer(self._request.id, outcome, self.reason.text()),
            _("The answer stands in the register."),
        )

    def _on_extend(self) -> None:
        self._attempt(
            lambda: self._services.requests.extend(self._request.id, self.reason.text()),
            _("Two more months. Tell the person why, within the first month."),
        )

    def _attempt(self, act: Callable[[], DataRequest | None], words: str) -> None:
        try:
            request = act()
        except IntakeError as error:
            self.failed.emit(error)
            return
        self.changed.emit(words, request)
