"""Heute: what goes on, what is under way, what is to be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from intake_app.domain.dates import german_date
from intake_app.domain.roles import Right
from intake_app.errors import IntakeError
from intake_app.i18n import _, ngettext
from intake_app.services.session import office_day
from intake_app.services.steps import INFORM_PARTNER
from intake_app.ui.look.fonts import Role, px
from intake_app.ui.pages.case_words import joined, near_day, weekday
from intake_app.ui.pages.clock_notice import ClockNotice, clock_counts
from intake_app.ui.pages.discreet import shown_name
from intake_app.ui.pages.entries import Entry, EntryCard, EntryList
from intake_app.ui.pages.moments import day_and_hour, hour
from intake_app.ui.pages.page import Page
from intake_app.ui.pages.rights.words import ERASURE, KINDS, REQUESTS
from intake_app.ui.pages.slip.words import next_words, since_words
from intake_app.ui.widgets.buttons import Button, ButtonKind
from intake_app.ui.widgets.cards import Columns, ReadingColumn
from intake_app.ui.widgets.labels import Label
from intake_app.ui.widgets.notices import Level, Notice

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from intake_app.domain.case import CaseHead
    from intake_app.domain.data_rights import DataRequest
    from intake_app.services.services import Services
    from intake_app.services.today import (
        Appointment,
        EndingWaiver,
        FailedUnlocks,
        OpenTalk,
        SlipUnderWay,
        StepDue,
        Today,
        UnfinishedHandover,
    )

_WIDEST = 1680
_ONE_COLUMN_BELOW = 860


class TodayPage(Page):
    """The first page of the day.

    Args:
        services: What the advisor can do.

    Signals:
        new_talk: Begin a talk: search first, then perhaps a new case.
        open_case: CaseId of the case to open.
        continue_talk: InterviewId of the talk to go on with.
        open_slip: SlipId of the slip to open.
        repeat_handover: DisclosureId of a hand-over that was not finished.
        backup_asked: Make a copy of the vault.
        office_asked: Fill in the data of the office.
        rights_asked: Open the page of data protection at this part.
    """

    new_talk = Signal()
    open_case = Signal(object)
    continue_talk = Signal(object)
    open_slip = Signal(object)
    repeat_handover = Signal(object)
    backup_asked = Signal()
    office_asked = Signal()
    rights_asked = Signal(str)

    def __init__(self, services: Services) -> None:
        super().__init__(_("Today"))
        self._services = services
        self._discreet = False
        self._today: Today | None = None
        self._requests: Sequence[DataRequest] = ()
        self._deletions = 0
        self.begin = self.add_action(Button(_("&New talk"), ButtonKind.PRIMARY, icon="plus"))
        self.begin.clicked.connect(self.new_talk)
        self.talks = EntryList(
            _("No talk is open and no appointment is near. A new talk begins with a search.")
        )
        self.slips = EntryList(
            _("No slip is under way. A slip comes from the steps agreed in a talk.")
        )
        self.tasks = EntryList(_("Nothing is due in the next seven days."))
        self.reminders = QVBoxLayout()
        self.reminders.setContentsMargins(px(8), 0, px(8), 0)
        self.reminders.setSpacing(px(8))
        self._copied = Label(role=Role.HINT, colour="muted")
        self._copied.setContentsMargins(px(8), 0, px(8), px(8))
        self._lay_out()

    def entered(self) -> None:
        """Read everything anew."""
        try:
            self._services.attachments.delete_due()
            self._today = self._services.today.load()
            if self._services.session.may(Right.REQUESTS):
                self._requests = self._services.requests.due_soon()
                self._deletions = self._services.retention.due_count()
            failed = self._services.today.take_failed_unlocks()
        except IntakeError as error:
            self.report(error)
            return
        if failed is not None:
            self.say(failed_unlocks(failed), Level.WARN)
        self._show()

    def set_discreet(self, discreet: bool) -> None:  # noqa: FBT001 - as the frame's signal
        """Show initials instead of names."""
        self._discreet = discreet
        self._show()

    def _lay_out(self) -> None:
        scroll = ReadingColumn(px(_WIDEST))
        columns = Columns(_ONE_COLUMN_BELOW)
        for title, inside in (
            (_("Appointments and talks"), self.talks),
            (_("Slips under way"), self.slips),
        ):
            card = EntryCard(title)
            card.content.addWidget(inside)
            columns.add(card)
        to_do = EntryCard(_("To do"))
        to_do.content.addLayout(self.reminders)
        to_do.content.addWidget(self.tasks)
        to_do.content.addWidget(self._copied)
        columns.add(to_do)
        scroll.content.addWidget(columns)
        scroll.content.addStretch(1)
        self.content.addWidget(scroll)

    def _show(self) -> None:
        today = self._today
        if today is None:
            return
        on = self._services.session.today()
        self.set_title(_("Today, {day}").format(day=_whole_day(on)))
        self.talks.show_entries(
            [
                *(self._open_talk(talk, on) for talk in today.talks),
                *(self._appointment(appointment, on) for appointment in today.appointments),
            ]
        )
        overdue_first = sorted(today.slips, key=lambda slip: not slip.overdue)
        self.slips.show_entries([self._slip(slip, on) for slip in overdue_first])
        self.tasks.show_entries(
            [
                *(self._request(request, on) for request in self._requests),
                *(self._handover(handover) for handover in today.handovers),
                *(self._step(step, on) for step in today.steps),
                *(self._waiver(waiver, on) for waiver in today.waivers),
            ]
        )
        self._show_reminders(today)

    # Talks.

    def _open_talk(self, talk: OpenTalk, on: date) -> Entry:
        begun = talk.interview.begun_at
        form = self._services.interviews.form
        sections = {section.id: section for section in form.sections}
        section = sections.get(talk.interview.section)
        wording = self._services.session.content.wording("de")
        where = (
            _("section {section}").format(section=wording.section_title(section))
            if section
            else ""
        )
        begun_on = office_day(begun)
        when = hour(begun) if begun_on == on else f"{near_day(begun_on, on)} {hour(begun)}"
        entry = Entry(
            self._name(talk.head),
            joined([_("Continue the talk of {time}").format(time=when), where], ", "),
            icon="speech",
            ink="accent",
        )
        entry.clicked.connect(lambda: self.continue_talk.emit(talk.interview.id))
        return entry

    def _appointment(self, appointment: Appointment, on: date) -> Entry:
        when = joined([near_day(appointment.on, on), appointment.time], " ")
        wording = self._services.session.content.wording("de")
        place = appointment.goes_on_at
        words = _("next talk")
        if appointment.missed:
            words = _("has not come yet")
        elif place is not None:
            words = _("next talk, goes on with “{section}”").format(
                section=wording.section_title(place.section)
            )
        entry = Entry(
            self._name(appointment.head),
            words,
            mark=when,
            level="warn" if appointment.missed else "muted",
            icon="calendar",
        )
        self._leads_to_case(entry, appointment.head)
        return entry

    # Slips.

    def _slip(self, under_way: SlipUnderWay, on: date) -> Entry:
        station = under_way.slip.next_station
        coming = ""
        if station is not None:
            coming = next_words(station, on)
        elif under_way.slip.stations:
            coming = _("all stations are done, take it back")
        mark = since_words(under_way.days)
        entry = Entry(
            self._name(under_way.head),
            coming,
            mark=_("overdue, {since}").format(since=mark) if under_way.overdue else mark,
            level="danger" if under_way.overdue else "muted",
            icon="slip",
        )
        entry.clicked.connect(lambda: self.open_slip.emit(under_way.slip.id))
        return entry

    # What is to be done.

    def _step(self, step: StepDue, on: date) -> Entry:
        if step.kind == INFORM_PARTNER:
            what = _("tell {office} that its permission has ended")
            words = what.format(office=step.partner_name or _("the office"))
        else:
            wording = self._services.session.content.wording("de")
            words = wording.list_label("steps", step.kind)
        entry = Entry(
            self._name(step.head),
            words,
            mark=near_day(step.due_on, on),
            level="danger" if step.overdue else "muted",
            icon="clock",
        )
        self._leads_to_case(entry, step.head)
        return entry

    def _waiver(self, ending: EndingWaiver, on: date) -> Entry:
        words = (
            _("is 18 now: waiver {number} has ended, an own one is needed")
            if ending.now_adult
            else _("waiver {number} ends")
        )
        entry = Entry(
            self._name(ending.head),
            words.format(number=ending.waiver.number),
            mark=near_day(ending.ends_on, on),
            level="warn",
            icon="document",
        )
        self._leads_to_case(entry, ending.head)
        return entry

    def _request(self, request: DataRequest, on: date) -> Entry:
        due = _("to be answered by {day}").format(day=german_date(request.due_on))
        entry = Entry(
            _("Request: {kind}").format(kind=KINDS[request.kind]()),
            joined([request.case_number, due], ", "),
            mark=near_day(request.due_on, on),
            level="danger" if request.due_on < on else "warn",
            icon="badge_shield",
        )
        entry.clicked.connect(lambda: self.rights_asked.emit(REQUESTS))
        return entry

    def _handover(self, handover: UnfinishedHandover) -> QWidget:
        row = QWidget()
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 0, 0, px(4))
        column.setSpacing(0)
        what = _("hand-over to {office} was not finished ({moment})").format(
            office=handover.disclosure.partner_name,
            moment=day_and_hour(handover.disclosure.begun_at),
        )
        name = self._name(handover.head)
        entry = Entry(name, what, mark=_("open"), level="warn", icon="warn")
        self._leads_to_case(entry, handover.head)
        column.addWidget(entry)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(px(32), 0, 0, 0)
        buttons.setSpacing(px(4))
        repeat = Button(_("Repeat …"), ButtonKind.QUIET)
        repeat.setAccessibleName(f"{repeat.text()} {name}, {what}")
        repeat.clicked.connect(lambda: self.repeat_handover.emit(handover.disclosure.id))
        cancel = Button(_("It did not take place"), ButtonKind.QUIET)
        cancel.setAccessibleName(f"{cancel.text()} {name}, {what}")
        cancel.clicked.connect(lambda: self._cancel(handover))
        buttons.addWidget(repeat)
        buttons.addWidget(cancel)
        buttons.addStretch(1)
        column.addLayout(buttons)
        return row

    def _cancel(self, handover: UnfinishedHandover) -> None:
        try:
            self._services.handover.cancel(handover.disclosure.id)
        except IntakeError as error:
            self.report(error)
            return
        self.entered()
        self.say(_("The hand-over is recorded as not done. Nothing left the house."))

    def _show_reminders(self, today: Today) -> None:
        while (item := self.reminders.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        copied = today.last_backup_at
        last = (
            _("Last copy of the vault: {moment}").format(moment=day_and_hour(copied))
            if copied
            else ""
        )
        if not today.office_complete:
            text = _(
                "Name, address or data protection contact of the office are missing. Papers "
                "for others can be printed when they are filled in."
            )
            self._remind(text, _("Fill in …"), self.office_asked)
        if today.backup_due:
            text = last or _("There is no copy of the vault yet.")
            self._remind(text, _("Make a copy …"), self.backup_asked)
        if self._deletions:
            text = ngettext(
                "{count} case is due for deletion.",
                "{count} cases are due for deletion.",
                self._deletions,
            ).format(count=self._deletions)
            self._remind(text, _("Look at them …"), lambda: self.rights_asked.emit(ERASURE))
        if today.more_due:
            text = _("More cases have steps that are due; these are the oldest.")
            self.reminders.addWidget(Notice(text, Level.INFO))
        proven = today.proven_copy_at
        if last and proven:
            text = _("proven by restoring: the one of {moment}")
            last = joined([last, text.format(moment=day_and_hour(proven))], "; ")
        if self._services.session.doubts_clock():
            notice = ClockNotice(self._services)
            notice.confirmed.connect(self._on_clock_confirmed)
            notice.failed.connect(self.report)
            self.reminders.addWidget(notice)
        self._copied.setText(last)
        self._copied.setVisible(bool(last) and not today.backup_due)

    def _on_clock_confirmed(self) -> None:
        self.entered()
        self.say(clock_counts())

    def _remind(self, text: str, act: str, then: SignalInstance | Callable[[], None]) -> None:
        notice = Notice(text, Level.WARN)
        button = Button(act)
        button.clicked.connect(then)
        notice.words.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)
        self.reminders.addWidget(notice)

    def _name(self, head: CaseHead) -> str:
        if not head.display_name:
            return head.case.number
        return shown_name(head.display_name, discreet=self._discreet)

    def _leads_to_case(self, entry: Entry, head: CaseHead) -> None:
        entry.clicked.connect(lambda: self.open_case.emit(head.case.id))


def failed_unlocks(failed: FailedUnlocks) -> str:
    """Say how often somebody failed to unlock, and since when."""
    words = ngettext(
        "{count} failed attempt to unlock since {moment}. Was it nobody of you? Then please "
        "tell the head of the office.",
        "{count} failed attempts to unlock since {moment}. Was it nobody of you? Then please "
        "tell the head of the office.",
        failed.count,
    )
    return words.format(count=failed.count, moment=day_and_hour(failed.since))


def _whole_day(on: date) -> str:
    return f"{weekday(on)} {german_date(on)}"
