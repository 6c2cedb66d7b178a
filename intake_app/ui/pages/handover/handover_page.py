"""Handing a case to an office: choose it, see exactly what goes, seal it, bring it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from intake_app.errors import IntakeError
from intake_app.i18n import _
from intake_app.ui.look.fonts import Role, px
from intake_app.ui.pages.handover.decision_view import DecisionView
from intake_app.ui.pages.handover.register_view import RegisterView
from intake_app.ui.pages.handover.result_view import ResultView
from intake_app.ui.pages.page import Page
from intake_app.ui.widgets.buttons import Button, ButtonKind
from intake_app.ui.widgets.cards import Card, ReadingColumn
from intake_app.ui.widgets.choice_list import ChoiceList
from intake_app.ui.widgets.labels import Label
from intake_app.ui.widgets.notices import Level, Notice
from intake_app.ui.widgets.progress import ProgressRow
from intake_app.ui.widgets.segments import Option
from intake_app.ui.words.messages_waiver import refusal_words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from intake_app.domain.codes import CaseId, PartnerId
    from intake_app.domain.office import Disclosure
    from intake_app.domain.partner import Partner
    from intake_app.services.handover import HandedOver, HandoverPreview
    from intake_app.services.services import Services
    from intake_app.ui.pages.paper.desk import PrintDesk

_WIDEST = 1120


class HandoverPage(Page):
    """One hand-over, and the register of those before.

    Args:
        services: What the advisor can do.
        desk: Dialogs of this machine and the task runner.
        case_id: The case.
        partner_id: The office, when it is known already.
        back: Name of the page that the button leads back to.
        parent: Qt's parent.

    Signals:
        handed_over: The HandedOver that is finished.
    """

    handed_over = Signal(object)

    def __init__(
        self,
        services: Services,
        desk: PrintDesk,
        case_id: CaseId,
        partner_id: PartnerId | None = None,
        *,
        back: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Hand over to an office"), parent=parent)
        self.lead_back(back)
        self._services = services
        self._desk = desk
        self._case_id = case_id
        self._partners = {str(p.id): p for p in services.partners.all()}
        self._preview: HandoverPreview | None = None
        self._busy = False
        self._discreet = False
        self._covered = Label(_("The answers are covered while names are hidden (F12)."))
        self._covered.hide()
        self.partner = ChoiceList(self._options(), _("Office"), placeholder=_("Search offices …"))
        self.partner.chosen.connect(self._on_partner)
        self.decision = DecisionView()
        self.decision.confirmed.connect(self._on_confirmed)
        self.refusal = Notice("", Level.WARN)
        self.way = Label("", colour="muted")
        self.act = self.add_action(Button(_("&Write the file …"), ButtonKind.PRIMARY, icon="save"))
        self.act.clicked.connect(self._on_act)
        self.progress = ProgressRow(
            _("The file is sealed, written and read back …"), can_cancel=False
        )
        self.register = RegisterView(services.session.content.wording("de"))
        self.register.repeat_asked.connect(self._on_repeat)
        self.register.cancel_asked.connect(self._on_cancel)
        self.result: ResultView | None = None
        self._lay_out()
        self._show_register()
        if partner_id is not None:
            self.partner.show_code(str(partner_id))
        self._on_partner()

    def entered(self) -> None:
        """Begin with the office."""
        if self.begins_here():
            self.partner.setFocus()

    def set_discreet(self, discreet: bool) -> None:  # noqa: FBT001 - as the frame's signal
        """Hide the answers."""
        self._discreet = discreet
        self.decision.setHidden(discreet)
        self._covered.setVisible(discreet)

    @property
    def case_id(self) -> CaseId:
        """The case that is handed over."""
        return self._case_id

    def half_typed(self) -> str:
        """Return the office and the free texts that were confirmed."""
        if not self.partner.code():
            return ""
        kept = {
            "partner": self.partner.code(),
            "confirmed": sorted(self.decision.confirmed_paths()),
        }
        return json.dumps(kept)

    def take_up(self, typed: str) -> None:
        """Show them again."""
        kept = json.loads(typed)
        if kept["partner"] in self._partners:
            self.partner.show_code(kept["partner"])
            self._read_preview(frozenset(kept["confirmed"]))

    def can_leave(self) -> bool:
        """Stay while the file is written, and while the words are to be seen."""
        if self._busy:
            self.say(_("The file is being written; a moment, please."), Level.INFO)
            return False
        if self.result is not None and self.result.words:
            self.say(_("Please pass the six words on first; they are shown only now."), Level.WARN)
            return False
        return True

    def _lay_out(self) -> None:
        self._stack = QStackedWidget()
        scroll = ReadingColumn(px(_WIDEST))
        column = scroll.content
        choose = Card(_("To whom?"))
        choose.content.addWidget(self.partner)
        choose.content.addWidget(self.way)
        choose.content.addWidget(self.progress)
        column.addWidget(choose)
        self._about = QWidget()
        about = QVBoxLayout(self._about)
        about.setContentsMargins(0, 0, 0, 0)
        about.setSpacing(px(16))
        about.addWidget(self.refusal)
        about.addWidget(self._covered)
        about.addWidget(self.decision)
        column.addWidget(self._about)
        column.addWidget(Label(_("What has left the house"), Role.SECTION))
        column.addWidget(self.register)
        column.addStretch(1)
        self._stack.addWidget(scroll)
        self._ended = ReadingColumn()
        self._stack.addWidget(self._ended)
        self.content.addWidget(self._stack)
        self.progress.hide()

    def _options(self) -> Sequence[Option]:
        """Return the offices; those with a line on a waiver first."""
        named = {
            str(line.partner_id)
            for waiver in self._services.waivers.of_case(self._case_id)
            for line in waiver.lines
            if line.decision
        }
        with_line, others = _("On a waiver of this case"), _("Other offices")
        found = [
            (code not in named, partner.full_name, code)
            for code, partner in self._partners.items()
        ]
        return [
            Option(code=code, label=name, group=others if without else with_line)
            for without, name, code in sorted(found)
        ]

    # What would go.

    def _on_partner(self) -> None:
        self._read_preview(frozenset())

    def _on_confirmed(self) -> None:
        self._read_preview(self.decision.confirmed_paths())

    def _chosen(self) -> Partner | None:
        return self._partners.get(self.partner.code())

    def _read_preview(self, confirmed: frozenset[str]) -> None:
        partner = self._chosen()
        self._about.setVisible(partner is not None)
        self.way.setVisible(partner is not None)
        self.act.setEnabled(False)
        if partner is None:
            return
        try:
            self._preview = self._services.handover.preview(self._case_id, partner.id, confirmed)
        except IntakeError as error:
            self._about.hide()
            self.report(error)
            return
        decision = self._preview.decision
        waits = bool(self._preview.free_texts)
        refused = decision.refusal is not None and not waits
        if decision.refusal is not None:
            words = refusal_words(decision.refusal, decision.dates.get(decision.refusal))
            self.refusal.show_text(words, Level.WARN)
        self.refusal.setVisible(refused)
        self.decision.show_decision(decision, confirmed)
        self.way.setVisible(not refused)
        self.act.setEnabled(decision.refusal is None and not self._busy)
        self.way.setText(self._way_words())

    def _way_words(self) -> str:
        if self._preview is not None and self._preview.can_bundle:
            return _(
                "As a sealed bundle. Only the key of this office opens it; the office sees "
                "that it comes from you."
            )
        return _(
            "As an encrypted PDF, because the key of this office was not compared on the "
            "phone yet. Six words open it; they are shown once."
        )

    # Writing.

    def _on_act(self) -> None:
        partner, preview = self._chosen(), self._preview
        if partner is None or preview is None:
            return
        folder = self._desk.dialogs.folder(self)
        if folder is None:
            return
        handover, case_id = self._services.handover, self._case_id
        confirmed = self.decision.confirmed_paths()
        export = handover.export_bundle if preview.can_bundle else handover.export_pdf
        self._run(lambda: export(case_id, partner.id, folder, confirmed), partner)

    def _on_repeat(self, row: Disclosure) -> None:
        folder = self._desk.dialogs.folder(self)
        if folder is None:
            return
        handover = self._services.handover
        self._run(lambda: handover.repeat(row.id, folder), self._partners.get(str(row.partner_id)))

    def _on_cancel(self, row: Disclosure) -> None:
        try:
            self._services.handover.cancel(row.id)
        except IntakeError as error:
            self.report(error)
            return
        self._show_register()

    def _run(self, job: Callable[[], HandedOver], partner: Partner | None) -> None:
        self._set_busy(busy=True)

        def done(handed: HandedOver) -> None:
            self._set_busy(busy=False)
            self._show_result(handed, partner.phone if partner else "")

        def failed(error: IntakeError) -> None:
            self._set_busy(busy=False)
            self._show_register()
            self._read_preview(self.decision.confirmed_paths())
            self.report(error)

        self._desk.tasks.run(job, context=self, done=done, failed=failed)

    def _set_busy(self, *, busy: bool) -> None:
        self._busy = busy
        self.act.setEnabled(not busy)
        self.partner.setEnabled(not busy)
        self.decision.setEnabled(not busy)
        self.register.setEnabled(not busy)
        self.progress.setVisible(busy)

    def _show_result(self, handed: HandedOver, phone: str) -> None:
        self.messages.hide()
        self.result = ResultView(handed, phone)
        self.result.finished.connect(self._on_finished)
        self._ended.content.addWidget(self.result)
        self._ended.content.addStretch(1)
        self._stack.setCurrentWidget(self._ended)
        self.act.hide()
        self.result.finish.setFocus()
        self.handed_over.emit(handed)

    def _on_finished(self) -> None:
        """Forget the words and show the register; nothing is chosen to go out again."""
        if self.result is not None:
            self.result.words = ""
            self.result.hide()
            self.result.deleteLater()
            self.result = None
        while self._ended.content.takeAt(0) is not None:
            pass
        self._stack.setCurrentIndex(0)
        self.act.show()
        self.partner.show_code("")
        self._on_partner()
        self._show_register()
        self.partner.setFocus()

    def _show_register(self) -> None:
        try:
            self.register.show_rows(self._services.handover.of_case(self._case_id))
        except IntakeError as error:
            self.report(error)
