"""One slip: the card that is confirmed first, then its stations and their marks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from intake_app.domain.dates import german_date
from intake_app.domain.numbers import format_slip_number
from intake_app.domain.slip import VOID, SlipState
from intake_app.errors import IntakeError
from intake_app.i18n import _
from intake_app.ui.look.fonts import Role, px
from intake_app.ui.pages import case_words
from intake_app.ui.pages.discreet import shown_name
from intake_app.ui.pages.page import Page
from intake_app.ui.pages.slip import words as slip_words
from intake_app.ui.pages.slip.card import SlipCard
from intake_app.ui.pages.slip.other_case import OtherCaseQuestion, Who
from intake_app.ui.pages.slip.paper_question import WhereIsThePaper
from intake_app.ui.pages.slip.station_marks import StationMarks
from intake_app.ui.widgets.buttons import Button, ButtonKind
from intake_app.ui.widgets.cards import Card, ReadingColumn
from intake_app.ui.widgets.chips import Badge
from intake_app.ui.widgets.confirm import Confirm
from intake_app.ui.widgets.flow import FlowLayout
from intake_app.ui.widgets.labels import ElidedLabel, Label
from intake_app.ui.widgets.notices import Level
from intake_app.ui.widgets.segments import Option
from intake_app.ui.widgets.stepper import Stepper

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from intake_app.domain.case import CaseHead
    from intake_app.domain.codes import SlipId, StationId
    from intake_app.domain.slip import RoutingSlip, Station
    from intake_app.services.services import Services
    from intake_app.services.slip_card import Confirmation
    from intake_app.ui.pages.slip.mark_details import EnteredMark

_WIDEST = 860


class SlipPage(Page):
    """A page about one slip, pushed above whatever is open.

    Args:
        services: What the advisor can do.

    Signals:
        open_case: CaseId of the slip's case.
        print_asked: SlipId of a slip to print.
    """

    open_case = Signal(object)
    print_asked = Signal(object)

    def __init__(self, services: Services) -> None:
        super().__init__(_("Slip"), back=_("Back"))
        self._services = services
        self._german = services.session.content.wording("de")
        self._form = services.session.content.form("routing")
        self._discreet = False
        self._slip: RoutingSlip | None = None
        self._opened: CaseHead | None = None
        self._confirmation: Confirmation | None = None
        self.question: OtherCaseQuestion | None = None
        self.card = SlipCard()
        self.card.confirmed.connect(self._on_confirmed)
        self.card.refused.connect(self.left)
        self._scroll = ReadingColumn(px(_WIDEST))
        self._inside: QWidget | None = None
        self._stations: list[StationMarks] = []
        self._wanted: QWidget | None = None
        self.paper = WhereIsThePaper()
        self._scroll.verticalScrollBar().rangeChanged.connect(self._scroll_to_wanted)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.card)
        self._stack.addWidget(self._scroll)
        self.content.addWidget(self._stack)
        self.print_again = self.add_action(Button(_("Print"), icon="printer"))
        self.print_again.clicked.connect(self._on_print)
        self.print_again.hide()

    # What the page can show.

    def show_card(self, code: str, opened: CaseHead | None = None) -> None:
        """Find the slip of a code and ask whether it is the right one; nothing else opens.

        Args:
            code: As scanned or typed.
            opened: The case that is open in the window, None when there is none.

        Raises:
            InputError: The code is not one of ours, or was misread.
            NotFoundError: No slip of this vault has the number.
            NotPermittedError: The slip was reported lost or replaced.
        """
        confirmation = self._services.routing.scan(code, opened.case.id if opened else None)
        self._confirmation, self._opened = confirmation, opened
        self.set_title(self._number_words(confirmation.slip))
        self.card.show_person(
            name=confirmation.name,
            birth_year=confirmation.birth_year,
            municipality=self._municipality(confirmation.municipality),
            expired_on=confirmation.slip.valid_until if confirmation.expired else None,
        )
        self._stack.setCurrentWidget(self.card)

    def show_slip(self, slip_id: SlipId) -> None:
        """Show a slip that was chosen from a list.

        Raises:
            NotFoundError: There is no such slip.
        """
        self._show(self._services.routing.get(slip_id))

    def entered(self) -> None:
        """Read the slip anew when it is shown already."""
        if self._slip is not None:
            self._act(lambda slip: self._services.routing.get(slip.id))
        elif self._confirmation is not None:
            self.card.setFocus()

    def set_discreet(self, discreet: bool) -> None:  # noqa: FBT001 - as the frame's signal
        """Show initials instead of the name."""
        self._discreet = discreet
        if self._slip is not None:
            self._show(self._slip)

    def stations(self) -> Sequence[StationMarks]:
        """Return the stations as they are shown."""
        return tuple(self._stations)

    # The card and the question.

    def _on_confirmed(self) -> None:
        found, opened = self._confirmation, self._opened
        if found is None:
            return
        if not found.other_case_open or opened is None:
            self._open_scanned()
            return
        year = found.birth_year
        born = _("born {year}").format(year=year) if year else ""
        scanned = Who(
            name=found.name or format_slip_number(found.slip.number),
            detail=case_words.joined((born, self._municipality(found.municipality)), ", "),
        )
        place = case_words.municipality(opened, self._services.session.content)
        present = Who(
            name=shown_name(opened.display_name, discreet=self._discreet),
            detail=case_words.joined((case_words.born(opened), place), ", "),
        )
        self.question = OtherCaseQuestion(self, opened=present, scanned=scanned)
        self.question.slip_chosen.connect(self._open_scanned)
        self.question.rejected.connect(self.left)
        self.question.ask()

    def _open_scanned(self) -> None:
        found = self._confirmation
        if found is None:
            return
        self._show(found.slip)
        wanted = found.station or found.slip.next_station
        if wanted is not None:
            self._start_at(wanted.id)

    def _start_at(self, station_id: StationId) -> None:
        for shown in self._stations:
            if shown.station.id == station_id:
                shown.start()
                self._wanted = shown
                self._scroll_to_wanted()

    def _scroll_to_wanted(self) -> None:
        """Show what is at work; called again when new stations have found their places."""
        if self._wanted is not None and self._wanted in {*self._stations, self.paper}:
            self._scroll.ensureWidgetVisible(self._wanted, 0, px(24))

    # The slip.

    def _show(self, slip: RoutingSlip) -> None:
        self._slip = slip
        head = self._services.cases.head(slip.case_id)
        self.set_title(self._number_words(slip))
        self.print_again.setVisible(slip.state is SlipState.ISSUED)
        if self._inside is not None:
            self._scroll.content.removeWidget(self._inside)
            self._inside.hide()
            self._inside.deleteLater()
        self._inside = QWidget()
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(12))
        column.addWidget(self._about(slip, head))
        self._stations = [self._station(slip, station) for station in slip.stations]
        for shown in self._stations:
            column.addWidget(shown)
        self._ends = self._ways_to_end(slip)
        self.paper = WhereIsThePaper()
        self.paper.given_back.connect(self._on_given_back)
        self.paper.shredded.connect(self._on_destroyed)
        self.paper.hide()
        column.addWidget(self._ends)
        column.addWidget(self.paper)
        column.addStretch(1)
        self._scroll.content.addWidget(self._inside)
        self._stack.setCurrentWidget(self._scroll)

    def _about(self, slip: RoutingSlip, head: CaseHead) -> Card:
        card = Card()
        line = QHBoxLayout()
        line.setSpacing(px(12))
        line.addWidget(
            ElidedLabel(shown_name(head.display_name, discreet=self._discreet), Role.SECTION), 1
        )
        if slip.state is SlipState.ISSUED and slip.valid_until < self._services.session.today():
            line.addWidget(Badge(_("expired"), "warn"))
        state = self._german.list_label("slip_states", slip.state)
        line.addWidget(Badge(state, slip_words.STATE_LEVELS[slip.state]))
        self.to_case = Button(_("To the case"), ButtonKind.QUIET, icon="folder")
        self.to_case.clicked.connect(lambda: self.open_case.emit(slip.case_id))
        line.addWidget(self.to_case)
        card.content.addLayout(line)
        ends = _("issued {issued}, valid until {until}").format(
            issued=german_date(slip.issued_on), until=german_date(slip.valid_until)
        )
        card.content.addWidget(Label(ends, Role.HINT, colour="muted"))
        card.content.addSpacing(px(4))
        card.content.addWidget(Stepper(slip_words.dots(slip, self._german)))
        return card

    def _station(self, slip: RoutingSlip, station: Station) -> StationMarks:
        partners = self._services.partners.all(include_expired=True)
        shown = StationMarks(
            station,
            self._form,
            self._german,
            today=self._services.session.today(),
            partners=[Option(code=str(p.id), label=p.full_name) for p in partners],
            is_open=station is slip.next_station and slip.state is SlipState.ISSUED,
            is_void=slip.state in VOID,
        )
        shown.marked.connect(lambda entered: self._record(station, entered))
        return shown

    def _ways_to_end(self, slip: RoutingSlip) -> QWidget:
        row = QWidget()
        flow = FlowLayout(px(8), row)
        self.back_again = Button(_("The slip is back"), icon="undo")
        self.back_again.clicked.connect(self._on_returned)
        all_done = slip.next_station is None
        kind = ButtonKind.PRIMARY if all_done else ButtonKind.SECONDARY
        self.finish = Button(_("The way is done"), kind, icon="check")
        self.finish.clicked.connect(self._on_finish)
        self.lost = Button(_("Slip lost …"))
        self.lost.clicked.connect(self._on_lost)
        self.unusable = Button(_("Paper unusable …"))
        self.unusable.clicked.connect(self._on_unusable)
        # Without an open station there is nothing to carry on to another slip.
        renewable: set[SlipState] = set() if all_done else {SlipState.ISSUED}
        for button, states in (
            (self.back_again, {SlipState.ISSUED}),
            (self.finish, {SlipState.ISSUED, SlipState.RETURNED}),
            (self.lost, renewable),
            (self.unusable, renewable),
        ):
            flow.addWidget(button)
            button.setVisible(slip.state in states)
        return row

    def _record(self, station: Station, entered: EnteredMark) -> None:
        routing = self._services.routing
        mark = replace(
            routing.new_mark(
                entered.kind,
                missing=entered.missing,
                forward_to=entered.forward_to,
                next_on=entered.next_on,
                marked_on=entered.marked_on,
            ),
            stamped=entered.stamped,
            query=entered.query,
            text_blacked=entered.text_blacked,
        )

        def record(slip: RoutingSlip) -> RoutingSlip:
            if entered.result != station.result_internal:
                routing.note_result(slip.id, station.id, entered.result)
            return routing.record_mark(slip.id, station.id, mark)

        before = self._slip
        if self._act(record) and self._slip:
            text, number = _("Mark entered for station {number}."), station.seq
            if before and len(before.stations) < len(self._slip.stations):
                number = len(self._slip.stations)
                text = _("Mark entered. Print the slip anew: station {number} needs a strip.")
            self.say(text.format(number=number))
            coming = self._slip.next_station
            if coming is not None:
                self._start_at(coming.id)
            else:
                self.finish.setFocus()

    def _on_returned(self) -> None:
        self._ends.hide()
        self.paper.show()
        self.paper.setFocus()
        self._wanted = self.paper
        self._scroll_to_wanted()

    def _on_given_back(self) -> None:
        if self._act(lambda slip: self._services.routing.given_back(slip.id)):
            self.say(_("Noted: the person has the slip again."))

    def _on_destroyed(self) -> None:
        if self._act(lambda slip: self._services.routing.returned(slip.id)):
            self.say(_("Noted: the slip is back and its paper destroyed."))

    def _on_finish(self) -> None:
        if self._act(lambda slip: self._services.routing.close(slip.id)):
            self.say(_("The way is done. The paper can be destroyed."))

    def _on_lost(self) -> None:
        question = Confirm(
            self,
            title=_("Report the slip as lost?"),
            text=_(
                "Its number will not be valid any more. A new slip with the open stations "
                "takes its place and has to be printed."
            ),
            act=_("Report as lost"),
            keep=_("Keep the slip"),
        )
        self._ask(question, self._services.routing.lost)

    def _on_unusable(self) -> None:
        question = Confirm(
            self,
            title=_("Put a new slip in its place?"),
            text=_(
                "For paper that is torn, wet or misprinted. A new slip with the open stations "
                "has to be printed; please shred the old paper."
            ),
            act=_("Replace it"),
            keep=_("Keep the slip"),
        )
        self._ask(question, self._services.routing.replaced)

    def _ask(self, question: Confirm, renew: Callable[[SlipId], RoutingSlip]) -> None:
        question.confirmed.connect(lambda: self._renew(renew))
        self.confirm = question
        question.open()

    def _renew(self, renew: Callable[[SlipId], RoutingSlip]) -> None:
        if self._act(lambda slip: renew(slip.id)) and self._slip:
            self.say(_("This is the new slip. Please print it."), Level.INFO)
            self.print_asked.emit(self._slip.id)

    def _on_print(self) -> None:
        if self._slip is not None:
            self.print_asked.emit(self._slip.id)

    def _act(self, act: Callable[[RoutingSlip], RoutingSlip]) -> bool:
        """Do something with the slip and show what became of it; tell whether it worked."""
        if self._slip is None:
            return False
        try:
            self._show(act(self._slip))
        except IntakeError as error:
            self.report(error)
            return False
        return True

    def _number_words(self, slip: RoutingSlip) -> str:
        return _("Slip {number}").format(number=format_slip_number(slip.number))

    def _municipality(self, code: str) -> str:
        return self._german.list_label("municipalities", code) if code else ""
