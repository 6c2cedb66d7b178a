"""Scans of a case: kept with reason, day and consent, shown from memory."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from intake_app.domain.dates import german_date
from intake_app.domain.retention import latest_attachment_day
from intake_app.domain.scans import NEVER_SCANNED, PDF, recognise
from intake_app.errors import IntakeError
from intake_app.i18n import _
from intake_app.ui.look.fonts import px
from intake_app.ui.pages.day_line import DayLine
from intake_app.ui.pages.entries import EntryList
from intake_app.ui.pages.page import Page
from intake_app.ui.widgets.buttons import Button, ButtonKind, IconButton
from intake_app.ui.widgets.cards import Card
from intake_app.ui.widgets.choice_list import ChoiceList
from intake_app.ui.widgets.confirm import Confirm
from intake_app.ui.widgets.flow import FlowLayout
from intake_app.ui.widgets.labelled import LabelledLine
from intake_app.ui.widgets.labels import Label
from intake_app.ui.widgets.notices import Level, Notice
from intake_app.ui.widgets.preview import Preview
from intake_app.ui.widgets.scrolling import FittingScroll
from intake_app.ui.widgets.segments import Option
from intake_app.ui.widgets.tick import TickBox

if TYPE_CHECKING:
    from intake_app.domain.codes import CaseId
    from intake_app.domain.data_rights import Attachment
    from intake_app.services.services import Services
    from intake_app.ui.pages.paper.desk import PrintDesk

_REASON_LENGTH = 120


class ScansCard(Card):
    """The scans of a case, and the way to keep another one.

    Args:
        services: What an advisor can do.
        desk: Printers, dialogs, and background work.
        case_id: The case.
        parent: Qt's parent.

    Signals:
        page_asked: A page to be shown above.
        failed: An `IntakeError` to be reported.
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
        super().__init__(_("Copies of documents"), parent)
        self._services = services
        self._desk = desk
        self._case_id = case_id
        self._data = b""
        self.scans = EntryList(
            _("No copy is kept. Having seen a document is enough in most cases."), gap=8
        )
        self.choose = Button(_("Keep a scan …"), icon="plus")
        self.choose.clicked.connect(self._on_choose)
        self.box: Confirm | None = None
        german = services.session.content.wording("de")
        documents = services.session.content.library.lists["documents"].entries
        self.document = ChoiceList(
            [
                Option(code=entry.code, label=german.list_label("documents", entry.code))
                for entry in documents
                if entry.code not in NEVER_SCANNED
            ],
            _("What is it?"),
        )
        self.reason = LabelledLine(_("Why is a copy needed?"))
        self.reason.line.setMaxLength(_REASON_LENGTH)
        today = services.session.today()
        self.delete_on = DayLine(_("Deleted by itself on"), today, _("six months at most"))
        self.consent = TickBox(_("The person agrees that a copy is kept"))
        self.keep = Button(_("Keep it in the vault"), ButtonKind.PRIMARY)
        self.keep.clicked.connect(self._on_keep)
        self.drop = Button(_("Do not keep it"), ButtonKind.QUIET)
        self.drop.clicked.connect(self._end)
        self._asking = QWidget()
        self._said = Notice("", Level.WARN)
        self._said.hide()
        self._lay_out()

    def entered(self) -> None:
        """Read the scans anew."""
        try:
            found = self._services.attachments.of_case(self._case_id)
        except IntakeError as error:
            self.failed.emit(error)
            return
        self.scans.show_entries([self._row(scan) for scan in found])

    def _lay_out(self) -> None:
        self.content.addWidget(self.scans)
        self.content.addWidget(self._said)
        self.content.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignLeading)
        column = QVBoxLayout(self._asking)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        column.addWidget(Label(_("What is it?")))
        for widget in (self.document, self.reason, self.delete_on, self.consent):
            column.addWidget(widget)
        row = FlowLayout(8)
        row.addWidget(self.keep)
        row.addWidget(self.drop)
        column.addLayout(row)
        self._asking.hide()
        self.content.addWidget(self._asking)

    def _row(self, scan: Attachment) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(px(8), 0, px(8), 0)
        line.setSpacing(px(8))
        german = self._services.session.content.wording("de")
        words = _("{document}, deleted on {day}").format(
            document=german.list_label("documents", scan.document),
            day=german_date(scan.delete_on),
        )
        line.addWidget(Label(words), 1)
        show = Button(_("Show"), ButtonKind.QUIET, icon="eye")
        show.setAccessibleName(f"{show.text()} {words}")
        show.clicked.connect(partial(self._on_show, scan))
        line.addWidget(show)
        deletion = _("Delete the scan")
        remove = IconButton("trash", deletion)
        remove.setAccessibleName(f"{deletion} {words}")
        remove.clicked.connect(partial(self._ask_remove, scan))
        line.addWidget(remove)
        return row

    def _on_choose(self) -> None:
        path = self._desk.dialogs.scan(self)
        if path is None:
            return
        try:
            self._data = self._services.attachments.read_file(path)
            recognise(self._data)
        except IntakeError as error:
            self.failed.emit(error)
            return
        self._said.hide()
        self.choose.hide()
        self.delete_on.show_day(latest_attachment_day(self._services.session.today()))
        self._asking.show()
        self.document.setFocus()

    def _on_keep(self) -> None:
        if not self.document.code():
            self.document.setFocus()
            return
        day = self.delete_on.day() if self.delete_on.check() else None
        if day is None:
            self.delete_on.setFocus()
            return
        try:
            self._services.attachments.add(
                self._case_id,
                self._data,
                document=self.document.code(),
                reason=self.reason.text(),
                delete_on=day,
                consented=self.consent.isChecked(),
            )
        except IntakeError as error:
            self.failed.emit(error)
            return
        self._end()
        self.entered()
        self._said.show_text(
            _(
                "The scan is in the vault. The file outside still exists: delete it if nobody "
                "needs it."
            ),
            Level.WARN,
        )
        self._said.show()

    def _end(self) -> None:
        self._data = b""
        self.reason.set_text("")
        self.consent.setChecked(False)
        self._asking.hide()
        self.choose.show()

    def _on_show(self, scan: Attachment) -> None:
        try:
            opened = self._services.attachments.open(scan.id)
        except IntakeError as error:
            self.failed.emit(error)
            return
        german = self._services.session.content.wording("de")
        self.page_asked.emit(ScanPage(opened, german.list_label("documents", scan.document)))

    def _ask_remove(self, scan: Attachment) -> None:
        self.box = Confirm(
            self,
            title=_("Delete this scan now?"),
            text=_("Nobody can bring it back."),
            act=_("Delete the scan"),
            keep=_("Keep the scan"),
        )
        self.box.confirmed.connect(partial(self._on_remove, scan))
        self.box.open()

    def _on_remove(self, scan: Attachment) -> None:
        try:
            self._services.attachments.remove(scan.id)
        except IntakeError as error:
            self.failed.emit(error)
            return
        self.entered()


class ScanPage(Page):
    """A scan as it is, drawn from memory; there is no way to save it.

    Args:
        scan: The scan with its bytes.
        title: What it is.
    """

    def __init__(self, scan: Attachment, title: str) -> None:
        super().__init__(title, back=_("Documents"))
        self.shown: QWidget
        if scan.media_type == PDF:
            preview = Preview()
            preview.show_document(scan.data or b"")
            self.shown = preview
        else:
            picture = QLabel()
            picture.setAccessibleName(title)
            picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
            picture.setPixmap(QPixmap.fromImage(QImage.fromData(scan.data or b"")))
            self.shown = FittingScroll(picture)
        self._discreet_cover = Label(_("Hidden"), colour="muted")
        self._discreet_cover.hide()
        self.content.addWidget(self._discreet_cover)
        self.content.addWidget(self.shown, 1)

    def set_discreet(self, discreet: bool) -> None:  # noqa: FBT001 - as the frame's signal
        """Cover the scan."""
        self.shown.setVisible(not discreet)
        self._discreet_cover.setVisible(discreet)
