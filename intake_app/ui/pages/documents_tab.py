"""The tab Dokumente of a case: everything that can be printed, with a look at it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from intake_app.domain.office import PaperKind
from intake_app.errors import IntakeError
from intake_app.i18n import _
from intake_app.services.paper_wishes import rendering
from intake_app.ui.look.fonts import px
from intake_app.ui.pages.case.scans_card import ScansCard
from intake_app.ui.pages.handover.handover_page import HandoverPage
from intake_app.ui.pages.paper.beside import Beside
from intake_app.ui.pages.paper.catalogue import printables
from intake_app.ui.pages.paper.document_row import DocumentRow
from intake_app.ui.pages.paper.live_paper import LivePaper
from intake_app.ui.pages.paper.print_page import PrintPage
from intake_app.ui.pages.paper.words import languages_of, print_state
from intake_app.ui.widgets.buttons import Button, ButtonKind
from intake_app.ui.widgets.cards import ReadingColumn
from intake_app.ui.widgets.flow import FlowLayout
from intake_app.ui.widgets.labels import Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intake_app.domain.codes import CaseId
    from intake_app.services.services import Services
    from intake_app.ui.pages.page import Page
    from intake_app.ui.pages.paper.catalogue import Printable
    from intake_app.ui.pages.paper.desk import PrintDesk

_ICONS = {
    PaperKind.WAIVER: "pen",
    PaperKind.WAIVER_EXTRACT: "pen",
    PaperKind.READ_ALOUD: "speech",
    PaperKind.WITHDRAWAL: "undo",
    PaperKind.INTERPRETER: "speech",
    PaperKind.TIME_SHEET: "speech",
    PaperKind.SLIP: "slip",
}


class DocumentsTab(QWidget):
    """A list of the documents; the chosen one is shown beside it.

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
        self._documents: list[Printable] = []
        self._rows: list[DocumentRow] = []
        self._chosen = ""
        self.live = LivePaper(desk.tasks)
        self.print = Button(_("&Print …"), ButtonKind.PRIMARY, icon="printer")
        self.print.clicked.connect(self._print)
        self.hand_over = Button(_("Hand over to an office …"), icon="arrow_right")
        self.hand_over.clicked.connect(self._hand_over)
        self.scans = ScansCard(services, desk, case_id)
        self.scans.page_asked.connect(self._push)
        self.scans.failed.connect(self.failed)
        self._lay_out()

    def entered(self) -> None:
        """Read the documents anew."""
        self.scans.entered()
        try:
            self._documents = printables(self._services, self._case_id)
        except IntakeError as error:
            self.failed.emit(error)
            return
        # Without a talk there is nothing that could be handed over.
        has_answers = any(d.kind is PaperKind.COMPETENCE for d in self._documents)
        self.hand_over.setVisible(has_answers)
        keys = [document.key for document in self._documents]
        if self._chosen not in keys:
            self._chosen = ""
        self._show_rows()
        self.choose(self._chosen or keys[0])

    def set_discreet(self, discreet: bool) -> None:  # noqa: FBT001 - as the frame's signal
        """Cover the pages."""
        self._discreet = discreet
        self.live.set_discreet(discreet)

    def rows(self) -> Sequence[DocumentRow]:
        """Return the list."""
        return tuple(self._rows)

    def chosen(self) -> Printable | None:
        """Return the document that is shown."""
        return next((d for d in self._documents if d.key == self._chosen), None)

    def choose(self, key: str) -> None:
        """Show a document."""
        changed = key != self._chosen or self.live.document() is None
        self._chosen = key
        for row in self._rows:
            row.setChecked(row.key == key)
        document = self.chosen()
        if document is None:
            return
        self.print.setText(_("Did it come out well? …") if document.waits else _("&Print …"))
        self.print.updateGeometry()
        if changed:
            self.live.clear()
            self.live.show_paper(rendering(self._services.papers, document.make), at_once=True)

    def _lay_out(self) -> None:
        scroll = ReadingColumn()
        scroll.content.setSpacing(px(4))
        self._list = QVBoxLayout()
        self._list.setSpacing(px(4))
        scroll.content.addWidget(_row(self.hand_over))
        scroll.content.addSpacing(px(8))
        scroll.content.addLayout(self._list)
        scroll.content.addSpacing(px(8))
        scroll.content.addWidget(
            Label(
                _("Papers are drawn anew each time; only signed waivers are kept."),
                colour="muted",
            )
        )
        scroll.content.addSpacing(px(16))
        scroll.content.addWidget(self.scans)
        scroll.content.addStretch(1)
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(px(12), px(16), px(24), px(16))
        column.setSpacing(px(8))
        bar = QHBoxLayout()
        bar.addStretch(1)
        bar.addWidget(self.print)
        column.addLayout(bar)
        column.addWidget(self.live, 1)
        self.beside = Beside(scroll, side, (_("Documents"), _("Preview")), shares=(1, 1))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.beside)

    def _show_rows(self) -> None:
        while (item := self._list.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        content = self._services.session.content
        self._rows = []
        for document in self._documents:
            state, level = print_state(document.paper)
            row = DocumentRow(
                document.key,
                document.title,
                f"{document.detail} · {languages_of(document.language, content)}",
                state=state,
                level=level,
                icon=_ICONS.get(document.kind, "document"),
            )
            row.clicked.connect(lambda _checked=False, key=document.key: self._on_row(key))
            self._list.addWidget(row)
            self._rows.append(row)

    def _on_row(self, key: str) -> None:
        self.choose(key)
        self.beside.show_second()

    def _print(self) -> None:
        document = self.chosen()
        if document is None:
            return
        page = PrintPage(
            self._services,
            self._desk,
            document.make,
            back=_("Documents"),
            pending=document.paper if document.waits else None,
        )
        self._push(page)

    def _hand_over(self) -> None:
        page = HandoverPage(self._services, self._desk, self._case_id, back=_("Documents"))
        self._push(page)

    def _push(self, page: Page) -> None:
        page.set_discreet(self._discreet)
        self.page_asked.emit(page)


def _row(*widgets: QWidget) -> QWidget:
    holder = QWidget()
    flow = FlowLayout(px(8), holder)
    for widget in widgets:
        flow.addWidget(widget)
    return holder
