"""A bundle that another office sent: who sent it, its answers, its documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from intake_app.domain.office import PaperKind
from intake_app.i18n import _
from intake_app.services.document import Document
from intake_app.ui.look.fonts import Role, px
from intake_app.ui.pages.moments import day_and_hour
from intake_app.ui.pages.page import Page
from intake_app.ui.pages.paper.beside import Beside
from intake_app.ui.pages.paper.document_row import DocumentRow
from intake_app.ui.pages.paper.live_paper import LivePaper
from intake_app.ui.widgets.buttons import Button, ButtonKind
from intake_app.ui.widgets.cards import Card, EmptyState, ReadingColumn
from intake_app.ui.widgets.labels import Label
from intake_app.ui.widgets.notices import Level, Notice
from intake_app.ui.widgets.progress import ProgressRow

if TYPE_CHECKING:
    from pathlib import Path

    from intake_app.errors import IntakeError
    from intake_app.services.receiving import Received
    from intake_app.services.services import Services
    from intake_app.ui.pages.paper.desk import PrintDesk


class ReceivedPage(Page):
    """Opens a bundle; nothing of it is stored, everything is shown from memory.

    Args:
        services: What the advisor can do.
        desk: Dialogs of this machine and the task runner.
        back: Name of the page that the button leads back to.
        parent: Qt's parent.

    Signals:
        opened: The Received bundle that is shown now.
    """

    opened = Signal(object)

    def __init__(
        self,
        services: Services,
        desk: PrintDesk,
        *,
        back: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Open a bundle"), parent=parent)
        self.lead_back(back)
        self._services = services
        self._desk = desk
        self.choose = self.add_action(
            Button(_("&Open bundle …"), ButtonKind.PRIMARY, icon="folder")
        )
        self.choose.clicked.connect(self._on_choose)
        self.progress = ProgressRow(
            _("The bundle is checked to its last byte …"), can_cancel=False
        )
        self.live = LivePaper(desk.tasks)
        self.received: Received | None = None
        self.documents: list[DocumentRow] = []
        self._scroll = ReadingColumn()
        self._inside = QWidget()
        self._covered = Label(_("The answers are covered while names are hidden (F12)."))
        self._covered.hide()
        self._discreet = False
        self._lay_out()

    def entered(self) -> None:
        """Begin with choosing the file."""
        if self.begins_here():
            self.choose.setFocus()

    def set_discreet(self, discreet: bool) -> None:  # noqa: FBT001 - as the frame's signal
        """Hide answers and pages."""
        self._discreet = discreet
        self.live.set_discreet(discreet)
        self._cover()

    def open(self, path: Path) -> None:
        """Open a bundle and show it."""
        handover = self._services.handover
        self.choose.setEnabled(False)
        self.progress.show()

        self._desk.tasks.run(
            lambda: handover.open(path),
            context=self,
            done=self._on_opened,
            failed=self._on_failed,
        )

    def _lay_out(self) -> None:
        self._scroll.content.addWidget(self.progress)
        self.progress.hide()
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(16))
        column.addWidget(
            EmptyState(
                _("A bundle for this office"),
                _(
                    "Choose the file that another office brought or sent. It is checked "
                    "before anything of it is shown, and nothing of it is stored."
                ),
                icon="folder",
            )
        )
        self._scroll.content.addWidget(self._covered)
        self._scroll.content.addWidget(self._inside)
        self._scroll.content.addStretch(1)
        side = QWidget()
        tray = QVBoxLayout(side)
        tray.setContentsMargins(px(12), px(8), px(24), px(16))
        tray.addWidget(self.live)
        self.beside = Beside(self._scroll, side, (_("Answers"), _("Documents")), shares=(1, 1))
        self.beside.show_only_first(only=True)
        self.content.addWidget(self.beside)

    def _cover(self) -> None:
        covered = self._discreet and self.received is not None
        self._inside.setHidden(covered)
        self._covered.setVisible(covered)

    def _on_choose(self) -> None:
        path = self._desk.dialogs.bundle(self)
        if path is not None:
            self.open(path)

    def _on_failed(self, error: IntakeError) -> None:
        self.choose.setEnabled(True)
        self.progress.hide()
        self.report(error)

    def _on_opened(self, received: Received) -> None:
        self.choose.setEnabled(True)
        self.progress.hide()
        self.messages.hide()
        self.received = received
        layout = self._inside.layout()
        while layout is not None and (item := layout.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if isinstance(layout, QVBoxLayout):
            layout.addWidget(_sender(received))
            layout.addWidget(self._facts(received))
            if received.documents:
                layout.addWidget(self._documents(received))
            layout.addWidget(_answers(received))
        self.beside.show_only_first(only=not received.documents)
        if self.documents:
            self.documents[0].click()
            self.documents[0].setFocus()
        self._cover()
        self.opened.emit(received)

    def _facts(self, received: Received) -> Card:
        card = Card(_("Received"))
        case, manifest = received.case, received.manifest
        lines = [
            _("Case {number} of the sender").format(number=case.case_number),
            _("made on {when}").format(when=day_and_hour(received.made_at)),
            _("May be used until {day}").format(day=f"{manifest.valid_until:%d.%m.%Y}"),
        ]
        purposes = [*manifest.purposes.values(), *manifest.purpose_others]
        if purposes:
            lines.append(_("only for: {purposes}").format(purposes=", ".join(purposes)))
        for line in lines:
            card.content.addWidget(Label(line))
        return card

    def _documents(self, received: Received) -> Card:
        card = Card(_("Documents"))
        self.documents = []
        for part in received.documents:
            row = DocumentRow(
                part.name,
                part.label,
                part.name,
                state=_("{size} kB").format(size=max(part.size // 1000, 1)),
                level="muted",
                icon="document",
            )
            row.clicked.connect(lambda _checked=False, name=part.name: self._show_part(name))
            card.content.addWidget(row)
            self.documents.append(row)
        return card

    def _show_part(self, name: str) -> None:
        received = self.received
        if received is None:
            return
        for row in self.documents:
            row.setChecked(row.key == name)

        def read() -> Document:
            return Document(
                kind=PaperKind.PARTNER_PROFILE,
                case_id=None,
                number=name,
                language="de",
                data=received.read(name),
            )

        self.live.clear()
        self.live.show_paper(read, at_once=True)


def _sender(received: Received) -> Notice:
    name = received.sender_name
    if received.is_confirmed:
        return Notice(
            _("The signature fits the key that was compared with this office."),
            Level.GOOD,
            title=_("From {name}").format(name=name),
        )
    if received.is_own:
        recipient = received.manifest.recipient
        to = ", ".join(part for part in (recipient.name, recipient.unit) if part)
        return Notice(
            _("It was made here for {name}. You see what the office sees.").format(name=to),
            Level.INFO,
            title=_("From your own office"),
        )
    return Notice(
        _(
            "The bundle calls itself “{name}”, but nobody compared this key yet. Call the "
            "office on a number you know before you rely on it."
        ).format(name=name),
        Level.WARN,
        title=_("Sender not confirmed"),
    )


def _answers(received: Received) -> Card:
    card = Card(_("Answers"))
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(px(12))
    grid.setVerticalSpacing(px(4))
    grid.setColumnStretch(0, 2)
    grid.setColumnStretch(1, 3)
    section, row = "", 0
    for answer in received.case.answers:
        if answer.section != section:
            section = answer.section
            heading = Label(section, Role.STRONG)
            heading.setContentsMargins(0, px(8) if row else 0, 0, 0)
            grid.addWidget(heading, row, 0, 1, 2)
            row += 1
        grid.addWidget(Label(answer.label, Role.HINT, colour="muted"), row, 0)
        text = Label(answer.text)
        text.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
        grid.addWidget(text, row, 1)
        row += 1
    card.content.addWidget(holder)
    return card
