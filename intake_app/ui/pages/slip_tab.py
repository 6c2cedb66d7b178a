"""The tab Laufzettel of a case: slips that were issued, and the next one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from intake_app.domain.dates import german_date
from intake_app.domain.numbers import format_slip_number
from intake_app.domain.slip import VOID, SlipState
from intake_app.errors import IntakeError
from intake_app.i18n import _
from intake_app.ui.look.fonts import Role, px
from intake_app.ui.pages.case_words import joined
from intake_app.ui.pages.slip import words as slip_words
from intake_app.ui.pages.slip.editor import SlipEditor
from intake_app.ui.pages.talk_words import language_name
from intake_app.ui.widgets.buttons import Button, ButtonKind
from intake_app.ui.widgets.cards import Card, ReadingColumn
from intake_app.ui.widgets.chips import Badge
from intake_app.ui.widgets.flow import FlowLayout
from intake_app.ui.widgets.labels import Label
from intake_app.ui.widgets.stepper import Stepper

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from intake_app.domain.codes import CaseId
    from intake_app.domain.slip import RoutingSlip
    from intake_app.form_engine.wording import Wording
    from intake_app.services.services import Services

_WIDEST = 860


class IssuedSlip(Card):
    """A slip that was issued, with its line of dots.

    Args:
        slip: The slip.
        german: The wording of record.
        language: Its second language in words, empty for German alone.
        today: The office day.

    Attributes:
        marks: Opens the slip to enter marks, or to see them when it is not valid any more.
        print_again: Prints it.
        family: Lists it with the slips of the family.
    """

    def __init__(self, slip: RoutingSlip, german: Wording, language: str, today: date) -> None:
        super().__init__()
        self.slip = slip
        number = format_slip_number(slip.number)
        head = QHBoxLayout()
        head.setSpacing(px(8))
        words = QVBoxLayout()
        words.setSpacing(px(2))
        words.addWidget(Label(_("Slip {number}").format(number=number), Role.STRONG))
        issued = _("issued {issued}, valid until {until}").format(
            issued=german_date(slip.issued_on), until=german_date(slip.valid_until)
        )
        printed = "" if slip.printed_at else _("not printed yet")
        words.addWidget(Label(joined((issued, language, printed)), Role.HINT, colour="muted"))
        head.addLayout(words, 1)
        if slip.state is SlipState.ISSUED and slip.valid_until < today:
            head.addWidget(Badge(_("expired"), "warn"), 0, Qt.AlignmentFlag.AlignTop)
        state = german.list_label("slip_states", slip.state)
        badge = Badge(state, slip_words.STATE_LEVELS[slip.state])
        head.addWidget(badge, 0, Qt.AlignmentFlag.AlignTop)
        self.content.addLayout(head)
        self.content.addWidget(Stepper(slip_words.dots(slip, german)))
        is_void = slip.state in VOID
        self.marks = Button(
            _("Show") if is_void else _("Enter marks"), icon="eye" if is_void else "pen"
        )
        self.marks.setAccessibleName(f"{self.marks.text()} {number}")
        self.print_again = Button(_("Print"), icon="printer")
        self.print_again.setAccessibleName(f"{self.print_again.text()} {number}")
        self.print_again.setVisible(slip.state is SlipState.ISSUED)
        self.family = Button(_("Cover sheet for the family …"), ButtonKind.QUIET, icon="people")
        self.family.setAccessibleName(f"{self.family.text()} {number}")
        self.family.setVisible(slip.state is SlipState.ISSUED)
        buttons = QWidget()
        flow = FlowLayout(px(8), buttons)
        for button in (self.marks, self.print_again, self.family):
            flow.addWidget(button)
        self.content.addWidget(buttons)


class SlipTab(QWidget):
    """Slips of one case, newest first; below them the next one is put together.

    Args:
        services: What the advisor can do.
        case_id: The case.

    Signals:
        failed: The `IntakeError` that kept something from being stored or read.
        changed: A slip was issued.
        print_asked: SlipId of a slip to print.
        open_slip: SlipId of a slip to enter marks.
        family_asked: SlipId of a slip to be listed with those of the family.
    """

    failed = Signal(object)
    changed = Signal()
    print_asked = Signal(object)
    open_slip = Signal(object)
    family_asked = Signal(object)

    def __init__(self, services: Services, case_id: CaseId) -> None:
        super().__init__()
        self._services = services
        self._case_id = case_id
        self._german = services.session.content.wording("de")
        self._slips: Sequence[RoutingSlip] | None = None
        self.editor: SlipEditor | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        page = ReadingColumn(px(_WIDEST))
        outer.addWidget(page)
        self._issued = QVBoxLayout()
        self._issued.setSpacing(px(12))
        page.content.addLayout(self._issued)
        self.another = Button(_("Put another slip together"), icon="plus")
        self.another.clicked.connect(self._open_editor)
        page.content.addWidget(self.another, 0, Qt.AlignmentFlag.AlignLeading)
        self._new = QVBoxLayout()
        page.content.addLayout(self._new)
        page.content.addStretch(1)

    def entered(self) -> None:
        """Read the slips anew; what is being put together stays."""
        try:
            slips = self._services.routing.of_case(self._case_id)
        except IntakeError as error:
            self.failed.emit(error)
            return
        if slips != self._slips:
            self._slips = slips
            self._show_issued(slips)
        under_way = any(slip.state is SlipState.ISSUED for slip in slips)
        if self.editor is None:
            self.another.setVisible(under_way)
            if not under_way:
                self._open_editor()

    def can_leave(self) -> bool:
        """Keep what is being put together."""
        if self.editor is not None:
            self.editor.commit()
        return True

    def issued(self) -> Sequence[IssuedSlip]:
        """Return the slips that were issued, newest first."""
        items = (self._issued.itemAt(number) for number in range(self._issued.count()))
        widgets = (item.widget() for item in items if item is not None)
        return [widget for widget in widgets if isinstance(widget, IssuedSlip)]

    def _show_issued(self, slips: Sequence[RoutingSlip]) -> None:
        while (item := self._issued.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for slip in sorted(slips, key=lambda slip: slip.issued_on, reverse=True):
            self._issued.addWidget(self._card(slip))

    def _card(self, slip: RoutingSlip) -> IssuedSlip:
        language = ""
        if slip.language != "de":
            language = language_name(slip.language, self._services.session.content)
        today = self._services.session.today()
        card = IssuedSlip(slip, self._german, language, today)
        card.marks.clicked.connect(lambda: self.open_slip.emit(slip.id))
        card.print_again.clicked.connect(lambda: self.print_asked.emit(slip.id))
        card.family.clicked.connect(lambda: self.family_asked.emit(slip.id))
        return card

    def _open_editor(self) -> None:
        try:
            draft = self._services.routing.draft(self._case_id)
            editor = SlipEditor(self._services)
        except IntakeError as error:
            self.failed.emit(error)
            return
        editor.show_draft(draft)
        editor.changed.connect(self._keep)
        editor.issue_asked.connect(self._issue)
        editor.reset_asked.connect(self._reset)
        self.editor = editor
        self._new.addWidget(editor)
        self.another.hide()

    def _close_editor(self) -> None:
        if self.editor is not None:
            self._new.removeWidget(self.editor)
            self.editor.hide()
            self.editor.deleteLater()
            self.editor = None

    def _keep(self) -> None:
        if self.editor is None:
            return
        try:
            self._services.routing.keep_draft(self._case_id, self.editor.draft())
        except IntakeError as error:
            self.failed.emit(error)

    def _reset(self) -> None:
        try:
            self._services.routing.keep_draft(self._case_id, None)
            draft = self._services.routing.draft(self._case_id)
        except IntakeError as error:
            self.failed.emit(error)
            return
        if self.editor is not None:
            self.editor.show_draft(draft)

    def _issue(self) -> None:
        if self.editor is None:
            return
        self.editor.commit()
        if not self.editor.check():
            self.editor.until.setFocus()
            return
        try:
            slip = self._services.routing.issue(self._case_id, self.editor.draft())
        except IntakeError as error:
            self.failed.emit(error)
            return
        self._close_editor()
        self.entered()
        self.changed.emit()
        self.print_asked.emit(slip.id)
