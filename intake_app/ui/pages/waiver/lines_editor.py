"""All lines of a waiver that is not printed yet, and the offices that may be added."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.i18n import _
from intake_app.ui.look.fonts import Role, px
from intake_app.ui.pages.waiver.line_card import LineCard
from intake_app.ui.system.keys import show_in_scroll
from intake_app.ui.widgets.buttons import Button
from intake_app.ui.widgets.cards import Card
from intake_app.ui.widgets.choice_list import ChoiceList
from intake_app.ui.widgets.flow import FlowLayout
from intake_app.ui.widgets.labels import Label
from intake_app.ui.widgets.segments import Option

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from intake_app.domain.partner import Partner, PartnerKind
    from intake_app.domain.waiver import WaiverLine
    from intake_app.ui.pages.waiver.line_card import LineLimits
    from intake_app.ui.pages.waiver.texts import WaiverTexts


class LinesEditor(QWidget):
    """Cards for the lines, and below them the next office.

    Args:
        partners: The offices that may stand on a line.
        kind_of: Returns the kind of a line's partner by its code.
        parent: Qt's parent.

    Signals:
        line_changed: A WaiverLine with new answers.
        line_removed: Id of a line that shall go.
        partner_added: A Partner that shall get a line.
    """

    line_changed = Signal(object)
    line_removed = Signal(object)
    partner_added = Signal(object)

    def __init__(
        self,
        partners: Sequence[Partner],
        kind_of: Callable[[str], PartnerKind],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._kind_of = kind_of
        self._cards: list[LineCard] = []
        self._partners = {str(partner.id): partner for partner in partners}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(px(12))
        self._add = Card()
        self._add.content.addWidget(Label(_("Another office"), Role.STRONG))
        self._proposals = QWidget()
        self._proposed = FlowLayout(px(8), self._proposals)
        self._hint = Label(_("From the agreed steps:"), Role.HINT, colour="muted")
        self._add.content.addWidget(self._hint)
        self._add.content.addWidget(self._proposals)
        self.search = ChoiceList(
            [
                Option(
                    code=code,
                    label=partner.full_name,
                    keywords=f"{partner.town} {partner.contact}",
                )
                for code, partner in self._partners.items()
            ],
            _("Another office"),
            placeholder=_("Search offices …"),
        )
        self.search.clear_after_choice()
        self.search.chosen.connect(self._on_chosen)
        self._add.content.addWidget(self.search)
        self._column.addWidget(self._add)

    def cards(self) -> Sequence[LineCard]:
        """Return the cards in the order of the lines."""
        return tuple(self._cards)

    def show_lines(
        self, lines: Sequence[WaiverLine], texts: WaiverTexts, limits: LineLimits
    ) -> None:
        """Show these lines; cards of lines that are shown already stay as they are."""
        known = {card.line.id: card for card in self._cards}
        wanted = {line.id for line in lines}
        for line_id, card in known.items():
            if line_id not in wanted:
                self._column.removeWidget(card)
                card.hide()
                card.deleteLater()
        self._cards = []
        for place, line in enumerate(lines):
            card = known.get(line.id) or self._new_card(line, texts, limits)
            self._column.insertWidget(place, card)
            self._cards.append(card)

    def forget_cards(self) -> None:
        """Draw all lines anew next time: another language, another paper."""
        for card in self._cards:
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._cards = []

    def offer(self, proposed: Sequence[Partner]) -> None:
        """Offer the partners that have no line yet; the proposed ones with one click."""
        used = frozenset(str(card.line.partner_id) for card in self._cards)
        self.search.model().hide_codes(used)
        while (item := self._proposed.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for partner in proposed:
            button = Button(partner.name, icon="plus")
            button.clicked.connect(
                lambda _checked=False, partner=partner: self.partner_added.emit(partner)
            )
            self._proposed.addWidget(button)
        self._hint.setVisible(bool(proposed))
        self._proposals.setVisible(bool(proposed))
        self._proposals.updateGeometry()

    def show_card(self, place: int) -> None:
        """Scroll to a line and put the focus on its decision."""
        card = self._cards[place]
        card.decision.setFocus()
        QTimer.singleShot(0, card, lambda: show_in_scroll(card))

    def _new_card(self, line: WaiverLine, texts: WaiverTexts, limits: LineLimits) -> LineCard:
        card = LineCard(line, self._kind_of(line.partner_kind), texts, limits)
        card.changed.connect(self.line_changed)
        card.removed.connect(self.line_removed, Qt.ConnectionType.QueuedConnection)
        return card

    def _on_chosen(self) -> None:
        partner = self._partners.get(self.search.code())
        if partner is not None:
            self.partner_added.emit(partner)
