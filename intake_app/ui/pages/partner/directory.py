"""The list of partner offices with its filters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from intake_app.i18n import _
from intake_app.services.partners import is_valid
from intake_app.ui.look.fonts import px
from intake_app.ui.pages.case_words import joined
from intake_app.ui.pages.line_list import Line, LineList
from intake_app.ui.widgets.cards import Card
from intake_app.ui.widgets.choice_list import ChoiceList
from intake_app.ui.widgets.choice_model import fold
from intake_app.ui.widgets.labels import Label
from intake_app.ui.widgets.segments import Option
from intake_app.ui.widgets.text_input import LineEdit
from intake_app.ui.widgets.tick import TickBox

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from intake_app.domain.codes import PartnerId
    from intake_app.domain.partner import Partner


class PartnerDirectory(Card):
    """Partners by name, filtered by what is typed and by kind.

    Args:
        kinds: Words for the kinds of partners, by code.

    Attributes:
        filter: Field for a part of the name or the town.
        kind: Field for a kind.
        former: Box for partners whose validity has ended.
        list: What fits.

    Signals:
        chosen: PartnerId of the partner that was chosen.
        former_wanted: Partners whose validity has ended are wanted too, or no more.
    """

    chosen = Signal(object)
    former_wanted = Signal()

    def __init__(self, kinds: Mapping[str, str]) -> None:
        super().__init__()
        self._kinds = kinds
        self._partners: Sequence[Partner] = ()
        self._today: date | None = None
        self._marked = ""
        self.filter = LineEdit(_("Filter by name or town"), icon="search")
        self.filter.setPlaceholderText(_("Name or town"))
        self.kind = ChoiceList(
            [Option(code=code, label=word, keywords=code) for code, word in kinds.items()],
            _("Kind of office"),
            placeholder=_("All kinds"),
        )
        self.former = TickBox(_("Also former ones"))
        self.list = LineList(_("Offices"))
        self._nothing = Label(colour="muted")
        self._lay_out()
        self.filter.textChanged.connect(self._show)
        self.kind.chosen.connect(self._show)
        self.former.clicked.connect(self.former_wanted)
        self.list.chosen.connect(self._on_chosen)

    def show_partners(self, partners: Sequence[Partner], today: date) -> None:
        """Show these partners."""
        self._partners = sorted(partners, key=lambda partner: fold(partner.full_name))
        self._today = today
        self._show()

    def mark(self, partner: Partner | None) -> None:
        """Mark the partner whose form is open, or none."""
        self._marked = str(partner.id) if partner else ""
        self.list.mark(self._marked)

    def filters(self) -> dict[str, str]:
        """Return what stands in the filters, empty when nothing does."""
        filters = {
            "text": self.filter.text(),
            "kind": self.kind.code(),
            "former": "yes" if self.former.isChecked() else "",
        }
        return filters if any(filters.values()) else {}

    def show_filters(self, filters: Mapping[str, str]) -> None:
        """Show what `filters` gave."""
        self.former.setChecked(bool(filters.get("former")))
        self.kind.show_code(filters.get("kind", ""))
        self.filter.setText(filters.get("text", ""))

    def titles(self) -> list[str]:
        """Return the names that are to be seen."""
        return [line.title for line in self.list.lines()]

    def _lay_out(self) -> None:
        self.content.setContentsMargins(0, px(16), 0, px(4))
        filters = QVBoxLayout()
        filters.setContentsMargins(px(16), 0, px(16), 0)
        filters.setSpacing(px(8))
        for field in (self.filter, self.kind, self.former):
            filters.addWidget(field)
        self.content.addLayout(filters)
        self._nothing.setContentsMargins(px(16), px(8), px(16), px(16))
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.content.addWidget(self._nothing)
        self.content.addWidget(self.list, 1)

    def _show(self) -> None:
        wanted, kind = fold(self.filter.text().strip()), self.kind.code()
        lines = [
            self._line(partner)
            for partner in self._partners
            if (not kind or partner.kind == kind) and wanted in self._words(partner)
        ]
        self.list.show_lines(lines, self._marked)
        self.list.setVisible(bool(lines))
        self._nothing.setVisible(not lines)
        self._nothing.setText(
            _("Not found. Another spelling?") if self._partners else _("No office yet.")
        )

    def _words(self, partner: Partner) -> str:
        return fold(f"{partner.full_name} {partner.town} {self._kinds.get(partner.kind, '')}")

    def _line(self, partner: Partner) -> Line:
        detail = joined((self._kinds.get(partner.kind, partner.kind), partner.town))
        icon, ink, says = "", "muted", ""
        if self._today is not None and not is_valid(partner, self._today):
            detail = joined((_("former or not yet"), detail))
        elif partner.keys_verified_on:
            icon, ink, says = "key", "good", _("key compared")
        elif partner.age_recipient:
            icon, ink, says = "key", "warn", _("key not compared yet")
        return Line(
            key=str(partner.id),
            title=partner.name,
            detail=detail,
            icon=icon,
            ink=ink,
            icon_says=says,
        )

    def _on_chosen(self, key: str) -> None:
        self._marked = key
        partner_id: PartnerId = next(p.id for p in self._partners if str(p.id) == key)
        self.chosen.emit(partner_id)
