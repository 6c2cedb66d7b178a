"""What is due for deletion, what waits for a second person, and the protocol."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from intake_app.domain.data_rights import ErasureReason
from intake_app.domain.dates import german_date
from intake_app.domain.retention import RetentionClass, Warned
from intake_app.errors import IntakeError
from intake_app.i18n import _
from intake_app.services.session import office_day
from intake_app.ui.pages.case_words import joined
from intake_app.ui.pages.entries import Entry, EntryList
from intake_app.ui.pages.moments import day_and_hour
from intake_app.ui.pages.rights.columns import ListsAndCard
from intake_app.ui.pages.rights.dispute_card import DisputeCard
from intake_app.ui.pages.rights.erasure_cards import ConfirmCard, ProposeCard
from intake_app.ui.pages.rights.words import CLASSES, REASONS
from intake_app.ui.widgets.cards import Card
from intake_app.ui.widgets.labels import Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from intake_app.domain.codes import CaseId
    from intake_app.domain.data_rights import Erasure
    from intake_app.domain.retention import Due
    from intake_app.services.retention import RetentionService
    from intake_app.services.services import Services
    from intake_app.ui.pages.paper.desk import PrintDesk

_LEVELS = {Warned.DUE: "danger", Warned.LAST: "warn"}


class _Lists(NamedTuple):
    due: Sequence[Due]
    proposed: Sequence[Erasure]
    protocol: Sequence[Erasure]


class ErasureTab(ListsAndCard):
    """Lists at the left, the chosen deletion at the right.

    Args:
        services: What an advisor can do.
        desk: Printers, dialogs, and background work.
        parent: Qt's parent.
    """

    def __init__(self, services: Services, desk: PrintDesk, parent: QWidget | None = None) -> None:
        super().__init__(_how_it_goes(), parent)
        self._services = services
        self._desk = desk
        self.due = EntryList(_("Nothing is due within the next 60 days."), first=20)
        self.proposed = EntryList(_("Nothing waits for a second person."), first=20)
        self.protocol = EntryList(_("Nothing was deleted yet."), first=10)
        self.disputes = DisputeCard(services)
        self.disputes.failed.connect(self.failed)
        self.disputes.changed.connect(self._on_done)
        self.card: ProposeCard | ConfirmCard | None = None
        self._reads = 0
        self._lay_out()

    def entered(self) -> None:
        """Read everything anew; proofs whose years are over go by themselves."""
        self.disputes.entered()
        # Looking for consents touches every case: beside the window, and the last read counts.
        self._reads += 1
        number = self._reads
        self._desk.tasks.run(
            partial(_read, self._services.retention),
            context=self,
            done=lambda lists: self._show_lists(lists) if number == self._reads else None,
            failed=self.failed.emit,
        )

    def _show_lists(self, lists: _Lists) -> None:
        waiting = {erasure.case_id for erasure in lists.proposed}
        self.due.show_entries([self._due(d) for d in lists.due if d.case_id not in waiting])
        self.proposed.show_entries([self._proposal(erasure) for erasure in lists.proposed])
        self.protocol.show_entries([_deleted(erasure) for erasure in lists.protocol])

    def forget(self) -> None:
        """Take a passphrase out of its field."""
        if isinstance(self.card, ConfirmCard):
            self.card.forget()

    def propose(
        self,
        case_id: CaseId,
        retention_class: RetentionClass = RetentionClass.CASE,
        reason: ErasureReason = ErasureReason.REQUEST,
    ) -> None:
        """Show what the deletion of a case would take."""
        try:
            card = ProposeCard(self._services, self._desk, case_id, retention_class, reason)
        except IntakeError as error:
            self.failed.emit(error)
            return
        card.proposed.connect(
            lambda: self._on_done(_("Proposed. A second person confirms it here."))
        )
        self._connect(card)

    def _confirm(self, erasure: Erasure) -> None:
        card = ConfirmCard(self._services, self._desk, erasure)
        card.done.connect(self._on_done)
        self._connect(card)

    def _connect(self, card: ProposeCard | ConfirmCard) -> None:
        card.failed.connect(self.failed)
        card.page_asked.connect(self.page_asked)
        card.closed.connect(lambda: self._show_card(None))
        self._show_card(card)

    def _on_done(self, text: str) -> None:
        self._show_card(None)
        self.entered()
        self.said.emit(text)

    def _due(self, due: Due) -> Entry:
        entry = Entry(
            due.number,
            CLASSES[due.retention_class](),
            mark=german_date(due.on),
            level=_LEVELS.get(due.warned(self._services.session.today()), "muted"),
            icon="clock",
        )
        entry.clicked.connect(
            lambda: self.propose(due.case_id, due.retention_class, ErasureReason.DUE)
        )
        return entry

    def _proposal(self, erasure: Erasure) -> Entry:
        entry = Entry(
            erasure.case_number,
            joined(
                [
                    REASONS[erasure.reason](),
                    _("proposed by {who}").format(who=erasure.proposed_by),
                ],
                ", ",
            ),
            mark=german_date(office_day(erasure.proposed_at)),
            level="warn",
            icon="trash",
        )
        entry.clicked.connect(lambda: self._confirm(erasure))
        return entry

    def _show_card(self, card: ProposeCard | ConfirmCard | None) -> None:
        if self.card is not None:
            self.forget()
        self.replace_card(self.card, card)
        self.card = card

    def _lay_out(self) -> None:
        self.add_list(_("Waiting for a second person"), self.proposed)
        self.add_list(_("Proposed for deletion"), self.due)
        self.add_list(_("Protocol of deletions"), self.protocol)
        self.lists.addWidget(self.disputes)


def _how_it_goes() -> Card:
    card = Card(_("How a deletion goes"))
    for text in (
        _("1. Choose a case that is due. You see what goes and what stays as proof."),
        _("2. Propose the deletion. Nothing is gone yet."),
        _("3. A second person confirms with a passphrase of their own."),
        _(
            "Then it is gone: answers, history, search words, scans and papers. The "
            "protocol keeps number, day and reason, and no name."
        ),
    ):
        card.content.addWidget(Label(text, colour="muted"))
    return card


def _read(retention: RetentionService) -> _Lists:
    retention.erase_due_proofs()
    return _Lists(retention.due(), retention.proposed(), retention.protocol())


def _deleted(erasure: Erasure) -> Entry:
    what = ", ".join(CLASSES[RetentionClass(code)]() for code in erasure.classes)
    people = _("{first}, confirmed by {second}").format(
        first=erasure.proposed_by, second=erasure.confirmed_by
    )
    return Entry(
        erasure.case_number,
        joined([what, REASONS[erasure.reason](), people], ", "),
        mark=day_and_hour(erasure.done_at) if erasure.done_at else "",
        icon="check",
    )
