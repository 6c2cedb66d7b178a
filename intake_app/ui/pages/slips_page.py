"""Zettel: which slips are under way, and the field for the code of one that came back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from intake_app.domain.numbers import format_slip_number, parse_slip_code
from intake_app.errors import InputError, IntakeError
from intake_app.i18n import _
from intake_app.ui.look.fonts import Role, px
from intake_app.ui.pages.discreet import shown_name
from intake_app.ui.pages.entries import EntryList
from intake_app.ui.pages.page import Page
from intake_app.ui.pages.slip import words as slip_words
from intake_app.ui.pages.slip.row import SlipRow
from intake_app.ui.widgets.buttons import Button, ButtonKind
from intake_app.ui.widgets.cards import Card, ReadingColumn
from intake_app.ui.widgets.labels import IconLabel, Label
from intake_app.ui.widgets.text_input import LineEdit
from intake_app.ui.words.messages import explain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intake_app.domain.case import CaseHead
    from intake_app.domain.slip import RoutingSlip
    from intake_app.services.services import Services

_WIDEST = 960
_FIRST = 30


class SlipsPage(Page):
    """All slips under way, overdue ones first.

    Args:
        services: What the advisor can do.

    Signals:
        scan_entered: Code or number of a slip, typed here; answer it like one that came
            from a hand scanner, with `SlipPage.show_card`.
        open_slip: SlipId of a slip chosen from the list.
    """

    scan_entered = Signal(str)
    open_slip = Signal(object)

    def __init__(self, services: Services) -> None:
        super().__init__(_("All slips"))
        self._services = services
        self._discreet = False
        self._slips: Sequence[tuple[CaseHead, RoutingSlip]] = ()
        self.code = LineEdit(_("Code or number of the slip"), icon="scan")
        self.code.setPlaceholderText("7Q4M9-2KTX3")
        self.code.setMaximumWidth(px(280))
        self._wrong = Label(role=Role.HINT, colour="danger")
        self.open = Button(_("&Scan slip"), ButtonKind.PRIMARY)
        self.under_way = EntryList(
            _("No slip is under way. A slip comes from the steps agreed in a talk."),
            first=_FIRST,
            gap=12,
        )
        self._lay_out()
        self.open.clicked.connect(self._on_enter)
        self.code.returnPressed.connect(self._on_enter)
        self.code.textEdited.connect(lambda: self._say(""))

    def entered(self) -> None:
        """Read the slips anew; the cursor waits for a code."""
        try:
            self._slips = self._services.routing.under_way()
        except IntakeError as error:
            self.report(error)
            return
        self._show()
        self.code.setFocus()

    def half_typed(self) -> str:
        """Return the number as far as it was typed."""
        return self.code.text()

    def take_up(self, typed: str) -> None:
        """Show it again."""
        self.code.setText(typed)

    def set_discreet(self, discreet: bool) -> None:  # noqa: FBT001 - as the frame's signal
        """Show initials instead of names."""
        self._discreet = discreet
        self._show()

    def refuse(self, error: IntakeError) -> None:
        """Say beside the field why no slip was opened."""
        self._say(explain(error))
        self.code.selectAll()
        self.code.setFocus()

    def rows(self) -> Sequence[SlipRow]:
        """Return the slips that are to be seen."""
        return self.under_way.findChildren(SlipRow)

    def _lay_out(self) -> None:
        page = ReadingColumn(px(_WIDEST))
        card = Card()
        line = QHBoxLayout()
        line.setSpacing(px(16))
        line.addWidget(IconLabel("scan", colour="accent", side=32), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(px(8))
        words.addWidget(Label(_("A slip has come back?"), Role.SECTION))
        words.addWidget(
            Label(
                _("Scan the code on the slip or on a strip, or type its number."), colour="muted"
            )
        )
        entry = QHBoxLayout()
        entry.setSpacing(px(8))
        entry.addWidget(self.code, 1)
        entry.addWidget(self.open)
        entry.addStretch(1)
        words.addLayout(entry)
        self._wrong.hide()
        words.addWidget(self._wrong)
        line.addLayout(words, 1)
        card.content.addLayout(line)
        page.content.addWidget(card)
        self._heading = Label(_("Under way"), Role.SECTION)
        page.content.addWidget(self._heading)
        page.content.addWidget(self.under_way)
        page.content.addStretch(1)
        self.content.addWidget(page)

    def _show(self) -> None:
        self._heading.setText(
            _("Under way ({count})").format(count=len(self._slips))
            if self._slips
            else _("Under way")
        )
        self.under_way.show_entries([self._row(head, slip) for head, slip in self._slips])

    def _row(self, head: CaseHead, slip: RoutingSlip) -> SlipRow:
        today = self._services.session.today()
        german = self._services.session.content.wording("de")
        name = shown_name(head.display_name, discreet=self._discreet)
        since = slip_words.since_words((today - slip.issued_on).days)
        overdue = slip.valid_until < today
        coming = slip.next_station
        below = "" if coming is None else slip_words.next_words(coming, today)
        row = SlipRow(
            f"{name} · {format_slip_number(slip.number)}",
            _("overdue, {since}").format(since=since) if overdue else since,
            slip_words.dots(slip, german),
            level="danger" if overdue else "muted",
            below=below,
        )
        row.clicked.connect(lambda: self.open_slip.emit(slip.id))
        return row

    def _on_enter(self) -> None:
        text = self.code.text().strip()
        if not text:
            self.code.setFocus()
            return
        try:
            parse_slip_code(text)
        except InputError as error:
            self.refuse(error)
            return
        self.code.clear()
        self.scan_entered.emit(text)

    def _say(self, problem: str) -> None:
        self.code.set_wrong(wrong=bool(problem))
        self._wrong.setText(problem)
        self._wrong.setVisible(bool(problem))
