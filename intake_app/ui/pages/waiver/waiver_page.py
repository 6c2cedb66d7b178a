"""One waiver from the first line to the copy in the person's hand."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from intake_app.domain.codes import Category
from intake_app.domain.office import PaperKind, PrintState
from intake_app.domain.waiver import WaiverState
from intake_app.errors import IntakeError, WaiverIncompleteError
from intake_app.i18n import _
from intake_app.services.paper_wishes import PaperWish
from intake_app.ui.look.fonts import px
from intake_app.ui.pages.page import Page
from intake_app.ui.pages.paper.beside import Beside
from intake_app.ui.pages.paper.live_paper import LivePaper
from intake_app.ui.pages.paper.print_page import PrintPage
from intake_app.ui.pages.waiver.read_aloud_page import ReadAloudPage
from intake_app.ui.pages.waiver.sentence_page import SentencePage
from intake_app.ui.pages.waiver.stage_draft import DraftStage
from intake_app.ui.pages.waiver.stage_signed import ShownStage, SigningStage
from intake_app.ui.pages.waiver.withdrawal_page import WithdrawalPage
from intake_app.ui.pages.waiver.words import WITHDRAWABLE, stages
from intake_app.ui.widgets.buttons import Button, ButtonKind
from intake_app.ui.widgets.confirm import Confirm
from intake_app.ui.widgets.notices import Level
from intake_app.ui.widgets.stepper import Stepper

if TYPE_CHECKING:
    from collections.abc import Callable

    from intake_app.domain.codes import LineId, PartnerId, WaiverId
    from intake_app.domain.office import Paper
    from intake_app.domain.waiver import Waiver, WaiverLine
    from intake_app.services.document import Document
    from intake_app.services.services import Services
    from intake_app.ui.pages.paper.desk import PrintDesk


class WaiverPage(Page):
    """A waiver, at the stage where it stands; the paper grows at the right.

    Args:
        services: What the advisor can do.
        desk: Printers, dialogs and settings of this machine.
        waiver_id: The waiver.
        back: Name of the page that the button leads back to.
        parent: Qt's parent.

    Signals:
        page_asked: A Page that shall be shown on top.
    """

    page_asked = Signal(object)

    def __init__(
        self,
        services: Services,
        desk: PrintDesk,
        waiver_id: WaiverId,
        *,
        back: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", parent=parent)
        self._leading = self.lead_back(back or _("Waivers"))
        self._services = services
        self._desk = desk
        self._waiver = services.waivers.get(waiver_id)
        self._state: WaiverState | None = None
        self._discreet = False
        self._pending: Paper | None = None
        self._on_bar: Callable[[], None] | None = None
        self.stepper = Stepper()
        self.print = self.add_action(Button(_("&Print …"), ButtonKind.PRIMARY, icon="printer"))
        self.withdrawal = self.add_action(Button(_("&Withdraw …"), ButtonKind.DANGER, icon="undo"))
        self.sign = self.add_action(Button(_("Record &signature"), ButtonKind.PRIMARY, icon="pen"))
        self.hand_out = self.add_action(
            Button(_("&Copy handed out"), ButtonKind.PRIMARY, icon="check")
        )
        self.live = LivePaper(desk.tasks)
        self._stage: DraftStage | SigningStage | ShownStage | None = None
        self._lay_out()
        self._connect()
        self._show()

    def waiver(self) -> Waiver:
        """Return the waiver as it is stored."""
        return self._waiver

    def stage(self) -> DraftStage | SigningStage | ShownStage | None:
        """Return what is to be seen of it."""
        return self._stage

    def entered(self) -> None:
        """Read the waiver anew: it may have been printed or withdrawn meanwhile."""
        try:
            fresh = self._services.waivers.get(self._waiver.id)
        except IntakeError as error:
            self.report(error)
            return
        # What was typed stays where nothing has changed.
        if fresh != self._waiver:
            self._waiver = fresh
            self._show()
        else:
            self._ask_about_pending()
        if self.begins_here():
            self._focus_next()

    def set_discreet(self, discreet: bool) -> None:  # noqa: FBT001 - as the frame's signal
        """Cover the paper."""
        self._discreet = discreet
        self.live.set_discreet(discreet)

    def report(self, error: IntakeError) -> None:
        """Say what is wrong, and lead to what is missing."""
        super().report(error)
        if isinstance(error, WaiverIncompleteError):
            if isinstance(self._stage, DraftStage):
                self._stage.show_first_lack()
            elif isinstance(self._stage, SigningStage):
                self._stage.form.show_lack(error.missing)

    @property
    def waiver_id(self) -> WaiverId:
        """The waiver that is shown."""
        return self._waiver.id

    def half_typed(self) -> str:
        """Return what stands in the signing form; lines are stored with every click."""
        if isinstance(self._stage, SigningStage):
            return json.dumps(self._stage.form.typed())
        return ""

    def take_up(self, typed: str) -> None:
        """Fill the signing form again."""
        if isinstance(self._stage, SigningStage):
            self._stage.form.show_typed(json.loads(typed))

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setContentsMargins(px(16), 0, px(24), 0)
        self.stepper.setMaximumWidth(px(560))
        line.addWidget(self.stepper, 1)
        line.addStretch(0)
        self.content.addLayout(line)
        self._stages = QStackedWidget()
        tray = QWidget()
        column = QVBoxLayout(tray)
        column.setContentsMargins(px(12), px(8), px(24), px(16))
        column.addWidget(self.live)
        self.beside = Beside(
            self._stages, tray, (_("Permissions"), _("Paper")), shares=(5, 4), narrow_below=980
        )
        self.content.addWidget(self.beside, 1)

    def _connect(self) -> None:
        self.print.clicked.connect(self._print)
        self.sign.clicked.connect(self._sign)
        self.hand_out.clicked.connect(self._hand_out)
        self.withdrawal.clicked.connect(lambda: self._withdraw(None))
        self.messages.acted.connect(self._on_message)

    def _show(self) -> None:
        """Show the stage that belongs to the state; what was said of another one goes."""
        self.messages.hide()
        waiver = self._waiver
        self._state = self._services.waivers.state(waiver)
        self.set_title(
            _("Waiver {number}").format(number=waiver.number) if waiver.number else _("New waiver")
        )
        self.stepper.show_steps(stages(self._state))
        self.print.setVisible(self._state is WaiverState.DRAFT)
        self.sign.setVisible(self._state is WaiverState.PRINTED)
        self.hand_out.setVisible(self._state is WaiverState.SIGNED)
        self.withdrawal.setVisible(self._state in WITHDRAWABLE)
        self._put_stage(self._new_stage())
        self._draw(at_once=True)
        self._ask_about_pending()

    def _show_next(self) -> None:
        """Show the next stage; the button that led there is gone, and the focus with it."""
        self._show()
        self._focus_next()

    def _focus_next(self) -> None:
        """Put the focus on what comes next."""
        if isinstance(self._stage, DraftStage):
            self._stage.show_first_lack()
            return
        if isinstance(self._stage, SigningStage):
            self._stage.form.how.field.setFocus()
        elif isinstance(self._stage, ShownStage):
            first = next((line.extract for line in self._stage.lines if line.extract), None)
            target = first if self.hand_out.isHidden() else self.hand_out
            (target or self._leading).setFocus()

    def _new_stage(self) -> DraftStage | SigningStage | ShownStage:
        if self._state is WaiverState.DRAFT:
            draft = DraftStage(self._services, self._waiver)
            draft.changed.connect(self._on_changed)
            draft.failed.connect(self.report)
            draft.refused.connect(self._refuse)
            return draft
        if self._state is WaiverState.PRINTED:
            signing = SigningStage(self._services, self._waiver)
            signing.read_asked.connect(self._read_out)
            signing.refused.connect(self._refuse)
            signing.misprinted.connect(self._ask_about_misprint)
            return signing
        shown = ShownStage(self._services, self._waiver)
        shown.withdraw_asked.connect(self._withdraw)
        shown.extract_asked.connect(self._print_extract)
        shown.sentence_asked.connect(self._print_sentence)
        return shown

    def _put_stage(self, stage: DraftStage | SigningStage | ShownStage) -> None:
        if self._stage is not None:
            self._stages.removeWidget(self._stage)
            self._stage.hide()
            self._stage.deleteLater()
        self._stage = stage
        self._stages.addWidget(stage)
        self._stages.setCurrentWidget(stage)

    def _draw(self, *, at_once: bool = False) -> None:
        papers, waiver_id = self._services.papers, self._waiver.id
        self.live.show_paper(lambda: papers.waiver(waiver_id), at_once=at_once)

    def _on_changed(self, waiver: Waiver) -> None:
        self._waiver = waiver
        self.messages.withdraw_error()
        self._draw()

    # Printing.

    def _print(self) -> None:
        try:
            self._waiver = self._services.waivers.prepare(self._waiver.id)
        except IntakeError as error:
            self.report(error)
            return
        self.messages.hide()
        self._open_print()

    def _open_print(self, pending: Paper | None = None) -> None:
        page = PrintPage(
            self._services,
            self._desk,
            PaperWish(kind=PaperKind.WAIVER, subject=self._waiver.id),
            back=_("Waiver"),
            pending=pending,
        )
        page.set_discreet(self._discreet)
        page.misprinted.connect(self._on_misprinted)
        self.page_asked.emit(page)

    def _print_extract(self, partner_id: PartnerId) -> None:
        wish = PaperWish(
            kind=PaperKind.WAIVER_EXTRACT, subject=self._waiver.id, partner_id=partner_id
        )
        page = PrintPage(
            self._services,
            self._desk,
            wish,
            back=_("Waiver"),
        )
        page.set_discreet(self._discreet)
        self.page_asked.emit(page)

    def _print_sentence(self, line: WaiverLine, category: Category) -> None:
        """Health has its sentence on the waiver; for the child's level it is typed first."""
        page: Page
        if category is Category.HEALTH:
            wish = PaperWish(
                kind=PaperKind.SENTENCE, subject=self._waiver.id, partner_id=line.partner_id
            )
            page = PrintPage(self._services, self._desk, wish, back=_("Waiver"))
        else:
            page = SentencePage(self._services, self._desk, self._waiver, line)
            page.page_asked.connect(self.page_asked)
        page.set_discreet(self._discreet)
        self.page_asked.emit(page)

    def _ask_about_pending(self) -> None:
        """A paper went to the printer and nobody said yet whether it came out well."""
        papers = self._services.papers.of_case(self._waiver.case_id)
        waits = [
            paper
            for paper in papers
            if paper.kind is PaperKind.WAIVER
            and paper.number == self._waiver.number
            and paper.state is PrintState.PENDING
        ]
        self._pending = waits[0] if waits and self._state is WaiverState.DRAFT else None
        if self._pending is not None:
            self._offer(
                _("The paper went to the printer. Did it come out well?"),
                _("Answer"),
                lambda: self._open_print(self._pending),
            )

    def _on_misprinted(self, _document: Document) -> None:
        self._misprint()

    def _ask_about_misprint(self) -> None:
        asking = Confirm(
            self,
            title=_("Make this paper void?"),
            text=_(
                "Its number is never used again. A new draft with the same lines is made; "
                "destroy the paper."
            ),
            act=_("Make it void"),
            keep=_("Keep the paper"),
        )
        asking.confirmed.connect(self._misprint)
        asking.open()

    def _misprint(self) -> None:
        try:
            self._waiver = self._services.waivers.misprint(self._waiver.id)
        except IntakeError as error:
            self.report(error)
            return
        self._show_next()
        self.say(_("A new draft with the same lines. It gets a new number."), Level.INFO)

    # Signing.

    def _sign(self) -> None:
        if not isinstance(self._stage, SigningStage):
            return
        form = self._stage.form
        try:
            explanation, signature = form.explanation(), form.signature()
            self._waiver = self._services.waivers.sign(self._waiver.id, explanation, signature)
        except IntakeError as error:
            self.report(error)
            return
        self._show_next()
        if self._state is WaiverState.SIGNED:
            self.say(_("Signed. Now hand out the copy; then the waiver is in force."))
        else:
            self.say(_("Noted."))

    def _read_out(self) -> None:
        try:
            page = ReadAloudPage(self._services, self._desk, self._waiver, back=_("Waiver"))
        except IntakeError as error:
            self.report(error)
            return
        if isinstance(self._stage, SigningStage):
            page.checked.connect(self._stage.form.show_read_out)
        page.page_asked.connect(self.page_asked)
        self.page_asked.emit(page)

    def _refuse(self) -> None:
        try:
            self._waiver = self._services.waivers.refuse(self._waiver.id)
        except IntakeError as error:
            self.report(error)
            return
        self._show_next()
        self.say(_("Noted. That is fine; the talk goes on without a waiver."))

    def _hand_out(self) -> None:
        try:
            self._waiver = self._services.waivers.hand_out_copy(self._waiver.id)
        except IntakeError as error:
            self.report(error)
            return
        self._show_next()
        self.say(_("The waiver is in force."))

    # Withdrawal.

    def _withdraw(self, line_id: LineId | None) -> None:
        page = WithdrawalPage(
            self._services, self._desk, self._waiver.id, line_id, back=_("Waiver")
        )
        page.set_discreet(self._discreet)
        page.page_asked.connect(self.page_asked)
        self.page_asked.emit(page)

    # The quiet bar.

    def _offer(self, text: str, action: str, act: Callable[[], None]) -> None:
        self._on_bar = act
        self.say(text, Level.INFO, action=action)

    def _on_message(self) -> None:
        if self._on_bar is not None:
            self._on_bar()
