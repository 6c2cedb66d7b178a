"""The one sentence about the child's level that an office may read: typed, then printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from intake_app.domain.codes import Category
from intake_app.i18n import _
from intake_app.ui.look.fonts import Role
from intake_app.ui.pages.page import Page
from intake_app.ui.pages.paper.print_page import PrintPage
from intake_app.ui.widgets.buttons import Button, ButtonKind
from intake_app.ui.widgets.cards import Card, ReadingColumn
from intake_app.ui.widgets.labels import Label
from intake_app.ui.widgets.notices import Level
from intake_app.ui.widgets.text_input import LineEdit

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from intake_app.domain.waiver import Waiver, WaiverLine
    from intake_app.services.services import Services
    from intake_app.ui.pages.paper.desk import PrintDesk

_MOST = 200


class SentencePage(Page):
    """Asks for the sentence; it is kept nowhere but on the paper.

    Args:
        services: What the advisor can do.
        desk: Printers, dialogs and settings of this machine.
        waiver: The waiver.
        line: Its line that covers the child's level.
        parent: Qt's parent.

    Signals:
        page_asked: A Page that shall be shown on top.
    """

    page_asked = Signal(object)

    def __init__(
        self,
        services: Services,
        desk: PrintDesk,
        waiver: Waiver,
        line: WaiverLine,
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("One sentence for an office"), parent=parent)
        self.lead_back(_("Waiver"))
        self._services = services
        self._desk = desk
        self._waiver = waiver
        self._permitted = line
        self._discreet = False
        self.act = self.add_action(Button(_("&Preview"), ButtonKind.PRIMARY, icon="printer"))
        self.act.clicked.connect(self._preview)
        self.words = LineEdit(_("The sentence"))
        self.words.setMaxLength(_MOST)
        self.words.returnPressed.connect(self._preview)
        column = ReadingColumn()
        card = Card(line.partner_name)
        card.content.addWidget(
            Label(
                _(
                    "The person allows one sentence about the assessed level, no more. Please "
                    "read it to the person before it goes to the office."
                ),
                colour="muted",
            )
        )
        card.content.addWidget(self.words)
        card.content.addWidget(
            Label(_("It is printed and entered in the register, and kept nowhere."), Role.HINT)
        )
        column.content.addWidget(card)
        column.content.addStretch(1)
        self.content.addWidget(column)

    def entered(self) -> None:
        """Begin with the sentence."""
        if self.begins_here():
            self.words.setFocus()

    def set_discreet(self, discreet: bool) -> None:  # noqa: FBT001 - as the frame's signal
        """Remember for the paper that is opened from here."""
        self._discreet = discreet

    def half_typed(self) -> str:
        """Return the sentence."""
        return self.words.text()

    def take_up(self, typed: str) -> None:
        """Show it again."""
        self.words.setText(typed)

    def _preview(self) -> None:
        words = self.words.text().strip()
        if not words:
            self.say(_("Please type the sentence first."), Level.WARN)
            self.words.setFocus()
            return
        papers, waiver_id, partner_id = (
            self._services.papers,
            self._waiver.id,
            self._permitted.partner_id,
        )
        page = PrintPage(
            self._services,
            self._desk,
            lambda: papers.sentence(waiver_id, partner_id, Category.CHILD_LEVEL, words),
            back=_("Sentence"),
        )
        page.set_discreet(self._discreet)
        self.page_asked.emit(page)
