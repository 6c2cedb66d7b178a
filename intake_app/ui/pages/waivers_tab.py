"""The tab Entbindungen of a case: its waivers, and the way to a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from intake_app.domain.waiver import WaiverState
from intake_app.errors import IntakeError
from intake_app.i18n import _
from intake_app.ui.look.fonts import Role, px
from intake_app.ui.pages.moments import day
from intake_app.ui.pages.paper.words import languages_of
from intake_app.ui.pages.waiver.entry_page import PaperEntryPage
from intake_app.ui.pages.waiver.waiver_page import WaiverPage
from intake_app.ui.pages.waiver.withdrawal_page import WithdrawalPage
from intake_app.ui.pages.waiver.words import WITHDRAWABLE, line_state, stages, state_badge
from intake_app.ui.widgets.buttons import Button, ButtonKind
from intake_app.ui.widgets.cards import Card, EmptyState, ReadingColumn
from intake_app.ui.widgets.chips import Badge
from intake_app.ui.widgets.flow import FlowLayout
from intake_app.ui.widgets.labels import Label
from intake_app.ui.widgets.stepper import Stepper

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from intake_app.domain.codes import CaseId, WaiverId
    from intake_app.domain.waiver import Waiver, WaiverLine
    from intake_app.services.services import Services
    from intake_app.ui.pages.page import Page
    from intake_app.ui.pages.paper.desk import PrintDesk

_WIDEST = 960
_GROWING = frozenset({WaiverState.DRAFT, WaiverState.PRINTED, WaiverState.SIGNED})
_OVER = frozenset(
    {
        WaiverState.VOID,
        WaiverState.REPLACED,
        WaiverState.REFUSED,
        WaiverState.WITHDRAWN,
        WaiverState.EXPIRED,
    }
)


class WaiverCard(Card):
    """One waiver in the list.

    Signals:
        opened: The waiver shall be opened.
        withdraw_asked: It shall be taken back.
    """

    opened = Signal()
    withdraw_asked = Signal()

    def __init__(self, services: Services, waiver: Waiver) -> None:
        super().__init__()
        self.waiver = waiver
        today = services.session.today()
        state = waiver.state(today)
        number = waiver.number or _("without a number yet")
        head = QHBoxLayout()
        head.setSpacing(px(8))
        names = QVBoxLayout()
        names.setSpacing(px(2))
        names.addWidget(Label(number, Role.STRONG))
        languages = languages_of(waiver.language, services.session.content)
        names.addWidget(
            Label(
                _("begun on {day} by {initials}, {languages}").format(
                    day=day(waiver.created_at), initials=waiver.created_by, languages=languages
                ),
                Role.HINT,
                colour="muted",
            )
        )
        head.addLayout(names, 1)
        head.addWidget(Badge(*state_badge(state)), 0, Qt.AlignmentFlag.AlignTop)
        self.content.addLayout(head)
        if state in _GROWING:
            stepper = Stepper(stages(state))
            stepper.setMaximumWidth(px(480))
            self.content.addWidget(stepper)
        for line in waiver.lines:
            if line.decision is not None or state is WaiverState.DRAFT:
                self.content.addLayout(self._line(line.partner_name, *_words(waiver, line, today)))
        self.open = Button(_open_words(state), ButtonKind.SECONDARY)
        self.open.setAccessibleName(f"{_open_words(state)} {number}")
        self.open.clicked.connect(self.opened)
        buttons = QWidget()
        flow = FlowLayout(px(8), buttons)
        flow.addWidget(self.open)
        self.withdraw: Button | None = None
        if state in WITHDRAWABLE:
            self.withdraw = Button(_("Withdraw …"), ButtonKind.DANGER, icon="undo")
            self.withdraw.setAccessibleName(_("Withdraw {number}").format(number=number))
            self.withdraw.clicked.connect(self.withdraw_asked)
            flow.addWidget(self.withdraw)
        self.content.addSpacing(px(4))
        self.content.addWidget(buttons)

    @staticmethod
    def _line(name: str, state: str, level: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(px(8))
        row.addWidget(Label(name), 1)
        row.addWidget(Badge(state, level), 0, Qt.AlignmentFlag.AlignTop)
        return row


class WaiversTab(QWidget):
    """All waivers of a case, newest first.

    Args:
        services: What the advisor can do.
        desk: Printers, dialogs and settings of this machine.
        case_id: The case.
        parent: Qt's parent.

    Signals:
        page_asked: A Page that shall be shown on top.
        failed: An IntakeError to be reported by the page around.
    """

    page_asked = Signal(object)
    failed = Signal(object)

    def __init__(
        self,
        services: Services,
        desk: PrintDesk,
        case_id: CaseId,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._desk = desk
        self._case_id = case_id
        self._discreet = False
        self._cards: list[WaiverCard] = []
        self.new = Button(_("New &waiver"), ButtonKind.PRIMARY, icon="plus")
        self.new.clicked.connect(self._begin)
        self.enter = Button(_("Enter a signed paper …"), ButtonKind.QUIET, icon="pen")
        self.enter.clicked.connect(self._enter)
        self.empty = EmptyState(
            _("No waiver yet"),
            _(
                "Here the person decides, office by office, who may be told or asked what. "
                "The talk can also go on without one."
            ),
            icon="pen",
        )
        self.older = Button("", ButtonKind.QUIET, icon="chevron_down")
        self.older.clicked.connect(self._show_older)
        self._shows_older = False
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        scroll = ReadingColumn(px(_WIDEST))
        actions = QWidget()
        flow = FlowLayout(px(8), actions)
        flow.addWidget(self.new)
        flow.addWidget(self.enter)
        scroll.content.addWidget(actions)
        self._list = QVBoxLayout()
        self._list.setSpacing(px(12))
        scroll.content.addLayout(self._list)
        scroll.content.addWidget(self.older, 0, Qt.AlignmentFlag.AlignLeading)
        scroll.content.addWidget(self.empty)
        scroll.content.addStretch(1)
        outer.addWidget(scroll)

    def entered(self) -> None:
        """Read the waivers anew."""
        try:
            waivers = self._services.waivers.of_case(self._case_id)
        except IntakeError as error:
            self.failed.emit(error)
            return
        self._show(waivers)

    def set_discreet(self, discreet: bool) -> None:  # noqa: FBT001 - as the frame's signal
        """Remember for pages that are opened from here; the list names no person."""
        self._discreet = discreet

    def cards(self) -> Sequence[WaiverCard]:
        """Return what is to be seen, newest first."""
        return tuple(self._cards)

    def open(self, waiver_id: WaiverId) -> None:
        """Open one waiver."""
        page = WaiverPage(self._services, self._desk, waiver_id)
        page.set_discreet(self._discreet)
        page.page_asked.connect(self.page_asked)
        self.page_asked.emit(page)

    def _show(self, waivers: Sequence[Waiver]) -> None:
        while (item := self._list.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        today = self._services.session.today()
        over = [waiver for waiver in waivers if waiver.state(today) in _OVER]
        shown = [waiver for waiver in waivers if self._shows_older or waiver not in over]
        self._cards = [self._card(waiver) for waiver in shown]
        for card in self._cards:
            self._list.addWidget(card)
        hidden = len(waivers) - len(shown)
        self.older.setText(_("Ended and void ones ({count})").format(count=hidden))
        self.older.updateGeometry()
        self.older.setVisible(hidden > 0)
        self.empty.setVisible(not waivers)

    def _card(self, waiver: Waiver) -> WaiverCard:
        card = WaiverCard(self._services, waiver)
        card.opened.connect(lambda: self.open(waiver.id))
        card.withdraw_asked.connect(lambda: self._withdraw(waiver.id))
        return card

    def _show_older(self) -> None:
        self._shows_older = True
        self.entered()

    def _begin(self) -> None:
        drafts = self._services.waiver_drafts
        try:
            head = self._services.cases.head(self._case_id)
            waiver = drafts.draft(self._case_id, self._language(head.document_language))
            drafts.propose(waiver.id)
        except IntakeError as error:
            self.failed.emit(error)
            return
        self.open(waiver.id)

    def _language(self, wanted: str) -> str:
        tags = self._services.session.content.catalogues.tags()
        return wanted if wanted in tags else "de"

    def _enter(self) -> None:
        page = PaperEntryPage(self._services, self._case_id, back=_("Waivers"))
        self._push(page)

    def _withdraw(self, waiver_id: WaiverId) -> None:
        page = WithdrawalPage(self._services, self._desk, waiver_id, back=_("Waivers"))
        page.set_discreet(self._discreet)
        page.page_asked.connect(self.page_asked)
        self._push(page)

    def _push(self, page: Page) -> None:
        self.page_asked.emit(page)


def _words(waiver: Waiver, line: WaiverLine, today: date) -> tuple[str, str]:
    if line.decision is None:
        return _("open"), "muted"
    return line_state(waiver, line, today)


def _open_words(state: WaiverState) -> str:
    if state is WaiverState.DRAFT:
        return _("Go on")
    if state is WaiverState.PRINTED:
        return _("Record signature")
    return _("Hand out the copy") if state is WaiverState.SIGNED else _("Look at it")
