"""A paper before it is printed: pages at real size, printer, copies, and the question after."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.domain.numbers import format_slip_number
from intake_app.domain.office import PaperKind, PrintState
from intake_app.errors import IntakeError, StorageError
from intake_app.i18n import _
from intake_app.services.paper_wishes import PaperWish, rendering
from intake_app.ui.look.fonts import px
from intake_app.ui.pages.page import Page
from intake_app.ui.pages.paper.beside import Beside
from intake_app.ui.pages.paper.live_paper import LivePaper
from intake_app.ui.pages.paper.print_job import PrintJob
from intake_app.ui.pages.paper.print_panel import PrintPanel
from intake_app.ui.pages.paper.words import kind_name, languages_of
from intake_app.ui.widgets.cards import Card
from intake_app.ui.widgets.confirm import Confirm
from intake_app.ui.widgets.labels import Label
from intake_app.ui.widgets.notices import Level, Notice
from intake_app.ui.widgets.scrolling import FittingScroll

if TYPE_CHECKING:
    from collections.abc import Callable

    from intake_app.domain.office import Paper
    from intake_app.services.document import Document
    from intake_app.services.services import Services
    from intake_app.ui.pages.paper.desk import PrintDesk

TWICE = frozenset({PaperKind.WAIVER})
"""One for the file, one for the person."""

_ASKED = "asked"


class PrintPage(Page):
    """Shows a document and prints it; nothing of it is written to disk on the way.

    What goes to an office is made from what a waiver released, so it can show nothing beyond
    it.  The competence profile for person and file can: while a permission is in force, a
    line says that this copy holds more than offices may see.

    Args:
        services: What the advisor can do.
        desk: Printers, dialogs and settings of this machine.
        make: Renders the document; runs on another thread. A wish can be opened again
            after the program was locked.
        back: Name of the page that the button leads back to.
        large: Renders it in large print, for a document that is no wish.
        pending: The paper when it went to the printer before and nobody said yet whether it
            came out well.
        parent: Qt's parent.

    Signals:
        came_out: The Document was printed well; the page leaves by itself.
        misprinted: The Document did not come out well.
    """

    came_out = Signal(object)
    misprinted = Signal(object)

    def __init__(
        self,
        services: Services,
        desk: PrintDesk,
        make: Callable[[], Document] | PaperWish,
        *,
        back: str,
        large: Callable[[], Document] | None = None,
        pending: Paper | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Preview"), parent=parent)
        self.lead_back(back)
        self._services = services
        self._desk = desk
        self._paper = pending
        self._asks_again = False
        self.wish = make if isinstance(make, PaperWish) else None
        self._make, self._large = make, large
        self.live = LivePaper(desk.tasks)
        self.live.shown.connect(self._on_shown)
        settings = desk.settings()
        self.panel = PrintPanel(
            copies=1,
            printers=desk.printers.names(),
            printer=settings.printer,
            problem=desk.printers.problem(),
        )
        self.panel.setEnabled(False)
        self.panel.show_hint(shown=not settings.spool_hint_seen)
        self.panel.large.setVisible(self._has_large())
        self.panel.large.setChecked(self.wish is not None and self.wish.large)
        self._about = Label("", colour="muted")
        self.beyond = Notice(
            _("This copy holds more than offices may see. It is for the person and the file."),
            Level.WARN,
        )
        self.beyond.hide()
        self._lay_out()
        self._connect()
        self.live.show_paper(rendering(services.papers, make), at_once=True)

    def set_discreet(self, discreet: bool) -> None:  # noqa: FBT001 - as the frame's signal
        """Cover the pages."""
        self.live.set_discreet(discreet)

    def part(self) -> str:
        """Return whether a paper went to the printer and its answer is still open."""
        return _ASKED if self._paper is not None else ""

    def open_part(self, part: str) -> None:
        """Ask again whether the paper came out well, as soon as it is to be seen."""
        self._asks_again = part == _ASKED

    def _lay_out(self) -> None:
        card = Card()
        card.content.addWidget(self._about)
        card.content.addWidget(self.beyond)
        card.content.addSpacing(px(4))
        card.content.addWidget(self.panel)
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(px(16), 0, px(24), px(16))
        column.addWidget(card)
        column.addStretch(1)
        scroll = FittingScroll(side)
        scroll.setMinimumWidth(px(320))
        tray = QWidget()
        pages = QVBoxLayout(tray)
        pages.setContentsMargins(px(24), 0, 0, px(16))
        pages.addWidget(self.live)
        self._beside = Beside(
            tray, scroll, (_("Pages"), _("Print")), shares=(5, 3), narrow_below=760
        )
        self.content.addWidget(self._beside)

    def _connect(self) -> None:
        self.panel.print_asked.connect(self._print)
        self.panel.save_asked.connect(self._ask_about_saving)
        self.panel.came_out.connect(self._on_came_out)
        self.panel.misprinted.connect(self._on_misprinted)
        self.panel.hint_read.connect(self._on_hint_read)
        self.panel.large_asked.connect(self._on_large)

    def _has_large(self) -> bool:
        return self._large is not None or (self.wish is not None and self.wish.can_be_large)

    def _on_large(self, large: bool) -> None:  # noqa: FBT001 - connected to a signal
        """Set the paper anew; nothing is printed until it is to be seen."""
        make = self._make
        if self.wish is not None:
            make = self.wish = replace(self.wish, large=large)
        elif large and self._large is not None:
            make = self._large
        self.panel.setEnabled(False)
        self.live.show_paper(rendering(self._services.papers, make), at_once=True)

    def _on_shown(self, document: Document) -> None:
        self.set_title(kind_name(document.kind))
        content = self._services.session.content
        languages = languages_of(document.language, content)
        is_slip = document.kind in {PaperKind.SLIP, PaperKind.FAMILY_SLIPS}
        number = format_slip_number(document.number) if is_slip else document.number
        self._about.setText(f"{number}\n{languages}")
        self.beyond.setVisible(self._is_beyond(document))
        self.panel.setEnabled(True)
        if self._asks_again and self._paper is None:
            self._paper = self._waiting(document)
        if self._paper is not None:
            self._ask_after(document)
            return
        if document.kind in TWICE:
            self.panel.copies.line.setText("2")
        self.panel.print.setFocus()

    def _is_beyond(self, document: Document) -> bool:
        """Tell whether it could be taken for the paper that an office may get."""
        if document.kind is not PaperKind.COMPETENCE or document.case_id is None:
            return False
        waivers = self._services.waivers
        return any(waivers.in_force(waiver) for waiver in waivers.of_case(document.case_id))

    def _waiting(self, document: Document) -> Paper | None:
        """Return the last such paper that went to the printer and was not answered for."""
        if document.case_id is None:
            return None
        return next(
            (
                paper
                for paper in self._services.papers.of_case(document.case_id)
                if paper.state is PrintState.PENDING
                and (paper.kind, paper.number) == (document.kind, document.number)
            ),
            None,
        )

    def _print(self) -> None:
        document = self.live.document()
        if document is None:
            return
        try:
            self._paper = self._services.papers.send(document)
        except IntakeError as error:
            self.report(error)
            return
        self._on_hint_read()
        self._desk.remember(replace(self._desk.settings(), printer=self.panel.chosen_printer()))
        self.panel.show_sending()
        self._desk.printers.send(
            PrintJob(
                data=document.data,
                title=document.number,
                copies=self.panel.copies.value(),
                printer=self.panel.chosen_printer(),
                one_sided=document.is_torn,
            ),
            done=lambda: self._ask_after(document),
            failed=self._on_refused,
        )

    def _ask_after(self, document: Document) -> None:
        name = kind_name(document.kind)
        self.panel.ask_after(_("{paper}: printed well?").format(paper=name))
        self._beside.show_second()

    def _on_refused(self, said: str) -> None:
        """The printer did not take it: the paper counts as misprinted and can be repeated."""
        self._end_paper(well=False)
        self.panel.ask_before()
        text = _("The printer did not take the paper; nothing is lost. Check it and try again.")
        self.say(f"{text} ({said})" if said else text, Level.WARN)

    def _on_came_out(self) -> None:
        document = self.live.document()
        if document is not None and self._end_paper(well=True):
            self.came_out.emit(document)
            self.left.emit()

    def _on_misprinted(self) -> None:
        document = self.live.document()
        if document is not None and self._end_paper(well=False):
            self.panel.ask_before()
            self.say(_("Noted as a misprint. Please destroy the paper."), Level.INFO)
            self.misprinted.emit(document)
            if document.kind is PaperKind.WAIVER:
                # Its number may be void now; whoever opened the page knows what follows.
                self.left.emit()

    def _end_paper(self, *, well: bool) -> bool:
        document, paper = self.live.document(), self._paper
        if document is None or paper is None:
            return False
        if self._services.session.is_read_only:  # nothing was recorded that could end
            self._paper = None
            return True
        try:
            if well:
                self._services.papers.came_out(paper.id, document)
            else:
                self._services.papers.misprinted(paper.id)
        except IntakeError as error:
            self.report(error)
            return False
        self._paper = None
        return True

    def _on_hint_read(self) -> None:
        self.panel.show_hint(shown=False)
        self._desk.remember(replace(self._desk.settings(), spool_hint_seen=True))

    def _ask_about_saving(self) -> None:
        try:
            self._services.session.refuse_read_only()  # no file without an entry in the journal
        except IntakeError as error:
            self.report(error)
            return
        asking = Confirm(
            self,
            title=_("Save a file that everybody can read?"),
            text=_(
                "The file is not encrypted: whoever has it can read it. Save it only where "
                "nobody else looks, and delete it afterwards."
            ),
            act=_("Save readable file"),
            keep=_("Do not save"),
        )
        asking.confirmed.connect(self._save)
        asking.open()

    def _save(self) -> None:
        document = self.live.document()
        if document is None:
            return
        path = self._desk.dialogs.save_as(self, f"{document.number}.pdf")
        if path is None:
            return
        try:
            path.write_bytes(document.data)
        except OSError as error:
            self.report(StorageError.of(error))
            return
        try:
            self._services.papers.saved(document)
        except IntakeError as error:
            self.report(error)
            return
        self.say(_("Saved. The file can be read by everybody who has it."), Level.WARN)
