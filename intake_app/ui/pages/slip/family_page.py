"""Which slips belong to a family: scanned one after another, then printed on one sheet."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from intake_app.domain.codes import SlipId
from intake_app.domain.numbers import format_slip_number
from intake_app.errors import IntakeError
from intake_app.i18n import _
from intake_app.ui.look.fonts import Role, px
from intake_app.ui.pages.case_words import joined
from intake_app.ui.pages.discreet import shown_name
from intake_app.ui.pages.page import Page
from intake_app.ui.pages.paper.print_page import PrintPage
from intake_app.ui.widgets.buttons import Button, ButtonKind, IconButton
from intake_app.ui.widgets.cards import Card, ReadingColumn
from intake_app.ui.widgets.labels import Label
from intake_app.ui.widgets.text_input import LineEdit
from intake_app.ui.words.messages import explain

if TYPE_CHECKING:
    from intake_app.services.services import Services
    from intake_app.services.slip_card import Confirmation
    from intake_app.ui.pages.paper.desk import PrintDesk

_MOST = 12


class FamilyPage(Page):
    """Takes the slips of a family; who belongs together is stored nowhere.

    Args:
        services: What the advisor can do.
        desk: Printers, dialogs and settings of this machine.
        slip_id: The slip from which somebody comes.
        parent: Qt's parent.

    Raises:
        IntakeError: The slip is not there, or not under way any more.

    Signals:
        page_asked: A Page that shall be shown on top.
    """

    page_asked = Signal(object)

    def __init__(
        self,
        services: Services,
        desk: PrintDesk,
        slip_id: SlipId,
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Cover sheet for the family"), parent=parent)
        self.lead_back(_("Slip"))
        self._services = services
        self._desk = desk
        self._discreet = False
        self._slips: list[Confirmation] = []
        self.act = self.add_action(Button(_("&Preview"), ButtonKind.PRIMARY, icon="printer"))
        self.act.clicked.connect(self._preview)
        self.code = LineEdit(_("Code or number of the slip"), icon="scan")
        self.code.setPlaceholderText("7Q4M9-2KTX3")
        self.code.setMaximumWidth(px(280))
        self.code.returnPressed.connect(self._on_enter)
        self.code.textEdited.connect(lambda: self._say(""))
        self.take = Button(_("Add"), icon="plus")
        self.take.clicked.connect(self._on_enter)
        self._wrong = Label(role=Role.HINT, colour="danger")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(px(4))
        self._lay_out()
        self._list(services.routing.card(slip_id))

    @property
    def slip_id(self) -> SlipId:
        """The slip from which somebody came."""
        return self._slips[0].slip.id

    def entered(self) -> None:
        """Wait for the next slip."""
        if self.begins_here():
            self.code.setFocus()

    def scanned(self, code: str) -> None:
        """Take one more slip.

        Raises:
            IntakeError: It is no slip of this vault, or none that is under way.
        """
        self._list(self._services.routing.scan(code))

    def slips(self) -> list[SlipId]:
        """Return the slips that are listed."""
        return [found.slip.id for found in self._slips]

    def set_discreet(self, discreet: bool) -> None:  # noqa: FBT001 - as the frame's signal
        """Show initials instead of names."""
        self._discreet = discreet
        self._show()

    def half_typed(self) -> str:
        """Return the other slips, and the number as far as it was typed."""
        others = [str(slip_id) for slip_id in self.slips()[1:]]
        return json.dumps([self.code.text(), *others]) if others or self.code.text() else ""

    def take_up(self, typed: str) -> None:
        """List them again; what is under way no more is left out."""
        text, *others = json.loads(typed)
        self.code.setText(text)
        for slip_id in others:
            try:
                self._list(self._services.routing.card(SlipId(UUID(slip_id))))
            except IntakeError as error:
                self.report(error)

    def _lay_out(self) -> None:
        page = ReadingColumn()
        card = Card()
        card.content.setSpacing(px(12))
        card.content.addWidget(
            Label(
                _(
                    "Each person has a slip of their own. Scan the slips of the family or type "
                    "their numbers; the sheet shows first names and numbers only."
                ),
                colour="muted",
            )
        )
        entry = QHBoxLayout()
        entry.setSpacing(px(8))
        entry.addWidget(self.code, 1)
        entry.addWidget(self.take)
        entry.addStretch(1)
        card.content.addLayout(entry)
        self._wrong.hide()
        card.content.addWidget(self._wrong)
        card.content.addLayout(self._rows)
        page.content.addWidget(card)
        page.content.addStretch(1)
        self.content.addWidget(page)

    def _list(self, found: Confirmation) -> None:
        if found.slip.id not in {known.slip.id for known in self._slips}:
            self._slips.append(found)
        self._show()

    def _show(self) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            row = item.widget()
            if row is not None:
                row.hide()
                row.deleteLater()
        for found in self._slips:
            self._rows.addWidget(self._row(found))
        has_room = len(self._slips) < _MOST
        self.code.setEnabled(has_room)
        self.take.setEnabled(has_room)

    def _row(self, found: Confirmation) -> QWidget:
        number = format_slip_number(found.slip.number)
        name = shown_name(found.name, discreet=self._discreet)
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(8))
        words = joined((name, number, "" if self._discreet else found.birth_year))
        row.addWidget(Label(words), 1)
        remove = IconButton("trash", _("Take {name} off").format(name=number))
        remove.clicked.connect(partial(self._on_remove, found))
        remove.setVisible(found is not self._slips[0])
        row.addWidget(remove)
        return box

    def _on_remove(self, found: Confirmation) -> None:
        self._slips.remove(found)
        self._show()
        self.code.setFocus()

    def _on_enter(self) -> None:
        if not self.code.text().strip():
            return
        try:
            self.scanned(self.code.text())
        except IntakeError as error:
            self._say(explain(error))
            self.code.selectAll()
            return
        self.code.clear()
        self._say("")

    def _say(self, text: str) -> None:
        self._wrong.setText(text)
        self._wrong.setVisible(bool(text))
        self.code.set_wrong(wrong=bool(text))

    def _preview(self) -> None:
        family, slips = self._services.family_slips, self.slips()
        page = PrintPage(
            self._services, self._desk, lambda: family.cover(slips), back=self.title()
        )
        page.set_discreet(self._discreet)
        self.page_asked.emit(page)
