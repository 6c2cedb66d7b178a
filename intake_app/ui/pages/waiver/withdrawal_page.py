"""Taking a permission back: all, one line or single information, in three clicks."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from intake_app.domain.codes import Category
from intake_app.domain.dates import german_date
from intake_app.errors import IntakeError
from intake_app.i18n import _
from intake_app.ui.look.fonts import Role, px
from intake_app.ui.pages.moments import day_and_hour
from intake_app.ui.pages.page import Page
from intake_app.ui.pages.paper.print_page import PrintPage
from intake_app.ui.pages.waiver.ending_line import EndingLine
from intake_app.ui.pages.waiver.texts import WaiverTexts
from intake_app.ui.widgets.buttons import Button, ButtonKind
from intake_app.ui.widgets.cards import Card, ReadingColumn
from intake_app.ui.widgets.flow import FlowLayout
from intake_app.ui.widgets.labels import Label
from intake_app.ui.widgets.notices import Level, Notice
from intake_app.ui.widgets.segments import Segments
from intake_app.ui.widgets.tick import TickBox

if TYPE_CHECKING:
    from collections.abc import Callable

    from intake_app.domain.codes import LineId, WaiverId
    from intake_app.services.document import Document
    from intake_app.services.services import Services
    from intake_app.services.withdrawals import Withdrawal
    from intake_app.ui.pages.paper.desk import PrintDesk

_DONE = "done"


class WithdrawalPage(Page):
    """Asks how the withdrawal came in; it works at once and needs no reason.

    Args:
        services: What the advisor can do.
        desk: Printers, dialogs and settings of this machine.
        waiver_id: The waiver.
        line_id: The line to take back; None proposes all of them.
        back: Name of the page that the button leads back to.
        parent: Qt's parent.

    Signals:
        withdrawn: The Withdrawal that was recorded.
        page_asked: A Page that shall be shown on top.
    """

    withdrawn = Signal(object)
    page_asked = Signal(object)

    def __init__(
        self,
        services: Services,
        desk: PrintDesk,
        waiver_id: WaiverId,
        line_id: LineId | None = None,
        *,
        back: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", parent=parent)
        self.lead_back(back)
        self._services = services
        self._desk = desk
        self._waiver = services.waivers.get(waiver_id)
        self._texts = WaiverTexts(services.session, self._waiver.language)
        self._discreet = False
        self.set_title(_("Withdraw {number}").format(number=self._waiver.number))
        open_lines = [
            line for line in self._waiver.lines if line.decision and not line.withdrawn_at
        ]
        self.lines = {
            line.id: EndingLine(line, self._texts, chosen=line_id in {None, line.id})
            for line in open_lines
        }
        self._done: Withdrawal | None = None
        self.how = Segments(self._texts.options("receipt_ways", ("oral", "phone", "written")))
        self.delete = TickBox(_("The person wants the offices to delete what they have received"))
        self.act = Button(_("&Withdraw now"), ButtonKind.PRIMARY, icon="undo")
        self.act.clicked.connect(self._withdraw)
        self._column = ReadingColumn()
        self.content.addWidget(self._column)
        self._lay_out()

    def entered(self) -> None:
        """Begin with how it came in: that is all that is asked; later with what is printed."""
        if self.begins_here():
            first = self.how if self._done is None else self.confirmation
            first.setFocus()

    def set_discreet(self, discreet: bool) -> None:  # noqa: FBT001 - as the frame's signal
        """Remember for papers that are opened from here."""
        self._discreet = discreet

    @property
    def waiver_id(self) -> WaiverId:
        """The waiver that is taken back."""
        return self._waiver.id

    def part(self) -> str:
        """Return whether it is done already."""
        return _DONE if self._done is not None else ""

    def open_part(self, part: str) -> None:
        """Show again what was taken back last."""
        if part == _DONE:
            self._show_done(self._services.waivers.withdrawals(self._waiver.id)[-1])

    def half_typed(self) -> str:
        """Return what was chosen and not recorded yet."""
        if self._done is not None:
            return ""
        lines = {str(line_id): line.typed() for line_id, line in self.lines.items()}
        kept = {"lines": lines, "how": self.how.code(), "delete": self.delete.isChecked()}
        return json.dumps(kept)

    def take_up(self, typed: str) -> None:
        """Show it again."""
        kept = json.loads(typed)
        for line_id, line in self.lines.items():
            if str(line_id) in kept["lines"]:
                line.show_typed(kept["lines"][str(line_id)])
        self.how.show_code(kept["how"])
        self.delete.setChecked(kept["delete"])

    def _lay_out(self) -> None:
        column = self._column.content
        intro = self._texts.german.section_intro(self._texts.form.section("B5"))
        column.addWidget(Label(intro, colour="muted"))
        scope = Card(_("What is taken back?"))
        for line in self.lines.values():
            scope.content.addWidget(line)
        column.addWidget(scope)
        received = Card(_("How did it come in?"))
        received.content.addWidget(self.how)
        received.content.addSpacing(px(4))
        received.content.addWidget(self.delete)
        received.content.addWidget(
            Label(
                _(
                    "Offices that have received something are told; a step is opened for "
                    "each of them."
                ),
                Role.HINT,
                colour="muted",
            )
        )
        column.addWidget(received)
        column.addWidget(_row(self.act))
        column.addStretch(1)

    def _withdraw(self) -> None:
        chosen = [line_id for line_id, line in self.lines.items() if line.ends()]
        only = {
            line_id: categories
            for line_id in chosen
            if (categories := self.lines[line_id].only()) is not None
        }
        how = self.how.code()
        if not chosen:
            self.say(_("Please tick at least one office."), Level.WARN)
            return
        if not all(only.values()):
            self.say(_("Please tick which information is taken back."), Level.WARN)
            return
        if not how:
            self.say(_("Please choose how it came in."), Level.WARN)
            self.how.setFocus()
            return
        try:
            done = self._services.waivers.withdraw(
                self._waiver.id, chosen, only=only, how=how, ask_deletion=self.delete.isChecked()
            )
        except IntakeError as error:
            self.report(error)
            return
        self._show_done(done)
        self.withdrawn.emit(done)

    def _show_done(self, done: Withdrawal) -> None:
        """Say what was done, and offer what has to be printed now."""
        self._done = done
        while (item := self._column.content.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.messages.hide()
        column = self._column.content
        when = day_and_hour(done.at)
        column.addWidget(
            Notice(
                _("Withdrawn on {when}. From now on nothing goes out under it.").format(when=when),
                Level.GOOD,
            )
        )
        lines = Card(_("Taken back"))
        for line in done.lines:
            lines.content.addWidget(Label(line.partner_name))
            if done.is_partial(line):
                ended = [c for c in Category if c in done.ended(line)]
                words = ", ".join(self._texts.entry("categories", c) for c in ended)
                lines.content.addWidget(Label(words, Role.HINT, colour="muted"))
        column.addWidget(lines)
        papers = Card(_("Print now"))
        papers.content.addWidget(Label(_("The confirmation is for the person."), colour="muted"))
        self.confirmation = Button(
            _("Confirmation for the person …"), ButtonKind.PRIMARY, icon="printer"
        )
        self.confirmation.clicked.connect(
            lambda: self._open(
                lambda: self._services.papers.withdrawal_confirmation(done),
                lambda: self._services.papers.withdrawal_confirmation(done, large=True),
            )
        )
        papers.content.addWidget(_row(self.confirmation))
        self.notices = self._notice_buttons(done, papers)
        column.addWidget(papers)
        self.finish = Button(_("Done"), icon="check")
        self.finish.clicked.connect(self.left)
        column.addWidget(_row(self.finish))
        column.addStretch(1)
        self.confirmation.setFocus()

    def _notice_buttons(self, done: Withdrawal, papers: Card) -> list[Button]:
        if not done.informed:
            papers.content.addWidget(
                Label(_("No office has received anything, so none has to be told."), Role.HINT)
            )
            return []
        due = german_date(self._services.session.today())
        papers.content.addWidget(
            Label(
                _("These offices have received something. The steps are due on {day}.").format(
                    day=due
                ),
                colour="muted",
            )
        )
        buttons = []
        names = {line.partner_id: line.partner_name for line in done.lines}
        for partner_id in done.informed:
            button = Button(_("Letter to {name} …").format(name=names[partner_id]), icon="printer")
            button.clicked.connect(
                lambda _checked=False, partner_id=partner_id: self._open(
                    lambda: self._services.papers.partner_notice(done, partner_id)
                )
            )
            papers.content.addWidget(_row(button))
            buttons.append(button)
        return buttons

    def _open(
        self, make: Callable[[], Document], large: Callable[[], Document] | None = None
    ) -> None:
        page = PrintPage(self._services, self._desk, make, back=_("Withdrawal"), large=large)
        page.set_discreet(self._discreet)
        self.page_asked.emit(page)


def _row(*widgets: QWidget) -> QWidget:
    holder = QWidget()
    flow = FlowLayout(px(8), holder)
    for widget in widgets:
        flow.addWidget(widget)
    return holder
