"""Propose a deletion after seeing what it takes, and confirm one as the second person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from intake_app.domain.data_rights import Archive, ErasureReason, NoticeReason
from intake_app.domain.dates import german_date
from intake_app.domain.retention import RetentionClass
from intake_app.errors import IntakeError, WrongPassphraseError
from intake_app.i18n import _, ngettext
from intake_app.ui.look.fonts import Role, px
from intake_app.ui.pages.day_line import DayLine
from intake_app.ui.pages.moments import day_and_hour
from intake_app.ui.pages.rights.recipients import Recipients
from intake_app.ui.pages.rights.words import CLASSES, HOLDS, REASONS, options
from intake_app.ui.widgets.buttons import Button, ButtonKind
from intake_app.ui.widgets.cards import Card
from intake_app.ui.widgets.confirm import Confirm
from intake_app.ui.widgets.flow import FlowLayout
from intake_app.ui.widgets.labels import Label
from intake_app.ui.widgets.notices import Level, Notice
from intake_app.ui.widgets.passphrase import PassphraseField
from intake_app.ui.widgets.progress import ProgressRow
from intake_app.ui.widgets.segments import Option, Segments

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from intake_app.domain.codes import CaseId
    from intake_app.domain.data_rights import Erasure
    from intake_app.services.retention import ErasurePreview
    from intake_app.services.services import Services
    from intake_app.ui.pages.paper.desk import PrintDesk


class ProposeCard(Card):
    """Shows what a deletion takes and what it leaves, and asks for the reason.

    Args:
        services: What an advisor can do.
        desk: Prints the notices to other offices.
        case_id: The case.
        retention_class: What goes.
        reason: The reason that is likely.
        parent: Qt's parent.

    Signals:
        proposed: The proposal stands.
        page_asked: A page to be shown above.
        closed: Enough seen.
        failed: An `IntakeError` to be reported.
    """

    proposed = Signal()
    page_asked = Signal(object)
    closed = Signal()
    failed = Signal(object)

    def __init__(
        self,
        services: Services,
        desk: PrintDesk,
        case_id: CaseId,
        retention_class: RetentionClass,
        reason: ErasureReason,
        parent: QWidget | None = None,
    ) -> None:
        preview = services.retention.preview(case_id)
        super().__init__(_("Delete {number}?").format(number=preview.case_number), parent)
        self._services = services
        self._case_id = case_id
        self._class = retention_class
        today = services.session.today()
        self.reason = Segments(options(REASONS))
        self.reason.show_code(reason.value)
        self.recipients = Recipients(services, desk, case_id, NoticeReason.ERASURE)
        self.recipients.page_asked.connect(self.page_asked)
        self.offered_on = DayLine(
            _("Offered to the archive on"),
            today,
            _("Empty when the archive decided in general that such cases are not kept"),
        )
        self.propose = Button(_("Propose the deletion"), ButtonKind.DANGER)
        self.propose.clicked.connect(self._on_propose)
        self.keep = Button(_("Keep the case"), ButtonKind.PRIMARY)
        self.keep.clicked.connect(self.closed)
        self._lay_out(preview)

    def _lay_out(self, preview: ErasurePreview) -> None:
        add = self.content.addWidget
        self.content.setSpacing(px(12))
        if preview.holds:
            held = "; ".join(HOLDS[kind]() for kind in preview.holds)
            add(Notice(_("It must not be deleted now: {why}.").format(why=held), Level.WARN))
        add(Label(_("This goes for good"), Role.STRONG))
        if self._class in {RetentionClass.HEALTH, RetentionClass.LEVEL}:
            add(Label(CLASSES[self._class]()))
        else:
            add(Label(_goes(preview)))
            add(Label(_("This stays, without the name"), Role.STRONG))
            add(Label(_stays(preview)))
        add(Label(_("Safety copies lose it by rotation, after 90 days at most."), colour="muted"))
        add(Label(_("Why?"), Role.STRONG))
        add(self.reason)
        add(self.offered_on)
        add(self.recipients)
        row = FlowLayout(8)
        row.addWidget(self.keep)
        row.addWidget(self.propose)
        self.propose.setEnabled(not preview.holds)
        self.content.addLayout(row)

    def _on_propose(self) -> None:
        if not self.offered_on.check():
            return
        offered_on = self.offered_on.day()
        try:
            self._services.retention.propose(
                self._case_id,
                ErasureReason(self.reason.code() or ErasureReason.DUE),
                retention_class=self._class,
                archive=Archive.OFFERED if offered_on else Archive.NOT_WORTHY,
                archive_on=offered_on,
            )
        except IntakeError as error:
            self.failed.emit(error)
            return
        self.proposed.emit()


class ConfirmCard(Card):
    """Lets a second person confirm a deletion with a passphrase of their own.

    Args:
        services: What an advisor can do.
        desk: Printers, dialogs, and background work.
        erasure: The proposal.
        parent: Qt's parent.

    Signals:
        done: It was deleted, or turned down; words for the bar.
        page_asked: A page to be shown above.
        closed: Enough seen.
        failed: An `IntakeError` to be reported.
    """

    done = Signal(str)
    page_asked = Signal(object)
    closed = Signal()
    failed = Signal(object)

    def __init__(
        self,
        services: Services,
        desk: PrintDesk,
        erasure: Erasure,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Delete {number}?").format(number=erasure.case_number), parent)
        self._services = services
        self._desk = desk
        self._erasure = erasure
        self.recipients = Recipients(services, desk, erasure.case_id, NoticeReason.ERASURE)
        self.recipients.page_asked.connect(self.page_asked)
        people = services.retention.confirmers(erasure)
        self._alone = [p.slot_id for p in people] == [erasure.proposer_slot]
        self.who = Segments([Option(code=p.slot_id, label=p.initials) for p in people])
        if len(people) == 1:
            self.who.show_code(people[0].slot_id)
        self.passphrase = PassphraseField(_("Passphrase of the second person"))
        self.confirm = Button(_("Delete for good …"), ButtonKind.DANGER)
        self.confirm.clicked.connect(self._ask)
        self.reject = Button(_("Turn it down"))
        self.reject.clicked.connect(self._on_reject)
        self.later = Button(_("Later"), ButtonKind.PRIMARY)
        self.later.clicked.connect(self.closed)
        self.working = ProgressRow(_("It is being deleted …"), can_cancel=False)
        self.working.hide()
        self.box: Confirm | None = None
        self._lay_out()

    def forget(self) -> None:
        """Take the passphrase out of the field."""
        self.passphrase.clear()

    def _lay_out(self) -> None:
        add, erasure = self.content.addWidget, self._erasure
        self.content.setSpacing(px(12))
        what = ", ".join(CLASSES[RetentionClass(code)]() for code in erasure.classes)
        proposed = _("{what}, {why}. Proposed by {who}, {moment}.").format(
            what=what,
            why=REASONS[erasure.reason](),
            who=erasure.proposed_by,
            moment=day_and_hour(erasure.proposed_at),
        )
        add(Label(proposed))
        if erasure.archive_on:
            add(
                Label(
                    _("Offered to the archive on {day}").format(
                        day=german_date(erasure.archive_on)
                    ),
                    colour="muted",
                )
            )
        if self._alone:
            add(
                Notice(
                    _(
                        "Nobody else in this vault can confirm. So you may confirm yourself, on "
                        "the next day at the earliest."
                    )
                )
            )
        add(self.recipients)
        add(Label(_("Who confirms?"), Role.STRONG))
        add(self.who)
        add(Label(_("Passphrase of this person")))
        add(self.passphrase)
        add(self.working)
        row = FlowLayout(8)
        for button in (self.later, self.reject, self.confirm):
            row.addWidget(button)
        self.content.addLayout(row)

    def _ask(self) -> None:
        if not self.who.code():
            self.who.setFocus()
            return
        if not self.passphrase.text():
            self.passphrase.set_wrong(wrong=True)
            self.passphrase.setFocus()
            return
        self.box = Confirm(
            self,
            title=_("Delete for good?"),
            text=_("Nobody can bring it back, not even with the recovery sheet."),
            act=_("Delete"),
            keep=_("Do not delete"),
        )
        self.box.confirmed.connect(self._on_confirmed)
        self.box.open()

    def _on_confirmed(self) -> None:
        slot_id, passphrase = self.who.code(), self.passphrase.text()
        self._set_working(on=True)
        self._desk.tasks.run(
            lambda: self._services.retention.confirm(self._erasure.id, slot_id, passphrase),
            context=self,
            done=lambda _erasure: self._on_deleted(),
            failed=self._on_failed,
        )

    def _on_deleted(self) -> None:
        self._set_working(on=False)
        self.forget()
        text = _("{number} is deleted. The protocol keeps number, day and reason.")
        self.done.emit(text.format(number=self._erasure.case_number))

    def _on_failed(self, error: IntakeError) -> None:
        self._set_working(on=False)
        if isinstance(error, WrongPassphraseError):
            self.passphrase.set_wrong(wrong=True)
            self.passphrase.setFocus()
        self.failed.emit(error)

    def _on_reject(self) -> None:
        try:
            self._services.retention.reject(self._erasure.id)
        except IntakeError as error:
            self.failed.emit(error)
            return
        self.done.emit(_("Turned down. Nothing was deleted."))

    def _set_working(self, *, on: bool) -> None:
        self.working.setVisible(on)
        for part in (self.who, self.passphrase, self.confirm, self.reject, self.later):
            part.setEnabled(not on)


def _goes(preview: ErasurePreview) -> str:
    counts = (
        (ngettext("{count} answer", "{count} answers", preview.answers), preview.answers),
        (
            ngettext("{count} earlier answer", "{count} earlier answers", preview.earlier),
            preview.earlier,
        ),
        (ngettext("{count} talk", "{count} talks", preview.talks), preview.talks),
        (ngettext("{count} slip", "{count} slips", preview.slips), preview.slips),
        (ngettext("{count} paper", "{count} papers", preview.papers), preview.papers),
        (ngettext("{count} scan", "{count} scans", preview.attachments), preview.attachments),
    )
    parts = [words.format(count=count) for words, count in counts if count]
    return _("Name, search words and what was half typed; {counts}").format(
        counts=", ".join(parts)
    )


def _stays(preview: ErasurePreview) -> str:
    if preview.proof_until is None:
        return _("Number, day and reason of the deletion, in the protocol.")
    counts = (
        (ngettext("{count} waiver", "{count} waivers", preview.proofs), preview.proofs),
        (
            ngettext("{count} hand-over", "{count} hand-overs", preview.hand_overs),
            preview.hand_overs,
        ),
    )
    parts = [words.format(count=count) for words, count in counts if count]
    return _(
        "{counts}: offices, kinds of data and days only, as proof of what was permitted, until "
        "{day}. Number, day and reason of the deletion, in the protocol."
    ).format(counts=", ".join(parts), day=german_date(preview.proof_until))
